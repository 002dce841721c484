"""The names of WARC files, and what makes them last: whole writes, fsync, one rename at the end."""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from kirtag.archive.errors import DiskFull

# Behind the name of a file that may still grow.
OPEN = ".open"
# A disk that fails is for the crawl what a full one is: nothing more can be written.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


@dataclass(frozen=True, slots=True)
class Closed:
    """A file that nothing is added to any more: its final name, its size and the SHA-256 of all of it in hex."""

    file: str
    bytes: int
    sha256: str


def checked(agency: str) -> str:
    """Return an agency's id that may begin a file's name; raise ValueError where it could lead elsewhere."""
    if not re.fullmatch(r"[^\s/\\.\x00-\x1f\x7f-][^\s/\\\x00-\x1f\x7f]*", agency) or ".." in agency:
        raise ValueError(f"{agency!r} cannot begin the name of a WARC file. Give the agency another id.")
    return agency


def name_of(agency: str, run: int, part: int) -> str:
    """Return a file's final name.

    >>> name_of("kirtag", 7, 1)
    'kirtag-000007-01.warc.gz'
    """
    return f"{agency}-{run:06d}-{part:02d}.warc.gz"


def left_open(folder: Path, agency: str) -> list[str]:
    """Return the final names of the files of exactly this agency that lie there open, in order."""
    return _named(folder, agency, OPEN)


def closed_files(folder: Path, agency: str) -> list[str]:
    """Return the files of exactly this agency that have their final names, in order."""
    return _named(folder, agency, "")


def _named(folder: Path, agency: str, ending: str) -> list[str]:
    shape = re.compile(rf"({re.escape(checked(agency))}-\d{{6,}}-\d{{2,}}\.warc\.gz){re.escape(ending)}")
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return sorted(found[1] for name in names if (found := shape.fullmatch(name)))


def opened(folder: Path, file: str, mode: str = "rb") -> FileIO:
    """Open a file under its final name, or as it lies there open. Raises FileNotFoundError."""
    for name in (file, file + OPEN, file):  # its run may end between two looks
        with suppress(FileNotFoundError):
            return FileIO(folder / name, mode)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder / file))


def write(descriptor: int, data: bytes, offset: int) -> None:
    """Write all of the data at an offset, and have it on the disk. Raises OSError."""
    view = memoryview(data)
    while view:
        count = os.pwrite(descriptor, view, offset)
        view, offset = view[count:], offset + count
    os.fsync(descriptor)


def settle(folder: Path, file: str) -> None:
    """Give a file, whose content is on the disk, its final name for good."""
    (folder / (file + OPEN)).rename(folder / file)
    sync(folder)


def sync(path: Path) -> None:
    """Have a file's content, or the names in a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def measured(folder: Path, file: str) -> Closed:
    """Read all of a file; return its size and digest as they are now."""
    with opened(folder, file) as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return Closed(file, stream.tell(), digest.hexdigest())


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Turn the errors of a disk that takes nothing more into DiskFull; others pass as they are."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(file, error.strerror) from error
        raise
