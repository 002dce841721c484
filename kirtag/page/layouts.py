"""An agency's layouts: where its pages keep the parts of an article.

A layout either holds for a page and gives its parts, or does not and gives None. Old layouts stay, with the last
day on which they held, so that old captures are read by them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import ClassVar

from kirtag.items import Credit, Dateline
from kirtag.page.document import Document
from kirtag.page.parts import Parts
from kirtag.page.pictures import from_blocks, pictures_in
from kirtag.page.text_order import TextOrder
from kirtag.page.times import read_machine_time, read_printed_time
from kirtag.text import find_place, read_credit, split_dateline, tidy_line
from kirtag.text.places import normal_spelling

# Where an element that prints a time tells it to machines: `<time datetime>`, `<meta content>`, TASS's
# `<dateformat time>` in seconds since 1970.
_MACHINE = ("datetime", "content", "time", "data-time", "data-date", "data-unixtime")


@dataclass(frozen=True, slots=True)
class Layout:
    """Parts by CSS selectors. What is not named is read by the other ways: what the page tells machines, its looks.

    `body` selects the element that holds the text, or its paragraphs one by one; `drop` what is to be left out inside
    of it. `published` selects the printed time, what holds it, or an element that tells it to machines. `byline`
    selects each name. `photo` selects pictures outside of the body, or what holds them; `caption` the sentence under
    them, or under those in the body; `credit` a credit that stands outside of the body, with a label or without.
    `dateline` selects one that does: a place alone, or more. `until` is the last day on which the layout held, by the
    day of the capture.
    """

    body: str
    headline: str = "h1"
    published: str | None = None
    byline: str | None = None
    section: str | None = None
    photo: str | None = None
    caption: str | None = None
    credit: str | None = None
    dateline: str | None = None
    drop: tuple[str, ...] = ()
    until: date | None = None
    way: ClassVar[str] = "layout"

    def read(self, page: Document, zone: tzinfo | None) -> Parts | None:
        """Return the parts of a page in this layout; None where it has no headline or no text in their places."""
        if not (bodies := page.select(self.body)):
            return None
        dropped = tuple(element for css in self.drop for element in page.select(css))
        captions = tuple(page.select(self.caption)) if self.caption else ()
        blocks = [block for element in bodies for block in page.blocks_of(element, dropped, captions)]
        parts = from_blocks(page.line(self.headline), blocks)
        if parts is None:
            return None
        if self.photo:
            parts.photos, credits = pictures_in(page, self.photo, dropped, captions)
            parts.credits += [credit for credit in credits if credit not in parts.credits]
        if self.credit:
            lines = dict.fromkeys(filter(None, map(page.line_of, page.select(self.credit))))
            printed = [read_credit(line) or Credit(line, line) for line in lines]
            parts.credits = printed + [credit for credit in parts.credits if credit not in printed]
        if self.published:
            parts.published_printed, parts.published = _published(page, self.published, zone)
        if self.byline:
            names = dict.fromkeys(map(page.line_of, page.select(self.byline)))
            parts.byline = ", ".join(filter(None, names)) or None
        parts.section = page.line(self.section) if self.section else None
        parts.dateline = _dateline(page.line(self.dateline)) if self.dateline else None
        return parts


AnyLayout = Layout | TextOrder


def first_holding(
    layouts: Iterable[AnyLayout], page: Document, zone: tzinfo | None, captured: datetime | None
) -> tuple[AnyLayout, Parts] | None:
    """Return the first layout that holds for a page, with its parts; one that had ended by its capture is not tried."""
    for layout in layouts:
        ended = layout.until and captured and captured.date() > layout.until
        if not ended and (parts := layout.read(page, zone)):
            return layout, parts
    return None


def _published(page: Document, css: str, zone: tzinfo | None) -> tuple[str | None, datetime | date | None]:
    """Return the printed time as printed and as read: of the lines in its place the shortest that holds one.

    Another one may be the headline, which holds a date for reasons of its own. What is told to machines comes first:
    it has its offset.
    """
    elements = page.select(css)
    for element in elements:
        for name in _MACHINE:
            if moment := read_machine_time(element.get(name), zone):
                return page.line_of(element) or element.get(name), moment
    blocks = (block for element in elements for block in page.blocks_of(element))
    lines = sorted((tidy_line(block.text) for block in blocks if block.tag != "img"), key=len)
    times = ((line, moment) for line in lines if (moment := read_printed_time(line, zone)))
    return next(times, (None, None))


def _dateline(line: str | None) -> Dateline | None:
    """Return a dateline that stands by itself; a place that we know is one."""
    if not line:
        return None
    if dateline := split_dateline(f"{line} ")[0]:
        return dateline
    place = find_place(line)
    spelt = normal_spelling(line)
    return Dateline(line, spelt, geonameid=place.geonameid, place_printed=line) if place else None
