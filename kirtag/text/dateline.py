"""The dateline: place, day, agency and reporter in front of the lead."""

import re
from datetime import date

from kirtag.items import Dateline
from kirtag.text.dates import is_day, resolve_day, without_stop
from kirtag.text.families import BEGINS, FAMILIES, LONGEST
from kirtag.text.places import find_place, normal_spelling
from kirtag.text.signs import NO_CITY, NO_DATE, Signs, opens_sentence
from kirtag.text.tidy import DASHES, fold
from kirtag.text.vocabulary import agency_id

_IN_A_ROW = 3
_ODD_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_DASH = re.compile(f"[{DASHES[1:]}_]")
# What a dateline may end in, and what parts the pieces before it.
_CLOSED = re.compile(rf"(?P<head>[^\n]{{3,90}}?)(?:\s[{DASHES}_]{{1,3}}\s|[])/]\.?[{DASHES}\s.:]|\.[{DASHES}])")
_APART = re.compile(rf"[.,]?\s*[][.,()/:]\s*|\s+[{DASHES}]+\s+")


def fit(lead: str, country: str | None = None) -> Signs | None:
    """Return what the first family that fits finds in front of the lead, or None. `country` is the agency's.

    >>> fit("МОСКВА, 29 июня. /ТАСС/. Открыто движение.").family.name
    'place, day. /AGENCY/.'
    """
    if not BEGINS.match(lead):
        return None
    start = _ODD_SPACES.sub(" ", lead[:LONGEST])
    marks = _DASH.sub("-", start)
    for family in FAMILIES:
        if family.mark in marks and (match := family.pattern.match(start)):
            found = Signs(family, match, lead, country)
            if found.holds():
                return found
    return None


def split_dateline(lead: str, published: date | None = None, country: str | None = None) -> tuple[Dateline | None, str]:
    """Part a lead into its dateline and the rest; a lead without one comes back whole, as (None, lead).

    `published` (date or aware datetime, in the agency's zone) gives the year that a dateline leaves out; without
    it `Dateline.date` is None unless the year is printed. `country` is the agency's, an ISO code: of several places
    of a name the one there is meant. Always: dateline.text + rest == lead, and the rest has no dateline any more: two
    or three in a row are taken together, and the first is read; more are none.

    >>> dateline, rest = split_dateline("БИШКЕК. 25 февраля. КирТАГ - Прошла встреча.", date(2022, 2, 25))
    >>> dateline.text, dateline.place, dateline.date, dateline.source, rest
    ('БИШКЕК. 25 февраля. КирТАГ - ', 'Бишкек', '2022-02-25', 'kirtag', 'Прошла встреча.')
    >>> split_dateline("Бишкек-Ош жолунда кар көчкү жүрдү.")
    (None, 'Бишкек-Ош жолунда кар көчкү жүрдү.')
    """
    found = again = fit(lead, country)
    end = len(found.text) if found else 0
    for _ in range(_IN_A_ROW):
        again = fit(lead[end : end + LONGEST + 40], country) if again else None
        end += len(again.text) if again else 0
    if found is None or again:
        return None, lead
    place = None if found.place is None or fold(found.place).startswith(NO_CITY) else found.place
    day = found.day if found.day and fold(found.day) != NO_DATE else None
    resolved = resolve_day(day, published) if day else None
    dateline = Dateline(
        text=lead[:end],
        place=normal_spelling(place) if place else None,
        day=without_stop(day) if day else None,
        date=resolved.isoformat() if resolved else None,
        agency=found.agency,
        source=agency_id(found.agency) if found.agency else None,
        reporter=found.reporter,
        geonameid=found.gazetteer.geonameid if place and found.gazetteer else None,
        place_printed=place,
    )
    return dateline, lead[end:]


def find_dateline(
    paragraphs: list[str], published: date | None = None, country: str | None = None
) -> tuple[int, Dateline] | None:
    """Return the dateline of a body and the number of the paragraph that it stands in front of; None without one.

    That is the lead, or one of the two paragraphs after a standfirst if an agency that we know signs there.

    >>> find_dateline(["Снег закрыл перевал.", "Бишкек. КирТАГ - На перевале идёт снег."])[0]
    1
    """
    for number, paragraph in enumerate(paragraphs[:3]):
        dateline, _ = split_dateline(paragraph, published, country)
        if dateline and (number == 0 or dateline.source):
            return number, dateline
    return None


def looks_like_dateline(lead: str) -> bool:
    """Tell whether a lead that has no dateline begins as if it had one: of a family that we do not know yet.

    >>> looks_like_dateline("Бишкек, 25 февраля [КирТАГ] — Прошла встреча.")
    True
    >>> looks_like_dateline("В Бишкеке 25 февраля — первый день ярмарки.")
    False
    """
    begin = _CLOSED.match(lead[:LONGEST])
    if begin is None or not opens_sentence(lead[begin.end() :]):
        return False
    parts = [part for part in _APART.split(begin["head"]) if part]
    return any(map(agency_id, parts)) or (any(map(find_place, parts)) and any(map(is_day, parts)))
