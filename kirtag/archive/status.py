"""How every agency stands: its last run, its articles, what is due and what is wrong. Reads only."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from sqlite_utils import Database

from kirtag.archive.clock import stamp, stated
from kirtag.archive.warc.files import name_of

# Days by which growth is measured.
_DAYS = 30
# Runs whose distances tell the usual one; as few distances tell nothing, nor does that of runs by hand.
_RUNS, _FEW_RUNS = 30, 3
# Articles whose distances tell how long an agency pauses: enough to reach over a weekend.
_ARTICLES, _FEW_ARTICLES = 1000, 20


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agency stands. Moments are UTC as the archive writes them, or None.

    `started` to `exit_code` are of its last run; one that is not `running` and has no end has died. `week` counts the
    articles of the last seven days, `published` (a day, where its page prints no more) and `stored` are of the newest.
    `due` pages are due now, `failing` ones failed or are in quarantine. `interval` are the seconds that usually pass
    from run to run, `pause` the longest between two articles. `disk_a_year` is in bytes; None for less than a day.
    """

    agency: str
    name: str
    started: str | None
    finished: str | None
    outcome: str | None
    exit_code: int | None
    running: bool
    articles: int
    week: int
    published: str | None
    stored: str | None
    due: int
    next_visit: str | None
    told_to_wait: str | None
    failing: int
    interval: float | None
    pause: float | None
    disk_a_year: int | None


def standings(db: Database, moment: datetime, is_running: Callable[[str], bool]) -> list[Standing]:
    """Return how every agency stands at a moment that has a run or an article, in the order of their names.

    `is_running` tells whether an agency is being crawled now.
    """
    counted = dict(db.execute("SELECT agency, count(*) FROM articles GROUP BY agency"))
    failing = dict(db.execute(_FAILING))
    size = db.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").fetchone()[0]
    an_article = size / max(1, sum(counted.values()))
    found = []
    for agency, name, wait in db.execute("SELECT id, name, told_to_wait FROM agencies ORDER BY name, id").fetchall():
        runs = list(_runs(db, agency, moment))
        if not runs and agency not in counted:
            continue
        standing = Standing(
            agency=agency,
            name=name,
            **_last(runs, is_running(agency)),
            articles=counted.get(agency, 0),
            **_articles(db, agency, moment),
            **_pages(db, agency, moment),
            failing=failing.get(agency, 0),
            told_to_wait=wait if wait and wait > stamp(moment) else None,
            interval=_interval(runs),
            disk_a_year=_disk_a_year(db, agency, runs, moment, an_article),
        )
        found.append(standing)
    return found


# With the plus the table is read once; without it each page is looked up by way of an index.
_FAILING = "SELECT agency, count(*) FROM pages WHERE state IN ('failed', 'quarantined') GROUP BY +agency"


def _last(runs: list[dict[str, Any]], running: bool) -> dict[str, Any]:
    """Return how an agency's last run ended. One without an end and without a process died."""
    columns = ("started", "finished", "outcome", "exit_code")
    last = {column: runs[0][column] if runs else None for column in columns}
    if not runs or last["finished"]:
        return last | {"running": False}
    outcome = {"outcome": "running", "exit_code": None} if running else {"outcome": "died", "exit_code": 75}
    return last | outcome | {"running": running}


def _runs(db: Database, agency: str, moment: datetime) -> Iterator[dict[str, Any]]:
    """Yield an agency's runs, the last first: those of the days that are measured, and enough to know how often."""
    since = stamp(moment - timedelta(days=_DAYS))
    for number, row in enumerate(db.query("SELECT * FROM runs WHERE agency = ? ORDER BY id DESC", [agency])):
        yield row
        if row["started"] < since and number >= _RUNS:
            return


def _articles(db: Database, agency: str, moment: datetime) -> dict[str, Any]:
    """Return what the newest articles tell. One that says it is of the future tells nothing."""
    now, week = stated(moment), stamp(moment - timedelta(days=7))
    values = {"agency": agency, "today": now[:10], "week": week, "most": _ARTICLES}
    newest = [row for row in db.execute(_NEWEST, values) if row[0] <= now]
    dated = db.execute(_WEEK, values).fetchone()[0]
    undated, stored = db.execute(_UNDATED, values).fetchone()
    pauses = [(read(later) - read(sooner)).total_seconds() for (later, _), (sooner, _) in pairwise(newest)]
    return {
        "week": dated + undated,
        "published": newest[0][0] if newest else None,
        "stored": max(filter(None, (newest[0][1] if newest else None, stored)), default=None),
        "pause": max(pauses) if len(newest) >= _FEW_ARTICLES else None,
    }


_NEWEST = """
    SELECT coalesce(published, day), first_seen FROM articles
    WHERE agency = :agency AND day <= :today ORDER BY day DESC, published DESC LIMIT :most
"""

_WEEK = "SELECT count(*) FROM articles WHERE agency = :agency AND day BETWEEN substr(:week, 1, 10) AND :today"

_UNDATED = """
    SELECT count(*) FILTER (WHERE first_seen >= :week), max(first_seen) FROM articles INDEXED BY articles_agency
    WHERE agency = :agency AND day IS NULL
"""


def read(moment: str) -> datetime:
    """Read a moment as the archive writes it; a day alone as its beginning.

    >>> read("2022-02-25"), read("2022-02-25T11:41:00Z") - read("2022-02-25")
    (datetime.datetime(2022, 2, 25, 0, 0, tzinfo=datetime.timezone.utc), datetime.timedelta(seconds=42060))
    """
    found = datetime.fromisoformat(moment)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _pages(db: Database, agency: str, moment: datetime) -> dict[str, Any]:
    sql = """
        SELECT (SELECT count(*) FROM pages WHERE agency = :agency AND next_visit <= :now) AS due,
            (SELECT min(next_visit) FROM pages WHERE agency = :agency) AS next_visit
    """
    return next(db.query(sql, {"agency": agency, "now": stamp(moment)}))


def _interval(runs: list[dict[str, Any]]) -> float | None:
    starts = [read(run["started"]) for run in runs[: _RUNS + 1]]
    distances = [(later - sooner).total_seconds() for later, sooner in pairwise(starts)]
    return median(distances) if len(distances) >= _FEW_RUNS else None


def _disk_a_year(
    db: Database, agency: str, runs: list[dict[str, Any]], moment: datetime, an_article: float
) -> int | None:
    """Return the bytes that an agency adds in a year, by what it added lately; None without a day to go by."""
    since = moment - timedelta(days=_DAYS)
    measured = stamp(since)
    recent = [run for run in runs if run["started"] >= measured]
    if not recent:
        return None
    first = since if len(recent) < len(runs) else read(recent[-1]["started"])
    days = (moment - first) / timedelta(days=1)
    if days < 1:
        return None
    grown: float = _warc_bytes(db, agency, recent) + an_article * sum(run["new"] for run in recent)
    return round(grown * 365 / days)


def _warc_bytes(db: Database, agency: str, runs: list[dict[str, Any]]) -> int:
    """Return the bytes of some runs' WARC files, which have the run's number in their names."""
    numbers = {run["id"] for run in runs}
    ours = re.compile(rf"{re.escape(agency)}-(\d+)-\d+\.warc\.gz")
    # Within the names that begin as ours; of another agency's, such as `kirtag-24-000001-01`, the shape is not this.
    files = db.execute(
        "SELECT file, bytes FROM warcs WHERE file >= ? AND file < ?", (name_of(agency, min(numbers), 0), f"{agency}-:")
    )
    return sum(size or 0 for file, size in files if (found := ours.fullmatch(file)) and int(found[1]) in numbers)
