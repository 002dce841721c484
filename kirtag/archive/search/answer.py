"""Which articles are meant, and in which order: SQL, and what to ask next. Whoever has the archive runs it.

By relevance: how rare a word is, how often it stands in how long a text, in the headline above all (FTS5's bm25), and
the less the older the article is: one of a year ago counts two thirds, and none less than a half. Where more than a
tenth of a large archive is meant no article is much more relevant than another, and the newest come first.
"""

from collections.abc import Generator
from typing import Any, NamedTuple

from kirtag.archive.search.asked import Asked, Term
from kirtag.archive.search.conditions import Values, conditions
from kirtag.archive.search.expression import expression

Row = dict[str, Any]
Query = tuple[str, Values]

# How much a word counts in headline, dateline, body, credit line and stems.
_WEIGHTS = "6.0, 2.0, 1.0, 0.0, 1.0"
# Days after which an article counts two thirds of a new one.
_YEAR = 365.0
# What of its relevance an article keeps, times two: (1 + days / 365) / (1 + 2 * days / 365), each day read once.
_KEPT = f"(1 + {_YEAR} / (2 * abs(:today - julianday(coalesce(found.day, '1970-01-01'))) + {_YEAR}))"
_RELEVANCE = f"bm25(articles_fts, {_WEIGHTS}) * {_KEPT}, found.id DESC"
_NEWEST = "found.day DESC, found.published DESC, found.id DESC"

# The index has all that is asked of an article but its words, so that no long row is read for it.
_WORDS = """
    FROM articles_fts CROSS JOIN articles AS found INDEXED BY articles_found ON found.id = articles_fts.rowid
    WHERE articles_fts MATCH :match
"""
_ALL = "FROM articles AS found INDEXED BY articles_day WHERE 1"
_WITHOUT = " AND found.id NOT IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :without)"

# An agency's slip may lie ahead of today.
_COUNT = """
    SELECT count(*) AS hits, (SELECT max(id) FROM articles) AS last,
        (SELECT julianday(min(max(day), date('now', '+1 day'))) FROM articles) AS today
    FROM articles_fts WHERE articles_fts MATCH :match
"""

# Of more articles than so many those of the last year are weighed, which keep two thirds of their relevance at least.
_MANY, _OF_LATE = 20_000, f" AND found.day >= date(:today - {_YEAR})"
# If that is more than one in so many of all, the newest are looked for, first among so many of the newest.
_COMMON, _RECENT = 10, 20_000
_EDGE = f"""
    WITH recent AS MATERIALIZED (SELECT id, day FROM articles ORDER BY day DESC LIMIT {_RECENT}),
    edge AS MATERIALIZED (SELECT min(id) AS id, min(day) AS day FROM recent)
"""
_AMONG_RECENT = " AND articles_fts.rowid >= (SELECT id FROM edge) AND found.day > (SELECT day FROM edge)"


class Answer(NamedTuple):
    """The numbers of articles in their order, of what in the end was `asked`, and whether that is `newest` first.

    `hits` is how many articles hold the words, whatever else is asked of them; None where no words are.
    """

    numbers: list[int]
    hits: int | None
    newest: bool
    asked: Asked


def answer(asked: Asked, *, limit: int, skip: int = 0, newest: bool = False) -> Generator[Query, list[Row], Answer]:
    """Find what is asked for: yields queries, is sent their rows, and returns the answer.

    With `newest` the newest come first. Words that stand nowhere are looked for as beginnings of words.
    """
    if not asked:
        return Answer([], None, newest, asked)
    which, values = _which(asked)
    values |= {"limit": limit, "skip": skip}
    if "match" not in values:
        return Answer(_ids((yield _list(which, _NEWEST), values)), None, True, asked)
    (counted,) = yield _COUNT, values
    if not counted["hits"]:
        asked = _wider(asked)
        which, wider = _which(asked)
        values |= wider
        (counted,) = yield _COUNT, values
    values["today"] = counted["today"] or 0
    hits, numbers = counted["hits"], []
    if hits > _MANY:
        newest = newest or hits * _COMMON > counted["last"]
        before, more, order = (_EDGE, _AMONG_RECENT, _NEWEST) if newest else ("", _OF_LATE, _RELEVANCE)
        numbers = _ids((yield _list(which + more, order, before), values))
    if len(numbers) < limit:
        numbers = _ids((yield _list(which, _NEWEST if newest else _RELEVANCE), values))
    return Answer(numbers, hits, newest, asked)


def chosen(asked: Asked) -> Query:
    """Return the query for the ids of all articles that are meant, in no order."""
    which, values = _which(asked)
    return f"SELECT found.id {which}", values


def _which(asked: Asked) -> Query:
    """Return SQL from its FROM on, whose rows `found` are the articles that are meant."""
    match, without = expression(asked)
    where, values = conditions(asked)
    if match:
        values["match"] = f"({match}) NOT ({without})" if without else match
        return f"{_WORDS}{where}", values
    if without:
        values["without"] = without
    return f"{_ALL}{_WITHOUT if without else ''}{where}", values


def _list(which: str, order: str, before: str = "") -> str:
    return f"{before} SELECT found.id {which} ORDER BY {order} LIMIT :limit OFFSET :skip"


def _ids(rows: list[Row]) -> list[int]:
    return [row["id"] for row in rows]


def _wider(asked: Asked) -> Asked:
    """Return what is asked for with each word as the beginning of one."""
    terms = [[Term(one.text, one.exact, beginning=not one.exact) for one in group] for group in asked.terms]
    return Asked(terms, asked.without, asked.conditions)
