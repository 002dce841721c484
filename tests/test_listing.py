"""What a listing shows, and which page comes after it."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from kirtag.demo import Newsroom
from kirtag.items import Link
from kirtag.page import Document
from kirtag.page.listing import read_links
from kirtag.page.pagination import next_page
from kirtag.spiders.kirtag import KirtagSpider
from tests.timing import is_linear

AT = "https://kyrtag.kg"
URL = f"{AT}/ru/news/"
ARTICLES = re.compile(KirtagSpider.articles)


def links(html: str, url: str = URL) -> list[Link]:
    return read_links(Document(html, url), ARTICLES)


def following(html: str, url: str = URL) -> str | None:
    return next_page(Document(html, url))


@pytest.mark.parametrize("layout", ["today", "old"])
@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_a_listing_is_followed_to_its_end_and_shows_every_article_with_its_day(layout: str, language: str):
    newsroom = Newsroom(layout)
    edition = newsroom.editions[language]
    url, found, pages = AT + edition.listing, [], 0
    while url:
        page = Document(newsroom.respond(url, at=AT).body.decode(), url)
        found += read_links(page, ARTICLES, language)
        url, pages = next_page(page), pages + 1
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
    "script",
    [
        """<script id="__NEXT_DATA__" type="application/json">{"items": [{"href": "/ru/news/a-b"}, 5]}</script>""",
        r"""<script type="application/json">{"url": "https:\/\/kyrtag.kg\/ru\/news\/a-b"}</script>""",
        """<script type="application/ld+json">{"itemListElement": [{"url": "https://kyrtag.kg/ru/news/a-b"}]}</script>""",
        """<script type="application/json">{"broken": "/ru/news/a-b", """,
    ],
)
def test_where_a_script_makes_the_links_its_data_is_read(script: str):
    assert links(f"<a href='/ru/news/'>Новости</a>{script}") == [Link(URL + "a-b")]


def test_beside_links_data_is_not_read():
    data = '<script type="application/json">["/ru/news/c-d"]</script>'
    assert links(f"<a href='a-b'>Снег</a>{data}") == [Link(URL + "a-b")]


def test_a_script_that_is_no_data_is_not_read():
    assert links('<script>var url = "/ru/news/c-d"</script>') == []


# ---- the next page ----


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
        (URL, "<a href='?PAGEN_1=два'>2</a>"),
        (URL, "<a href='/kg/news/?PAGEN_1=2'>2</a>"),
        (URL, "<a href='https://other.kg/ru/news/?PAGEN_1=2'>2</a>"),
        (f"{URL}?PAGEN_1=3", "<a href='?PAGEN_1=1'>1</a><a href='?PAGEN_1=2'>2</a><a href='?PAGEN_1=3'>3</a>"),
    ],
)
def test_past_the_last_page_there_is_none(url: str, html: str):
    assert following(html, url) is None


NEWS = "https://e.kg/news/"


@pytest.mark.parametrize(
    ("url", "html", "page"),
    [
        # By a number in the query.
        (NEWS, "<a href='?page=2'>2</a><a href='?page=3'>3</a>", f"{NEWS}?page=2"),
        (f"{NEWS}?page=1", "<a href='?page=1'>1</a><a href='?page=2'>2</a>", f"{NEWS}?page=2"),
        (f"{NEWS}?p=7", "<a href='?p=6'>6</a><a href='?p=8'>8</a>", f"{NEWS}?p=8"),
        (NEWS, "<a href='?pg=2'>2</a>", f"{NEWS}?pg=2"),
        (NEWS, "<a href='?PAGEN_3=2'>2</a>", f"{NEWS}?PAGEN_3=2"),
        ("https://e.kg/?d=05.01.2026", "<a href='/?d=05.01.2026&page=2'>2</a>", "https://e.kg/?d=05.01.2026&page=2"),
        (f"{NEWS}?PAGEN_1=2&SIZEN_1=6", "<a href='?PAGEN_1=3'>3</a>", f"{NEWS}?PAGEN_1=3"),
        # By one in the path.
        (NEWS, "<a href='/news/page/2/'>2</a>", f"{NEWS}page/2/"),
        (f"{NEWS}page/2/", "<a href='/news/'>1</a><a href='/news/page/3/'>3</a>", f"{NEWS}page/3/"),
        ("https://e.kg/", "<a href='/page/2/'>Older posts</a>", "https://e.kg/page/2/"),
        (NEWS, "<a href='/news,p2'>2</a>", "https://e.kg/news,p2"),
        (NEWS, "<a href='/news/index-p2.html'>2</a>", f"{NEWS}index-p2.html"),
        ("https://e.kg/news.html", "<a href='news-page-2.html'>2</a>", "https://e.kg/news-page-2.html"),
        (NEWS, "<a href='/news/2/'>2</a>", f"{NEWS}2/"),
        (f"{NEWS}2/", "<a href='/news/3/'>»</a>", f"{NEWS}3/"),
        # From nought.
        (NEWS, "<a href='?page=1'>2</a>", f"{NEWS}?page=1"),
        (NEWS, "<a rel=next href='?page=1'>›</a>", f"{NEWS}?page=1"),
        (f"{NEWS}?page=1", "<a href='?page=0'>1</a><a href='?page=2'>3</a>", f"{NEWS}?page=2"),
        # By articles.
        (NEWS, "<a href='?start=20'>Следующая</a>", f"{NEWS}?start=20"),
        (f"{NEWS}?start=20", "<a href='?start=0'>1</a><a href='?start=40'>Вперёд</a>", f"{NEWS}?start=40"),
        # What says so is it, wherever it stands.
        (NEWS, "<a href='?PAGEN_2=2'>2</a><a href='?PAGEN_1=2'>Кийинки</a>", f"{NEWS}?PAGEN_1=2"),
        (NEWS, "<a href='/news/2/'>Показать ещё</a>", f"{NEWS}2/"),
        (NEWS, "<a href='/news/2/' title='Next page'><img src=r.png></a>", f"{NEWS}2/"),
        # Another scheme and `www.` are the same site.
        (NEWS, "<link rel=next href='http://www.e.kg/news/page/2/'>", f"{NEWS}page/2/"),
        # A list that is sorted is another one.
        (NEWS, "<a href='?sort=asc&page=2'>2</a><a href='?page=2'>2</a>", f"{NEWS}?page=2"),
    ],
)
def test_the_next_page_is_found_however_the_site_counts(url: str, html: str, page: str):
    assert following(html, url) == page


@pytest.mark.parametrize(
    ("url", "html"),
    [
        # Another list.
        (NEWS, "<a href='/kg/news/?page=2'>2</a>"),
        (NEWS, "<a href='https://other.kg/news/?page=2'>Next</a>"),
        (NEWS, "<a href='?category=5&page=2'>2</a>"),
        ("https://e.kg/?d=05.01.2026", "<a href='/?page=2'>2</a>"),
        (f"{NEWS}?PAGEN_1=3", "<a href='?PAGEN_2=2'>2</a>"),
        (NEWS, "<a href='/news/2/'>Город</a>"),
        (NEWS, "<a href='/news/12345'>Далее</a>"),
        # A calendar, a session, a place that only a script knows.
        ("https://e.kg/2026/01/12/", "<a rel=next href='/2026/01/13/'>»</a>"),
        ("https://e.kg/news/2026/", "<a rel=next href='/news/2027/'>»</a>"),
        (f"{NEWS}?month=1&year=2026", "<a href='?month=2&year=2026'>Next</a>"),
        (f"{NEWS}?day=12", "<a href='?day=13'>»</a>"),
        (NEWS, "<a href='?page=2&PHPSESSID=1f'>2</a>"),
        (NEWS, "<a href='?after=x1f'>Next</a>"),
        (NEWS, "<a href='#'>Next</a><a href='javascript:more()'>Ещё</a>"),
        # Not the next one.
        (NEWS, "<a href='?page=3'>Next</a>"),
        (NEWS, "<a href='?start=20'>20</a>"),
        (f"{NEWS}?start=20", "<a href='?start=20'>Next</a><a href='?start=0'>Next</a>"),
        (f"{NEWS}?page=3", "<a href='?page=2'>«</a><a href='?page=3'>»</a>"),
        (f"{NEWS}page/9/", "<a href='/news/page/8/'>8</a>"),
        (NEWS, f"<a href='?page=2&{'a' * 3000}=1'>2</a>"),
    ],
)
def test_what_only_looks_like_a_next_page_is_none(url: str, html: str):
    assert following(html, url) is None


UNITS = (
    "/", "/p", "/page/", ",p", "?page=2", "&page=2", "page=2&", "2", "/2", "-", "%2F", "<a href=", "<a href='?page=2'>",
    '"/a', '"\\/', "»", "Next ", "2026/",
)  # fmt: skip
PLACES: dict[str, Callable[[str], str]] = {
    "an address": lambda text: f"<a href='{text}'>2</a>",
    "a query": lambda text: f"<a href='?{text}'>2</a>",
    "a label": lambda text: f"<a href='?page=2'>{text}</a>",
    "data": lambda text: f"<script type='application/json'>{text}</script>",
    "nothing": lambda text: text,
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("place", PLACES)
def test_a_hostile_listing_costs_no_more_than_in_proportion(place: str, unit: str):
    def read(html: str) -> None:
        links(html, NEWS)
        following(html, NEWS)

    small, large = (PLACES[place]((unit * size)[:size]) for size in (20_000, 200_000))
    assert is_linear(read, small, large, most=3)
