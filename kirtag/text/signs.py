"""What a pattern finds in front of a lead, and what it is: a known agency or place, a name, capitals."""

import re
from functools import cached_property
from typing import TYPE_CHECKING

from kirtag.text.dates import is_day
from kirtag.text.places import Place, country_of, find_place
from kirtag.text.signature import Signature, read_signature
from kirtag.text.tidy import fold, tidy_line
from kirtag.text.vocabulary import agency_id

if TYPE_CHECKING:
    from kirtag.text.families import Family

# What foreign monitors print where they know no better.
NO_CITY, NO_DATE = "no city", "no date"
# A place with fewer people is too often a word of another meaning.
_TOWN, _ACRONYM = 10_000, 4
# A hyphen, a point, quotes, Latin letters, two capitals: what no common word of Russian has.
_ODD = re.compile(r"[A-Za-z«\"“.-]|[^\W\d_a-zа-яё]{2}")
_SPACES = re.compile(r"[^\S\n]+")
# A photographer's caption: `PALO ALTO, CA.- APRIL 23: Piyum Moghadam is back home`.
_CAPTION = re.compile(r"[^\W\d_]{3,12}\.? \d{1,2}(?:, \d{4})?:")


class Signs:
    """A pattern's match in a lead: its parts as printed, the characters that it takes, and what the parts are."""

    def __init__(self, family: "Family", match: re.Match[str], lead: str, country: str | None) -> None:
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
        # What is asked first is what costs least.
        return (
            self.family.proof(self)
            and (self.day is None or fold(self.day) == NO_DATE or is_day(self.day))
            and (self.place is None or self.known_place or not (agency_id(self.place) or is_day(self.place)))
        )

    @cached_property
    def known_agency(self) -> bool:
        """The agency is one of `data/agencies.tsv`."""
        return bool(self.agency and agency_id(self.agency))

    @cached_property
    def signature(self) -> bool:
        """The agency, known or not, is printed as a name is, and is no place, country or day."""
        name = self.agency or ""
        words = name.replace("/", " ").split()
        small = [word for word in words if word.islower() and len(word) > 3]
        short = len(words) == 1 and len(name) <= 5
        printed_so = 0 < len(words) <= 5 and (name[0].isalpha() or name[0] in '«"“') and (short or not small)
        return printed_so and not (country_of(name) or _town(name) or is_day(name))

    @property
    def odd(self) -> bool:
        """The agency is spelt as no common word is: with a hyphen, a point or quotes, with capitals, or in Latin."""
        return self.agency is not None and _ODD.search(self.agency) is not None

    @cached_property
    def gazetteer(self) -> Place | None:
        """The place, if we know it."""
        return find_place(self.place, self.country) if self.place else None

    @property
    def known_place(self) -> bool:
        """The place is known."""
        return self.gazetteer is not None

    @property
    def no_acronym(self) -> bool:
        """The place has more letters than most acronyms have, or people enough: `NATO` is a village as well."""
        return self.place is not None and (len(self.place) > _ACRONYM or _town(self.place))

    @property
    def one_word(self) -> bool:
        """The place is one word."""
        return self.place is not None and " " not in self.place

    @property
    def capitals(self) -> bool:
        """The place is printed in capitals, and what follows is not."""
        return self.place is not None and self.place.split(",")[0].isupper() and not self.rest.isupper()

    @property
    def latin(self) -> bool:
        """The place is printed in Latin letters."""
        return self.place is not None and self.place[0] < "\u0250"

    @property
    def route(self) -> bool:
        """What follows begins with another place: `Moscow - Beijing`."""
        return _town(self.rest.split(" ")[0].strip(".,:"))

    @cached_property
    def opens(self) -> bool:
        """What follows begins as a sentence does."""
        return opens_sentence(self.rest)


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


def opens_sentence(text: str) -> bool:
    """Tell whether a text begins as a sentence does.

    >>> opens_sentence("«Ховар» сообщает"), opens_sentence("агентство"), opens_sentence("")
    (True, False, False)
    """
    first = next((letter for letter in text[:40] if letter.isalnum()), "")
    return bool(first) and not first.islower() and not _CAPTION.match(text)
