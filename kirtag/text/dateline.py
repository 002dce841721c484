"""The dateline: place, day and agency in front of the lead.

Only an agency that we know by name makes a dateline: `Москва. 25 февраля. Холодно - ` begins a sentence.
"""

from datetime import date

from kirtag.items import Dateline
from kirtag.text.dates import DAY, resolve_day
from kirtag.text.places import find_place, normal_spelling
from kirtag.text.rules import rule
from kirtag.text.vocabulary import agency_id

# One to four words, parted by a hyphen or a space: `Чолпон-Ата`, `New York`. Every repetition is bounded, and only
# the start of a lead is looked at, so that a megabyte of capitals costs no more than a line of them.
_PLACE = r"(?P<place>[^\W\d_]{2,30}(?:[-’' ][^\W\d_]{1,30}){0,3})"
_DAY = rf"(?P<day>{DAY})"
_AGENCY = r"(?P<agency>[^\W_][^/()—–]{1,30}?)"
# The dashes that wires close a dateline with; the hyphen first, for the pattern's sake.
DASHES = "-‐‑–—−"
_DASH = rf" {{0,2}}[{DASHES}]{{1,2}}(?: {{1,3}}|$)"
_LONGEST = 160

_STOP = rf"(?: {{1,3}}|{_DASH}|$)"

# fmt: off
RULES = (
    rule("place. day. AGENCY -",
         rf"{_PLACE}\. {{1,2}}{_DAY}\.? {{1,2}}{_AGENCY}\.?{_DASH}", "Бишкек. 25 февраля. КирТАГ - "),
    rule("place, day. /AGENCY/.",
         rf"{_PLACE}, {{1,2}}{_DAY}\.? {{0,2}}/ ?{_AGENCY} ?/\.?{_STOP}", "МОСКВА, 29 июня. /ТАСС/. "),
    rule("place, day - AGENCY.",
         rf"{_PLACE}, {{1,2}}{_DAY}{_DASH}{_AGENCY}\.(?: {{1,3}}|$)", "БИШКЕК, 25 ноя - РИА Новости. "),
    rule("place, day (AGENCY) -",
         rf"{_PLACE}, {{1,2}}{_DAY} \({_AGENCY}\){_DASH}", "BEIJING, Nov. 24 (Xinhua) -- "),
    rule("place. AGENCY -",
         rf"{_PLACE}\. {{1,2}}{_AGENCY}{_DASH}", "ПЕТРОПАВЛОВСК. КАЗИНФОРМ – "),
    rule("place (AGENCY) -",
         rf"{_PLACE} \({_AGENCY}\){_DASH}", "MUMBAI (Reuters) - "),
)
# fmt: on


def split_dateline(lead: str, published: date | None = None) -> tuple[Dateline | None, str]:
    """Part a lead into its dateline and the rest; a lead without one comes back whole, as (None, lead).

    `published` (date or aware datetime, in the agency's zone) gives the year that a dateline leaves out; without
    it `Dateline.date` is None unless the year is printed. Always: dateline.text + rest == lead.

    >>> dateline, rest = split_dateline("БИШКЕК. 25 февраля. КирТАГ - Прошла встреча.", date(2022, 2, 25))
    >>> dateline.text, dateline.place, dateline.date, dateline.source, rest
    ('БИШКЕК. 25 февраля. КирТАГ - ', 'Бишкек', '2022-02-25', 'kirtag', 'Прошла встреча.')
    >>> split_dateline("Бишкек-Ош жолунда кар көчкү жүрдү.")
    (None, 'Бишкек-Ош жолунда кар көчкү жүрдү.')
    """
    # Letter for letter as long as the lead itself: what matches here is cut there.
    start = lead[:_LONGEST].replace("\u00a0", " ")
    for shape in RULES:
        match = shape.pattern.match(start)
        if match and (source := agency_id(match["agency"])):
            break
    else:
        return None, lead
    found = match.groupdict()
    place = find_place(found["place"])
    day = found.get("day")
    resolved = resolve_day(day, published) if day else None
    dateline = Dateline(
        text=lead[: match.end()],
        place=normal_spelling(found["place"]),
        day=day,
        date=resolved.isoformat() if resolved else None,
        agency=found["agency"],
        source=source,
        geonameid=place.geonameid if place else None,
    )
    return dateline, lead[match.end() :]
