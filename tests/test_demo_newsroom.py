"""The demo's newsroom: its texts, its pages in both layouts, its second day, and its server."""

import gzip
import re
import struct
import zlib
from collections import Counter
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import escape, unescape
from http.client import HTTPConnection
from xml.etree import ElementTree

import pytest

from kirtag.demo.articles import Article, first_day, read_editions
from kirtag.demo.newsroom import Newsroom, Response
from kirtag.demo.pages import Pages
from kirtag.demo.server import serve

AT = "http://127.0.0.1:8000"
EDITIONS = read_editions()
EDITED = "/ru/news/na-vostoke-issyk-kulskoy-oblasti-proizoshlo-zemletryasenie-"
FIRST_ADDRESS = "/ru/news/teatr-opery-i-baleta-vernet-na-stsenu-cholpon-v-dekoratsiyakh-po-eskizam-1950-kh-"
SECOND_ADDRESS = "/ru/news/balet-cholpon-pokazhut-v-dekoratsiyakh-po-eskizam-1950-kh-godov-"
REMOVED = "/ru/news/v-bishkeke-na-marshrut-vyshli-12-novykh-elektrobusov-"
NEW = "/ru/news/v-naryne-zalili-katok-dlinoy-v-polkilometra-"
DATELINE = re.compile(
    r"(Бишкек|Ош|Чолпон-Ата|Каракол|Нарын)\. \d+(\. |[ \xa0])(декабря|[Яя]нваря)\. КирТАГ [-–] {1,2}\S"
    r"|(Бишкек|Ош|Чолпон-Ата|Каракол|Нарын)\. \d+-январь\. КирТАГ [-–] {1,2}\S"
    r"|(Bishkek|Cholpon-Ata|Karakol)\. January \d+\. KirTAG [-–] {1,2}\S"
)
articles = pytest.mark.parametrize("article", first_day(), ids=lambda article: article.slug)
layouts = pytest.mark.parametrize("layout", ["today", "old"])


def get(newsroom: Newsroom, path: str) -> Response:
    return newsroom.respond(path, at=AT)


def html(newsroom: Newsroom, path: str) -> str:
    return get(newsroom, path).body.decode()


def text(page: str) -> str:
    """What a reader sees: one line for each line of the page that has text."""
    shown = re.sub(r"(?s)<(style|script|title)\b.*?</\1>|<[^>]+>", "", page)
    return unescape("\n".join(line.strip() for line in shown.splitlines() if line.strip()))


def listed(newsroom: Newsroom, folder: str, heading: str = "h2") -> list[str]:
    """The links of all pages of a listing, found by following the link to the next page."""
    path, links = f"/{folder}/news/", []
    while path:
        page = html(newsroom, path)
        links += re.findall(rf'<{heading}[^>]*><a[^>]* href="([^"]+)"', page)
        path = "".join(re.findall(r'modern-page-next" href="([^"]+)"', page))
    return links


# ---- the texts ----


def test_the_newsroom_has_enough_articles_in_each_language():
    counts = Counter(article.language for article in first_day())
    assert (counts["ru"], counts["ky"], counts["en"]) == (16, 7, 7)


@articles
def test_every_article_is_of_a_length_worth_reading(article: Article):
    assert 3 <= len(article.body) <= 7
    assert 200 <= len("\n".join(article.body)) <= 1500
    assert not article.headline.endswith(".") and article.slug.endswith("-")


@articles
def test_every_lead_starts_with_a_dateline_or_names_no_agency(article: Article):
    assert DATELINE.match(article.body[0]) or not re.search("КирТАГ|KirTAG", article.body[0])


@articles
def test_the_day_of_a_dateline_is_that_of_publication(article: Article):
    day = re.search(r"\d+", article.body[0][:25])
    if article.slug.startswith("natsionalnaya-biblioteka"):
        assert (article.body[0][8:18], article.published.isoformat()) == ("31 декабря", "2026-01-01T09:05:00+06:00")
    elif DATELINE.match(article.body[0]):
        assert day and int(day[0]) == article.published.day


@articles
def test_a_photo_has_caption_and_credit_and_a_credit_has_its_label(article: Article):
    labels = {"ru": "Источник фото: ", "ky": "Сүрөттүн булагы: ", "en": "Photo source: "}
    assert bool(article.photo) == bool(article.caption) == bool(article.credit)
    assert (article.credit or labels[article.language]).startswith(labels[article.language])


