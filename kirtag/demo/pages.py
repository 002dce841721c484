"""The newsroom's HTML: articles and listings set in the templates of one layout.

Both layouts have the same templates by name and get the same values; each prints those it has a place for.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from textwrap import shorten
from urllib.parse import quote

from kirtag.demo.articles import Article, Edition
from kirtag.demo.picture import picture_path

TEMPLATES = Path(__file__).parent / "templates"


class Html(str):
    """Text that is HTML already; all other text is escaped when it goes into a template."""


class Pages:
    """The pages of one layout: a folder of `templates/`, `today` or `old`.

    `clock` is the moment that the masthead shows; the editions are linked to each other in their given order.
    """

    def __init__(self, layout: str, editions: Iterable[Edition], clock: datetime) -> None:
        if not (TEMPLATES / layout).is_dir():
            raise ValueError(f"no layout {layout!r}: there are {sorted(folder.name for folder in TEMPLATES.iterdir())}")
        self.layout = layout
        self.editions = tuple(editions)
        self.clock = clock

    def article(self, article: Article, edition: Edition, related: Iterable[Article], at: str) -> Html:
        """The page of one article, with the headlines of the related ones under it; `at` is the base address."""
        content = self._fill(
            "article",
            **self._article(article, edition, at),
            label=edition.published,
            paragraphs=Html("\n".join(self._fill("paragraph", text=line) for line in article.lines)),
            share=edition.share,
            encoded=quote(at + edition.path(article), safe=""),
            related_label=edition.related,
            related=self._each("related", [self._article(other, edition, at) for other in related]),
        )
        return self._page(article.headline, _teaser(article), content, edition)

    def listing(self, articles: Iterable[Article], edition: Edition, number: int, last: int, at: str) -> Html:
        """Page `number` of `last` of an edition's listing, with the given articles on it."""
        numbers = [{"number": str(n), "href": f"{edition.listing}?PAGEN_1={n}"} for n in range(1, last + 1)]
        following = [{"label": edition.next, **numbers[number]}] if number < last else []
        pager = [
            self._fill("pager_here" if n == number else "pager_link", **values) for n, values in enumerate(numbers, 1)
        ]
        content = self._fill(
            "listing",
            title=edition.news,
            items=self._each("item", [self._article(article, edition, at) for article in articles]),
            pager=Html("\n".join(pager)),
            next=self._each("pager_next", following),
        )
        return self._page(edition.news, edition.home, content, edition)

    def missing(self, edition: Edition) -> Html:
        """The page for an address that leads nowhere."""
        content = self._fill("missing", title=edition.missing, hint=edition.missing_hint, editions=self._editions())
        return self._fill("bare", language=edition.language, title=edition.missing, content=content)

    def _article(self, article: Article, edition: Edition, at: str) -> dict[str, str]:
        # KirTAG's addresses end in a hyphen and perhaps in a slash: half of the links have one, always the same half.
        href = edition.path(article) + "/" * (len(article.slug) % 2)
        values = {
            "headline": article.headline,
            "href": href,
            "heading": edition.heading,
            "section": article.section,
            "teaser": _teaser(article),
            "time": f"{article.published:%H:%M, %d-%m-%Y}",
            "day": f"{article.published:%d.%m.%Y}",
            "enlarge": edition.enlarge,
        }
        pictures = []
        if article.photo:
            source = {
                "path": picture_path(article.photo),
                "host": at.partition("//")[2],
                "stamp": str(int(article.published.timestamp())),
                "caption": article.caption or "",
            }
            pictures.append({**values, **source})
        return {**values, "photo": self._each("photo", pictures), "thumbnail": self._each("thumbnail", pictures)}

    def _page(self, title: str, description: str, content: Html, edition: Edition) -> Html:
        agency, *rest = edition.masthead
        return self._fill(
            "page",
            language=edition.language,
            title=title,
            description=description,
            agency=agency,
            masthead=self._each("masthead", [{"line": line} for line in rest]),
            clock=edition.time(self.clock),
            editions=self._editions(),
            home=edition.home,
            listing=edition.listing,
            search=edition.search,
            menu=self._menu(edition.menu),
            regions=self._menu(edition.regions),
            services=self._menu(edition.services),
            content=content,
            phone=edition.phone,
            rights=edition.rights,
            style=self._fill("style"),
            script=self._fill("script"),
        )

    def _editions(self) -> Html:
        links = [{"href": each.listing, "name": each.name, "language": each.language} for each in self.editions]
        return self._each("edition", links)

    def _menu(self, names: Sequence[str]) -> Html:
        return self._each("menu", [{"name": name, "number": str(n)} for n, name in enumerate(names, 1)])

    def _each(self, template: str, rows: Iterable[dict[str, str]]) -> Html:
        return Html("\n".join(self._fill(template, **row) for row in rows))

    def _fill(self, template: str, **values: str) -> Html:
        safe = {name: value if isinstance(value, Html) else escape(value) for name, value in values.items()}
        return Html(_template(self.layout, template).substitute(safe))


def _teaser(article: Article) -> str:
    return shorten(article.body[0], 160, placeholder="...")


@cache
def _template(layout: str, name: str) -> Template:
    return Template((TEMPLATES / layout / f"{name}.html").read_text("utf-8").removesuffix("\n"))
