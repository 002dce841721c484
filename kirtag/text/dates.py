"""Days as the wires print them: `25 февраля`, `26-янв.`, `Feb. 20`, `24th February, 2021`, `05.07.24`, `4月24日`."""

import re
from datetime import date, timedelta

from kirtag.text.months import is_whole_month, month, weekday
from kirtag.text.tidy import fold

# A day as a part of a pattern. Bounded everywhere: a lead of a megabyte must not be searched for a day.
_WORD = r"[^\W\d_]{2,14}"
_YEAR = r"(?:[.,]{0,2}\s?(?:de\s)?(?:\d{4}|['’]?\d\d(?!\d))(?:\s?(?:г|год|года|ж|й)\b\.?)?)?"
DAY = (
    rf"(?:(?:{_WORD}\.?,?\s)?(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th|er|º)?[.,]?[\s–-]{{0,2}}(?:de\s)?{_WORD}{_YEAR}\.?"
    rf"|{_WORD}\.?\s?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s?\d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\s?(?:\d{4}|\d\d)"
    r"|\d{4}-\d\d-\d\d"
    rf"|\d{{4}}\.?\s{_WORD}\s\d{{1,2}}\.?(?:,\s{_WORD})?"
    rf")|(?:\d{{1,2}}月)?\d{{1,2}}日|{_WORD})"
)
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./]\s?(\d{4}|\d{2})\.?$")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_CHINESE = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日$")
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er)\b", re.IGNORECASE)


# What a day is printed with: `5 de mayo`, `20 января 2026 года`, `5th of May`.
_FILLERS = {"de", "of", "год", "года", "жыл", "жылы", "йил", "yil", "жылдын"}


def parse_day(printed: str) -> tuple[int | None, int | None, int] | None:
    """Read a printed day as (year, month, day), each None where it is left out; None when it is no day.

    Only a day in Chinese may leave out the month. A year of two digits is one of 1970 to 2069, as POSIX has it.

    >>> parse_day("25 февраля"), parse_day("05.07.24"), parse_day("Friday, Jan. 19, 2018"), parse_day("25 человек")
    ((None, 2, 25), (2024, 7, 5), (2018, 1, 19), None)
    """
    if iso := _ISO.match(printed):
        return (int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric := _NUMERIC.match(printed):
        return (_year(numeric[3]), int(numeric[2]), int(numeric[1]))
    if chinese := _CHINESE.match(printed):
        return (None, int(chinese[1]) if chinese[1] else None, int(chinese[2]))
    printed = _ORDINAL.sub("", printed)
    words, numbers = _LETTERS.findall(printed), _NUMBER.findall(printed)
    named = [number for number in map(month, words) if number]
    others = (word for word in words if not month(word) and fold(word) not in _FILLERS)
    if len(named) != 1 or not numbers or any(weekday(word) is None for word in others):
        return None
    if len(numbers) > 1 and len(numbers[0]) > 2:  # `2020. július 28.`
        numbers = [*numbers[1:], numbers[0]]
    return (_year(numbers[1]) if len(numbers) > 1 else None, named[0], int(numbers[0]))


def resolve_day(printed: str, published: date | None) -> date | None:
    """Return the date of a printed day; what it leaves out is inferred from `published` (a date or datetime).

    It is the latest such day that is not after tomorrow: `31 декабря` read on 1 January is last year, and
    `1 января` in an article of 31 December, filed for the morning, is next year; `Friday` is the last one. None when
    the day does not exist, or when something is left out and there is no publication.

    >>> resolve_day("31 декабря", date(2026, 1, 1)), resolve_day("31 февраля", date(2026, 1, 1))
    (datetime.date(2025, 12, 31), None)
    >>> resolve_day("Friday", date(2026, 1, 5)), resolve_day("28日", date(2026, 3, 1))
    (datetime.date(2026, 1, 2), datetime.date(2026, 2, 28))
    """
    parsed = parse_day(printed)
    if parsed is None:
        return _last_weekday(printed, published)
    year, number, day = parsed
    if year is not None and number is not None:
        return _date(year, number, day)
    if published is None:
        return None
    today = date(published.year, published.month, published.day)
    latest = today if today == date.max else today + timedelta(days=1)
    # Four years back and one on: 29 February has to be found in its leap year. A lone day is of these months.
    months = [number] if number is not None else range(12, 0, -1)
    days = (_date(year, one, day) for year in range(today.year + 1, today.year - 5, -1) for one in months)
    return next((found for found in days if found and found <= latest), None)


def without_stop(printed: str) -> str:
    """Return a printed day without the stop that closes it, which a shortened month keeps.

    >>> without_stop("25 февраля."), without_stop("9 мая."), without_stop("16-окт.")
    ('25 февраля', '9 мая', '16-окт.')
    """
    words = _LETTERS.findall(printed)
    short = words and month(words[-1]) and not is_whole_month(words[-1])
    return printed if short else printed.rstrip(".")


def is_day(printed: str) -> bool:
    """Tell whether a piece of a dateline names a day: `25 февраля`, `05.07.24`, `Friday`.

    >>> is_day("25 февраля"), is_day("Friday"), is_day("25 человек"), is_day("Бишкек")
    (True, True, False, False)
    """
    return parse_day(printed) is not None or weekday(printed) is not None


def _last_weekday(printed: str, published: date | None) -> date | None:
    named = weekday(printed)
    if named is None or published is None:
        return None
    ago = timedelta(days=(published.weekday() - named) % 7)
    today = date(published.year, published.month, published.day)
    return today - ago if today - date.min >= ago else None


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year > 69 else 2000)


def _date(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None
