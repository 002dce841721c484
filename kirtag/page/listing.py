"""What a listing shows: its articles, with their days where it prints them."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

from kirtag.items import Link, Window
from kirtag.page.document import Document
from kirtag.page.times import read_printed_time
from kirtag.text import tidy_line

# How far above a link its item in the list may begin: heading, text column, item, its frame.
_LEVELS = 4
# A string of JSON that is an address; its slashes may be escaped.
_ADDRESS = re.compile(r'"((?:https?:)?\\?/[^"\s<>]{1,500})"')


def read_links(page: Document, articles: re.Pattern[str], language: str | None = None) -> list[Link]:
    """Return the articles that a page links to, in its order, each once. `articles` is searched in their paths.

    Where it links to none, a script may make the links of the data that came along: the addresses in these are taken.
    """
    addressed = {element: web_address(page.base, element.get("href")) for element in page.select("a[href]")}
    wanted = {element: url for element, url in addressed.items() if articles.search(urlsplit(url).path)}
    found: dict[str, Link] = {}
    for element, url in wanted.items():
        if url not in found:
            found[url] = Link(url, language=language, day=_day(element, url, wanted))
    if not found:
        found = {url: Link(url, language=language) for url in _in_data(page) if articles.search(urlsplit(url).path)}
    return list(found.values())


def _in_data(page: Document) -> Iterator[str]:
    """Yield the addresses in a page's JSON, which a script shows: those of the web and those of the site's root."""
    for element in page.select("script[type='application/json'], script[type='application/ld+json']"):
        for address in _ADDRESS.findall(element.text_content()):
            if url := web_address(page.base, address.replace("\\/", "/")):
                yield url


# A month or a day in a sitemap's address. A year alone may be a number like any other.
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_/.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?!\d)")


def may_hold(url: str, changed: date | None, window: Window) -> bool:
    """Tell whether a sitemap of an index may hold articles of a window, by its address and the day of its last change.

    >>> january = Window(date(2026, 1, 10), date(2026, 1, 12))
    >>> [may_hold(f"https://e.kg/sitemap-{month}.xml", None, january) for month in ("2025-12", "2026-01")]
    [False, True]
    """
    if window.since and changed and changed < window.since:
        return False
    named = _PERIOD.search(urlsplit(url).path)
    if not named:
        return True
    year, _, month, day = named.groups()
    first, last = f"{year}-{month}-{day or '01'}", f"{year}-{month}-{day or '31'}"
    since, until = (edge and edge.isoformat() for edge in (window.since, window.until))
    return not (since and last < since) and not (until and first > until)


def _day(link: HtmlElement, url: str, wanted: dict[HtmlElement, str]) -> date | None:
    """Return the day printed in the item of a link: in the elements around it that hold no other article's link."""
    for around in islice(link.iterancestors(), _LEVELS):
        if any(wanted.get(other, url) != url for other in around.iter("a")):
            return None
        if moment := read_printed_time(tidy_line(around.text_content())):
            return moment.date() if isinstance(moment, datetime) else moment
    return None


def web_address(base: str, address: str) -> str:
    """Return the absolute address of a link at `base`, without its fragment; "" where it is none of the web's.

    >>> web_address("https://e.kg/ru/", " news/a-#top "), web_address("https://e.kg/", "mailto:a@e.kg")
    ('https://e.kg/ru/news/a-', '')
    """
    try:
        url = urldefrag(urljoin(base, address.strip())).url
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        # No address at all: `https://[bad/`.
        return ""
