"""What a hostile server sends in good form: pages, feeds and sitemaps that are not what they seem, and bombs."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import escape
from typing import Any

import brotli

from kirtag.demo import Newsroom
from kirtag.demo.newsroom import Response

try:
    from compression import zstd
except ImportError:
    from backports import zstd

MIB = 1 << 20


class Showing(Newsroom):
    """A small newsroom, of so many articles in three languages, whose Russian listing also links to these addresses."""

    def __init__(self, *paths: str, articles: int = 6) -> None:
        super().__init__()
        self.articles = self.articles[:articles]
        self.paths = paths

    def respond(self, path: str, *, at: str) -> Response:
        page = super().respond(path, at=at)
        if path != "/ru/news/":
            return page
        return replace(page, body=page.body.replace(b"</main>", links_to(*self.paths).encode() + b"</main>"))


def article_page(headline: str, *paragraphs: str, head: str = "") -> str:
    """An article in KirTAG's text order."""
    lines = ["Дата: 09:30, 13-01-2026.", *paragraphs, "Поделиться новостью"]
    text = f"<h1>{headline}</h1>" + "".join(f"<p>{line}</p>" for line in lines)
    return f"<!doctype html><html><head>{head}<title>{headline}</title></head><body>{text}</body></html>"


def links_to(*addresses: str) -> str:
    """Links, as a listing of headlines has them; unlike those of `builders.links` they may be anything."""
    return "".join(f'<h2><a href="{escape(address)}">Жаңылык</a></h2>' for address in addresses)


def rss(*items: str, doctype: str = "") -> str:
    """A feed; `items` are the insides of its items."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<rss version="2.0" xmlns:mailru="http://news.mail.ru/">'
        f"<channel><title>Лента</title>{inside}</channel></rss>"
    )


def sitemap(*addresses: str, index: bool = False, doctype: str = "") -> str:
    """A sitemap of addresses, or an index of sitemaps."""
    root, each = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    inside = "".join(f"<{each}><loc>{address}</loc></{each}>" for address in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<{root} xmlns="{space}">{inside}</{root}>'


def external(file: str, page: str) -> str:
    """A document type whose entity `file` is what a file holds, and `page` what an address does."""
    return f'<!DOCTYPE root [<!ENTITY file SYSTEM "{file}"><!ENTITY page SYSTEM "{page}">]>'


def laughs() -> str:
    """A document type whose entity `lol9` is a thousand million laughs."""
    entities = (f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE root [<!ENTITY lol0 "ха">{"".join(entities)}]>'


# ---- bombs ----

_COMPRESSORS: dict[str, Callable[[], tuple[Callable[[bytes], bytes], Callable[[], bytes]]]] = {
    "gzip": lambda: _zlib(31),
    "deflate": lambda: _zlib(15),
    "br": lambda: _both(brotli.Compressor(quality=1), "process", "finish"),
    "zstd": lambda: _both(zstd.ZstdCompressor(), "compress", "flush"),
}


def _zlib(wbits: int) -> Any:
    return _both(zlib.compressobj(1, zlib.DEFLATED, wbits, 9, zlib.Z_RLE), "compress", "flush")


def _both(compressor: Any, *names: str) -> Any:
    return tuple(getattr(compressor, name) for name in names)


@cache
def packed(encoding: str, size: int, start: str = "") -> bytes:
    """The packed form of a text that begins with `start` and goes on for `size` bytes of blanks.

    `encoding` is that of HTTP; `gzip, gzip` is packed twice. The text itself is never whole in memory.
    """
    first, _, again = encoding.partition(", ")
    if again:
        compress, finish = _COMPRESSORS[again]()
        return compress(packed(first, size, start)) + finish()
    compress, finish = _COMPRESSORS[first]()
    blanks = b" " * MIB
    return b"".join([compress(start.encode()), *(compress(blanks) for _ in range(size // MIB)), finish()])
