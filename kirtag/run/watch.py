"""Watching a run for what decides its end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from textwrap import shorten
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from kirtag.archive import Archive, ArchiveError
from kirtag.items import Article, Window
from kirtag.run import coverage
from kirtag.run.verdict import Verdict, judge


class Watch:
    """Watch a crawl for what decides its end: our own errors, the archive's, the reason why it stopped.

    It counts for itself, since Scrapy's counts of errors depend on the log level.
    """

    def __init__(self, crawler: Crawler, archive: Archive) -> None:
        self.crawler = crawler
        self.archive = archive
        self.raised = 0
        self.opened = False
        self.reason: str | None = None
        self.error: BaseException | None = None
        self.coverage: Counter[str] = Counter()
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.item_scraped, signals.item_scraped)
        crawler.signals.connect(self.spider_error, signals.spider_error)
        crawler.signals.connect(self.item_error, signals.item_error)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    def spider_opened(self) -> None:
        self.opened = True

    def item_scraped(self, item: Article) -> None:
        """Count the fields of an article that was stored."""
        coverage.count(self.coverage, item)

    def spider_error(self, failure: Failure) -> None:
        """Count a page that our code failed on; the frontier has quarantined it."""
        self._raise(failure.value)

    def item_error(self, item: Article, failure: Failure) -> None:
        """Count an article that a pipeline failed on, and quarantine its page."""
        self._raise(failure.value)
        if self.error is None and item.capture:
            self.archive.quarantine(item.agency, item.capture, "error", failure.getTraceback(), error=True)

    def spider_closed(self, reason: str) -> None:
        """Keep why the crawl stopped, and how many pages its articles were read from."""
        self.reason = reason
        self.coverage["read"] = self.crawler.stats.get_value("kirtag/articles", 0)

    def _raise(self, error: BaseException | None) -> None:
        self.raised += 1
        if isinstance(error, ArchiveError) and self.error is None:
            self.error = error
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="archive"))

    def _has_window(self) -> bool:
        return getattr(self.crawler.spider, "window", Window()) != Window()

    def verdict(self, row: Mapping[str, Any]) -> Verdict:
        """Say how the run ended, from its row in the ledger and from what was watched.

        Until when the server told us to wait is written down for the runs to come.
        """
        stats = self.crawler.stats.get_stats() if self.reason else {}
        counted = ("lists", "links", "unchanged", "barren", "articles")
        figures = {name: stats.get(f"kirtag/{name}", 0) for name in counted}
        wait = stats.get("kirtag/told_to_wait", "")
        if wait:
            self.archive.wait_until(row["agency"], datetime.fromisoformat(wait))
        record = coverage.together(self.archive.coverages(row["agency"]))
        fallen = coverage.fallen(self.coverage, record)
        verdict = judge(
            row,
            # Told twice to stop, Scrapy ends without a word.
            reason="shutdown" if self.opened and self.reason is None else self.reason,
            error=self.error,
            raised=self.raised,
            trouble=stats.get("kirtag/trouble", ""),
            wait=wait,
            threshold=self.crawler.settings.getfloat("ERROR_THRESHOLD"),
            first=not self.archive.holds(row["agency"]),
            fallen=coverage.told(fallen, self.coverage, record) if fallen else "",
            unfinished=self.archive.unfinished(row["agency"]) if self._has_window() else 0,
            described=bool(getattr(self.crawler.spidercls, "layouts", ())),
            **figures,
        )
        if unread := stats.get("text/dateline_unread", 0):
            lead = shorten(stats["text/dateline_unread/example"], 80, placeholder="…")
            told = f"{unread} leads look like datelines that no rule reads, such as “{lead}”."
            verdict = replace(verdict, sentence=f"{verdict.sentence} {told} See kirtag/text/families.py.")
        return verdict
