"""Search for a terminal or a notebook: articles, what was changed in them, and what was removed."""

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from kirtag.archive.errors import OlderArchive
from kirtag.archive.saving import WORDING
from kirtag.archive.search import match
from kirtag.text.changes import what_changed

Found = dict[str, Any]

_COLUMNS = """
    articles.key, articles.agency, agencies.name AS agency_name, agencies.timezone, articles.language,
    articles.published, articles.day, articles.place, articles.headline, articles.url, articles.status,
    articles.last_seen
"""
_HITS = "articles.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"

# Newest first: a reader of a wire looks for the latest word on a thing, and bm25 reads every hit to rank it.
_FIND = f"""
    SELECT {_COLUMNS}, snippet(articles_fts, 2, '', '', '…', 24) AS snippet
    FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid JOIN agencies ON agencies.id = articles.agency
    WHERE articles_fts MATCH ? ORDER BY articles.day DESC, articles.published DESC, articles.id DESC LIMIT ?
"""

# In the order of their numbers revisions were captured in, too.
_CHANGED = f"""
    SELECT {_COLUMNS}, new.number, new.captured, old.headline AS old_headline, new.headline AS new_headline,
        old.body AS old_body, new.body AS new_body, old.dateline AS old_dateline, new.dateline AS new_dateline,
        old.credit_line AS old_credit_line, new.credit_line AS new_credit_line,
        new.modified IS NOT NULL AND new.modified = old.modified AS silent
    FROM revisions AS new JOIN revisions AS old ON old.article = new.article AND old.number = new.number - 1
        JOIN articles ON articles.id = new.article JOIN agencies ON agencies.id = articles.agency
    WHERE new.number > 1 AND new.body <> '' AND {{which}} ORDER BY new.id DESC LIMIT ?
"""

_REMOVED = f"""
    SELECT {_COLUMNS} FROM articles JOIN agencies ON agencies.id = articles.agency
    WHERE articles.status = 'removed' AND articles.headline <> '' AND {{which}}
    ORDER BY articles.last_seen DESC, articles.id DESC LIMIT ?
"""


def find(db: Database, words: str, limit: int) -> Iterator[Found]:
    """Yield the articles that hold all of the words, newest first; nothing for words that hold nothing to look for."""
    query = match(words)
    if query:
        yield from db.query(_FIND, [query, limit])


def changed(db: Database, words: str, limit: int) -> Iterator[Found]:
    """Yield the edits of articles, the last first, of those that now hold all of the words; without words of all.

    Each row has the `number` of the new wording, when it was `captured`, whether it was `silent` (the page states when
    it was changed last, and did not state another time), and `changes`, as `what_changed` tells them, with those of
    `dateline` and `credit_line`. Raises OlderArchive.
    """
    if "modified" not in db["revisions"].columns_dict:
        raise OlderArchive("what its pages stated of their changes")
    for row in _of(db, _CHANGED, words, limit):
        sides = {column: (row.pop(f"old_{column}"), row.pop(f"new_{column}")) for column in WORDING}
        changes = what_changed(sides["headline"], *(body.split("\n\n") for body in sides["body"]))
        beside = {
            column: ([sides[column][0] or ""], [sides[column][1] or ""])
            for column in ("dateline", "credit_line")
            if sides[column][0] != sides[column][1]
        }
        yield row | {"changes": changes | beside}


def removed(db: Database, words: str, limit: int) -> Iterator[Found]:
    """Yield the articles that their agencies have removed, the last first, chosen as by `changed`."""
    yield from _of(db, _REMOVED, words, limit)


def _of(db: Database, sql: str, words: str, limit: int) -> Iterator[Found]:
    query = match(words)
    if query:
        yield from db.query(sql.format(which=_HITS), [query, limit])
    elif not words.strip():
        yield from db.query(sql.format(which="1"), [limit])
