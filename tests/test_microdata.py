"""What a page's own elements say that they are: microdata and RDFa."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kirtag.items import Credit, Photo
from kirtag.page import Document
from kirtag.page.microdata import read_microdata
from kirtag.page.parts import Parts
from tests.timing import seconds

URL = "https://e.kg/ru/sneg"
BISHKEK = ZoneInfo("Asia/Bishkek")
MOMENT = datetime(2026, 1, 12, 9, 15, tzinfo=timezone(timedelta(hours=6)))
PERSON = "itemprop=author itemscope itemtype='https://schema.org/Person'"


def microdata(body: str) -> Parts:
    return read_microdata(Document(f"<body>{body}</body>", URL), BISHKEK)


def article(body: str) -> Parts:
    return microdata(f"<div itemscope itemtype='https://schema.org/NewsArticle'>{body}</div>")


def test_microdata_gives_every_part():
    assert article(
        f"""<h1 itemprop=headline>Снег в горах</h1>
        <time itemprop=datePublished datetime='2026-01-12T09:15'>сегодня</time>
        <meta itemprop=dateModified content='2026-01-12T10:00:00+06:00'>
        <a itemprop=articleSection href='/p'>Погода</a>
        <p {PERSON}><span itemprop=name>Айгуль Сыдыкова</span>, корреспондент</p><p itemprop=author>Бакыт Асанов</p>
        <meta itemprop=inLanguage content=ru>
        <figure itemprop=image itemscope itemtype='http://schema.org/ImageObject'>
        <img itemprop='url contentUrl' src='/1.jpg'>
        <b itemprop=caption>Снег на перевале</b><i itemprop=author>Фото: МЧС</i></figure>"""
    ) == Parts(
        headline="Снег в горах",
        published=MOMENT,
        published_printed="2026-01-12T09:15",
        modified=MOMENT + timedelta(minutes=45),
        byline="Айгуль Сыдыкова, Бакыт Асанов",
        section="Погода",
        language="ru",
        photos=[Photo("https://e.kg/1.jpg", "Снег на перевале", "МЧС")],
        credits=[Credit("Фото: МЧС", "МЧС")],
    )


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("<meta itemprop=datePublished content='2026-01-12T09:15:00+06:00'>", MOMENT),
        ("<span itemprop=datePublished>12 января 2026, 09:15</span>", MOMENT),
        ("<b itemprop='datePublished dateCreated' content='2026-01-12'>вчера</b>", date(2026, 1, 12)),
        ("<b itemprop=dateCreated content='2026-01-12'></b>", date(2026, 1, 12)),
        ("<i itemprop=datePublished></i><b itemprop=datePublished content='2026-01-12'>", date(2026, 1, 12)),
        ("<b itemprop=datePublished>вчера</b>", None),
    ],
)
def test_the_time_is_told_or_printed(body: str, published: date | None):
    assert article(body).published == published
    assert microdata(body).published == published


@pytest.mark.parametrize(
    "body",
    [
        "<b property='schema:datePublished' content='2026-01-12'></b>",
        "<div typeof='schema:NewsArticle'><b property=datePublished content='2026-01-12'></b></div>",
        "<span property='dc:date dc:created' content='2026-01-12'>12 января</span>",
        "<div vocab='https://schema.org/' typeof=Article><b property='https://schema.org/datePublished'>2026-01-12</b></div>",
    ],
)
def test_rdfa_is_read_too(body: str):
    assert microdata(body).published == date(2026, 1, 12)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Снег</p>",
        "<p itemprop=publisher itemscope itemtype='https://schema.org/Organization'><b itemprop=name>Пример</b></p>",
        "<p itemprop=author itemscope itemtype='https://schema.org/Organization'><b itemprop=name>Пример</b></p>",
        "<p itemscope itemtype='https://schema.org/Comment'><b itemprop=author>Бакыт Асанов</b>"
        "<b itemprop=datePublished content='2026-01-12'></b></p>",
        "<p itemscope itemtype='https://schema.org/Event'><b itemprop=headline>Концерт</b></p>",
        "<img itemprop=image src='/logo.svg'>",
        "<p property='og:image'>Снег</p>",
    ],
)
def test_what_is_said_of_other_things_is_passed_over(body: str):
    assert microdata(body) == Parts()


def test_of_several_articles_the_one_with_the_heading_is_read():
    one = "<div itemscope itemtype='http://schema.org/Article'><{0} itemprop=headline>{1}</{0}></div>"
    others = one.format("h3", "Лёд на реке")
    assert microdata(others + one.format("h1", "Снег в горах") + others).headline == "Снег в горах"
    assert microdata(others * 2) == Parts()


@pytest.mark.parametrize("unit", ["<b itemprop=author>", "<p itemscope itemprop=image>", "<b itemprop=name></b>"])
def test_a_hostile_page_costs_little(unit: str):
    html = "<div itemscope itemtype=Article>" + unit * 5_000
    assert seconds(lambda: read_microdata(Document(html, URL), None), 1) < 1
