"""A spider for a site that was looked at: its facts, guessed, and what a person is to check of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from re import search, split
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from kirtag.adding.site import Page, Site
from kirtag.items import Agency
from kirtag.page import Layout, host
from kirtag.page.discovery import ARTICLE, article_pattern
from kirtag.page.guess import Sample, guess_layout
from kirtag.page.site_facts import clock_of, country_of, edition_of, editions_of

# A longer name is a slogan.
_NAME = 40
# So many addresses tell how those of articles look; so many examples show it.
_KNOWN, _EXAMPLES = 5, 3
_MOST = {"feeds": 4, "sitemaps": 2}


class Check(NamedTuple):
    """What a person is to check: the fact, the guess, and whether it was stated or proven."""

    fact: str
    guess: str
    sure: bool


@dataclass
class Draft:
    """An agency's facts, as a spider has them; a page a language that proves them; and what to check."""

    name: str
    agency: Agency
    hosts: tuple[str, ...]
    feeds: tuple[str, ...]
    sitemaps: tuple[str, ...]
    listings: dict[str, str]
    editions: dict[str, str]
    articles: str
    layouts: tuple[Layout, ...]
    pages: list[Page]
    checks: list[Check] = field(default_factory=list)


def draft(name: str, site: Site) -> Draft:
    """Return the draft of a spider for a site. `name` is the agency's id."""
    spoken = Counter(page.language for page in site.pages if page.language)
    country = country_of(site.home, [language for language, _ in spoken.most_common()])
    moments = [page.article.published for page in site.pages]
    clock = clock_of(country.value, [moment for moment in moments if isinstance(moment, datetime)])
    layouts, proven = _layouts(site.pages, clock.value)
    saved = {page.language: page for page in reversed(proven or site.pages) if page.language}
    languages = tuple(language for language, _ in spoken.most_common() if language in saved)
    pages = {page.stored.url: page.language for page in site.pages if page.language in saved}
    editions = editions_of({url: language for url, language in pages.items() if language})
    known = [*dict.fromkeys([*pages, *site.told])]
    articles = article_pattern(known if len(known) >= _KNOWN else [*known, *site.alike], site.other)
    called = _name(site)
    made = Draft(
        name,
        Agency(called.guess, country.value, clock.value, languages),
        _hosts(site),
        _lists(site.feeds, articles)[: _MOST["feeds"]],
        _lists(site.sitemaps, articles)[: _MOST["sitemaps"]],
        _listings(site, editions, languages, articles),
        editions,
        articles,
        layouts,
        [saved[language] for language in languages],
    )
    made.checks = [
        called,
        Check("country", country.value, country.sure),
        Check("clock", clock.value, clock.sure),
        Check("languages", ", ".join(languages) or "none", bool(languages)),
        *_checks(made, site),
    ]
    return made


def _layouts(pages: Sequence[Page], clock: str) -> tuple[tuple[Layout, ...], list[Page]]:
    """Return the layouts that hold for pages, and these: one for all, or one a language; of many a page may be left."""
    found, proven = _layout(pages, clock)
    if found:
        return (found,), proven
    layouts: dict[Layout, None] = {}
    for language in dict.fromkeys(page.language for page in pages):
        found, own = _layout([page for page in pages if page.language == language], clock)
        if found:
            layouts[found] = None
            proven += own
    return tuple(layouts), proven


def _layout(pages: Sequence[Page], clock: str) -> tuple[Layout | None, list[Page]]:
    """Return the layout that holds for most of some pages, and these; at most one, which may be odd, is left out."""
    whole = len(pages)
    for size in (whole, whole - 1) if whole > 2 else (whole,):
        for chosen in combinations(pages, size):
            samples = [Sample(page.document, page.article) for page in chosen]
            if {page.language for page in chosen} == {page.language for page in pages} and (
                found := guess_layout(samples, ZoneInfo(clock))
            ):
                return found, [*chosen]
    return None, []


