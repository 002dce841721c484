"""A lead that is printed twice, as Sputnik's pages do: once above the picture, and again below it."""

from kirtag.text.cuts import Span
from kirtag.text.dateline import split_dateline
from kirtag.text.tidy import fold

# Two shorter lines may well be the same: a chorus, two answers. A longer one is no lead.
_SHORTEST, _LONGEST = 40, 5_000


def find_repeat(paragraphs: list[str]) -> list[Span]:
    """Return the place of the lead's second copy, or nothing. The copy with a dateline stays.

    >>> lead = "На перевале Тоо-Ашуу ночью выпал снег, дорога закрыта."
    >>> find_repeat([lead, "БИШКЕК, 6 дек — Sputnik. " + lead]), find_repeat([f"{lead} {lead}"])
    ([Span(paragraph=0, start=0, end=54)], [Span(paragraph=0, start=54, end=109)])
    """
    if not paragraphs or not _SHORTEST <= len(paragraphs[0]) <= _LONGEST:
        return []
    lead, middle = paragraphs[0], len(paragraphs[0]) // 2
    if lead[:middle] == lead[middle + 1 :] and lead[middle] == " " and middle >= _SHORTEST:
        return [Span(0, middle, len(lead))]
    if len(paragraphs) < 2 or not _same_end(lead, paragraphs[1]):
        return []
    second = paragraphs[1]
    (dated, rest), (dated_again, rest_again) = split_dateline(lead), split_dateline(second)
    if fold(rest) != fold(rest_again):
        return []
    return [Span(0, 0, len(lead))] if dated_again and not dated else [Span(1, 0, len(second))]


def _same_end(one: str, other: str) -> bool:
    """A look that costs little: most second paragraphs are nothing like the lead."""
    return fold(one[-_SHORTEST // 2 :]) == fold(other[-_SHORTEST // 2 :])
