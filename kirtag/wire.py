"""How any agency is discovered and read. A spider adds the facts of one agency, and nothing else."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from lxml.etree import XMLSyntaxError
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.utils.gz import gunzip, gzip_magic_number
from scrapy.utils.sitemap import Sitemap

from kirtag.errors import KirtagError
from kirtag.items import Agency, Article, Link, Window
from kirtag.page import Document, Entry, decode, host, is_under, read, read_feed
from kirtag.page.layouts import AnyLayout
from kirtag.page.listing import next_page, read_links, web_address
from kirtag.page.times import read_machine_time

# What is fetched first: feed, sitemap and the first pages of listings, for they tell what else; then what is new in
# them; then the listings' further pages; last the past: what a sitemap holds, what earlier runs left, revisits.
_PRIORITY = {"feed": 30, "sitemap": 20, "article": 10, "listing": 0}
_FIRST_PAGE, _PAST = 20, -10


class BadArgument(KirtagError):
    """A spider argument (`-a NAME=VALUE`) that makes no sense. The message says what to write instead."""

    exit_code = 2


class WireSpider(Spider):
    """A news agency.

    `hosts` are its hosts, the first its main one; `feeds`, `sitemaps` and `listings` (by language) where it shows
    what it publishes. `articles` is a pattern of its articles' paths, `editions` the paths under which its languages
    stand, `pagination` the parameter of its listings' page numbers, `layouts` where its pages keep their parts.
    """

    agency: ClassVar[Agency]
    hosts: tuple[str, ...]
    feeds: ClassVar[tuple[str, ...]] = ()
    sitemaps: ClassVar[tuple[str, ...]] = ()
    listings: ClassVar[dict[str, str]] = {}
    articles: ClassVar[str]
    editions: ClassVar[dict[str, str]] = {}
    pagination: ClassVar[str] = "PAGEN_1"
    layouts: ClassVar[tuple[AnyLayout, ...]] = ()

    def __init__(self, *, since: str = "", until: str = "", site: str = "", **kwargs: Any) -> None:
        """Take the arguments of `scrapy crawl`: days to backfill, and an address that stands in for all hosts."""
        super().__init__(**kwargs)
        self.window = Window(_day("since", since), _day("until", until))
        if self.window.since and self.window.until and self.window.since > self.window.until:
            raise BadArgument(f"-a since={since} is after -a until={until}. Exchange them.")
        self.site = site.rstrip("/")
        if self.site:
            self.hosts = (_site_host(self.site),)

    @classmethod
    def identity(cls) -> tuple[str, Agency, str]:
        """Return the agency's id, its facts and its home page."""
        return cls.name, cls.agency, f"https://{cls.hosts[0]}/"

    async def start(self) -> AsyncIterator[Request]:
        """Yield the agency's feeds, sitemaps, and the first page of each listing."""
        for url in self.feeds:
            yield self.visit(Link(self.at(url), "feed"))
        for url in self.sitemaps:
            yield self.visit(Link(self.at(url), "sitemap"))
        for language, url in self.listings.items():
            yield self.visit(Link(self.at(url), "listing", language), chain=self.at(url))

    def visit(self, link: Link, *, chain: str | None = None, entry: Entry | None = None, past: bool = False) -> Request:
        """Return the request for a page.

        `chain` is the address of the listing that its pagination began with, `entry` what a feed said of it. An
        article of the `past` can wait.
        """
        callbacks = {
            "feed": self.read_feed,
            "sitemap": self.read_sitemap,
            "listing": self.read_listing,
            "article": self.read_article,
        }
        meta = {"link": link, "chain": chain, "entry": entry}
        priority = _FIRST_PAGE if chain == link.url else _PAST if past and not chain else _PRIORITY[link.kind]
        return Request(link.url, callbacks[link.kind], meta=meta, priority=priority)

    def read_feed(self, response: Response) -> Iterator[Request]:
        """Yield the articles of a feed, each with what the feed says of it."""
        for entry in read_feed(response.body):
            if url := self.ours(response, entry.url):
                day = entry.published and entry.published.astimezone(self.zone).date()
                yield self.visit(Link(url, language=self.language_of(url), day=day), entry=entry)

    def read_sitemap(self, response: Response) -> Iterator[Request]:
        """Yield the articles of a sitemap, and the sitemaps of an index."""
        body = gunzip(response.body) if gzip_magic_number(response) else response.body
        try:
            sitemap = Sitemap(body)
        except (XMLSyntaxError, StopIteration):
            return  # no XML at all: a list that shows nothing, which the frontier reports
        for place in sitemap:
            url = self.ours(response, place.get("loc", ""))
            if sitemap.type == "sitemapindex" and url:
                yield self.visit(Link(url, "sitemap"))
            elif re.search(self.articles, urlsplit(url).path):
                changed = read_machine_time(place.get("lastmod"))
                changed = changed.date() if isinstance(changed, datetime) else changed
                yield self.visit(Link(url, language=self.language_of(url), changed=changed), past=True)

    def read_listing(self, response: Response) -> Iterator[Request]:
        """Yield the articles of a listing, then its next page."""
        page = Document(self.text_of(response), response.url)
        for link in read_links(page, re.compile(self.articles), response.meta["link"].language):
            if url := self.ours(response, link.url):
                yield self.visit(replace(link, url=url))
        if following := next_page(page, self.pagination):
            link = replace(response.meta["link"], url=following)
            yield self.visit(link, chain=response.meta["chain"])

    def read_article(self, response: Response) -> Iterator[Article]:
        """Yield the article of a page. Raises NotAnArticle or Undecodable."""
        article = read(
            self.text_of(response),
            response.url,
            self.layouts,
            zone=self.zone,
            captured=datetime.now(UTC),
            entry=response.meta["entry"],
        )
        article.agency = self.name
        if edition := response.meta["link"].language or self.language_of(response.url):
            article.language = edition
            article.provenance["language"] = "edition"
        yield article

    @staticmethod
    def text_of(response: Response) -> str:
        """Return a response's text, by our own rules: Scrapy's believes the label."""
        content_type = response.headers.get("Content-Type")
        return decode(response.body, content_type.decode("latin-1") if content_type else None)

    @property
    def zone(self) -> ZoneInfo:
        """The agency's clock."""
        return ZoneInfo(self.agency.timezone)

    def language_of(self, url: str) -> str | None:
        """Return the language of an address by the edition whose path it stands under."""
        path = urlsplit(url).path
        return next((language for language, start in self.editions.items() if path.startswith(start)), None)

    def ours(self, response: Response, address: str) -> str:
        """Return where to fetch a link of a list; "" where it leads to others, or is no address."""
        url = web_address(response.url, address)
        return self.at(url) if is_under(host(url), (*self.hosts, *type(self).hosts)) else ""

    def at(self, url: str) -> str:
        """Return where to fetch an address of the agency: at `site`, where that stands in for its hosts."""
        if not self.site or not is_under(host(url), type(self).hosts):
            return url
        scheme, netloc = urlsplit(self.site)[:2]
        return urlunsplit((scheme, netloc, *urlsplit(url)[2:]))


def _day(name: str, value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise BadArgument(f"-a {name}={value} is no day. Write it as -a {name}=2026-02-25.") from None


def _site_host(site: str) -> str:
    parts = urlsplit(site)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadArgument(f"-a site={site} is no address of a site. Write it as -a site=http://127.0.0.1:8000.")
    return parts.hostname
