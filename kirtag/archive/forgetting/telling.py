"""What tells a text from all others, so that nothing but its own traces is taken out with it."""

from collections.abc import Iterable, Iterator
from sqlite3 import Connection

from kirtag.archive.clock import stamp
from kirtag.archive.forgetting.takedown import Found
from kirtag.archive.forgetting.traces import Piece, pieces, traces
from kirtag.archive.frontier import article_of
from kirtag.archive.wording import paragraphs_of

# Words of a piece that an article must hold to be looked at: the longest ones are the rarest.
_TELLING = 5


def telling_traces(db: Connection, article: int | None) -> tuple[set[str], set[str]]:
    """Return the traces of all wordings of an article, and the keys of other articles that hold some of its text.

    What another article holds is no trace: it stays in the archive anyway, and would take that article's own captures
    along, as a background paragraph of every follow-up does. What was cut off the bodies is none either, since the same
    line of advertising was cut off others.
    """
    known = {piece.trace: piece for text in _paragraphs(db, article) for piece in pieces(text)}
    holders = {trace: _holder(db, article, piece) for trace, piece in known.items()}
    return {trace for trace, key in holders.items() if key is None}, set(filter(None, holders.values()))


def standing_traces(db: Connection, article: int | None, found: Iterable[Found]) -> set[str]:
    """Return the traces that stood on pages of other articles before there was this one.

    They are of the site and not of the article, such as a line of the page's foot that was read as its last paragraph:
    by it, every response of the agency would go.
    """
    row = db.execute(_BEGINNING, (article,)).fetchone()
    early = [one for one in found if row and one.traces and stamp(one.captured) < row[0]]
    return {trace for one in early if article_of(db, one.key) not in (None, article) for trace in one.traces}


# A day before the first that is known of it.
_BEGINNING = """
    SELECT date(min(first_seen, coalesce(published, first_seen), coalesce(day, first_seen), coalesce(
        (SELECT min(pages.first_seen) FROM pages WHERE pages.article = articles.id), first_seen)), '-1 day')
    FROM articles WHERE id = ?
"""


def _paragraphs(db: Connection, article: int | None) -> Iterator[str]:
    """Yield each paragraph of each wording of an article; of a text of short paragraphs, all of them as one."""
    for (body,) in db.execute("SELECT body FROM revisions WHERE article = ?", (article,)):
        paragraphs = paragraphs_of(body)
        yield from paragraphs if any(map(_is_long, paragraphs)) else [body]


def _is_long(paragraph: str) -> bool:
    return next(pieces(paragraph), None) is not None


def _holder(db: Connection, article: int | None, piece: Piece) -> str | None:
    """Return the key of another article that holds a piece of text."""
    telling = sorted(set(piece.words), key=len)[-_TELLING:]
    words = " ".join(f'"{word}"' for word in telling)
    found = db.execute(_HOLDERS, (words, article)) if words else ()
    return next((key for key, body in found if piece.trace in traces(body)), None)


_HOLDERS = """
    SELECT articles.key, articles.body FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid
    WHERE articles_fts MATCH ? AND articles.id <> ?
"""
