"""What a run shows: a line that changes, one when it ends, and its log."""

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.logformatter import LogFormatter, LogFormatterResult


def summary(agency: str, row: Mapping[str, Any]) -> str:
    """Return a run's figures in a line."""
    figures = ("fetched", "new", "revised", "same", "gone", "quarantined", "errors")
    return f"{agency}: {', '.join(f'{row[name]} {name}' for name in figures)}."


@contextmanager
def progress(crawler: Crawler, agency: str) -> Iterator[None]:
    """Show on a terminal how far the crawl is, a line that changes; show nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{agency}: looking for news…") as status:

        def tell() -> None:
            stats = crawler.stats
            fetched, articles = stats.get_value("response_received_count", 0), stats.get_value("kirtag/articles", 0)
            status.update(f"{agency}: {fetched} pages fetched, {articles} articles read")

        crawler.signals.connect(tell, signals.response_received, weak=False)
        yield


class ShortLog(LogFormatter):
    """Scrapy's log lines, with an article's address where Scrapy prints the whole article.

    "Stored" comes after the last pipeline, that is after the commit.
    """

    def item_error(self, item: Any, *_: Any) -> LogFormatterResult:
        return {"level": logging.ERROR, "msg": "Error processing %(url)s", "args": {"url": item.url}}

    def scraped(self, item: Any, *_: Any) -> LogFormatterResult:
        return {"level": logging.INFO, "msg": "Stored %(url)s", "args": {"url": item.url}}
