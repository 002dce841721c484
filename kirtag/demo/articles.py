"""The invented articles and the editions they appear in, read from the TOML files beside this module."""

import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Article:
    """One published text. `body` is its paragraphs, the dateline still in the first; `credit` the whole credit line.

    `published` and `modified` are aware datetimes in Bishkek time. `photo` is a picture's short name; it, `caption`
    and `credit` are None for an article without a photo, `modified` is None until someone edits.
    """

    headline: str
    slug: str
    language: str
    section: str
    published: datetime
    body: tuple[str, ...]
    photo: str | None = None
    caption: str | None = None
    credit: str | None = None
    modified: datetime | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The body and, as its own last line, the credit: what KirTAG's editors type into one field."""
        return (*self.body, self.credit) if self.credit else self.body

    @property
    def changed(self) -> datetime:
        """When the article last changed: the moment of its edit or else of its publication."""
        return self.modified or self.published


@dataclass(frozen=True, slots=True)
class Edition:
    """What the newsroom prints around its articles in one language; the fields are explained in `editions.toml`."""

    language: str
    folder: str
    name: str
    heading: str
    masthead: list[str]
    news: str
    home: str
    clock: str
    months: list[str]
    published: str
    share: str
    related: str
    next: str
    search: str
    enlarge: str
    missing: str
    missing_hint: str
    phone: str
    rights: str
    menu: list[str]
    regions: list[str]
    services: list[str]

    @property
    def listing(self) -> str:
        """The path of the edition's first listing: `/ru/news/`."""
        return f"/{self.folder}/news/"

    def path(self, article: Article) -> str:
        """The path of an article, without a final slash: `/ru/news/v-osh-`."""
        return self.listing + article.slug

    def time(self, moment: datetime) -> str:
        """The live clock of the masthead: `Бишкек, 14:04 | 26 ноября`."""
        return self.clock.format(moment, month=self.months[moment.month - 1])


def read_editions() -> dict[str, Edition]:
    """The editions by language, in the order of `editions.toml`."""
    return {language: Edition(language, **fields) for language, fields in _read("editions.toml").items()}


def first_day() -> tuple[Article, ...]:
    """The articles of the first day, newest first."""
    return _newest_first([_article(fields) for fields in _read("articles.toml")["article"]])


def second_day() -> tuple[Article, ...]:
    """The articles after one edit, one second address, one removal and one addition, newest first."""
    plan = _read("next_day.toml")
    articles = {article.slug: article for article in first_day()}
    del articles[plan["removed"]]
    edited, second = plan["edited"], plan["second_address"]
    articles[edited["slug"]] = _correct(articles[edited["slug"]], edited["changes"], edited["modified"])
    articles[second["second"]] = replace(articles[second["slug"]], slug=second["second"])
    return _newest_first([_article(plan["new"]), *articles.values()])


def _correct(article: Article, changes: list[dict[str, str]], modified: datetime) -> Article:
    text = "\n".join(article.body)
    for change in changes:
        if text.count(change["printed"]) != 1:
            raise ValueError(f"next_day.toml: {article.slug} does not say {change['printed']!r} exactly once")
        text = text.replace(change["printed"], change["corrected"])
    return replace(article, body=tuple(text.split("\n")), modified=modified)


def _article(fields: dict[str, Any]) -> Article:
    # A line break of the file is a space, and only that: the two spaces and no-break spaces of a dateline stay.
    paragraphs = fields["body"].strip("\n").split("\n\n")
    return Article(**{**fields, "body": tuple(paragraph.replace("\n", " ") for paragraph in paragraphs)})


def _newest_first(articles: list[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=lambda article: article.published, reverse=True))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))
