"""One page in, one article out."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirtag.demo import Newsroom
from kirtag.items import Photo
from kirtag.page import Entry, Layout, NotAnArticle, read
from kirtag.page.layouts import AnyLayout
from kirtag.page.read import host
from kirtag.spiders.kirtag import KirtagSpider
from tests.timing import is_linear

URL = "https://www.e.kg/ru/sneg"
BISHKEK = ZoneInfo("Asia/Bishkek")
CAPTURED = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)
LAYOUTS = (Layout(headline="h1", body=".text", published=".date"),)
LONG = (
    "Снег в горах шёл всю ночь, и к утру дорогу через перевал закрыли для грузовых машин, сообщили в дорожной службе. "
)
PARAGRAPHS = [LONG + f"Это {number} абзац." for number in ("первый", "второй", "третий", "четвёртый")]


def page(
    head: str = "", *, headline: str = "<h1>Снег в горах</h1>", body: str = "<div class=text><p>Идёт снег.</p></div>"
) -> str:
    return f"<html><head>{head}</head><body>{headline}{body}</body></html>"


SITE = "<meta property='og:site_name' content='Пример Новости'><meta name=application-name content='Пример'>"


def json_ld(**fields: object) -> str:
    article = {"@type": "NewsArticle", "headline": "Снег"} | fields
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def published(text: str) -> str:
    return f"<meta property='article:published_time' content='{text}'>"


# ---- which way of reading gives what ----


def test_every_field_tells_where_it_was_read():
    head = json_ld(author="Айгуль Сыдыкова", datePublished="2026-01-12T09:15:00+06:00") + published(
        "2026-01-12T08:00:00Z"
    )
    head += "<meta property='og:image' content='/1.jpg'><meta property='article:section' content='Погода'>"
    article = read(page(head), URL, LAYOUTS, zone=BISHKEK, entry=Entry(URL, "Лёд", byline="Нет", body=("Нет",)))
    assert article.provenance == {
        "headline": "layout",
        "body": "layout",
        "published": "json-ld",
        "published_printed": "json-ld",
        "byline": "json-ld",
        "section": "meta",
        "photos": "meta",
    }
    assert (article.agency, article.url, article.byline, article.section) == ("e.kg", URL, "Айгуль Сыдыкова", "Погода")
    assert (article.headline, article.photos) == ("Снег в горах", [Photo("https://www.e.kg/1.jpg")])


@pytest.mark.parametrize("layout", ["today", "old"])
def test_what_the_layout_gives_is_named_so(layout: str):
    html = Newsroom(layout).respond("/kg/news/komuzdun-unun-kaytargan-usta-", at="https://kyrtag.kg").body.decode()
    article = read(html, URL, KirtagSpider.layouts, zone=BISHKEK, captured=CAPTURED)
    way = "text order" if layout == "today" else "layout"
    own = ("headline", "body", "published", "published_printed", "photos")
    assert article.provenance == {**dict.fromkeys(own, way), "language": "meta"}


@pytest.mark.parametrize(
    ("head", "headline", "read_headline"),
    [
        ("<meta property='og:title' content='Снег в горах - Агентство'>", "<h1>Снег в горах</h1>", "Снег в горах"),
        ("<title>Снег в горах | Агентство</title>", "<h1>Агентство</h1><h1>Снег  в горах</h1>", "Снег в горах"),
        ("<title>Снег в горах закрыл дорогу чер...</title>", "<h1>Снег в горах</h1>", "Снег в горах"),
        ("<title>Агентство</title>", "<h1>Снег в горах</h1>", "Снег в горах"),
        ("<title>Снег в горах | Агентство</title>", "<h1>Снег<br>в горах</h1>", "Снег в горах"),
        ("<title>Снег в горах</title>", "", "Снег в горах"),
        ("<title>Снег</title>", "<h1>Меню</h1><h1>Поиск</h1>", "Снег"),
    ],
)
def test_the_heading_that_a_reader_sees_wins_over_what_machines_are_told(head: str, headline: str, read_headline: str):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert read(page(head, headline=headline, body=f"<article>{body}</article>"), URL).headline == read_headline


def test_any_news_page_is_read_without_a_layout():
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    menu = "<nav><ul><li><a href='/'>Главная</a><li><a href='/x'>Политика</a></ul></nav>"
    article = read(
        page("<title>Снег в горах</title>", headline=menu + "<h1>Снег в горах</h1>", body=f"<article>{body}</article>"),
        URL,
    )
    assert (article.headline, article.body, article.provenance["body"]) == ("Снег в горах", PARAGRAPHS, "fallback")


def test_the_headline_is_not_the_first_paragraph_of_a_page_without_a_layout():
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert read(page("<title>Снег в горах</title>", body=body), URL).body == PARAGRAPHS


def test_the_body_of_json_ld_is_the_last_resort():
    article = read(page(json_ld(articleBody="Идёт снег.\nВетрено."), body=""), URL)
    assert (article.body, article.provenance["body"]) == (["Идёт снег.", "Ветрено."], "json-ld")


@pytest.mark.parametrize(
    ("head", "body", "read_headline"),
    [
        ("<title>Снег в горах закрыл дорогу -Пример</title>", "<div>Снег в горах закрыл дорогу</div>", "div"),
        ("<title>Снег в горах закрыл дорогу</title>", "<h2>Снег в горах  закрыл дорогу</h2>", "h2"),
        ("<title>Снег в горах закрыл дорогу</title>", "<h1><a href=/>Ведомости</a></h1>", "title"),
        ("<title>Снег в горах закрыл дорогу | e.kg</title>", "<h1>E.kg</h1>", "title"),
        ("<meta property='og:title' content='Снег в горах закрыл дорогу - Пример'>" + SITE, "", "og:title"),
        ("<meta name='twitter:title' content='Пример'><title>Снег в горах закрыл дорогу</title>" + SITE, "", "title"),
    ],
)
def test_the_name_of_the_site_is_no_headline(head: str, body: str, read_headline: str):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = read(page(head, headline=body, body=f"<article>{text}</article>"), URL)
    assert article.headline == "Снег в горах закрыл дорогу"
    assert article.provenance["headline"] == ("heading" if read_headline in ("div", "h2") else "meta")


@pytest.mark.parametrize(
    ("head", "body", "byline", "way"),
    [
        (json_ld(author="Айгуль Сыдыкова"), "<p>By Anna Becker</p>", "Айгуль Сыдыкова", "json-ld"),
        (json_ld(author="e.kg"), "<p>By Anna Becker</p>", "Anna Becker", "mark"),
        (
            json_ld(author={"@type": "Person", "name": "Пример Новости"}) + SITE,
            "<p>By Anna Becker</p>",
            "Anna Becker",
            "mark",
        ),
        ("<meta name=author content='By Anna Becker, e.kg'>", "<p>Anna Becker</p>", "Anna Becker", "meta"),
        ("<meta name=author content='Web Studio'>", "", None, None),
        (
            "<meta name='dc.creator' content='Anna Becker'>",
            "<i itemprop=author>Claire Morel</i>",
            "Anna Becker",
            "meta",
        ),
        ("", "<i itemprop=author>Claire Morel</i>", "Claire Morel", "microdata"),
        ("", "", None, None),
    ],
)
def test_a_byline_holds_names_and_is_nobody_elses(head: str, body: str, byline: str | None, way: str | None):
    html = page(head, headline=f"<h1>Снег в горах</h1>{body}")
    article = read(html, URL, LAYOUTS)
    assert (article.byline, article.provenance.get("byline")) == (byline, way)


def test_a_layouts_byline_is_cleaned_too():
    html = page(headline="<h1>Снег в горах</h1><b>Автор: Айгуль Сыдыкова, 12 января</b>")
    article = read(html, URL, (Layout(headline="h1", body=".text", byline="b"),))
    assert (article.byline, article.provenance["byline"]) == ("Айгуль Сыдыкова", "layout")


# ---- what a feed adds ----


def test_the_feed_fills_what_the_page_lacks():
    moment = datetime(2026, 1, 12, 3, 15, tzinfo=UTC)
    entry = Entry(URL, "Лёд", moment, "Айгуль Сыдыкова", "Погода", ("Идёт снег.", "Ветрено."))
    article = read(page(body=""), URL, LAYOUTS, zone=BISHKEK, captured=CAPTURED, entry=entry)
    assert (article.headline, article.body, article.byline, article.section) == (
        "Снег в горах",
        ["Идёт снег.", "Ветрено."],
        "Айгуль Сыдыкова",
        "Погода",
    )
    assert article.published == moment
    assert article.published.isoformat() == "2026-01-12T09:15:00+06:00"
    assert article.provenance == {
        "headline": "heading",
        **dict.fromkeys(("body", "published", "byline", "section"), "feed"),
    }


def test_the_page_is_believed_before_the_feed():
    entry = Entry(URL, "Лёд", datetime(2026, 1, 1, tzinfo=UTC), "Нет", "Нет", ("Нет.",))
    html = page(body="<i class=date>12.01.2026 09:15</i><div class=text><p>Идёт снег.</p></div>")
    article = read(html, URL, LAYOUTS, zone=BISHKEK, entry=entry)
    assert (article.headline, article.body) == ("Снег в горах", ["Идёт снег."])
    assert article.published == datetime(2026, 1, 12, 9, 15, tzinfo=BISHKEK)


BARRIER = "<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'></script>"
WALL = "<title>Kyrtag</title><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"


@pytest.mark.parametrize("html", [BARRIER, WALL], ids=["a check for bots", "a program's shell"])
def test_where_a_barrier_stands_the_feeds_whole_text_is_the_article(html: str):
    entry = Entry(URL, "Лёд", datetime(2026, 1, 12, tzinfo=UTC), body=("Идёт снег.", "Ветрено."))
    article = read(html, URL, LAYOUTS, zone=BISHKEK, captured=CAPTURED, entry=entry)
    assert (article.headline, article.body) == ("Лёд", ["Идёт снег.", "Ветрено."])
    assert set(article.provenance.values()) == {"feed"}
    with pytest.raises(NotAnArticle):
        read(html, URL, LAYOUTS, entry=replace(entry, body=()))


def test_a_page_that_says_that_nothing_is_there_any_more_is_believed_before_the_feed():
    html = "<title>Страница не найдена</title><h1>Страница не найдена</h1>"
    with pytest.raises(NotAnArticle, match="no article"):
        read(html, URL, LAYOUTS, entry=Entry(URL, "Лёд", body=("Идёт снег.",)))


# ---- times ----


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("15.01.2004 12:00", "2004-01-15T12:00:00+05:00"),
        ("15.07.2004 12:00", "2004-07-15T12:00:00+06:00"),
        ("15.01.2005 12:00", "2005-01-15T12:00:00+05:00"),
        ("15.01.2006 12:00", "2006-01-15T12:00:00+06:00"),
        ("12.01.2026 09:15", "2026-01-12T09:15:00+06:00"),
        ("12.01.2026", "2026-01-12"),
    ],
)
def test_a_printed_time_is_on_the_agencys_clock(printed: str, moment: str):
    html = page(body=f"<i class=date>{printed}</i><div class=text>Идёт снег.</div>")
    article = read(html, URL, LAYOUTS, zone="Asia/Bishkek", captured=CAPTURED)
    assert (article.published.isoformat(), article.published_printed) == (moment, printed)


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2026-01-12T03:15:00Z", "2026-01-12T09:15:00+06:00"),
        ("2004-01-12T04:15:00Z", "2004-01-12T09:15:00+05:00"),
        ("2026-01-11T22:15:00-05:00", "2026-01-12T09:15:00+06:00"),
        ("2026-01-12T09:15:00", "2026-01-12T09:15:00+06:00"),
        ("2026-01-12", "2026-01-12"),
    ],
)
def test_a_stated_time_is_turned_to_the_agencys_clock(stated: str, moment: str):
    assert read(page(published(stated)), URL, LAYOUTS, zone=BISHKEK).published.isoformat() == moment


@pytest.mark.parametrize(
    ("head", "body", "moment", "way"),
    [
        (published("2026-01-12"), "<p>12.01.2026 09:15</p>", "2026-01-12T09:15:00+06:00", "heading"),
        (published("2026-01-12"), "<p>13.01.2026 09:15</p>", "2026-01-12", "meta"),
        (json_ld(datePublished="2026-01-12"), published("2026-01-12T03:15:00Z"), "2026-01-12T09:15:00+06:00", "meta"),
        (
            "",
            "<p>12.01.2026 <time datetime='2026-01-12T03:15Z'>09:15</time></p>",
            "2026-01-12T09:15:00+06:00",
            "heading",
        ),
        ("", "<time datetime='2026-01-10T03:15Z'>утром</time>" * 9, "2026-01-10T09:15:00+06:00", "heading"),
        ("", f"<p>{LONG}12.01.2026 09:15</p>", None, None),
        (published("вчера"), "<p>12.01.2026 09:15</p>", "2026-01-12T09:15:00+06:00", "heading"),
    ],
)
def test_an_hour_is_added_to_the_day_that_is_told(head: str, body: str, moment: str | None, way: str | None):
    html = page(head, headline=f"<h1>Снег в горах</h1>{body}")
    article = read(html, URL, LAYOUTS, zone=BISHKEK, captured=CAPTURED)
    found = article.published.isoformat() if article.published else None
    assert (found, article.provenance.get("published"), article.provenance.get("published_printed")) == (
        moment,
        way,
        way,
    )


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("12.01.2026, 09:15", "2026-01-12T09:15:00+06:00"),
        ("12.01.2026, 09:15 • Айгуль Сыдыкова", "2026-01-12T09:15:00+06:00"),
        ("12.01.2026", None),
        ("Погода. " * 12 + "12.01.2026, 09:15", None),
    ],
)
def test_above_the_heading_a_time_has_its_hour(line: str, moment: str | None):
    article = read(page(headline=f"<p>{line}</p><h1>Снег в горах</h1>"), URL, LAYOUTS, zone=BISHKEK, captured=CAPTURED)
    assert (article.published.isoformat() if article.published else None) == moment


@pytest.mark.parametrize(
    ("url", "html_of", "day"),
    [
        ("https://e.kg/2026/01/10/sneg", "{}", "2026-01-10"),
        (
            "https://e.kg/sneg",
            "<article>{}<footer><time class=entry-date>10.01.2026</time></footer></article>",
            "2026-01-10",
        ),
        ("https://e.kg/sneg", "{}<aside><time datetime='2026-01-10'>10 января</time></aside>", None),
        ("https://e.kg/sneg", "{}<p>Copyright 2026</p>", None),
        ("https://e.kg/2036/01/10/sneg", "{}", None),
    ],
)
def test_a_day_is_guessed_only_from_sure_signs(url: str, html_of: str, day: str | None):
    html = html_of.format(
        "<h1>Снег в горах</h1><p>Погода</p><p>Горы</p><p>Ош</p><p>А</p><div class=text>Идёт снег.</div>"
    )
    article = read(html, url, LAYOUTS, zone=BISHKEK, captured=CAPTURED)
    assert (article.published.isoformat() if article.published else None) == day
    assert article.provenance.get("published") == ("htmldate" if day else None)


@pytest.mark.parametrize(
    ("captured", "zone", "kept"),
    [
        ("2026-01-12T18:30:00+00:00", "Asia/Bishkek", True),
        ("2026-01-11T18:30:00+00:00", "Asia/Bishkek", True),
        ("2026-01-11T17:30:00+00:00", "Asia/Bishkek", False),
        ("2026-01-11T10:30:00+00:00", None, True),
        ("2026-01-11T09:30:00+00:00", None, False),
    ],
)
def test_a_day_begins_on_the_agencys_clock(captured: str, zone: str | None, kept: bool):
    moment = datetime.fromisoformat(captured)
    article = read(page(published("2026-01-13")), URL, LAYOUTS, zone=zone, captured=moment)
    assert (article.published is not None) == kept


@pytest.mark.parametrize(
    "stated", ["2026-01-13T12:00:01Z", "2027-01-01", "2026-01-15", "9999-12-31T23:59:59Z", "9999-12-31"]
)
def test_a_time_in_the_future_is_refused(stated: str):
    article = read(page(published(stated)), URL, LAYOUTS, zone=BISHKEK, captured=CAPTURED)
    assert article.published is None


@pytest.mark.parametrize(
    "stated", ["2026-01-13T12:00:00Z", "2026-01-12T12:00:00Z", "2026-01-13", "1998-03-01T10:00:00Z"]
)
def test_a_time_up_to_a_day_ahead_is_another_clock(stated: str):
    assert read(page(published(stated)), URL, LAYOUTS, zone=BISHKEK, captured=CAPTURED).published


def test_a_time_in_the_future_gives_way_to_the_next_that_is_told():
    head = json_ld(datePublished="2036-01-12T09:15:00Z") + published("2026-01-12T03:15:00Z")
    article = read(page(head), URL, LAYOUTS, zone=BISHKEK, captured=CAPTURED)
    assert (article.published, article.provenance["published"]) == (CAPTURED - timedelta(hours=8, minutes=45), "meta")
    assert (article.published_printed, article.provenance["published_printed"]) == ("2026-01-12T03:15:00Z", "meta")


@pytest.mark.parametrize("zone", ["Asia/Bishkek", "America/New_York", None])
@pytest.mark.parametrize(
    "stated", ["0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "0001-01-01", "9999-12-31T23:59:59Z"]
)
def test_a_programs_empty_date_is_no_time_of_publication(stated: str, zone: str | None):
    article = read(page(published(stated)), URL, LAYOUTS, zone=zone, captured=CAPTURED)
    assert (article.published, article.modified) == (None, None)


def test_the_calendars_end_does_no_harm_without_a_capture():
    read(page(published("9999-12-31T23:59:59Z") + published("0001-01-01T00:00:00Z")), URL, LAYOUTS, zone=BISHKEK)


@pytest.mark.parametrize("language", ["ru", "ky", "en"])
@pytest.mark.parametrize("layout", ["today", "old"])
def test_the_live_clock_of_the_masthead_is_never_the_date(layout: str, language: str):
    newsroom = Newsroom(layout, clock=datetime(2026, 1, 12, 14, 4))
    article = next(article for article in newsroom.articles if article.language == language)
    html = newsroom.respond(newsroom.editions[language].path(article), at="https://kyrtag.kg").body.decode()
    stamp = f"{article.published:%H:%M, %d-%m-%Y}" if layout == "today" else f"{article.published:%d.%m.%Y}"
    # Without its label today's page is in no layout that we know: it is read as any page.
    layouts = KirtagSpider.layouts if layout == "old" else ()
    found = read(html.replace(stamp, ""), URL, layouts, zone=BISHKEK)
    assert (found.published, found.published_printed) == (None, None)


def test_a_page_in_none_of_the_agencys_layouts_is_an_article_only_if_it_says_so():
    html = "<head>{}</head><h1>О редакции</h1>" + "<p>Редакция работает в Бишкеке. Пишите нам в любой день.</p>" * 9
    with pytest.raises(NotAnArticle) as refused:
        read(html.format(""), URL, LAYOUTS)
    assert refused.value.reason == "unknown layout"
    assert (
        read(html.format("<meta property='og:type' content='article'>"), URL, LAYOUTS).provenance["body"] == "fallback"
    )


# ---- language ----


@pytest.mark.parametrize(("stated", "language"), [("ru", "ru"), ("ky-KG", "ky"), ("en_US", "en"), ("RU-ru", "ru")])
def test_a_language_is_its_first_part(stated: str, language: str):
    assert read(page().replace("<html>", f"<html lang='{stated}'>"), URL, LAYOUTS).language == language


def test_a_page_that_states_no_language_has_none():
    assert read(page(), URL, LAYOUTS).language is None


# ---- what is no article ----


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "no headline"),
        ("\0", "no headline"),
        ("<!-- -->", "no headline"),
        ("просто текст", "no headline"),
        ("<div>" * 100_000, "no headline"),
        (page(headline=""), "no headline"),
        (page(body=""), "no body"),
        (page(body="<div class=text><p>&nbsp;</p></div>"), "no body"),
        (page(body="<div class=text><p>\u200b</p><p>\u00ad</p></div>"), "no body"),
        (page(headline="<h1>\u200b</h1>"), "no headline"),
        (page("<title>Снег</title>", headline="", body="<div>" * 100_000), "no body"),
        ("\x00\x01\x02PK\x03\x04" * 100, "no headline"),
        ("{" * 1000, "no headline"),
        ("User-agent: *\nDisallow:\n\nSitemap: https://e.kg/sitemap.xml", "no headline"),
    ],
)
def test_a_page_without_headline_or_body_is_no_article(html: str, reason: str):
    with pytest.raises(NotAnArticle) as refused:
        read(html, URL, LAYOUTS, zone=BISHKEK, captured=CAPTURED)
    assert refused.value.reason == reason


PAGES = Path(__file__).parent / "pages" / "kirtag"
ONE_PAGE = "v-chuyskoy-doline-v-pervye-dni-goda-pokholodaet-do-18-gradusov-moroza.html"


@pytest.mark.parametrize(
    ("written", "taken_for"),
    [
        ("utf-8", "cp1251"),
        ("utf-8", "latin-1"),
        ("utf-8", "koi8-r"),
        ("utf-8", "cp866"),
        ("utf-8", "ascii"),
        ("cp1251", "latin-1"),
        ("cp1251", "koi8-r"),
        ("cp1251", "cp866"),
        ("cp1251", "utf-8"),
        ("koi8-r", "cp1251"),
        ("cp866", "cp1251"),
    ],
)
@pytest.mark.parametrize("layouts", [KirtagSpider.layouts, ()], ids=["its layouts", "none"])
def test_a_page_that_was_decoded_in_the_wrong_charset_is_refused(
    written: str, taken_for: str, layouts: tuple[AnyLayout, ...]
):
    html = (PAGES / ONE_PAGE).read_text("utf-8").encode(written, "replace").decode(taken_for, "replace")
    with pytest.raises(NotAnArticle, match="charset") as refused:
        read(html, URL, layouts, zone=BISHKEK, captured=CAPTURED)
    assert refused.value.reason == "mojibake"


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.html")), ids=lambda file: file.stem)
def test_a_page_in_its_own_charset_is_not(file: Path):
    assert read(file.read_text("utf-8"), URL, KirtagSpider.layouts, zone=BISHKEK).body


def test_a_nul_in_a_page_cuts_nothing_off():
    html = Newsroom().respond("/en/news/the-man-who-listens-to-old-komuzes-", at="https://kyrtag.kg").body.decode()
    whole = read(html, URL, KirtagSpider.layouts, zone=BISHKEK)
    assert read(html.replace(" ", " \0"), URL, KirtagSpider.layouts, zone=BISHKEK) == whole


def test_whatever_a_page_states_can_be_stored():
    broken, name = "Снег\ud800 \x00 в  горах", "Айгуль\ud800 \x00  Сыдыкова"
    html = page(
        json_ld(headline=broken, author=name, articleSection=broken, datePublished=broken, inLanguage="r\ud800"),
        headline="",
    )
    article = read(html, URL, (), entry=Entry(URL, byline=name, section=broken, body=("Идёт снег.",)))
    texts = [article.headline, article.section, article.byline, article.published_printed, article.language]
    assert texts[:3] == ["Снег\ufffd в горах", "Снег\ufffd в горах", "Айгуль\ufffd Сыдыкова"]
    assert all("\0" not in text and text.encode() for text in texts if text)


@pytest.mark.parametrize(
    "unit",
    [
        "<h1>Снег</h1>",
        "<h1><a href=/>Снег</a></h1>",
        "<b class=author>Автор: Снег</b>",
        "<div class=author>",
        "<a rel=author>Айгуль Сыдыкова</a>",
        "<figcaption class=caption>Снег. Фото: МЧС</figcaption>",
        "<time datetime='2026-01-12T09:15'>12 января</time>",
        "<p itemprop=image itemscope>",
        "<article><h1>Снег</h1>",
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": "Снег"</script>',
    ],
)
def test_a_hostile_page_costs_no_more_than_in_proportion(unit: str):
    small, large = (page(headline=unit * size + "<h1>Снег в горах</h1>") for size in (1_000, 8_000))
    assert is_linear(readable, small, large, times=20)


def readable(html: str) -> bool:
    """Whether a page is read as an article by its layout."""
    try:
        return bool(read(html, URL, LAYOUTS, zone=BISHKEK))
    except NotAnArticle:
        return False


@given(
    st.lists(
        st.sampled_from(
            [page(), "<h1>", "</div>", "<p class=text>Снег", "<title>", "&#0;", "<base href='['>", "<!--", "<script>"]
        )
        | st.text(max_size=5),
        max_size=8,
    )
)
def test_no_page_makes_it_raise_anything_else(pieces: list[str]):
    try:
        article = read("".join(pieces), URL, LAYOUTS, zone=BISHKEK, captured=CAPTURED)
    except NotAnArticle as refused:
        assert refused.reason in ("no headline", "no body", "unknown layout", "mojibake")
    else:
        assert article.headline and article.body


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.e.kg/a", "e.kg"),
        ("http://E.KG:8000/", "e.kg"),
        ("https://ru.e.kg", "ru.e.kg"),
        ("/a", ""),
        ("", ""),
    ],
)
def test_a_host_is_named_without_www(url: str, name: str):
    assert host(url) == name
