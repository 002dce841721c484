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

from kirtag.archive import Archive, ArchiveError
from kirtag.items import Capture, Link
from kirtag.page import NotAnArticle, Undecodable

logger = logging.getLogger(__name__)


class FrontierMiddleware:
    """Let pass what is due, and write down what each response ends in. Articles are saved by the last pipeline."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings["RUN"]:
            raise NotConfigured("the frontier belongs to `scrapy crawl`")
        self.crawler = crawler
        self.archive = Archive.of(crawler.settings)

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
        """Let the agency's lists pass, then what earlier runs left and what is due again."""
        async for request in start:
            yield self._watched(request)
        for page in self.archive.due(self.spider.name):
            link = Link(page.url, page.kind, page.language)
            yield self._watched(self.spider.visit(link, chain=page.chain, past=True))

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass articles on with their capture; of a list's requests, those that are new or due."""
        link: Link = response.meta["link"]
        if not 200 <= response.status < 300:
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
        following = next((link for link in shown if link.kind == "listing"), None)
        due = self.archive.seen(
            self.spider.name,
            capture,
            kind=kind,
            links=articles,
            following=following,
            chain=chain,
            window=self.spider.window,
        )
        stats = self.crawler.stats
        stats.inc_value("kirtag/lists")
        stats.inc_value("kirtag/links", len(articles))
        sitemaps = [request for link, request in shown.items() if link.kind == "sitemap"]
        if not articles and not sitemaps:
            logger.warning("%s, a %s, shows no article. Has its layout changed?", response.url, kind)
            stats.inc_value("kirtag/barren", _begins_a_listing(response.meta))
        return sitemaps + [shown[link] for link in due]

    def process_spider_exception(self, response: Response, exception: Exception) -> list[Any] | None:
        """Quarantine a page that is no article. One that our own code failed on too, and Scrapy logs and counts it."""
        if isinstance(exception, ArchiveError):
            return None
        link, capture = response.meta["link"], capture_of(response)
        expected = isinstance(exception, NotAnArticle | Undecodable)
        reason = getattr(exception, "reason", "undecodable") if expected else "error"
        detail = str(exception) if expected else "".join(traceback.format_exception(exception))
        self.archive.quarantine(self.spider.name, capture, reason, detail, kind=link.kind, error=not expected)
        if expected:
            logger.warning("Quarantined %s: %s", response.url, detail)
            return []
        return None

    def close_request(self, failure: Failure) -> None:
        """Write down what became of a request that no callback saw: a page gone, unchanged, or not to be had."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        link: Link = request.meta["link"]
        response = failure.value.response if isinstance(failure.value, HttpError) else None
        status = response.status if response is not None else None
        if response is not None and status in (404, 410):
            self.archive.gone(self.spider.name, capture_of(response), kind=link.kind)
            level = logging.INFO if link.kind == "article" else logging.WARNING
            self._trouble(f"{response.url} is gone ({status})", level)
            self.crawler.stats.inc_value("kirtag/barren", _begins_a_listing(request.meta))
        elif response is not None and status == 304:
            self.archive.seen(self.spider.name, capture_of(response), kind=link.kind)
        else:
            asked = request.meta.get("redirect_urls", [request.url])[0]
            self.archive.failed(self.spider.name, asked, status=status, kind=link.kind)
            why = f"the server answered {status}" if status else failure.getErrorMessage()
            self._trouble(f"{request.url} could not be fetched: {why}", logging.WARNING)

    def close_dropped(self, request: Request) -> None:
        """Close a page that redirects to one which this run has asked for already: Scrapy drops that unheard."""
        if asked := request.meta.get("redirect_urls"):
            capture = Capture(asked[0], asked[0], request.meta["redirect_reasons"][0], datetime.now(UTC))
            self.archive.seen(self.spider.name, capture, kind=request.meta["link"].kind)

    def _trouble(self, what: str, level: int) -> None:
        """Log what kept a page from being read; the first such thing is told at the end, where nothing was read."""
        stats = self.crawler.stats
        stats.set_value("kirtag/trouble", stats.get_value("kirtag/trouble", what))
        logger.log(level, "%s", what)

    def _watched(self, request: Request) -> Request:
        return request.replace(errback=self.close_request)

    def close(self) -> None:
        self.archive.close()


def _begins_a_listing(meta: dict[str, Any]) -> bool:
    """Tell whether a page is a listing's first, which is never empty and never gone.

    Its later ones are when it grows shorter; a feed or a sitemap may be empty in a quiet hour.
    """
    return bool(meta["link"].url == meta["chain"])


def capture_of(response: Response) -> Capture:
    """Return what there is to keep of a response beside its text."""
    asked = response.meta.get("redirect_urls", [response.url])[0]
    return Capture(
        url=response.url,
        asked=asked,
        status=response.status,
        captured=datetime.now(UTC),
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        sha256=hashlib.sha256(response.body).hexdigest(),
    )


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
