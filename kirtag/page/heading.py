"""The heading that a reader sees, and the time printed beside it."""

import re
from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from kirtag.page.document import Block, Document
from kirtag.page.marks import names_of
from kirtag.page.metadata import site_names
from kirtag.page.parts import Parts
from kirtag.page.times import read_machine_time, read_printed_time
from kirtag.text import tidy_line
from kirtag.text.tidy import fold

# How many lines below its heading an article prints its time: section, byline, views, time; and above it.
_BELOW, _ABOVE = 4, 2
# A line with a time is longer only where it is something else: a caption, or above the heading the menu.
_LONGEST_BELOW, _LONGEST_ABOVE = 120, 80
# A stated headline shorter than this may be a word that any heading holds.
_CUT_SHORT = 20
# No headline is longer; a paragraph need not be folded whole.
_LONGEST = 300
# What parts a headline from the site's name behind it, where machines are told both.
_PARTED = re.compile(r"\s?[|•·»_–—-]\s?\S|\s[:/]{1,2}\s\S")
_MOST_TIMES = 30
_CHANGED = frozenset(("changed", "modified", "updated"))
# The home of a site, or of one of its editions.
_HOME = re.compile(r"/?(?:[a-z]{2}/?)?(?:index\.\w{2,5})?")
_COUNTRY = re.compile(r"[a-z]{2}")


class Heading(NamedTuple):
    """A heading as printed, the number of its block, and the lines beside it: below, then above, the nearest first."""

    text: str
    number: int
    below: list[str]
    above: list[str]


def find_heading(page: Document, told: list[str]) -> Heading | None:
    """Return the heading of a page. `told` is what the page tells machines to be its headline.

    What machines are told often carries the site's name or is cut short. So it is the heading that one of the told
    lines repeats; where none does, the page's only `h1`; on a page without one any line that a told one begins with.
    The name of the site is no headline, nor is a link to its home.
    """
    blocks, sites = page.blocks, site_names(page)
    headings = [number for number, block in enumerate(blocks) if block.tag == "h1"]
    logos = sites | _logos(page)
    headings = [number for number in headings if fold(blocks[number].text[:_LONGEST]) not in logos]
    found = find_headline([blocks[number] for number in headings], told)
    if found is not None:
        return _beside(blocks, headings[found])
    if len({tidy_line(blocks[number].text) for number in headings}) == 1:
        return _beside(blocks, headings[0])
    others = list(_begun(blocks, [line for line in told if fold(line) not in sites]))
    dated = (one for one in others if any(map(read_printed_time, one.below)))
    return next(dated, others[0] if others else None)


def read_heading(page: Document, heading: Heading, zone: tzinfo | None) -> Parts:
    """Return the headline as printed, and the time beside it."""
    printed, published = _time(page, heading, zone)
    return Parts(headline=heading.text, published_printed=printed, published=published)


def find_headline(blocks: list[Block], told: list[str]) -> int | None:
    """Return the number of the block that repeats a told headline, the longest of several; None where none does.

    The told one may go on (with the site's name) where the block ends, or, if it is long, be cut where that goes on.
    """
    lines = [fold(line).rstrip("….") for line in told]
    repeated: dict[int, int] = {}
    for number, block in enumerate(blocks):
        text = fold(block.text[:_LONGEST])
        if block.tag != "img" and any(_repeats(line, text) for line in lines):
            repeated[number] = len(text)
    return max(repeated, key=lambda number: repeated[number], default=None)


def _repeats(told: str, printed: str) -> bool:
    return bool(printed) and (printed in told or (len(told) > _CUT_SHORT and printed.startswith(told)))


def _logos(page: Document) -> set[str]:
    """Return the headings that are links to the site's home."""
    links = (link for heading in page.root.iter("h1") for link in heading.iter("a") if _is_home(page, link.get("href")))
    return {fold(link.text_content()[:_LONGEST]) for link in links}


def _is_home(page: Document, address: str | None) -> bool:
    if not address:
        return False
    try:
        return _HOME.fullmatch(urlsplit(page.absolute(address)).path) is not None
    except ValueError:
        return False


def _beside(blocks: list[Block], number: int) -> Heading:
    def lines(some: list[Block]) -> list[str]:
        return [tidy_line(block.text) for block in some if block.tag != "img"]

    above = lines(blocks[max(0, number - _ABOVE) : number])[::-1]
    below = lines(blocks[number + 1 : number + 1 + _BELOW])
    above = [line for line in above if len(line) <= _LONGEST_ABOVE]
    return Heading(tidy_line(blocks[number].text), number, below, above)


def _begun(blocks: list[Block], told: list[str]) -> Iterator[Heading]:
    """Yield the lines with which a told headline begins, where it goes on with what looks like the site's name."""
    short = {number: fold(block.text) for number, block in enumerate(blocks) if _may_be_headline(block)}
    for line in told:
        folded = fold(line[:_LONGEST])
        for number, text in short.items():
            if not folded.startswith(text):
                continue
            if text == folded or (len(text) > len(folded) / 2 and _PARTED.match(folded, len(text))):
                yield _beside(blocks, number)


def _may_be_headline(block: Block) -> bool:
    return block.tag != "img" and len(block.text) <= _LONGEST


def _time(page: Document, heading: Heading, zone: tzinfo | None) -> tuple[str | None, datetime | date | None]:
    """Return the time beside a heading, as printed and as read: as `<time>` tells it, or as it is printed.

    Above a heading only a time with an hour counts: a day may be today's, and the masthead's.
    """
    countries = _countries(page)
    whole = {tidy_line(element.text_content()): element.get("datetime") for element in _times(page)}
    for line in (*heading.below, *heading.above):
        for text, told in whole.items():
            if text and text in line and (moment := read_machine_time(told, zone)):
                return text, moment
        printed = read_printed_time(line, zone, countries) if len(line) <= _LONGEST_BELOW else None
        if printed and (line in heading.below or ":" in line):
            return line, printed
    return None, None


def _times(page: Document) -> list[HtmlElement]:
    """Return the elements that tell a time to machines, but for that of the last change."""
    return [one for one in page.select("time[datetime]")[:_MOST_TIMES] if not _is_change(one)]


def _is_change(element: HtmlElement) -> bool:
    return "dateModified" in (element.get("itemprop") or "") or not _CHANGED.isdisjoint(names_of(element))


def _countries(page: Document) -> set[str]:
    """Return the countries that a page is of, by its host (`example.in`, `in.example.com`) and language (`en-IN`)."""
    try:
        labels = (urlsplit(page.url).hostname or "").split(".")
    except ValueError:
        labels = []
    region = (page.root.get("lang") or "").replace("_", "-").lower().split("-")[1:]
    return {one for one in (labels[0], labels[-1], *region) if _COUNTRY.fullmatch(one)} if labels else set(region)
