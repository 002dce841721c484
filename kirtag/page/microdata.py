"""Microdata and RDFa: what a page's own elements say that they are, in the words of schema.org and Dublin Core."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import NamedTuple

from lxml.html import HtmlElement

from kirtag.items import Credit, Photo
from kirtag.page.document import Document
from kirtag.page.once import once
from kirtag.page.parts import Parts
from kirtag.page.pictures import credited, is_picture
from kirtag.page.times import read_machine_time
from kirtag.text import read_credit, tidy_line

_KNOWN = frozenset(
    "headline datepublished datemodified datecreated author creator articlesection inlanguage image name caption url "
    "contenturl copyrightholder created date issued title".split()
)
# What Dublin Core calls them, as Drupal has it.
_DUBLIN_CORE = {"created": "datepublished", "date": "datepublished", "issued": "datepublished", "title": "headline"}
# The page itself, and things without a type, are the article where nothing says that it is one.
_PAGES = frozenset(("", "webpage", "itempage", "creativework"))
# Meta elements with a property are OpenGraph's, and read as such.
_MARKS = {"itemprop": "[itemprop]", "property": "[property]"}
_WHERE = ("content", "datetime", "src", "href")
_ADDRESSES = ("url", "contenturl")
# More are those of other articles, or made to be slow.
_MOST, _MOST_PICTURES, _MOST_AUTHORS = 2_000, 50, 20


class _Said(NamedTuple):
    """An element with a property: the property's name in small letters, and the element of the thing that has it."""

    name: str
    element: HtmlElement
    thing: HtmlElement | None


def read_microdata(page: Document, zone: tzinfo | None) -> Parts:
    """Return the parts that itemprop (HTML) and property (RDFa) mark as the article's. The byline is as stated."""
    own = _own(page)
    if not own:
        return Parts()

    def stated(*names: str) -> Iterator[str]:
        return (value for name in names for said in own if said.name == name and (value := _value(page, said)))

    times = [(one, read_machine_time(one, zone)) for one in stated("datepublished", "datecreated")]
    modified = next(filter(None, (read_machine_time(one, zone) for one in stated("datemodified"))), None)
    authors = [said for said in own if said.name in ("author", "creator")]
    people = [name for said in authors[:_MOST_AUTHORS] if (name := _name(page, said))]
    images = [said for said in own if said.name == "image"]
    pairs = [found for said in images[:_MOST_PICTURES] if (found := _photo(page, said))]
    return Parts(
        headline=next(stated("headline"), None),
        published=next((moment for _, moment in times if moment), None),
        published_printed=next((one for one, moment in times if moment), None),
        modified=modified if isinstance(modified, datetime) else None,
        byline=", ".join(dict.fromkeys(people)) or None,
        section=next(stated("articlesection"), None),
        language=next(stated("inlanguage"), None),
        photos=list({photo.url: photo for photo, _ in pairs}.values()),
        credits=list(dict.fromkeys(credit for _, credits in pairs for credit in credits)),
    )


def marked_publishers(page: Document) -> list[str]:
    """Return the names of the things that are marked as a publisher."""
    names = (said for said in _said(page) if said.name == "name" and said.thing is not None)
    return [name for said in names if _is_publisher(said.thing) and (name := _value(page, said))]


def _is_publisher(thing: HtmlElement | None) -> bool:
    return thing is not None and "publisher" in (thing.get("itemprop") or "").split()


@once
def _said(page: Document) -> list[_Said]:
    """Return all marked elements of a page, in its order."""
    found = []
    for attribute, css in _MARKS.items():
        # Quickly: most pages have none of these, and a selector looks at every element.
        elements = page.select(css) if f"{attribute}=" in page.text else []
        own = [one for one in elements if attribute == "itemprop" or one.tag != "meta"]
        for element in own[:_MOST]:
            found += [_Said(name, element, _thing(element)) for name in _names(element.get(attribute))]
    return found


def _names(written: str | None) -> list[str]:
    """Return the property's names that we know, without their vocabulary: `schema:name dc:title`."""
    plain = (word.lower().rpartition(":")[2].rpartition("/")[2] for word in (written or "").split())
    return list(dict.fromkeys(_DUBLIN_CORE.get(name, name) for name in plain if name in _KNOWN))


def _thing(element: HtmlElement) -> HtmlElement | None:
    """Return the element of the thing that has a property: the nearest around it that begins one."""
    return next((one for one in element.iterancestors() if _begins(one)), None)


def _begins(element: HtmlElement) -> bool:
    return element.get("itemscope") is not None or element.get("typeof") is not None


def _type(thing: HtmlElement | None) -> str:
    """Return the type of a thing in small letters, without its vocabulary; nothing where it has none."""
    if thing is None:
        return ""
    written = (thing.get("itemtype") or thing.get("typeof") or "").lower().split()
    return written[0].rstrip("/").replace(":", "/").rpartition("/")[2] if written else ""


def _own(page: Document) -> list[_Said]:
    """Return what is marked of the page's own article: of several the one around the heading; None where none is."""
    articles: dict[HtmlElement, list[_Said]] = {}
    loose: list[_Said] = []
    for said in _said(page):
        kind = _type(said.thing)
        if said.thing is not None and (kind.endswith("article") or kind == "blogposting"):
            articles.setdefault(said.thing, []).append(said)
        elif kind in _PAGES:
            loose.append(said)
    if len(articles) > 1:
        headed = [one for one in articles if next(one.iter("h1"), None) is not None]
        return articles[headed[0]] if len(headed) == 1 else []
    return next(iter(articles.values()), []) + loose


def _value(page: Document, said: _Said) -> str | None:
    """Return what a marked element says: to machines, or as printed."""
    told = (said.element.get(name) for name in _WHERE[:2])
    return next((tidy_line(one) for one in told if one and one.strip()), None) or page.line_of(said.element) or None


def _name(page: Document, said: _Said) -> str | None:
    """Return a person's name: that of the thing which the element begins, or what the element says."""
    if not _begins(said.element):
        return _value(page, said)
    if _type(said.element).endswith("organization"):
        return None
    inner = (one for one in _said(page) if one.thing is said.element and one.name == "name")
    return next((value for one in inner if (value := _value(page, one))), None)


def _photo(page: Document, said: _Said) -> tuple[Photo, list[Credit]] | None:
    """Return a marked picture with its caption and who made it; None without an address of one."""
    inner = [one for one in _said(page) if one.thing is said.element] if _begins(said.element) else []
    elements = [one.element for one in inner if one.name in _ADDRESSES] + [said.element]
    stated = (element.get(name) for element in elements for name in ("src", "href", "content"))
    url = next((page.absolute(one) for one in stated if one and is_picture(page.absolute(one))), None)
    if url is None:
        return None
    caption = next((value for one in inner if one.name == "caption" and (value := _value(page, one))), None)
    maker = next(
        (
            value
            for one in inner
            if one.name in ("author", "creator", "copyrightholder") and (value := _value(page, one))
        ),
        None,
    )
    credit = read_credit(maker) if maker else None
    photo, credits = credited(Photo(url, caption, credit.credit if credit else maker))
    return photo, credits + ([credit] if credit else [])
