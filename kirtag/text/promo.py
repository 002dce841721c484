"""Lines that stand around a text and are none of it: what advertises the site, and the marks that close a text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kirtag.text.credit_parts import SOURCE, words
from kirtag.text.cuts import Span
from kirtag.text.rules import Rule
from kirtag.text.vocabulary import rows


class Promo(NamedTuple):
    """A piece that is no body, and where it stands; `kind` is `promo` or `endmark`."""

    span: Span
    kind: str


def _of(does: str) -> list[str]:
    return [printed for its, printed in rows("promo") if its == does]


# A longer paragraph is none, and stays; an end mark stands in the last so many characters.
_LONGEST = 10_000
_REACH = 40
_SIGNS = r"[^\w(«\"]{0,5}"
# To the end of the sentence, past the points of addresses and initials, and what parts it from the next.
_REST = r"(?:[^.!…\n]|\.(?=\w)|(?<!\w\w)(?<=[^\W\d])\.){0,250}(?:[.!…]{1,3}(?:\s+|\Z)|\Z)"
_NOBODY_SAYS = rf"(?![^.!…]{{0,250}}\b{words(_of('speech'))})"
# Two capitals, or three or four letters of which not all are.
_INITIALS = r"(?-i:[A-ZА-ЯЁӨҮҢ]{2}|(?=\w*[a-zа-яёөүң])(?=\w+[A-ZА-ЯЁӨҮҢ])[A-ZА-ЯЁӨҮҢ][^\W\d_]{2,3})"

# fmt: off
RULES = (
    Rule("button", rf"{words(_of('button'))}(?:\s+|\Z)", "Развернуть на весь экран Президент на встрече"),
    Rule("alone", rf"{_SIGNS}{words(_of('alone'))}[\W\d]{{0,12}}\Z", "Поделиться новостью:"),
    Rule("before: another", rf"{_SIGNS}{words(_of('before'))}\s?[:：]{_REST}",
         "Читайте также: Курс доллара на сегодня."),
    Rule("also a headline", rf"{_SIGNS}{words(_of('also'))}\s(?=[«\"“]?(?-i:[A-ZА-ЯЁІЇЄҐӨҮҢ])){_REST}",
         "Читайте также Курс доллара на сегодня"),
    Rule("copyright", rf"{_SIGNS}{words(_of('copyright'))}\s(?:©\s?)?\d{{4}}{_REST}",
         "Copyright 2020 The Agency. All rights reserved."),
    Rule("opening", rf"{_SIGNS}{words(_of('opening'))}{_REST}", "Есть тема? Пишите Kaktus.media в Telegram"),
    Rule("call to a place",
         rf"{_NOBODY_SAYS}{_SIGNS}{words(_of('call'))}[^.!?]{{0,100}}?\b{words(_of('place'))}{_REST}",
         "Подписывайтесь на наш Telegram-канал"),
    Rule("to a place a call",
         rf"{_NOBODY_SAYS}{_SIGNS}[^.!?]{{0,100}}?\b{words(_of('place'))}[^.!?]{{0,40}}?\b{words(_of('last call'))}"
         r"[.!…]{0,3}(?:\s+|\Z)",
         "Telegram каналыбызга жазылыңыз!"),
)
# What is a heading of the text, where more of it follows.
CLOSING = (Rule("closing", rf"{_SIGNS}{words(_of('closing'))}[\W\d]{{0,12}}\Z", "Комментарии (5)"),)
ENDS = (
    Rule("mark", rf"(?:\A|\s+|(?<=[.!?…»。]))(?:{'|'.join(map(re.escape, _of('mark')))})\s*\Z", "Снег растаял. -0-"),
    Rule("initials of the author",
         rf"(?<=[.!?…»”\"'])\s\((?!(?:{words(_of('acronym'))}|{SOURCE})\)){_INITIALS}\)\s*\Z", "деди. (SDz)"),
)
# fmt: on

# The words with which such a line begins: nearly every paragraph is told by them, or by the call in it.
_FIRST = {
    re.split(r"\W", entry)[0].lower()
    for its in ("button", "alone", "closing", "before", "also", "opening", "call", "copyright")
    for entry in _of(its)
}
_CALLS = _of("last call")
_FRONT = 160
_WORD = re.compile(r"\w+")


def find_promo(paragraphs: list[str]) -> Iterator[Promo]:
    """Yield what is no body, in order: promo in front of a paragraph or alone, and the marks that close the last one.

    >>> [(tuple(span), kind) for span, kind in find_promo(["Снег растаял. (SDz)", "Читайте также: Курс доллара"])]
    [((0, 13, 19), 'endmark'), ((1, 0, 27), 'promo')]
    """
    found = []
    last = True
    for number in range(len(paragraphs) - 1, -1, -1):
        text = paragraphs[number]
        end = _end(text) if last else len(text)
        start = _start(text, end, (*RULES, *CLOSING) if last else RULES)
        if end < len(text):
            found.append(Promo(Span(number, end, len(text)), "endmark"))
        if start:
            found.append(Promo(Span(number, 0, start), "promo"))
        last = last and start == end
    yield from reversed(found)


def _start(text: str, end: int, rules: tuple[Rule, ...]) -> int:
    """Return where a paragraph begins but for the promo in front of it."""
    start = 0
    while start < end <= _LONGEST and _may_hold(text[start:end]):
        ends = (match.end() for shape in rules if (match := shape.pattern.match(text, start, end)))
        past = next(ends, start)
        if past == start:
            break
        start = past
    return start


def _may_hold(text: str) -> bool:
    front = text[:_FRONT].lower()
    first = _WORD.search(front)
    return first is not None and (first[0] in _FIRST or any(map(front.__contains__, _CALLS)))


def _end(text: str) -> int:
    """Return where a last paragraph ends but for the marks behind it."""
    end = len(text)
    while end <= _LONGEST and (match := _mark(text, end)):
        end = match.start()
    return end


def _mark(text: str, end: int) -> re.Match[str] | None:
    """Return the mark behind a text that ends here."""
    found = (shape.pattern.search(text, max(0, end - _REACH), end) for shape in ENDS)
    return next(filter(None, found), None)
