"""The names of months and weekdays, in all languages; `data/months.tsv` has them from Unicode's CLDR."""

from functools import cache, lru_cache

from kirtag.text.tidy import fold
from kirtag.text.vocabulary import rows

# So many letters at least begin a name: `ноя`, `Sept`.
_BEGINNING = 3


@lru_cache(4096)
def month(word: str) -> int | None:
    """Return the number of the month that `word` names, in any language, or shortens; None if none.

    >>> month("Февраля"), month("янв."), month("октябрь"), month("Feb."), month("Října"), month("марта-апреля")
    (2, 1, 10, 2, 10, None)
    """
    return _number(word, "month")


@lru_cache(4096)
def weekday(word: str) -> int | None:
    """Return the number of the weekday that `word` names, in any language, or shortens, Monday being 0; or None.

    >>> weekday("пятница"), weekday("Mon."), weekday("бейшемби"), weekday("Бишкек")
    (4, 0, 3, None)
    """
    return _number(word, "weekday")


def is_whole_month(word: str) -> bool:
    """Tell whether a word is a month's whole name in a language of our wires.

    >>> is_whole_month("мая"), is_whole_month("янв")
    (True, False)
    """
    return fold(word) in _names("month", "wires", "whole")


@cache
def _names(what: str, whose: str, *forms: str) -> dict[str, int]:
    return {
        name: int(number)
        for its, number, theirs, form, names in rows("months")
        if (its, theirs) == (what, whose) and form in forms
        for name in names.split("|")
    }


def _number(word: str, what: str) -> int | None:
    """Return the number of what `word` names or, in a language of our wires, begins."""
    word = fold(word).rstrip(".")
    known = _names(what, "wires", "whole", "short")
    if word in known:
        return known[word]
    begun = {number for name, number in known.items() if name.startswith(word)} if len(word) >= _BEGINNING else set()
    return begun.pop() if len(begun) == 1 else _names(what, "others", "whole", "short").get(word)
