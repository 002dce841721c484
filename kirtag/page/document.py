"""A page as its reader sees it: parsed once, its text as blocks in reading order."""

import re
from functools import cache, cached_property
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree
from lxml.cssselect import LxmlHTMLTranslator
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kirtag.page.decode import Undecodable
from kirtag.text import tidy_line

# Elements that stand in a line with the text around them; every other one begins a block of its own.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
# A line break inside of these is a blank: a headline is one line.
_HEADINGS = frozenset(("h1", "h2", "h3"))
# Elements whose text no reader sees. Not the head: in a page without a <body> the parser puts there what follows.
SILENT = frozenset("script style noscript template title iframe object svg select option button textarea".split())
_UNBROKEN = INLINE | SILENT
# A page of news has some thousands. A million, a few kB on the wire, take 700 MiB as a tree.
_MOST_TAGS = 200_000
_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
_PICTURES = ("src", "data-src", "data-original", "data-lazy-src")


class Block(NamedTuple):
    """A run of text that stands by itself, as printed. Of a picture, `tag` is `img` and `text` its address."""

    text: str
    tag: str
    caption: bool = False


@cache
def _selector(css: str) -> etree.XPath:
    path = LxmlHTMLTranslator().css_to_xpath(css)
    return etree.XPath(_ANY.sub(_by_attribute, path))


# What a selector says of an element with any tag: `*[@class and contains(@class, 'text')]`.
_ANY = re.compile(r"\*\[([^][]+)\]")


def _by_attribute(any_element: re.Match[str]) -> str:
    """Return the same elements by way of their attribute, which libxml2 finds in a third of the time."""
    condition = any_element[1]
    names = set(re.findall(r"@([\w-]+)", condition))
    if len(names) != 1 or "::" in condition or "not(" in condition:
        return any_element[0]
    name = names.pop()
    return f"*/@{name}[{condition.replace(f'@{name}', '.').removeprefix('. and ')}]/.."


class Document:
    """One parsed page.

    `text` is the page decoded, `url` its address, against which relative links are resolved. Raises Undecodable for one
    that is made of tags.
    """

    def __init__(self, text: str, url: str) -> None:
        if text.count("<") > _MOST_TAGS:
            raise Undecodable(f"This page is no text: it has more than {_MOST_TAGS:,} tags.")
        # Bytes again, with the encoding told: lxml refuses a decoded text that declares one, and stops at a NUL.
        body = text.replace("\0", "").strip().encode("utf-8", "replace") or b"<html/>"
        parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        # lxml.html asks Python for the class of each element: a form has its own.
        parser.set_element_class_lookup(_ONE_CLASS)
        try:
            self.root: HtmlElement = document_fromstring(body, parser=parser, ensure_head_body=True)
        except etree.ParserError:
            # Nothing but comments.
            self.root = document_fromstring(b"<html/>", parser=parser, ensure_head_body=True)
        self.text = text
        self.url = url

    def select(self, css: str) -> list[HtmlElement]:
        """Return the elements that a CSS selector finds, in the order of the page."""
        found: list[HtmlElement] = _selector(css)(self.root)
        return found

    def line(self, css: str) -> str | None:
        """Return the tidied text of the first element that has any; None without one."""
        return next(filter(None, map(self.line_of, self.select(css))), None)

    def line_of(self, element: HtmlElement) -> str:
        """Return the tidied text of an element as one line; what stands in blocks is parted by a space."""
        return tidy_line(" ".join(block.text for block in self.blocks_of(element) if block.tag != "img"))

    def absolute(self, address: str) -> str:
        """Return the address as the page means it. An address that is none comes back as it is."""
        try:
            return urljoin(self.base, address.strip())
        except ValueError:
            return address

    @cached_property
    def base(self) -> str:
        """The address against which the page's links are resolved: its `<base>`, or its own."""
        declared = next((element.get("href") for element in self.select("base[href]")), None)
        try:
            return urljoin(self.url, declared) if declared else self.url
        except ValueError:
            return self.url

    @cached_property
    def blocks(self) -> list[Block]:
        """All text of the page, in the order in which one reads it."""
        return self.blocks_of(self.root)

    def blocks_of(
        self, root: HtmlElement, drop: tuple[HtmlElement, ...] = (), captions: tuple[HtmlElement, ...] = ()
    ) -> list[Block]:
        """Return the text and the pictures below an element as blocks, without the elements to drop.

        `captions` are elements that are captions, though their tag does not tell.
        """
        blocks: list[Block] = []
        line: list[str] = []
        inside: list[str] = []

        def close() -> None:
            text = "".join(line).strip()
            line.clear()
            if text:
                tag = next((name for name in reversed(inside) if name not in INLINE), "body")
                blocks.append(Block(text, tag, "figcaption" in inside))

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = "figcaption" if captions and element in captions else element.tag
            if event == "start":
                if (tag in SILENT and element is not root) or (drop and element in drop):
                    walk.skip_subtree()
                    inside.append(tag)
                    continue
                if tag not in INLINE:
                    if tag == "br" and not _HEADINGS.isdisjoint(inside):
                        line.append(" ")
                    elif line:
                        close()
                    if tag == "img" and (address := _picture(element)):
                        blocks.append(Block(self.absolute(address), "img"))
                inside.append(tag)
                # White space in front of a line is nothing, and most of what stands between two tags.
                if (text := element.text) and (line or not text.isspace()):
                    line.append(text)
            else:
                if line and tag not in _UNBROKEN and not (tag == "br" and not _HEADINGS.isdisjoint(inside)):
                    close()
                inside.pop()
                if element is not root and (text := element.tail) and (line or not text.isspace()):
                    line.append(text)
        close()
        return blocks


def _picture(element: HtmlElement) -> str | None:
    """Return the address of a picture, also of one that a script would load later."""
    addresses = (element.get(name) for name in _PICTURES)
    return next((address for address in addresses if address and not address.startswith("data:")), None)
