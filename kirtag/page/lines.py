"""A page as lines of text, each with the boxes that it stands in: what a reader without a layout goes by."""

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from kirtag.page.document import INLINE, SILENT
from kirtag.page.furniture import ROLES, TAGS, is_furniture
from kirtag.text import tidy_line

_SILENT = SILENT | frozenset("audio canvas datalist input map video".split())
# They part lines and hold none.
_VOID = frozenset("area br col embed hr img link meta param source track".split())
# A cell with more is no cell of a table, but a column of the page.
_CELL = 300
_NO_CELL = ("article", "form", "h1", "h2", "ol", "section", "table", "ul")
# An inline element with more is named for something else, and holds the article.
_ASIDE = 1000
# What follows in a longer class is no name.
_NAMES = 1000


class Box:
    """An element that lines stand in: those from number `first` up to `last`. `names` are its class and id.

    `marked` says that it is beside the text by its tag, role or names; `weight` and `noise` are of the lines in it.
    Boxes are counted from outer to inner: those inside of one have the numbers from its own up to `end`.
    """

    __slots__ = (
        *("tag", "names", "parent", "number", "end", "first", "last"),
        *("marked", "stated", "dead", "weight", "noise"),
    )

    def __init__(self, tag: str, names: str, parent: "Box | None", number: int, first: int) -> None:
        self.tag = tag
        self.names = names
        self.parent = parent
        self.number = self.end = number
        self.first = self.last = first
        self.marked = self.stated = self.dead = False
        self.weight = self.noise = 0.0

    def up(self) -> "Iterator[Box]":
        """Yield the box and those around it, the nearest first."""
        box: Box | None = self
        while box:
            yield box
            box = box.parent

    def holds(self, other: "Box") -> bool:
        """Tell whether another box is this one or inside of it."""
        return self.number <= other.number < self.end


class Line:
    """A run of text that stands by itself, tidied, or a row of a table. `linked` is the share of it that is links.

    `pictured` says that a picture stands right above it.
    """

    __slots__ = ("box", "linked", "noise", "pictured", "text", "weight")

    def __init__(self, text: str, box: Box, linked: float, pictured: bool) -> None:
        self.text = text
        self.box = box
        self.linked = linked
        self.pictured = pictured
        self.weight = self.noise = 0.0

    @property
    def heading(self) -> bool:
        """Whether it is a heading of any rank."""
        return len(self.box.tag) == 2 and self.box.tag[0] == "h" and self.box.tag != "hr"


def read_lines(root: HtmlElement) -> tuple[list[Box], list[Line]]:
    """Return the boxes of a page, outer before inner, and its lines, both in reading order."""
    walk = _Walk()
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.leave(element)
        elif element.tag in _SILENT:
            events.skip_subtree()
        else:
            walk.enter(element)
    walk.close(walk.boxes[0])
    return walk.boxes, walk.lines


class _Walk:
    """The state of one walk through a page."""

    def __init__(self) -> None:
        self.boxes = [Box("", "", None, 0, 0)]
        self.lines: list[Line] = []
        self.box = self.boxes[0]
        self.parts: list[str] = []
        self.linked = 0
        self.pictured = False
        # How deep it is inside of a link, of an inline element to be left out, of a row that is one line.
        self.links = self.muted = self.row = 0

    def enter(self, element: HtmlElement) -> None:
        if self.muted:
            self.muted += 1
            return
        tag = element.tag
        if tag in INLINE or _is_own_inline(element):
            if tag == "a":
                self.links += 1
            elif element.attrib and _is_aside(element):
                self.muted = 1
                return
        elif self.row:
            self.row += 1
            self.parts.append(" ")
        else:
            self.end_line()
            if tag == "img":
                self.pictured = True
            if tag in _VOID:
                return
            self.open(element)
        self.say(element.text)

    def leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _SILENT:
            pass
        elif self.muted:
            self.muted -= 1
        elif tag == "a":
            self.links -= 1
        elif tag in INLINE or _is_own_inline(element):
            pass
        elif self.row > 1:
            self.row -= 1
            self.parts.append(" ")
        elif tag not in _VOID:
            self.end_line()
            self.row = 0
            self.close(self.box)
            self.box = self.box.parent or self.boxes[0]
        if not self.muted:
            self.say(element.tail)

    def open(self, element: HtmlElement) -> None:
        names = _names(element)
        box = Box(element.tag, names, self.box, len(self.boxes), len(self.lines))
        box.marked = element.tag in TAGS or is_furniture(names) or _is_hidden(element) or element.get("role") in ROLES
        box.stated = element.get("itemprop") == "articleBody"
        self.boxes.append(box)
        self.box = box
        self.row = int(element.tag == "tr" and _is_row(element))

    def close(self, box: Box) -> None:
        box.last, box.end = len(self.lines), len(self.boxes)

    def say(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            if self.links:
                self.linked += len(text.strip())

    def end_line(self) -> None:
        if self.parts:
            text = tidy_line("".join(self.parts))
            if text:
                self.lines.append(Line(text, self.box, min(1.0, self.linked / len(text)), self.pictured))
                self.pictured = False
            self.parts.clear()
            self.linked = 0


def _names(element: HtmlElement) -> str:
    name, identity = element.get("class"), element.get("id")
    return f"{name or ''} {identity or ''}"[:_NAMES] if name or identity else ""


def _is_own_inline(element: HtmlElement) -> bool:
    """Tell whether an element that a site made up (it has a dash) stands in a line: it does unless it holds blocks."""
    return "-" in element.tag and all(child.tag in INLINE for child in element)


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and "display:none" in style.replace(" ", ""))
    )


def _is_aside(element: HtmlElement) -> bool:
    """Tell whether an inline element is left out: hidden, or a window with other headlines that opens on a name."""
    names = _names(element)
    return (_is_hidden(element) or (names != "" and is_furniture(names))) and len(element.xpath("string()")) < _ASIDE


def _is_row(row: HtmlElement) -> bool:
    """Tell whether a table's row is one of figures and words, and not a part of the page's frame."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return (
        len(cells) > 1
        and not any(
            True for cell in cells for _ in cell.iter("table", "ul", "ol", "article", "section", "h1", "h2", "form")
        )
        and all(len(cell.xpath("string()")) <= _CELL for cell in cells)
    )
