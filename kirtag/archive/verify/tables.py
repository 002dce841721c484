"""SQLite's own checks, and the schema."""

import re
import sqlite3
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from kirtag.archive.database import FILE
from kirtag.archive.mark import mark
from kirtag.archive.schema import migrations
from kirtag.archive.verify.report import RESTORE, Finding, tell
from kirtag.archive.verify.view import View

_REBUILD = "sqlite3 kirtag.db \"INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')\""


def journal(folder: Path) -> Iterator[Finding]:
    """Find the journal of a program that broke off: whoever opens the archive for writing would play it back."""
    file = folder / f"{FILE}-journal"
    if file.exists():
        yield (
            file.name,
            (
                "belongs to a program that wrote the archive otherwise than kirtag does, and broke off. "
                f"Move both files away, and keep them. {RESTORE}"
            ),
        )


def sqlite(view: View, *, quick: bool) -> Iterator[Finding]:
    """Find broken trees of pages, and rows that point to none."""
    for (told,) in view.db.execute(f"PRAGMA {'quick' if quick else 'integrity'}_check"):
        if told != "ok":
            yield FILE, f"is damaged: {told}. {RESTORE}"
    for table, number, parent, _ in view.db.execute("PRAGMA foreign_key_check"):
        yield f"{table} {number}", f"points to a row of {parent} that is not there. {RESTORE}"


def search_index(view: View) -> Iterator[Finding]:
    """Find a search index that is broken, or does not say what the articles do.

    It is copied, since SQLite's check of it is an INSERT, for which the archive would be locked all the while. And a
    second one is made of the articles: that check adds digests up, so that two of the same change go unseen, and it
    never searches, so that it misses a signpost by which a search goes astray.
    """
    columns = ", ".join(row[1] for row in view.db.execute("PRAGMA table_info(articles_fts)"))
    view.db.execute(f"CREATE TEMP VIEW texts AS SELECT id, {columns} FROM main.articles")
    for statement in _COPY:
        view.db.execute(statement.format(columns))
    try:
        view.db.execute("INSERT INTO temp.copied(copied, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield "articles_fts", f"the search index is not that of the articles ({error}). Make it anew: {_REBUILD}"
    for statement in _MAKE:
        view.db.execute(statement.format(columns))
    for (word,) in view.db.execute(_LOST):
        yield "articles_fts", f"a search for {tell(word)} does not find all that it should. Make it anew: {_REBUILD}"


_COPY = (
    """CREATE VIRTUAL TABLE temp.copied USING fts5({}, content="texts", content_rowid="id")""",
    "DELETE FROM temp.copied_data",
    *(f"INSERT INTO temp.copied_{part} SELECT * FROM main.articles_fts_{part}" for part in ("data", "docsize", "idx")),
)

_MAKE = (
    "DROP TABLE temp.copied",
    """CREATE VIRTUAL TABLE temp.made USING fts5({0}, content="")""",
    "INSERT INTO temp.made(rowid, {0}) SELECT id, {0} FROM temp.texts",
    "CREATE VIRTUAL TABLE temp.words USING fts5vocab(temp, made, row)",
    "CREATE VIRTUAL TABLE temp.found USING fts5vocab(main, articles_fts, row)",
)

_LOST = """
    SELECT term FROM temp.words
    WHERE (doc, cnt) IS NOT (SELECT found.doc, found.cnt FROM temp.found WHERE found.term = words.term)
"""


def schema(view: View) -> Iterator[Finding]:
    """Find tables, indexes and triggers that are not those of an archive that was made today, and foreign modes."""
    with (view.folder / FILE).open("rb") as file:
        # The versions of the file format that it takes to write and to read it, 2 in WAL mode.
        versions = file.read(20)[18:]
    if versions == b"\1\1":
        yield FILE, "is not in WAL mode any more: its readers would wait. The next crawl sets it right."
    elif versions != b"\2\2":
        yield FILE, f"says that its format is of no known version. {RESTORE}"
    yield from _migrations(view)
    if not is_of_today(view):
        return
    ours, theirs = _fresh(), _schema(view.db)
    for kind, name in sorted(ours.keys() - theirs.keys()):
        yield f"{kind} {name}", f"is not there. {RESTORE}"
    for kind, name in sorted(theirs.keys() - ours.keys()):
        yield f"{kind} {name}", f"is none of kirtag's. Take it out, in case you made it: DROP {kind.upper()} {name}"
    for kind, name in sorted(one for one in ours.keys() & theirs.keys() if ours[one] != theirs[one]):
        yield f"{kind} {name}", f"is not as kirtag makes it. {RESTORE}"


def is_of_today(view: View) -> bool:
    """Tell whether the archive has the tables of this kirtag, not those of an older or a newer one."""
    return _applied(view) == _known()


def _migrations(view: View) -> Iterator[Finding]:
    applied, known = _applied(view), _known()
    if newer := [str(name) for name in applied if name not in known]:
        yield FILE, f"was written by a newer kirtag than this one (it has {', '.join(newer)}). Update kirtag."
    if missing := [name for name in known if name not in applied]:
        yield FILE, f"is of an older kirtag (without {', '.join(missing)}). The next crawl brings it up to date."
    if not _is_marked(view.db):
        yield "_sqlite_migrations", f"is not as it was written. {RESTORE}"


def _applied(view: View) -> list[Any]:
    sql = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id"
    return [name for (name,) in view.db.execute(sql, (migrations.name,))]


def _is_marked(db: sqlite3.Connection) -> bool:
    (marked,) = db.execute("PRAGMA user_version").fetchone()
    try:
        return marked in (0, mark(db))
    except TypeError:
        # As a broken seal: a flipped type makes a text into bytes.
        return False


@cache
def _known() -> list[str]:
    return [migration.name for migration in migrations.pending(Database(memory=True))]


@cache
def _fresh() -> dict[tuple[str, str], str]:
    """Return the schema of an archive that is made now."""
    db = Database(memory=True)
    migrations.apply(db)
    return _schema(db.conn)


def _schema(db: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return the SQL of all that a database has, but for the statistics that anybody may gather."""
    sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_stat%' ESCAPE '~'"
    made = {(str(kind), str(name)): f"{table} {_plain(str(made))}" for kind, name, table, made in db.execute(sql)}
    options = db.execute("SELECT k FROM articles_fts_config").fetchall()
    return made | {("option of articles_fts", str(name)): "" for (name,) in options}


# SQLite's versions put blanks and quotes otherwise. No more than these: a flipped bit makes a blank into no line feed.
_plain = partial(re.sub, r"""[ \n]+|["'`](\w+)["'`]""", lambda match: match[1] or " ")