def _name(site: Site) -> Check:
    """Return what the agency is called: of the parts of what its home page calls itself that which titles repeat."""
    stated = _parts(site.name or "")
    headlines = " ".join(page.article.headline for page in site.pages)
    titles = Counter(part for page in site.pages for part in {*_parts(page.document.line("title") or "")})
    parts = [part for part in stated if len(part) <= _NAME and part not in headlines]
    if parts:
        name = max(parts, key=lambda part: titles[part])
        return Check("name", name, len(stated) == 1 or titles[name] > 1)
    return Check("name", site.domain, False)


def _parts(title: str) -> list[str]:
    """Return the parts of a title, which dashes, bars, stops and colons part."""
    return [part for part in split(r"\s[–—|-]\s|\s?\|\s?|[.:]\s", " ".join(title.split())) if part]


def _hosts(site: Site) -> tuple[str, ...]:
    """Return the home page's host, and the domain below which the others are."""
    name = urlsplit(site.home).hostname or ""
    alone = all(host(page.stored.url) == host(site.home) for page in site.pages)
    below = host(site.home) != site.domain and alone
    return tuple(dict.fromkeys([name, host(site.home) if below else site.domain]))


def _lists(urls: Iterable[str], articles: str) -> tuple[str, ...]:
    """Return the addresses of lists by https, without such as look like an article's."""
    secure = (urlunsplit(("https", *urlsplit(url)[1:])) for url in urls)
    return tuple(dict.fromkeys(url for url in secure if not search(articles, urlsplit(url).path)))


def _listings(site: Site, editions: Mapping[str, str], languages: Sequence[str], articles: str) -> dict[str, str]:
    """Return a listing for each language: the page whose articles are most of all of it; the home page without one."""
    found: dict[str, tuple[float, str]] = {}
    for url, links in site.lists.items():
        spoken = Counter(edition_of(link, editions) or languages[0] for link in links if languages)
        for secure in _lists([url], articles):
            for language, count in spoken.most_common(1):
                share = count / len(links)
                if share > found.get(language, (0.5, ""))[0]:
                    found[language] = share, secure
    home = _lists([site.home], articles)
    if not found and languages and home:
        return {languages[0]: home[0]}
    return {language: found[language][1] for language in languages if language in found}


def _checks(made: Draft, site: Site) -> Iterator[Check]:
    """Yield what to check of the lists, of the pattern and of the layouts."""
    ways = [*made.feeds, *made.sitemaps, *made.listings.values()]
    tried = any(site.feeds.values()) or any(site.sitemaps.values()) or bool(site.lists)
    yield Check("lists", ", ".join(ways) + ("" if tried else " (not tried)"), tried)
    known = [*dict.fromkeys([*(page.stored.url for page in site.pages), *site.told, *site.alike])]
    taken = [url for url in known if search(made.articles, urlsplit(url).path)]
    left = [url for url in {**site.other, **site.alike} if not search(made.articles, urlsplit(url).path)]
    if made.articles == ARTICLE:
        yield Check("articles", "no pattern of its own: ARTICLE of kirtag/page/discovery.py", False)
    else:
        yield Check("articles", made.articles, len(taken) >= _KNOWN)
    yield from (Check("  an article", url, True) for url in taken[:_EXAMPLES])
    yield from (Check("  none", url, True) for url in left[:_EXAMPLES])
    if not made.layouts:
        yield Check("layout", "no selector holds on all pages: they are read by what any page has", False)
    for layout in made.layouts:
        parts = {name: getattr(layout, name) for name in ("headline", "body", "drop", *_SELECTED.values())}
        told = "; ".join(
            f"{name} {' '.join(css) if isinstance(css, tuple) else css}" for name, css in parts.items() if css
        )
        yield Check("layout", f"{told}; proven on {len(site.pages)} pages", len(site.pages) > 1)
    wanted = ("published", "byline", "section", "photos", "credits")
    lost = [name for name in wanted if not any(getattr(page.article, name) for page in site.pages)]
    lost = [name for name in lost if not any(getattr(layout, _SELECTED[name]) for layout in made.layouts)]
    if lost:
        yield Check("not found", ", ".join(lost), False)


# The selector by which a layout reads a field.
_SELECTED = {"published": "published", "byline": "byline", "section": "section", "photos": "photo", "credits": "credit"}
