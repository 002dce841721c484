"""Search for a terminal or a notebook: articles, what was changed in them, and what was removed."""

from collections.abc import Generator, Iterator
from typing import Any

from sqlite_utils import Database

from kirtag.archive.errors import OlderArchive
from kirtag.archive.search import Answer, Asked, Hits, Query, answer, asked, chosen
from kirtag.archive.wording import WORDING, paragraphs_of
from kirtag.text.changes import what_changed

Found = dict[str, Any]

_COLUMNS = """
    articles.key, articles.agency, agencies.name AS agency_name, agencies.timezone, articles.language,
    articles.published, articles.day, articles.place, articles.headline, articles.url, articles.status,
    articles.last_seen
"""
_FIND = f"""
    SELECT {_COLUMNS}, articles.body FROM json_each(?) AS answer
        CROSS JOIN articles ON articles.id = answer.value JOIN agencies ON agencies.id = articles.agency
    ORDER BY answer.key
"""

# In the order of their numbers revisions were captured in, too.
_CHANGED = f"""
    SELECT {_COLUMNS}, new.number, new.captured, old.headline AS old_headline, new.headline AS new_headline,
        old.body AS old_body, new.body AS new_body, old.dateline AS old_dateline, new.dateline AS new_dateline,
        old.credit_line AS old_credit_line, new.credit_line AS new_credit_line,
        new.modified IS NOT NULL AND new.modified = old.modified AS silent
    FROM revisions AS new JOIN revisions AS old ON old.article = new.article AND old.number = new.number - 1
        JOIN articles ON articles.id = new.article JOIN agencies ON agencies.id = articles.agency
    WHERE new.number > 1 AND new.body <> '' AND {{which}} ORDER BY new.id DESC LIMIT :limit
"""

_REMOVED = f"""
    SELECT {_COLUMNS} FROM articles JOIN agencies ON agencies.id = articles.agency
    WHERE articles.status = 'removed' AND articles.headline <> '' AND {{which}}
    ORDER BY articles.last_seen DESC, articles.id DESC LIMIT :limit
"""


def find(
    db: Database, typed: str, limit: int, *, newest: bool = False, marks: tuple[str, str] = ("", "")
) -> Iterator[Found]:
    """Yield the articles that are asked for, the most relevant first or the `newest`; nothing where nothing is asked.

    Each has its `snippet`, and its headline as `marked`, in which the hits stand between `marks`. Raises OlderArchive.
    """
    found = _answer(db, answer(_asked(db, typed), limit=limit, newest=newest))
    hits = Hits(found.asked, marks)
    for row in db.query(_FIND, [str(found.numbers)]):
        snippet = hits.snippet(row.pop("body"), row["language"])
        yield row | {"marked": hits.mark(row["headline"], row["language"]), "snippet": snippet}


def changed(db: Database, typed: str, limit: int) -> Iterator[Found]:
    """Yield the edits of articles, the last first, of those that are asked for; of all where nothing is.

    Each row has the `number` of the new wording, when it was `captured`, whether it was `silent` (the page states when
    it was changed last, and did not state another time), and `changes`, as `what_changed` tells them, with those of
    `dateline` and `credit_line`. Raises OlderArchive.
    """
    if "modified" not in db["revisions"].columns_dict:
        raise OlderArchive("what its pages stated of their changes")
    for row in _of(db, _CHANGED, typed, limit):
        sides = {column: (row.pop(f"old_{column}"), row.pop(f"new_{column}")) for column in WORDING}
        changes = what_changed(sides["headline"], *map(paragraphs_of, sides["body"]))
        beside = {
            column: ([sides[column][0] or ""], [sides[column][1] or ""])
            for column in ("dateline", "credit_line")
            if sides[column][0] != sides[column][1]
        }
        yield row | {"changes": changes | beside}


def removed(db: Database, typed: str, limit: int) -> Iterator[Found]:
    """Yield the articles that their agencies have removed, the last first, chosen as by `changed`."""
    yield from _of(db, _REMOVED, typed, limit)


def _of(db: Database, sql: str, typed: str, limit: int) -> Iterator[Found]:
    if which := _asked(db, typed):
        meant, values = chosen(which)
        yield from db.query(sql.format(which=f"articles.id IN ({meant})"), values | {"limit": limit})
    elif not typed.strip():
        yield from db.query(sql.format(which="1"), {"limit": limit})


def _asked(db: Database, typed: str) -> Asked:
    if "articles_found" not in {index.name for index in db.table("articles").indexes}:
        raise OlderArchive("what it is searched by")
    return asked(typed)


def _answer(db: Database, asking: Generator[Query, list[Found], Answer]) -> Answer:
    """Run the queries that an answer takes."""
    try:
        query = next(asking)
        while True:
            query = asking.send(list(db.query(*query)))
    except StopIteration as stopped:
        found: Answer = stopped.value
    return found
