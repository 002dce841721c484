"""The newsroom as a function: a path in, a response out. No network, no clock of its own."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import chain
from urllib.parse import parse_qs, urlsplit

from kirtag.demo import feeds
from kirtag.demo.articles import Article, Edition, first_day, read_editions, second_day
from kirtag.demo.pages import Pages
from kirtag.demo.picture import draw, picture_path

A_PAGE = 6
IN_FEED = 10
RELATED = 4
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Response:
    """What a web server would send; `etag` (with its quotes) and `last_modified` (an HTTP date) only of articles."""

    status: int
    content_type: str
    body: bytes
    etag: str | None = None
    last_modified: str | None = None


class Newsroom:
    """KirTAG's site with invented articles.

    `layout` is `today` or `old` (as it was about 2017), `clock` the moment its masthead shows. The public state is
    `articles`, newest first, of all editions.
    """

    def __init__(self, layout: str = "today", clock: datetime = datetime(2026, 11, 26, 14, 4)) -> None:
        self.editions = read_editions()
        self.articles = first_day()
        self._pages = Pages(layout, self.editions.values(), clock)

    def next_day(self) -> None:
        """Make it the second day: one article edited, one at a second address too, one removed, one new."""
        self.articles = second_day()

    def respond(self, path: str, *, at: str) -> Response:
        """The response to a GET of `path` (with its query); `at` is the site's base address: `http://127.0.0.1:8000`."""
        url = urlsplit(path)
        match url.path:
            case "/robots.txt":
                return Response(200, "text/plain; charset=utf-8", feeds.robots(at))
            case "/rss.xml":
                newest = self._edition_articles("ru")[:IN_FEED]
                return Response(200, "text/xml; charset=utf-8", feeds.rss(newest, self.editions["ru"], at))
            case "/sitemap.xml":
                return Response(200, "text/xml; charset=utf-8", feeds.sitemap(self.articles, self.editions, at))
        if url.path.startswith("/upload/"):
            return self._picture(url.path)
        for edition in self.editions.values():
            if url.path.rstrip("/") + "/" == edition.listing:
                return self._listing(edition, url.query, at)
            if url.path.startswith(edition.listing):
                return self._article(edition, url.path.removesuffix("/"), at)
        return self._missing(self.editions["ru"])

    def _listing(self, edition: Edition, query: str, at: str) -> Response:
        articles = self._edition_articles(edition.language)
        last = -(-len(articles) // A_PAGE)
        asked = parse_qs(query).get("PAGEN_1", ["1"])[0]
        # Bitrix answers a page number that it does not have with the first page.
        number = int(asked) if asked.isdecimal() and 1 <= int(asked) <= last else 1
        shown = articles[(number - 1) * A_PAGE : number * A_PAGE]
        return Response(200, HTML, self._pages.listing(shown, edition, number, last, at).encode())

    def _article(self, edition: Edition, path: str, at: str) -> Response:
        articles = self._edition_articles(edition.language)
        for place, article in enumerate(articles):
            if edition.path(article) == path:
                others = chain(articles[place + 1 :], articles[:place])
                related = [other for other in others if other.headline != article.headline][:RELATED]
                body = self._pages.article(article, edition, related, at).encode()
                # Weak, as nginx makes it: the same tag stands for the plain and the compressed page.
                etag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
                modified = format_datetime(article.changed.astimezone(UTC), usegmt=True)
                return Response(200, HTML, body, etag, modified)
        return self._missing(edition)

    def _picture(self, path: str) -> Response:
        for name in {article.photo for article in self.articles if article.photo}:
            if picture_path(name) == path:
                return Response(200, "image/png", draw(name))
        return self._missing(self.editions["ru"])

    def _missing(self, edition: Edition) -> Response:
        return Response(404, HTML, self._pages.missing(edition).encode())

    def _edition_articles(self, language: str) -> list[Article]:
        return [article for article in self.articles if article.language == language]
