"""The stem of a Kyrgyz word: what is left when the endings of a noun are taken off.

Kyrgyz is agglutinative: plural, possessive and case follow the noun in this order, each with one meaning. Their vowels
follow the last vowel of the word, their first consonant its last letter. An ending is taken off only where it could
have been put on: өкмөтү, `his government`, loses its ү and not the тү of an accusative, which stands after no vowel.

There is no dictionary behind it. What counts is that all forms of a word come to one stem, and few other words do: a
word that merely ends like a form loses that end too, in each of its own forms.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kirtag.text.vocabulary import rows

# Vowels that are alike to what follows, and what А and Ы become after them.
_HARMONY = (("аяы", "а", "ы"), ("ую", "а", "у"), ("оё", "о", "у"), ("еэи", "е", "и"), ("өү", "ө", "ү"))
_LOW = {vowel: low for vowels, low, _ in _HARMONY for vowel in vowels}
_HIGH = {vowel: high for vowels, _, high in _HARMONY for vowel in vowels}
# The kinds of last letters, and what Г, Д, Н and Л become after them. Loan words that end in б, в, г or д are spoken
# as if it were voiceless, and spelt both ways: `клубдар`, `клубтар`. Any other letter is voiced.
_VOICED, _VOICELESS = dict(zip("ГДНЛ", "гддд", strict=True)), dict(zip("ГДНЛ", "кттт", strict=True))
_KINDS = (
    ("".join(_LOW), "vowel", (dict(zip("ГДНЛ", "гднл", strict=True)),)),
    ("рй", "sonorous", (_VOICED | {"Л": "л"},)),
    ("кптсшщчцфх", "voiceless", (_VOICELESS,)),
    ("бвгд", "either", (_VOICED, _VOICELESS)),
    ("", "voiced", (_VOICED,)),
)
_KIND = {letter: kind for letters, kind, _ in _KINDS for letter in letters}
# The last consonant of a noun is voiced before a vowel: `китеп`, `китеби`.
_UNVOICED = {"г": "к", "б": "п"}
# A woman's surname is a man's and an а.
_WOMAN = re.compile(r"(?<=\w{3}[ое]в)а$")
# `АКШнын`: what follows an abbreviation.
_ABBREVIATED = re.compile(r"([А-ЯЁҢӨҮ]{2,})[а-яёңөү]+")
# So many letters are left at least, of a noun that is not in the table.
_LEAST = 3


def kyrgyz_stem(word: str) -> str:
    """Return the stem of a word, in small letters.

    >>> [kyrgyz_stem(word) for word in ("өкмөтү", "Бишкектеги", "шаарында", "мектептердин", "агенттигинен", "АКШдан")]
    ['өкмөт', 'бишкек', 'шаар', 'мектеп', 'агенттик', 'акш']
    """
    abbreviated = _ABBREVIATED.fullmatch(word)
    stem, shorter = "", (abbreviated[1] if abbreviated else word).lower()
    while shorter not in (stem, *_words()):
        stem, stems = shorter, list(_without_ending(shorter))
        shorter = next((known for known in stems if known in _words()), stems[0] if stems else stem)
    stem = _WOMAN.sub("", _words().get(shorter, shorter))
    stem = stem.removesuffix("ь") or stem
    return stem[:-1] + _UNVOICED.get(stem[-1], stem[-1])


def _without_ending(word: str) -> Iterator[str]:
    """Yield the word without each ending that it may have, the longest first."""
    for start in range(1, len(word)):
        stem, places = word[:start], _endings().get(word[start:])
        fits = places and (_harmony(stem), _KIND.get(stem[-1], "voiced")) in places
        if fits and (start >= _LEAST or stem in _words()):
            yield stem


def _harmony(stem: str) -> str | None:
    """The small А and Ы that would follow."""
    return next((_LOW[letter] + _HIGH[letter] for letter in reversed(stem) if letter in _LOW), None)


@cache
def _words() -> dict[str, str]:
    return {word: stem for word, stem in rows("kyrgyz_words")}  # noqa: C416 - a row is a list


@cache
def _endings() -> dict[str, set[tuple[str, str]]]:
    """Every ending as it is spelt, with the vowels and the kinds of last letters that it may stand after."""
    endings = defaultdict(set)
    for written, place, *_ in rows("kyrgyz_suffixes"):
        for _, kind, consonants in _KINDS:
            if place == "any" or (place == "vowel") == (kind == "vowel"):
                for vowels, low, high in _HARMONY:
                    for sounds in consonants:
                        endings[_spelt(written, vowels[0], sounds)].add((low + high, kind))
    return dict(endings)


def _spelt(written: str, vowel: str, sounds: dict[str, str]) -> str:
    spelt = ""
    for letter in written:
        small = _LOW[vowel] if letter == "А" else _HIGH[vowel] if letter == "Ы" else sounds.get(letter, letter)
        vowel = small if small in _LOW else vowel
        spelt += small
    return spelt
