"""A legal takedown: a record is overwritten in its place, and every other one stays where it is."""

import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from kirtag.archive.clock import now
from kirtag.archive.warc.files import opened, told, write
from kirtag.archive.warc.members import MAGIC, Broken, Member
from kirtag.archive.warc.reading import BadRecord
from kirtag.archive.warc.records import FIELDS, fields, record

# A block of deflate that holds nothing (RFC 1951, 3.2.4), as every flush of zlib writes one: any reader passes over it.
_EMPTY = b"\x00\x00\x00\xff\xff"
_COMMENT = 0x10  # gzip's flag for one (RFC 1952, 2.3.1)


def blank(folder: Path, file: str, offset: int, length: int, reason_headers: Mapping[str, str]) -> None:
    """Overwrite the record at exactly these bytes with a `metadata` record that says why, of the same length.

    The new one has no address; its payload is a line `name: value` for each of `reason_headers`. Where they do not fit,
    it has no payload. Where not even that fits, which takes about 150 bytes, less than any record of a response has,
    the gzip member is an empty one, which readers pass over. A record that is damaged is overwritten too, and calling
    again is harmless. Afterwards the file has another digest (`measured`). The caller has the agency's lock. Raises
    BadRecord where these bytes are not those of one record.
    """
    path = folder / file
    try:
        with told(path), opened(folder, file, "r+b") as stream:
            _look(stream, offset, length)
            data = _filler(length, reason_headers)
            write(stream.fileno(), data, offset)
    except (Broken, FileNotFoundError) as why:
        raise BadRecord(path, offset, why) from why


def _look(stream: BinaryIO, offset: int, length: int) -> None:
    """Raise Broken where a gzip member does not begin and end there."""
    size = os.fstat(stream.fileno()).st_size
    if offset < 0 or not 0 < length <= size - offset:
        raise Broken(f"the file does not reach over {length} bytes from there")
    member = Member(stream, offset)
    try:
        while member.read():
            pass
    except Broken:
        # Damaged, or half overwritten when the power went. Its neighbours tell where it ends.
        if not all(_begins(stream, place, size) for place in (offset, offset + length)):
            raise
    else:
        if member.length != length:
            raise Broken(f"the record there is {member.length} bytes long, not {length}")


def _begins(stream: BinaryIO, offset: int, size: int) -> bool:
    stream.seek(offset)
    return offset == size or stream.read(len(MAGIC)) == MAGIC


def _filler(length: int, reason: Mapping[str, str]) -> bytes:
    moment = now()
    said = record("metadata", moment, {"Content-Type": FIELDS}, fields(reason))
    for data in (said, record("metadata", moment, {}), b""):
        if filler := _padded(data, length):
            return filler
    raise Broken(f"no gzip member is {length} bytes long")


def _padded(data: bytes, length: int) -> bytes | None:
    """Return a gzip member of exactly this length; None where the data are too long for it.

    It is filled with empty blocks, and with a comment of at most three letters where those, of five bytes each, do not
    come out even. A long comment would do alone, but Go's reader refuses one of more than 511 bytes.
    """
    stream = zlib.compress(data, 9, -15)
    blocks, over = divmod(length - 18 - len(stream), len(_EMPTY))
    if blocks < 0:
        return None
    comment = b" " * (over - 1) + b"\0" if over else b""
    head = MAGIC + bytes([_COMMENT if over else 0]) + b"\0\0\0\0\0\x03" + comment
    return head + _EMPTY * blocks + stream + struct.pack("<II", zlib.crc32(data), len(data))
