"""The places that datelines name."""

import re
from functools import cache
from typing import NamedTuple

from kirtag.text.tidy import fold
from kirtag.text.vocabulary import rows

LANGUAGES = ("ru", "ky", "en")

# Small words inside a name: `Ростов-на-Дону`, `Rio de Janeiro`.
_INNER = re.compile(r"(?<=[- ])(?:На|Де|Да|De|Da|Do|On|Of|Sur|Am)(?=[- ])")


class Place(NamedTuple):
    """A place of GeoNames: its number, ISO country, degrees north and east, names by language."""

    geonameid: int
    country: str
    latitude: float
    longitude: float
    names: dict[str, str]


@cache
def _places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for number, country, latitude, longitude, *names, more in rows("places"):
        place = Place(int(number), country, float(latitude), float(longitude), dict(zip(LANGUAGES, names, strict=True)))
        for name in (*names, *filter(None, more.split("|"))):
            found.setdefault(fold(name), place)
    return found


def find_place(printed: str) -> Place | None:
    """Return the place that a dateline prints, in any case; None when we do not know it.

    >>> find_place("ЧОЛПОН-АТА").geonameid, find_place("Нигде")
    (1528512, None)
    """
    return _places().get(fold(printed))


def normal_spelling(printed: str) -> str:
    """Return the place as one writes it inside a sentence: `Бишкек` for `БИШКЕК`.

    A known place takes the letters of the name that was printed (a Kyrgyz name stays Kyrgyz); of an unknown one
    each part of the name is capitalised, where all of it was capitals or none was.

    >>> normal_spelling("БИШКЕК"), normal_spelling("САН-ХОСЕ"), normal_spelling("Өзгөн"), normal_spelling("The Hague")
    ('Бишкек', 'Сан-Хосе', 'Өзгөн', 'The Hague')
    """
    place = find_place(printed)
    if place:
        return next((name for name in place.names.values() if fold(name) == fold(printed)), _capitalised(printed))
    return _capitalised(printed)


def _capitalised(printed: str) -> str:
    if not (printed.isupper() or printed.islower()):
        return printed
    return _INNER.sub(lambda word: word[0].lower(), printed.title())
