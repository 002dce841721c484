"""Who signs a dateline: the agency, and its reporter."""

import re
from typing import NamedTuple

from kirtag.text.tidy import DASHES
from kirtag.text.vocabulary import agency_id

_CORRESPONDENT = re.compile(r"(?:соб\.?\s?)?корр?(?:еспондент)?\.?\s(?=\S)", re.IGNORECASE)
_PARTED = re.compile(rf"\s*,\s*|\s*[{DASHES}_]+\s*")
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
    if title := _CORRESPONDENT.match(printed):
        printed = printed[title.end() :]
        agency, _, reporter = printed.partition(" ")
        if agency_id(agency) and _PERSON.match(reporter):
            return Signature(agency, reporter)
    if not agency_id(printed):
        for between in _PARTED.finditer(printed):
            one, other = printed[: between.start()], printed[between.end() :]
            for agency, reporter in ((one, other), (other, one)):
                if agency_id(agency) and _PERSON.match(reporter):
                    return Signature(agency, reporter)
    return Signature(printed)
