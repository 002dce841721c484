"""A probe of an agency: one list, one article, and what was read of them; nothing is stored.

A crawl without a run: frontier, WARC and archive stand aside, and the probe stands in the frontier's place.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from textwrap import shorten
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from kirtag.items import Article, Link
from kirtag.page import Document, NotAnArticle, Undecodable
from kirtag.page.layouts import first_holding

# What an article's page may have; a way of reading is known for each that was read.
FIELDS = (
    "headline", "published", "modified", "byline", "section", "language", "dateline", "credits", "photos", "body",
)  # fmt: skip


@dataclass
class Found:
    """What a probe found: sentences on the lists, the article's address, and the article, or why there is none.

    `layout` is the number of the layout that held, from 1; 0 where none did, or the agency has none.
    """

    lists: list[str] = field(default_factory=list)
    url: str | None = None
    article: Article | None = None
    why: str = "None of its lists could be read."
    layout: int = 0


def values(article: Article) -> Iterator[tuple[str, str, str]]:
    """Yield each field with the way by which it was read and its beginning; `–` where the page has none."""
    for name in FIELDS:
        value = getattr(article, name)
        way = article.provenance.get(name, "–")
        yield name, way, shorten(_said(name, value), 100, placeholder="…") if value else "–"


def _said(name: str, value: Any) -> str:
    match name:
        case "body":
            return f"{len(value)} paragraphs, {sum(map(len, value)):,} characters: {value[0]}"
        case "credits":
            return "; ".join(one.credit for one in value)
        case "photos":
            return f"{len(value)}, {value[0].url}"
        case "dateline":
            return str(value.text)
        case _:
            return str(value)


def probe(settings: Settings, spider_class: Any, arguments: dict[str, str]) -> Found:
    """Fetch the first of an agency's lists that shows an article, and the newest article on it. Stores nothing."""
    settings.set("SPIDER_MIDDLEWARES", {"kirtag.run.probe.ProbeMiddleware": 950}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(spider_class)
    found = Found()
    crawler.signals.connect(lambda item: setattr(found, "article", item), signals.item_scraped, weak=False)
    process.crawl(crawler, found=found, **arguments)
    process.start()
    return found


class ProbeMiddleware:
    """Let pass one list at a time until one shows an article; then that, and nothing else."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.waiting: list[Request] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def found(self) -> Found:
        found: Found = self.crawler.spider.found  # type: ignore[union-attr]  # the spider keeps what `probe` gave it
        return found

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Begin with the first list; keep the others."""
        self.waiting = [request.replace(errback=self.fail) async for request in start]
        for request in self._next():
            yield request

    async def process_spider_output(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass an article on. Of what a list shows pass its first article; where it shows none, the next list."""
        link: Link = response.meta["link"]
        if link.kind == "article":
            async for article in result:
                self.found.layout = self._layout(response)
                yield article
            return
        shown = [request.replace(errback=self.fail) async for request in result]
        articles = [request for request in shown if request.meta["link"].kind == "article"]
        self.found.lists.append(f"{response.url}, a {link.kind}, shows {len(articles)} articles.")
        if not articles:
            # An index shows sitemaps, of which the first may be the newest; a next page of nothing is nothing.
            self.found.why = "None of its lists shows an article: their layout, or `articles`, has changed."
            self.waiting[:0] = [request for request in shown if request.meta["link"].kind == "sitemap"]
        else:
            self.waiting.clear()
            self.found.url = articles[0].url
        for request in articles[:1] or self._next():
            yield request

    def process_spider_exception(self, response: Response, exception: Exception) -> list[Any] | None:  # noqa: ARG002 - Scrapy's
        """Say why a page is no article; leave to Scrapy what our own code failed on."""
        self.found.why = str(exception)
        return [] if isinstance(exception, NotAnArticle | Undecodable) else None

    def fail(self, failure: Failure) -> list[Request]:
        """Say what could not be fetched, and go on to the next list."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        why = failure.getErrorMessage()
        if request.meta["link"].kind == "article":
            self.found.why = f"It could not be fetched: {why}"
            return []
        self.found.lists.append(f"{request.url} could not be fetched: {why}")
        return self._next()

    def _next(self) -> list[Request]:
        return [self.waiting.pop(0)] if self.waiting else []

    def _layout(self, response: Response) -> int:
        """Return the number of the layout that holds for a page."""
        spider: Any = self.crawler.spider
        page = Document(spider.text_of(response), response.url)
        held = first_holding(spider.layouts, page, spider.zone, datetime.now(UTC))
        return spider.layouts.index(held[0]) + 1 if held else 0
