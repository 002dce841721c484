"""Where a copy of the archive may go: never where it would harm an archive, or a copy that is worth more."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from kirtag.archive.archive import WARCS
from kirtag.archive.database import FILE, open_for_reading
from kirtag.archive.errors import ArchiveError, NotAnArchive

# Where a copy is made, in the folder that it is for; and what SQLite leaves beside a file that somebody reads.
STAGE = ".new"
LOG = (f"{FILE}-wal", f"{FILE}-shm")


class Unfit(ArchiveError):
    """A folder into which no copy goes."""

    exit_code = 2

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{folder} {why}. Nothing was written. Name an empty folder, or one with an older copy.")


class UnderWay(ArchiveError):
    """Another backup writes there."""

    exit_code = 1

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another backup writes into {folder}. Wait for it to end.")


def check_place(folder: Path, target: Path) -> None:
    """Raise Unfit where a folder is an archive's, or holds anything but a copy."""
    archive, place = folder.resolve(), target.resolve()
    if archive in (place, *place.parents):
        raise Unfit(target, "is the archive's own folder, or inside it")
    if place.exists() and not place.is_dir():
        raise Unfit(target, "is no folder")
    names = {path.name for path in place.iterdir()} if place.is_dir() else set()
    if "locks" in names:
        raise Unfit(target, "is the folder of an archive that is crawled into: it holds locks/")
    if foreign := sorted(names - {FILE, *LOG, WARCS, STAGE}):
        raise Unfit(target, f"holds something else than a copy of an archive: {foreign[0]}")
    if WARCS in names and not names & {FILE, STAGE}:
        raise Unfit(target, "holds WARC files that are no part of a copy")


def check_line(db: Connection, folder: Path, target: Path) -> None:
    """Raise Unfit where a copy is of another archive, or of a later state, as after restoring an older copy.

    The last capture of the copy tells. A copy that cannot be read any more may be replaced.
    """
    if not (target / FILE).exists():
        return
    try:
        with open_for_reading(target) as old:
            last = old.execute("SELECT id, url, captured FROM captures ORDER BY id DESC LIMIT 1").fetchone()
    except NotAnArchive:
        raise Unfit(target, f"holds a {FILE} that is no archive of kirtag's") from None
    except (ArchiveError, sqlite3.DatabaseError):
        return
    if last and not db.execute("SELECT 1 FROM captures WHERE (id, url, captured) = (?, ?, ?)", last).fetchone():
        raise Unfit(
            target, f"holds a copy of another archive, or of a later state: its last capture is not in {folder}"
        )


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Keep other backups out of a folder, which is made where there is none."""
    target.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise UnderWay(target) from None
    finally:
        os.close(descriptor)
