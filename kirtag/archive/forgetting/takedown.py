"""The WARC files' half of a legal takedown: which responses go, and how no file is ever half done.

A file is copied, the responses are blanked in the copy, its digest is written down, and the copy takes the file's
place. Killed anywhere, the same call completes it. The caller has the agency's lock.
"""

import re
import shutil
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from kirtag.archive.forgetting.traces import quoted
from kirtag.archive.keys import url_key
from kirtag.archive.warc import BadBody, Closed, Stored, blank, decoded, measured, read_record, records, remains
from kirtag.archive.warc.files import sync, told

# The line of a blanked record's payload that names the page, a `key` of the table `forgotten`.
MARK = "kirtag-forgotten"
_COPY = ".forgetting"


class Found(NamedTuple):
    """A response that may have to go: where it lies, its page's key, when it was captured, and what it quotes."""

    file: str
    offset: int
    length: int
    key: str
    captured: datetime
    traces: frozenset[str]


def find_responses(
    folder: Path, agency: str, keys: Collection[str], traces: Collection[str], tell: Callable[[str], None]
) -> list[Found]:
    """Return every response of the pages with these keys, and each other one of the agency that quotes a trace.

    `tell` is called with what is being looked through. Raises BadRecord where a file cannot be read to its end.
    """
    found, files = [], _files(folder, agency)
    for number, file in enumerate(files, 1):
        tell(f"looking through WARC file {number} of {len(files)}")
        for one in records(folder, file):
            # A `revisit` record holds no body.
            if one.kind == "response":
                stored = read_record(folder, file, one.offset, one.length)
                key, quotes = url_key(stored.url), quoted_by(stored, traces)
                if key in keys or quotes:
                    found.append(Found(file, one.offset, one.length, key, stored.captured, frozenset(quotes)))
    return found


def take_out(
    folder: Path, found: Iterable[Found], key: str, write_down: Callable[[Closed], None], tell: Callable[[str], None]
) -> int:
    """Blank responses; return the number of files that they were in.

    `key` is the page's that is named in what is left. `write_down` is called with each changed file before it takes its
    place, `tell` with what is being done. Raises DiskFull where a file cannot be copied.
    """
    files = 0
    for file, responses in groupby(found, attrgetter("file")):
        tell(f"blanking responses in {file}")
        write_down(_blanked_copy(folder, file, responses, key))
        (folder / (file + _COPY)).replace(folder / file)
        sync(folder)
        files += 1
    return files


def clear(folder: Path, agency: str) -> None:
    """Remove what a takedown that died has left: a copy may still hold what its file does not."""
    for copy in _files(folder, agency, _COPY):
        (folder / copy).unlink()


def _files(folder: Path, agency: str, ending: str = "") -> list[str]:
    """Return the names of exactly this agency's files, in order. None is open: the agency is not being crawled."""
    shape = re.compile(rf"{re.escape(agency)}-\d{{6,}}-\d{{2,}}\.warc\.gz{re.escape(ending)}")
    return sorted(path.name for path in folder.glob("*") if shape.fullmatch(path.name))


def quoted_by(stored: Stored, traces: Collection[str]) -> set[str]:
    """Return those of the traces that a response quotes, as far as its body can be read."""
    try:
        body = decoded(stored)
    except BadBody:
        body = remains(stored)
    return quoted(body, _header(stored, "content-type"), traces)


def _header(stored: Stored, wanted: str) -> str:
    return ",".join(value for name, value in stored.headers if name.lower() == wanted)


def _blanked_copy(folder: Path, file: str, responses: Iterable[Found], key: str) -> Closed:
    """Copy a file, blank the copy at these places, and return how the file will be."""
    copy = folder / (file + _COPY)
    with told(copy):
        shutil.copy(folder / file, copy)
    for one in responses:
        blank(folder, copy.name, one.offset, one.length, {MARK: key})
    closed = measured(folder, copy.name)
    return Closed(file, closed.bytes, closed.sha256)
