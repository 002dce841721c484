"""What a page's JSON-LD states of its article."""

import json
from datetime import datetime, timedelta, timezone
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirtag.items import Photo
from kirtag.page import Document
from kirtag.page.json_ld import publishers, read_json_ld
from kirtag.page.json_repair import read_json
from kirtag.page.parts import Parts
from tests.timing import is_linear, seconds

URL = "https://www.e.kg/ru/sneg"
BISHKEK = ZoneInfo("Asia/Bishkek")
MOMENT = datetime(2026, 1, 12, 9, 15, tzinfo=timezone(timedelta(hours=6)))
ARTICLE = '{"@type": "NewsArticle", "headline": "Снег в горах"}'
OTHER = '{"@type": "NewsArticle", "headline": "Лёд на реке"}'
SITE = '{"@type": "WebSite", "headline": "Сайт"}'


def page(*scripts: str, rest: str = "") -> Document:
    html = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return Document(f"<head>{html}{rest}</head>", URL)


def json_ld(*scripts: str, rest: str = "") -> Parts:
    return read_json_ld(page(*scripts, rest=rest), BISHKEK)


def article(**fields: object) -> Parts:
    return json_ld(json.dumps({"@type": "NewsArticle", "headline": "Снег в горах"} | fields))


def test_json_ld_gives_every_part():
    assert json_ld(
        """{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Снег &amp; лёд",
        "datePublished": "2026-01-12T09:15:00+06:00", "dateModified": "2026-01-12T10:00:00+06:00",
        "author": [{"@type": "Person", "name": "Айгуль Сыдыкова"}, {"@type": "Organization", "name": "Агентство"},
        "Бакыт Асанов"], "articleSection": ["Погода", "Горы"], "inLanguage": "ru-KG",
        "image": {"@type": "ImageObject", "url": "/1.jpg", "caption": "Снег. Фото: МЧС"},
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
        photos=[Photo("https://www.e.kg/1.jpg", "Снег.", "МЧС")],
    )


@pytest.mark.parametrize(
    "scripts",
    [
        [ARTICLE],
        [f"[{ARTICLE}]"],
        [f"[[{SITE}], [{ARTICLE}]]"],
        [f'{{"@context": "https://schema.org", "@graph": [{SITE}, {ARTICLE}]}}'],
        [f'{{"@type": "WebPage", "mainEntity": {{"@type": "Thing", "subjectOf": {ARTICLE}}}}}'],
        [f'{{"@type": "WebPage", "mainEntityOfPage": {ARTICLE}}}'],
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
        ['{"@type": "http://schema.org/NewsArticle", "headline": "Снег в горах"}'],
        ['{"@type": "schema:BlogPosting", "headline": {"@value": "Снег в горах", "@language": "ru"}}'],
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
        f'{{"@type": "ItemList", "itemListElement": [{ARTICLE}]}}',
        f'{{"@type": "WebPage", "citation": {ARTICLE}}}',
    ],
)
def test_no_article_is_found(script: str):
    assert json_ld(script) == Parts()


@pytest.mark.parametrize(
    ("own", "rest"),
    [
        (ARTICLE.replace("}", ', "url": "https://e.kg/ru/sneg/"}'), ""),
        (ARTICLE.replace("}", ', "mainEntityOfPage": {"@type": "WebPage", "@id": "http://www.e.kg/ru/sneg"}}'), ""),
        (ARTICLE.replace("}", ', "mainEntityOfPage": "https://e.kg/a/5"}'), "<link rel=canonical href='//e.kg/a/5'>"),
        (ARTICLE, "<title>Снег в горах</title>"),
        (ARTICLE, "<h1>Снег  в горах</h1>"),
    ],
)
def test_of_several_articles_the_pages_own_is_read(own: str, rest: str):
    assert json_ld(OTHER, f"[{OTHER}, {own}]", rest=rest).headline == "Снег в горах"


def test_of_several_articles_without_a_sign_the_first_is_read():
    assert json_ld(OTHER, ARTICLE).headline == "Лёд на реке"


def test_two_objects_of_one_article_are_joined():
    found = json_ld(ARTICLE, ARTICLE.replace("}", ', "articleSection": "Погода"}'))
    assert (found.headline, found.section) == ("Снег в горах", "Погода")


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Айгуль Сыдыкова", "Айгуль Сыдыкова"),
        (["Айгуль Сыдыкова", "Айгуль Сыдыкова", "Бакыт Асанов"], "Айгуль Сыдыкова, Бакыт Асанов"),
        ({"@type": "Person", "name": ["Айгуль Сыдыкова", "Бакыт Асанов"]}, "Айгуль Сыдыкова, Бакыт Асанов"),
        ({"@type": ["Person"], "name": "Айгуль Сыдыкова", "worksFor": {"name": "Пример"}}, "Айгуль Сыдыкова"),
        ({"@type": "NewsMediaOrganization", "name": "Пример"}, None),
        ({"@type": "https://schema.org/Organization", "name": "Пример"}, None),
        ({"name": 5}, None),
        ([[], None, {}, ""], None),
        (5, None),
    ],
)
def test_persons_are_the_byline(author: object, byline: str | None):
    assert article(author=author).byline == byline


def test_the_publisher_is_no_byline_but_a_name_of_the_site():
    script = ARTICLE.replace("}", ', "publisher": {"@type": "Organization", "name": "Пример"}}')
    assert (json_ld(script).byline, publishers(page(script, SITE))) == (None, {"Пример"})


def test_what_is_described_elsewhere_is_looked_up():
    graph = """{"@graph": [{"@type": "Article", "headline": "Снег", "author": {"@id": "#1"}, "image": {"@id": "#2"}},
        {"@type": "Person", "@id": "#1", "name": "Айгуль Сыдыкова"},
        {"@type": "ImageObject", "@id": "#2", "url": "https://e.kg/1.jpg", "caption": "Снег в горах"}]}"""
    found = json_ld(graph)
    assert (found.byline, found.photos) == ("Айгуль Сыдыкова", [Photo("https://e.kg/1.jpg", "Снег в горах")])


@pytest.mark.parametrize(
    ("image", "photos"),
    [
        ("https://e.kg/1.jpg", [Photo("https://e.kg/1.jpg")]),
        (["https://e.kg/16x9.jpg", "https://e.kg/4x3.jpg"], [Photo("https://e.kg/16x9.jpg")]),
        ({"url": "/1.jpg", "creditText": "МЧС"}, [Photo("https://www.e.kg/1.jpg", None, "МЧС")]),
        ({"contentUrl": "/1.jpg", "author": {"@type": "Person", "name": "Бакыт Асанов"}}, "Бакыт Асанов"),
        ({"url": "/1.jpg", "copyrightHolder": {"@type": "Organization", "name": "Пример"}}, "Пример"),
        (
            [
                {"url": "/1.jpg", "caption": "Снег"},
                {"url": "/1s.jpg", "caption": "Снег"},
                {"url": "/2.jpg", "caption": "Лёд"},
            ],
            [Photo("https://www.e.kg/1.jpg", "Снег"), Photo("https://www.e.kg/2.jpg", "Лёд")],
        ),
        ("https://e.kg/img/logo.png", []),
        ([None, 5, {}, {"url": 5}, "", {"url": "http://["}], []),
    ],
)
def test_pictures_come_with_caption_and_credit(image: object, photos: list[Photo] | str):
    expected = [Photo("https://www.e.kg/1.jpg", None, photos)] if isinstance(photos, str) else photos
    assert article(image=image).photos == expected


@pytest.mark.parametrize(
    "field",
    [
        {"datePublished": 5},
        {"datePublished": "вчера"},
        {"dateModified": "2026-01-12"},
        {"articleSection": {"a": 1}},
        {"articleBody": ["", "Нет"]},
        {"inLanguage": {"name": "Russian"}},
    ],
)
def test_a_field_of_another_kind_is_passed_over(field: dict[str, object]):
    parts = article(**field)
    parts.published_printed = None
    assert parts == Parts(headline="Снег в горах")


@pytest.mark.parametrize("form", ["APPLICATION/LD+JSON", " application/ld+json ", "application/ld+json; charset=utf-8"])
def test_the_script_is_known_however_its_type_is_written(form: str):
    assert read_json_ld(Document(f'<script type="{form}">{ARTICLE}</script>', URL), None).headline == "Снег в горах"


def test_a_lone_surrogate_is_replaced():
    parts = json_ld(ARTICLE.replace("}", r', "articleBody": "Сн\ud800ег", "author": "\ud83d\ude00 \udc00"}'))
    assert (parts.body, parts.byline) == (["Сн\ufffdег"], "\U0001f600 \ufffd")


# ---- broken JSON ----


@pytest.mark.parametrize(
    ("script", "values"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('{"a": 1};', [{"a": 1}]),
        ('\ufeff {"a": 1}', [{"a": 1}]),
        ('<!-- {"a": 1} -->', [{"a": 1}]),
        ('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}]),
        ('/*<![CDATA[*/ {"a": 1} /*]]>*/', [{"a": 1}]),
        ('{"a": 1}{"a": 2}\n{"a": 3}', [{"a": 1}, {"a": 2}, {"a": 3}]),
        ('{"a": 1}, {"a": 2},', [{"a": 1}, {"a": 2}]),
        ('{"a": [1, 2,], }', [{"a": [1, 2]}]),
        ('{"a": "Идёт\nснег,\tветрено"}', [{"a": "Идёт\nснег,\tветрено"}]),
        ('{"a": "Фильм "Мост" снят, "снег" идёт", "b": 1}', [{"a": 'Фильм "Мост" снят, "снег" идёт', "b": 1}]),
        (
            '{"a": "он сказал "да"", "b": ["кино "Мост"", "нет"]}',
            [{"a": 'он сказал "да"', "b": ['кино "Мост"', "нет"]}],
        ),
        (r'{"a": "C:\снег \'ок\' \"да\""}', [{"a": "C:\\снег 'ок' \"да\""}]),
        ("{&quot;a&quot;: &quot;Снег &amp;amp; лёд&quot;}", [{"a": "Снег &amp; лёд"}]),
        ('{"a": {"b": ["снег"', [{"a": {"b": ["снег"]}}]),
        ('{"a": 1} нет', [{"a": 1}]),
        ("нет", []),
        ("{a: 1}", []),
        ("", []),
    ],
)
def test_broken_json_is_read_as_it_was_meant(script: str, values: list[object]):
    assert read_json(script) == values


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_whole_json_is_never_mended(value: object):
    assert read_json(json.dumps({"a": value})) == [{"a": value}]


@given(st.text(alphabet='{}[]",:\\ a1\n', max_size=40))
def test_no_script_makes_it_raise(script: str):
    read_json(script)


HOSTILE = {
    "numbers": "1,",
    "objects": "{},",
    "opened objects": "{",
    "opened lists": "[",
    "keys": '{"a":',
    "strings": '{"a":"b',
    "quotation marks": '"',
    "parted quotation marks": '" ',
    "closed strings": '",',
    "backslashes": '{"a":"\\',
    "blanks": '"a"' + " " * 150,
    "closed brackets": "]",
    "comments": "<!--",
}


@pytest.mark.parametrize("family", HOSTILE)
def test_a_hostile_script_costs_no_more_than_in_proportion(family: str):
    unit = HOSTILE[family]
    small, large = (("[" + unit * size)[:size] for size in (40_000, 400_000))
    assert is_linear(json_ld, small, large, times=20, floor=0.005, most=1.5)


@pytest.mark.parametrize(
    "script", ["[" + "1," * 300_000 + "1]", "[" + "{}," * 100_000 + "{}]", '{"a":' * 500 + "1" + "}" * 500]
)
def test_a_hostile_whole_script_costs_little(script: str):
    assert seconds(partial(json_ld, script), 1) < 1
