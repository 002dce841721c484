"""Reading WARC files: one record by its place, or all of them in order. Whatever is not whole is named."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeadersParser

from kirtag.archive.errors import ArchiveError
from kirtag.archive.warc.files import opened
from kirtag.archive.warc.members import Broken, scan, sha256_of


class BadRecord(ArchiveError):
    """A WARC file has no whole, valid record where one should be."""

    def __init__(self, file: Path, offset: int, why: Exception) -> None:
        reason = why.strerror if isinstance(why, OSError) else why
        super().__init__(
            f"{file} has no whole record at byte {offset}: {reason}. Keep the file, and restore it from a backup."
        )


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as stored.

    `kind` is its WARC-Type, `url` its WARC-Target-URI (empty without one), `captured` its WARC-Date (UTC). `status`
    and `headers` are those of a response (the headers also a request's), else None and none. `body` is what follows
    them, with the encodings in which it came, and the whole block of a record that holds no HTTP.
    """

    kind: str
    url: str
    captured: datetime
    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole record in a file: where its gzip member lies, its WARC-Type, its address and its payload's SHA-256.

    `url` is empty and `payload_sha256` (hex, as the record states it) None where the record has none.
    """

    offset: int
    length: int
    kind: str
    url: str
    payload_sha256: str | None


def read_record(folder: Path, file: str, offset: int, length: int) -> Stored:
    """Read the record that lies at exactly these bytes of a file, which may still be open.

    Its checksum and digests are verified. Raises BadRecord where the bytes are anything but one whole valid record.
    """
    try:
        with opened(folder, file) as stream:
            if offset < 0 or not 0 < length <= os.fstat(stream.fileno()).st_size - offset:
                raise Broken(f"the file does not reach over {length} bytes from there")
            stream.seek(offset)
            data = stream.read(length)
        blocks: list[bytes] = []
        found, head = scan(BytesIO(data), 0, blocks)
        if found != length:
            raise Broken(f"the record there is {found} bytes long, not {length}")
        if head is None:
            raise Broken("it was made empty")
        return _stored(head, b"".join(blocks))
    except (Broken, OSError) as why:
        raise BadRecord(folder / file, offset, why) from why


def records(folder: Path, file: str) -> Iterator[Whole]:
    """Walk the records of a file in order, each proven whole by its checksum and the digest of its block.

    A piece of a record is in memory at a time. Raises BadRecord at the first that is torn or broken.
    """
    offset = 0
    try:
        with opened(folder, file) as stream:
            end = os.fstat(stream.fileno()).st_size
            while offset < end:
                length, head = scan(stream, offset)
                if head is not None:
                    payload = sha256_of(head.get_header("WARC-Payload-Digest"))
                    yield Whole(offset, length, head.get_header("WARC-Type"), _url(head), payload)
                offset += length
    except (Broken, OSError) as why:
        raise BadRecord(folder / file, offset, why) from why


def _stored(head: Any, block: bytes) -> Stored:
    kind = head.get_header("WARC-Type")
    try:
        captured = datetime.fromisoformat(head.get_header("WARC-Date"))
    except ValueError:
        raise Broken("its WARC-Date is no date") from None
    status, headers, body = None, (), block
    if block and head.get_header("Content-Type", "").startswith("application/http"):
        stream = BytesIO(block)
        http = StatusAndHeadersParser([], verify=False).parse(stream)
        headers, body = tuple(http.headers), stream.read()
        if kind != "request":
            if not (found := re.match(r"[0-9]{3}\b", http.statusline)):
                raise Broken("its HTTP status cannot be read")
            status = int(found[0])
    if kind == "response":
        payload = sha256_of(head.get_header("WARC-Payload-Digest"))
        if payload not in (None, hashlib.sha256(body).hexdigest()):
            raise Broken("its body does not have the digest that it states")
    # A WARC-Date is in UTC, whether it says so or not.
    captured = captured.astimezone(UTC) if captured.tzinfo else captured.replace(tzinfo=UTC)
    return Stored(kind, _url(head), captured, status, headers, body)


def _url(head: Any) -> str:
    # wget puts it in angle brackets.
    url: str = head.get_header("WARC-Target-URI", "")
    return url.strip("<>")
