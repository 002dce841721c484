"""How any agency is discovered and read. A spider adds the facts of one agency, and nothing else."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from scrapy import Request, Spider
from scrapy.http import Response

from kirtag.errors import KirtagError
from kirtag.items import Agency, Article, Link, StoredPage, Window
from kirtag.page import Document, Entry, decode, host, is_under, read, read_feed
from kirtag.page.layouts import AnyLayout
from kirtag.page.listing import may_hold, read_links, web_address
from kirtag.page.pagination import next_page
from kirtag.page.site_facts import edition_of
from kirtag.page.sitemap import read_sitemap

# What is fetched first: feed, sitemap and the first pages of listings, for they tell what else; then what is new in
# them; then the listings' further pages; last the past: what a sitemap holds, what earlier runs left, revisits.
_PRIORITY = {"feed": 30, "sitemap": 20, "article": 10, "listing": 0}
_FIRST_PAGE, _PAST = 20, -10
# Sitemaps may stand in an index, and that in another one; deeper ones lead nowhere, or on for ever.
_INDEXES = 3


class BadArgument(KirtagError):
    """A spider argument (`-a NAME=VALUE`) that makes no sense. The message says what to write instead."""

    exit_code = 2


class WireSpider(Spider):
    """A news agency. What a spider of one states stands below, and hardly anything else."""

    agency: ClassVar[Agency]
    # Its hosts, the main one first. Hosts below them are its own, too.
    hosts: tuple[str, ...]
    # Where it shows what it publishes: addresses of feeds and sitemaps; of listings, by language.
    feeds: ClassVar[tuple[str, ...]] = ()
    sitemaps: ClassVar[tuple[str, ...]] = ()
    listings: ClassVar[dict[str, str]] = {}
    # Where it shows what it published on a day, by language: `https://example.kg/?date={day:%d.%m.%Y}`.
    days: ClassVar[dict[str, str]] = {}
    # A pattern that its articles' paths match, and nothing else does.
    articles: ClassVar[str]
    # A pattern of the number in a path, its first group, that an article shares with its translations.
    shared_id: ClassVar[str | None] = None
    # How the addresses of a language begin: with a path (`/ru/`), or with a host without `www.` (`en.example.kg/`).
    # The first that fits counts.
    editions: ClassVar[dict[str, str]] = {}
    # Where its pages keep the parts of an article, the newest first.
    layouts: ClassVar[tuple[AnyLayout, ...]] = ()

    def __init__(self, *, since: str = "", until: str = "", site: str = "", **kwargs: Any) -> None:
        """Take the arguments of `scrapy crawl`: days to backfill, and an address that stands in for all hosts."""
        super().__init__(**kwargs)
        self.window = Window(_day("since", since), _day("until", until))
        if self.window.since and self.window.until and self.window.since > self.window.until:
            raise BadArgument(f"-a since={since} is after -a until={until}. Exchange them.")
        self.site = site.rstrip("/")
        if self.site:
            self.hosts = (site_host(self.site),)

    @classmethod
    def identity(cls) -> tuple[str, Agency, str]:
        """Return the agency's id, its facts and its home page."""
        return cls.name, cls.agency, f"https://{cls.hosts[0]}/"

    @classmethod
    def handles_request(cls, request: Request) -> bool:
        """Tell Scrapy whether an address is the agency's: `scrapy shell URL` then has its spider at hand."""
        return is_under(host(request.url), cls.hosts)

    async def start(self) -> AsyncIterator[Request]:
        """Yield the agency's feeds, sitemaps, and the first page of each listing; for a window, of each of its days.

        A window is looked for in the days' archives, where the agency has them, and in the listings where it has none.
        """
        for url in self.feeds:
            yield self.visit(Link(self.at(url), "feed"))
        for url in self.sitemaps:
            yield self.visit(Link(self.at(url), "sitemap"))
        for language, url in self.listings.items():
            if self.window == Window() or language not in self.days or not self.window.since:
                yield self.visit(Link(self.at(url), "listing", language), chain=self.at(url))
        for day in self._days_of_the_window():
            for language, pattern in self.days.items():
                url = self.at(pattern.format(day=day))
                yield self.visit(Link(url, "listing", language, day=day), chain=url)

    def _days_of_the_window(self) -> Iterator[date]:
        """Yield the days to backfill, the newest first; none for a window that is open to the past."""
        day = self.window.until or datetime.now(self.zone or UTC).date()
        while self.window.since and day >= self.window.since:
            yield day
            day -= timedelta(days=1)

    def visit(self, link: Link, *, chain: str | None = None, entry: Entry | None = None, past: bool = False) -> Request:
        """Return the request for a page.

        `chain` is the address of the listing that its pagination began with, `entry` what a feed or a news sitemap
        said of it. An article of the `past` can wait.
        """
        callbacks = {
            "feed": self.read_feed,
            "sitemap": self.read_sitemap,
            "listing": self.read_listing,
            "article": self.read_article,
        }
        meta = {"link": link, "chain": chain, "entry": entry}
        priority = _FIRST_PAGE if chain == link.url else _PAST if past and not chain else _PRIORITY[link.kind]
        return Request(link.url, callbacks[link.kind], meta=meta, priority=priority)

    def read_feed(self, response: Response) -> Iterator[Request]:
        """Yield the articles of a feed, each with what the feed says of it."""
        stated = self._content_type(response)
        for entry in read_feed(response.body, response.url, zone=self.zone, content_type=stated):
            if url := self.ours(response, entry.url):
                link = Link(url, language=self.language_of(url), day=entry.day(self.zone))
                yield self.visit(link, entry=entry)

    def read_sitemap(self, response: Response) -> Iterator[Request]:
        """Yield the articles of a sitemap, news with what it says of them, and the sitemaps of an index."""
        stated = self._content_type(response)
        for place in read_sitemap(response.body, response.url, zone=self.zone, content_type=stated):
            url = self.ours(response, place.url)
            if url and place.kind == "sitemap":
                if may_hold(url, place.changed, self.window) and response.meta.get("depth", 0) < _INDEXES:
                    yield self.visit(Link(url, "sitemap", changed=place.changed))
            elif url and re.search(self.articles, urlsplit(url).path):
                day = place.entry.day(self.zone) if place.entry else None
                link = Link(url, language=self.language_of(url), day=day, changed=place.changed)
                yield self.visit(link, entry=place.entry, past=place.entry is None)

    def read_listing(self, response: Response) -> Iterator[Request]:
        """Yield the articles of a listing, then its next page."""
        page, listing = Document(self.text_of(response), response.url), response.meta["link"]
        for link in read_links(page, re.compile(self.articles), listing.language):
            if url := self.ours(response, link.url):
                yield self.visit(replace(link, url=url, day=link.day or listing.day))
        if following := next_page(page):
            yield self.visit(replace(listing, url=following), chain=response.meta["chain"])

    def read_article(self, response: Response) -> Iterator[Article]:
        """Yield the article of a page. Raises NotAnArticle or Undecodable."""
        page = StoredPage(response.url, datetime.now(UTC), self._content_type(response), response.body)
        yield self.read(page, response.meta["link"].language, response.meta["entry"])

    def read(self, page: StoredPage, language: str | None = None, entry: Entry | None = None) -> Article:
        """Return the article of a page as fetched, now or long ago. Raises NotAnArticle or Undecodable.

        `language` is that of the list which showed it, where the address tells none; `entry` what a feed said of it.
        """
        text = decode(page.body, page.content_type)
        article = read(text, page.url, self.layouts, zone=self.zone, captured=page.captured, entry=entry)
        article.agency = self.name
        article.translations = [self.at(url) for url in article.translations if self._is_article(url)]
        if shared := re.search(self.shared_id, urlsplit(page.url).path) if self.shared_id else None:
            article.edition, article.provenance["edition"] = f"{self.name}:{shared[1]}", "address"
        if edition := self.language_of(page.url) or language:
            article.language = edition
            article.provenance["language"] = "edition"
        return article

    @classmethod
    def text_of(cls, response: Response) -> str:
        """Return a response's text, by our own rules: Scrapy's believes the label."""
        return decode(response.body, cls._content_type(response))

    @staticmethod
    def _content_type(response: Response) -> str | None:
        stated = response.headers.get("Content-Type")
        return stated.decode("latin-1") if stated else None

    @property
    def zone(self) -> ZoneInfo | None:
        """The agency's clock; None where it is not known."""
        return ZoneInfo(self.agency.timezone) if self.agency.timezone else None

    def language_of(self, url: str) -> str | None:
        """Return the language of an address by the edition that it stands under; None under none."""
        return edition_of(url, self.editions)

    def ours(self, response: Response, address: str) -> str:
        """Return where to fetch a link of a list; "" where it leads to others, or is no address."""
        url = web_address(response.url, address)
        return self.at(url) if is_under(host(url), (*self.hosts, *type(self).hosts)) else ""

    def _is_article(self, url: str) -> bool:
        return is_under(host(url), type(self).hosts) and bool(re.search(self.articles, urlsplit(url).path))

    def at(self, url: str) -> str:
        """Return where to fetch an address of the agency: at `site`, where that stands in for its hosts."""
        if not self.site or not is_under(host(url), type(self).hosts):
            return url
        scheme, netloc = urlsplit(self.site)[:2]
        return urlunsplit((scheme, netloc, *urlsplit(url)[2:]))


def _day(name: str, value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise BadArgument(f"-a {name}={value} is no day. Write it as -a {name}=2026-02-25.") from None


def site_host(site: str) -> str:
    """Return the host of an address that was given as `-a site`. Raises BadArgument."""
    parts = urlsplit(site)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadArgument(f"-a site={site} is no address of a site. Write it as -a site=http://127.0.0.1:8000.")
    return parts.hostname
