"""A stored body without the encodings in which it came."""

import sys
import zlib
from contextlib import suppress
from typing import Any

import brotli

from kirtag.archive.errors import ArchiveError
from kirtag.archive.warc.reading import Stored

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# A kilobyte can hold gigabytes. No page of news is as long as this.
_LARGEST = 50 * 1024 * 1024
_PIECE = 512
_GZIP = b"\x1f\x8b"
_KNOWN = {"gzip", "x-gzip", "deflate", "br", "zstd"}


class BadBody(ArchiveError):
    """A stored body cannot be decoded. The record is whole: so it came."""

    exit_code = 1

    def __init__(self, stored: Stored, why: str) -> None:
        super().__init__(
            f"The body of {stored.url}, captured {stored.captured:%Y-%m-%d %H:%M:%S} UTC, cannot be decoded: {why}. "
            "It is stored as its server sent it; nothing can be read from it."
        )


def decoded(stored: Stored) -> bytes:
    """Return a record's body with its Content-Encoding undone, the outermost first.

    As Scrapy does, an encoding that is unknown, and those inside it, are left as they are, and so is what follows a
    gzip or deflate stream. Raises BadBody where a stream is damaged or cut off, or more than 50 MiB come out of it.
    """
    named = ",".join(value for name, value in stored.headers if name.lower() == "content-encoding").lower()
    encodings = [name.strip() for name in named.split(",") if name.strip() not in ("", "identity")]
    body = stored.body
    while encodings and encodings[-1] in _KNOWN:
        name = encodings.pop()
        try:
            body = _decode(name, body)
        except (zlib.error, brotli.error, zstd.ZstdError):
            raise BadBody(stored, f"its {name} stream is damaged") from None
        except (EOFError, OverflowError) as why:
            raise BadBody(stored, f"its {name} stream {why}") from None
    return body


def remains(stored: Stored) -> bytes:
    """Return what can still be read of a body that was cut off or is damaged: others can read it too.

    Of several encodings only the outermost is undone.
    """
    named = [value for name, value in stored.headers if name.lower() == "content-encoding"]
    stream = _stream(",".join(named).rpartition(",")[2].strip().lower(), stored.body)
    whole = bytearray()
    with suppress(zlib.error, brotli.error, zstd.ZstdError, EOFError):
        for start in range(0, len(stored.body), _PIECE):
            if len(whole) > _LARGEST or stream.eof:
                break
            whole += stream.decompress(stored.body[start : start + _PIECE], _LARGEST)
    return bytes(whole)


def _decode(name: str, data: bytes) -> bytes:
    """Undo one encoding. A gzip body may be several members, a zstd one several frames."""
    whole = bytearray()
    while data:
        stream = _stream(name, data)
        whole += stream.decompress(data, _LARGEST + 1 - len(whole))
        if len(whole) > _LARGEST:
            raise OverflowError(f"holds more than {_LARGEST // 1024**2} MiB")
        if not stream.eof:
            raise EOFError("ends in the middle")
        data = stream.unused_data
        if name == "deflate" or (name != "zstd" and not data.startswith(_GZIP)):
            break
    return bytes(whole)


def _stream(name: str, data: bytes) -> Any:
    if name == "br":
        return _Brotli()
    if name == "zstd":
        return zstd.ZstdDecompressor()
    if name == "deflate":
        # Some servers leave out zlib's header, whose low four bits are 8. No raw stream begins so: there they are the
        # mark of a stored block and its padding, zeros.
        return zlib.decompressobj(15 if data[0] & 15 == 8 else -15)
    return zlib.decompressobj(31)


class _Brotli:
    """Brotli's decompressor, with the interface of zlib's. It refuses by itself what follows its stream."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self.eof, self.unused_data = False, b""

    def decompress(self, data: bytes, limit: int) -> bytearray:
        whole = bytearray()
        piece = self._stream.process(data, output_buffer_limit=limit)
        while piece and len(whole) < limit:
            whole += piece
            piece = self._stream.process(b"", output_buffer_limit=limit)
        self.eof = self._stream.is_finished()
        return whole
