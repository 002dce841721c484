"""What a page's meta elements, its title and its language attribute state."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kirtag.items import Photo
from kirtag.page import Document
from kirtag.page.meta import read_author, read_meta, told_headlines
from kirtag.page.parts import Parts
from tests.timing import seconds

URL = "https://e.kg/ru/sneg"
BISHKEK = ZoneInfo("Asia/Bishkek")
STATED = "2026-01-12T09:15:00+06:00"
MOMENT = datetime(2026, 1, 12, 9, 15, tzinfo=timezone(timedelta(hours=6)))


def page(head: str) -> Document:
    return Document(f"<html><head>{head}</head><body></body></html>", URL)


def meta(head: str) -> Parts:
    return read_meta(page(head), BISHKEK)


@pytest.mark.parametrize(
    ("head", "parts"),
    [
        ("", Parts()),
        ("<title>Снег  в горах</title>", Parts(headline="Снег в горах")),
        ("<meta property='og:title' content='Снег'><title>Сайт</title>", Parts(headline="Снег")),
        ("<meta name='TWITTER:TITLE' content=' Снег '>", Parts(headline="Снег")),
        ("<meta property='og:title' content=''><title>Снег</title>", Parts(headline="Снег")),
        ("<meta name='DC.title' content='Снег'>", Parts(headline="Снег")),
        (
            f"<meta property='article:published_time' content='{STATED}'>"
            "<meta property='article:modified_time' content='2026-01-12T10:00:00+06:00'>",
            Parts(published=MOMENT, published_printed=STATED, modified=MOMENT + timedelta(minutes=45)),
        ),
        ("<meta name=date content='2026-01-12'>", Parts(published=date(2026, 1, 12), published_printed="2026-01-12")),
        ("<meta property='article:section' content='Погода'>", Parts(section="Погода")),
        ("<meta name='parsely-section' content='Погода'>", Parts(section="Погода")),
        ("<meta http-equiv='Content-Language' content='ky'>", Parts(language="ky")),
        ("<meta property='og:locale' content='ru_RU'>", Parts(language="ru_RU")),
        ("<meta property='og:image' content='/1.jpg'>", Parts(photos=[Photo("https://e.kg/1.jpg")])),
        ("<meta name='twitter:image' content='/1.jpg'>", Parts(photos=[Photo("https://e.kg/1.jpg")])),
        (
            "<meta property='og:image' content='/share_logo.png'><meta name='twitter:image' content='/1.jpg'>",
            Parts(photos=[Photo("https://e.kg/1.jpg")]),
        ),
        ("<meta property='og:title' content='Снег'><meta property='og:title' content='Лёд'>", Parts(headline="Снег")),
        ("<meta name='dcterms.creator' content='Айгуль Сыдыкова'>", Parts(byline="Айгуль Сыдыкова")),
        (
            "<meta property='article:author' content='Айгуль Сыдыкова'>"
            "<meta property='article:author' content='Бакыт Асанов'>",
            Parts(byline="Айгуль Сыдыкова, Бакыт Асанов"),
        ),
    ],
)
def test_meta_elements_are_read(head: str, parts: Parts):
    assert meta(head) == parts


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time",
        "og:article:published_time",
        "datePublished",
        "schema:datePublished",
        "parsely-pub-date",
        "sailthru.date",
        "DC.date.issued",
        "DC.Date",
        "dcterms.issued",
        "dcterms:created",
        "DC.terms.created",
        "dc:date",
        "pubdate",
        "publish-date",
    ],
)
def test_the_time_of_publication_is_known_by_many_names(name: str):
    for attribute in ("name", "property"):
        parts = meta(f"<meta {attribute}='{name}' content='{STATED}'>")
        assert (parts.published, parts.published_printed) == (MOMENT, STATED)


def test_the_surest_name_of_a_time_comes_first_and_an_unreadable_one_last():
    head = "<meta name=date content='2026-01-13'><meta name='parsely-pub-date' content='вчера'>"
    assert meta(head + f"<meta name='dcterms.issued' content='{STATED}'>").published == MOMENT


@pytest.mark.parametrize("html", ["<html lang=ky-KG>", "<html xml:lang=ky-KG>"])
def test_the_pages_own_language_comes_first(html: str):
    assert read_meta(Document(f"{html}<meta http-equiv=content-language content=ru>", URL), None).language == "ky-KG"


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=description content='Снег'>",
        "<meta property='og:site_name' content='Агентство'>",
        "<meta content='Снег'>",
        "<meta property='' content='Снег'>",
        "<meta name=author content='Агентство'>",
        "<meta property='article:modified_time' content='2026-01-12'>",
        "<meta property='og:image' content='data:image/gif;base64,R0lGOD'>",
        "<meta property='og:image:alt' content='Снег'>",
    ],
)
def test_other_meta_elements_say_nothing(head: str):
    assert meta(head) == Parts()


def test_a_hostile_page_costs_little():
    html = "".join(f"<meta name='article:author' content='{number}'>" for number in range(20_000))
    assert seconds(lambda: meta(html), 1) < 1


def test_the_author_of_the_page_is_asked_for_by_itself():
    assert read_author(page("<meta name=Author content='Айгуль Сыдыкова'>")).byline == "Айгуль Сыдыкова"
    assert read_author(page("")).byline is None


def test_all_lines_that_are_told_for_the_headline_are_known():
    head = "<title>Снег | Агентство</title><meta property='og:title' content='Снег'><meta name=dc.title content='Снег'>"
    assert told_headlines(page(head)) == ["Снег", "Снег | Агентство"]
