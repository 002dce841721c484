"""What else must be so for a pattern to be a dateline.

A pattern alone takes many a sentence for one (`Москва. 25 февраля. Холодно - `, `NATO - Russia talks`), so every family
of `families` asks for one of these proofs as well.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kirtag.text.signs import Signs


Proof = Callable[["Signs"], bool]


def agency_known(signs: "Signs") -> bool:
    """An agency that we know by name: enough wherever the agency stands where a signature does."""
    return signs.known_agency


def agency_at_place(signs: "Signs") -> bool:
    """An agency and a place that we know both."""
    return signs.known_agency and signs.known_place


def agency_opens(signs: "Signs") -> bool:
    """An agency that we know, and a sentence after it: `КирТАГ - агентство` is none."""
    return signs.known_agency and signs.opens


def signed(signs: "Signs") -> bool:
    """A day and a name in brackets or slashes: no sentence begins so."""
    return signs.known_agency or signs.signature


def signed_at_place(signs: "Signs") -> bool:
    """An agency that we know, or one that we do not at a place that we do."""
    return signs.known_agency or (signs.signature and signs.known_place and signs.opens)


def signed_oddly(signs: "Signs") -> bool:
    """Between a place in capitals and a sentence one word that is spelt as names of agencies are: `АиФ-Москва`."""
    return signs.known_place and signs.capitals and signs.opens and signs.signature and signs.odd


def signed_place(signs: "Signs") -> bool:
    """A name in brackets at a place that we know: `Federal Police (AFP) - ` is no place."""
    return signs.known_place and (signs.known_agency or (signs.signature and signs.opens))


def signed_anywhere(signs: "Signs") -> bool:
    """As `signed_place`, or any place in capitals, or of one word if the agency is known: `Burgsteinfurt (ots) - `."""
    return (
        signed_place(signs)
        or (signs.capitals and (signs.known_agency or (signs.signature and signs.opens)))
        or (signs.known_agency and signs.one_word and signs.opens)
    )


def dated_place(signs: "Signs") -> bool:
    """A day beside a place that is printed in capitals or, in Latin letters, known."""
    return signs.opens and (signs.capitals or (signs.known_place and signs.latin))


def known_place(signs: "Signs") -> bool:
    """A place that we know."""
    return signs.known_place and signs.no_acronym and signs.opens


def place_in_capitals(signs: "Signs") -> bool:
    """A place that we know, in capitals."""
    return known_place(signs) and signs.capitals


def place_alone(signs: "Signs") -> bool:
    """A place that we know, in capitals or in Latin letters: `Астана – қала` is a sentence, `Wien – ` a dateline."""
    return known_place(signs) and (signs.capitals or (signs.latin and not signs.route))
