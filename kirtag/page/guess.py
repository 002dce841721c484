"""A layout for pages that nobody described: the plainest selectors that read what was read without one.

Every guess is proven on all pages given: a selector that holds on one alone is not taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cached_property

from lxml.html import HtmlElement

from kirtag.items import Article
from kirtag.page.document import Block, Document
from kirtag.page.guess_parts import guess_parts
from kirtag.page.layouts import Layout
from kirtag.page.selectors import own_selectors, selectors
from kirtag.text import find_promo, read_credit, tidy, tidy_line
from kirtag.text.tidy import fold

# How much of the text a container must hold for the search to go on inside of it.
_MOST = 0.7
# How much of what was read without a layout it must read, and how much more it may: a share, and some characters.
_ENOUGH, _MORE, _SOME = 0.97, 0.1, 120
# A line is known again by its beginning, a short one only whole.
_BEGINNING, _SHORT = 60, 20
# Elements that hold running text, in which no container of it is looked for.
_TEXTUAL = frozenset("p li h1 h2 h3 h4 h5 h6 blockquote td pre".split())
# Elements that may be dropped by their tag alone.
_ASIDE = frozenset("aside form nav footer time button".split())
# Those that may be by where they stand.
_BOXES = frozenset("div ol section table ul".split())


@dataclass(frozen=True)
class Sample:
    """A page, and the article that was read on it without a layout; its times without the agency's clock."""

    page: Document
    article: Article

    @cached_property
    def lines(self) -> list[str]:
        """The paragraphs of the article, as they are compared."""
        return [fold(line) for line in tidy(self.article.body)]

    @cached_property
    def whole(self) -> str:
        """The body of the article, as it is compared."""
        return "\n".join(self.lines)

    def holds(self, block: Block) -> bool:
        """Tell whether a block is of the article's text, or a credit, which the text rules find there."""
        line = tidy_line(block.text)
        folded = fold(line)
        known = folded in self.lines or (len(folded) >= _SHORT and folded[:_BEGINNING] in self.whole)
        return known or read_credit(line) is not None


def guess_layout(samples: Sequence[Sample], zone: tzinfo | None = None) -> Layout | None:
    """Return a layout that reads on each page the headline and the body that are known; None where no selector holds.

    `zone` is the agency's clock, for printed times. What pages tell machines is left to that.
    """
    headline = _headline(samples)
    if not headline:
        return None
    for body in _bodies(samples[0]):
        layout = Layout(headline=headline, body=body, drop=_drops(samples, headline, body))
        if all(_is_proven(layout, sample) for sample in samples):
            return replace(layout, **guess_parts([(one.page, one.article) for one in samples], layout, zone))
    return None


def _headline(samples: Sequence[Sample]) -> str | None:
    """Return the selector of the headline, an `h1` if one holds."""
    first = samples[0]
    wanted = fold(first.article.headline)
    found = [one for one in first.page.select("body *") if fold(first.page.line_of(one)) == wanted]
    # The innermost, and of these a heading before a crumb.
    inner = [one for one in found if not any(child in found for child in one.iterdescendants())]
    for element in sorted(inner, key=lambda one: (one.tag != "h1", one.tag not in ("h2", "h3"))):
        for css in selectors(element):
            if all(_is_headline(sample, css) for sample in samples):
                return css
    return "title" if all(_is_headline(sample, "title") for sample in samples) else None


def _is_headline(sample: Sample, css: str) -> bool:
    return fold(sample.page.line(css) or "") == fold(sample.article.headline)


def _bodies(sample: Sample) -> Iterator[str]:
    """Yield selectors of what holds the text: the smallest container first, whole; then its paragraphs."""
    path = [*_path(sample, sample.page.select("body"))]
    for container in reversed(path):
        outside = [*_outside(sample, container)]
        for css in selectors(container):
            if len(sample.page.select(css)) == 1:
                yield ", ".join([*outside, css])
    for container in reversed(path):
        for css in own_selectors(container):
            yield f"{css} p"


