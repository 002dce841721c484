"""The frontier, as Scrapy's one spider middleware that asks it: what is fetched, and what became of it."""

import hashlib
import logging
import traceback
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from kirtag.archive import Archive, ArchiveError, url_key
from kirtag.fetch.complete import Truncated
from kirtag.fetch.politeness import NotSent, ToldToWait
from kirtag.fetch.revisit import Unchanged
from kirtag.items import Capture, Link, Window
from kirtag.page import NotAnArticle, Undecodable

logger = logging.getLogger(__name__)

# The statuses of a page. A 206 is a part of one, and some checks for bots answer 202.
_PAGE = (200, 203)
# Lists that lists lead to: an index its sitemaps, a home page its feeds.
_LISTS = ("sitemap", "feed")


class FrontierMiddleware:
    """Let pass what is due, and write down what each response ends in. Articles are saved by the last pipeline."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings["RUN"]:
            raise NotConfigured("the frontier belongs to `scrapy crawl`")
        self.crawler = crawler
        self.archive = Archive.of(crawler.settings)
        self.dropped: list[Request] = []
        self.kept_out: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.close, signals.spider_closed)
        crawler.signals.connect(middleware.close_dropped, signals.request_dropped)
        return middleware

    @property
    def spider(self) -> Any:
        return self.crawler.spider

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Let the agency's lists pass, then what earlier runs left and what is due again.

        A run with a window leaves out the days that one like it has walked to the end, and all that is due again.
        """
        waiting = self.archive.due(self.spider.name, unfinished=self.spider.window != Window())
        self.kept_out = {page.url for page in waiting if page.state == "quarantined"}
        async for request in start:
            link: Link = request.meta["link"]
            if not (link.day and self.archive.has_walked(link.url, link.day)):
                yield self._watched(request)
        for page in waiting:
            link = Link(page.url, page.kind, page.language)
            yield self._watched(self.spider.visit(link, chain=page.chain, past=True))

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass articles on with their capture; of a list's requests, those that are new or due."""
        link: Link = response.meta["link"]
        if response.status not in _PAGE:
            return  # what close_request gave back, which Scrapy sends through here too
        capture = capture_of(response)
        if link.kind == "article":
            self.crawler.stats.inc_value("kirtag/articles")
            async for article in result:
                article.capture = capture
                yield article
            return
        shown = {request.meta["link"]: request async for request in result}
        for request in self._news_of(response, capture, shown):
            yield self._watched(request)

    def _news_of(self, response: Response, capture: Capture, shown: dict[Link, Request]) -> list[Request]:
        """Store what a list shows, and return the requests that are to be made now."""
        kind, chain = response.meta["link"].kind, response.meta["chain"]
        articles = [link for link in shown if link.kind == "article"]
        lists = [one for one in shown.values() if _begins_a_listing(one.meta) or one.meta["link"].kind in _LISTS]
        following = next((link for link, one in shown.items() if link.kind == "listing" and one not in lists), None)
        due = self.archive.seen(
            self.spider.name,
            capture,
            kind=kind,
            links=articles,
            following=following,
            chain=chain,
            window=self.spider.window,
            day=response.meta["link"].day,
        )
        stats = self.crawler.stats
        stats.inc_value("kirtag/lists")
        stats.inc_value("kirtag/links", len(articles))
        if not articles and not lists:
            level = logging.INFO if response.meta["link"].day else logging.WARNING
            logger.log(level, "%s, a %s, shows no article. Has its layout changed?", response.url, kind)
            stats.inc_value("kirtag/barren", _is_a_first(response.meta))
        return lists + [shown[link] for link in due]

    def process_spider_input(self, response: Response) -> None:
        """Let pass what is a page. Raises HttpError."""
        if response.status not in _PAGE:
            raise HttpError(response, f"the server answered {response.status}")

    def process_spider_exception(self, response: Response, exception: Exception) -> list[Any] | None:
        """Quarantine a page that is no article. One that our own code failed on too, and Scrapy logs and counts it."""
        if isinstance(exception, ArchiveError):
            return None
        if isinstance(exception, NotAnArticle | Undecodable):
            capture = capture_of(response)
            if getattr(exception, "reason", "") != "soft 404" and self.archive.is_from_feed(capture.asked):
                # The page never held the text, and says nothing of it now.
                self.archive.seen(self.spider.name, capture)
                return []
            if getattr(exception, "reason", "") == "no article" and capture.asked in self.kept_out:
                # A section, as it was when an earlier run met it: that tells nothing of the articles of today.
                self.crawler.stats.inc_value("kirtag/articles", -1)
            self._quarantine(response, getattr(exception, "reason", "undecodable"), str(exception))
            return []
        detail, kind = "".join(traceback.format_exception(exception)), response.meta["link"].kind
        self.archive.quarantine(self.spider.name, capture_of(response), "error", detail, kind=kind, error=True)
        return None

    def _quarantine(self, response: Response, reason: str, detail: str, *, error: bool = False) -> None:
        kind = response.meta["link"].kind
        self.archive.quarantine(self.spider.name, capture_of(response), reason, detail, kind=kind, error=error)
        stats = self.crawler.stats
        stats.set_value("kirtag/trouble", stats.get_value("kirtag/trouble", detail))
        logger.warning("Quarantined %s: %s", response.url, detail)

    def close_request(self, failure: Failure) -> None:
        """Write down what became of a request that no callback saw: a page gone, unchanged, or not to be had."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        link: Link = request.meta["link"]
        asked = request.meta.get("redirect_urls", [request.url])[0]
        match failure.value:
            case ArchiveError():
                # Raised again it would be taken for the same failure, and nobody would hear of it.
                tell = self.crawler.signals.send_catch_log
                tell(signals.spider_error, failure=failure, response=None, spider=self.spider)
            case Unchanged(response=response):
                self.archive.seen(self.spider.name, capture_of(response), kind=link.kind)
            case NotSent():
                logger.info("%s", failure.getErrorMessage())  # the page stays as it was, and due
            case ToldToWait():
                self._trouble(str(failure.value), logging.WARNING)
            case Truncated(response=response):
                self._quarantine(response, "truncated", str(failure.value), error=True)
            case HttpError(response=response):
                self._close_status(response)
            case _:
                self.archive.failed(self.spider.name, asked, kind=link.kind)
                self._trouble(f"{request.url} could not be fetched: {failure.getErrorMessage()}", logging.WARNING)

    def _close_status(self, response: Response) -> None:
        """Write down what became of a page that the server has no text for."""
        link: Link = response.meta["link"]
        capture, stats = capture_of(response), self.crawler.stats
        if response.status in (404, 410):
            self.archive.gone(self.spider.name, capture, kind=link.kind)
            level = logging.INFO if link.kind == "article" else logging.WARNING
            self._trouble(f"{response.url} is gone ({response.status})", level)
            stats.inc_value("kirtag/barren", _is_a_first(response.meta))
        elif response.status == 304 and response.meta.get("known"):
            self.archive.seen(self.spider.name, capture, kind=link.kind)
            if link.kind != "article":
                stats.inc_value("kirtag/lists")
                stats.inc_value("kirtag/unchanged")
        else:
            self.archive.failed(self.spider.name, capture.asked, status=response.status, kind=link.kind)
            why = f"the server answered {response.status}"
            self._trouble(f"{response.url} could not be fetched: {why}", logging.WARNING)

    def close_dropped(self, request: Request) -> None:
        """Keep a page that redirects to one which this run has asked for already: Scrapy drops that unheard."""
        if request.meta.get("redirect_urls"):
            self.dropped.append(request)

    def settle(self) -> None:
        """Close the pages that redirect to others, now that it is known what became of those."""
        for request in self.dropped:
            asked, kind = request.meta["redirect_urls"][0], request.meta["link"].kind
            status = request.meta["redirect_reasons"][0]
            itself = url_key(request.url) in map(url_key, request.meta["redirect_urls"])
            if self.archive.known(request.url) and not itself:
                self.archive.seen(self.spider.name, Capture(asked, asked, status, datetime.now(UTC)), kind=kind)
            else:
                self.archive.failed(self.spider.name, asked, status=status, kind=kind)
                self._trouble(f"{asked} leads to {request.url}, which could not be read", logging.WARNING)

    def _trouble(self, what: str, level: int) -> None:
        """Log what kept a page from being read; the first such thing is told at the end, where nothing was read."""
        stats = self.crawler.stats
        stats.set_value("kirtag/trouble", stats.get_value("kirtag/trouble", what))
        logger.log(level, "%s", what)

    def _watched(self, request: Request) -> Request:
        return request.replace(errback=self.close_request)

    def close(self) -> None:
        self.settle()
        self.archive.close()


def _begins_a_listing(meta: dict[str, Any]) -> bool:
    return bool(meta["link"].url == meta["chain"] and meta["link"].day is None)


def _is_a_first(meta: dict[str, Any]) -> bool:
    """Tell whether a page is the first of a listing that the spider names, which is never empty and never gone.

    Its later ones are when it grows shorter, a day's on a holiday, one that another page led to at any time; a feed or
    a sitemap may be empty in a quiet hour.
    """
    return _begins_a_listing(meta) and not meta.get("depth")


def capture_of(response: Response) -> Capture:
    """Return what there is to keep of a response beside its text."""
    asked = response.meta.get("redirect_urls", [response.url])[0]
    return Capture(
        url=response.url,
        asked=asked,
        status=response.status,
        captured=response.meta.get("captured") or datetime.now(UTC),
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        # A 304 has no body to know the page by.
        sha256=hashlib.sha256(response.body).hexdigest() if response.status != 304 else None,
        record=response.meta.get("record"),
    )


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
