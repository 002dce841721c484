"""What is taken out of a body, and how it is put back.

Positions count in the tidied original, so that a cut stays true whatever is cut after it. The original is
thought of as its paragraphs, each closed by a line feed: a cut that took a whole paragraph took its line feed too.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kirtag.items import Cut


class Span(NamedTuple):
    """A piece of the body as it is now: characters `start` to `end` of paragraph number `paragraph`, from 0."""

    paragraph: int
    start: int
    end: int


def take(body: list[str], cuts: list[Cut], kind: str, spans: Iterable[Span]) -> tuple[list[str], list[Cut]]:
    r"""Take the spans out of the body and return the body left and all cuts, in the order of the original.

    Spans lie in the body as given, must not overlap, and are cut to the letter; a paragraph left without any
    character goes whole.

    >>> take(["Бишкек. КирТАГ - Идёт снег.", "Фото: МЧС"], [], "credit", [Span(1, 0, 9)])
    (['Бишкек. КирТАГ - Идёт снег.'], [Cut(kind='credit', paragraph=1, start=0, text='Фото: МЧС\n')])
    """
    body, cuts = list(body), list(cuts)
    for paragraph, start, end in sorted(spans, reverse=True):
        text = body[paragraph]
        rest = text[:start] + text[end:]
        if not text[start:end]:
            continue
        where, offset = _in_original(paragraph, start, cuts)
        cuts.append(Cut(kind, where, offset, text[start:end] + ("" if rest else "\n")))
        if rest:
            body[paragraph] = rest
        else:
            del body[paragraph]
    return body, sorted(cuts, key=lambda cut: (cut.paragraph, cut.start))


def recompose(body: list[str], cuts: list[Cut]) -> list[str]:
    r"""Return the tidied original: the body with every cut put back in its place.

    >>> recompose(["Идёт снег."], [Cut("dateline", 0, 0, "Бишкек. КирТАГ - "), Cut("credit", 1, 0, "Фото: МЧС\n")])
    ['Бишкек. КирТАГ - Идёт снег.', 'Фото: МЧС']
    """
    missing = defaultdict(list)
    for cut in sorted(cuts, key=lambda cut: (cut.paragraph, cut.start)):
        missing[cut.paragraph].append(cut)
    left = iter(body)
    original = []
    for number in range(len(body) + _whole(cuts)):
        pieces = missing[number]
        text = "" if _whole(pieces) else next(left)
        for cut in pieces:
            text = text[: cut.start] + cut.text.removesuffix("\n") + text[cut.start :]
        original.append(text)
    return original


def _whole(cuts: Iterable[Cut]) -> int:
    """Count the paragraphs that went whole."""
    return sum(cut.text.endswith("\n") for cut in cuts)


def _in_original(paragraph: int, start: int, cuts: list[Cut]) -> tuple[int, int]:
    """Turn a place in the present body into its place in the original, past everything cut before it."""
    gone = {cut.paragraph for cut in cuts if cut.text.endswith("\n")}
    number = paragraph
    for whole in sorted(gone):
        number += whole <= number
    for cut in sorted((cut for cut in cuts if cut.paragraph == number), key=lambda cut: cut.start):
        if cut.start <= start:
            start += len(cut.text)
    return number, start
