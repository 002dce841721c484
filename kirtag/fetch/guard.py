"""Requests go to the agency's hosts on the public internet, and nowhere else.

Pages, feeds, sitemaps and redirects are written by others. The middleware checks scheme and host of every request,
redirects, retries and robots.txt included; the resolver checks what a name stands for, so that neither an odd spelling
(`http://0x7f.1/`) nor a name that points inside reaches a private network.
"""

import ipaddress
import logging
from collections.abc import Sequence
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from kirtag.page import is_under

logger = logging.getLogger(__name__)


class Refused(IgnoreRequest):
    """A request to a place where we do not go."""


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet; an IPv4 address inside an IPv6 one is looked at.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None) or found
    return mapped.is_global and not mapped.is_multicast


class GuardMiddleware:
    """Refuse every request that leaves the web, the agency's hosts or the public internet."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.allowed = set(crawler.settings.getlist("GUARD_ALLOW"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let a request pass, or raise Refused with the reason."""
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise Refused(f"{request.url}: only http and https are fetched.")
        host = parts.hostname or ""
        if not self._is_the_agencys(host):
            raise Refused(f"{request.url}: {host} is no host of {self._spider.name}.")
        if host not in self.allowed and not _may_be_public(host):
            raise Refused(f"{request.url}: a private address. Allow it with -s GUARD_ALLOW={host} if it is meant.")

    @property
    def _spider(self) -> Any:
        return self.crawler.spider

    def _is_the_agencys(self, host: str) -> bool:
        # Scrapy's own commands (shell, fetch) come with a spider of no agency: a person names the address there.
        return is_under(host, getattr(self._spider, "hosts", (host,)))


def _may_be_public(host: str) -> bool:
    """Tell whether a host is a name, which the resolver judges, or a public address."""
    try:
        return is_public(host)
    except ValueError:
        return True


class GuardedResolver(CachingThreadedResolver):
    """Resolve names, and refuse those that stand for a private address."""

    allowed: set[str]

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        resolver.allowed = set(crawler.settings.getlist("GUARD_ALLOW"))
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        return super().getHostByName(name, timeout).addCallback(self._judge, name)

    def _judge(self, address: str, name: str) -> str:
        if name not in self.allowed and not is_public(address):
            why = f"{name} stands for the private address {address}"
            # Said here: Twisted tells of every failed look-up in the same words.
            logger.warning("%s. Allow it with -s GUARD_ALLOW=%s if it is meant.", why, name)
            raise DNSLookupError(why)
        return address
