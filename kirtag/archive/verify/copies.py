"""The index by which copies are found: does it hold what the articles of its days say."""

from collections.abc import Iterator
from datetime import timedelta

from kirtag.archive.copies.candidates import WINDOW
from kirtag.archive.copies.sketches import day_of, open_days, said_on
from kirtag.archive.verify.report import Finding
from kirtag.archive.verify.rows import UNREADABLE
from kirtag.archive.verify.view import View

_ANEW = (
    "Empty it, and it is made again as it is needed: "
    'sqlite3 kirtag.db "DELETE FROM fingerprints; DELETE FROM fingerprint_days"'
)
_AROUND = WINDOW // timedelta(days=1)


def fingerprints(view: View) -> Iterator[Finding]:
    """Find days of which the index holds something else than it should, or that nobody can have opened."""
    days = open_days(view.db)
    held: dict[int, set[tuple[int, bytes]]] = {day: set() for day in days}
    astray = 0
    for article, day, hashes in view.db.execute("SELECT article, day, hashes FROM fingerprints"):
        if day in held:
            held[day].add((article, hashes))
        else:
            astray += 1
    if astray:
        yield "fingerprints", f"{astray} of its rows are of days that are not open. {_ANEW}"
    around = {day for day, rows in held.items() if rows}
    for day, rows in held.items():
        try:
            if rows != set(said_on(view.db, day)):
                yield f"fingerprints of {day_of(day)}", f"are not what the articles of that day say. {_ANEW}"
            elif not any(abs(day - other) <= _AROUND for other in around):
                yield f"fingerprint_days {day}", f"is open, and no article is near it. {_ANEW}"
        except UNREADABLE as error:
            yield f"fingerprint_days {day}", f"is no day ({error}). {_ANEW}"
