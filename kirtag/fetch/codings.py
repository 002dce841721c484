"""Whether a coded body came whole: the streams of Content-Encoding, decoded to their own ends.

As in Scrapy 2.19, gzip, deflate, br and zstd are decoded, and by the same libraries. What they hold is thrown away
piece by piece, so that a bomb costs no memory.
"""

import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# Bytes that are decoded at a time, and that one step may make of them.
_PIECE, _STEP = 64 * 1024, 256 * 1024
# curl's and urllib3's bound: each further coding may multiply what a body grows to.
_MOST_CODINGS = 5
# A stream costs ten microseconds to begin, however little it holds: without this, ten megabytes cost ten seconds.
_MOST_STREAMS = 10_000

GZIP_FILE = b"\x1f\x8b\x08"


class _Broken(Exception):
    """A coded body is not whole. The message says why, as a part of a sentence."""


class _TooLarge(Exception):
    """A body grows beyond the limit."""


class _Inflater:
    """zlib's decompressor, with the interface that Python's other ones have (bz2, lzma, zstd)."""

    def __init__(self, wbits: int) -> None:
        self._stream = zlib.decompressobj(wbits)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._stream.decompress(data or self._stream.unconsumed_tail, max_length)
        # A full step may have left something inside even where all input is consumed.
        self.needs_input = not self._stream.unconsumed_tail and len(out) < max_length
        return out


class _Unbrotli:
    """Brotli's decompressor, with the same interface. It refuses by itself what follows its stream."""

    unused_data = b""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self.eof, self.needs_input = False, True

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out: bytes = self._stream.process(data, output_buffer_limit=max_length)
        # Not `can_accept_more_data`, which is true while there is output left.
        self.eof, self.needs_input = self._stream.is_finished(), not out
        return out


class _Coding(NamedTuple):
    """How a stream of a coding is begun, by its first byte, and with which bytes another may begin after it."""

    begin: Callable[[int], Any]
    again: bytes = b""
    padding: bytes = b""


CODINGS = {
    # Padding and rubbish after the last member are passed over, as browsers and Scrapy do.
    "gzip": _Coding(lambda _: _Inflater(31), again=GZIP_FILE[:1], padding=b"\0"),
    # With zlib's header, whose low four bits are 8, or without. A raw stream does not begin so: those four would be
    # the mark of a stored block and its padding, which is zeros.
    "deflate": _Coding(lambda first: _Inflater(15 if first & 15 == 8 else -15)),
    "br": _Coding(lambda _: _Unbrotli()),
    # What follows a frame is another one or damage; Scrapy does not read it either.
    "zstd": _Coding(lambda _: zstd.ZstdDecompressor(), again=bytes(range(256))),
}


def why_cut(body: bytes, codings: Sequence[str], limit: int = 0) -> str | None:
    """Return why a coded body is not whole, as a part of a sentence; None where it is.

    `codings` are those of Content-Encoding, the outermost last. Those inside of one that we do not know are not
    judged; neither is a body that one of them makes grow beyond `limit` bytes (0: none), which Scrapy drops. An empty
    body is whole: that of a 304, a 204, an answer to HEAD, or one whose announced length is 0. So is one that was cut
    between two members or frames: nothing tells.

    >>> why_cut(zlib.compress(b"Bishkek")[:-1], ["deflate"])
    'its deflate stream ends in the middle'
    """
    if len(codings) > _MOST_CODINGS:
        return f"it is coded {len(codings)} times"
    pieces: Iterator[bytes] = (body[start : start + _PIECE] for start in range(0, len(body), _PIECE))
    for name in reversed(codings):
        if name not in CODINGS:
            break
        pieces = _bounded(_decode(pieces, name), limit)
    try:
        _exhaust(pieces)
    except _Broken as broken:
        return str(broken)
    except _TooLarge:
        return None
    return None


def _decode(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Yield in small pieces what coded ones hold; raise _Broken where they do not end as the coding says."""
    coding, stream, streams = CODINGS[name], None, 0
    for piece in pieces:
        rest = piece
        while rest:
            if stream and stream.eof:
                rest = rest.lstrip(coding.padding)
                if not rest:
                    break
                if rest[0] not in coding.again:
                    _exhaust(pieces)  # the coding around this one is yet to be judged
                    return
            if stream is None or stream.eof:
                stream, streams = coding.begin(rest[0]), streams + 1
                if streams > _MOST_STREAMS:
                    raise _Broken(f"it is put together of more than {_MOST_STREAMS:,} {name} streams")
            yield from _steps(stream, rest, name)
            rest = stream.unused_data
    if stream and not stream.eof:
        raise _Broken(f"its {name} stream ends in the middle")


def _steps(stream: Any, data: bytes, name: str) -> Iterator[bytes]:
    try:
        yield stream.decompress(data, _STEP)
        while not (stream.eof or stream.needs_input):
            yield stream.decompress(b"", _STEP)
    except (zlib.error, brotli.error, zstd.ZstdError):
        raise _Broken(f"its {name} stream is damaged") from None


def _bounded(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if limit and size > limit:
            raise _TooLarge
        yield piece


def _exhaust(pieces: Iterator[bytes]) -> None:
    for _ in pieces:
        pass
