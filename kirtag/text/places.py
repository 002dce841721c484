"""The places that datelines name, with the country, state or second place that is printed beside one."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kirtag.text.gazetteer import LONGEST, Place, areas_named, key, ordinary_words, own_places, places_named, plain
from kirtag.text.spelling import KIND, normal_spelling

__all__ = ["Place", "country_of", "dictionary_form", "find_place", "find_places", "normal_spelling", "place_numbered"]

# What parts a place from what is printed beside it: `LA CROSSE, Wis.`, `ЧОЛПОН-АТА /Киргизия/`, `MOSCOW (USSR)`.
_PARTING = re.compile(r" ?[,/()\[\]] ?")
_PART = re.compile(r"[^\s,/()\[\]][^,/()\[\]]*")
# A name and the country or state beside it.
_PRINTED = 2 * LONGEST
_SAINT = re.compile(r"\b(?:st|ste)\.? ?(?=\w)")
# A place in the agency's own country is meant before one elsewhere that has fewer than so many times its people.
_NEARER = 100
# A place that is called so is meant before one that has the name among others and fewer than so many times its people.
_FURTHER = 10
# The people of a place that is known beyond its country.
_LARGE = 100_000


def find_place(printed: str, country: str | None = None) -> Place | None:
    """Return the place that a dateline prints, in any case; None when we know none of the name.

    Of several places of a name it is the one in the country or state printed beside it, of those one in our own
    table, then one in `country` (the agency's, an ISO code) unless another is a hundred times its size, then the
    most populous. A country in which there is none of the name is not heeded. Of two places it is the first known.

    >>> find_place("ЧОЛПОН-АТА /Киргизия/").geonameid, find_place("Нигде")
    (1528512, None)
    >>> [find_place(place).state for place in ("PORTLAND, Ore.", "Portland (Maine)")]
    ['OR', 'ME']
    """
    return max(find_places(printed), key=lambda place: _rank(place, country), default=None)


def find_places(printed: str) -> list[Place]:
    """Return all places that a name may mean, in no order.

    >>> [place.country for place in find_places("Нарын") if place.names]
    ['KG']
    """
    return _known(printed)[1]


def place_numbered(geonameid: int, printed: str) -> Place | None:
    """Return the place of the number, by a name that it has; None when the name leads to none of that number.

    >>> place_numbered(1528675, "БИШКЕК").country, place_numbered(1, "БИШКЕК")
    ('KG', None)
    """
    return next((place for place in _known(printed)[1] if place.geonameid == geonameid), None)


def country_of(printed: str) -> str | None:
    """Return the ISO code of a country, or of a state of the USA, as a dateline prints it; None for any other word.

    >>> country_of("Германия"), country_of("USSR"), country_of("Wis."), country_of("CA"), country_of("ca")
    ('DE', 'RU', 'US-WI', 'US-CA', None)
    """
    areas = areas_named(printed) if len(printed) <= _PRINTED else []
    return areas[0] if areas else None


def _known(printed: str) -> tuple[str, list[Place]]:
    """The name that is known among what is printed, else its first part, and the places that it may mean."""
    found = _looked_up(printed) if len(printed) <= _PRINTED else None
    if found:
        return found
    first = _PART.search(printed)
    return first[0].rstrip() if first else "", []


@lru_cache(maxsize=128)
def _looked_up(printed: str) -> tuple[str, list[Place]] | None:
    for name, beside in _readings(printed):
        found = _named(name, [area for words in beside for area in _areas(words)])
        if found:
            return name, found
    return None


def _readings(printed: str) -> Iterator[tuple[str, list[str]]]:
    """What may be the place's name, with the words beside it: the whole, each of two places, or the first part."""
    yield printed, []
    parts = list(filter(None, _PARTING.split(printed)))
    if "/" in printed and not printed.endswith("/"):
        yield from ((place, []) for place in parts)
    elif len(parts) > 1:
        yield parts[0], parts[1:]


def _named(name: str, areas: list[str]) -> list[Place]:
    """The places of the name in one of the areas; when there are none, or no areas, all places of the name."""
    everywhere: list[Place] = []
    for spelling in _spellings(key(name)):
        found = places_named(spelling)
        there = _lying_in(areas, found)
        if there:
            return there
        everywhere = everywhere or _alone(spelling, found)
        if everywhere and not areas:
            break
    return everywhere


def _alone(spelling: str, found: list[Place]) -> list[Place]:
    """The places that the name alone may mean: none of a word's, of a country's name those there and large ones."""
    if not found or found[0].names:
        return found
    if spelling in ordinary_words():
        return []
    areas = areas_named(spelling)
    return [place for place in found if place.population >= _LARGE or _lying_in(areas, [place])] if areas else found


def _lying_in(areas: list[str], places: list[Place]) -> list[Place]:
    return [place for place in places if any(place.lies_in(area) for area in areas)]


def _spellings(name: str) -> Iterator[str]:
    """The name as it is printed, then without what an editor may add, shorten or leave out."""
    bare = KIND.sub("", name)
    for spelling in dict.fromkeys((name, bare, _SAINT.sub("saint ", bare), bare.removeprefix("the "))):
        yield from dict.fromkeys((spelling, plain(spelling)))


def _areas(words: str) -> list[str]:
    """The countries and states that words beside a place name, themselves or by a region in our own table."""
    own = own_places().get(key(words))
    region = [own[1].country] if own and own[1].latitude is None else []
    return areas_named(words) or region


def _rank(place: Place, country: str | None) -> tuple[bool, float]:
    nearer = _NEARER if country and place.lies_in(country) else 1
    return bool(place.names), max(place.population, 1) * nearer / (_FURTHER if place.further else 1)


def dictionary_form(place: Place | None, printed: str, language: str = "en") -> str:
    """Return the name under which a list keeps a place: ours in the language, else as printed, without what is beside.

    >>> dictionary_form(find_place("ПЕКИН"), "ПЕКИН"), dictionary_form(None, "КОЙ-ТАШ /Киргизия/")
    ('Beijing', 'Кой-Таш')
    """
    ours = place.names.get(language) if place else None
    return ours or normal_spelling(_known(printed)[0])
