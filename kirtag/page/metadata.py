"""What a page tells machines about itself: JSON-LD, OpenGraph and other meta elements, microdata."""

import html
import json
from collections import deque
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from kirtag.items import Photo
from kirtag.page.document import Document
from kirtag.page.parts import Parts
from kirtag.page.times import read_machine_time
from kirtag.text import tidy_line

_ARTICLE_TYPES = frozenset(
    "NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle Article BlogPosting "
    "AdvertiserContentArticle SatiricalArticle LiveBlogPosting Report".split()
)


def read_json_ld(page: Document, zone: tzinfo | None) -> Parts:
    """Return the parts that the page's JSON-LD states of its article (schema.org NewsArticle and its kin)."""
    found = next((node for node in _nodes(page) if _types(node) & _ARTICLE_TYPES and _text(node.get("headline"))), {})
    text = _text(found.get("articleBody"))
    modified = read_machine_time(_text(found.get("dateModified")), zone)
    return Parts(
        headline=_text(found.get("headline")),
        body=text.splitlines() if text else [],
        published=read_machine_time(_text(found.get("datePublished")), zone),
        published_printed=_text(found.get("datePublished")),
        modified=modified if isinstance(modified, datetime) else None,
        byline=_names(found.get("author")),
        section=_text(found.get("articleSection")),
        language=_text(found.get("inLanguage")),
    )


def is_stated(page: Document) -> bool:
    """Tell whether the page says of itself that it is an article."""
    return read_json_ld(page, None).headline is not None or _meta(page).get("og:type") == "article"


def read_meta(page: Document, zone: tzinfo | None) -> Parts:
    """Return the parts that the page's meta elements and microdata state."""
    meta = _meta(page)

    def first(*names: str) -> str | None:
        return next((meta[name] for name in names if meta.get(name)), None)

    published = first("article:published_time", "datepublished", "pubdate", "dc.date", "date", "og:published_time")
    modified = read_machine_time(first("article:modified_time", "datemodified", "og:updated_time"), zone)
    picture = first("og:image")
    return Parts(
        headline=first("og:title", "twitter:title", "dc.title") or page.line("title"),
        published=read_machine_time(published, zone),
        published_printed=published,
        modified=modified if isinstance(modified, datetime) else None,
        byline=None,
        section=first("article:section", "articlesection"),
        language=page.root.get("lang") or first("content-language"),
        photos=[Photo(page.absolute(picture))] if picture else [],
    )


def _meta(page: Document) -> dict[str, str]:
    """Return meta elements and dated microdata by their lower-case names; the first of a name counts."""
    found: dict[str, str] = {}
    for element in page.select("meta[content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name:
            found.setdefault(name.strip().lower(), tidy_line(element.get("content")))
    for element in page.select("[itemprop=datePublished], [itemprop=dateModified]"):
        value = element.get("content") or element.get("datetime")
        if value:
            found.setdefault(element.get("itemprop").lower(), tidy_line(value))
    return found


def _nodes(page: Document) -> Iterator[dict[str, Any]]:
    """Yield every object of every JSON-LD script, outer before inner; a broken script is passed over."""
    for element in page.select("script[type='application/ld+json']"):
        try:
            waiting = deque([json.loads(element.text_content(), strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.popleft()
            if isinstance(node, dict):
                yield node
                waiting.extend(node.values())
            elif isinstance(node, list):
                waiting.extend(node)


def _types(node: dict[str, Any]) -> set[str]:
    stated = node.get("@type")
    stated = stated if isinstance(stated, list) else [stated]
    return {one for one in stated if isinstance(one, str)}


def _text(value: Any) -> str | None:
    """Return a stated text (the first of several) without entities and tags' escapes; None for anything else."""
    if isinstance(value, list):
        value = next(iter(value), None)
    if not isinstance(value, str):
        return None
    # JSON can spell a lone surrogate, which nothing can store.
    value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return html.unescape(value).strip() or None


def _names(value: Any) -> str | None:
    """Return the persons among the stated authors, joined by commas. An organisation is no byline."""
    people = value if isinstance(value, list) else [value]
    names = (
        _text(one.get("name"))
        if isinstance(one, dict) and not any(kind.endswith("Organization") for kind in _types(one))
        else _text(one)
        for one in people
    )
    return ", ".join(dict.fromkeys(name for name in names if name)) or None
