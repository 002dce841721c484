"""Search for a terminal or a notebook."""

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from kirtag.archive.search import match

# Newest first: a reader of a wire looks for the latest word on a thing, and bm25 reads every hit to rank it.
_FIND = """
    SELECT articles.key, articles.agency, agencies.name AS agency_name, agencies.timezone, articles.language,
        articles.published, articles.day, articles.place, articles.headline, articles.url, articles.status,
        snippet(articles_fts, 2, '', '', '…', 24) AS snippet
    FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid JOIN agencies ON agencies.id = articles.agency
    WHERE articles_fts MATCH ? ORDER BY articles.day DESC, articles.published DESC, articles.id DESC LIMIT ?
"""


def find(db: Database, words: str, limit: int) -> Iterator[dict[str, Any]]:
    """Yield the articles that hold all of the words, newest first; nothing for words that hold nothing to look for."""
    query = match(words)
    if query:
        yield from db.query(_FIND, [query, limit])
