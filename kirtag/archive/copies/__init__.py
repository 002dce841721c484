"""Copies: what an article has from another one, or another one from it. Links; nothing is merged or deleted."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from kirtag.archive.copies.candidates import WINDOW, Index
from kirtag.archive.copies.sketches import MOMENT, moment_of
from kirtag.text.likeness import Fingerprint, carried_paragraphs, fingerprint, likeness

_HOUR = 3600


def link(index: Index, number: int, body: Sequence[str]) -> None:
    """Link an article that was stored with all that carries its text, or whose text it carries, within 72 hours.

    Each pair is a row of `copies`, by the order in which they were published. Articles that carry the same text
    share a `story`: the number of the one that was published first. Runs inside the caller's transaction, for each
    wording; what a former one was linked with stays.
    """
    db, own = index.db, fingerprint(body)
    moment = moment_of(db, number)
    same = []
    for other, published, paragraphs in index.find(number, own, moment):
        if abs(published - moment) > WINDOW:
            continue
        found = fingerprint(paragraphs)
        alike = likeness(own, found)
        if not (kind := alike.kind):
            continue
        part = _part(body, own, paragraphs, found) if kind == "excerpt" else None
        (_, first), (_, later) = sorted([(moment, number), (published, other)])
        hours = round(abs(published - moment).total_seconds() / _HOUR, 2)
        columns = "article, first, kind, score, hours, part"
        db.execute(
            f"INSERT OR REPLACE INTO copies ({columns}) VALUES (?, ?, ?, ?, ?, ?)",
            (later, first, kind, round(alike.carried, 3), hours, part),
        )
        if kind == "same_text":
            same.append(other)
    if same:
        _join(db, {number, *same})


def _part(body: Sequence[str], own: Fingerprint, other: Sequence[str], found: Fingerprint) -> str:
    """Return which paragraphs of the longer of two texts the shorter one carries, from 1: `2-4, 7`."""
    longer, shorter = (body, found) if len(own.threes) >= len(found.threes) else (other, own)
    numbers = carried_paragraphs(longer, shorter)
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return ", ".join("-".join(map(str, span)) for span in spans)


def _join(db: Connection, numbers: Iterable[int]) -> None:
    """Make one story of articles and of all that are in a story with one of them; it is named for the first."""
    marks = ", ".join(str(number) for number in sorted(numbers))
    group = f"id IN ({marks}) OR story IN (SELECT story FROM articles WHERE id IN ({marks}))"
    (first,) = db.execute(f"SELECT id FROM articles WHERE {group} ORDER BY {MOMENT}, id LIMIT 1").fetchone()
    db.execute(f"UPDATE articles SET story = ? WHERE ({group}) AND story IS NOT ?", (first, first))
