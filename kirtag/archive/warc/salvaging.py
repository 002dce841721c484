"""What a run that died left open is brought to an end at its last whole record."""

import os
from pathlib import Path
from typing import BinaryIO

from kirtag.archive.errors import ArchiveError
from kirtag.archive.warc.files import OPEN, Closed, left_open, measured, settle, sync, told
from kirtag.archive.warc.members import MAGIC, Broken, scan

_CHUNK = 1024 * 1024
# A body may be full of what looks like the beginning of a record.
_TRIES = 100


class Twice(ArchiveError):
    """A WARC file is there both closed and open; neither was touched."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} and {file}{OPEN} are both there, as after restoring a backup beside an unfinished run, "
            "and neither was touched. Compare them, and move one of the two out of the folder."
        )


def salvage(folder: Path, agency: str) -> list[Closed]:
    """Close every file of exactly this agency that lies there open; return those with their size and digest.

    The caller has the agency's lock: no run writes them. What follows a file's last whole record is cut off; where
    nothing whole is left, the file goes. A broken record between whole ones stays, so that none loses its place.
    Raises Twice, before any file is touched, where one is there under its final name too.
    """
    files = left_open(folder, agency)
    for file in files:
        if (folder / file).exists():
            raise Twice(folder / file)
    return [closed for file in files if (closed := _close(folder, file))]


def _close(folder: Path, file: str) -> Closed | None:
    path = folder / (file + OPEN)
    with told(path):
        with path.open("r+b", buffering=0) as stream:
            end = _end_of_whole(stream)
            os.ftruncate(stream.fileno(), end)
            os.fsync(stream.fileno())
        if not end:
            path.unlink()
            sync(folder)
            return None
        closed = measured(folder, file)
        settle(folder, file)
    return closed


def _end_of_whole(stream: BinaryIO) -> int:
    """Return where the last whole record ends."""
    size = os.fstat(stream.fileno()).st_size
    end = offset = tries = 0
    while offset < size and tries < _TRIES:
        try:
            length, head = scan(stream, offset)
        except Broken:
            length, head = 0, None
        if length and (head is not None or offset == end):
            end = offset = offset + length
        else:
            tries += 1
            offset = _next_magic(stream, offset + 1, size)
    return end


def _next_magic(stream: BinaryIO, offset: int, size: int) -> int:
    """Return where the next gzip member may begin; `size` where none does."""
    while offset < size:
        stream.seek(offset)
        chunk = stream.read(_CHUNK)
        if (found := chunk.find(MAGIC)) >= 0:
            return offset + found
        offset += max(len(chunk) - len(MAGIC) + 1, 1)
    return size
