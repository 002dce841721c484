"""Times of publication, as pages print them and as machines write them."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from kirtag.page.zones import ZONE, read_zone
from kirtag.text.months import month, weekday

_WORD = r"[^\W\d_]{3,14}"
# A year may be fused with the hour behind it: `March 7, 20247:55 AM`.
_END = r"(?!\d(?!\d?:\d\d))"
_YEAR = r"(?:19|20)\d\d"
# What a year is printed with: `2025-жылдын`, `2020 жылғы`, `2020-ci il`, `2026 г.`
_OF_YEAR = r"[\s-]?(?:жылдын|жылғы|жылы|жыл|года|год|йил|yil|ci il|cı il|cu il|cü il|ж|г|р|թ)(?!\w)\.?"
# `2025/11/26`, `2020年02月19日` · `26-11-2025` (KirTAG) · `26-ноябрь, 2025` · `Dec. 30, 2014` · `2020 жылғы 3 мамыр`
_DAY = re.compile(
    rf"(?<!\d)(?<!\d[./-])(?:"
    rf"(?P<y1>{_YEAR})(?:年|[-./])\s?(?P<m1>\d{{1,2}})(?:月|[-./])\s?(?P<d1>\d{{1,2}})日?{_END}"
    rf"|(?P<d2>\d{{1,2}})[-./](?P<m2>\d{{1,2}})[-./](?P<y2>\d{{4}}){_END}"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th|-?го|-?е|\.)?[\s,–-]{{0,2}}(?:of\s|de\s)?(?P<w3>{_WORD})\.?,?[\s-]?(?:de\s)?"
    rf"(?P<y3>{_YEAR}){_END}"
    rf"|(?<!\w)(?P<w4>{_WORD})\.?\s?(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y4>{_YEAR}){_END}"
    rf"|(?P<y5>{_YEAR})(?:{_OF_YEAR})?[.,]?\s(?P<d5>\d{{1,2}})[\s-](?P<w5>{_WORD})(?!\w)"
    rf")",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d{1,6})?)?(?![\d:])"
    rf"(?:\s?(?P<half>[ap])\.?\s?m(?![^\W_])\.?)?(?:\s{{0,2}}\(?{ZONE}\)?)?"
)
_GAP = r"[\s,;|/•·–—-]{0,4}"
# Between a day and its hour: `в`, `at`, or the day of the week.
_JOINED = rf"{_GAP}\(?(?:(?P<word>[^\W\d_]{{1,14}})\.?\)?[\s,:|–—-]{{1,3}})?"
_CLOCK_BEHIND = re.compile(rf"(?:{_OF_YEAR})?{_JOINED}{_CLOCK}", re.IGNORECASE)
_CLOCK_AHEAD = re.compile(rf"(?<![\d:.]){_CLOCK}{_JOINED}\Z", re.IGNORECASE)
_JOINS = frozenset("в у о об at on um à a le las as alle kl saat soat соат саат сағат ժամը".split())
# A day behind one of these is that of the last change.
_CHANGED = re.compile(
    r"(?:updated|modified|edited|обновлен[оа]|изменен[оа]|оновлено|змінено|абноўлена|güncelleme|güncellendi|"
    r"güncellenme tarihi|yenilənib|yenilənmə|жаңыртылды|жаңыртылган|жаңартылды|yangilandi|янгиланди|aktualisiert|"
    r"mis à jour(?: le)?|actualizado|更新|修改)(?: on| at)?[\s:：–—-]{0,3}\Z",
    re.IGNORECASE,
)
_LONGEST, _AHEAD = 200, 60
# Seconds, or thousandths of them, since 1970, of this century; eight digits may be a day.
_UNIX = re.compile(r"(\d{9,10})(\d{3})?")
# `2020-09-21 11:00:00 +0300`, `2020/09/21T11:00 MSK`
_ISO = re.compile(rf"({_YEAR})[-/.](\d\d)[-/.](\d\d)[T\s]\s?(\d?\d:\d\d(?::\d\d)?)(?:[.,]\d{{1,9}})?\s?(\S.*)?")
# `Tue Dec 30 11:03:00 UTC 2014`, as C, Java and JavaScript print it: `Tue Dec 30 2014 11:03:00 GMT+0000`
_CTIME = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (?:(\d{4}) )?(\d\d:\d\d:\d\d)"
    r"(?: ([A-Z]{2,4}(?:[+-]\d{4})?))?(?: (\d{4}))?"
)


_HALF = re.compile(r"\d\s?[ap]\.?\s?m(?![^\W_])", re.IGNORECASE)


class _Printed(NamedTuple):
    """A printed time as read, and the piece of the line that it is."""

    moment: datetime | date
    start: int
    end: int


def read_machine_time(text: str | None, zone: tzinfo | None = None) -> datetime | date | None:
    """Read a time that a machine wrote: ISO 8601 and its kin, C's, the form of mail and RSS, seconds since 1970.

    A line that is nothing but a printed time is read, too: some sites tell machines what they print.

    A time without an offset takes `zone`; where there is none, only its date is known. A mere date stays a date.

    >>> read_machine_time("2020-12-01T14:02:00+0600").isoformat(), read_machine_time("2020-12-01")
    ('2020-12-01T14:02:00+06:00', datetime.date(2020, 12, 1))
    """
    text = (text or "").strip()[:_LONGEST]
    if unix := _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(unix[1]), UTC)
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    moment = _moment(text)
    if moment is None:
        printed = _read(text, zone)
        return printed.moment if printed and (printed.start, printed.end) == (0, len(text)) else None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone) if zone else moment.date()
    return moment


def _moment(text: str) -> datetime | None:
    """Read the forms in which programs write; without a zone where none is written, or none that we know."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    if iso := _ISO.fullmatch(text):
        return _put_together(f"{iso[1]}-{iso[2]}-{iso[3]} {iso[4]:0>5}", "%Y-%m-%d %H:%M", iso[5])
    if ctime := _CTIME.match(text):
        written = f"{ctime[3] or ctime[6]}-{month(ctime[1])}-{ctime[2]} {ctime[4]}"
        return _put_together(written, "%Y-%m-%d %H:%M", ctime[5])
    if _HALF.search(text):
        return None  # to the mail's parser, which knows no afternoon, it would be the morning
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None