def test_the_texts_hold_the_difficult_cases():
    bodies = [article.body for article in first_day()]
    credits = {article.credit for article in first_day()}
    assert sum(not DATELINE.match(body[0]) for body in bodies) >= 2
    assert sum(article.photo is None for article in first_day()) >= 3
    assert any(" -  " in body[0] for body in bodies) and any("\u00a0" in body[0] for body in bodies)
    assert {"Источник фото: Пресс-служба МЧС", "Источник фото: Из открытых источников"} <= credits


def test_addresses_are_unique():
    assert len({article.slug for article in first_day()}) == len(first_day())


# ---- listings ----


@pytest.mark.parametrize(("folder", "language"), [("ru", "ru"), ("kg", "ky"), ("en", "en")])
def test_a_listing_paginates_to_the_end_and_shows_every_article_once_newest_first(folder: str, language: str):
    newest = [article.slug for article in first_day() if article.language == language]
    links = listed(Newsroom(), folder)
    assert [link.strip("/").split("/") for link in links] == [[folder, "news", slug] for slug in newest]


def test_some_links_end_in_a_slash_and_some_do_not():
    assert {link.endswith("/") for link in listed(Newsroom(), "ru")} == {True, False}


@pytest.mark.parametrize(("path", "label"), [("/ru/news/", "След."), ("/kg/news/", "Кийинки"), ("/en/news/", "Next")])
def test_the_link_to_the_next_page_is_in_the_language_of_the_edition(path: str, label: str):
    assert f">{label}</a>" in html(Newsroom(), path)


@pytest.mark.parametrize("number", ["0", "4", "99", "-1", "x", "", "²"])
def test_a_page_number_that_does_not_exist_shows_the_first_page(number: str):
    assert html(Newsroom(), f"/ru/news/?PAGEN_1={number}") == html(Newsroom(), "/ru/news/")


def test_an_item_of_a_listing_has_date_headline_teaser_and_picture():
    page = html(Newsroom(), "/ru/news/?PAGEN_1=3")
    item = next(item for item in page.split('data-entity="news-item"') if "spasateli" in item)
    assert "10:20, 03-01-2026" in item and "Спасатели вывели" in item and "Каракол. 3 января." in item
    assert re.search(r'src="/upload/iblock/([0-9a-f]{3})/\1[0-9a-f]{29}\.png"', item)


# ---- articles ----


def test_an_article_has_the_order_of_text_of_kirtag():
    page = text(html(Newsroom(), FIRST_ADDRESS))
    marks = ["КирТАГ\nКыргызское телеграфное\nагентство\nБишкек, 14:04 | 26 ноября\n", "Экономика",
             "Театр оперы и балета вернёт", "Дата: 11:41, 08-01-2026.\nБишкек. 8\u00a0января. КирТАГ - Театр",
             "сомов.\nИсточник фото: Айзада Кыдыкова\nПоделиться новостью:\n", "Читайте также\n", "Запас воды",
             "10:05, 06-01-2026", "Телефон: +996", "©"]  # fmt: skip
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("ky", ["Кыргыз телеграф\nагенттиги\nБишкек, 14:04 | 26-ноябрь", "Күнү: ", "Жаңылык менен бөлүшүү:"]),
        ("en", ["Kyrgyz Telegraph\nAgency\nBishkek, 14:04 | November 26", "Date: ", "Share the news:"]),
    ],
)
def test_labels_are_in_the_language_of_the_edition(language: str, marks: list[str]):
    article = next(article for article in first_day() if article.language == language)
    page = text(html(Newsroom(), EDITIONS[language].path(article)))
    assert [mark for mark in marks if mark not in page] == []


@layouts
@articles
def test_every_article_is_served_with_every_line_in_a_paragraph_of_its_own(article: Article, layout: str):
    path = EDITIONS[article.language].path(article)
    page = html(Newsroom(layout), path)
    assert "\n".join(f"<p>{escape(line)}</p>" for line in article.lines) in page
    assert html(Newsroom(layout), path + "/") == page


def test_a_page_of_today_is_as_heavy_as_a_page_of_today():
    assert 25_000 < len(get(Newsroom(), EDITED).body) < 40_000


def test_the_clock_of_the_masthead_is_a_parameter():
    assert "Бишкек, 07:05 | 1 марта\n" in text(html(Newsroom(clock=datetime(2026, 3, 1, 7, 5)), EDITED))


