"""The byline that a page prints: found by the marks of its element, or by its label beside the heading."""

from collections.abc import Collection
from itertools import islice

from lxml.html import HtmlElement

from kirtag.page.byline import is_byline, read_byline
from kirtag.page.document import Document
from kirtag.page.heading import Heading
from kirtag.page.marks import names_of, stands_beside

# A longer line, or an element with more, holds something else than names; more marked elements are those of a list.
_LONGEST, _MOST, _MOST_MARKED = 160, 60, 1_000
# More names, each in an element of its own, are those of other articles, too.
_MOST_NAMES = 4
_MARKED = "[class*=uthor], [class*=yline]"
_NAMES = ("author", "Author", "byline", "Byline")
_CLASSES = frozenset(("author", "authors", "byline"))
# What is said of a picture, or by a reader.
_OF_OTHERS = frozenset("caption figure gallery image photo photos picture quote slider".split())
_OF_OTHER_TAGS = frozenset(("blockquote", "figcaption", "figure", "form"))


def find_byline(page: Document, heading: Heading | None, sites: Collection[str]) -> str | None:
    """Return the byline that a page prints, where one surely is.

    Such is a labelled line beside the heading (`By …`, `Автор: …`), then an element with a byline's class that has a
    label or is such a line, then the links marked as the author's.
    """
    beside = [*heading.below, *heading.above] if heading else []
    for line in beside:
        if len(line) <= _LONGEST and is_byline(line, sites):
            return read_byline(line, sites)
    # Quickly: a selector looks at every element.
    if not any(name in page.text for name in _NAMES):
        return None
    for element in islice(filter(_is_own, page.select(_MARKED)[:_MOST_MARKED]), _MOST):
        printed = _line(page, element)
        if (printed in beside or is_byline(printed, sites)) and (byline := read_byline(printed, sites)):
            return byline
    links = islice(page.select("a[rel~=author]"), _MOST)
    lines = dict.fromkeys(_line(page, link) for link in links if not stands_beside(link))
    names = [name for line in lines if (name := read_byline(line, sites))]
    return ", ".join(names) if 0 < len(names) <= _MOST_NAMES else None


def _is_own(element: HtmlElement) -> bool:
    """Tell whether an element is named for the author, and not of a picture, a reader or another article."""
    if _CLASSES.isdisjoint(names_of(element)) or stands_beside(element):
        return False
    around = [element, *islice(element.iterancestors(), 4)]
    return not any(one.tag in _OF_OTHER_TAGS or not _OF_OTHERS.isdisjoint(names_of(one)) for one in around)


def _line(page: Document, element: HtmlElement) -> str:
    """Return what an element says, if it is short: one named for its author may hold the whole article."""
    length = sum(len(text) for text in islice(element.itertext(), 200))
    line = page.line_of(element) if length <= 4 * _LONGEST else ""
    return line if len(line) <= _LONGEST else ""
