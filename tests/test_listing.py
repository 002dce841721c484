"""What a listing shows."""

import re
from datetime import date

import pytest

from kirtag.demo import Newsroom
from kirtag.items import Link
from kirtag.page import Document
from kirtag.page.listing import next_page, read_links
from kirtag.spiders.kirtag import KirtagSpider

AT = "https://kyrtag.kg"
URL = f"{AT}/ru/news/"
ARTICLES = re.compile(KirtagSpider.articles)


def links(html: str, url: str = URL) -> list[Link]:
    return read_links(Document(html, url), ARTICLES)


def following(html: str, url: str = URL) -> str | None:
    return next_page(Document(html, url), "PAGEN_1")


@pytest.mark.parametrize("layout", ["today", "old"])
@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_a_listing_is_followed_to_its_end_and_shows_every_article_with_its_day(layout: str, language: str):
    newsroom = Newsroom(layout)
    edition = newsroom.editions[language]
    url, found, pages = AT + edition.listing, [], 0
    while url:
        page = Document(newsroom.respond(url, at=AT).body.decode(), url)
        found += read_links(page, ARTICLES, language)
        url, pages = next_page(page, "PAGEN_1"), pages + 1
    own = [article for article in newsroom.articles if article.language == language]
    assert pages == -(-len(own) // 6)
    assert [(link.url.rstrip("/"), link.language, link.day) for link in found] == [
        (AT + edition.path(article), language, article.published.date()) for article in own
    ]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<a href='/ru/news/sneg-v-gorakh-'>Снег</a>", [Link(URL + "sneg-v-gorakh-")]),
        ("<a href='sneg-v-gorakh-/#photo'>Снег</a>", [Link(URL + "sneg-v-gorakh-/")]),
        (
            "<a href='a-b'><img></a><h2><a href='a-b'>Снег</a></h2><a href='c-d'>Лёд</a>",
            [Link(URL + "a-b"), Link(URL + "c-d")],
        ),
        (
            "<li><a href='a-b'>Снег</a> 12.01.2026<li><a href='c-d'>Лёд</a>",
            [Link(URL + "a-b", day=date(2026, 1, 12)), Link(URL + "c-d")],
        ),
        ("<div><a href='a-b'>А</a><a href='c-d'>Б</a> 12.01.2026</div>", [Link(URL + "a-b"), Link(URL + "c-d")]),
        (
            "<div>09:15, 12-01-2026<p><b><a href='a-b'>Снег</a></b></p></div>",
            [Link(URL + "a-b", day=date(2026, 1, 12))],
        ),
        ("<a href='https://[bad/news/a-b'>Нет</a><a href='a-b'>Снег</a>", [Link(URL + "a-b")]),
        ("<base href='https://[bad/'><a href='a-b'>Снег</a>", [Link(URL + "a-b")]),
    ],
)
def test_the_articles_of_a_listing_are_found(html: str, found: list[Link]):
    assert links(html) == found


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<a>Снег</a>",
        "<a href=''>Снег</a>",
        "<a href='/ru/news/'>Новости</a>",
        "<a href='?PAGEN_1=2'>2</a>",
        "<a href='/ru/news/politics/'>Политика</a>",
        "<a href='/ru/about-us'>Об агентстве</a>",
        "<a href='mailto:news@e.kg'>Почта</a>",
        "<a href='javascript:void(0)'>Ещё</a>",
        "/ru/news/sneg-v-gorakh-",
    ],
)
def test_other_links_are_no_articles(html: str):
    assert links(html) == []


@pytest.mark.parametrize(
    ("url", "html", "page"),
    [
        (URL, "<a href='?PAGEN_1=2'>2</a>", f"{URL}?PAGEN_1=2"),
        (URL, "<link rel=next href='?PAGEN_1=2'>", f"{URL}?PAGEN_1=2"),
        (f"{URL}?PAGEN_1=2", "<a href='?PAGEN_1=1'>1</a><a href='?PAGEN_1=3'>3</a>", f"{URL}?PAGEN_1=3"),
        (f"{URL}?PAGEN_1=9", "<a href='?PAGEN_1=10&SIZEN_1=6#top'>10</a>", f"{URL}?PAGEN_1=10&SIZEN_1=6"),
        (URL, "<a href='https://[bad/?PAGEN_1=2'>2</a><a href='?PAGEN_1=2'>2</a>", f"{URL}?PAGEN_1=2"),
        (URL, f"<a href='?PAGEN_1={'9' * 5000}'>∞</a><a href='?PAGEN_1=2'>2</a>", f"{URL}?PAGEN_1=2"),
    ],
)
def test_the_next_page_is_the_one_after_this(url: str, html: str, page: str):
    assert following(html, url) == page


@pytest.mark.parametrize(
    ("url", "html"),
    [
        (URL, ""),
        (URL, "<a href='?PAGEN_1=3'>3</a>"),
        (URL, "<a href='?page=2'>2</a>"),
        (URL, "<a href='?PAGEN_1=два'>2</a>"),
        (URL, "<a href='/kg/news/?PAGEN_1=2'>2</a>"),
        (URL, "<a href='https://other.kg/ru/news/?PAGEN_1=2'>2</a>"),
        (f"{URL}?PAGEN_1=3", "<a href='?PAGEN_1=1'>1</a><a href='?PAGEN_1=2'>2</a><a href='?PAGEN_1=3'>3</a>"),
    ],
)
def test_past_the_last_page_there_is_none(url: str, html: str):
    assert following(html, url) is None
