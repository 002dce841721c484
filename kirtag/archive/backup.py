"""A copy of the archive, taken while crawls go on, and proven by verifying it before it takes an older one's place.

The tables are copied as they are at one moment, then the WARC files that they name: these only grow, and what the
tables name of them stays. The copy is made beside the old one, in the same folder.
"""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from kirtag.archive import ledger
from kirtag.archive.archive import WARCS, Archive
from kirtag.archive.clock import now, stamp
from kirtag.archive.database import FILE, open_for_reading, translated
from kirtag.archive.place import LOG, STAGE, Unfit, alone, check_line, check_place
from kirtag.archive.verify import Report, verify
from kirtag.archive.verify.files import MANIFEST
from kirtag.archive.warc import Closed, measured
from kirtag.archive.warc.files import opened, sync, told

_PIECE = 1024 * 1024
# What these checks find, the agency may have written so, or a rule misread, or can be made again. No older copy has it
# better.
_DOUBTS = ("dates", "texts", "copies")


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup did.

    `report` is of the copy, and `taken` says whether it is there now: one with problems is thrown away, and an older
    one stays. `bytes` are the copy's, `copied` those of them that the older one did not have.
    """

    report: Report
    taken: bool
    bytes: int
    copied: int


def backup(folder: Path | str, target: Path | str) -> Copied:
    """Copy the archive in a folder to a target folder, and verify the copy to the last byte.

    Raises NoArchive, Unfit, UnderWay, or DiskFull; then the target holds what it held before.
    """
    folder, target = Path(folder), Path(target)
    with open_for_reading(folder) as archive:
        check_place(folder, target)
        db = archive.conn
        with translated(folder / FILE):
            # All of what follows is of this moment, whatever is written meanwhile.
            db.execute("BEGIN")
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            check_line(db, folder, target)
        try:
            with told(target), alone(target):
                return _replace(db, folder / WARCS, target)
        except OSError as error:
            raise Unfit(target, f"cannot be written ({error.strerror or error})") from error


def _replace(db: Connection, warcs: Path, target: Path) -> Copied:
    """Make a copy, verify it, and put it in the old one's place; or leave everything as it was."""
    stage = target / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    try:
        copied = _make(db, warcs, stage, target / WARCS)
        report = verify(stage, read_data=True)
        tables, files = (stage / FILE).stat().st_size, (path.stat().st_size for path in (stage / WARCS).iterdir())
        done = Copied(
            report, all(one.check in _DOUBTS for one in report.problems), tables + sum(files), tables + copied
        )
        if done.taken:
            _put(stage, target)
        return done
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _make(db: Connection, warcs: Path, stage: Path, old: Path) -> int:
    """Make a copy in a new folder, and bring to an end what was under way; return the bytes of WARC files copied."""
    (stage / WARCS).mkdir(parents=True)
    with translated(stage / FILE), closing(sqlite3.connect(stage / FILE)) as copy:
        # In pieces, between which a person may interrupt.
        db.backup(copy, pages=1000)
    files = db.execute(MANIFEST).fetchall()
    # Held any longer, the moment would keep the archive's log from being emptied.
    db.execute("ROLLBACK")
    closed, copied = [], 0
    for file, size, sha256, moment, reach in files:
        whole = Closed(file, size, sha256) if moment else None
        if whole and _is(old, whole):
            _link(old / file, stage / WARCS / file)
            continue
        with suppress(FileNotFoundError):  # verifying the copy tells
            copied += _copy(warcs, file, size if whole else reach, stage / WARCS)
            if not whole:
                closed.append(measured(stage / WARCS, file))
    with Archive(stage) as archive:
        archive.close_warcs(closed)
        # Only the archive itself is crawled into: a run that is not closed is not under way in a copy.
        with archive.transaction() as rows:
            ledger.bury(rows, stamp(now()))
    shutil.rmtree(stage / "locks")  # by which an archive is told from a copy
    return copied


def _is(folder: Path, closed: Closed) -> bool:
    """Tell whether a file is there as it should be. It is read for that: a rotten one is to be copied anew."""
    path = folder / closed.file
    return path.is_file() and path.stat().st_size == closed.bytes and measured(folder, closed.file) == closed


def _link(there: Path, here: Path) -> None:
    """Give a file another name, or copy it where the file system has no such thing."""
    try:
        os.link(there, here)
    except OSError:
        shutil.copyfile(there, here)
        sync(here)


def _copy(warcs: Path, file: str, size: int, folder: Path) -> int:
    """Copy the first bytes of a WARC file, which may be growing; return how many there were."""
    with opened(warcs, file) as source, (folder / file).open("wb") as copy:
        while (left := size - copy.tell()) and (piece := source.read(min(left, _PIECE))):
            copy.write(piece)
        number = copy.tell()
    sync(folder / file)
    return number


def _put(stage: Path, target: Path) -> None:
    """Put a copy in the old one's place: its WARC files, then its tables; last the files go that no row names.

    Broken off in between, the tables are still the old ones, and the next backup completes it.
    """
    names = {path.name for path in (stage / WARCS).iterdir()}
    (target / WARCS).mkdir(exist_ok=True)
    for name in names:
        (stage / WARCS / name).replace(target / WARCS / name)
    sync(target / WARCS)
    sync(stage / FILE)
    for name in LOG:
        # What a reader of the old copy left would be taken for a part of the new one.
        (target / name).unlink(missing_ok=True)
    (stage / FILE).replace(target / FILE)
    sync(target)
    for path in (target / WARCS).iterdir():
        if path.name not in names:
            path.unlink()
    sync(target / WARCS)
