"""Rows: each as it was written, wordings with their digests, originals whole, keys in order, runs closed."""

import json
from collections.abc import Callable, Iterator
from sqlite3 import Connection
from typing import Any

from kirtag.archive import seals as sealing
from kirtag.archive.verify.report import RESTORE, Finding, tell
from kirtag.archive.verify.view import View
from kirtag.archive.wording import WORDING, printed, wording_sha256
from kirtag.text import tidy

# What reading a damaged value raises: no JSON, another type, no time zone.
UNREADABLE = (AttributeError, LookupError, OSError, OverflowError, StopIteration, TypeError, ValueError)


def judged(
    db: Connection, table: str, columns: str, judge: Callable[..., str | None], rest: str = ""
) -> Iterator[Finding]:
    """Yield what a judge says of each row of a table that it finds wrong. `rest` follows the table in the query."""
    for number, *values in db.execute(f"SELECT {table}.rowid, {columns} FROM {table} {rest}"):
        try:
            wrong = judge(*values)
        except UNREADABLE as error:
            wrong = f"holds what cannot be read ({type(error).__name__}: {error}). {RESTORE}"
        if wrong:
            yield f"{table} {number}", wrong


def seals(view: View) -> Iterator[Finding]:
    """Find rows that are not as we wrote them."""
    for table, number in sealing.broken(view.db):
        yield f"{table} {number}", f"is not as it was written. {RESTORE}"


def wordings(view: View) -> Iterator[Finding]:
    """Find wordings that do not have the digest that stands beside them, and current ones that are not the last."""
    forgotten = view.forgotten_articles()

    def judge(article: int, sha256: str, *wording: Any) -> str | None:
        if article in forgotten or wording_sha256(dict(zip(WORDING, wording, strict=True))) == sha256:
            return None
        return f"its wording does not have the digest that stands beside it. {RESTORE}"

    for table, article in (("articles", "id"), ("revisions", "article")):
        yield from judged(view.db, table, f"{article}, sha256, {', '.join(WORDING)}", judge)
    for number, key in view.db.execute(_CURRENT):
        if number not in forgotten:
            yield f"articles {number}", f"{tell(key)}: its wording is not that of its last revision. {RESTORE}"


_CURRENT = f"""
    SELECT articles.id, articles.key FROM articles
    JOIN revisions ON revisions.article = articles.id AND revisions.number = articles.revision
    WHERE ({", ".join(f"articles.{column}" for column in (*WORDING, "sha256"))})
        IS NOT ({", ".join(f"revisions.{column}" for column in (*WORDING, "sha256"))})
"""


def cuts(view: View) -> Iterator[Finding]:
    """Find wordings of which something is lost: the body with its cuts put back is not what was read."""
    forgotten = view.forgotten_articles()

    def judge(article: int, body: str, taken: str, original: str | None) -> str | None:
        if article in forgotten:
            return None
        whole = printed(body, taken)
        # What tidying did not change is not kept beside it.
        if whole == tidy(json.loads(original) if original is not None else whole):
            return None
        return f"its body and cuts do not make up the text that was read. {RESTORE}"

    yield from judged(view.db, "revisions", "article, body, cuts, original", judge)


def keys(view: View) -> Iterator[Finding]:
    """Find names that are there twice, numbers that are missing, and pages of no article or of another agency's."""
    for table in ("articles", "pages"):
        # Without the index, which is what may be wrong.
        sql = f"SELECT key, count(*) FROM {table} NOT INDEXED GROUP BY key HAVING count(*) > 1"
        for key, number in view.db.execute(sql):
            yield table, f"the key {tell(key)} is there {number} times. {RESTORE}"
    for table in ("articles", "captures", "revisions", "runs"):
        number, last = view.db.execute(f"SELECT count(*), max(id) FROM {table}").fetchone()
        if last is not None and last != number:
            yield table, f"{number} rows are there, and the last has number {last}: rows are missing. {RESTORE}"
    for number, key, revision, count, first, last in view.db.execute(_REVISIONS):
        there = f"{count}, numbered {first} to {last}" if count else "none"
        yield f"articles {number}", f"{tell(key)} says it has {revision} wordings, and there are {there}. {RESTORE}"
    for number, url, article in view.db.execute(_PAGES):
        whose = f"belongs to article {article}, which is not there or another agency's"
        yield f"pages {number}", f"{tell(url)} {whose}. {RESTORE}"


_REVISIONS = """
    SELECT articles.id, articles.key, articles.revision, count(revisions.id), min(number), max(number) FROM articles
    LEFT JOIN revisions ON revisions.article = articles.id GROUP BY articles.id
    HAVING (1, articles.revision, articles.revision) IS NOT (min(number), max(number), count(revisions.id))
"""

_PAGES = """
    SELECT pages.rowid, pages.url, pages.article FROM pages LEFT JOIN articles ON articles.id = pages.article
    WHERE pages.article IS NOT NULL AND pages.agency IS NOT articles.agency
"""


def runs(view: View) -> Iterator[Finding]:
    """Find runs that were not closed though nobody crawls, and counters that do not fit the rows."""
    for number, agency, is_last in view.db.execute(_OPEN):
        if not (is_last and agency in view.running):
            yield f"runs {number}", f"died: it was never closed. The next `scrapy crawl {agency}` closes it."
    for (number,) in view.db.execute(_CODELESS):
        yield f"runs {number}", f"was closed without an outcome or an exit code. {RESTORE}"
    for number, *told in view.db.execute(_COUNTS):
        pairs = zip(("new", "revised", "quarantined"), told[:3], told[3:], strict=True)
        wrong = ", ".join(f"{said} {name}, and there are {found}" for name, said, found in pairs if said != found)
        yield f"runs {number}", f"counted {wrong}. {RESTORE}"


_OPEN = """
    SELECT id, agency, id = (SELECT max(id) FROM runs AS others WHERE others.agency = runs.agency)
    FROM runs WHERE finished IS NULL
"""

_CODELESS = "SELECT id FROM runs WHERE finished IS NOT NULL AND (outcome IS NULL OR exit_code IS NULL)"

_COUNTS = """
    WITH found AS (
        SELECT captures.run, sum(number = 1) AS new, sum(number > 1) AS revised
        FROM revisions JOIN captures ON captures.id = revisions.capture GROUP BY captures.run
    ), held AS (SELECT run, count(*) AS quarantined FROM quarantine GROUP BY run)
    SELECT runs.id, runs.new, runs.revised, runs.quarantined,
        coalesce(found.new, 0) AS n, coalesce(found.revised, 0) AS r, coalesce(held.quarantined, 0) AS q
    FROM runs LEFT JOIN found ON found.run = runs.id LEFT JOIN held ON held.run = runs.id
    WHERE (runs.new, runs.revised, runs.quarantined) IS NOT (n, r, q)
"""
