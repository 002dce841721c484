"""What a feed says of an article: RSS, Atom and their dialects, by way of feedparser."""

import io
import re
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import feedparser

from kirtag.page.document import Document
from kirtag.page.parts import Parts
from kirtag.text import tidy_line

# A tag, not a sign: `< 35`.
_TAG = re.compile(r"</?[a-zA-Z]")
# Where Russian aggregators had agencies put the whole text.
_FULL_TEXTS = ("mailru_full-text", "yandex_full-text")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `body` is the whole text in paragraphs, where the feed has it; `published` is in UTC."""

    url: str
    headline: str | None = None
    published: datetime | None = None
    byline: str | None = None
    section: str | None = None
    body: tuple[str, ...] = ()


def read_feed(body: bytes) -> list[Entry]:
    """Return the entries of a feed that have an address, in its order; an unreadable feed has none.

    >>> [entry.url for entry in read_feed(b"<rss><channel><item><link>https://e.kg/a</link></item></channel></rss>")]
    ['https://e.kg/a']
    """
    # A file object: feedparser would take a string for an address to fetch.
    feed = feedparser.parse(io.BytesIO(body), response_headers=_headers(body))
    return [_entry(item) for item in feed.entries if item.get("link")]


def _entry(item: Any) -> Entry:
    moment = item.get("published_parsed")
    tags = item.get("tags") or [{}]
    contents = [part.get("value") for part in item.get("content", ())]
    text = next(filter(None, [*(item.get(name) for name in _FULL_TEXTS), *contents]), "")
    return Entry(
        url=item.link,
        headline=tidy_line(item.get("title", "")) or None,
        published=datetime.fromtimestamp(timegm(moment), UTC) if moment else None,
        byline=item.get("author") or None,
        section=tags[0].get("term"),
        body=tuple(_paragraphs(text)),
    )


def _headers(body: bytes) -> dict[str, str]:
    """Overrule a feed's label where its bytes are valid UTF-8, as `decode` does for pages."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return {}
    return {"content-type": "application/xml; charset=utf-8"}


def _paragraphs(text: str) -> list[str]:
    """Part a feed's text, which is HTML or lines, into its paragraphs."""
    if _TAG.search(text):
        return [block.text for block in Document(text, "").blocks if block.tag != "img"]
    return [line for line in text.splitlines() if line.strip()]


def parts_of(entry: Entry) -> Parts:
    """Return what the feed said as the parts of an article."""
    return Parts(
        headline=entry.headline,
        body=list(entry.body),
        published=entry.published,
        byline=entry.byline,
        section=entry.section,
    )
