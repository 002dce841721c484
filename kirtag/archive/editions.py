"""Editions: an agency's translations of one article share a name."""

from collections.abc import Iterable
from sqlite3 import Connection

from kirtag.archive.frontier import article_of
from kirtag.archive.keys import url_key


def join(db: Connection, number: int, translations: Iterable[str]) -> None:
    """Give an article and those of its translations that are here one name, the key of the first of them.

    `translations` are the addresses that its page names. One that is no article of the same agency in another language
    does not count: some sites name their home pages there. Articles that had two names get the older one.
    """
    named = {article_of(db, url_key(url)) for url in translations} - {number, None}
    if not named:
        return
    numbers = ", ".join(str(one) for one in named)
    others = f"""
        SELECT other.id FROM articles AS other, articles AS this
        WHERE this.id = ? AND other.id IN ({numbers}) AND other.agency = this.agency
            AND other.language IS NOT this.language
    """
    group = sorted({number, *(row[0] for row in db.execute(others, (number,)))})
    if len(group) == 1:
        return
    marks = ", ".join("?" * len(group))
    rows = db.execute(f"SELECT key, edition FROM articles WHERE id IN ({marks}) ORDER BY id", group).fetchall()
    names = [edition for _, edition in rows if edition]
    name = names[0] if names else rows[0][0]
    older = ", ".join("?" * len(names))
    db.execute(
        f"UPDATE articles SET edition = ? WHERE (id IN ({marks}) OR edition IN ({older})) AND edition IS NOT ?",
        (name, *group, *names, name),
    )
