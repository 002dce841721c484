"""What a feed shows: RSS of all versions, RDF and Atom by way of feedparser, and JSON Feed."""

import io
import re
from datetime import datetime, tzinfo
from itertools import accumulate, takewhile
from typing import Any
from urllib.parse import urljoin

import feedparser

from kirtag.items import Photo
from kirtag.page.entry import Entry, read_headline, read_stated_time, whole_text
from kirtag.page.json_feed import read_json_feed
from kirtag.page.markup import elements_of, mended, read_text, root_of
from kirtag.text import tidy_line

# More entries are no feed, but an archive, which sitemaps and listings show as well.
_MOST = 5000
# feedparser takes up to 40 microseconds for a tag; 5,000 entries have about 100,000.
_MOST_TAGS = 150_000
# Where agencies put the whole text for aggregators; then there is `content:encoded`, and Atom's content.
_FULL_TEXTS = ("mailru_full-text", "yandex_full-text", "full-text", "turbo_content")
# The caption of a picture, which feedparser takes for the summary of the article.
_CAPTION = re.compile(r"(</?media:)description(?=[\s>/])")
# What feedparser 6.0.14 raises on an element that stands where none of its kind may.
_LOST = (AttributeError, IndexError, KeyError, TypeError, ValueError)


def read_feed(
    body: bytes, url: str = "", *, zone: tzinfo | None = None, content_type: str | None = None
) -> list[Entry]:
    """Return the entries of a feed that have an address, in its order; an unreadable feed has none.

    `url` is the feed's address, against which relative ones are resolved, `zone` the clock of times that are stated
    without an offset, `content_type` the HTTP header's value. Nothing is fetched, and no entity resolved.

    >>> [entry.url for entry in read_feed(b"<rss><channel><item><link>https://e.kg/a</link></item></channel></rss>")]
    ['https://e.kg/a']
    """
    return read_entries(read_text(body, content_type), url, zone)


def read_entries(text: str, url: str, zone: tzinfo | None) -> list[Entry]:
    """Return the entries of a feed's text, as `read_feed` does."""
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return read_json_feed(text, url, zone, _MOST)
    if root_of(text) not in ("rss", "feed", "rdf", "channel"):
        return []
    root, items = elements_of(_CAPTION.sub(r"\1caption", mended(text)), "item|entry", _MOST)
    within = takewhile(lambda tags: tags <= _MOST_TAGS, accumulate(item.count("<") for item in items))
    # One by one: what is broken in one spoils no other.
    found = (_item(root, item, url) for item, _ in zip(items, within, strict=False))
    entries = (_entry(item, url, zone) for item in found if item)
    return [entry for entry in entries if entry]


def _item(root: str, text: str, url: str) -> Any:
    """Return an item of a feed with this root as feedparser reads it; None where it fails."""
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    whole = f"{root}{text}</{root[1:-1].split(maxsplit=1)[0]}>"
    try:
        # A file object: feedparser would take a string for an address to fetch.
        feed = feedparser.parse(
            io.BytesIO(whole.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except _LOST:
        return None
    return feed.entries[0] if feed.entries else None


def _entry(item: Any, url: str, zone: tzinfo | None) -> Entry | None:
    # Some services that count readers say where their links lead.
    address = _text(item, "feedburner_origlink") or _text(item, "link")
    if not address:
        return None
    published, updated = (read_stated_time(_text(item, name), zone) for name in ("published", "updated"))
    title = item.get("title_detail") or {}
    tags = [tag.get("label") or tag.get("term") for tag in item.get("tags") or ()]
    names = (author.get("name") or "" for author in item.get("authors") or ())
    return Entry(
        url=address,
        headline=read_headline(_text(item, "title"), is_html="html" in title.get("type", "")),
        published=published or updated,
        byline=", ".join(dict.fromkeys(tidy_line(name) for name in names if name.strip() and "@" not in name)) or None,
        section=next((tidy_line(tag) for tag in tags if tag and "://" not in tag), None),
        body=_body(item, url),
        modified=updated if isinstance(updated, datetime) and published and updated != published else None,
        photo=_photo(item, url),
        language=_text(item, "language") or None,
    )


def _body(item: Any, url: str) -> tuple[str, ...]:
    """Return the whole text that an item has, in paragraphs; none where it has only a beginning."""
    for name in _FULL_TEXTS:
        if lines := whole_text(_text(item, name), base=url):
            return lines
    # Without one, feedparser makes the content the summary, too.
    summary = _text(item, "summary") if "summary_detail" in item else ""
    for part in item.get("content") or ():
        if "src" not in part and (lines := whole_text(part.get("value") or "", summary, part.get("base") or url)):
            return lines
    return ()


def _photo(item: Any, url: str) -> Photo | None:
    """Return the picture that an item has beside its text."""
    media = [part for part in item.get("media_content") or () if _shows(part) or part.get("medium") == "image"]
    enclosed = [link for link in item.get("links") or () if link.get("rel") == "enclosure" and _shows(link)]
    addresses = (part.get("url") or part.get("href") for part in (*media, *enclosed))
    address = next(filter(None, addresses), None)
    if address is None:
        return None
    credits = (tidy_line(part.get("content") or "") for part in item.get("media_credit") or ())
    try:
        address = urljoin(url, address)
    except ValueError:
        return None
    return Photo(address, tidy_line(_text(item, "media_caption")) or None, next(filter(None, credits), None))


def _shows(link: Any) -> bool:
    return (link.get("type") or "").startswith("image/")


def _text(item: Any, name: str) -> str:
    """Return a text of an item; "" where it has none, or something else by this name."""
    value = dict.get(item, name)
    return value.strip() if isinstance(value, str) else ""
