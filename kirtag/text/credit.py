"""Photo credits: who made the picture, on a line of its own in the body or run in with a caption."""

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from kirtag.items import Credit, Photo
from kirtag.text.credit_parts import KINDS, UNNAMED, is_party, nominative, without_note
from kirtag.text.credit_rules import FAMILIES, LABEL_AHEAD
from kirtag.text.cuts import Span, take
from kirtag.text.rules import Rule
from kirtag.text.tidy import fold
from kirtag.text.vocabulary import rows

# A credit stands in the first or in the last so many characters of its paragraph.
_REACH = 240
# A paragraph of more credits than these, or longer, is nothing that we know, and stays.
_MOST = 12
_LONGEST = 10_000
# What parts a credit from its caption, and goes with it.
_BETWEEN = " \u00a0/|•·,;–—-©"
_LONGEST_LABEL = 60
# Where a party stands without a colon, it is in another case than the nominative.
_DECLINED = ("known", "body")

# What tells at once that a paragraph may hold a credit: a short line, a mark, a label with a colon, the stem of one
# that needs none.
_SHORT = 60
_LAST_WORD = re.compile(r"\W")
_CLOSED = (")", ").")
_STEMS = tuple(stem for (stem,) in rows("credit_stems"))
# These have an `a` or an `o`: a letter is found more quickly than a stem, and most of our texts are without it.
_LATIN = tuple(stem for stem in _STEMS if "a" in stem or "o" in stem)
_OTHERS = tuple(stem for stem in _STEMS if stem not in _LATIN)
_LAST_WORDS = {re.split(r"\W+", label.rstrip("."))[-1] for label in KINDS}
_Place = tuple[int, int, Credit]


class Found(NamedTuple):
    """A credit, and where in the body it stands."""

    span: Span
    credit: Credit


def read_credit(line: str) -> Credit | None:
    """Read a line of any place on a page that is nothing but a credit; None for any other line.

    The name of an agency alone is one in a body, but not on a page: there it is a menu's, too.

    >>> read_credit("Источник фото: Кабмин")
    Credit(text='Источник фото: Кабмин', credit='Кабмин', kind='photo')
    >>> read_credit("Фото дня. Снег в горах")
    >>> read_credit("Reuters")
    """
    found = _in_paragraph(line)
    if len(found) != 1 or found[0][:2] != (0, len(line)):
        return None
    credit = found[0][2]
    return None if is_party(credit.text.strip("()[]. "), "alone") else credit


def find_credits(paragraphs: list[str]) -> Iterator[Found]:
    """Yield the credits of a body with their places, in order.

    >>> [found.credit.credit for found in find_credits(["Снег в горах / Фото РБК", "Снег в городе (Фото: МЧС)"])]
    ['РБК', 'МЧС']
    """
    for number, paragraph in enumerate(paragraphs):
        for start, end, credit in _in_paragraph(paragraph):
            yield Found(Span(number, start, end), credit)


def _in_paragraph(text: str) -> list[_Place]:
    """Return the credits of a paragraph with their places: what is left without them holds no other."""
    found: list[_Place] = []
    left = text if len(text) <= _LONGEST else ""
    while hit := _first(left):
        if len(found) == _MOST:
            return []
        start, end, credit = hit
        left = left[:start] + left[end:]
        start, end = _before_cuts(start, found), _before_cuts(end - 1, found) + 1
        # One that stands around another is printed with it.
        found = [*(other for other in found if not start < other[0] < end), (start, end, credit)]
        found.sort(key=itemgetter(0))
    return _once(found)


def _once(found: list[_Place]) -> list[_Place]:
    """Make one of two credits side by side that say the same, as under a picture and in its description."""
    kept: list[_Place] = []
    for start, end, credit in found:
        if kept and kept[-1][1] == start and kept[-1][2].credit == credit.credit:
            kept[-1] = (kept[-1][0], end, kept[-1][2])
        else:
            kept.append((start, end, credit))
    return kept


def _before_cuts(position: int, found: list[_Place]) -> int:
    for start, end, _ in found:
        if start <= position:
            position += end - start
    return position


