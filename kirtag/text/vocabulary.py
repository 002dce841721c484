"""The wires' words, kept as data: tab-separated files in `data/`, one entry a line, `#` before a comment."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from os.path import commonprefix
from pathlib import Path

from kirtag.text.tidy import fold


def rows(name: str) -> Iterator[list[str]]:
    """Yield the columns of each entry of `data/<name>.tsv`."""
    text = Path(__file__).parent.joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def any_of(entries: Iterable[str]) -> str:
    r"""Return a pattern of any of the words, in small letters, the longest first; a space is any white space.

    >>> any_of(["Foto", "Fotograf", "Source of photo"])
    '(?:foto(?:graf)?|source\\sof\\sphoto)'
    """
    return f"(?:{_branches(sorted({entry.lower() for entry in entries}))})"


def _branches(entries: list[str]) -> str:
    """Return a pattern of sorted entries in which each letter is compared once, however many begin with it."""
    found = []
    for _, group in groupby(entries, itemgetter(0)):
        first, *others = group
        # Sorted, all of them begin as the first and the last do.
        shared = commonprefix([first, others[-1]]) if others else first  # noqa: RUF071 - words, and no paths
        found.append(re.escape(shared).replace(r"\ ", r"\s").replace("'", "['’]"))
        if others:
            rests = [entry[len(shared) :] for entry in (first, *others) if entry != shared]
            found[-1] += f"(?:{_branches(rests)}){'?' if first == shared else ''}"
    return "|".join(found)


_BETWEEN = re.compile(r"[ -]")
# What an agency may be called beside its name.
_KIND = re.compile(r"^(?:и?миа|иа|ниа|ан|(?:информ)?агентство|агенттиги) | (?:news agency|агенттиги)$")


@cache
def _agencies() -> dict[str, str]:
    return {fold(spelling): identity for identity, spellings in rows("agencies") for spelling in spellings.split("|")}


@lru_cache(maxsize=1024)
def agency_id(printed: str) -> str | None:
    """Return the id of an agency as it signs itself, in any case and quotation marks; None for any other name.

    A spelling that ends in `*` in the table has desks and regional editions: `Sputnik Армения`, `РИА Новости Крым`.

    >>> agency_id("КИРТАГ"), agency_id("РИА «Новости»"), agency_id("Sputnik Армения"), agency_id("Кабмин")
    ('kirtag', 'ria', 'sputnik', None)
    """
    name = _KIND.sub("", fold(printed).replace('"', "").strip())
    known = _agencies()
    begin = (name[: between.start()] for between in _BETWEEN.finditer(name))
    return known.get(name) or next((known[f"{one}*"] for one in begin if f"{one}*" in known), None)
