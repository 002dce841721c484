"""Photo credits: who made the picture, on a line of its own in the body."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kirtag.items import Credit, Photo
from kirtag.text.cuts import Span, take
from kirtag.text.tidy import fold
from kirtag.text.vocabulary import rows

# A longer line is a sentence about a photograph, not the credit of one.
_LONGEST = 160


class Found(NamedTuple):
    """A credit, and where in the body it stands."""

    span: Span
    credit: Credit


@cache
def _labels() -> dict[str, str]:
    return {fold(label): kind for kind, label in rows("credits")}


def read_credit(line: str) -> Credit | None:
    """Read a line that is nothing but a label and a party; None for any other line.

    >>> read_credit("Источник фото: Кабмин")
    Credit(text='Источник фото: Кабмин', credit='Кабмин', kind='photo')
    >>> read_credit("Фото дня. Снег в горах")
    """
    label, colon, party = line.partition(":")
    kind = _labels().get(fold(label)) if colon and len(line) <= _LONGEST else None
    party = party.strip(" \u00a0.")
    return Credit(line, party, kind) if kind and party else None


def find_credits(paragraphs: list[str]) -> Iterator[Found]:
    """Yield the credits of a body with their places, in order."""
    for number, paragraph in enumerate(paragraphs):
        if credit := read_credit(paragraph):
            yield Found(Span(number, 0, len(paragraph)), credit)


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
