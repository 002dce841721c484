"""JSON Feed, versions 1 and 1.1: https://www.jsonfeed.org/version/1.1/"""

import json
from datetime import datetime, tzinfo
from typing import Any

from kirtag.items import Photo
from kirtag.page.entry import Entry, read_headline, read_stated_time, whole_text
from kirtag.page.listing import web_address
from kirtag.text import tidy_line

# JSON takes thirty times its size in memory.
_LONGEST = 4_000_000


def read_json_feed(text: str, url: str, zone: tzinfo | None, most: int) -> list[Entry]:
    """Return at most so many entries of a JSON feed at an address; none of any other JSON.

    Times without an offset are `zone`'s.

    >>> feed = '{"version": "https://jsonfeed.org/version/1", "items": [{"url": "/a", "content_text": "Снег."}]}'
    >>> [(entry.url, entry.body) for entry in read_json_feed(feed, "https://e.kg/feed.json", None, 9)]
    [('https://e.kg/a', ('Снег.',))]
    """
    try:
        feed = json.loads(text.lstrip("\ufeff"), strict=False) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError):
        return []
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in _text(feed, "version"):
        return []
    items = feed.get("items")
    items = [item for item in items[:most] if isinstance(item, dict)] if isinstance(items, list) else []
    entries = (_entry(item, feed, url, zone) for item in items)
    return [entry for entry in entries if entry.url]


def _entry(item: dict[str, Any], feed: dict[str, Any], url: str, zone: tzinfo | None) -> Entry:
    published, modified = (read_stated_time(_text(item, name), zone) for name in ("date_published", "date_modified"))
    authors = item.get("authors") or [item.get("author")]
    people = (one for one in authors if isinstance(one, dict)) if isinstance(authors, list) else ()
    names = filter(None, (tidy_line(_text(one, "name")) for one in people))
    tags = item.get("tags")
    section = next((tidy_line(tag) for tag in tags if isinstance(tag, str)), None) if isinstance(tags, list) else None
    image = _address(item, url, "image", "banner_image")
    text = _text(item, "content_html") or _text(item, "content_text")
    return Entry(
        url=_address(item, url, "url", "external_url"),
        headline=read_headline(_text(item, "title"), is_html=False),
        published=published or modified,
        byline=", ".join(dict.fromkeys(names)) or None,
        section=section,
        body=whole_text(text, _text(item, "summary"), url),
        modified=modified if isinstance(modified, datetime) and published and modified != published else None,
        photo=Photo(image) if image else None,
        language=_text(item, "language") or _text(feed, "language") or None,
    )


def _address(item: dict[str, Any], url: str, *names: str) -> str:
    stated = filter(None, (_text(item, name) for name in names))
    return next(filter(None, (web_address(url, one) for one in stated)), "")


def _text(node: dict[str, Any], name: str) -> str:
    """Return a text of an object, without the lone surrogates that JSON can spell and nothing can store."""
    value = node.get(name)
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip() if isinstance(value, str) else ""
