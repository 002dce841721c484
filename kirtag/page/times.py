"""Times of publication, as pages print them and as machines write them."""

import re
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime

from kirtag.text.dates import DAY, parse_day

_CLOCK = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?"
# `11:41, 26-11-2025.` (KirTAG) · `26.11.2025 11:41` · `1 Декабря 2020 14:02` (Kazinform) · `2025/11/26`
_NUMBERS = r"(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4})(?!\d)"
_PRINTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_CLOCK},? {{0,2}}{_NUMBERS}",
        rf"\b{_NUMBERS}(?:,? {{0,2}}{_CLOCK})?",
        rf"\b{_CLOCK},? {{0,2}}(?P<words>{DAY})",
        rf"\b(?P<words>{DAY})(?:\s?(?:года|г\.|г|ж\.))?(?:,? {{0,2}}(?:в )?{_CLOCK})?",
    )
)
_LONGEST = 200
# Seconds since 1970, of this century; eight digits may be a day.
_UNIX = re.compile(r"\d{9,10}")


def read_machine_time(text: str | None, zone: tzinfo | None = None) -> datetime | date | None:
    """Read a time that a machine wrote: ISO 8601, the form of mail and RSS, or seconds since 1970.

    A time without an offset takes `zone`; where there is none, only its date is known. A mere date stays a date.

    >>> read_machine_time("2020-12-01T14:02:00+0600").isoformat(), read_machine_time("2020-12-01")
    ('2020-12-01T14:02:00+06:00', datetime.date(2020, 12, 1))
    """
    text = (text or "").strip()
    if _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(text), UTC)
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, IndexError, OverflowError):
            return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone) if zone else moment.date()
    return moment


def read_printed_time(text: str, zone: tzinfo | None = None) -> datetime | date | None:
    """Read the first time of publication that a line prints; a date where it prints no hour; None without either.

    The printed hour is `zone`'s; where there is no zone, only the date is known.

    >>> read_printed_time("Дата: 11:41, 26-11-2025."), read_printed_time("Бишкек, 14:04 | 26 ноября")
    (datetime.date(2025, 11, 26), None)
    """
    for pattern in _PRINTED:
        for match in pattern.finditer(text[:_LONGEST]):
            if moment := _moment(match, zone):
                return moment
    return None


def _moment(match: re.Match[str], zone: tzinfo | None) -> datetime | date | None:
    found = match.groupdict()
    if words := found.get("words"):
        year, month, day = parse_day(words) or (None, None, 0)
        if year is None or month is None:
            return None
    else:
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    try:
        printed = date(year, month, day)
    except ValueError:
        return None
    if found["hour"] is None or zone is None:
        return printed
    return datetime(printed.year, printed.month, printed.day, int(found["hour"]), int(found["minute"]), tzinfo=zone)