def _path(sample: Sample, inside: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """Yield the containers of the text, outer before inner: below `inside`, each in the one before."""
    while inside:
        weights = {one: _weight(sample, one) for one in inside if one.tag not in _TEXTUAL}
        heaviest = max(weights, key=lambda one: weights[one], default=None)
        if heaviest is None or weights[heaviest] < _MOST * len(sample.whole):
            return
        if heaviest.tag != "body":
            yield heaviest
        inside = [child for child in heaviest if isinstance(child.tag, str)]


def _weight(sample: Sample, element: HtmlElement) -> int:
    """Return how many characters of the article an element holds."""
    blocks = [fold(block.text) for block in sample.page.blocks_of(element) if block.tag != "img"]
    known, beginnings = set(blocks), "\n".join(blocks)
    return sum(len(line) for line in sample.lines if line in known or _begins(line, beginnings))


def _begins(line: str, text: str) -> bool:
    return len(line) >= _SHORT and line[:_BEGINNING] in text


def _outside(sample: Sample, container: HtmlElement) -> Iterator[str]:
    """Yield a selector for each paragraph that stands outside of the container, as a standfirst does."""
    inside = "\n".join(fold(block.text) for block in sample.page.blocks_of(container))
    for line in sample.lines:
        if len(line) >= _SHORT and line[:_BEGINNING] not in inside:
            held = [one for one in sample.page.select("body *") if fold(sample.page.line_of(one)) == line]
            found = (css for one in held for css in selectors(one) if len(sample.page.select(css)) == 1)
            if css := next(found, None):
                yield css


def _drops(samples: Sequence[Sample], headline: str, body: str) -> tuple[str, ...]:
    """Return selectors of what stands in the body and is not of the article, on any of the pages."""
    found: dict[str, None] = {}
    for sample in samples:
        for container in sample.page.select(body):
            if any(one in container.iterdescendants() for one in sample.page.select(headline)):
                found[headline] = None
            for element in _foreign(sample, container):
                gone = {one for css in found for one in sample.page.select(css)}
                if element in gone or any(around in gone for around in element.iterancestors()):
                    continue
                if css := _drop(samples, element):
                    found[css] = None
    return tuple(found)


def _foreign(sample: Sample, element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the outermost elements that hold text, none of it the article's, and can be named; captions are no text."""
    for child in element:
        if child.tag == "figcaption" or not isinstance(child.tag, str):
            continue
        blocks = [block for block in sample.page.blocks_of(child) if block.tag != "img" and not block.caption]
        if blocks and not any(map(sample.holds, blocks)) and (own_selectors(child) or child.tag in _ASIDE | _BOXES):
            yield child
        elif blocks:
            yield from _foreign(sample, child)


def _drop(samples: Sequence[Sample], element: HtmlElement) -> str | None:
    """Return the element's plainest selector that finds nothing of the article's on any page."""
    names = [*own_selectors(element), *([element.tag] if element.tag in _ASIDE else [])]
    names += [*selectors(element)] if element.tag in _BOXES else []
    return next((css for css in names if not any(_holds_text(sample, css) for sample in samples)), None)


def _holds_text(sample: Sample, css: str) -> bool:
    page = sample.page
    return any(sample.holds(block) for one in page.select(css) for block in page.blocks_of(one) if block.tag != "img")


def _is_proven(layout: Layout, sample: Sample) -> bool:
    """Tell whether a layout reads the headline, the whole body, and little else."""
    parts = layout.read(sample.page, None)
    if parts is None or fold(parts.headline or "") != fold(sample.article.headline):
        return False
    read = [fold(line) for line in tidy(parts.body)]
    known, beginnings = set(read), "\n".join(read)
    found = sum(len(line) for line in sample.lines if line in known or _begins(line, beginnings))
    size = sum(map(len, sample.lines))
    extra = [line for line in parts.body if not sample.holds(Block(line, "p")) and not [*find_promo([line])]]
    more = sum(map(len, extra))
    repeated = sum(map(len, read)) - sum(map(len, known))
    return found >= _ENOUGH * size and more + repeated <= _MORE * size + _SOME
