"""A layout by the order of a page's text, for an agency whose markup is not known but whose labels are."""

import re
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import ClassVar

from kirtag.page.document import Block, Document
from kirtag.page.heading import find_headline
from kirtag.page.parts import Parts
from kirtag.page.pictures import from_blocks
from kirtag.page.times import read_printed_time
from kirtag.text import read_credit, tidy_line
from kirtag.text.tidy import fold


@dataclass(frozen=True, slots=True)
class TextOrder:
    """Parts by the order of the page's text.

    The headline stands above the line that begins with a `published` label; the time stands in that line, or in the
    next. The body stands below it, up to the line that begins with one of the `end` labels, or where there is none to
    the credit line. Labels are compared without case.
    """

    published: tuple[str, ...]
    end: tuple[str, ...]
    until: date | None = None
    way: ClassVar[str] = "text order"

    def read(self, page: Document, zone: tzinfo | None) -> Parts | None:
        """Return the parts of a page whose text has this order; None where a label or a part is missing."""
        blocks = page.blocks
        titled = find_headline(blocks, _told(page))
        dated = _find(blocks, self.published, titled or 0)
        if dated is None:
            return None
        # The label and its time may stand in elements of their own.
        for last in (dated, dated + 1):
            printed = tidy_line(" ".join(block.text for block in blocks[dated : last + 1]))
            if published := read_printed_time(printed, zone):
                break
        end = self._end(blocks, last + 1)
        headline = tidy_line(blocks[titled].text) if titled is not None else _headline_above(blocks[:dated])
        parts = from_blocks(headline, blocks[last + 1 : end]) if published and end else None
        if parts:
            parts.published, parts.published_printed = published, printed
        return parts

    def _end(self, blocks: list[Block], start: int) -> int | None:
        closed = _find(blocks, self.end, start)
        if closed is not None:
            return closed
        credits = (number for number in range(start, len(blocks)) if read_credit(tidy_line(blocks[number].text)))
        return next((number + 1 for number in credits), None)


def _find(blocks: list[Block], labels: tuple[str, ...], start: int) -> int | None:
    """Return the number of the first block, from `start`, whose text begins with one of the labels."""
    wanted = tuple(fold(label) for label in labels)
    numbered = enumerate(blocks[start:], start)
    return next((number for number, block in numbered if fold(block.text[:80]).startswith(wanted)), None)


def _told(page: Document) -> list[str]:
    """Return what the page gives as its title."""
    stated = (element.get("content") for element in page.select("meta[property='og:title']"))
    return [tidy_line(line) for line in (page.line("title"), *stated) if line]


def _headline_above(blocks: list[Block]) -> str | None:
    """Return the nearest heading, or where nothing is marked as one the nearest line."""
    lines = [block for block in reversed(blocks) if block.tag != "img"]
    headings = (block for block in lines if re.fullmatch("h[1-3]", block.tag))
    nearest = next(headings, lines[0] if lines else None)
    return tidy_line(nearest.text) if nearest else None
