"""Captures: each response as stored, and the WARC files that hold them.

Every function that writes runs inside the caller's transaction.
"""

from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from kirtag.archive import seals
from kirtag.archive.clock import stamp
from kirtag.archive.warc import Closed, Earlier, closed_files, measured, salvage
from kirtag.items import Capture


def note(db: Connection, run: int | None, capture: Capture) -> int:
    """Write a capture down, and the WARC file that it lies in; return its number."""
    record = capture.record
    if record:
        db.execute("INSERT OR IGNORE INTO warcs (file) VALUES (?)", (record.file,))
    row = {"url": capture.url, "run": run, "captured": stamp(capture.captured), "status": capture.status}
    if record:
        row |= {"payload_sha256": record.payload_sha256, "warc_file": record.file, "repeats": record.repeats}
        row |= {"warc_offset": record.offset, "warc_length": record.length}
    return seals.insert(db, "captures", row)


def earlier(db: Connection, payload_sha256: str) -> Earlier | None:
    """Return the last capture that holds this very body, perhaps from another spelling of the address."""
    sql = """
        SELECT id, url, captured FROM captures
        WHERE payload_sha256 = ? AND repeats IS NULL AND warc_file IS NOT NULL ORDER BY id DESC
    """
    row = db.execute(sql, (payload_sha256,)).fetchone()
    return Earlier(row[0], row[1], datetime.fromisoformat(row[2])) if row else None


def end_warcs(db: Connection, folder: Path, agency: str) -> list[Closed]:
    """Bring the WARC files of an agency's dead runs to an end; return them as they now are.

    Some are open still, some have their final name and no more: the run died between the two. The caller has the
    agency's lock, and writes them down.
    """
    written = {file for (file,) in db.execute("SELECT file FROM warcs WHERE closed IS NOT NULL")}
    named = [file for file in closed_files(folder, agency) if file not in written]
    return [*(measured(folder, file) for file in named), *salvage(folder, agency)]


def close_warcs(db: Connection, closed: list[Closed], moment: str) -> None:
    """Write down the size and digest of WARC files that nothing is added to any more."""
    for one in closed:
        db.execute(_CLOSE, (one.file, one.bytes, one.sha256, moment))


_CLOSE = """
    INSERT INTO warcs (file, bytes, sha256, closed) VALUES (?, ?, ?, ?)
    ON CONFLICT (file) DO UPDATE SET bytes = excluded.bytes, sha256 = excluded.sha256, closed = excluded.closed
"""


def place_of(db: Connection, number: int) -> tuple[str, str, str, int, int] | None:
    """Return address and time of a capture, and file, offset and length of the record that holds its body.

    None where it is in no WARC file.
    """
    sql = """
        SELECT captures.url, captures.captured, full.warc_file, full.warc_offset, full.warc_length FROM captures
        JOIN captures AS full ON full.id = coalesce(captures.repeats, captures.id)
        WHERE captures.id = ? AND full.warc_file IS NOT NULL
    """
    found: tuple[str, str, str, int, int] | None = db.execute(sql, (number,)).fetchone()
    return found
