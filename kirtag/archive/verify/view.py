"""The archive at one moment: a snapshot of its tables, what lay in `warc/`, and who is being crawled."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from sqlite3 import Connection

from kirtag.archive.archive import WARCS
from kirtag.archive.database import open_for_reading
from kirtag.archive.locks import being_crawled


@dataclass(frozen=True, slots=True)
class View:
    """An archive at one moment.

    `db` is inside a read transaction, `running` are the agencies whose locks are held, `listed` the names of what lay
    in `warc/` just before.
    """

    folder: Path
    db: Connection
    running: frozenset[str]
    listed: tuple[str, ...]

    @property
    def warcs(self) -> Path:
        """The folder of the WARC files."""
        return self.folder / WARCS

    def forgotten_articles(self) -> frozenset[int]:
        """Return the numbers of the articles that were taken down by law: they have no text."""
        sql = "SELECT article FROM forgotten WHERE article IS NOT NULL"
        return frozenset(number for (number,) in self.db.execute(sql))

    def forgotten_pages(self) -> frozenset[str]:
        """Return the keys of the pages that were taken down by law: their captures have no body."""
        return frozenset(key for (key,) in self.db.execute("SELECT key FROM forgotten"))


@contextmanager
def looking(folder: Path) -> Iterator[View]:
    """Look at the archive in a folder while the context lasts; nobody waits for us. Raises as `open_for_reading` does.

    In this order: a run that is in the snapshot had its lock before or has it after, and a file without a row in the
    snapshot belongs to a run that had its lock when the folder was listed.
    """
    running = being_crawled(folder)
    warcs = folder / WARCS
    listed = tuple(sorted(path.name for path in warcs.iterdir())) if warcs.is_dir() else ()
    with open_for_reading(folder) as opened:
        db = opened.conn
        # What is no UTF-8 any more is told as any other damage is, by the row's seal.
        db.text_factory = partial(str, encoding="utf-8", errors="backslashreplace")
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield View(folder, db, running | being_crawled(folder), listed)
