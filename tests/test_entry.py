"""What a feed says of an article."""

from datetime import UTC, datetime

import pytest

from kirtag.demo import Newsroom
from kirtag.page import Entry, read_feed

URL = "https://e.kg/ru/news/sneg-"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:mailru="http://news.mail.ru/" xmlns:yandex="http://news.yandex.ru"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>"""


def rss(*items: str) -> bytes:
    return (HEAD + "".join(f"<item>{item}</item>" for item in items) + "</channel></rss>").encode()


LINK = f"<link>{URL}</link>"


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


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        (LINK, Entry(URL)),
        (f"{LINK}<title> Снег\n &amp; лёд </title>", Entry(URL, headline="Снег & лёд")),
        (f"{LINK}<author>Айгуль Сыдыкова</author>", Entry(URL, byline="Айгуль Сыдыкова")),
        (f"{LINK}<category>Погода</category><category>Горы</category>", Entry(URL, section="Погода")),
        (
            f"{LINK}<pubDate>Mon, 12 Jan 2026 09:15:00 +0600</pubDate>",
            Entry(URL, published=datetime(2026, 1, 12, 3, 15, tzinfo=UTC)),
        ),
        (f"{LINK}<pubDate>вчера</pubDate>", Entry(URL)),
        (
            f"{LINK}<mailru:full-text>Идёт снег.\n\nВетрено.</mailru:full-text>",
            Entry(URL, body=("Идёт снег.", "Ветрено.")),
        ),
        (
            f"{LINK}<mailru:full-text>Норма &lt; 35.\nВетрено.</mailru:full-text>",
            Entry(URL, body=("Норма < 35.", "Ветрено.")),
        ),
        (f"{LINK}<yandex:full-text>Идёт снег.</yandex:full-text>", Entry(URL, body=("Идёт снег.",))),
        (
            f"{LINK}<content:encoded><![CDATA[<p>Идёт <b>снег</b>.</p><img src=/1.jpg><p>Ветрено.]]></content:encoded>",
            Entry(URL, body=("Идёт снег.", "Ветрено.")),
        ),
        (f"{LINK}<description>Только начало…</description>", Entry(URL)),
    ],
)
def test_an_item_is_read(item: str, entry: Entry):
    assert read_feed(rss(item)) == [entry]


def test_atom_is_read():
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Снег</title><link href="{URL}"/>
    <published>2026-01-12T09:15:00+06:00</published><author><name>Айгуль Сыдыкова</name></author></entry></feed>"""
    assert read_feed(feed.encode()) == [Entry(URL, "Снег", datetime(2026, 1, 12, 3, 15, tzinfo=UTC), "Айгуль Сыдыкова")]


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
        b"<!DOCTYPE html><html><body><h1>404</h1></body></html>",
        rss("<title>Снег без адреса</title>"),
        rss("<link></link>"),
        b'{"items": []}',
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&b;</title></channel></rss>",
    ],
)
def test_what_is_no_feed_has_no_entries(body: bytes):
    assert read_feed(body) == []


def test_a_feed_that_was_cut_short_still_gives_its_whole_items():
    body = rss(LINK, f"<link>{URL}2</link><title>Лёд</title>")
    assert read_feed(body[: body.index(b"<title>")])[0] == Entry(URL)


def test_a_mislabelled_feed_is_still_read():
    body = rss(f"{LINK}<title>Снег в горах</title>").replace(b'encoding="UTF-8"', b'encoding="windows-1251"')
    assert [entry.headline for entry in read_feed(body)] == ["Снег в горах"]


def test_entries_keep_the_order_of_the_feed():
    assert [entry.url for entry in read_feed(rss(*(f"<link>{URL}{n}</link>" for n in (3, 1, 2))))] == [
        URL + n for n in "312"
    ]
