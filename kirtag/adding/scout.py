"""A look at a site, by all of the project's rules for fetching. Nothing is stored.

A crawl without a run, as the probe is one: frontier, WARC and archive stand aside.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.settings import Settings

from kirtag.adding.look import look
from kirtag.adding.site import NotReached, Site
from kirtag.items import StoredPage
from kirtag.page.site_facts import registered

# What keeps a page from being fetched; our own rules raise an IgnoreRequest.
_FAILURES = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    OSError,
)


def scout(settings: Settings, url: str, instead: str, say: Callable[[str], None]) -> Site:
    """Look at the site of an address, at `instead` where another server stands in for it.

    Each address is said before it is asked for. Raises NotReached or NoArticle.
    """
    process = AsyncCrawlerProcess(settings)
    looked: list[asyncio.Task[Site]] = []
    process.crawl(ScoutSpider, url=url, instead=instead, say=say, looked=looked)
    process.start()
    if not looked or not looked[0].done() or looked[0].cancelled():
        raise KeyboardInterrupt  # Scrapy took the signal, and ended the crawl
    return looked[0].result()


class ScoutSpider(Spider):
    """Fetches one page after the other."""

    name = "addagency"

    def __init__(
        self, url: str, instead: str, say: Callable[[str], None], looked: list[asyncio.Task[Site]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.url, self.instead, self.say, self.looked = url, instead, say, looked
        self.hosts = tuple(filter(None, (registered(url), urlsplit(instead).hostname)))

    async def start(self) -> AsyncIterator[Request]:
        """Look at the site. The task keeps what was found, or why nothing was."""
        self.looked.append(asyncio.ensure_future(look(self.get, self.url, self.instead)))
        await asyncio.wait(self.looked)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def get(self, url: str) -> StoredPage:
        """Return a page. Raises NotReached."""
        self.say(url)
        engine = self.crawler.engine
        assert engine
        try:
            response = await engine.download_async(Request(self._at(url)))
        except _FAILURES as error:
            raise NotReached(f"{url} could not be fetched: {str(error) or type(error).__name__}") from error
        if response.status != 200:
            raise NotReached(f"{url} could not be fetched: the server answered {response.status}.")
        stated = response.headers.get("Content-Type")
        # A redirect counts; the server that stands in does not.
        scheme, netloc = urlsplit(url if self.instead else response.url)[:2]
        there = urlunsplit((scheme, netloc, *urlsplit(response.url)[2:]))
        captured = datetime.now(UTC).replace(microsecond=0)
        return StoredPage(there, captured, stated.decode("latin-1") if stated else None, response.body)

    def _at(self, url: str) -> str:
        return urlunsplit((*urlsplit(self.instead)[:2], *urlsplit(url)[2:])) if self.instead else url
