"""The newsroom's pictures: small, real PNGs of mountains, drawn from a name."""

import hashlib
import struct
import zlib
from math import sin

WIDTH, HEIGHT = 320, 200


def picture_path(name: str) -> str:
    """Where 1C-Bitrix would keep the picture.

    >>> picture_path("pass")
    '/upload/iblock/1a1/1a1dc91c907325c69271ddf0c944bc72.png'
    """
    digest = hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()
    return f"/upload/iblock/{digest[:3]}/{digest}.png"


def draw(name: str) -> bytes:
    """A PNG of 320 by 200 pixels with two ridges under a sky; shapes and colours depend on the name alone."""
    seed = hashlib.sha256(name.encode()).digest()
    sky, far, near = (
        bytes(base + seed[part * 3 + i] % 48 for i, base in enumerate(bases))
        for part, bases in enumerate([(190, 200, 207), (110, 130, 160), (40, 60, 80)])
    )
    ridges = [(_ridge(seed[9:], 70), 1), (_ridge(seed[16:], 125), 2)]
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)  # each row of a PNG starts with the number of its filter: none
        rows += bytes(max((colour for ridge, colour in ridges if y > ridge[x]), default=0) for x in range(WIDTH))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"PLTE", sky + far + near), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _ridge(seed: bytes, height: int) -> list[float]:
    waves = [(18 + seed[0] % 14, 0.02, seed[1]), (7, 0.07, seed[2]), (3, 0.31, seed[3])]
    return [height + sum(size * sin(x * pace + start) for size, pace, start in waves) for x in range(WIDTH)]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
