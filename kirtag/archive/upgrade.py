"""An older archive brought up to today's tables, in place, after a copy of it was made."""

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from kirtag.archive.errors import NoRoom
from kirtag.archive.schema import migrations
from kirtag.archive.warc.files import sync

_log = logging.getLogger(__name__)

# Beside the tables, where Datasette, which publishes every `.db` of the archive's folder, does not look.
OLDER = "older"
# The copy, and the log of a migration that writes all tables anew.
_TIMES = 2


def upgrade(db: Database, file: Path) -> None:
    """Apply the migrations that an archive lacks, each in a transaction of its own.

    One that holds anything is copied first, to `older/`, under the name of the last migration that it has. Raises
    NoRoom before anything is written where the disk has no room for that. The caller has the archive for itself.
    """
    if applied := migrations.applied(db):
        _check_room(db, file)
        _log.info(
            "%s is of an older kirtag. It is copied, and brought up to date: half a minute for every 10,000 articles.",
            file,
        )
        _copy(db, file.parent / OLDER, f"{file.stem}-{applied[-1].name}.db")
    # What `verify` knows the tables by is set anew.
    db.execute("PRAGMA user_version = 0")
    migrations.apply(db)


def _check_room(db: Database, file: Path) -> None:
    pages, size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    needed, free = pages * size * _TIMES, shutil.disk_usage(file.parent).free
    if free < needed:
        raise NoRoom(file, needed, free)


def _copy(db: Database, folder: Path, name: str) -> None:
    """Copy the tables as they are; what a copy that broke off has left is written over."""
    folder.mkdir(exist_ok=True)
    part = folder / f"{name}.part"
    try:
        with closing(sqlite3.connect(part)) as copy:
            db.conn.backup(copy)
        sync(part)
        part.replace(folder / name)
        sync(folder)
    finally:
        part.unlink(missing_ok=True)
