"""An article into its rows. Every function runs inside the caller's transaction."""

import json
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from sqlite3 import Connection
from typing import Any, Literal, NamedTuple

from kirtag import reader
from kirtag.archive import copies, seals
from kirtag.archive.clock import stated
from kirtag.archive.copies.candidates import Index
from kirtag.archive.search.stems import searched_by
from kirtag.archive.wording import WORDING, body_of, printed, wording_sha256
from kirtag.items import Article, Cut
from kirtag.text import recompose
from kirtag.text.places import dictionary_form, place_numbered
from kirtag.text.tidy import DASHES

Outcome = Literal["new", "revised", "same"]
Row = dict[str, Any]


class Came(NamedTuple):
    """The capture that an article was read from: when it was made, and its number."""

    captured: str
    capture: int


# As dumps(ensure_ascii=False), which makes a new encoder for each call.
to_json = json.JSONEncoder(ensure_ascii=False).encode

# Where dataclasses.asdict would copy each value deeply.
_CUT = tuple(field.name for field in fields(Cut))


def save_article(
    db: Connection,
    article: Article,
    keys: tuple[str, ...],
    *,
    known: int | None,
    came: Came,
    index: Index,
    read_again: Callable[[int], Article | None] | None = None,
) -> tuple[Outcome, int]:
    """Write an article and return what it was to the archive, with its number.

    `keys` are those of its page, the first the one that it gets if it is new; after a redirect the page has two.
    `known` is the number of the article that its page belongs to, `index` that by which copies of it are found.
    `read_again` reads the capture with a number by today's rules. "same" also covers an article that another page of
    the agency had word for word on the same day, and a wording that only our own rules read otherwise than before.
    """
    row = article_row(article)
    number = known or _same_text(db, row)
    if number is None:
        return "new", _insert(db, article, row | {"key": keys[0]}, came, index=index)
    if db.execute("SELECT 1 FROM forgotten WHERE article = ?", (number,)).fetchone():
        return "same", number
    current = _one(db, "SELECT * FROM articles WHERE id = ?", number)
    elsewhere = current["key"] not in keys
    if row["sha256"] == current["sha256"] or (elsewhere and _is_left_behind(db, article, current)):
        _touch(db, article, row, current, came.captured)
        return "same", number
    if _prints(article, _wordings(db, current)[-1]):
        _reread(db, article, row, current, came.captured, index=index)
        return "same", number
    if read_again and (before := _read_before(db, current, read_again)):
        # The rules have changed since. What they now make of the old capture is what the new one is compared with.
        _reread(db, before, article_row(before), current, came.captured, index=index)
        current = _one(db, "SELECT * FROM articles WHERE id = ?", number)
        if current["sha256"] == row["sha256"]:
            return "same", number
    _revise(db, article, row, current, came, index=index)
    return "revised", number


def _read_before(db: Connection, current: Row, read_again: Callable[[int], Article | None]) -> Article | None:
    """Return an article's current wording as today's rules read it, where other ones have read it so far.

    None as well where a feed told what the page does not: the page alone would be another article.
    """
    sql = "SELECT reader, capture FROM revisions WHERE article = ? ORDER BY number DESC"
    read_by, capture = db.execute(sql, (current["id"],)).fetchone()
    told = json.loads(current["provenance"] or "{}")
    if capture is None or read_by == reader() or "feed" in (told.get("headline"), told.get("body")):
        return None
    return read_again(capture)


def article_row(article: Article) -> Row:
    """Return the columns of `articles` that the article itself fills."""
    published, dateline = article.published, article.dateline
    moment = published if isinstance(published, datetime) else None
    row = {
        "agency": article.agency,
        "language": article.language,
        "url": article.url,
        "headline": article.headline,
        "byline": article.byline,
        "section": article.section,
        # As printed, without the dash that closes it; its own white space is tidied with the lead's.
        "dateline": dateline.text.rstrip(" " + DASHES) if dateline else None,
        "place": dateline.place if dateline else None,
        "geonameid": dateline.geonameid if dateline else None,
        "dateline_date": dateline.date if dateline else None,
        "source": dateline.source if dateline else None,
        "attribution": article.attribution,
        "body": body_of(article.body),
        "credit_line": article.credit_line,
        "published": stated(moment) if moment else None,
        "published_printed": article.published_printed,
        # The calendar day where the agency is: `published` carries the agency's own zone.
        "day": (moment.date() if moment else published).isoformat() if published else None,
        "modified": stated(article.modified) if article.modified else None,
        "edition": article.edition,
        "provenance": to_json(article.provenance),
    }
    return row | {"sha256": wording_sha256(row)}


def _stems(row: Row) -> Row:
    return {"stems": searched_by(row["headline"], row["dateline"], row["body"], row["language"])}


def _same_text(db: Connection, row: Row) -> int | None:
    """Find the article of the same agency, language and day that says the same: this page is its second address."""
    same = "sha256 = :sha256 AND agency = :agency AND day IS :day AND language IS :language"
    found = db.execute(f"SELECT id FROM articles WHERE {same}", row).fetchone()
    return found[0] if found else None


def _is_left_behind(db: Connection, article: Article, current: Row) -> bool:
    """Tell whether a second address still shows a wording that the article's first address has left behind."""
    return any(_prints(article, wording) for wording in _wordings(db, current)[:-1])


