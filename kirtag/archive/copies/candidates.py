"""The index by which articles that may be copies of each other find each other: hashes of what they say.

It holds whole days of the calendar in UTC, and of these the current wordings: a day is opened by the first article that
looks for copies around it, and then made of the articles that are there. A run of today finds its week open; a backfill
opens the days that it comes through, and closes those that lie furthest from them.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from kirtag.archive.clock import stated
from kirtag.text.likeness import Fingerprint, fingerprint

# Copies are looked for among articles that were published within so much time of each other. Of a series of 60 days
# the texts of three are left, and nearly every true copy: measured on Reuters' wire of 1987.
WINDOW = timedelta(hours=72)
# Days that stay open. A thousand articles a day are 7 MB of index.
_OPEN = 30
# Texts that share fewer hashes, or a smaller part of the shorter one's (a third of what makes a copy), are no copies:
# they have a sentence in common. Of the others the nearest are looked at; among those of a long series, which share all
# hashes, the ones of the same length and hour.
_LEAST, _SHARE, _MOST = 2, 0.12, 20
# Letters of a long text for each hash of its sketch: one of sixteen words, each of six letters and a blank.
_LETTERS = 112.0
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# The moment of an article as SQL. One without a time is taken for noon, one without a day for when it was first seen.
MOMENT = "coalesce(published, day || 'T12:00:00Z', first_seen)"


def moment_of(db: Connection, number: int) -> datetime:
    """Return when an article was published, as far as that is known."""
    sql = f"SELECT {MOMENT} FROM articles WHERE id = ?"
    return datetime.fromisoformat(db.execute(sql, (number,)).fetchone()[0])


class Candidate(NamedTuple):
    """An article that may be a copy: its number, when it was published, and its paragraphs."""

    number: int
    published: datetime
    body: list[str]


def find(db: Connection, number: int, own: Fingerprint, moment: datetime) -> list[Candidate]:
    """Return the articles that may be copies of one, the likeliest first, and put it into the index."""
    first, last = (_day(moment + side) for side in (-WINDOW, WINDOW))
    _open(db, range(first, last + 1))
    sketch = own.sketch
    values = (str(sketch), first, last, number, _LEAST, _SHARE, len(sketch), _LETTERS, number, stated(moment), _MOST)
    found = db.execute(_MET, values).fetchall()
    db.executemany(_INSERT, [(each, _day(moment), number) for each in sketch])
    return [Candidate(article, datetime.fromisoformat(when), body.split("\n\n")) for article, when, body in found]


def leave(db: Connection, number: int, own: Fingerprint) -> None:
    """Take an article out of the index, by what it said."""
    sql = "DELETE FROM fingerprints WHERE hash = ? AND article = ?"
    db.executemany(sql, [(each, number) for each in own.sketch])


def open_days(db: Connection) -> list[int]:
    """Return the days that are open, as days since 1970."""
    return [day for (day,) in db.execute("SELECT day FROM fingerprint_days ORDER BY day")]


def hashes_of(db: Connection, day: int) -> Iterator[tuple[int, int]]:
    """Yield what the index has to hold of a day: hashes, each with its article."""
    for number, body in _articles_of(db, day):
        for each in fingerprint(body.split("\n\n")).sketch:
            yield each, number


def _open(db: Connection, days: range) -> None:
    """Open those of some days that are not, and close the ones that lie furthest from them where there are too many."""
    between = (days.start, days.stop - 1)
    there = {day for (day,) in db.execute("SELECT day FROM fingerprint_days WHERE day BETWEEN ? AND ?", between)}
    if len(there) == len(days):
        return
    for day in days:
        if day not in there:
            db.execute("INSERT INTO fingerprint_days (day) VALUES (?)", (day,))
            rows = ((each, day, number) for each, number in list(hashes_of(db, day)))
            db.executemany(_INSERT, rows)
    middle = (days.start + days.stop) // 2
    for day in sorted(open_days(db), key=lambda day: abs(day - middle))[_OPEN:]:
        for table in ("fingerprints", "fingerprint_days"):
            db.execute(f"DELETE FROM {table} WHERE day = ?", (day,))


# One text, whatever is looked for: SQLite keeps it ready.
_MET = f"""
    SELECT met.article, {MOMENT}, body FROM (
        SELECT article, count(*) AS shared FROM json_each(?) AS own CROSS JOIN fingerprints ON hash = own.value
        WHERE day BETWEEN ? AND ? AND article <> ? GROUP BY article HAVING count(*) >= ?
    ) AS met JOIN articles ON articles.id = met.article
    WHERE met.shared >= ? * min(?, length(body) / ?) AND body <> ''
    ORDER BY met.shared DESC, abs(length(body) - (SELECT length(body) FROM articles WHERE id = ?)),
        abs(julianday({MOMENT}) - julianday(?)), met.article
    LIMIT ?
"""
_INSERT = "INSERT OR IGNORE INTO fingerprints (hash, day, article) VALUES (?, ?, ?)"


def _articles_of(db: Connection, day: int) -> Iterator[tuple[int, str]]:
    """Yield number and body of the articles of a day in UTC. Their own calendar may be a day off."""
    start, end = (_EPOCH + number * _DAY for number in (day, day + 1))
    sql = f"""
        SELECT id, CAST(body AS TEXT) FROM articles
        WHERE (day BETWEEN date(:start, '-1 day') AND date(:end, '+1 day')
            OR (day IS NULL AND first_seen >= :start AND first_seen < :end))
            AND {MOMENT} >= :start AND {MOMENT} < :end AND body <> ''
    """
    # As all texts of a moment begin, whether they go on with a fraction or with `Z`.
    yield from db.execute(sql, {"start": stated(start).removesuffix("Z"), "end": stated(end).removesuffix("Z")})


def day_of(number: int) -> date:
    """Return the calendar day of a number of days since 1970."""
    return (_EPOCH + number * _DAY).date()


def _day(moment: datetime) -> int:
    return (moment - _EPOCH) // _DAY
