"""The dateline: place, day, agency and reporter in front of the lead."""

import re
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kirtag.items import Dateline
from kirtag.text.dates import is_day, resolve_day, without_stop
from kirtag.text.families import BEGINS, FAMILIES, LONGEST, Family
from kirtag.text.places import Place, country_of, find_place, normal_spelling
from kirtag.text.tidy import DASHES, fold, tidy_line
from kirtag.text.vocabulary import agency_id

_SPACES = re.compile(r"[^\S\n]+")
_ODD_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_DASH = re.compile(f"[{DASHES[1:]}_]")
# What foreign monitors print where they know no better.
_NO_CITY, _NO_DATE = "no city", "no date"
# A place with fewer people is too often a word of another meaning.
_TOWN, _ACRONYM = 10_000, 4
_IN_A_ROW = 3
_CORRESPONDENT = re.compile(r"(?:соб\.?\s?)?корр?(?:еспондент)?\.?\s(?=\S)", re.IGNORECASE)
_PARTED = re.compile(rf"\s*,\s*|\s+[{DASHES}]+\s+|[{DASHES}]")
# A photographer's caption: `PALO ALTO, CA.- APRIL 23: Piyum Moghadam is back home`.
_CAPTION = re.compile(r"[^\W\d_]{3,12}\.? \d{1,2}(?:, \d{4})?:")
# What a dateline may end in, and what parts the pieces before it.
_CLOSED = re.compile(rf"(?P<head>[^\n]{{3,90}}?)(?:\s[{DASHES}_]{{1,3}}\s|[])/]\.?[{DASHES}\s.:]|\.[{DASHES}])")
_APART = re.compile(rf"[.,]?\s*[][.,()/:]\s*|\s+[{DASHES}]+\s+")
_PERSON = re.compile(r"[^\W\d_]{1,25}\.?(?:[-\s.]{1,2}[^\W\d_]{1,25}){1,3}$")


class Signature(NamedTuple):
    """Who signs a dateline."""

    agency: str
    reporter: str | None = None


def read_signature(printed: str) -> Signature:
    """Part what a dateline has in brackets or slashes into the agency and its reporter, whichever comes first.

    >>> read_signature("Айпери Кожоева-Кабар")
    Signature(agency='Кабар', reporter='Айпери Кожоева')
    >>> read_signature("АМИТ «Ховар», Марзия Саидова"), read_signature("ACAN - EFE")
    (Signature(agency='АМИТ «Ховар»', reporter='Марзия Саидова'), Signature(agency='ACAN - EFE', reporter=None))
    """
    printed = _CORRESPONDENT.sub("", printed, count=1) if _CORRESPONDENT.match(printed) else printed
    if not agency_id(printed):
        for between in _PARTED.finditer(printed):
            one, other = printed[: between.start()], printed[between.end() :]
            for agency, reporter in ((one, other), (other, one)):
                if agency_id(agency) and _PERSON.match(reporter):
                    return Signature(agency, reporter)
    return Signature(printed)


class Found:
    """A pattern's match in a lead, its parts, and what they prove; the `Signs` of `families`."""

    def __init__(self, family: Family, match: re.Match[str], lead: str, country: str | None) -> None:
        self.family = family
        end = _end_in(lead, match)
        self.text, self.rest = lead[:end], lead[end : end + 40]
        self.country = country
        parts = {name: tidy_line(part) for name, part in match.groupdict().items() if part}
        self.place, self.day = parts.get("place"), parts.get("day")
        town, comma, beside = (self.place or "").rpartition(", ")
        if self.day and comma and is_day(beside):  # `BISHKEK, Fri., Feb. 25`
            self.place, self.day = town, f"{beside}, {self.day}"
        signed = read_signature(parts["signature"]) if "signature" in parts else Signature(parts.get("agency", ""))
        self.agency = signed.agency or None
        self.reporter = parts.get("reporter") or signed.reporter

    def holds(self) -> bool:
        """Tell whether the parts are what the pattern takes them for, and the family's proof is given."""
        return (
            (self.place is None or self.known_place or not (is_day(self.place) or agency_id(self.place)))
            and self.family.proof(self)
            and (self.day is None or fold(self.day) == _NO_DATE or is_day(self.day))
        )

    @cached_property
    def known_agency(self) -> bool:
        return bool(self.agency and agency_id(self.agency))

    @cached_property
    def signature(self) -> bool:
        if not self.agency or country_of(self.agency) or is_day(self.agency) or _town(self.agency):
            return False
        words = self.agency.replace("/", " ").split()
        small = [word for word in words if word.islower() and len(word) > 3]
        short = len(words) == 1 and len(self.agency) <= 5
        return len(words) <= 5 and self.agency[0].isalpha() | (self.agency[0] in '«"“') and (short or not small)

    @cached_property
    def gazetteer(self) -> Place | None:
        return find_place(self.place, self.country) if self.place else None

    @property
    def known_place(self) -> bool:
        return self.gazetteer is not None

    @property
    def no_acronym(self) -> bool:
        return self.place is not None and (len(self.place) > _ACRONYM or _town(self.place))

    @property
    def one_word(self) -> bool:
        return self.place is not None and " " not in self.place

    @property
    def capitals(self) -> bool:
        return self.place is not None and self.place.split(",")[0].isupper()

    @property
    def latin(self) -> bool:
        return self.place is not None and self.place[0] < "\u0250"

    @property
    def route(self) -> bool:
        return _town(self.rest.split(" ")[0].strip(".,:"))

    @cached_property
    def opens(self) -> bool:
        return _opens(self.rest)


def _end_in(lead: str, match: re.Match[str]) -> int:
    """Return where in the lead as printed a match ends that was found with every run of spaces made one."""
    left = match.end()
    if lead.startswith(match.group()) and not lead[left : left + 1].isspace():
        return left
    printed = 0
    while left:
        run = _SPACES.match(lead, printed)
        printed = run.end() if run else printed + 1
        left -= 1
    return printed


def _town(name: str) -> bool:
    place = find_place(name)
    return place is not None and place.population > _TOWN


def _opens(text: str) -> bool:
    """Tell whether a text begins as a sentence does."""
    first = next((letter for letter in text[:40] if letter.isalnum()), "")
    return bool(first) and not first.islower() and not _CAPTION.match(text)


def fit(lead: str, country: str | None = None) -> Found | None:
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
            found = Found(family, match, lead, country)
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
    place = None if found.place is None or fold(found.place).startswith(_NO_CITY) else found.place
    day = found.day if found.day and fold(found.day) != _NO_DATE else None
    resolved = resolve_day(day, published) if day else None
    dateline = Dateline(
        text=lead[:end],
        place=normal_spelling(place) if place else None,
        day=without_stop(day) if day else None,
        date=resolved.isoformat() if resolved else None,
        agency=found.agency,
        source=agency_id(found.agency) if found.agency else None,
        reporter=found.reporter,
        geonameid=found.gazetteer.geonameid if found.gazetteer else None,
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
    if begin is None or not _opens(lead[begin.end() :]):
        return False
    parts = [part for part in _APART.split(begin["head"]) if part]
    return any(map(agency_id, parts)) or (any(map(is_day, parts)) and any(map(find_place, parts)))