@layouts
def test_markup_in_an_article_is_escaped(layout: str):
    evil = "<script>\"A\" & 'B'</script>$title"
    article = replace(first_day()[0], headline=evil, body=(evil,), caption=evil, credit=evil, section=evil)
    pages = Pages(layout, EDITIONS.values(), datetime(2026, 1, 1))
    both = pages.article(article, EDITIONS["ru"], [article], AT) + pages.listing([article], EDITIONS["ru"], 1, 1, AT)
    assert evil not in both and both.count(escape(evil)) >= 7


def test_a_picture_is_a_png_of_the_stated_size():
    path = re.findall(r"/upload/[^\"]+", html(Newsroom(), FIRST_ADDRESS))[0]
    picture = get(Newsroom(), path + "?1767850860")
    pixels = picture.body.split(b"IDAT")[1].split(b"IEND")[0][:-8]
    assert picture.content_type == "image/png" and picture.body.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture.body[16:24]) == (320, 200) and len(zlib.decompress(pixels)) == 321 * 200


@pytest.mark.parametrize(
    "path",
    ["/", "/ru/", "/ru/news/none-", "/upload/iblock/000/none.png", "/favicon.ico", "//", "/en/" + EDITED[4:]],
)
def test_any_other_address_is_a_small_page_with_404(path: str):
    response = get(Newsroom(), path)
    assert response.status == 404 and len(response.body) < 1000


def test_an_unknown_layout_is_refused_by_name():
    with pytest.raises(ValueError, match="no layout 'new'"):
        Newsroom("new")


# ---- the old layout ----


def test_an_old_article_keeps_headline_in_the_title_and_text_between_head_and_tags():
    page = html(Newsroom("old"), FIRST_ADDRESS)
    container = page.split('<div class="content">\n<div class="v-news-detail inner-news v-news-detail-page">\n')[1]
    head, *paragraphs = re.split(r"<p>", container.split('<div class="news-tags">')[0])
    assert "<title>Театр оперы и балета вернёт на сцену «Чолпон» в декорациях по эскизам 1950-х</title>" in page
    assert head.startswith("<div") and "08.01.2026" in head and len(paragraphs) == 6
    assert re.search(r'<img src="//127\.0\.0\.1:8000/upload/iblock/\w+/\w+\.png\?\d+"', head)


@pytest.mark.parametrize(("folder", "heading"), [("ru", "h3"), ("kg", "h2"), ("en", "h2")])
def test_an_old_listing_has_the_headings_of_its_edition(folder: str, heading: str):
    assert len(listed(Newsroom("old"), folder, heading)) == len(listed(Newsroom(), folder))


# ---- feed, sitemap, robots.txt ----


def test_the_feed_is_well_formed_and_carries_whole_texts():
    items = ElementTree.fromstring(get(Newsroom(), "/rss.xml").body).findall("channel/item")
    newest = [article for article in first_day() if article.language == "ru"][:10]
    assert [item.findtext("{http://news.mail.ru/}full-text") for item in items] == ["\n".join(a.lines) for a in newest]
    assert [item.findtext("guid") for item in items] == [f"{AT}/ru/news/{article.slug}" for article in newest]
    assert [parsedate_to_datetime(item.findtext("pubDate") or "") for item in items] == [a.published for a in newest]
    assert all((item.findtext("pubDate") or "").endswith("+0600") for item in items)


def test_the_sitemap_is_well_formed_and_lists_every_article():
    root = ElementTree.fromstring(get(Newsroom(), "/sitemap.xml").body)
    rows = [tuple(child.text for child in url) for url in root]
    assert rows == [(AT + EDITIONS[a.language].path(a), a.published.isoformat()) for a in first_day()]


def test_robots_txt_allows_all_and_names_the_sitemap():
    assert html(Newsroom(), "/robots.txt") == f"User-agent: *\nDisallow:\n\nSitemap: {AT}/sitemap.xml\n"


# ---- the second day ----


@pytest.fixture
def tomorrow() -> Newsroom:
    newsroom = Newsroom()
    newsroom.next_day()
    return newsroom


