"""JSON-LD: what a page's scripts state of its article, in the words of schema.org."""

import html
from collections import deque
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

from kirtag.items import Photo
from kirtag.page.document import Document
from kirtag.page.json_repair import read_json
from kirtag.page.once import once
from kirtag.page.parts import Parts
from kirtag.page.pictures import credited, is_picture
from kirtag.page.times import read_machine_time
from kirtag.text.tidy import fold

Node = dict[str, Any]

_ARTICLES = frozenset(
    "NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle Article BlogPosting "
    "AdvertiserContentArticle SatiricalArticle LiveBlogPosting Report".split()
)
_SITES = frozenset("Organization NewsMediaOrganization Corporation WebSite Periodical Newspaper".split())
# Below these stand other things than the page's own.
_OF_OTHERS = frozenset("itemListElement citation isBasedOn comment review about mentions relatedLink".split())
# More objects tell nothing of an article.
_MOST, _MOST_NAMES = 20_000, 50


def read_json_ld(page: Document, zone: tzinfo | None) -> Parts:
    """Return the parts that the page's JSON-LD states of its article (schema.org NewsArticle and its kin).

    The byline is as stated; a publisher is none, nor is any other organisation.
    """
    found = _own(page)
    if not found:
        return Parts()
    text = _text(found.get("articleBody"))
    modified = read_machine_time(_text(found.get("dateModified")), zone)
    return Parts(
        headline=_text(found.get("headline")),
        body=text.splitlines() if text else [],
        published=read_machine_time(_text(found.get("datePublished")), zone),
        published_printed=_text(found.get("datePublished")),
        modified=modified if isinstance(modified, datetime) else None,
        byline=_names(page, found.get("author")) or _names(page, found.get("creator")),
        section=_text(found.get("articleSection")),
        language=_text(found.get("inLanguage")),
        photos=_photos(page, found.get("image")),
    )


@once
def publishers(page: Document) -> frozenset[str]:
    """Return the names that the page's JSON-LD gives to the site and to who publishes it."""
    nodes = [node for node in _nodes(page) if types(node) & _SITES]
    nodes += [one for node in _nodes(page) for one in _each(node.get("publisher")) if isinstance(one, dict)]
    names = (_text(node.get(key)) for node in nodes for key in ("name", "alternateName", "legalName"))
    return frozenset(name for name in names if name)


@once
def _nodes(page: Document) -> list[Node]:
    """Return every object of every JSON-LD script, outer before inner."""
    found: list[Node] = []
    for element in page.root.iter("script"):
        if not (element.get("type") or "").strip().lower().startswith("application/ld+json"):
            continue
        waiting = deque(read_json(element.text_content()))
        while waiting and len(found) < _MOST:
            node = waiting.popleft()
            if isinstance(node, dict):
                found.append(node)
                waiting.extend(value for key, value in node.items() if key not in _OF_OTHERS)
            elif isinstance(node, list):
                waiting.extend(node)
    return found


@once
def _named(page: Document) -> dict[str, Node]:
    """Return the objects that others of the page refer to by their `@id`."""
    described = (node for node in _nodes(page) if isinstance(node.get("@id"), str) and len(node) > 1)
    # The longest description: some objects repeat a name beside the reference.
    return {node["@id"]: node for node in sorted(described, key=len)}


@once
def _own(page: Document) -> Node:
    """Return what is stated of the page's own article; of several the one at its address, or with its headline."""
    articles = [node for node in _nodes(page) if types(node) & _ARTICLES and _text(node.get("headline"))]
    if not articles:
        return {}
    chosen = articles[0]
    if len(articles) > 1:
        here, told = _addresses(page), _told(page)
        at_home = [node for node in articles if _addresses_of(node) & here]
        chosen = (at_home or [node for node in articles if _headline(node) in told] or articles)[0]
    own: Node = {}
    for node in reversed([chosen, *(node for node in articles if _headline(node) == _headline(chosen))]):
        own |= {key: value for key, value in node.items() if value}
    return own


def _headline(node: Node) -> str:
    return fold(_text(node.get("headline")) or "")


def _told(page: Document) -> set[str]:
    """Return the headings and the title, as they are compared."""
    elements = [*page.root.iter("h1"), *page.root.iter("title")]
    return {fold(element.text_content()[:1000]) for element in elements[:20]}


def _addresses(page: Document) -> set[str]:
    declared = page.select("link[rel=canonical][href], meta[property='og:url'][content]")
    stated = [page.url, *(element.get("href") or element.get("content") for element in declared)]
    return {one for one in map(_address, stated) if one}


def _addresses_of(node: Node) -> set[str]:
    whole = [one for key in ("url", "mainEntityOfPage", "@id") for one in _each(node.get(key))]
    stated = [one.get("@id") or one.get("url") if isinstance(one, dict) else one for one in whole]
    return {one for one in (_address(value) for value in stated if isinstance(value, str)) if one}


def _address(url: str) -> str | None:
    """Return an address as it is compared; None for that of a site, which is no article's."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    return f"{host}{path}?{parts.query}" if path or parts.query else None


def types(node: Node) -> set[str]:
    """Return the names of an object's types, without the vocabulary in front: `https://schema.org/NewsArticle`."""
    return {one.rstrip("/").replace("#", "/").replace(":", "/").split("/")[-1] for one in _strings(node.get("@type"))}


def _strings(value: Any) -> Iterator[str]:
    return (one for one in _each(value) if isinstance(one, str))


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str | None:
    """Return a stated text (the first of several) without entities and tags' escapes; None for anything else."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, str):
        return None
    # JSON can spell a lone surrogate, which nothing can store.
    value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return html.unescape(value).strip() or None


def _names(page: Document, value: Any, *, organisations: bool = False) -> str | None:
    """Return the names of the stated persons, joined by commas; those of organisations only where asked for."""
    names = []
    for one in _each(value)[:_MOST_NAMES]:
        if not isinstance(one, dict):
            names.append(_text(one))
        elif organisations or not any(kind.endswith("Organization") for kind in types(_described(page, one))):
            names += [_text(name) for name in _each(_described(page, one).get("name"))]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _described(page: Document, node: Node) -> Node:
    """Return an object with what the page says of it elsewhere, by its `@id`."""
    name = node.get("@id")
    return _named(page).get(name, {}) | node if isinstance(name, str) else node


def _photos(page: Document, value: Any) -> list[Photo]:
    """Return the stated pictures. Without captions they are the same one, cut for several uses: the first counts."""
    found = [photo for one in _each(value) if (photo := _photo(page, one))]
    captioned = list({photo.caption: photo for photo in reversed(found) if photo.caption}.values())[::-1]
    return captioned or found[:1]


def _photo(page: Document, value: Any) -> Photo | None:
    node = _described(page, value) if isinstance(value, dict) else {"url": value}
    url = _text(node.get("url")) or _text(node.get("contentUrl")) or _text(node.get("@id"))
    if not url or not is_picture(url := page.absolute(url)):
        return None
    keys = ("creditText", "copyrightHolder", "creator", "author")
    stated = (_names(page, node.get(key), organisations=True) for key in keys)
    return credited(Photo(url, _text(node.get("caption")), next(filter(None, stated), None)))[0]
