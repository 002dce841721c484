"""What a sitemap shows: pages, news or further sitemaps, as XML, as a feed, or as lines of addresses."""

import html
import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import islice

from kirtag.items import Photo
from kirtag.page.entry import Entry, read_headline, read_stated_time
from kirtag.page.feed import read_entries
from kirtag.page.listing import web_address
from kirtag.page.markup import elements_of, mended, read_text, root_of
from kirtag.text import tidy_line

# The protocol's own bound for pages; for sitemaps of an index it has the same, which nobody has.
_MOST_PAGES, _MOST_SITEMAPS = 50_000, 10_000
_LEAF = re.compile(r"<(?:([\w-]{1,30}):)?([\w-]{1,30})(?=[\s>/])[^<>]*>([^<]*)")


@dataclass(frozen=True, slots=True)
class Place:
    """An address in a sitemap.

    `kind` is `article` (it may be any page) or `sitemap`, in an index. `changed` is the day of its last change, `entry`
    what a news sitemap says of it; it is None where the sitemap is not one of news.
    """

    url: str
    kind: str = "article"
    changed: date | None = None
    entry: Entry | None = None


def read_sitemap(
    body: bytes, url: str = "", *, zone: tzinfo | None = None, content_type: str | None = None
) -> list[Place]:
    """Return the places of a sitemap or of an index, in its order; an unreadable one has none.

    `body` may be a gzip file. `url` is the sitemap's address, `zone` the clock of times that are stated without an
    offset and of the days, `content_type` the HTTP header's value. Nothing is fetched, and no entity resolved.

    >>> read_sitemap(b"<sitemapindex><sitemap><loc>https://e.kg/1.xml</loc></sitemap></sitemapindex>")
    [Place(url='https://e.kg/1.xml', kind='sitemap', changed=None, entry=None)]
    """
    text = read_text(body, content_type)
    root = root_of(text)
    if root is None:
        lines = (line.strip() for line in text.splitlines())
        addresses = (line for line in lines if line.startswith(("http://", "https://")) and " " not in line)
        return [Place(address) for address in islice(addresses, _MOST_PAGES)]
    if root not in ("urlset", "sitemapindex"):
        return [Place(entry.url, entry=entry) for entry in read_entries(text, url, zone)]
    _, elements = elements_of(mended(text), "url|sitemap", _MOST_PAGES)
    places = [place for element in elements if (place := _place(element, url, zone))]
    sitemaps = [place for place in places if place.kind == "sitemap"]
    return [place for place in places if place.kind == "article"] + sitemaps[:_MOST_SITEMAPS]


def _place(element: str, url: str, zone: tzinfo | None) -> Place | None:
    # Flat, and nothing but text in it: names, each with its prefix.
    tags = [((tag[1] or "").lower(), tag[2].lower(), html.unescape(tag[3]).strip()) for tag in _LEAF.finditer(element)]
    own, name, _ = tags[0]
    prefixes = {name: prefix for prefix, name, _ in reversed(tags)}
    parts = {(prefix, name): text for prefix, name, text in reversed(tags)}
    address = _address(url, parts.get((own, "loc")))
    if not address:
        return None
    moment = read_stated_time(parts.get((own, "lastmod")), zone)
    changed = moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
    kind = "sitemap" if name == "sitemap" else "article"
    if "news" not in prefixes:
        return Place(address, kind, changed)
    news, image = prefixes["news"], prefixes.get("image", "")
    picture = _address(url, parts.get((image, "loc")) if image else "")
    entry = Entry(
        address,
        headline=read_headline(parts.get((news, "title"), "")),
        published=read_stated_time(parts.get((news, "publication_date")), zone),
        language=parts.get((news, "language")) or None,
        photo=Photo(picture, tidy_line(parts.get((image, "caption"), "")) or None) if picture else None,
    )
    return Place(address, kind, changed, entry)


def _address(url: str, stated: str | None) -> str:
    return web_address(url, stated) if stated else ""
