"""A wording as the archive keeps it: its columns, its paragraphs, what was cut out of them, its digest."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from kirtag.items import Cut
from kirtag.text import recompose

# What a wording is: a change of any of these is a revision.
WORDING = ("headline", "dateline", "body", "credit_line")
_APART = "\n\n"


def body_of(paragraphs: Iterable[str]) -> str:
    """Write paragraphs, none of which is empty, into one column."""
    return _APART.join(paragraphs)


def paragraphs_of(body: str) -> list[str]:
    """Read the paragraphs of a body."""
    return body.split(_APART) if body else []


def cuts_of(text: str) -> list[Cut]:
    """Read the cuts of a revision."""
    return [Cut(**cut) for cut in json.loads(text)]


def printed(body: str, cuts: str) -> list[str]:
    """Return the tidied paragraphs that a page showed, from the columns `body` and `cuts`."""
    return recompose(paragraphs_of(body), cuts_of(cuts))


def wording_sha256(row: Mapping[str, Any]) -> str:
    """Return the digest of a wording: SHA-256, in hex, of its four columns in UTF-8.

    They are joined by U+001F, which no tidied text holds; a missing one is empty.
    """
    wording = "\x1f".join(row[column] or "" for column in WORDING)
    return hashlib.sha256(wording.encode()).hexdigest()
