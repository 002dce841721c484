"""The heading that a reader sees, and the time printed under it."""

from datetime import tzinfo

from kirtag.page.document import Block, Document
from kirtag.page.parts import Parts
from kirtag.page.times import read_printed_time
from kirtag.text import tidy_line
from kirtag.text.tidy import fold

# How many lines below its heading an article prints its time: section, byline, views, time.
_BELOW = 4
# A stated headline shorter than this may be a word that any heading holds.
_CUT_SHORT = 20
# No headline is longer; a paragraph need not be folded whole.
_LONGEST = 300


def read_heading(page: Document, told: list[str], zone: tzinfo | None) -> Parts:
    """Return the headline as printed, and the time below it. `told` is what the page tells machines to be its headline.

    What machines are told often carries the site's name or is cut short. So it is the heading that one of the told
    lines repeats; where none does, the page's only `h1`.
    """
    blocks = page.blocks
    headings = [number for number, block in enumerate(blocks) if block.tag == "h1"]
    found = find_headline([blocks[number] for number in headings], told)
    if found is None and len({tidy_line(blocks[number].text) for number in headings}) != 1:
        return Parts()
    number = headings[found or 0]
    below = (tidy_line(block.text) for block in blocks[number + 1 : number + 1 + _BELOW] if block.tag != "img")
    printed = next(((line, moment) for line in below if (moment := read_printed_time(line, zone))), (None, None))
    return Parts(headline=tidy_line(blocks[number].text), published_printed=printed[0], published=printed[1])


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
