"""Gzip members and the WARC records in them, proven whole piece by piece, however large they are."""

import hashlib
import re
import zlib
from io import BytesIO
from typing import Any, BinaryIO

from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

MAGIC = b"\x1f\x8b\x08"
# Compressed bytes read at a time, and bytes that one step may make of them: what a record of any size costs in memory.
_PIECE, _STEP = 16 * 1024, 256 * 1024
_LONGEST_HEAD = 1024 * 1024
_END = b"\r\n\r\n"
_MANDATORY = ("WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Length")


class Broken(Exception):
    """Why there is no whole record, as a part of a sentence."""


def scan(stream: BinaryIO, offset: int, keep: list[bytes] | None = None) -> tuple[int, Any]:
    """Read the record at an offset to its end; return its gzip member's length and its head, warcio's StatusAndHeaders.

    The head is None where the member is empty: padding. The block's pieces are added to `keep`. Raises Broken.
    """
    member = Member(stream, offset)
    head, piece = _head(member)
    if head is None:
        return member.length, None
    left, digest, trailer = int(head.get_header("Content-Length")), hashlib.sha256(), b""
    while piece:
        block, rest = piece[:left], piece[left:]
        left -= len(block)
        digest.update(block)
        if keep is not None:
            keep.append(block)
        trailer += rest
        if len(trailer) > len(_END):
            raise Broken("it is longer than its Content-Length says")
        piece = member.read()
    if left or trailer != _END:
        raise Broken("it is shorter than its Content-Length says")
    if sha256_of(head.get_header("WARC-Block-Digest")) not in (None, digest.hexdigest()):
        raise Broken("it does not have the digest that it states")
    return member.length, head


class Member:
    """A gzip member, inflated piece by piece."""

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        stream.seek(offset)
        self._stream = stream
        self._gzip = zlib.decompressobj(31)
        self._taken = 0

    def read(self) -> bytes:
        """Return the next piece; nothing at the member's end, where its checksum was right. Raises Broken."""
        while not self._gzip.eof:
            data = self._gzip.unconsumed_tail
            if not data:
                data = self._stream.read(_PIECE)
                self._taken += len(data)
            if not data:
                raise Broken("it is cut off")
            try:
                piece = self._gzip.decompress(data, _STEP)
            except zlib.error as error:
                raise Broken(f"it is no sound gzip member ({error})") from error
            if piece:
                return piece
        return b""

    @property
    def length(self) -> int:
        """How many bytes of the file were read; at the member's end, its length."""
        return self._taken - len(self._gzip.unused_data)


def _head(member: Member) -> tuple[Any, bytes]:
    """Return a record's head and the first piece of what follows; no head where the member is empty."""
    seen = b""
    while _END not in seen:
        piece = member.read()
        if not piece and not seen:
            return None, b""
        seen += piece
        # Looked at early: what lies behind a break may be anything.
        if not piece or not b"WARC/1.".startswith(seen[:7]) or len(seen) > _LONGEST_HEAD:
            raise Broken("it does not begin as a WARC record does")
    lines, _, rest = seen.partition(_END)
    try:
        head = StatusAndHeadersParser(["WARC/1.0", "WARC/1.1"]).parse(BytesIO(lines + _END))
    except StatusAndHeadersParserException:
        raise Broken("it is of an unknown version of WARC") from None
    missing = [name for name in _MANDATORY if not head.get_header(name)]
    if missing or not re.fullmatch("[0-9]{1,18}", head.get_header("Content-Length")):
        raise Broken(f"it lacks {', '.join(missing) or 'a Content-Length'}")
    return head, rest


def sha256_of(stated: str | None) -> str | None:
    """Return the hex digits of a digest as we write it; None of one by another algorithm or in another base."""
    found = re.fullmatch(r"sha-?256:([0-9a-f]{64})", stated or "", re.IGNORECASE)
    return found[1].lower() if found else None
