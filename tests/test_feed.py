"""What a feed says of its articles, whatever its dialect and however broken it is."""

import gzip
import json
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kirtag.demo import Newsroom
from kirtag.items import Photo
from kirtag.page import Entry, read_feed
from kirtag.page.entry import parts_of, read_stated_time, whole_text
from tests.builders import BISHKEK
from tests.timing import is_linear

AT = "https://e.kg/rss.xml"
URL = "https://e.kg/ru/news/sneg-"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:mailru="http://news.mail.ru/" xmlns:yandex="http://news.yandex.ru"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:turbo="http://turbo.yandex.ru"><channel>"""
LINK = f"<link>{URL}</link>"
NINE = datetime(2026, 1, 12, 3, 15, tzinfo=UTC)
SNOW = "<p>Идёт <b>снег</b>.</p><p>Ветрено.</p>"
LINES = ("Идёт снег.", "Ветрено.")


def rss(*items: str) -> bytes:
    return (HEAD + "".join(f"<item>{item}</item>" for item in items) + "</channel></rss>").encode()


def atom(entry: str, root: str = "") -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{root}><entry>{entry}</entry></feed>'.encode()


def feed(body: bytes) -> list[Entry]:
    return read_feed(body, AT, zone=BISHKEK)


def test_the_feed_of_the_newsroom_is_read_whole():
    newsroom = Newsroom()
    newest = [article for article in newsroom.articles if article.language == "ru"][:10]
    assert read_feed(newsroom.respond("/rss.xml", at="https://kyrtag.kg").body) == [
        Entry(
            url=f"https://kyrtag.kg/ru/news/{article.slug}",
            headline=article.headline,
            published=article.published.astimezone(UTC),
            section=article.section,
            body=article.lines,
        )
        for article in newest
    ]


# ---- RSS ----


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        (LINK, Entry(URL)),
        ("<link>/ru/news/sneg-</link>", Entry(URL)),
        ("<link>https://e.kg/?a=1&amp;b=2</link>", Entry("https://e.kg/?a=1&b=2")),
        (f"<guid>{URL}</guid>", Entry(URL)),
        (f'<atom:link rel="self" href="https://e.kg/other"/>{LINK}', Entry(URL)),
        (
            f"<link>https://feeds.example/~r/1</link><feedburner:origLink>{URL}</feedburner:origLink>",
            Entry(URL),
        ),
        (f"{LINK}<title> Снег\n &amp; лёд </title>", Entry(URL, headline="Снег & лёд")),
        (f"{LINK}<title><![CDATA[Снег &quot;и&quot; <b>лёд</b>]]></title>", Entry(URL, headline='Снег "и" лёд')),
        (f"{LINK}<author>Айгуль Сыдыкова</author>", Entry(URL, byline="Айгуль Сыдыкова")),
        (f"{LINK}<author>a@e.kg (Айгуль Сыдыкова)</author>", Entry(URL, byline="Айгуль Сыдыкова")),
        (f"{LINK}<author>news@e.kg</author>", Entry(URL)),
        (
            f"{LINK}<dc:creator>А. Усенов</dc:creator><dc:creator>Б. Ли</dc:creator>",
            Entry(URL, byline="А. Усенов, Б. Ли"),
        ),
        (f"{LINK}<category>Погода</category><category>Горы</category>", Entry(URL, section="Погода")),
        (f"{LINK}<pubDate>Mon, 12 Jan 2026 09:15:00 +0600</pubDate>", Entry(URL, published=NINE)),
        (f"{LINK}<dc:date>2026-01-12T09:15:00+06:00</dc:date>", Entry(URL, published=NINE)),
        (f"{LINK}<pubDate>вчера</pubDate>", Entry(URL)),
        (f"{LINK}<dc:language>ky</dc:language>", Entry(URL, language="ky")),
        (
            f'{LINK}<enclosure url="/1.jpg" type="image/jpeg"/><media:credit>Бакыт Асанов</media:credit>',
            Entry(URL, photo=Photo("https://e.kg/1.jpg", credit="Бакыт Асанов")),
        ),
        (
            f'{LINK}<media:content url="https://e.kg/1.jpg" medium="image">'
            "<media:description>Перевал</media:description></media:content>",
            Entry(URL, photo=Photo("https://e.kg/1.jpg", "Перевал")),
        ),
        (f'{LINK}<enclosure url="/1.mp3" type="audio/mpeg"/>', Entry(URL)),
    ],
)
def test_an_item_is_read(item: str, entry: Entry):
    assert feed(rss(item)) == [entry]


@pytest.mark.parametrize(
    ("item", "body"),
    [
        ("<mailru:full-text>Идёт снег.\n\nВетрено.</mailru:full-text>", LINES),
        ("<mailru:full-text>Норма &lt; 35.\nВетрено.</mailru:full-text>", ("Норма < 35.", "Ветрено.")),
        ("<yandex:full-text>Идёт снег.</yandex:full-text>", LINES[:1]),
        ("<full-text>Идёт снег.</full-text>", LINES[:1]),
        (f"<turbo:content><![CDATA[<header><h1>Снег</h1></header>{SNOW}]]></turbo:content>", LINES),
        (f"<content:encoded><![CDATA[{SNOW}]]></content:encoded>", LINES),
        (f"<description>Идёт снег.</description><content:encoded><![CDATA[{SNOW}]]></content:encoded>", LINES),
        (f"<content:encoded><![CDATA[{SNOW}]]></content:encoded><description>Идёт снег.</description>", LINES),
        (
            "<content:encoded><![CDATA[<figure><img src=/1.jpg><figcaption>Фото</figcaption></figure>"
            f"{SNOW}<p>The post <a href=/1>Снег</a> appeared first on <a href=/>Е</a>.</p>]]></content:encoded>",
            LINES,
        ),
        # Only the beginning, or nothing but what the page tells better.
        ("<description>Только начало…</description>", ()),
        ("<description>Идёт снег.</description>", ()),
        ("<media:description>Перевал</media:description><description>На перевале снег.</description>", ()),
        ("<content:encoded>&lt;p>Идёт снег [&amp;#8230;]&lt;/p></content:encoded>", ()),
        (f"<content:encoded><![CDATA[{SNOW}<p><a href=/1>Читать далее →</a></p>]]></content:encoded>", ()),
        ("<description>Идёт снег.</description><content:encoded>Идёт снег.</content:encoded>", ()),
        ("<mailru:full-text> </mailru:full-text>", ()),
    ],
)
def test_the_text_of_an_item_is_taken_where_it_is_the_whole_one(item: str, body: tuple[str, ...]):
    assert feed(rss(LINK + item)) == [Entry(URL, body=body)]


@pytest.mark.parametrize(
    "body",
    [
        f"<rss version='0.91'><channel><item><title>Снег</title>{LINK}</item></channel></rss>",
        f"<rss version='0.92'><channel/><item><title>Снег</title>{LINK}</item></rss>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel/>"
        f"<item rdf:about='{URL}'><title>Снег</title>{LINK}</item></rdf:RDF>",
        f"<channel><item><title>Снег</title>{LINK}</item></channel>",
    ],
)
def test_every_rss_is_read(body: str):
    assert feed(body.encode()) == [Entry(URL, "Снег")]


# ---- Atom ----

ALTERNATE = f'<link href="{URL}"/>'


@pytest.mark.parametrize(
    ("body", "entry"),
    [
        (atom(f"{ALTERNATE}<published>2026-01-12T09:15:00+06:00</published>"), Entry(URL, published=NINE)),
        (atom(f"{ALTERNATE}<updated>2026-01-12T03:15:00Z</updated>"), Entry(URL, published=NINE)),
        (
            atom(f"{ALTERNATE}<published>2026-01-12T03:15:00Z</published><updated>2026-01-12T03:20:00Z</updated>"),
            Entry(URL, published=NINE, modified=NINE.replace(minute=20)),
        ),
        (
            atom(
                '<link rel="self" href="x"/><link rel="alternate" href="sneg-"/>', ' xml:base="https://e.kg/ru/news/"'
            ),
            Entry(URL),
        ),
        (atom(f'{ALTERNATE}<title type="html">&lt;i>Снег&lt;/i> &amp;amp; лёд</title>'), Entry(URL, "Снег & лёд")),
        (atom(f'{ALTERNATE}<category term="w" label="Погода"/>'), Entry(URL, section="Погода")),
        (
            atom(f"{ALTERNATE}<author><name>А. Усенов</name></author><author><name>Б. Ли</name></author>"),
            Entry(URL, byline="А. Усенов, Б. Ли"),
        ),
        (atom(f'{ALTERNATE}<content type="html">&lt;p>Идёт снег.&lt;/p></content>'), Entry(URL, body=LINES[:1])),
        (
            atom(f'{ALTERNATE}<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{SNOW}</div></content>'),
            Entry(URL, body=LINES),
        ),
        (atom(f'{ALTERNATE}<content src="/1.pdf" type="application/pdf"/>'), Entry(URL)),
    ],
)
def test_atom_is_read(body: bytes, entry: Entry):
    assert feed(body) == [entry]


# ---- JSON ----


def json_feed(*items: Any, **facts: Any) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items} | facts).encode()


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ({"url": URL}, Entry(URL)),
        ({"url": "ru/news/sneg-", "title": "a < b"}, Entry(URL, "a < b")),
        ({"external_url": URL, "id": "1"}, Entry(URL)),
        ({"url": URL, "date_published": "2026-01-12T09:15:00+06:00"}, Entry(URL, published=NINE)),
        ({"url": URL, "authors": [{"name": "Айгуль Сыдыкова"}, {}, 5]}, Entry(URL, byline="Айгуль Сыдыкова")),
        ({"url": URL, "author": {"name": "Айгуль Сыдыкова"}}, Entry(URL, byline="Айгуль Сыдыкова")),
        ({"url": URL, "tags": ["Погода", "Горы"]}, Entry(URL, section="Погода")),
        ({"url": URL, "image": "/1.jpg"}, Entry(URL, photo=Photo("https://e.kg/1.jpg"))),
        ({"url": URL, "content_html": SNOW, "summary": "Идёт снег."}, Entry(URL, body=LINES)),
        ({"url": URL, "content_text": "Идёт снег.\nВетрено."}, Entry(URL, body=LINES)),
        ({"url": URL, "content_text": "Идёт снег и…"}, Entry(URL)),
        ({"url": URL, "title": "Снег \ud800"}, Entry(URL, "Снег \ufffd")),
        ({"url": URL, "title": ["Снег"], "tags": 5, "authors": 5, "date_published": 5, "language": None}, Entry(URL)),
    ],
)
def test_a_json_feed_is_read(item: dict[str, Any], entry: Entry):
    assert feed(json_feed(item)) == [entry]


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"{",
        b'{"items": []}',
        b'{"version": "https://jsonfeed.org/version/1", "items": 5}',
        json_feed("x", None, [], {}, {"url": ""}, {"url": "mailto:a@e.kg"}, {"url": "https://[bad/"}),
        b'{"a":' * 100_000,
        json_feed({"url": URL}, filler="x" * 4_000_000),
    ],
    ids=["empty", "cut", "no version", "no items", "no addresses", "deep", "huge"],
)
def test_json_that_is_no_feed_has_no_entries(body: bytes):
    assert feed(body) == []


# ---- times ----


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("Mon, 12 Jan 2026 09:15:00 +0600", NINE),
        ("Mon, 12 Jan 2026 03:15:00 GMT", NINE),
        ("Mon, 12 Jan 2026 03:15:00 -0000", NINE),
        # Without an offset it is the agency's clock.
        ("Mon, 12 Jan 2026 09:15:00", NINE),
        ("2026-01-12 09:15:00", NINE),
        ("2026-01-12T09:15:00.000+06:00", NINE),
        ("2026-01-12 09:15:00 +0600", NINE),
        ("12.01.2026 09:15", NINE),
        ("Пн, 12 Янв 2026 09:15:00 +0600", NINE),
        ("Дш, 12 январь 2026 09:15", NINE),
        ("1768187700", NINE),
        ("2026-01-12", date(2026, 1, 12)),
    ],
)
def test_a_stated_time_is_read_by_its_offset_or_the_clock_of_the_agency(stated: str, moment: datetime | date):
    assert read_stated_time(stated, BISHKEK) == moment


@pytest.mark.parametrize(
    "stated",
    [None, "", "вчера", "0000-00-00", "0001-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "9999-12-31", "2026-01"],
)
def test_an_empty_time_is_none(stated: str | None):
    assert read_stated_time(stated, BISHKEK) is None


def test_a_day_is_that_of_the_clock():
    evening = Entry(URL, published=datetime(2026, 1, 12, 20, 0, tzinfo=UTC))
    assert (evening.day(BISHKEK), Entry(URL, published=date(2026, 1, 12)).day(BISHKEK), Entry(URL).day(BISHKEK)) == (
        date(2026, 1, 13),
        date(2026, 1, 12),
        None,
    )


# ---- whole texts ----


@pytest.mark.parametrize(
    "text",
    [
        "<p>Идёт снег.</p>",
        "Идёт снег",
        "<p>Подробнее о снеге рассказал синоптик.</p><p>Он ждёт лавин.</p>",
        "Он сказал: «Ждём… и верим».",
        "<p>Read more books, the minister said.</p><p>He meant it.</p>",
    ],
)
def test_a_text_with_an_end_is_whole(text: str):
    assert whole_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p></p>",
        "<p>Идёт снег…</p>",
        "<p>Идёт снег...</p>",
        "<p>Идёт снег [...]</p>",
        "<p>Идёт снег</p><p>Подробнее &raquo;</p>",
        "<p>Кар жаап жатат. Кененирээк</p>",
        "<p>It snows.</p><p><a href=/1>Continue reading “Snow on the pass”</a></p>",
        "<br>" * 300_000,
    ],
)
def test_a_text_that_goes_on_elsewhere_is_not(text: str):
    assert whole_text(text) == ()


def test_what_a_feed_said_becomes_parts_of_an_article():
    entry = Entry(URL, "Снег", NINE, "А. Усенов", "Погода", LINES, NINE, Photo("https://e.kg/1.jpg"), "ru")
    parts = parts_of(entry)
    assert (parts.headline, parts.body, parts.published, parts.modified) == ("Снег", list(LINES), NINE, NINE)
    assert (parts.byline, parts.section, parts.language) == ("А. Усенов", "Погода", "ru")
    assert parts.photos == [Photo("https://e.kg/1.jpg")]


# ---- what is broken ----

TITLED = f"{LINK}<title>Снег в горах</title>"


@pytest.mark.parametrize(
    "body",
    [
        rss(TITLED).replace(b'encoding="UTF-8"', b'encoding="windows-1251"'),
        rss(TITLED).decode().replace("UTF-8", "windows-1251").encode("cp1251"),
        rss(TITLED).decode().replace("UTF-8", "utf-16").encode("utf-16"),
        rss(TITLED).decode().encode("utf-16-le"),
        rss(TITLED).decode().encode("utf-16-be"),
        b"\xef\xbb\xbf" + rss(TITLED),
        gzip.compress(rss(TITLED)),
        b"\n\n" + rss(TITLED),
        b"<br />\n<b>Warning</b>: Undefined index in <b>/rss.php</b> on line <b>3</b><br />\n" + rss(TITLED),
        rss(TITLED) + b"<!-- 0.2 s --><script>count()</script>",
        rss(TITLED.replace("Снег", "\x01Сн\x0bег&#1;&#xFFFF;")),
        rss(TITLED.replace(" ", "&nbsp;")),
        rss(TITLED.replace("Снег", "&lt;b&gt;Снег&lt;/b&gt;")),
        rss(f"{TITLED}<!-- <link>https://e.kg/old</link> -->"),
        f"<rss><channel><item>{TITLED}<x:y>1</x:y></item></channel></rss>".encode(),
        rss(TITLED)[: -len("</channel></rss>")],
        rss(TITLED, "<link>https://e.kg/ru/news/sn")[: -len("</item></channel></rss>")],
        rss("<link>https://[bad/</link><title>", TITLED)[: -len("</channel></rss>")],
        # On these feedparser fails.
        rss("<width>x</width><textinput/></textinput>", TITLED),
        rss(f"{LINK}<georss:where xmlns:georss='http://www.georss.org/georss'><media:player/></georss:where>", TITLED),
    ],
)
def test_a_broken_feed_still_gives_its_whole_items(body: bytes):
    headlines = [entry.headline for entry in feed(body)]
    assert [headline for headline in headlines if headline] == ["Снег в горах"]


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Снег & лёд", "Снег & лёд"),
        ("Норма < 35", "Норма < 35"),
        ("A&nbsp;&mdash;&#160;B", "A — B"),
        ("Снег &unknown;идёт", "Снег идёт"),
        ("&#150; Снег", "– Снег"),
    ],
)
def test_signs_that_break_xml_are_letters(title: str, headline: str):
    assert [entry.headline for entry in feed(rss(f"{LINK}<title>{title}</title>"))] == [headline]


def test_an_ampersand_in_an_address_is_one():
    assert feed(rss("<link>https://e.kg/?a=1&copy=2&b=3</link>")) == [Entry("https://e.kg/?a=1&copy=2&b=3")]


def test_a_text_for_aggregators_needs_no_declared_prefix():
    item = f"{LINK}<mailru:full-text>Идёт снег.</mailru:full-text>"
    assert feed(f"<rss><channel><item>{item}</item></channel></rss>".encode()) == [Entry(URL, body=LINES[:1])]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0",
        b"\xff\xfe\xfd garbage",
        bytes(range(256)) * 20,
        b"https://e.kg/rss.xml",
        b"/etc/passwd",
        b"<rss>",
        b"<rss",
        b"<!DOCTYPE html><html><body><h1>404</h1></body></html>",
        b"<html><body><ul><li><item><link>https://e.kg/a</link></item></ul></body></html>",
        rss("<title>Снег без адреса</title>"),
        rss("<link></link>"),
        b"\x1f\x8b\x08 no gzip",
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&b;</title></channel></rss>",
    ],
)
def test_what_is_no_feed_has_no_entries(body: bytes):
    assert feed(body) == []


def test_no_entity_of_a_document_type_is_resolved():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    kind = f'<!DOCTYPE rss [<!ENTITY l0 "ха"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'
    body = f"{kind}<rss><channel><item>{LINK}<title>Снег &l9;&f;</title></item></channel></rss>"
    assert feed(body.encode()) == [Entry(URL, "Снег")]


def test_entries_keep_the_order_of_the_feed():
    assert [entry.url for entry in feed(rss(*(f"<link>{URL}{n}</link>" for n in (3, 1, 2))))] == [
        URL + n for n in "312"
    ]


# ---- what is huge ----


def test_of_a_feed_without_an_end_the_first_five_thousand_items_are_read():
    assert len(feed(rss(*[LINK] * 20_000))) == 5000


def test_an_item_of_a_million_letters_is_left_out():
    assert feed(rss(f"{LINK}<title>{'а' * 1_000_001}</title>", TITLED)) == [Entry(URL, "Снег в горах")]


def test_of_a_bomb_only_the_beginning_is_unpacked():
    # Packed piece by piece: a crawl that is started by a process of 512 MB is taken for one of that size, and stopped.
    packer = zlib.compressobj(1, wbits=31)
    pieces = (rss(TITLED), *[b" " * 1_000_000] * 300)
    packed = b"".join(map(packer.compress, pieces)) + packer.flush()
    assert feed(packed) == [Entry(URL, "Снег в горах")]


UNITS = (
    "<", "<a ", "<a>", "<a:b>", "<a:b", "&", "&amp;", "&nbsp;", "<![CDATA[", "]]>", "<!--", "-->", "<!", "<item ",
    "<item>", "</item>", "<rss ", "<link>", "Read more ", "the post ", "… ", "12.01.2026 ",
)  # fmt: skip
PLACES: dict[str, Callable[[str], bytes]] = {
    "the channel": lambda text: f"<rss><channel>{text}<item>{LINK}</item></channel></rss>".encode(),
    "a root": lambda text: f"<rss {text}><channel><item>{LINK}</item></channel></rss>".encode(),
    "a title": lambda text: rss(f"{LINK}<title>{text}</title>"),
    "a time": lambda text: rss(f"{LINK}<pubDate>{text}</pubDate>"),
    "a text": lambda text: rss(f"{LINK}<content:encoded>{text}</content:encoded>"),
    "nothing": lambda text: text.encode(),
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("place", PLACES)
def test_a_hostile_feed_costs_no_more_than_in_proportion(place: str, unit: str):
    small, large = (PLACES[place]((unit * size)[:size]) for size in (20_000, 200_000))
    assert is_linear(feed, small, large, most=1)
