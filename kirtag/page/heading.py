"""The heading that a reader sees, and the time printed under it."""

from datetime import tzinfo

from kirtag.page.document import Document
from kirtag.page.parts import Parts
from kirtag.page.times import read_printed_time
from kirtag.text import tidy_line
from kirtag.text.tidy import fold

# How many lines below its heading an article prints its time: section, byline, views, time.
_BELOW = 4
# A stated headline shorter than this may be a word that any heading holds.
_CUT_SHORT = 20


def read_heading(page: Document, told: list[str], zone: tzinfo | None) -> Parts:
    """Return the headline as printed, and the time below it. `told` is what the page tells machines to be its headline.

    What machines are told often carries the site's name or is cut short. So it is the heading that one of the told
    lines repeats; where none does, the page's only `h1`.
    """
    headings = [(number, tidy_line(block.text)) for number, block in enumerate(page.blocks) if block.tag == "h1"]
    lines = [fold(line) for line in told]
    repeated = [one for one in headings if any(_repeats(line, fold(one[1])) for line in lines)]
    if not repeated and len({text for _, text in headings}) != 1:
        return Parts()
    number, headline = max(repeated or headings[:1], key=lambda one: len(one[1]))
    below = (tidy_line(block.text) for block in page.blocks[number + 1 : number + 1 + _BELOW] if block.tag != "img")
    printed = next(((line, moment) for line in below if (moment := read_printed_time(line, zone))), (None, None))
    return Parts(headline=headline, published_printed=printed[0], published=printed[1])


def _repeats(told: str, heading: str) -> bool:
    return heading in told or (len(told) > _CUT_SHORT and told in heading)
