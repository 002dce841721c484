"""Finding one's way on a site that nobody described: its feeds, sitemaps and listings, and which pages are articles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from kirtag.page.document import Document
from kirtag.page.listing import web_address
from kirtag.page.read import host, is_under
from kirtag.text.tidy import fold

# Where to look on a site that names no feed and no sitemap.
USUAL_FEEDS = ("/rss", "/feed/", "/rss.xml")
USUAL_SITEMAPS = ("/sitemap.xml", "/news-sitemap.xml")

# Of each kind; a page that names more is a directory of others' feeds.
_MOST = 10

_FEED_TYPES = re.compile(
    r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|(?:text|application)/(?:xml|rss)", re.IGNORECASE
)
# `/rss` `/feed/` `/rss.xml` `/export/rss2/index.xml` `/rss.php` `?rss`
_FEED = re.compile(r"/(?:rss|feed|atom)2?(?:/|\.(?:xml|php|aspx?|json)|$)|/(?:rss|feed|atom)2?/.+\.xml$", re.IGNORECASE)
_SITEMAP = re.compile(r"sitemap[^/]*\.xml(?:\.gz)?$", re.IGNORECASE)
_COMMENTS = re.compile(r"/comments?/", re.IGNORECASE)
# What the link to the list of all news is called.
_NEWS = frozenset(
    map(
        fold,
        (
            "новости, все новости, лента, лента новостей, жаңылыктар, жаңылыктар тасмасы, бардык жаңылыктар, news, "
            "all news, latest, latest news, newsfeed, жаңалықтар, барлық жаңалықтар, yangiliklar, янгиликлар, "
            "xəbərlər, bütün xəbərlər, haberler, son dakika, новини, усі новини, всі новини, стрічка новин, хабарҳо, "
            "լուրեր, 新闻"
        ).split(", "),
    )
)

# An article's path, on any site: a date, a number of four digits, or a headline's words with three hyphens among them
# in its last part; and no part that names a list, a person, a form or a file.
ARTICLE = (
    r"(?i)^(?!.*/(?:tags?|tegi?|topics?|categor(?:y|ies)|rubric\w*|sections?|authors?|users?|profile|search|login|register"
    r"|about|contacts?|privacy|terms|rss|feeds?|amp|page|wp-\w+|gallery|static|assets|upload)(?:/|$))"
    r"(?!.*\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|mp[34]|zip|xml|rss|json|css|js)$)"
    r".*(?:/(?:19|20)\d\d[/-]\d\d?[/-]\d\d?/[^/]+|/[^/]*\d{4,}[^/]*|/[^/]+(?:[-_][^/_-]+){3,}[-_]*)/?$"
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
    editions = dict(_editions(page)) or {}
    if own:
        editions = {own: editions.get(own, page.url), **editions}
    listings = editions or {own: page.url}
    if news := next(_news(page), None):
        listings = {language: news if language == own else url for language, url in listings.items()}
    return Ways(
        feeds=_first(_feeds(page)),
        sitemaps=_first(_sitemaps(page)),
        listings=listings,
        name=_name(page),
        languages=tuple(language for language in listings if language),
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


def article_pattern(urls: Iterable[str]) -> str:
    r"""Return a pattern of articles' paths, as a spider's `articles` has it, made of addresses that are some.

    >>> article_pattern(["https://e.kg/ru/news/70815", "https://e.kg/ky/news/70816/"])
    '/news/\\d+/?$'
    >>> article_pattern(["https://e.kg/a-b-c-d", "https://e.kg/2026/11/22/e"]) == ARTICLE
    True
    """
    paths = [urlsplit(url).path for url in urls]
    folder = _folder(paths)
    for tail in _TAILS:
        pattern = rf"{folder}{tail}" if folder else rf"/{tail}"
        if sum(bool(re.search(pattern, path)) for path in paths) >= _NEARLY_ALL * max(1, len(paths)):
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
    for link in page.select("link[rel~=alternate][href][type]"):
        if _FEED_TYPES.match(link.get("type").strip()):
            yield from _own(page, link.get("href"))
    for link in page.select("a[href]"):
        for url in _own(page, link.get("href")):
            parts = urlsplit(url)
            if _FEED.search(parts.path) or parts.query.lower() in ("rss", "feed=rss2", "feed=atom"):
                yield url


def _sitemaps(page: Document) -> Iterator[str]:
    for link in page.select("link[rel~=sitemap][href], a[href]"):
        for url in _own(page, link.get("href")):
            if link.tag == "link" or _SITEMAP.search(urlsplit(url).path):
                yield url


def _editions(page: Document) -> Iterator[tuple[str, str]]:
    for link in page.select("link[rel~=alternate][hreflang][href]"):
        language = _code(link.get("hreflang"))
        if language and language != "x":
            yield from ((language, url) for url in _own(page, link.get("href")))


def _news(page: Document) -> Iterator[str]:
    for link in page.select("a[href]"):
        if fold(page.line_of(link)).strip(' ."…›→') in _NEWS:
            yield from (url for url in _own(page, link.get("href")) if not looks_like_article(url, page.url))


def _name(page: Document) -> str | None:
    """Return what the site calls itself."""
    stated = page.select("meta[property='og:site_name'][content], meta[name=application-name][content]")
    names = (" ".join(element.get("content").split()) for element in stated)
    return next(filter(None, names), None) or page.line("title")


def _own(page: Document, address: str) -> Iterator[str]:
    """Yield an address as the site's own, or nothing."""
    url = web_address(page.base, address)
    if url and is_under(host(url), [host(page.url)]) and not _COMMENTS.search(urlsplit(url).path):
        yield url


def _first(urls: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(urls))[:_MOST]


def _code(language: str) -> str:
    return language.strip().replace("_", "-").split("-")[0].lower()
