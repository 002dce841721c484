"""The smaller parts of a guessed layout: what a page prints of an article and tells no machine."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from lxml.html import HtmlElement

from kirtag.items import Article
from kirtag.page.document import Document
from kirtag.page.layouts import Layout
from kirtag.page.marks import stands_beside
from kirtag.page.pictures import is_picture
from kirtag.page.selectors import selectors
from kirtag.page.times import read_printed_time
from kirtag.text import read_credit

Page = tuple[Document, Article]

# A longer line is none of these parts.
_TIME, _NAME, _SECTION, _CAPTION = 80, 80, 40, 400
# How far around a picture its caption and credit stand.
_LEVELS = 3
_BYLINE = "[rel~=author], [itemprop=author], [class*=author], [class*=Author], [class*=byline], [class*=Byline]"
_SECTION_NAMES = (
    "[itemprop=articleSection], [class*=rubric], [class*=Rubric], [class*=section], [class*=category], [rel~=category]"
)


def guess_parts(pages: Sequence[Page], layout: Layout, zone: tzinfo | None) -> dict[str, Any]:
    """Return the layout's other selectors by name: those for what no page tells machines, proven on all pages.

    A picture and what is told of it must stand on half of them.
    """
    found: dict[str, str | None] = {}
    if not all(isinstance(article.published, datetime) for _, article in pages):
        found["published"] = _published(pages, layout, zone)
    if not any(article.byline for _, article in pages):
        found["byline"] = _line_named(pages, layout, _BYLINE, _NAME)
    if not any(article.section for _, article in pages):
        found["section"] = _line_named(pages, layout, _SECTION_NAMES, _SECTION)
    found |= _picture(pages, layout)
    return {name: css for name, css in found.items() if css}


def _published(pages: Sequence[Page], layout: Layout, zone: tzinfo | None) -> str | None:
    """Return the selector of the printed time: one element a page, of the day that the page states, if it does."""
    page, _ = pages[0]

    def reads(css: str) -> bool:
        return all(_is_time(*one, layout, css, zone) for one in pages)

    near = [one for one in _near(page, layout) if one.get("datetime") or 0 < len(page.line_of(one)) <= _TIME]
    timed = [one for one in near if one.get("datetime") or read_printed_time(page.line_of(one))]
    # The innermost of those that hold it.
    return _first_selector([one for one in timed if not any(child in timed for child in one.iterdescendants())], reads)


def _is_time(page: Document, article: Article, layout: Layout, css: str, zone: tzinfo | None) -> bool:
    if len(page.select(css)) != 1:
        return False
    only = Layout(headline=layout.headline, body=layout.body, published=css).read(page, zone or UTC)
    moment = only.published if only else None
    if not isinstance(moment, datetime) or any(one.tag in ("h1", "p") for one in page.select(css)):
        return False
    stated = article.published
    return not isinstance(stated, date) or abs(moment.date() - _day(stated)) <= timedelta(days=1)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _line_named(pages: Sequence[Page], layout: Layout, names: str, longest: int) -> str | None:
    """Return the selector of one short line a page that goes by some names and is not of the body."""
    page, _ = pages[0]
    called = set(page.select(names))

    def reads(css: str) -> bool:
        lines = [[one.line_of(element) for element in one.select(css)] for one, _ in pages]
        return all(len(found) == 1 and 0 < len(found[0]) <= longest for found in lines)

    return _first_selector((one for one in _near(page, layout) if one in called), reads)


def _picture(pages: Sequence[Page], layout: Layout) -> dict[str, str | None]:
    """Return the selectors of a picture outside of the body, of its caption and of its credit."""
    for page, _ in pages:
        picture = next(_pictures(page, layout), None)
        if picture is None:
            continue
        holder = _holder(page, picture)
        photo = _first_selector([holder], lambda css: _on_half(pages, css, _address))
        if photo is None:
            continue
        found: dict[str, str | None] = {"photo": photo}
        for one in holder.iterdescendants():
            line = page.line_of(one) if isinstance(one.tag, str) else ""
            if not 0 < len(line) <= _CAPTION or one.tag == "figcaption":
                continue
            name = "credit" if read_credit(line) else "caption"
            if name not in found and (name == "credit" or not _in_caption(one)):
                found[name] = _first_selector([one], lambda css: _on_half(pages, css, _line))
        return found
    return {}


def _pictures(page: Document, layout: Layout) -> Iterator[HtmlElement]:
    """Yield the pictures between the headline and the end of the body that are not in it."""
    order = {element: at for at, element in enumerate(page.root.iter())}
    start, end = order[page.select(layout.headline)[0]], order[page.select(layout.body)[-1]]
    for one in _near(page, layout):
        if one.tag == "img" and start < order[one] < end and is_picture(_address(page, one)):
            yield one


def _holder(page: Document, picture: HtmlElement) -> HtmlElement:
    """Return the picture's frame: the widest element around it that holds no other and no more than a caption."""
    holder = picture
    for around in [*picture.iterancestors()][:_LEVELS]:
        if around.tag in ("body", "html", "main", "article") or around.find(".//h1") is not None:
            break
        if len(around.findall(".//img")) > 1 or len(page.line_of(around)) > _CAPTION or around.find(".//p") is not None:
            break
        holder = around
        if around.tag == "figure":
            break
    return holder


def _in_caption(element: HtmlElement) -> bool:
    return any(one.tag == "figcaption" for one in element.iterancestors())


def _address(page: Document, holder: HtmlElement) -> str:
    return next((block.text for block in page.blocks_of(holder) if block.tag == "img"), "")


def _on_half(pages: Sequence[Page], css: str, tell: Callable[[Document, HtmlElement], str]) -> bool:
    """Tell whether a selector finds one thing on at least half of the pages, no more on any, and not always the same.

    What is the same on each page is of the site.
    """
    found = [page.select(css) for page, _ in pages]
    told = [tell(page, one[0]) for (page, _), one in zip(pages, found, strict=True) if len(one) == 1]
    good = [one for one in told if one]
    return 2 * len(good) >= len(pages) and all(len(one) <= 1 for one in found) and len(set(good)) > len(good) // 2


def _line(page: Document, element: HtmlElement) -> str:
    return page.line_of(element)


def _near(page: Document, layout: Layout) -> Iterator[HtmlElement]:
    """Yield the elements about the article that are not of its body: the nearest to its headline first."""
    headline = page.select(layout.headline)[0]
    body = [one for element in page.select(layout.body) for one in element.iter()]
    text, whole = set(body), page.select("body *")
    number = {element: at for at, element in enumerate(whole)}
    # The headline may be the page's title.
    start = number.get(headline, number.get(body[0], 0))
    around = _common(headline, body[0])
    inside = [one for one in around.iterdescendants() if one in number] if around is not None else whole
    nearest = sorted(inside, key=lambda one: abs(number[one] - start))
    yield from (one for one in nearest if one not in text and not stands_beside(one) and one is not headline)


def _common(one: HtmlElement, other: HtmlElement) -> HtmlElement | None:
    """Return the smallest element below `body` that holds both, or the one around it where that is the body itself."""
    around = {*one.iterancestors(), one}
    found = next((element for element in (other, *other.iterancestors()) if element in around), None)
    return None if found is None or found.tag in ("html", "body") else found


def _first_selector(
    elements: Sequence[HtmlElement] | Iterator[HtmlElement], holds: Callable[[str], bool]
) -> str | None:
    """Return the first selector of the elements, in turn, for which something holds."""
    return next((css for element in elements for css in selectors(element) if holds(css)), None)
