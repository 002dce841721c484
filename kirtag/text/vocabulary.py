"""The wires' words, kept as data: tab-separated files in `data/`, one entry a line, `#` before a comment."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from kirtag.text.tidy import fold


def rows(name: str) -> Iterator[list[str]]:
    """Yield the columns of each entry of `data/<name>.tsv`."""
    text = Path(__file__).parent.joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


_BETWEEN = re.compile(r"[ -]")


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
    name = fold(printed).replace('"', "").strip()
    known = _agencies()
    begin = (name[: between.start()] for between in _BETWEEN.finditer(name))
    return known.get(name) or next((known[f"{one}*"] for one in begin if f"{one}*" in known), None)
