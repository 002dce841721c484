"""Any news site, without a spider of its own."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import date
from functools import partial
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from w3lib.url import safe_url_string

from kirtag.items import Agency, Article, Link, StoredPage, Window
from kirtag.page import Document, Entry, NotAnArticle, decode, host
from kirtag.page.discovery import ARTICLE, USUAL_FEEDS, USUAL_SITEMAPS, find_ways
from kirtag.page.metadata import is_stated
from kirtag.page.site_facts import language_of
from kirtag.wire import WireSpider, site_host

# A page with so many paragraphs and a time of publication is an article, whatever it says of itself.
_PARAGRAPHS = 3
# So many sitemaps of robots.txt are read, and so many of indexes in a run: some sites have one for each day since ever.
_NAMED, _INDEXED = 10, 50


class AnySpider(WireSpider):
    """Any news site: `scrapy crawl any -a site=https://example.kg`. Its host is its agency's id.

    Feeds, sitemaps and listings are those that its home page and its robots.txt name, each time anew. Its clock is not
    known: an hour that it prints without an offset is left out.
    """

    name = "any"
    agency = Agency("any", country="", timezone="", languages=())
    hosts = ()
    articles = ARTICLE
    named: tuple[str, ...] = ()
    sitemaps_left = _INDEXED

    @classmethod
    def of_site(cls, site: str) -> type[Self]:
        """Return the spider of one site. Raises BadArgument where it is no address."""
        called = site_host(site).removeprefix("www.")
        # As it stands in addresses: `xn--…` for letters of other alphabets.
        name = host(safe_url_string(site))
        facts = {"name": name, "hosts": (name,), "agency": Agency(called, country="", timezone="", languages=())}
        return type(cls.__name__, (cls,), facts)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_sitemaps, signals.robots_parsed)
        return spider

    def note_sitemaps(self, robotparser: Any) -> None:
        """Keep the sitemaps that robots.txt names, which is read before any page."""
        self.named = tuple(robotparser.rp.sitemaps)[:_NAMED]

    @property
    def home(self) -> str:
        """The home page's address."""
        return f"{self.site}/"

    async def start(self) -> AsyncIterator[Request]:
        """Yield the home page, asked for whole each time: it leads to all else."""
        request = self.visit(Link(self.home, "listing"), chain=self.home)
        request.meta["whole"] = True
        yield request

    def read_listing(self, response: Response) -> Iterator[Request]:
        """Yield what a listing shows; of the home page first what the site has to show itself."""
        if response.meta["link"].url == self.home:
            yield from self._lists(Document(self.text_of(response), response.url), response)
        yield from super().read_listing(response)

    def read_sitemap(self, response: Response) -> Iterator[Request]:
        """Yield the articles of a sitemap; of an index the newest sitemaps, but to a run with a window all."""
        sitemaps = []
        for request in super().read_sitemap(response):
            if request.meta["link"].kind == "sitemap" and self.window == Window():
                sitemaps.append(request)
            else:
                yield request
        newest = sorted(sitemaps, key=_age, reverse=True)[: self.sitemaps_left]
        self.sitemaps_left -= len(newest)
        yield from newest

    def _lists(self, page: Document, response: Response) -> Iterator[Request]:
        """Yield the site's feeds, sitemaps and listings; where it names none, the usual places are tried."""
        ways = find_ways(page)
        feeds = ways.feeds or [urljoin(self.home, path) for path in USUAL_FEEDS]
        sitemaps = self.named or ways.sitemaps or [urljoin(self.home, path) for path in USUAL_SITEMAPS]
        for kind, urls in (("feed", feeds), ("sitemap", sitemaps)):
            yield from (self.visit(Link(url, kind)) for url in map(partial(self.ours, response), urls) if url)
        for language, url in ways.listings.items():
            if url not in (self.home, response.url):
                yield self.visit(Link(url, "listing", language or None), chain=url)

    def read(self, page: StoredPage, language: str | None = None, entry: Entry | None = None) -> Article:
        """Return the article of a page that says it is one or looks like one. Raises NotAnArticle or Undecodable.

        Its language is the one that its letters or the page tell: a list may show articles of all editions.
        """
        article = super().read(page, None, entry)
        looks = article.published and len(article.body) >= _PARAGRAPHS
        if not (entry or looks or is_stated(Document(decode(page.body, page.content_type), page.url))):
            raise NotAnArticle("no article", "The page neither says that it is an article nor has a text with a time.")
        told = language_of("\n".join(article.body), article.language or language)
        if told and told.value != article.language:
            article.language = told.value
            article.provenance["language"] = "edition" if told.value == language else "text"
        return article

    def at(self, url: str) -> str:
        """Return the address itself: this site stands in for no other."""
        return url


def _age(sitemap: Request) -> tuple[date, list[int]]:
    """Return what sitemaps of an index are sorted by: the day of their last change, then the numbers in their names."""
    link: Link = sitemap.meta["link"]
    return link.changed or date.min, [int(number) for number in re.findall(r"\d{1,18}", urlsplit(link.url).path)]
