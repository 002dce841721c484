"""What a word is searched by: its stem, which all of its forms share.

The stems that a text does not show itself stand beside it in a full-text table, and a typed word is looked up there by
its own. Russian has a dictionary, Kyrgyz and English their rules. A word of another language is looked up by how it
begins, Chinese by each two signs.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from sys import intern
from typing import NamedTuple

from kirtag.text.stems_english import english_stem
from kirtag.text.stems_kyrgyz import kyrgyz_stem
from kirtag.text.stems_russian import russian_stem

# Any language that has no rules.
_OTHER = "other"


class _Language(NamedTuple):
    """What stems the words of a language, and the letters by which a word may be one of it."""

    stem: Callable[[str], str]
    letters: frozenset[str]


_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# Of two languages that a word may be of, the first is taken where the text's own is neither.
_LANGUAGES = {
    "ru": _Language(russian_stem, frozenset(_RUSSIAN)),
    "ky": _Language(kyrgyz_stem, frozenset(_RUSSIAN + "ңөү")),
    "en": _Language(english_stem, frozenset("abcdefghijklmnopqrstuvwxyz'")),
}
# In front of the words of languages that have no rules here: by it they are looked up by their beginning, and no others
# are. To a full-text table it is a letter, and no text has it.
MARK = "\ua71d"
_APOSTROPHES = "'‘’ʻʼ`´ʹ′＇"
# Stress and other marks that are no part of a letter; what hides in a word: soft hyphens, zero width, directions.
_HIDDEN = "\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_MARKS = re.compile(f"[{_HIDDEN}]")
# As the index parts them (FTS5's `unicode61`), but for an apostrophe inside. Possessive, or a word without an end would
# take a note of each of its apostrophes to come back to.
WORD = re.compile(rf"[^\W_]++(?:[{_HIDDEN}{_APOSTROPHES}]++[^\W_]++)*+")
# The letters of most words stand first, as ranges: it reads a text in half the time.
_TOKEN = re.compile(r"[0-9A-Za-zА-я]+[^\W_]*|[^\W_]+")
_FOLDED = str.maketrans("ёЁ" + _APOSTROPHES, "еЕ" + "'" * len(_APOSTROPHES))
# Chinese parts no words, and a sign alone says little.
_SIGNS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
# Without any of these the words of a text are its tokens.
_SPECIAL = re.compile(f"[{_HIDDEN}{_APOSTROPHES}\u3400-\u4dbf\u4e00-\u9fff]")
# What is longer is no word of any language.
_LONGEST = 60


class Word(NamedTuple):
    """Where a word stands in its text, and its stem."""

    start: int
    end: int
    stem: str


def words(text: str, language: str | None) -> Iterator[Word]:
    """Yield the words of a text in their order.

    >>> [tuple(word) for word in words("Мектептердин саны", "ky")]
    [(0, 12, 'мектеп'), (13, 17, 'сан')]
    """
    for found in WORD.finditer(text):
        runs = [run.span() for run in _SIGNS.finditer(found[0])]
        if not runs:
            yield Word(*found.span(), stem(found[0], language))
        for start, end in runs:
            for at in range(start, max(start + 1, end - 1)):
                pair = found[0][at : min(at + 2, end)]
                yield Word(found.start() + at, found.start() + at + len(pair), pair)


def unshown_stems(text: str, language: str | None) -> str:
    """Return the stems of a text's words that are no words of the text themselves, each once, parted by a blank.

    Nothing is lost by leaving the others out: who searches for a stem looks into the text, too.

    >>> unshown_stems("Министр и премьер-министры встретились в Бишкеке, сообщает 24.kg", "ru")
    'встретиться бишкек сообщать'
    >>> unshown_stems("Oʻzbekiston shahri", "uz")
    'ꜝozbekiston ꜝshahri'
    """
    tokens = dict.fromkeys(_TOKEN.findall(text))
    shown = set(map(str.lower, tokens))
    if _SPECIAL.search(text):
        found = dict.fromkeys(word.stem for word in words(text, language))
    else:
        stems = _stems_in(language)
        # What has a digit is its own stem.
        found = dict.fromkeys([stems[token] for token in tokens if token.isalpha()])
    return " ".join([one for one in found if one not in shown])


def word_stems(word: str, language: str | None = None) -> frozenset[str]:
    """Return the stems under which a typed word may stand, in all languages that its letters allow or in one.

    What is typed in small letters may be a name. One with MARK in front stands for all words that begin so.

    >>> sorted(word_stems("Бишкекте", "ky")), sorted(word_stems("волков", "ru"))
    (['бишкек'], ['волк', 'волков'])
    >>> sorted(word_stems("schools"))
    ['school', 'ꜝschools']
    """
    languages = [language] if language else [*_LANGUAGES, _OTHER]
    spellings = (word, word.lower(), word.title())
    return frozenset(stem(spelling, one) for one in languages for spelling in spellings)


def is_chinese(text: str) -> bool:
    """Tell whether a text has Chinese signs, which `words` yields by two."""
    return _SIGNS.search(text) is not None


def stem(word: str, language: str | None) -> str:
    """Return the stem of a word, in small letters and without apostrophes; one of no known rules with a MARK."""
    return _stems_in(language)[word]


class _Stems(dict[str, str]):
    """The stems of a language's words, each made when it is first asked for and kept.

    Twice so many take fifteen megabytes, half of what functools' cache takes. Once there are so many, those that are
    not asked for again, until there are as many others, are left out.
    """

    most = 50_000

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._before: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        if len(word) > _LONGEST:
            return _stem(word, self._language)
        if len(self) >= self.most:
            self._before = dict(self)
            self.clear()
        found = self[word] = self._before.get(word) or intern(_stem(word, self._language))
        return found


_MET = {language: _Stems(language) for language in (None, *_LANGUAGES, _OTHER)}


def _stems_in(language: str | None) -> _Stems:
    """Return the stems of a language, by its tag with or without a country: `ru`, `ru-KG`."""
    if language not in _MET:
        language = language.partition("-")[0] if language else None
    return _MET.get(language, _MET[_OTHER])


def _stem(word: str, language: str | None) -> str:
    own = _LANGUAGES.get(language or "")
    if own and word.isalpha() and len(word) <= _LONGEST and own.letters.issuperset(word.lower()):
        # Of most words no letter is to be put right.
        return own.stem(word)
    plain = _MARKS.sub("", unicodedata.normalize("NFC", word)).translate(_FOLDED)
    small = plain.lower()
    if not small.replace("'", "").isalpha() or is_chinese(small):
        return small.replace("'", "")
    may_be = [one for one in _LANGUAGES.values() if one.letters.issuperset(small)]
    if not may_be or language == _OTHER or len(word) > _LONGEST:
        return MARK + small.replace("'", "")
    return (own if own in may_be else may_be[0]).stem(plain).replace("'", "")
