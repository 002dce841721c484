"""Pages that stand in an article's place and are none: bot checks, walls, and notes that nothing is there.

An article about such a thing is an article. So words count only where they stand as such a page has them (its heading,
a sentence that opens a line), and only on a page that holds no text of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lxml import etree

from kirtag.page.barrier_signs import MOST, OPENING, REASONS, SPOTS, Sign, signs
from kirtag.page.document import Document
from kirtag.page.metadata import is_stated
from kirtag.page.seen import Seen

# Spots that a reader sees: there the running text is measured, and in the others all that is seen.
_IN_SIGHT = ("address", "heading", "line", "alone", "form")
# What stands around the words in a spot, if not an apology and the marks that close a line.
_CLOSED = r"[ .!?…:;,]{0,6}(?=\n)"
_FRAMES = {"line": (OPENING, r"(?=[.!?…]|\n)"), "address": ("", r"(?=\n)"), "refresh": ("", _CLOSED)}

# schema.org's words for a paywall, as search engines ask for them; they know no selectors but classes and ids.
_FREE = re.compile(r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?(true|false)', re.IGNORECASE)
_PART = re.compile(r'"cssSelector"\s{0,9}:\s{0,9}"[^"]{0,100}?([.#])([\w-]{1,80})\s{0,9}"')
# A part with less is the box that asks to subscribe.
_SHORTEST_PART = 200


@dataclass(frozen=True)
class Barrier:
    """What stands in an article's place: the `reason` in one or two words, and a `detail` for the archivist."""

    reason: str
    detail: str


class _Hit(NamedTuple):
    """A sign that a page has, its number in the table, the spot, and the line or the source that shows it."""

    number: int
    sign: Sign
    spot: str
    line: str


def find_barrier(page: Document) -> Barrier | None:
    """Tell what stands in an article's place on a page; None on a page that may be an article.

    >>> html = "<title>Страница не найдена | КирТАГ</title><h1>Страница не найдена</h1>"
    >>> find_barrier(Document(html, "https://example.kg/ru/news/sneg-")).reason
    'soft 404'
    """
    seen = Seen(page)
    for hit in sorted(_hits(seen), key=lambda hit: hit.number):
        if _holds(hit, seen):
            return _barrier(hit.sign.reason, hit.sign.name, f"{SPOTS[hit.spot]}, “{hit.line[:80].strip()}”")
    if seen.running <= MOST["teaser"] and _is_walled(page) and seen.stated <= MOST["teaser"]:
        return _barrier("paywall", "JSON-LD", "its isAccessibleForFree, and the part that this names is not there")
    return None


def _barrier(reason: str, name: str, known: str) -> Barrier:
    what, advice = REASONS[reason]
    return Barrier(reason, f"{what} ({name}; known by {known}). {advice}")


def _hits(seen: Seen) -> Iterator[_Hit]:
    """Yield the signs that are there, not yet asked whether anything speaks against them."""
    for spot in SPOTS:
        length = _length(spot, seen)
        chosen, gate = _signs(spot, min(most for most in MOST.values() if length <= most))
        if not chosen:
            continue
        text: str = getattr(seen, spot)
        if spot == "markup":
            yield from (
                _Hit(number, sign, spot, sign.written) for number, sign in chosen if _in_order(sign.written, text)
            )
            continue
        for words, line in {match["words"]: match[0].strip() for match in gate.finditer(text)}.items():
            yield from (_Hit(number, sign, spot, line) for number, sign in chosen if sign.pattern.fullmatch(words))


def _holds(hit: _Hit, seen: Seen) -> bool:
    """Tell whether a page is short enough for a sign, and nothing of it speaks against."""
    if max(_length(hit.spot, seen), seen.stated) > hit.sign.most:
        return False
    if hit.sign.reason == "paywall":
        return _free(seen.page) != {"true"}
    if hit.spot not in _IN_SIGHT:
        # No bot check says of itself that it is an article.
        return not is_stated(seen.page)
    return hit.spot != "heading" or not seen.goes_on(hit.line)


def _length(spot: str, seen: Seen) -> int:
    return seen.running if spot in _IN_SIGHT else seen.visible


@cache
def _signs(spot: str, length: int) -> tuple[list[tuple[int, Sign]], re.Pattern[str]]:
    """Return the signs of a spot on pages of a length, and all of them as one pattern.

    A page on which that finds nothing, as on nearly every one, is done.
    """
    chosen = [(number, sign) for number, sign in enumerate(signs()) if spot in sign.spots and length <= sign.most]
    opening, end = _FRAMES.get(spot, (OPENING, _CLOSED))
    written = "|".join(sign.written for _, sign in chosen if spot != "markup")
    return chosen, re.compile(rf"\n{opening}(?P<words>{written}){end}")


def _in_order(pieces: str, source: str) -> bool:
    at = 0
    for piece in pieces.split(" … "):
        at = source.find(piece, at)
        if at < 0:
            return False
    return True


def _free(page: Document) -> set[str]:
    return {value.lower() for value in _FREE.findall(page.text)} if "isAccessibleForFree" in page.text else set()


def _is_walled(page: Document) -> bool:
    """Tell whether a page says that a part of its article is not free, and does not hold that part."""
    if "hasPart" not in page.text or "false" not in _free(page):
        return False
    selectors = set(_PART.findall(page.text))
    ids = {name for sign, name in selectors if sign == "#"}
    classes = {name for sign, name in selectors if sign == "."}
    inside, length = 0, 0
    for event, element in etree.iterwalk(page.root, events=("start", "end")):
        meant = element.get("id") in ids or not classes.isdisjoint((element.get("class") or "").split())
        if event == "start":
            inside += meant
            if inside and element.tag not in ("script", "style"):
                length += len((element.text or "").strip())
        else:
            inside -= meant
            if inside:
                length += len((element.tail or "").strip())
    return length < _SHORTEST_PART
