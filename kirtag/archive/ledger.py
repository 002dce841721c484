"""Who is crawled, and the ledger of runs. Every function runs inside the caller's transaction."""

import json
from collections.abc import Iterator, Mapping
from sqlite3 import Connection
from typing import Any

from sqlite_utils import Database

from kirtag.archive.seals import unsealed
from kirtag.items import Agency


def register(db: Connection, identity: str, agency: Agency | None = None, url: str | None = None) -> None:
    """Write an agency down, to which articles and pages point. Without its facts it is known by its id alone."""
    if agency is None:
        known = db.execute("SELECT 1 FROM agencies WHERE id = ?", (identity,)).fetchone()
        if not known:
            db.execute("INSERT INTO agencies (id, name) VALUES (?, ?)", (identity, identity))
        return
    # Of a site without a spider the clock is not known: the archive's own stands in for it.
    row = (identity, agency.name, agency.country or None, ",".join(agency.languages), agency.timezone or "UTC", url)
    db.execute(_REGISTER, row)


_REGISTER = """
    INSERT INTO agencies (id, name, country, languages, timezone, url) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, country = excluded.country, languages = excluded.languages,
        timezone = excluded.timezone, url = excluded.url
"""


def begin(db: Connection, agency: str, moment: str) -> int:
    """Open a run and return its number. A run of this agency that is still open died: the lock is ours now."""
    bury(db, moment, agency)
    number = db.execute("INSERT INTO runs (agency, started) VALUES (?, ?)", (agency, moment)).lastrowid
    assert number is not None
    return number


def bury(db: Connection, moment: str, agency: str | None = None) -> None:
    """Close the runs that died, of an agency or of all: those that are open though nobody crawls."""
    dead = "UPDATE runs SET finished = ?, outcome = 'died', exit_code = 75 WHERE agency = coalesce(?, agency)"
    db.execute(f"{dead} AND finished IS NULL", (moment, agency))


def count(db: Connection, run: int | None, *outcomes: str, fetched: bool = True) -> None:
    """Add a response, and what became of it, to the run's counters; nothing where no run is open."""
    changes = [f"{column} = {column} + 1" for column in (*outcomes, *(["fetched"] if fetched else []))]
    if run is not None:
        db.execute(f"UPDATE runs SET {', '.join(changes)} WHERE id = ?", (run,))


def end(
    db: Connection, run: int | None, moment: str, outcome: str, exit_code: int, *, coverage: Mapping[str, int]
) -> None:
    """Close a run with its outcome in words, its exit code, and how many of its articles have which field."""
    closed = (moment, outcome, exit_code, json.dumps(coverage, ensure_ascii=False) if coverage else None, run)
    db.execute("UPDATE runs SET finished = ?, outcome = ?, exit_code = ?, coverage = ? WHERE id = ?", closed)


def coverages(db: Connection, agency: str, since: str) -> list[dict[str, int]]:
    """Return the coverage of an agency's runs since a moment, without those in which nothing could be extracted."""
    sql = "SELECT coverage FROM runs WHERE agency = ? AND started >= ? AND coverage IS NOT NULL AND exit_code <> 7"
    return [json.loads(coverage) for (coverage,) in db.execute(sql, (agency, since))]


def row(db: Database, run: int | None) -> dict[str, Any]:
    """Return a run's row."""
    return next(unsealed(db.query("SELECT * FROM runs WHERE id = ?", [run])))


def runs(db: Database) -> Iterator[dict[str, Any]]:
    """Yield all runs, oldest first, with the number of articles that they met at a second address."""
    yield from db.query("""
        SELECT runs.*, (
            SELECT count(*) FROM pages JOIN articles ON articles.id = pages.article
            WHERE pages.agency = runs.agency AND articles.key <> articles.agency || ':' || pages.key
                AND pages.first_seen BETWEEN runs.started AND coalesce(runs.finished, '9')
        ) AS second_addresses FROM runs ORDER BY id
    """)
