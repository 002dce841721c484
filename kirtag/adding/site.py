"""A site that nobody described, as far as it was looked at: its lists, some of its articles, its addresses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from kirtag.errors import KirtagError
from kirtag.items import Article, StoredPage
from kirtag.page import Document, NotAnArticle, Undecodable, decode, host, is_under, read
from kirtag.page.discovery import looks_like_article
from kirtag.page.site_facts import language_of, registered


class NotReached(KirtagError):
    """A page that could not be fetched. The message says which, and why."""


class NoArticle(KirtagError):
    """A site on which no article could be found. The message says what to give instead."""


@dataclass(frozen=True)
class Page:
    """A page that is an article: its text parsed, what was read of it without a layout or a clock, its language."""

    stored: StoredPage
    document: Document
    article: Article
    language: str | None


@dataclass
class Site:
    """What was found: lists with the number of articles that each shows, articles, and all addresses of the site."""

    home: str
    # The server that stands in for it, if one does.
    instead: str = ""
    name: str | None = None
    feeds: dict[str, int] = field(default_factory=dict)
    sitemaps: dict[str, int] = field(default_factory=dict)
    # Pages that link to articles, with these: home pages, of all editions.
    lists: dict[str, list[str]] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    # Addresses of the site: what feeds show, what looks like an article, and what does not.
    told: dict[str, None] = field(default_factory=dict)
    alike: dict[str, None] = field(default_factory=dict)
    other: dict[str, None] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """The registered one, below which all hosts are the site's."""
        return registered(self.home)

    def own(self, urls: Iterable[str]) -> list[str]:
        """Return the addresses that are the site's, those of the server that stands in for it as its own."""
        there, here = urlsplit(self.instead).netloc, urlsplit(self.home)[:2]
        own = (urlunsplit((*here, *urlsplit(url)[2:])) if urlsplit(url).netloc == there else url for url in urls)
        return [url for url in own if is_under(host(url), (self.domain,))]

    def note(self, urls: Iterable[str]) -> list[str]:
        """Note addresses of the site; return those that look like articles."""
        own = self.own(urls)
        articles = [url for url in own if looks_like_article(url, f"https://{self.domain}/")]
        self.alike |= dict.fromkeys(articles)
        self.other |= dict.fromkeys(url for url in own if url not in self.alike)
        return articles


def read_page(stored: StoredPage) -> Page | None:
    """Return a page with its article; None where it has none."""
    try:
        text = decode(stored.body, stored.content_type)
        document, article = Document(text, stored.url), read(text, stored.url, captured=stored.captured)
    except (NotAnArticle, Undecodable):
        return None
    language = language_of("\n".join(article.body), article.language)
    return Page(stored, document, article, language.value if language else None)
