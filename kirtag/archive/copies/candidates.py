"""Which articles may be copies of one: those that share hashes with it, out of the days around it."""

import json
from array import array
from collections import Counter
from datetime import datetime, timedelta
from heapq import nlargest
from sqlite3 import Connection
from typing import NamedTuple

from kirtag.archive.clock import stated
from kirtag.archive.copies.sketches import MOMENT, Sketch, beyond, day_number, keep, open_around
from kirtag.archive.wording import paragraphs_of
from kirtag.text.likeness import Fingerprint

# Copies are looked for among articles that were published within so much time of each other. Of a series of 60 days
# the texts of three are left, and nearly every true copy: measured on Reuters' wire of 1987.
WINDOW = timedelta(hours=72)
# Texts that share fewer hashes, or a smaller part of the shorter one's (a third of what makes a copy), are no copies:
# they have a sentence in common. Of the others the nearest are looked at; among those of a long series, which share all
# hashes, the ones of the same length and hour.
_LEAST, _SHARE, _MOST = 2, 0.12, 20
# Of more articles that share as many hashes the latest are weighed: no series of a week has a thousand. Of so many of
# a day the others need not be known.
_WEIGHED = 1000
# Letters of a long text for each hash of its sketch: one of sixteen words, each of six letters and a blank.
_LETTERS = 112.0
# Hashes that are kept in memory: of some twenty thousand articles, which are 26 MB. Days that are left out are read
# again when they are asked for, a thousand articles in 5 ms.
_HELD = 300_000


class Candidate(NamedTuple):
    """An article that may be a copy: its number, when it was published, and its paragraphs."""

    number: int
    published: datetime
    body: list[str]


class Index:
    """The index in memory, as far as an open archive has looked into it: by day and hash, the articles.

    It may hold a hash that its article has no more: whoever is met by one is compared by what he says today. Nothing is
    missing that is in the table and of a day that is held, but the beginning of a series without end.
    """

    def __init__(self, db: Connection) -> None:
        self.db = db
        # Nearly every hash is of one article alone, and all of its hashes share the one tuple; a series has arrays.
        self._days: dict[int, dict[int, tuple[int] | array[int]]] = {}
        # The last row of the table when it was looked at.
        self._last: Sketch | None = None

    def find(self, number: int, own: Fingerprint, moment: datetime) -> list[Candidate]:
        """Return the articles that may be copies of one, the likeliest first, and put it into the index.

        Runs inside the caller's transaction.
        """
        days = range(day_number(moment - WINDOW), day_number(moment + WINDOW) + 1)
        open_around(self.db, days)
        self._catch_up()
        self._hold(days)
        shared = self._shared(own.sketch, days)
        if row := keep(self.db, number, moment, own):
            self._add(row)
            self._last = row
        met = [(count, article) for article, count in shared.items() if count >= _LEAST and article != number]
        if not met:
            return []
        met = nlargest(_WEIGHED, met)
        values = (json.dumps(met), _SHARE, len(own.sketch), _LETTERS, number, stated(moment), _MOST)
        found = self.db.execute(_LIKELIEST, values).fetchall()
        return [Candidate(article, datetime.fromisoformat(when), paragraphs_of(body)) for article, when, body in found]

    def _catch_up(self) -> None:
        """Read what was written since: by others, and where days were opened."""
        last = self._last
        rows = list(Sketch.where(self.db, "id >= ? ORDER BY id", last.id)) if last else []
        if rows[:1] != [last]:
            # A transaction was taken back, or it is the first time.
            self._days.clear()
            rows = list(Sketch.where(self.db, "id = (SELECT max(id) FROM fingerprints)"))
        for row in rows[1:]:
            if row.day in self._days:
                self._add(row)
        self._last = rows[-1] if rows else None

    def _hold(self, days: range) -> None:
        """Read those of some days that are not in memory, and leave out what is too much, the furthest first."""
        missing = [day for day in days if day not in self._days]
        if not missing:
            return
        self._days |= {day: {} for day in missing}
        for row in Sketch.where(self.db, "day BETWEEN ? AND ?", missing[0], missing[-1]):
            if row.day in missing:
                self._add(row)
        for day in reversed(beyond(len(days), self._days, days)):
            if sum(map(len, self._days.values())) <= _HELD:
                break
            del self._days[day]

    def _add(self, row: Sketch) -> None:
        """Put a row of a day that is held into memory."""
        held, alone = self._days[row.day], (row.article,)
        for each in row.numbers:
            there = held.setdefault(each, alone)
            if isinstance(there, array):
                there.append(row.article)
                if len(there) == 2 * _WEIGHED:
                    del there[:_WEIGHED]
            elif there is not alone:
                held[each] = array("Q", (*there, row.article))

    def _shared(self, sketch: list[int], days: range) -> Counter[int]:
        """Return how many hashes of a text each article of some days has; one that was written again, some twice."""
        shared: Counter[int] = Counter()
        for held in map(self._days.__getitem__, days):
            for each in sketch:
                if each in held:
                    shared.update(held[each])
        return shared


# One text, whatever is looked for: SQLite keeps it ready.
_LIKELIEST = f"""
    SELECT id, {MOMENT}, body
    FROM (SELECT json_extract(value, '$[0]') AS shared, json_extract(value, '$[1]') AS article FROM json_each(?)) AS met
    CROSS JOIN articles ON articles.id = met.article
    WHERE met.shared >= ? * min(?, length(body) / ?) AND body <> ''
    ORDER BY met.shared DESC, abs(length(body) - (SELECT length(body) FROM articles WHERE id = ?)),
        abs(julianday({MOMENT}) - julianday(?)), met.article
    LIMIT ?
"""
