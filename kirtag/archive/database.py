"""Opening the archive's file: is it ours, is it whole, has it today's tables."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from kirtag.archive import seals
from kirtag.archive.errors import (
    ArchiveError,
    Damaged,
    DiskFull,
    Locked,
    NewerArchive,
    NoArchive,
    NoFolder,
    NotAnArchive,
)
from kirtag.archive.mark import mark
from kirtag.archive.schema import APPLICATION_ID, migrations
from kirtag.archive.upgrade import upgrade

FILE = "kirtag.db"
LOCK_WAIT = 75.0  # seconds; everywhere the same, so that a long backup never fails a crawl
_HEADER = b"SQLite format 3\0"
# Pages that the log may hold before they are brought into the file. With SQLite's own thousand, a page that every save
# changes is brought there four times as often.
_LOG_PAGES = 4000
# Bytes to which SQLite cuts its log back, once the reader is gone that made it grow.
_LARGEST_LOG = 16 * 1024 * 1024
# Bytes of the file that are kept in memory: the pages that a save needs lie all over it. With SQLite's own two
# megabytes a save takes a tenth longer.
_CACHE = 16 * 1024 * 1024


def open_archive(folder: Path) -> Database:
    """Open the archive in a folder for writing, and make both where there are none.

    WAL and synchronous=FULL: what is committed survives a kill and a power cut, and readers never wait. An older
    archive gets today's tables. Raises an ArchiveError; a file that is not ours, or newer than we are, is not written
    to.
    """
    file = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        recognise(file)
        with translated(file), _alone(folder / "locks"):
            db = _connect(file, "rwc")
            try:
                _refuse_newer(db, file)
                # Before WAL: the mark has to stand in the file itself, where `recognise` reads it.
                if not migrations.applied(db):
                    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = FULL")
                db.execute(f"PRAGMA journal_size_limit = {_LARGEST_LOG}")
                db.execute(f"PRAGMA cache_size = {-_CACHE // 1024}")
                db.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
                if migrations.pending(db):
                    upgrade(db, file)
                if not db.execute("PRAGMA user_version").fetchone()[0]:
                    db.execute(f"PRAGMA user_version = {mark(db.conn)}")
                seals.install(db.conn)
            except BaseException:
                db.close()
                raise
            return db
    except OSError as error:
        raise NoFolder(folder, error.strerror or error) from error


def open_for_reading(folder: Path) -> Database:
    """Open the archive in a folder for reading only, live writes included. Raises an ArchiveError."""
    file = folder / FILE
    if not file.is_file() or file.stat().st_size == 0:
        raise NoArchive(folder)
    recognise(file)
    with translated(file):
        return _connect(file, "ro")


def fold_log(db: Database) -> None:
    """Bring what was committed from the log into the file itself, and empty the log, unless somebody reads just now."""
    db.execute("PRAGMA busy_timeout = 1000")
    with suppress(sqlite3.OperationalError):  # a full disk: what was committed stands in the log
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.execute(f"PRAGMA busy_timeout = {LOCK_WAIT * 1000:.0f}")


def recognise(file: Path) -> None:
    """Raise NotAnArchive where there is a file that is none of ours. Reads its first bytes, nothing more."""
    if not file.exists() or (file.is_file() and file.stat().st_size == 0):
        return
    if not file.is_file():
        raise NotAnArchive(file)
    with file.open("rb") as stream:
        header = stream.read(100)
    if not header.startswith(_HEADER) or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise NotAnArchive(file)


@contextmanager
def translated(file: Path) -> Iterator[None]:
    """Turn SQLite's errors about a file into ours, which say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _named(file, error) from error


def _named(file: Path, error: sqlite3.Error) -> ArchiveError | sqlite3.Error:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return DiskFull(file, error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked(file, LOCK_WAIT)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Damaged(file, error)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return NoFolder(file.parent, error)
    return error


def _connect(file: Path, mode: str) -> Database:
    address = f"{file.resolve().as_uri()}?mode={mode}"
    # isolation_level None: a transaction begins where we say so, not where the module guesses.
    connection = sqlite3.connect(address, uri=True, timeout=LOCK_WAIT, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return Database(connection)


def _refuse_newer(db: Database, file: Path) -> None:
    """Raise NewerArchive where the tables are of a later day than ours."""
    ours = {migration.name for migration in migrations.pending(Database(memory=True))}
    newer = sorted(migration.name for migration in migrations.applied(db) if migration.name not in ours)
    if newer:
        raise NewerArchive(file, newer)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other processes from opening the same archive while this one looks at its tables."""
    folder.mkdir(exist_ok=True)
    with (folder / "archive.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
