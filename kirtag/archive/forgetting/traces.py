"""Traces of a text, by which a response that quotes it is told, whatever its markup and its charset. Pure.

A trace stands for sixty letters and digits in a row from the beginning of a word on. Case, white space, punctuation,
tags and what is escaped in HTML or JSON do not count. It is a digest: nobody reads the text out of it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator
from html import unescape
from itertools import accumulate
from typing import NamedTuple

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

# Fewer letters identify nothing: `Об этом сообщили в пресс-службе министерства` stands in every second article.
LENGTH = 60

_WORD = re.compile(r"[^\W_]+")
# No `<` inside, so that a million of them are read once.
_TAG = re.compile("<[^<>]*>")
_JSON = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[bfnrt])")
_LEGACY = ("cp1251", "koi8-r", "cp866")


class Piece(NamedTuple):
    """A trace of a text, and the whole words that it stands for."""

    trace: str
    words: tuple[str, ...]


def pieces(paragraph: str) -> Iterator[Piece]:
    """Yield the pieces of a paragraph, one after the other; none of one that is shorter than sixty letters.

    >>> [piece.words[-1] for piece in pieces("На перевале выпал снег, трассу расчистили. " * 4)]
    ['трассу', 'выпал']
    """
    words, stream, starts = _letters(paragraph)
    end = 0
    for number, start in enumerate(starts):
        if start >= end and start + LENGTH <= len(stream):
            end = start + LENGTH
            whole = (word for word, at in zip(words[number:], starts[number:], strict=False) if at + len(word) <= end)
            yield Piece(_digest(stream[start:end]), tuple(whole))


def traces(text: str) -> Iterator[str]:
    """Yield the traces of all that a text holds."""
    _, stream, starts = _letters(text)
    last = len(stream) - LENGTH
    return (_digest(stream[start : start + LENGTH]) for start in starts if start <= last)


def quoted(body: bytes, content_type: str | None, wanted: Collection[str]) -> set[str]:
    """Return those of the wanted traces that a response holds. `content_type` is its HTTP header's value."""
    return {trace for text in _texts(body, content_type) for trace in traces(text) if trace in wanted}


def _letters(text: str) -> tuple[list[str], str, list[int]]:
    """Return the words of a text, these run together, and where in that each begins."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    words = _WORD.findall(text.casefold())
    return words, "".join(words), [0, *accumulate(map(len, words))][:-1]


def _digest(letters: str) -> str:
    return hashlib.blake2b(letters.encode(), digest_size=16).hexdigest()


def _texts(body: bytes, content_type: str | None) -> Iterator[str]:
    """Yield what a body may be read as: in each charset that it may be in, what stands between its tags and in them.

    In them too, since they may hold the text: `<meta name="description" content="…">`, `<![CDATA[…]]>`.
    """
    for charset in _charsets(body, content_type):
        text = _JSON.sub(_unescaped, body.decode(charset, "replace"))
        # Twice: a feed's HTML is escaped once more.
        text = unescape(unescape(text))
        yield _TAG.sub(" ", text)
        yield " ".join(_TAG.findall(text))


def _charsets(body: bytes, content_type: str | None) -> Iterator[str]:
    """Yield UTF-8, and others where the bytes are no UTF-8, a label says otherwise, or they look like UTF-16."""
    yield "utf-8"
    others = {http_content_type_encoding(content_type), html_body_declared_encoding(body)}
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        others.update(_LEGACY)
    # A blank in UTF-16 has a NUL in it. Letters have not, and may look like UTF-8.
    if b"\0" in body:
        others.update(("utf-16-le", "utf-16-be"))
    yield from (charset for charset in others if charset and charset != "utf-8")


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else " "
