"""The index by which articles that may be copies of each other find each other: hashes of what they say.

It holds whole days of the calendar in UTC, and of these the current wordings: a day is opened by the first article that
looks for copies around it, and then made of the articles that are there. A run of today finds its week open; a backfill
opens the days that it comes through, and closes those that lie furthest from them.

What an article is found by is one row, and each writing of one has a higher number than all before it: by that a
process learns what others have written. A row for each hash would be a page of the file for each in every save.
"""

import struct
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from sqlite3 import Connection
from typing import NamedTuple, Self, cast

from kirtag.archive.clock import stated
from kirtag.archive.wording import paragraphs_of
from kirtag.text.likeness import Fingerprint, fingerprint

# Days that stay open: the windows of some thirty backfills side by side. Of more, each would close another's days, and
# make its own again for every article. A thousand articles a day are 19 MB of index.
OPEN = 200
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# The moment of an article as SQL. One without a time is taken for noon, one without a day for when it was first seen.
MOMENT = "coalesce(published, day || 'T12:00:00Z', first_seen)"


class Sketch(NamedTuple):
    """A row: its number, an article, its day (since 1970, UTC), and hashes of it: 32 bits each, the lowest byte first.

    They are in their order, so that one text has one sketch.
    """

    id: int
    article: int
    day: int
    hashes: bytes

    @classmethod
    def where(cls, db: Connection, condition: str, *values: object) -> Iterator[Self]:
        """Yield the rows of which a condition in SQL holds."""
        sql = f"SELECT id, article, day, hashes FROM fingerprints WHERE {condition}"
        yield from map(cls._make, db.execute(sql, values))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The hashes as numbers, of a damaged row those that are whole."""
        return struct.unpack_from(f"<{len(self.hashes) // 4}I", self.hashes)


def keep(db: Connection, article: int, moment: datetime, own: Fingerprint) -> Sketch | None:
    """Write what an article is found by, in place of what it was found by so far; return its row, if it has one."""
    day, hashes = day_number(moment), packed(own)
    if not hashes:
        db.execute("DELETE FROM fingerprints WHERE article = ?", (article,))
        return None
    row = db.execute(_KEEP, (article, day, hashes)).lastrowid
    return Sketch(cast(int, row), article, day, hashes)


def open_around(db: Connection, days: range) -> None:
    """Open those of some days that are not, and close the ones that lie furthest from them where there are too many."""
    between = (days.start, days.stop - 1)
    there = {day for (day,) in db.execute("SELECT day FROM fingerprint_days WHERE day BETWEEN ? AND ?", between)}
    if len(there) == len(days):
        return
    for day in days:
        if day not in there:
            db.execute("INSERT INTO fingerprint_days (day) VALUES (?)", (day,))
            db.executemany(_KEEP, [(article, day, hashes) for article, hashes in said_on(db, day)])
    for day in beyond(OPEN, open_days(db), days):
        for table in ("fingerprints", "fingerprint_days"):
            db.execute(f"DELETE FROM {table} WHERE day = ?", (day,))


def beyond(most: int, held: Iterable[int], days: range) -> list[int]:
    """Return the days that are too many, where so many may be held: those that lie furthest from some others."""
    middle = (days.start + days.stop) // 2
    return sorted(held, key=lambda day: abs(day - middle))[most:]


def open_days(db: Connection) -> list[int]:
    """Return the days that are open, as days since 1970."""
    return [day for (day,) in db.execute("SELECT day FROM fingerprint_days ORDER BY day")]


def said_on(db: Connection, day: int) -> Iterator[tuple[int, bytes]]:
    """Yield what the index has to hold of a day: articles, each with its hashes."""
    for article, body in _articles_of(db, day):
        if hashes := packed(fingerprint(paragraphs_of(body))):
            yield article, hashes


def packed(own: Fingerprint) -> bytes:
    """Return the hashes that a text is found by as a row holds them; empty where it has none."""
    sketch = sorted(own.sketch)
    return struct.pack(f"<{len(sketch)}I", *sketch)


def moment_of(db: Connection, article: int) -> datetime:
    """Return when an article was published, as far as that is known."""
    sql = f"SELECT {MOMENT} FROM articles WHERE id = ?"
    return datetime.fromisoformat(db.execute(sql, (article,)).fetchone()[0])


def day_number(moment: datetime) -> int:
    """Return the days from 1970 to a moment, in UTC."""
    return (moment - _EPOCH) // _DAY


def day_of(number: int) -> date:
    """Return the calendar day of a number of days since 1970."""
    return (_EPOCH + number * _DAY).date()


_KEEP = "INSERT OR REPLACE INTO fingerprints (article, day, hashes) VALUES (?, ?, ?)"


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
