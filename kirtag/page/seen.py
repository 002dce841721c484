"""What is seen on a page, spot by spot, as the signs of `barriers.tsv` are written.

Every spot is text in small letters, with one spelling of `е`, of apostrophes and of blanks, and a line feed in front of
every line and behind the last.
"""

import re
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from kirtag.page.document import Block, Document
from kirtag.page.metadata import is_stated, read_json_ld, read_meta
from kirtag.text import tidy_line

# A line is looked at up to here, and so much of a page: what stands in an article's place does not stand below one.
_LINE, _PAGE, _FEW = 300, 20_000, 5
# A sentence of an article: of some length, and closed. Headings, menus and the headlines of other articles are not.
_SENTENCE = 60
_STOPS = ".!?…։。।؟\"”»)'’"
# In a heading a sentence is followed by what it is about: `Страница не найдена. Как потеряли сайт`.
_INNER = re.compile(r"[.!?…]+(?=\s\S)")
# The site's name is parted from the headline so.
_PARTS = re.compile(r" [|•·»/—–:-]{1,2} |\s?\|\s?")
_RANKS = ("h1", "h2", "h3")


class Seen:
    """The spots of a page, and how much text of its own it holds. Nothing is made before it is asked for."""

    def __init__(self, page: Document) -> None:
        self.page = page
        self.blocks = [block for block in page.blocks if block.tag != "img"]

    @cached_property
    def visible(self) -> int:
        """The characters of all that is seen."""
        return sum(len(block.text) for block in self.blocks)

    @cached_property
    def running(self) -> int:
        """The characters of running text: of the longest run of sentences, or half of all where that is more.

        The paragraphs of an article stand together; between the leads of others stand their headlines.
        """
        run = longest = whole = 0
        for block in self.blocks:
            length = len(block.text)
            if length >= _SENTENCE and block.text[-1] in _STOPS:
                run += length
                whole += length
                longest = max(longest, run)
            else:
                run = 0
        return max(longest, whole // 2)

    @cached_property
    def stated(self) -> int:
        """The characters of the article's text that the page states for machines."""
        return sum(map(len, read_json_ld(self.page, None).body)) if "articleBody" in self.page.text else 0

    @cached_property
    def address(self) -> str:
        """The host and the path, as `example.kg/404.html`."""
        try:
            url = urlsplit(self.page.url.lower())
        except ValueError:
            return "\n"
        return f"\n{url.netloc}{url.path[:_LINE] or '/'}\n"

    @cached_property
    def heading(self) -> str:
        """The title, its first and last part, since one of them is the site's name, and the headline."""
        element = next(self.page.root.iter("title"), None)
        title = "" if element is None else tidy_line(element.text_content()[:_LINE])
        parts = _PARTS.split(title)
        return _spot([title, *{parts[0], parts[-1]}, self.headline])

    @cached_property
    def headline(self) -> str:
        """The heading as printed: the only one of the first rank."""
        found = [block.text for block in self.blocks if block.tag == "h1"]
        return tidy_line(found[0][:_LINE]) if len(found) == 1 else ""

    @cached_property
    def line(self) -> str:
        """The beginnings of all lines."""
        return _spot([_line(block) for block in self.blocks])

    @property
    def alone(self) -> str:
        """The lines again, for words that must be one."""
        return self.line

    @cached_property
    def short(self) -> str:
        """All that is said on a page that says next to nothing, also to readers without scripts or frames."""
        silent = islice(self.page.root.iter("noscript", "iframe", "button"), _FEW)
        said = (line for element in silent for line in element.text_content()[: _LINE * 3].splitlines())
        return self.line + _spot([line for line in map(tidy_line, said) if line])

    @cached_property
    def form(self) -> str:
        """The headings of a page that asks for a password."""
        asks = any((one.get("type") or "").lower() == "password" for one in self.page.root.iter("input"))
        return self.heading if asks else "\n"

    @cached_property
    def refresh(self) -> str:
        """When the page is to be replaced, and by which."""
        metas = (one for one in self.page.root.iter("meta") if (one.get("http-equiv") or "").lower() == "refresh")
        return _spot([(one.get("content") or "")[:_LINE] for one in islice(metas, _FEW)])

    @cached_property
    def markup(self) -> str:
        """The source, scripts and all."""
        return self.page.text.lower()

    def goes_on(self, line: str) -> bool:
        """Tell whether a line of `heading` is only the beginning or the end of the article's headline."""
        headlines = [self.headline]
        if is_stated(self.page):
            headlines += filter(None, (read_json_ld(self.page, None).headline, read_meta(self.page, None).headline))
        return any(line in whole and len(whole) > len(line) + 3 for whole in map(_fold, headlines))


def _line(block: Block) -> str:
    text = block.text[:_LINE]
    if "\n" in text or "  " in text:
        text = " ".join(text.split())
    return _INNER.sub(",", text) if block.tag in _RANKS else text


def _spot(lines: list[str]) -> str:
    return _fold("\n".join(["", *lines])[:_PAGE]) + "\n"


def _fold(text: str) -> str:
    text = text.lower().replace("ё", "е").replace("\xa0", " ")
    for apostrophe in "’‘ʻʼ":
        text = text.replace(apostrophe, "'")
    return text
