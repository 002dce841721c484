"""What is remembered of texts that were taken down by law: their traces, so that nothing brings them back."""

import json
from collections.abc import Collection, Iterable
from sqlite3 import Connection

from kirtag.archive import frontier
from kirtag.archive.forgetting.takedown import quoted_by
from kirtag.archive.warc import Exchange, Stored


def remember(db: Connection, keys: Collection[str], traces: Collection[str]) -> None:
    """Write down the traces of a text with its pages' keys."""
    values = [(json.dumps(sorted(traces)), key) for key in keys]
    db.executemany("UPDATE forgotten SET traces = ? WHERE key = ? AND traces IS NULL", values)


def remembered(db: Connection, keys: Collection[str]) -> set[str]:
    """Return the traces of a text that was taken down with these pages."""
    sql = "SELECT traces FROM forgotten WHERE key IN (SELECT value FROM json_each(?))"
    return _traces(db.execute(sql, (json.dumps(list(keys)),)))


def _of_agency(db: Connection, agency: str) -> set[str]:
    # CROSS: the other way round SQLite would go through all pages of the agency, for every response.
    sql = "SELECT traces FROM forgotten CROSS JOIN pages ON pages.key = forgotten.key WHERE pages.agency = ?"
    return _traces(db.execute(sql, (agency,)))


def _traces(rows: Iterable[tuple[str | None]]) -> set[str]:
    return {trace for (traces,) in rows if traces for trace in json.loads(traces)}


def is_forgotten(db: Connection, exchange: Exchange, agency: str) -> bool:
    """Tell whether a response is of a page that was taken down, or quotes a text of its agency that was."""
    if frontier.is_forgotten(db, exchange.url):
        return True
    traces = _of_agency(db, agency)
    stored = Stored("response", exchange.url, exchange.captured, exchange.status, exchange.headers, exchange.body)
    return bool(traces) and bool(quoted_by(stored, traces))
