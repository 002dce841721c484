"""How the reader's desk prints days, moments, hits and links, and in which language. Pure; no query here."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta
from markupsafe import Markup, escape

from kirtag.archive.search import pieces

# The languages that the desk speaks (templates/words.html); the first is for readers of none of them.
LANGUAGES = ("en", "ru", "ky")


def interface(accepted: str) -> str:
    """Return the language for the desk's own words: the first of LANGUAGES that `Accept-Language` prefers, or en.

    >>> interface("kk, ru;q=0.8, en;q=0.9")
    'en'
    >>> interface("ky-KG")
    'ky'
    """
    wishes = [wish.strip().partition(";") for wish in accepted.lower().split(",")]
    ranked = sorted(wishes, key=lambda wish: wish[2].strip().removeprefix("q=") or "1", reverse=True)
    codes = [code.split("-")[0] for code, _, _ in ranked]
    return next((code for code in codes if code in LANGUAGES), LANGUAGES[0])


def is_day(text: str) -> bool:
    """Say whether `text` is a day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def day(text: str, language: str, width: str = "full") -> str:
    """Print an ISO day in words of the reader's language.

    >>> day("2026-11-22", "ky")
    '2026-ж., 22-ноябрь, жекшемби'
    """
    return format_date(date.fromisoformat(text), width, locale=language)


def moment(text: str, timezone: str, language: str) -> str:
    """Print a UTC time as day, time and zone on the clock of `timezone` (an IANA name).

    >>> moment("2026-11-21T20:05:00Z", "Asia/Bishkek", "en")
    'November 22, 2026, 02:05 (UTC+06:00)'
    """
    local = datetime.fromisoformat(text).astimezone(ZoneInfo(timezone))
    zone = format_datetime(local, "xxx", locale=language)
    return f"{format_date(local, 'long', locale=language)}, {local:%H:%M} (UTC{zone})"


def clock(text: str, timezone: str) -> str:
    """Print a UTC time as hours and minutes on the clock of `timezone`."""
    return f"{datetime.fromisoformat(text).astimezone(ZoneInfo(timezone)):%H:%M}"


def span(hours: float, language: str) -> str:
    """Print how long something took, in the largest unit of which it is one.

    >>> span(0.25, "en"), span(30, "ru")
    ('15 min', '1 дн.')
    """
    return format_timedelta(timedelta(hours=hours), granularity="minute", threshold=1, format="short", locale=language)


def marked(text: str) -> Markup:
    r"""Escape `text` and put its hits into <mark>; a mark without its other half is dropped.

    >>> print(marked("a < \x02b\x03, \x02c"))
    a &lt; <mark>b</mark>, c
    """
    parted = enumerate(map(escape, pieces(text)))
    return Markup("").join(Markup("<mark>{}</mark>").format(piece) if at % 2 else piece for at, piece in parted)


def web(url: str) -> bool:
    """Say whether a stored address may become a link: http and https alone, never `javascript:`."""
    return url.lower().startswith(("http://", "https://"))
