"""One run of an agency: its lock, what goes wrong in it, what it shows meanwhile, and how it ended."""

import fcntl
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten
from typing import Any

from rich.console import Console
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.utils.defer import deferred_from_coro
from twisted.python.failure import Failure

from kirtag.archive import Archive, ArchiveError
from kirtag.errors import KirtagError
from kirtag.items import Article


class AlreadyRunning(KirtagError):
    """Another process crawls this agency into this archive."""

    exit_code = 73

    def __init__(self, agency: str, folder: Path) -> None:
        super().__init__(f"{agency} is being crawled into {folder} already. Wait for that run to end.")


@contextmanager
def lock(folder: Path, agency: str) -> Iterator[None]:
    """Keep an agency for this process while the context lasts, or raise AlreadyRunning at once.

    It is the kernel's lock on a file, which goes with the process, however that ends.
    """
    locks = folder / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    with (locks / f"{agency}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(agency, folder) from None
        yield


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a run ended: the exit code, a word for the ledger, and what to tell the archivist."""

    exit_code: int
    outcome: str
    sentence: str


class Watch:
    """Watch a crawl for what decides its end: our own errors, the archive's, the reason why it stopped.

    It counts for itself, since Scrapy's counts of errors depend on the log level.
    """

    def __init__(self, crawler: Crawler, archive: Archive) -> None:
        self.crawler = crawler
        self.archive = archive
        self.raised = 0
        self.reason: str | None = None
        self.error: BaseException | None = None
        crawler.signals.connect(self.spider_error, signals.spider_error)
        crawler.signals.connect(self.item_error, signals.item_error)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    def spider_error(self, failure: Failure) -> None:
        """Count a page that our code failed on; the frontier has quarantined it."""
        self._raise(failure.value)

    def item_error(self, item: Article, failure: Failure) -> None:
        """Count an article that a pipeline failed on, and quarantine its page."""
        self._raise(failure.value)
        if self.error is None and item.capture:
            self.archive.quarantine(item.agency, item.capture, "error", failure.getTraceback(), error=True)

    def spider_closed(self, reason: str) -> None:
        self.reason = reason

    def _raise(self, error: BaseException | None) -> None:
        self.raised += 1
        if isinstance(error, ArchiveError) and self.error is None:
            self.error = error
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="archive"))

    def verdict(self, row: Mapping[str, Any]) -> Verdict:
        """Say how the run ended, from its row in the ledger and from what was watched."""
        stats = self.crawler.stats.get_stats() if self.reason else {}
        figures = {name: stats.get(f"kirtag/{name}", 0) for name in ("lists", "links", "barren", "articles")}
        verdict = judge(
            row,
            reason=self.reason,
            error=self.error,
            raised=self.raised,
            trouble=stats.get("kirtag/trouble", ""),
            threshold=self.crawler.settings.getfloat("ERROR_THRESHOLD"),
            first=not self.archive.holds(row["agency"]),
            **figures,
        )
        if unread := stats.get("text/dateline_unread", 0):
            lead = shorten(stats["text/dateline_unread/example"], 80, placeholder="…")
            told = f"{unread} leads look like datelines that no rule reads, such as “{lead}”."
            verdict = replace(verdict, sentence=f"{verdict.sentence} {told} See kirtag/text/families.py.")
        return verdict


# So many pages that are no article happen in a quiet night; more are no chance.
_CHANCE = 2


def judge(
    row: Mapping[str, Any],
    *,
    reason: str | None = "finished",
    error: BaseException | None = None,
    raised: int = 0,
    trouble: str = "",
    threshold: float = 0.1,
    lists: int = 0,
    links: int = 0,
    barren: int = 0,
    articles: int = 0,
    first: bool = False,
) -> Verdict:
    """Say how a run ended; where several things hold, the gravest is said.

    `row` are the counters of its row in the ledger, `reason` Scrapy's word for why it stopped (None: it never began),
    `error` what was wrong with the archive, `first` that it has no article of the agency yet. Of the pages read,
    `lists` were lists, which showed `links`, `barren` were listings without any, and `articles` were to be articles.
    Our own code failed on `raised`; `trouble` is the first thing that kept a page from being read.
    """
    saved = row["new"] + row["revised"] + row["same"]
    tried = max(row["fetched"], row["errors"], 1)
    where = "Read the log above, and the archive's quarantine table."
    trouble = trouble.rstrip(".")
    if reason in (None, "start_error") or (raised and not saved and error is None):
        return Verdict(70, "internal error", f"kirtag itself failed, {raised or 1} times. {where}")
    if isinstance(error, ArchiveError):
        return Verdict(error.exit_code, "archive", str(error))
    if reason == "shutdown":
        return Verdict(75, "interrupted", "Interrupted. Nothing is lost: run the same again, and it goes on from here.")
    if not lists + articles:
        why = trouble or "no request was made"
        return Verdict(6, "nothing reachable", f"Nothing could be reached: {why}. Try again later.")
    unread = not saved and articles > (0 if first else _CHANCE)
    if not links or barren or unread:
        what = "none of its pages could be read as an article" if unread else "its listings show no articles"
        return Verdict(7, "nothing extracted", f"The layout has changed: {what}. Mend the spider. {where}")
    if row["errors"] / tried > threshold or reason == "closespider_errorcount":
        return Verdict(
            5, "errors", f"{row['errors']} of {tried} pages failed, the first: {trouble or 'see the log'}. {where}"
        )
    if reason != "finished":
        return Verdict(4, "stopped early", f"Stopped early ({reason}). Run the same again, and it goes on from here.")
    if row["errors"]:
        failed = f"{row['errors']} pages, which are due again; the first: {trouble or 'see the log'}"
        return Verdict(0, "well", f"Well but for {failed}.")
    return Verdict(0, "well", "All well.")


def summary(agency: str, row: Mapping[str, Any]) -> str:
    """Return a run's figures in a line."""
    figures = ("fetched", "new", "revised", "same", "gone", "quarantined", "errors")
    return f"{agency}: {', '.join(f'{row[name]} {name}' for name in figures)}."


@contextmanager
def progress(crawler: Crawler, agency: str) -> Iterator[None]:
    """Show on a terminal how far the crawl is, a line that changes; show nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(f"{agency}: looking for news…") as status:

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
