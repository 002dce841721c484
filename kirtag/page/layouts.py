"""An agency's layouts: where its pages keep the parts of an article.

A layout either holds for a page and gives its parts, or does not and gives None. Old layouts stay, with the last
day on which they held, so that old captures are read by them.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import ClassVar

from kirtag.items import Credit, Photo
from kirtag.page.document import Block, Document
from kirtag.page.heading import find_headline
from kirtag.page.parts import Parts
from kirtag.page.times import read_printed_time
from kirtag.text import read_credit, tidy_line
from kirtag.text.tidy import fold


@dataclass(frozen=True, slots=True)
class Layout:
    """Parts by CSS selectors.

    `body` selects the element that holds the text, or its paragraphs one by one; `drop` what is to be left out inside
    of it. `published` selects the printed time, or what holds it. `credit` selects a credit that stands outside of the
    body, with a label or without. `until` is the last day on which the layout held, by the day of the capture.
    """

    headline: str
    body: str
    published: str | None = None
    byline: str | None = None
    section: str | None = None
    photo: str | None = None
    credit: str | None = None
    drop: tuple[str, ...] = ()
    until: date | None = None
    way: ClassVar[str] = "layout"

    def read(self, page: Document, zone: tzinfo | None) -> Parts | None:
        """Return the parts of a page in this layout; None where it has no headline or no text in their places."""
        headline = page.line(self.headline)
        dropped = tuple(element for css in self.drop for element in page.select(css))
        blocks = [block for element in page.select(self.body) for block in page.blocks_of(element, dropped)]
        parts = _from_blocks(headline, blocks)
        if parts is None:
            return None
        if self.photo:
            found = (block for element in page.select(self.photo) for block in page.blocks_of(element))
            parts.photos = [Photo(block.text) for block in found if block.tag == "img"]
        if self.credit and (line := page.line(self.credit)):
            parts.credits = [read_credit(line) or Credit(line, line)]
        if self.published:
            parts.published_printed, parts.published = _published(page, self.published, zone)
        parts.byline = page.line(self.byline) if self.byline else None
        parts.section = page.line(self.section) if self.section else None
        return parts


@dataclass(frozen=True, slots=True)
class TextOrder:
    """Parts by the order of the page's text, for an agency whose markup is not known but whose labels are.

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
        parts = _from_blocks(headline, blocks[last + 1 : end]) if published and end else None
        if parts:
            parts.published, parts.published_printed = published, printed
        return parts

    def _end(self, blocks: list[Block], start: int) -> int | None:
        closed = _find(blocks, self.end, start)
        if closed is not None:
            return closed
        credits = (number for number in range(start, len(blocks)) if read_credit(tidy_line(blocks[number].text)))
        return next((number + 1 for number in credits), None)


AnyLayout = Layout | TextOrder


def _published(page: Document, css: str, zone: tzinfo | None) -> tuple[str | None, datetime | date | None]:
    """Return the printed time as printed and as read: of the lines in its place the shortest that holds one.

    Another one may be the headline, which holds a date for reasons of its own.
    """
    blocks = (block for element in page.select(css) for block in page.blocks_of(element))
    lines = sorted((tidy_line(block.text) for block in blocks if block.tag != "img"), key=len)
    times = ((line, moment) for line in lines if (moment := read_printed_time(line, zone)))
    return next(times, (None, None))


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


def _from_blocks(headline: str | None, blocks: list[Block]) -> Parts | None:
    """Part blocks into paragraphs and pictures with their captions; None without a headline or a paragraph."""
    body = [block.text for block in blocks if block.tag != "img" and not block.caption]
    if not headline or not body:
        return None
    photos: list[Photo] = []
    for block in blocks:
        if block.tag == "img":
            photos.append(Photo(block.text))
        elif block.caption and photos:
            photos[-1] = Photo(photos[-1].url, tidy_line(block.text))
    return Parts(headline=headline, body=body, photos=photos)
