"""The names of places and countries, each looked up whole.

Two sources: our own tables in `data/`, small and read by people, and `data/gazetteer.marisa`, the cities of GeoNames
and the countries of Unicode's CLDR under every name that a wire may print (`data/make_gazetteer.py` makes it). The
file is mapped into memory at the first look, never read whole.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kirtag.text.tidy import fold
from kirtag.text.vocabulary import rows

if TYPE_CHECKING:
    import marisa_trie

LANGUAGES = ("ru", "ky", "kk", "uz", "tg", "en")

# An entry of the file: GeoNames id; ISO country or, in small letters, the state of the USA; degrees north and east in
# ten-thousandths; ten times the decimal logarithm of the population. A country has its ISO code and noughts.
ENTRY = "<I2siiB"
# Added to the last under a name that is not the city's own: Hong Kong was a Victoria once, but others are called so.
FURTHER = 128
# Before the name of a country: no key has a capital.
COUNTRY = "Country "
# The most letters that a name may have.
LONGEST = 40

_ALIKE = str.maketrans({"ʹ": "'", "ʿ": "'", "ʾ": "'", "ı": "i", "\u0307": None})
_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a"})


class Place(NamedTuple):
    """A place: its number in GeoNames, ISO country, state of the USA, degrees north and east, people living there.

    `names` are by language, and only of the places in our own table; to the gazetteer's the population is known to
    about a tenth, and 0 is unknown. A region has no degrees. `further` is whether GeoNames calls it otherwise than by
    the name that led to it.
    """

    geonameid: int
    country: str
    state: str
    latitude: float | None
    longitude: float | None
    population: int
    names: dict[str, str]
    further: bool = False

    def lies_in(self, area: str) -> bool:
        """Whether it lies in a country (`KG`) or state (`US-WI`)."""
        return area in (self.country, f"{self.country}-{self.state}")


def key(name: str) -> str:
    """Return the name as it is looked up: folded, its apostrophes and the Turkish i's made one.

    A change of it, or of `fold`, asks for `make gazetteer`.

    >>> key("İSTANBUL"), key("Diyarbakır"), key("O‘zbekiston")
    ('istanbul', 'diyarbakir', "o'zbekiston")
    """
    return fold(name).translate(_ALIKE)


def plain(key: str) -> str:
    """Return a key without the marks on its Latin letters; those on Cyrillic ones make other letters of them.

    >>> plain(key("São Paulo")), plain(key("Київ"))
    ('sao paulo', 'київ')
    """
    if key.isascii():
        return key
    return _LATIN.sub(lambda letter: unicodedata.normalize("NFD", letter[0])[0], key).translate(_PLAIN)


@cache
def _trie() -> "marisa_trie.RecordTrie":
    import marisa_trie

    return marisa_trie.RecordTrie(ENTRY).mmap(str(Path(__file__).with_name("data") / "gazetteer.marisa"))


@cache
def own_places() -> dict[str, tuple[str, Place]]:
    """Return our own table: by key, a name as it is written and its place.

    >>> name, place = own_places()[key("ЧОЛПОН-АТА")]
    >>> name, place.geonameid
    ('Чолпон-Ата', 1528512)
    """
    found: dict[str, tuple[str, Place]] = {}
    for number, area, latitude, longitude, population, *names, more in rows("places"):
        country, _, state = area.partition("-")
        known = {language: name for language, name in zip(LANGUAGES, names, strict=True) if name}
        north, east = (float(degrees) if degrees else None for degrees in (latitude, longitude))
        place = Place(int(number), country, state, north, east, int(population or 0), known)
        for name in (*known.values(), *filter(None, more.split("|"))):
            found.setdefault(key(name), (name, place))
    return found


@cache
def own_areas() -> dict[str, list[tuple[str, str]]]:
    """Return our own table of countries and states: by key, names as they are written and their ISO codes.

    What is written as two capitals (`CA`) is found under itself, not under its key: `ca` and `Ca` are no California.

    >>> own_areas()[key("Киргизия")], own_areas()["CA"], "ca" in own_areas()
    ([('Киргизия', 'KG')], [('CA', 'US-CA')], False)
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for code, names in rows("areas"):
        for name in names.split("|"):
            found.setdefault(name if len(name) == 2 else key(name), []).append((name, code))
    return found


@cache
def ordinary_words() -> frozenset[str]:
    """Return the keys of words that are hardly ever the town of the name.

    >>> key("HOPE") in ordinary_words(), key("БИШКЕК") in ordinary_words()
    (True, False)
    """
    words = [key(word) for words, _ in rows("no_places") for word in words.split("|")]
    return frozenset((*words, *map(plain, words)))


def places_named(name: str) -> list[Place]:
    """Return the places of a key: our own first, then the gazetteer's, in no order.

    >>> [place.country for place in places_named(key("Комсомольск-на-Амуре"))]
    ['RU']
    """
    own = [own_places()[name][1]] if name in own_places() else []
    return own + [place for place in cities_named(name) if not own or place.geonameid != own[0].geonameid]


def cities_named(name: str) -> list[Place]:
    """Return the gazetteer's places of a key, ours among them.

    >>> {place.state for place in cities_named(key("Portland"))} >= {"OR", "ME"}
    True
    """
    return [_place(entry) for entry in _trie().get(name, ())]


def areas_named(printed: str) -> list[str]:
    """Return the ISO codes of the countries and states that have the name.

    >>> areas_named("Georgia"), areas_named("Германия"), areas_named("Бишкек")
    (['GE', 'US-GA'], ['DE'], [])
    """
    name = key(printed)
    countries = [entry[1].decode() for entry in _trie().get(COUNTRY + name, ())]
    own = own_areas().get(printed.strip()) or own_areas().get(name, [])
    return list(dict.fromkeys([*countries, *(code for _, code in own)]))


def _place(entry: tuple[int, bytes, int, int, int]) -> Place:
    number, area, latitude, longitude, size = entry
    code = area.decode()
    country, state = ("US", code.upper()) if code.islower() else (code, "")
    further, size = divmod(size, FURTHER)
    people = int(round(10 ** (size / 10), 1 - size // 10)) if size else 0
    return Place(number, country, state, latitude / 1e4, longitude / 1e4, people, {}, bool(further))
