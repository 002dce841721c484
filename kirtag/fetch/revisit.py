"""A known page costs a 304 or nothing: conditional requests, and bodies that are what they were."""

import hashlib
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from kirtag import reader
from kirtag.archive import Archive, Known
from kirtag.items import Link, Window

_CONDITIONS = {"If-None-Match": "etag", "If-Modified-Since": "last_modified"}


class Unchanged(IgnoreRequest):
    """A page came whole, and is to the letter what our rules of today have read already."""

    def __init__(self, response: Response) -> None:
        super().__init__(f"{response.url} has not changed.")
        self.response = response


class RevisitMiddleware:
    """Ask for a known page only if it has changed, and pass over one that has not.

    A server's word is never taken alone: for a month in the case of an article, for a day in that of a list; then the
    whole body is asked for. A body that came is compared by its digest. (The archive decides what is to be trusted.)
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings["RUN"]:
            raise NotConfigured("revisits belong to `scrapy crawl`")
        self.crawler = crawler
        self.archive = Archive.of(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Put the conditions of this very address on a request: a redirect brings along those of another."""
        link: Link | None = request.meta.get("link")
        if link is None:
            return  # robots.txt
        known = self.archive.known(request.url)
        request.meta["known"] = known
        for header, name in _CONDITIONS.items():
            request.headers.pop(header, None)
            value = getattr(known, name, None)
            if known and known.trusted and value and not request.meta.get("whole") and self._may_stand_as_it_is(link):
                request.headers[header] = value

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass a response on, or raise Unchanged for a known article's page that came again."""
        known: Known | None = request.meta.get("known")
        link: Link | None = request.meta.get("link")
        read = known and link and link.kind == "article" and response.status == 200 and known.reader == reader()
        if known and read and hashlib.sha256(response.body).hexdigest() == known.body_sha256:
            response.request = request  # which Scrapy sets only on what it hands on
            raise Unchanged(response)
        return response

    def _may_stand_as_it_is(self, link: Link) -> bool:
        """Tell whether a page that has not changed has nothing to say: a list has, to a run that backfills a window."""
        spider: Any = self.crawler.spider
        return link.kind == "article" or spider.window == Window()