def _put_together(written: str, form: str, offset: str | None) -> datetime | None:
    try:
        moment = datetime.strptime(written, f"{form}:%S" if written.count(":") > 1 else form)
    except ValueError:
        return None
    if not offset:
        return moment
    found = read_zone(offset.strip(" ()"), moment, None)
    return moment.replace(tzinfo=found) if found else None


def read_printed_time(text: str, zone: tzinfo | None = None, countries: Collection[str] = ()) -> datetime | date | None:
    """Read the first time of publication that a line prints; a date where it prints no hour; None without either.

    The printed hour is `zone`'s, unless a zone is printed beside it; where there is none, only the date is known.
    `countries` tell what a printed zone means that means several things (`zones`). A time of the last change is none
    of publication.

    >>> read_printed_time("Дата: 11:41, 26-11-2025."), read_printed_time("Бишкек, 14:04 | 26 ноября")
    (datetime.date(2025, 11, 26), None)
    >>> read_printed_time("Dec 30, 2014 4:33pm GMT+6").isoformat()
    '2014-12-30T16:33:00+06:00'
    """
    found = _read(text[:_LONGEST], zone, countries)
    return found.moment if found else None


def _read(text: str, zone: tzinfo | None, countries: Collection[str] = ()) -> _Printed | None:
    at = 0
    while day := _DAY.search(text, at):
        at = day.start() + 1
        printed = _date(day)
        if printed is None:
            continue
        start, end = day.span()
        behind, ahead = _CLOCK_BEHIND.match(text, end), _CLOCK_AHEAD.search(text, max(0, start - _AHEAD), start)
        clock = next((one for one in (behind, ahead) if one and _is_join(one["word"])), None)
        if clock:
            start, end = min(start, clock.start()), max(end, clock.end())
        if _CHANGED.search(text, max(0, start - _AHEAD), start):
            at = end
            continue
        return _Printed(_at_hour(printed, clock, zone, countries) if clock else printed, start, end)
    return None


def _is_join(word: str | None) -> bool:
    return word is None or word.lower() in _JOINS or weekday(word) is not None


def _date(day: re.Match[str]) -> date | None:
    """Return the date that a day's match names, if there is such a day."""
    found = {name[0]: text for name, text in day.groupdict().items() if text}
    number, of_month = _month(found["w"]) if "w" in found else int(found["m"]), int(found["d"])
    if number is None:
        return None
    if of_month <= 12 < number and day["d2"] and "/" in day[0]:
        number, of_month = of_month, number  # American, and surely so
    try:
        return date(int(found["y"]), number, of_month)
    except ValueError:
        return None


def _month(word: str) -> int | None:
    # In Tajik a month takes an `и` before its year: `декабри 2020`.
    return month(word) or (month(word[:-1]) if word[-1] in "иИ" else None)


def _at_hour(printed: date, clock: re.Match[str], zone: tzinfo | None, countries: Collection[str]) -> datetime | date:
    """Return a date at its printed hour; the date alone where the hour's zone is not known."""
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return printed
        hour = hour % 12 + (12 if clock["half"] in "pP" else 0)
    moment = datetime(printed.year, printed.month, printed.day, hour, int(clock["minute"]))
    if clock["zone"]:
        zone = read_zone(clock["zone"], moment, zone, countries)
    return moment.replace(tzinfo=zone) if zone else printed
