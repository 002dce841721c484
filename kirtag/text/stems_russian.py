"""The stem of a Russian word: its dictionary form; a surname's that of the man's name.

The dictionary is pymorphy3's, of OpenCorpora. It has few of our region's names: `Жапаров` is several `жапар` to it and
`Жапарова` a surname. So surnames go by their endings, and any other word that it does not have loses the ending of a
noun or an adjective, whichever it seems to have: all its forms lose theirs.
"""

import re
from functools import cache
from typing import Any

# How surnames end, of a man, of a woman and of both, in all cases.
_SURNAME = re.compile(r"(\w{2,}(?:[ое]в|[иы]н))(а|у|е|ой|ою|ы|ым|ых|ыми)?")
# What the dictionary takes for a wood.
_SURNAMES = frozenset({"токаев"})
# Of two words that share forms the one that wires mean: a head of government, money, a region.
_MEANT = {"премьера": "премьер", "сома": "сом", "сомовый": "сом", "чуя": "чуй", "чуять": "чуй"}
# The endings of a noun, and of an adjective behind what most of them have before it. Snowball's rules know verbs too,
# and take Баткен for a participle.
_ENDING = re.compile(
    r"(?<=\w{3})(?:(?<=ск|цк|ов|ев|.н)(?:[ыио]й|[ая]я|[ую]ю|[оеыи]е|[ое]го|[ое]му|[ыи]ми?|[ыи]х)"
    r"|[ая]ми?|[ая]х|[ое][вмйю]|ью|[аяуюеёиыоьй])$"
)


def russian_stem(word: str) -> str:
    """Return the stem of a word, in small letters. A capital tells a name from another word.

    >>> [russian_stem(word) for word in ("людей", "Бишкеке", "Жапаровым", "Жапаровой", "Волков", "волков")]
    ['человек', 'бишкек', 'жапаров', 'жапаров', 'волков', 'волк']
    """
    small = word.lower()
    surname, readings = _SURNAME.fullmatch(small), _readings(small)
    if surname and (surname[1] in _SURNAMES or (word[0].isupper() and _may_be_surname(readings, bare=not surname[2]))):
        return surname[1]
    return _dictionary_form(small, readings) if readings else _ENDING.sub("", small)


def with_yo(word: str) -> str:
    """Return a word in small letters with the ё that most print as е.

    >>> with_yo("Еще"), with_yo("снег")
    ('ещё', 'снег')
    """
    small = word.lower()
    return str(_dictionary().parse(small)[0].word) if "е" in small else small


def _readings(word: str) -> list[tuple[str, Any]]:
    """Return what forms of which words the dictionary takes it for, by dictionary form and tag; [] for none of its own.

    As its own `parse`, which also weighs them: that takes three times as long.
    """
    dictionary, substitutes = _dictionary().dictionary, _dictionary().char_substitutes
    return [
        (dictionary.build_normal_form(paradigm, index, spelt), dictionary.build_tag_info(paradigm, index))
        for spelt, places in dictionary.words.similar_items(word, substitutes)
        for paradigm, index in places
    ]


def _may_be_surname(readings: list[tuple[str, Any]], *, bare: bool) -> bool:
    """Whether the dictionary has it for a surname, not at all or, when `bare`, for several of a first name: Садыков."""
    return not readings or any("Surn" in tag or (bare and "Name" in tag) for _, tag in readings)


def _dictionary_form(word: str, readings: list[tuple[str, Any]]) -> str:
    form, *others = {form for form, _ in readings}
    if others or any("Name" in tag for _, tag in readings):
        form = _likely_form(word)
    return _MEANT.get(form, form).replace("ё", "е")


def _likely_form(word: str) -> str:
    parses = _dictionary().parse(word)
    # Who is called Волков has a capital. Where nothing else decides it is a noun: судна.
    common = [one for one in parses if "Surn" not in one.tag or not _SURNAME.fullmatch(word)] or parses
    likely = max(common, key=lambda one: (round(one.score, 3), "NOUN" in one.tag))
    form: str = likely.normal_form
    if form.endswith(("ое", "ее", "ая")):
        # A noun that is an adjective as well: главное.
        form = next((one.normal_form for one in parses if "ADJF" in one.tag), form)
    if "Name" in likely.tag and all("Name" in one.tag for one in _dictionary().parse(form)):
        # It has Айгуль, Айгуля and Айгул, and the forms of each for those of the others.
        form = _ENDING.sub("", form)
    return form


@cache
def _dictionary() -> Any:
    # Twenty-five megabytes that no process needs which only reads datelines.
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()
