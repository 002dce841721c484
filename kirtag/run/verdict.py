"""How a run ended: from its figures to an exit code and a sentence. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kirtag.archive import ArchiveError


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a run ended: the exit code, a word for the ledger, and what to tell the archivist."""

    exit_code: int
    outcome: str
    sentence: str


# So many pages that are no article happen in a quiet night; more are no chance.
_CHANCE = 2


def judge(
    row: Mapping[str, Any],
    *,
    reason: str | None = "finished",
    error: BaseException | None = None,
    raised: int = 0,
    trouble: str = "",
    wait: str = "",
    threshold: float = 0.1,
    lists: int = 0,
    links: int = 0,
    unchanged: int = 0,
    barren: int = 0,
    articles: int = 0,
    first: bool = False,
    fallen: str = "",
    unfinished: int = 0,
    described: bool = True,
) -> Verdict:
    """Say how a run ended; where several things hold, the gravest is said.

    `row` are the counters of its row in the ledger, `reason` Scrapy's word for why it stopped (None: it never began),
    `error` what was wrong with the archive, `first` that it has no article of the agency yet. Of the pages read,
    `lists` were lists, which showed `links` or (`unchanged` ones) what they had shown before; `barren` were listings
    that showed none, and `articles` were to be articles. Our own code failed on `raised`; `trouble` is the first thing
    that kept a page from being read. `wait` is the moment until which the server told us to wait, `fallen` says which
    fields fell under the agency's record, `unfinished` pages of lists are left of a window. `described` says that the
    agency has layouts, which may have changed.
    """
    saved = row["new"] + row["revised"] + row["same"]
    errors = max(row["errors"], raised)
    tried = max(row["fetched"], errors, 1)
    where = "Read the log above, and the archive's quarantine table."
    trouble = trouble.rstrip(".")
    if reason in (None, "start_error") or (raised and not saved and error is None):
        return Verdict(70, "internal error", f"kirtag itself failed, {raised or 1} times. {where}")
    if isinstance(error, ArchiveError):
        return Verdict(error.exit_code, "archive", str(error))
    if reason == "shutdown":
        return Verdict(75, "interrupted", "Interrupted. Nothing is lost: run the same again, and it goes on from here.")
    if wait:
        until = f"{wait[:16].replace('T', ' ')} UTC"
        return Verdict(75, "told to wait", f"The server told us to wait until {until}. Run the same again after that.")
    if not lists + articles:
        why = trouble or ("no request was made" if reason == "finished" else f"the run was stopped first ({reason})")
        return Verdict(6, "nothing reachable", f"Nothing could be reached: {why}. Try again later.")
    unread = not saved and articles > (0 if first else _CHANCE)
    if not links + unchanged or barren or unread:
        what = "none of its pages could be read as an article" if unread else "its listings show no articles"
        if not described:
            write = "Have a spider written for it, with the address of one of its articles: scrapy addagency URL."
            return Verdict(7, "nothing extracted", f"This site is not read without a spider: {what}. {write}")
        return Verdict(7, "nothing extracted", f"The layout has changed: {what}. Mend the spider. {where}")
    if fallen:
        what = f"The layout has changed: {fallen}. What was read is stored."
        mend = f"Mend the layouts in the agency's spider with a page of today; for pages kept out, {where.lower()}"
        return Verdict(7, "fields lost", f"{what} {mend}")
    if errors / tried > threshold or reason == "closespider_errorcount":
        return Verdict(5, "errors", f"{errors} of {tried} pages failed, the first: {trouble or 'see the log'}. {where}")
    if reason != "finished":
        return Verdict(4, "stopped early", f"Stopped early ({reason}). Run the same again, and it goes on from here.")
    if unfinished:
        left = f"{unfinished} page{'s' * (unfinished > 1)} of lists left of the window"
        return Verdict(4, "stopped early", f"{left}. Run the same again, and it goes on from here.")
    if errors:
        failed = f"{errors} pages, which are due again; the first: {trouble or 'see the log'}"
        return Verdict(0, "well", f"Well but for {failed}.")
    return Verdict(0, "well", "All well.")
