"""Days as the wires print them: `25 февраля`, `25-февраль`, `February 25`, `05.07.24`.

Names of months come from Unicode's CLDR by way of Babel, in the languages of the wires.
"""

import re
from datetime import date, timedelta
from functools import cache

from babel import Locale

from kirtag.text.tidy import fold

# The languages in which the agencies of our spiders write a day.
LOCALES = ("ru", "ky", "en", "kk", "uz", "uz_Cyrl", "tg", "uk", "be", "az", "tr")

# A day in words, number first or last, with a year or without: `22. Октября`, `26-янв.`, `Feb. 20, 2018`.
# Bounded everywhere: a lead of a megabyte must not be searched for a day.
_WORD = r"[^\W\d_]{3,12}"
DAY = (
    rf"(?:\d{{1,2}}[.,]?[ -]{{0,2}}{_WORD}(?:[.,]{{0,2}} ?\d{{4}})?"
    rf"|{_WORD}\.? ?\d{{1,2}}(?:, ?\d{{4}})?"
    rf"|\d{{1,2}}\.\d{{1,2}}\. ?(?:\d{{4}}|\d{{2}}))"
)
_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\. ?(\d{4}|\d{2})$")
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(_WORD)


@cache
def _months() -> dict[str, int]:
    """Month numbers by their folded names, whole and abbreviated, in the nominative and in a date."""
    names: dict[str, int] = {}
    for code in LOCALES:
        for form in Locale.parse(code).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in form[width].items():
                    names.setdefault(fold(name).rstrip("."), number)
    return names


@cache
def month(word: str) -> int | None:
    """Return the number of the month that `word` names or, with three letters at least, begins; None if none.

    >>> month("Февраля"), month("янв."), month("октябрь"), month("Feb."), month("марта-апреля"), month("м")
    (2, 1, 10, 2, None, None)
    """
    word = fold(word).rstrip(".")
    if word in _months():
        return _months()[word]
    begun = {number for name, number in _months().items() if name.startswith(word)} if len(word) > 2 else set()
    return begun.pop() if len(begun) == 1 else None


def parse_day(printed: str) -> tuple[int | None, int, int] | None:
    """Read a printed day as (year or None, month, day); None when it names no month.

    A year of two digits is one of 1970 to 2069, as POSIX has it.

    >>> parse_day("25 февраля"), parse_day("05.07.24"), parse_day("Jan. 19, 2018"), parse_day("25 человек")
    ((None, 2, 25), (2024, 7, 5), (2018, 1, 19), None)
    """
    if numeric := _NUMERIC.match(printed):
        day, number, short = map(int, numeric.groups())
        return (short + (0 if short > 99 else 1900 if short > 69 else 2000), number, day)
    word, numbers = _LETTERS.search(printed), [int(digits) for digits in _NUMBER.findall(printed)]
    named = month(word[0]) if word else None
    if named is None or not numbers:
        return None
    return (numbers[1] if len(numbers) > 1 else None, named, numbers[0])


def resolve_day(printed: str, published: date | None) -> date | None:
    """Return the date of a printed day; a missing year is inferred from `published` (a date or datetime).

    It is the latest year that does not put the day after tomorrow: `31 декабря` read on 1 January is last year,
    and `1 января` in an article of 31 December, filed for the morning, is next year. None when the day does not
    exist, or when there is neither a year nor a publication.

    >>> resolve_day("31 декабря", date(2026, 1, 1)), resolve_day("31 февраля", date(2026, 1, 1))
    (datetime.date(2025, 12, 31), None)
    """
    parsed = parse_day(printed)
    if parsed is None:
        return None
    year, number, day = parsed
    if year is not None:
        return _date(year, number, day)
    if published is None:
        return None
    today = date(published.year, published.month, published.day)
    latest = today if today == date.max else today + timedelta(days=1)
    # Four years back and one on: 29 February has to be found in its leap year.
    years = range(published.year + 1, published.year - 5, -1)
    days = (_date(year, number, day) for year in years)
    return next((found for found in days if found and found <= latest), None)


def _date(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None