def _first(text: str) -> _Place | None:
    """Return the first credit that a rule finds in a paragraph."""
    size = len(text)
    tail = max(0, size - _REACH)
    near = text if size <= 2 * _REACH else f"{text[:_REACH]}\n{text[tail:]}"
    lowered = near.lower()
    if not _may_hold(lowered):
        return None
    for family in [family for family in FAMILIES if family.sign.search(lowered)]:
        for rules, start, end in ((family.ends, tail, size), (family.starts, 0, _REACH)):
            for shape in rules:
                if place := _by(shape, text, start, end):
                    return place
    return None


def _may_hold(lowered: str) -> bool:
    """Tell at once of nearly every paragraph without a credit that it holds none."""
    holds = lowered.__contains__
    return (
        len(lowered) <= _SHORT
        or lowered.endswith(_CLOSED)
        or any(map(holds, _OTHERS))
        or ((holds("a") or holds("o")) and any(map(holds, _LATIN)))
        or _holds_label(lowered)
    )


def _holds_label(lowered: str) -> bool:
    """Tell whether the last word of a label stands in front of a colon."""
    if ":" not in lowered:
        return False
    return any(_LAST_WORD.split(text[-20:].rstrip(" ."))[-1] in _LAST_WORDS for text in lowered.split(":")[:-1])


def _by(shape: Rule, text: str, start: int, end: int) -> _Place | None:
    """Return the first credit in this part of a text that has the shape, with its place."""
    while match := shape.pattern.search(text, start, end):
        if credit := _read(match):
            start, end = match.span("text")
            if ahead := LABEL_AHEAD.pattern.search(text, max(0, start - _LONGEST_LABEL), start):
                start = ahead.start()
                credit = replace(credit, text=text[start:end], kind=KINDS[fold(ahead["label"])])
            return (*_with_separators(text, start, end), credit)
        # Another may begin inside of what was none.
        start = match.start("text") + 1
    return None


def _read(match: re.Match[str]) -> Credit | None:
    """Make a credit of what a rule found, if its party is one."""
    groups = {name: found for name, found in match.groupdict().items() if found}
    text, label = groups.pop("text"), groups.pop("label", "")
    grade, printed = groups.popitem()
    if grade == "nobody":
        return Credit(text, printed, UNNAMED[fold(printed).replace("’", "'")])
    party = without_note(printed.strip(_BETWEEN))
    if _holds_label(party.lower()) or not is_party(party, grade):
        return None
    return Credit(text, nominative(party) if grade in _DECLINED else party, KINDS.get(fold(label), "photo"))


def _with_separators(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen the place of a credit, so that the caption left reads well."""
    before, after = text[:start], text[end:]
    if after in (".", "") and (not after or before.rstrip(_BETWEEN).endswith((".", "!", "?", "…"))):
        return len(before.rstrip(_BETWEEN)), len(text)
    if not before.strip(_BETWEEN):
        return 0, len(text) - len(after.lstrip(_BETWEEN + "."))
    return len(before.rstrip()), end


def split_credits(paragraphs: list[str]) -> tuple[list[str], list[Credit]]:
    """Part a body into its paragraphs without the photo credits, and the credits.

    >>> split_credits(["Идёт снег.", "Источник фото: Пресс-служба МЧС"])
    (['Идёт снег.'], [Credit(text='Источник фото: Пресс-служба МЧС', credit='Пресс-служба МЧС', kind='photo')])
    """
    found = list(find_credits(paragraphs))
    body, _ = take(paragraphs, [], "credit", (one.span for one in found))
    return body, [one.credit for one in found]


def credit_photos(photos: list[Photo], credits: list[Credit]) -> list[Photo]:
    """Return the photos with the credits of their article: one for all of them, or one each in the same order.

    A photo that has a credit keeps it. Several credits for another number of photos belong to none in particular.

    >>> credit_photos([Photo("https://e.kg/1.jpg")], [Credit("Фото: МЧС", "МЧС")])
    [Photo(url='https://e.kg/1.jpg', caption=None, credit='МЧС')]
    """
    parties = [credit.credit for credit in credits if credit.kind != "video"]
    if len(set(parties)) == 1:
        parties = parties[:1] * len(photos)
    if len(parties) != len(photos):
        return photos
    return [
        photo if photo.credit else replace(photo, credit=party) for photo, party in zip(photos, parties, strict=True)
    ]
