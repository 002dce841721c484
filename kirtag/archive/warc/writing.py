"""A run's WARC files: what is appended lies on the disk when the call returns."""

import hashlib
import os
from pathlib import Path

from kirtag.archive.warc.files import OPEN, Closed, checked, name_of, settle, sync, told, write
from kirtag.archive.warc.records import Earlier, Exchange, exchange_members, warcinfo
from kirtag.items import Record


class Warc:
    """The WARC files of one run of an agency, made when there is something to write.

    `folder` is the archive's `warc/`, made when needed. A file is called `AGENCY-RUN-PART.warc.gz`, and `.open` behind
    it until it is closed; at `limit` bytes the next part follows. `software` goes into each. A name that is taken
    (an archive from an older backup counts its runs again) is passed over: no file is ever overwritten. `closed` are
    the files that are closed and not yet taken. The caller has the agency's lock. Raises ValueError where the agency's
    id is no part of a file's name.
    """

    def __init__(self, folder: Path, agency: str, run: int, *, limit: int = 1_000_000_000, software: str) -> None:
        self.folder = folder
        self.agency = checked(agency)
        self.run = run
        self.limit = limit
        self.software = software
        self.closed: list[Closed] = []
        self._part: _Part | None = None
        self._number = 0

    def append(self, exchange: Exchange, earlier: Earlier | None = None) -> Record:
        """Append a response and its request; return where the response lies.

        With `earlier`, which holds the same body, and for a 304 no body is written, but a `revisit` record. Cookies and
        credentials are left out. Raises DiskFull where the disk takes nothing more, other OSErrors as they are; the
        file then ends with its last whole record, as before.
        """
        payload = hashlib.sha256(exchange.body).hexdigest()
        response, request = exchange_members(exchange, earlier, payload)
        part = self._part = self._part or self._next_part()
        about = {"software": self.software, "agency": self.agency, "run": str(self.run)}
        first = b"" if part.size else warcinfo(part.file, exchange.captured, about)
        offset = part.size + len(first)
        part.add(first + response + request)
        if part.size >= self.limit:
            self.close()
        return Record(part.file, offset, len(response), payload, earlier.capture if earlier else None)

    def close(self) -> None:
        """Close the file that is open, if any, and give it its final name. Raises as `append` does."""
        part, self._part = self._part, None
        if part and (closed := part.close()):
            self.closed.append(closed)

    def take_closed(self) -> list[Closed]:
        """Return the files that were closed since the last call."""
        taken, self.closed = self.closed, []
        return taken

    def _next_part(self) -> "_Part":
        with told(self.folder):
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, exist_ok=True)
                sync(self.folder.parent)
        while True:
            self._number += 1
            file = name_of(self.agency, self.run, self._number)
            if not (self.folder / file).exists() and not (self.folder / (file + OPEN)).exists():
                return _Part(self.folder, file)


class _Part:
    """One file while it is written. Its digest grows with it, so that nobody reads it again for that."""

    def __init__(self, folder: Path, file: str) -> None:
        self.folder, self.file = folder, file
        self.path = folder / (file + OPEN)
        self.size = 0
        self._digest = hashlib.sha256()
        with told(self.path):
            self._descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)

    def add(self, data: bytes) -> None:
        with told(self.path):
            try:
                write(self._descriptor, data, self.size)
                if not self.size:
                    sync(self.folder)
            except OSError:
                os.ftruncate(self._descriptor, self.size)
                raise
        self.size += len(data)
        self._digest.update(data)

    def close(self) -> Closed | None:
        """End the file; None where nothing was ever written to it, and it is gone."""
        with told(self.path):
            try:
                # Where an append could not be undone, as on a disk that failed for a while.
                os.ftruncate(self._descriptor, self.size)
                os.fsync(self._descriptor)
            finally:
                os.close(self._descriptor)
            if not self.size:
                self.path.unlink()
                return None
            settle(self.folder, self.file)
        return Closed(self.file, self.size, self._digest.hexdigest())
