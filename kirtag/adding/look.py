"""What a site that nobody described shows at a first look: its lists, and some of its articles.

Asked of whoever fetches pages; what that is stands in `scout`.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from urllib.parse import urljoin, urlsplit, urlunsplit

from kirtag.adding.site import NoArticle, NotReached, Site, read_page
from kirtag.items import StoredPage
from kirtag.page import Document, Undecodable, decode, host, read_feed
from kirtag.page.discovery import USUAL_FEEDS, USUAL_SITEMAPS, find_ways, looks_like_article, sitemaps_in
from kirtag.page.listing import web_address
from kirtag.page.metadata import is_stated
from kirtag.page.sitemap import read_sitemap

# A site is asked for a few pages, one a second: lists of each kind, other editions' home pages, an edition's articles
# and the tries to find these.
_FEEDS, _SITEMAPS, _LISTINGS, _EDITIONS, _ARTICLES, _TRIES = 4, 2, 4, 4, 3, 5
# A page that links to fewer articles is no listing.
_LISTED = 3
# How the paths of an edition begin.
_EDITION = re.compile(r"/([a-z]{2,3})(?:/|$)")


Get = Callable[[str], Awaitable[StoredPage]]


async def look(get: Get, url: str, instead: str = "") -> Site:
    """Find a site's lists and some of its articles, from one of them or from its home page.

    `instead` is the address of a server that stands in for it. Raises NotReached where the address cannot be fetched,
    and NoArticle.
    """
    first = await get(url)
    site = Site(_home(first.url), instead)
    given = _document(first)
    article = given if given and _is_article(given) else None
    other = [] if urlsplit(first.url).path in ("", "/") else await _some(get, [site.home], 1)
    homes = [*filter(None, [None if article else given, *map(_document, other)])]
    if article:
        site.note(_links(article))
    starts = [*homes, article] if article else homes
    homes += filter(None, map(_document, await _some(get, _editions(site, starts), _EDITIONS)))
    ways = [find_ways(document) for document in (*homes, *([article] if article else []))]
    site.name = next((one.name for one in ways if one.name), None)
    known = {document.url for document in homes}
    lists = [url for one in ways[: len(homes)] for url in one.listings.values() if url not in known]
    # The lists of news first: a home page shows much else.
    for document in filter(None, [*map(_document, await _some(get, lists, _LISTINGS)), *homes]):
        articles = site.note(_links(document))
        if len(articles) >= _LISTED:
            site.lists[document.url] = articles
    await _find_feeds(get, site, site.own(feed for one in ways for feed in one.feeds))
    await _find_sitemaps(get, site, site.own(sitemap for one in ways for sitemap in one.sitemaps))
    await _find_articles(get, site, [first] if article else [])
    if not site.pages:
        raise NoArticle(
            f"No article could be read at {url}, nor at what it leads to. Give the address of one article; or save its "
            "page as the server sends it, and name the file: --page FILE."
        )
    return site


def _is_article(page: Document) -> bool:
    """Tell by its address and by what it says of itself whether a page that was named is an article, and no list."""
    return looks_like_article(page.url, _home(page.url)) or is_stated(page)


def look_at(url: str, given: Iterable[StoredPage]) -> Site:
    """Return the same of saved pages of a site, of which nothing is fetched: lists that they name are not tried.

    Raises NoArticle.
    """
    site = Site(_home(url))
    for stored in given:
        page = read_page(stored)
        if page is None:
            raise NoArticle(f"No article could be read in the page saved of {stored.url}. Save another one.")
        site.pages.append(page)
        ways = find_ways(page.document)
        site.name = site.name or ways.name
        site.feeds |= dict.fromkeys(ways.feeds, 0)
        site.sitemaps |= dict.fromkeys(ways.sitemaps, 0)
        site.note(_links(page.document))
    return site


def _home(url: str) -> str:
    return urlunsplit((*urlsplit(url)[:2], "/", "", ""))


def _document(stored: StoredPage) -> Document | None:
    try:
        return Document(decode(stored.body, stored.content_type), stored.url)
    except Undecodable:
        return None


async def _some(get: Get, urls: Iterable[str], most: int) -> list[StoredPage]:
    """Return the pages of some addresses that can be fetched, at most so many of them asked for."""
    found = []
    for url in [*dict.fromkeys(urls)][:most]:
        try:
            found.append(await get(url))
        except NotReached:
            continue
    return found


def _links(document: Document) -> list[str]:
    addresses = (web_address(document.base, element.get("href")) for element in document.select("a[href]"))
    return [*dict.fromkeys(filter(None, addresses))]


def _editions(site: Site, documents: Iterable[Document]) -> Iterator[str]:
    """Yield the home pages of other editions, and the same list of them, as pages link to them: `/ky/`, `ky.e.kg`."""
    for document in documents:
        rest = re.sub("^/[a-z]{2,3}/", "/", urlsplit(document.url).path)
        for url in site.own(_links(document)):
            name, path = host(url), urlsplit(url).path
            if name == host(site.home):
                edition = re.fullmatch(rf"/[a-z]{{2,3}}(?:/|{re.escape(rest)})?", path)
            else:
                edition = re.fullmatch(rf"[a-z]{{2,4}}\.{re.escape(site.domain)}/?", name + path)
            if edition and url != document.url and not urlsplit(url).query:
                yield url


async def _find_feeds(get: Get, site: Site, stated: list[str]) -> None:
    """Keep the feeds that show articles; the usual addresses are tried where no page names one that does."""
    usual = [url for one in USUAL_FEEDS if (url := urljoin(site.home, one)) not in stated]
    for urls in (stated, usual):
        for url in [*dict.fromkeys(urls)][:_FEEDS]:
            for stored in await _some(get, [url], 1):
                entries = read_feed(stored.body, stored.url, content_type=stored.content_type)
                if own := site.own(entry.url for entry in entries):
                    site.feeds[url] = len(own)
                    site.told |= dict.fromkeys(own)
            if site.feeds and urls is not stated:
                return
        if site.feeds:
            return


async def _find_sitemaps(get: Get, site: Site, stated: list[str]) -> None:
    """Keep the sitemaps that show articles, or other sitemaps: those of robots.txt, else of the usual addresses."""
    for robots in await _some(get, [urljoin(site.home, "/robots.txt")], 1):
        stated = [*site.own(sitemaps_in(robots.body.decode("utf-8", "replace"))), *stated]
    usual = [url for one in USUAL_SITEMAPS if (url := urljoin(site.home, one)) not in stated]
    for urls in (stated, usual):
        for url in [*dict.fromkeys(urls)][:_TRIES]:
            for stored in await _some(get, [url], 1):
                places = read_sitemap(stored.body, stored.url, content_type=stored.content_type)
                articles = site.note([place.url for place in places if place.kind == "article"])
                if count := len(articles) or sum(place.kind == "sitemap" for place in places):
                    site.sitemaps[url] = count
            if len(site.sitemaps) == _SITEMAPS:
                return
        if site.sitemaps:
            return


async def _find_articles(get: Get, site: Site, first: list[StoredPage]) -> None:
    """Read some articles of each edition."""
    for stored in first:
        if page := read_page(stored):
            site.pages.append(page)
            site.told |= dict.fromkeys(site.own(page.article.translations))
    groups: dict[str, list[str]] = {}
    for url in {**site.told, **site.alike}:
        groups.setdefault(_edition(url), []).append(url)
    # The editions that show most come first.
    for edition in sorted(groups, key=lambda one: -len(groups[one]))[:_EDITIONS]:
        tried = 0
        for url in groups[edition]:
            have = [page.stored.url for page in site.pages]
            if sum(_edition(one) == edition for one in have) >= _ARTICLES or tried == _TRIES:
                break
            if url not in have:
                tried += 1
                for stored in await _some(get, [url], 1):
                    if (page := read_page(stored)) and stored.url not in have:
                        site.pages.append(page)


def _edition(url: str) -> str:
    """Return what parts an article's address from those of other editions: its host, and a short first part."""
    first = _EDITION.match(urlsplit(url).path)
    return f"{host(url)}/{first[1] if first else ''}"
