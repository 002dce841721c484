"""From what a person types to an FTS5 query that means it. Strings in, strings out."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

# The quotes that a phone or a newsroom's editor puts in place of the plain one.
QUOTES = str.maketrans(dict.fromkeys("«»“”„‟", '"'))

# A phrase in quotes (the closing one may not be typed yet) or a run without white space.
TERM = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+)')

# FTS5 opens a cursor on each word before its first row, where no time limit reaches it.
MOST_TERMS = 32


def match(words: str) -> str:
    r"""Return the FTS5 MATCH expression for `words` as typed, '' when they hold nothing to search for.

    All terms are required. A bare term finds every word that begins with it; a term of several parts is a
    phrase of them; text between double quotes (or « », “ ”) is an exact phrase. Only the first 32 terms count.
    No input makes FTS5 raise: its operators are quoted away. The letter ё is not е, as in the index.

    >>> match("премьер-министр КР")
    '"премьер министр"* "КР"*'
    >>> match('24.kg "Кабинет министров"')
    '"24 kg"* "Кабинет министров"'
    >>> match("AND (*")
    '"AND"*'
    >>> match('"')
    ''
    """
    return " ".join(islice(terms(words), MOST_TERMS))


def terms(words: str) -> Iterator[str]:
    """Yield the FTS5 strings for the terms of `words`, in their order."""
    for term in TERM.finditer(printable(words).translate(QUOTES)):
        phrase = term["bare"] is None
        parts = " ".join(searchable(term["phrase"] if phrase else term["bare"]))
        if parts:
            yield f'"{parts}"' if phrase else f'"{parts}"*'


def printable(words: str) -> str:
    """Return `words` composed as the archive stores them, without control and other invisible characters.

    White space of any kind becomes a blank; a soft hyphen copied out of a page must not split its word.
    """
    composed = unicodedata.normalize("NFC", re.sub(r"\s", " ", words))
    return "".join(char for char in composed if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def searchable(term: str) -> list[str]:
    """Return the parts of `term` that the index holds: runs of letters, digits and the marks upon them."""
    kept = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in term)
    return [part for part in kept.split() if any(map(str.isalnum, part))]
