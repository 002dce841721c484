"""The wires' words, kept as data: tab-separated files in `data/`, one entry a line, `#` before a comment."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kirtag.text.tidy import fold


def rows(name: str) -> Iterator[list[str]]:
    """Yield the columns of each entry of `data/<name>.tsv`."""
    text = files("kirtag.text").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _agencies() -> dict[str, str]:
    return {fold(spelling): identity for identity, spellings in rows("agencies") for spelling in spellings.split("|")}


def agency_id(printed: str) -> str | None:
    """Return the id of an agency as it signs itself, in any case; None for a name that is no agency's.

    >>> agency_id("КИРТАГ"), agency_id("РИА «Новости»"), agency_id("Кабмин")
    ('kirtag', 'ria', None)
    """
    return _agencies().get(fold(printed))
