"""The names of time zones that stand beside an hour: `MSK`, `GMT+6`, `IST`."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# Hours east of Greenwich, of names that mean one thing.
_HOURS = {
    "UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "CET": 1, "CEST": 2, "WAT": 1, "EET": 2, "EEST": 3, "SAST": 2,
    "EAT": 3, "TRT": 3, "IRST": 3.5, "AZT": 4, "GET": 4, "PKT": 5, "UZT": 5, "TJT": 5, "TMT": 5, "KGT": 6, "NPT": 5.75,
    "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CDT": -5, "MDT": -6, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "ART": -3,
}  # fmt: skip
# A clock that was moved over the years, or moves twice a year.
_CLOCKS = {"MSK": "Europe/Moscow", "МСК": "Europe/Moscow", "ET": "America/New_York", "PT": "America/Los_Angeles"}
# Names that mean several things, by the country of the page that prints them.
_BY_COUNTRY = {
    "IST": {"in": "Asia/Kolkata", "il": "Asia/Jerusalem", "ie": "Europe/Dublin"},
    "BST": {"gb": "Europe/London", "uk": "Europe/London", "bd": "Asia/Dhaka"},
    "CST": {"us": "America/Chicago", "cn": "Asia/Shanghai", "tw": "Asia/Taipei", "cu": "America/Havana"},
    "MST": {"us": "America/Denver", "my": "Asia/Kuala_Lumpur"},
    "PST": {"us": "America/Los_Angeles", "ph": "Asia/Manila"},
    "AST": {"ca": "America/Halifax", "sa": "Asia/Riyadh", "kw": "Asia/Kuwait"},
    "AMT": {"am": "Asia/Yerevan", "br": "America/Manaus"},
}
_NAMES = "|".join(sorted([*_HOURS, *_CLOCKS, *_BY_COUNTRY], key=len, reverse=True))
# For re.IGNORECASE: a name is in capitals, and a word that follows it without a blank begins with one: `UTCUpdated`.
ZONE = rf"(?P<zone>(?-i:(?:{_NAMES})(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?(?:(?![^\W_])|(?=[A-ZА-Я][a-zа-я])))|\+\d\d:?\d\d)"
_PARTS = re.compile(r"(?P<name>[A-ZМСК]*)\s?(?:(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?)?")
_FARTHEST = timedelta(hours=15)


def read_zone(written: str, moment: datetime, zone: tzinfo | None, countries: Collection[str] = ()) -> tzinfo | None:
    """Return the zone that is written beside an hour; None for one that means several things here.

    `moment` is the time without a zone, `zone` the agency's, `countries` those that the page is of, as ISO 3166-1
    alpha-2 in small letters.

    >>> read_zone("GMT+6", datetime(2026, 1, 12), None), read_zone("IST", datetime(2026, 1, 12), None, {"in"})
    (datetime.timezone(datetime.timedelta(seconds=21600)), zoneinfo.ZoneInfo(key='Asia/Kolkata'))
    """
    parts = _PARTS.fullmatch(written)
    if not parts:
        return None
    if parts["sign"]:
        offset = timedelta(hours=int(parts["hours"]), minutes=int(parts["minutes"] or 0))
        plain = parts["name"] in ("", "UTC", "GMT") and offset < _FARTHEST
        return timezone(offset if parts["sign"] == "+" else -offset) if plain else None
    name = parts["name"]
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name]))
    if name in _CLOCKS:
        return ZoneInfo(_CLOCKS[name])
    meant = _BY_COUNTRY.get(name, {})
    found = {clock for country, clock in meant.items() if country in countries}
    if not found and zone:
        here = moment.replace(tzinfo=zone).utcoffset()
        return zone if any(moment.replace(tzinfo=ZoneInfo(one)).utcoffset() == here for one in meant.values()) else None
    return ZoneInfo(found.pop()) if len(found) == 1 else None