def _wordings(db: Connection, current: Row) -> list[tuple[str, str, str]]:
    """Return headline, body and cuts of each of an article's wordings, the current one last."""
    sql = "SELECT headline, body, cuts FROM revisions WHERE article = ? ORDER BY number"
    return db.execute(sql, (current["id"],)).fetchall()


def _prints(article: Article, wording: tuple[str, str, str]) -> bool:
    """Tell whether a page prints a wording, whatever our rules take for its dateline and credits."""
    headline, body, cuts = wording
    return article.headline == headline and recompose(article.body, article.cuts) == printed(body, cuts)


def _insert(db: Connection, article: Article, row: Row, came: Came, *, index: Index) -> int:
    _remember_place(db, article)
    row = row | {"first_seen": came.captured, "last_seen": came.captured, "status": "published", "revision": 1}
    number = seals.insert(db, "articles", row | _stems(row))
    _add_revision(db, article, row, number, came)
    _add_photos(db, article, number)
    copies.link(index, number, article.body)
    return number


def _touch(db: Connection, article: Article, row: Row, current: Row, moment: str) -> None:
    """Note that an article still stands, and what its page now states beside the wording."""
    beside = {column: row[column] for column in ("byline", "section", "modified") if row[column] != current[column]}
    _update(db, current["id"], beside | {"last_seen": moment, "status": "published"})
    kept = db.execute("SELECT url, caption, credit FROM photos WHERE article = ?", (current["id"],)).fetchall()
    if set(kept) != {(photo.url, photo.caption, photo.credit) for photo in article.photos}:
        _replace_photos(db, article, current["id"])


def see_again(db: Connection, number: int, moment: str) -> None:
    """Note that an article still stands, unchanged."""
    _update(db, number, {"last_seen": moment, "status": "published"})


def _reread(db: Connection, article: Article, row: Row, current: Row, moment: str, *, index: Index) -> None:
    """Put a new reading in place of the current revision's."""
    _remember_place(db, article)
    _update(db, current["id"], _kept(row) | _stems(row) | {"last_seen": moment, "status": "published"})
    reading = {column: row[column] for column in (*WORDING, "sha256")} | _reading(article)
    columns = ", ".join(f"{column} = :{column}" for column in reading)
    which = {"article": current["id"], "number": current["revision"]}
    db.execute(f"UPDATE revisions SET {columns} WHERE article = :article AND number = :number", reading | which)
    _replace_photos(db, article, current["id"])
    copies.link(index, current["id"], article.body)


def _revise(db: Connection, article: Article, row: Row, current: Row, came: Came, *, index: Index) -> None:
    _remember_place(db, article)
    row = _kept(row) | {"last_seen": came.captured, "status": "published", "revision": current["revision"] + 1}
    _update(db, current["id"], row | _stems(row))
    _add_revision(db, article, row, current["id"], came)
    _replace_photos(db, article, current["id"])
    copies.link(index, current["id"], article.body)


def _kept(row: Row) -> Row:
    """Leave out what an article keeps from its first page on, and its edition, unless the page's address tells it."""
    first = {"agency", "url"} if row["edition"] else {"agency", "url", "edition"}
    return {column: value for column, value in row.items() if column not in first}


def _add_revision(db: Connection, article: Article, row: Row, number: int, came: Came) -> None:
    added = {column: row[column] for column in (*WORDING, "sha256")} | _reading(article)
    added |= {"article": number, "number": row["revision"], "captured": came.captured, "capture": came.capture}
    added["modified"] = row["modified"]
    seals.insert(db, "revisions", added)


def _reading(article: Article) -> Row:
    """Return what the rules made of a capture, and which rules."""
    return {
        "cuts": to_json([{name: getattr(cut, name) for name in _CUT} for cut in article.cuts]),
        "original": _original(article.original) if article.original is not None else None,
        "reader": reader(),
    }


def _original(printed: list[str]) -> str:
    """Write paragraphs as printed. Half a character, which no UTF-8 can say, is written as JSON escapes it."""
    text = to_json(printed)
    return text if _HALF.search(text) is None else json.dumps(printed)


_HALF = re.compile("[\ud800-\udfff]")


def _replace_photos(db: Connection, article: Article, number: int) -> None:
    db.execute("DELETE FROM photos WHERE article = ?", (number,))
    _add_photos(db, article, number)


def _add_photos(db: Connection, article: Article, number: int) -> None:
    for photo in article.photos:
        row = (number, photo.url, photo.caption, photo.credit)
        db.execute("INSERT OR IGNORE INTO photos (article, url, caption, credit) VALUES (?, ?, ?, ?)", row)


def _remember_place(db: Connection, article: Article) -> None:
    """Write the dateline's place into `places`, to which the article's row points."""
    dateline = article.dateline
    if dateline is None or dateline.geonameid is None:
        return
    printed = dateline.place or ""
    place = place_numbered(dateline.geonameid, printed)
    where = (place.country, place.latitude, place.longitude) if place else ("", None, None)
    row = (dateline.geonameid, dictionary_form(place, printed), *where)
    columns = "geonameid, name, country, latitude, longitude"
    db.execute(f"INSERT OR IGNORE INTO places ({columns}) VALUES (?, ?, ?, ?, ?)", row)


def _update(db: Connection, number: int, row: Row) -> None:
    columns = ", ".join(f"{column} = :{column}" for column in row)
    db.execute(f"UPDATE articles SET {columns} WHERE id = :id", row | {"id": number})


def _one(db: Connection, sql: str, *values: object) -> Row:
    cursor = db.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))
