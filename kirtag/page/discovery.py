"""Finding one's way on a site that nobody described: its feeds, sitemaps and listings, and which pages are articles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from protego import Protego

from kirtag.page.document import Document
from kirtag.page.json_ld import publishers
from kirtag.page.listing import web_address
from kirtag.page.read import host, is_under
from kirtag.text.tidy import fold

# Where to look on a site that names no feed and no sitemap.
USUAL_FEEDS = ("/rss", "/feed/", "/rss.xml")
USUAL_SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml")

# Of each kind; a page that names more is a directory of others' feeds.
_MOST = 10

_FEED_TYPES = re.compile(
    r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|(?:text|application)/(?:xml|rss)", re.IGNORECASE
)
# `/rss` `/feed/` `/rss.xml` `/export/rss2/index.xml` `/rss.php` `?rss`
_FEED = re.compile(r"/(?:rss|feed|atom)2?(?:/|\.(?:xml|php|aspx?|json)|$)|/(?:rss|feed|atom)2?/.+\.xml$", re.IGNORECASE)
_SITEMAP = re.compile(r"sitemap[^/]*\.xml(?:\.gz)?$", re.IGNORECASE)
_COMMENTS = re.compile(r"/comments?/", re.IGNORECASE)
# An article's path, on any site: a date and a part behind it, a number of four digits, one of three that is all of the
# last part, or a headline's words with three hyphens among them there; and no part that names a list, a person, a form
# or a file, nor a last one that is a day, as calendars link to it.
ARTICLE = (
    r"(?i)^(?!.*/(?:tags?|tegi?|topics?|categor(?:y|ies)|rubric\w*|sections?|authors?|users?|profile|search|login|register"
    r"|about|contacts?|privacy|terms|rss|feeds?|amp|print|comments?|page|wp-\w+|gallery|static|assets|upload)(?:/|$))"
    r"(?!.*\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|mp[34]|zip|xml|rss|json|css|js)$)"
    r"(?!.*/(?:(?:19|20)\d\d[._-]\d\d?(?:[._-]\d\d?)?|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|\d\d?[._-]\d\d?[._-](?:19|20)\d\d)/?$)"
    r".*(?:/(?:19|20)\d\d[/-]\d\d?[/-]\d\d?/[^/]+|/(?:19|20)\d{6}/.+|/(?=[^/]*\d{4})[^/]+|/\d{3}"
    r"|/[^/_-]+(?:[-_]+[^/_-]+){3,}[-_]*)/?$"
)
# How the last parts of articles' paths look, the plainest first.
_TAILS = (
    r"\d+/?$",
    r"\d+\.html?$",
    r"\d{4}/\d\d?/\d\d?/[^/]+$",
    r"\d{4}/\d\d?/\d\d?/[^/]+/?$",
    r"\d+[-_][^/]+/?$",
    r"[^/]+[-_]\w?\d+(?:\.html?)?/?$",
    r"[^/]+\.html?$",
    r"[^/]+-[^/]*/?$",
)
# The share of known articles that a pattern must take; the others may be advertisements.
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Ways:
    """What a home page names: its `feeds` and `sitemaps`, a list of news by language, its name and its languages.

    Addresses are absolute and the site's own. `languages` are BCP 47 codes without a region, the page's own first.
    """

    feeds: tuple[str, ...]
    sitemaps: tuple[str, ...]
    listings: dict[str, str]
    name: str | None
    languages: tuple[str, ...]


def find_ways(page: Document) -> Ways:
    """Return what a home page says of where the site tells what is new. A language is "" where the page states none."""
    own = _code(page.root.get("lang") or "")
    linked = [*_linked(page)]
    named = [*_editions(page), (own, page.url), *(one for one in linked if one[0] != "news")]
    listings: dict[str, str] = {}
    for language, url in sorted(named, key=lambda one: one[0] != own)[:_MOST]:
        listings.setdefault(language, url)
    if news := [url for what, url in linked if what == "news"]:
        listings[own] = news[0]
    return Ways(
        feeds=_first(_feeds(page)),
        sitemaps=_first(_sitemaps(page)),
        listings=listings,
        name=_name(page),
        languages=tuple(filter(None, listings)),
    )


def sitemaps_in(robots: str) -> list[str]:
    r"""Return the sitemaps that a robots.txt names, as it names them.

    >>> sitemaps_in("User-agent: *\nDisallow: /admin\nSitemap: https://e.kg/sitemap.xml")
    ['https://e.kg/sitemap.xml']
    """
    return list(Protego.parse(robots).sitemaps)


def looks_like_article(url: str, home: str) -> bool:
    """Tell by its address alone whether a page of a site may be an article.

    >>> [looks_like_article(url, "https://e.kg/") for url in ("https://e.kg/news/70815/", "https://e.kg/news/", "https://o.kg/n/70815")]
    [True, False, False]
    """
    return is_under(host(url), [host(home)]) and bool(re.search(ARTICLE, urlsplit(url).path))


def article_pattern(urls: Iterable[str], others: Iterable[str] = ()) -> str:
    r"""Return a pattern of articles' paths, as a spider's `articles` has it, made of addresses that are some.

    `others` are addresses of the site that are none: a pattern that takes more than a few of them is too plain.

    >>> article_pattern(["https://e.kg/ru/news/70815", "https://e.kg/ky/news/70816/"])
    '/news/\\d+/?$'
    >>> article_pattern(["https://e.kg/a-b-c-d", "https://e.kg/2026/11/22/e"]) == ARTICLE
    True
    """
    paths, wrong = ([urlsplit(url).path for url in some] for some in (urls, others))
    folder = _folder(paths)
    for tail in _TAILS:
        pattern = rf"{folder}{tail}" if folder else rf"/{tail}"
        taken, mistaken = (sum(bool(re.search(pattern, path)) for path in some) for some in (paths, wrong))
        if taken >= _NEARLY_ALL * max(1, len(paths)) and mistaken <= (1 - _NEARLY_ALL) * len(wrong):
            return pattern
    return ARTICLE


def _folder(paths: list[str]) -> str:
    """Return the innermost folder with a name in which nearly all of them lie, as a pattern; "" without one."""
    folders = [path.rstrip("/").rsplit("/", 1)[0] for path in paths]
    names = [folder.rsplit("/", 1)[-1] for folder in folders]
    named = [name for name in names if name and not name.isdigit()]
    common = max(set(named), key=named.count, default="")
    return f"/{re.escape(common)}/" if common and named.count(common) >= _NEARLY_ALL * len(paths) else ""


def _feeds(page: Document) -> Iterator[str]:
    """Yield the feeds: links that say so by their type, or, with a wrong one or none, by their address."""
    for link in page.select("link[rel][href]"):
        if "alternate" in link.get("rel").lower().split():
            for url in _own(page, link.get("href")):
                if _FEED_TYPES.match((link.get("type") or "").strip()) or _is_feed(url):
                    yield url
    for link in page.select("a[href]"):
        yield from filter(_is_feed, _own(page, link.get("href")))


def _is_feed(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_FEED.search(parts.path)) or parts.query.lower() in ("rss", "feed=rss2", "feed=atom")


def _sitemaps(page: Document) -> Iterator[str]:
    for link in page.select("link[rel~=sitemap][href], a[href]"):
        for url in _own(page, link.get("href")):
            if link.tag == "link" or _SITEMAP.search(urlsplit(url).path):
                yield url


def _editions(page: Document) -> Iterator[tuple[str, str]]:
    for link in page.select("link[rel~=alternate][hreflang][href]"):
        language = _code(link.get("hreflang"))
        if language not in ("", "x"):
            yield from ((language, url) for url in _own(page, link.get("href")))


def _linked(page: Document) -> Iterator[tuple[str, str]]:
    """Yield what visible links are called (`news`, or a language) and where they lead, which is to no article."""
    for link in page.select("a[href]"):
        if what := _words().get(fold(page.line_of(link)).strip(' ."…›→')):
            yield from ((what, url) for url in _own(page, link.get("href")) if not looks_like_article(url, page.url))


@cache
def _words() -> dict[str, str]:
    """Return the words of `data/ways.tsv` as they are compared, each with what the link leads to."""
    lines = Path(__file__).with_name("data").joinpath("ways.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {fold(word): what for what, words in rows for word in words.split("|")}


def _name(page: Document) -> str | None:
    """Return what the site calls itself; of the names that it gives to its publisher the shortest."""
    stated = page.select("meta[property='og:site_name'][content], meta[name=application-name][content]")
    names = (" ".join(element.get("content").split()) for element in stated)
    published = sorted(sorted(publishers(page)), key=len)
    return next(filter(None, (*names, *published)), None) or page.line("title")


def _own(page: Document, address: str) -> Iterator[str]:
    """Yield an address as the site's own, or nothing."""
    url = web_address(page.base, address)
    if url and is_under(host(url), [host(page.url)]) and not _COMMENTS.search(urlsplit(url).path):
        yield url


def _first(urls: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(urls))[:_MOST]


def _code(language: str) -> str:
    return language.strip().replace("_", "-").split("-")[0].lower()
