"""What a page tells machines about itself."""

from datetime import date, datetime, timedelta, timezone
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from kirtag.items import Photo
from kirtag.page import Document
from kirtag.page.metadata import read_json_ld, read_meta
from kirtag.page.parts import Parts

URL = "https://e.kg/ru/sneg"
BISHKEK = ZoneInfo("Asia/Bishkek")
MOMENT = datetime(2026, 1, 12, 9, 15, tzinfo=timezone(timedelta(hours=6)))
ARTICLE = '{"@type": "NewsArticle", "headline": "Снег в горах"}'
SITE = '{"@type": "WebSite", "headline": "Сайт"}'


def json_ld(*scripts: str) -> Parts:
    html = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_json_ld(Document(f"<head>{html}</head>", URL), BISHKEK)


def meta(head: str) -> Parts:
    return read_meta(Document(f"<html><head>{head}</head><body></body></html>", URL), BISHKEK)


def test_json_ld_gives_every_part():
    assert json_ld(
        """{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Снег &amp; лёд",
        "datePublished": "2026-01-12T09:15:00+06:00", "dateModified": "2026-01-12T10:00:00+06:00",
        "author": [{"@type": "Person", "name": "Айгуль Сыдыкова"}, {"@type": "Organization", "name": "Агентство"},
        "Бакыт Асанов"], "articleSection": ["Погода", "Горы"], "inLanguage": "ru-KG",
        "articleBody": "Идёт снег.\\nВетрено."}"""
    ) == Parts(
        headline="Снег & лёд",
        body=["Идёт снег.", "Ветрено."],
        published=MOMENT,
        published_printed="2026-01-12T09:15:00+06:00",
        modified=MOMENT + timedelta(minutes=45),
        byline="Айгуль Сыдыкова, Бакыт Асанов",
        section="Погода",
        language="ru-KG",
    )


@pytest.mark.parametrize(
    "scripts",
    [
        [ARTICLE],
        [f"[{ARTICLE}]"],
        [f"[[{SITE}], [{ARTICLE}]]"],
        [f'{{"@context": "https://schema.org", "@graph": [{SITE}, {ARTICLE}]}}'],
        [f'{{"@type": "WebPage", "mainEntity": {{"@type": "Thing", "subjectOf": {ARTICLE}}}}}'],
        [SITE, ARTICLE],
        ["{", ARTICLE],
        ["", ARTICLE],
        ["<!-- нет -->", ARTICLE],
        ["[" * 100_000, ARTICLE],
        ["1" * 5000, ARTICLE],
        ["null", "5", '"снег"', "true", "[]", "{}", ARTICLE],
        ['{"@type": 5, "headline": "Нет"}', ARTICLE],
        ['{"@type": true}', '{"@type": null}', '{"@type": {"@id": "NewsArticle"}}', ARTICLE],
        ['{"@type": "NewsArticle"}', '{"@type": "NewsArticle", "headline": 5}', ARTICLE],
        ['{"@type": ["Thing", "ReportageNewsArticle"], "headline": ["Снег в горах", "Снег"]}'],
        ['{"@type": "Article", "headline": "  Снег в горах\\n "}'],
        ['{"@type": "BlogPosting", "headline": "Снег \n в горах"}'.replace(" \n ", " ")],
    ],
)
def test_the_article_is_found_wherever_it_stands(scripts: list[str]):
    assert json_ld(*scripts).headline == "Снег в горах"


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        SITE,
        '{"@type": "Product", "headline": "Лыжи"}',
        '{"headline": "Снег"}',
        ARTICLE.replace("headline", "name"),
    ],
)
def test_no_article_is_found(script: str):
    assert json_ld(script) == Parts()


@pytest.mark.parametrize(
    "field",
    [
        '"datePublished": 5',
        '"datePublished": "вчера"',
        '"dateModified": "2026-01-12"',
        '"author": {"name": 5}',
        '"author": {"@type": "NewsMediaOrganization", "name": "Агентство"}',
        '"author": [[], null, {}, ""]',
        '"articleSection": {"a": 1}',
        '"articleBody": ["", "Нет"]',
        '"inLanguage": {"name": "Russian"}',
    ],
)
def test_a_field_of_another_kind_is_passed_over(field: str):
    parts = json_ld(ARTICLE.replace("}", f", {field}}}"))
    parts.published_printed = None
    assert parts == Parts(headline="Снег в горах")


@pytest.mark.parametrize(
    "script", ["[" + "1," * 300_000 + "1]", "[" + "{}," * 100_000 + "{}]", '{"a":' * 500 + "1" + "}" * 500]
)
def test_a_hostile_script_costs_little(script: str):
    start = perf_counter()
    json_ld(script)
    assert perf_counter() - start < 2


@pytest.mark.parametrize(
    ("head", "parts"),
    [
        ("", Parts()),
        ("<title>Снег  в горах</title>", Parts(headline="Снег в горах")),
        ("<meta property='og:title' content='Снег'><title>Сайт</title>", Parts(headline="Снег")),
        ("<meta name='TWITTER:TITLE' content=' Снег '>", Parts(headline="Снег")),
        ("<meta property='og:title' content=''><title>Снег</title>", Parts(headline="Снег")),
        (
            "<meta property='article:published_time' content='2026-01-12T09:15:00+06:00'>"
            "<meta property='article:modified_time' content='2026-01-12T10:00:00+06:00'>",
            Parts(
                published=MOMENT, published_printed="2026-01-12T09:15:00+06:00", modified=MOMENT + timedelta(minutes=45)
            ),
        ),
        (
            "<meta itemprop=datePublished content='2026-01-12'>",
            Parts(published=date(2026, 1, 12), published_printed="2026-01-12"),
        ),
        ("<meta property='article:section' content='Погода'>", Parts(section="Погода")),
        ("<meta http-equiv='Content-Language' content='ky'>", Parts(language="ky")),
        ("<meta property='og:image' content='/1.jpg'>", Parts(photos=[Photo("https://e.kg/1.jpg")])),
        ("<meta property='og:title' content='Снег'><meta property='og:title' content='Лёд'>", Parts(headline="Снег")),
    ],
)
def test_meta_elements_are_read(head: str, parts: Parts):
    assert meta(head) == parts


def test_dated_microdata_is_read_and_the_pages_own_language():
    page = Document(
        "<html lang=ky-KG><body><time itemprop=datePublished datetime='2026-01-12T09:15'>12-январь</time>", URL
    )
    parts = read_meta(page, BISHKEK)
    assert (parts.published, parts.language) == (MOMENT, "ky-KG")


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=description content='Снег'>",
        "<meta property='og:site_name' content='Агентство'>",
        "<meta content='Снег'>",
        "<meta property='' content='Снег'>",
        "<meta name=author content='Агентство'>",
        "<meta property='article:modified_time' content='2026-01-12'>",
    ],
)
def test_other_meta_elements_say_nothing(head: str):
    assert meta(head) == Parts()


def test_a_lone_surrogate_of_json_is_replaced():
    parts = json_ld(ARTICLE.replace("}", r', "articleBody": "Сн\ud800ег", "author": "\ud83d\ude00 \udc00"}'))
    assert (parts.body, parts.byline) == (["Сн\ufffdег"], "\U0001f600 \ufffd")