def test_one_article_is_edited(tomorrow: Newsroom):
    before, after = get(Newsroom(), EDITED), get(tomorrow, EDITED)
    assert "составила 4 балла" in before.body.decode() and "составила 4,5 балла" in after.body.decode()
    assert "и сёлах Ак-Суйского района." in after.body.decode()
    assert (before.last_modified, after.last_modified) == (
        "Tue, 13 Jan 2026 04:50:00 GMT",
        "Wed, 14 Jan 2026 03:25:00 GMT",
    )
    assert before.etag != after.etag


def test_one_article_has_a_second_address_and_keeps_the_first(tomorrow: Newsroom):
    links = [link.rstrip("/") for link in listed(tomorrow, "ru")]
    bodies = [re.findall("<p>.*</p>", html(tomorrow, path)) for path in (FIRST_ADDRESS, SECOND_ADDRESS)]
    assert FIRST_ADDRESS in links and SECOND_ADDRESS in links and bodies[0] == bodies[1]
    assert get(Newsroom(), SECOND_ADDRESS).status == 404


def test_one_article_is_removed(tomorrow: Newsroom):
    assert (get(Newsroom(), REMOVED).status, get(tomorrow, REMOVED).status) == (200, 404)
    assert REMOVED not in [link.rstrip("/") for link in listed(tomorrow, "ru")]


def test_one_article_is_new_and_listed_first(tomorrow: Newsroom):
    assert get(Newsroom(), NEW).status == 404
    assert listed(tomorrow, "ru")[0].rstrip("/") == NEW


def test_everything_else_is_what_it_was(tomorrow: Newsroom):
    first, second = {a.slug: a for a in first_day()}, {a.slug: a for a in tomorrow.articles}
    changed = {f"/ru/news/{slug}" for slug in first | second if first.get(slug) != second.get(slug)}
    assert changed == {EDITED, SECOND_ADDRESS, REMOVED, NEW}


# ---- the server ----


def fetch(connection: HTTPConnection, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes, dict]:
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    return response.status, response.read(), dict(response.headers)


@pytest.fixture
def served():
    with serve(Newsroom()) as server:
        connection = HTTPConnection(server.address.removeprefix("http://"), timeout=10)
        yield server, connection
        connection.close()


def test_the_server_answers_as_the_newsroom_does_and_counts(served):
    server, connection = served
    status, body, headers = fetch(connection, EDITED)
    expected = Newsroom().respond(EDITED, at=server.address)
    assert (status, body, headers["ETag"]) == (expected.status, expected.body, expected.etag)
    assert fetch(connection, "/none")[0] == 404
    assert server.requests == [EDITED, "/none"]


def test_one_connection_serves_many_requests(served):
    _, connection = served
    fetch(connection, EDITED)
    socket = connection.sock
    fetch(connection, "/ru/news/?PAGEN_1=2")
    assert socket is not None and connection.sock is socket


def test_a_known_etag_is_answered_with_304_and_an_old_one_with_the_page(served):
    _, connection = served
    etag = fetch(connection, EDITED)[2]["ETag"]
    assert fetch(connection, EDITED, If_None_Match=f'"other", {etag}')[:2] == (304, b"")
    assert fetch(connection, EDITED, If_None_Match='"other"')[0] == 200


def test_the_server_compresses_when_asked(served):
    _, connection = served
    plain, packed = fetch(connection, EDITED), fetch(connection, EDITED, Accept_Encoding="gzip, deflate")
    assert packed[2]["Content-Encoding"] == "gzip" and gzip.decompress(packed[1]) == plain[1]


def test_head_has_the_headers_of_get_and_no_body(served):
    _, connection = served
    full, head = fetch(connection, EDITED), fetch(connection, EDITED, "HEAD")
    assert head[1] == b"" and head[2]["Content-Length"] == full[2]["Content-Length"] == str(len(full[1]))


def test_a_change_in_the_newsroom_shows_at_once():
    newsroom = Newsroom()
    with serve(newsroom) as server:
        connection = HTTPConnection(server.address.removeprefix("http://"), timeout=10)
        before = fetch(connection, REMOVED)[0]
        newsroom.next_day()
        assert (before, fetch(connection, REMOVED)[0]) == (200, 404)
        connection.close()


def test_the_server_closes_although_a_client_keeps_its_connection(capfd: pytest.CaptureFixture[str]):
    with serve(Newsroom()) as server:
        connection = HTTPConnection(server.address.removeprefix("http://"), timeout=10)
        fetch(connection, EDITED)
    assert connection.sock is not None and connection.sock.recv(1) == b""
    connection.close()
    assert capfd.readouterr() == ("", "")
