"""Where an agency's pages keep the parts of an article."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from kirtag.demo import Newsroom
from kirtag.demo.articles import Article, first_day
from kirtag.items import Credit, Dateline, Photo
from kirtag.page import Document, Layout, NotAnArticle, TextOrder, read
from kirtag.page.parts import Parts
from kirtag.pipelines import DatelinePipeline
from kirtag.spiders.kirtag import KirtagSpider

URL = "https://kyrtag.kg/ru/news/sneg-"
BISHKEK = ZoneInfo("Asia/Bishkek")
ORDER = TextOrder(published=("Дата:", "Күнү:"), end=("Поделиться новостью",))
CLOCK = "<div>Бишкек, 14:04 | 26 ноября</div>"
DATED = "<div>Дата: 11:41, 26-11-2025.</div>"
SHARE = "<div>Поделиться новостью:</div><p>Читайте также</p><a href='/x'>Другая новость</a> 09:00, 25-11-2025"
TODAY = f"<p>Меню</p>{CLOCK}<h1>Снег в горах</h1>{DATED}<img src='/1.jpg'><p>Идёт снег.<p>Фото: МЧС{SHARE}"
MOMENT = datetime(2025, 11, 26, 11, 41, tzinfo=BISHKEK)


def in_order(html: str) -> Parts | None:
    return ORDER.read(Document(html, URL), BISHKEK)


def test_the_text_order_gives_headline_time_body_and_photo():
    assert in_order(TODAY) == Parts(
        headline="Снег в горах",
        body=["Идёт снег.", "Фото: МЧС"],
        published=MOMENT,
        published_printed="Дата: 11:41, 26-11-2025.",
        photos=[Photo("https://kyrtag.kg/1.jpg")],
    )


@pytest.mark.parametrize(
    "html",
    [
        TODAY.replace("Дата:", "дата:"),
        TODAY.replace("Дата:", "КҮНҮ:"),
        TODAY.replace("Поделиться новостью:", "ПОДЕЛИТЬСЯ НОВОСТЬЮ"),
        TODAY.replace("h1", "h2"),
        TODAY.replace("<h1>", "<div>").replace("</h1>", "</div>"),
        TODAY.replace("<h1>", "<h1>Снег <i>").replace("Снег <i>Снег", "Снег<i>"),
        TODAY.replace("<h1>Снег в", "<h1>Снег<br>в"),
        TODAY.replace("Дата: ", "Дата:\u00a0"),
        TODAY.replace(CLOCK, "") + CLOCK,
    ],
    ids=["case", "kyrgyz", "capitals", "h2", "no heading", "italics", "broken heading", "nbsp", "clock below"],
)
def test_the_text_order_holds_in_other_markup(html: str):
    parts = in_order(html)
    assert parts and (parts.headline, parts.published, parts.body) == (
        "Снег в горах",
        MOMENT,
        ["Идёт снег.", "Фото: МЧС"],
    )


@pytest.mark.parametrize(
    "html",
    [
        "",
        TODAY.replace("Дата:", ""),
        TODAY.replace("Поделиться новостью", "").replace("Фото: МЧС", ""),
        TODAY.replace("11:41, 26-11-2025.", ""),
        TODAY.replace(DATED, ""),
        f"<h1>Снег</h1>{DATED}<img src='/1.jpg'>{SHARE}",
        f"{DATED}<p>Идёт снег.{SHARE}",
        f"<h1>Снег</h1>{SHARE}{DATED}<p>Идёт снег.",
    ],
    ids=["empty", "no label", "no end", "no time", "no date", "no body", "no headline", "end above"],
)
def test_without_one_of_its_parts_the_text_order_does_not_hold(html: str):
    assert in_order(html) is None


@pytest.mark.parametrize("article", first_day(), ids=lambda article: article.slug)
def test_todays_page_is_read_to_the_letter(article: Article):
    newsroom = Newsroom("today")
    url = f"https://kyrtag.kg{newsroom.editions[article.language].path(article)}"
    found = read(
        newsroom.respond(url, at="https://kyrtag.kg").body.decode(), url, KirtagSpider.layouts, zone="Asia/Bishkek"
    )
    assert (found.headline, found.body, found.published) == (article.headline, list(article.lines), article.published)
    assert (len(found.photos), found.language) == (bool(article.photo), article.language)
    assert str(found.published.tzinfo) == "Asia/Bishkek"


@pytest.mark.parametrize("article", first_day(), ids=lambda article: article.slug)
def test_the_page_of_2017_is_read_to_the_letter(article: Article):
    newsroom = Newsroom("old")
    url = f"https://kyrtag.kg{newsroom.editions[article.language].path(article)}"
    found = read(
        newsroom.respond(url, at="https://kyrtag.kg").body.decode(), url, KirtagSpider.layouts, zone="Asia/Bishkek"
    )
    assert (found.headline, found.body) == (article.headline, list(article.lines))
    assert (found.published, found.published_printed) == (article.published.date(), f"{article.published:%d.%m.%Y}")
    assert (len(found.photos), found.language) == (bool(article.photo), article.language)


def test_a_day_in_an_old_headline_is_not_that_of_publication():
    html = (
        Newsroom("old")
        .respond("/ru/news/v-uzgenskom-rayone-podschitali-urozhay-risa-", at="https://kyrtag.kg")
        .body.decode()
    )
    html = html.replace("В Узгенском районе подсчитали урожай риса", "Что изменится с 01.05.2025")
    found = read(html, URL, KirtagSpider.layouts, zone="Asia/Bishkek")
    assert (found.headline, found.published) == ("Что изменится с 01.05.2025", date(2026, 1, 10))


LAYOUT = Layout(
    headline="h1",
    body=".text",
    published=".date",
    byline=".author",
    section=".rubric",
    photo=".main-photo",
    credit=".photo-author",
    drop=(".ad", ".tags"),
)
PAGE = """<span class=rubric> Погода </span><h1>Снег  в горах</h1><span class=date>26.11.2025 11:41</span>
<div class=main-photo><img src=/1.jpg></div><i class=photo-author>Фото: МЧС</i>
<div class=text><p>Идёт снег.</p><div class=ad>Купите лыжи</div><p>Ветрено.</p><p class=tags>снег, горы</p></div>
<b class=author>Айгуль Сыдыкова</b>"""


def test_a_layout_gives_every_part_that_it_names():
    assert LAYOUT.read(Document(PAGE, URL), BISHKEK) == Parts(
        headline="Снег в горах",
        body=["Идёт снег.", "Ветрено."],
        published=MOMENT,
        published_printed="26.11.2025 11:41",
        byline="Айгуль Сыдыкова",
        section="Погода",
        photos=[Photo("https://kyrtag.kg/1.jpg")],
        credits=[Credit("Фото: МЧС", "МЧС")],
    )


def test_a_credit_outside_of_the_body_needs_no_label():
    page = PAGE.replace("Фото: МЧС", "МЧС")
    assert LAYOUT.read(Document(page, URL), BISHKEK).credits == [Credit("МЧС", "МЧС")]


def test_a_layout_may_name_the_paragraphs_one_by_one():
    layout = Layout(headline="h1", body=".text > p", drop=(".tags",))
    parts = layout.read(Document(PAGE, URL), BISHKEK)
    assert parts == Parts(headline="Снег в горах", body=["Идёт снег.", "Ветрено."])


def test_a_caption_goes_with_the_picture_above_it_and_not_into_the_text():
    html = """<h1>Снег</h1><div class=text><figure><img src=/1.jpg><figcaption>Перевал  зимой</figcaption></figure>
    <p>Идёт снег.</p><img src=/2.jpg><figure><img src=/3.jpg><figcaption><p>Долина</p></figcaption></figure></div>"""
    parts = Layout(headline="h1", body=".text").read(Document(html, URL), BISHKEK)
    assert parts and parts.body == ["Идёт снег."]
    assert parts.photos == [
        Photo("https://kyrtag.kg/1.jpg", "Перевал зимой"),
        Photo("https://kyrtag.kg/2.jpg"),
        Photo("https://kyrtag.kg/3.jpg", "Долина"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "",
        PAGE.replace("h1", "h2"),
        PAGE.replace("class=text", "class=words"),
        PAGE.replace("<p>Идёт снег.</p>", "").replace("<p>Ветрено.</p>", ""),
    ],
)
def test_without_headline_or_text_a_layout_does_not_hold(html: str):
    assert LAYOUT.read(Document(html, URL), BISHKEK) is None


BOTH = "<h1>Снег</h1><h2>Лёд</h2><div class=then><p>Было</p></div><div class=now><p>Стало</p></div>"
THEN = Layout(headline="h2", body=".then", until=date(2020, 5, 31))
NOW = Layout(headline="h1", body=".now")


@pytest.mark.parametrize(
    ("captured", "headline"),
    [
        (datetime(2019, 1, 1, tzinfo=UTC), "Лёд"),
        (datetime(2020, 5, 31, 23, 59, tzinfo=UTC), "Лёд"),
        (datetime(2020, 6, 1, tzinfo=UTC), "Снег"),
        (datetime(2026, 1, 1, tzinfo=UTC), "Снег"),
        (None, "Лёд"),
    ],
)
def test_a_layout_holds_until_its_last_day(captured: datetime | None, headline: str):
    article = read(BOTH, URL, (THEN, NOW), captured=captured)
    assert (article.headline, article.body) == (headline, ["Было" if headline == "Лёд" else "Стало"])


def test_the_first_layout_that_holds_is_the_only_one():
    article = read(BOTH, URL, (ORDER, Layout(headline="h3", body=".now"), NOW, THEN))
    assert (article.headline, article.body, article.provenance["body"]) == ("Снег", ["Стало"], "layout")


def test_without_a_label_at_its_end_the_body_ends_with_the_credit():
    found = in_order(TODAY.replace("Поделиться новостью:", ""))
    assert found.body == ["Идёт снег.", "Фото: МЧС"]


def test_the_label_and_its_time_may_stand_in_elements_of_their_own():
    found = in_order(TODAY.replace("Дата: ", "<div>Дата:</div> "))
    assert (found.published, found.published_printed) == (MOMENT, "Дата: 11:41, 26-11-2025.")


TITLED = "<title>Снег в горах - КирТАГ</title>"


@pytest.mark.parametrize(
    "above",
    [
        "<h1>КирТАГ</h1><div>Главная / Новости / Снег в горах</div><div class=title>Снег в горах</div>",
        "<h1>КирТАГ</h1><b>Снег в горах</b><h2>Погода</h2>",
        "<aside><h2>Жара в Оше</h2>Дата: 09:00, 25-11-2025.<p>Другая.</p></aside><div>Снег в горах</div>",
    ],
    ids=["a masthead in a heading", "a section below", "another article's date above"],
)
def test_the_headline_is_the_line_that_the_title_repeats(above: str):
    found = in_order(TITLED + TODAY.replace("<h1>Снег в горах</h1>", above))
    assert (found.headline, found.published, found.body) == ("Снег в горах", MOMENT, ["Идёт снег.", "Фото: МЧС"])


def test_a_page_that_lacks_a_label_is_read_by_the_next_layout():
    html = TODAY.replace("Поделиться новостью:", "").replace("Фото: МЧС", "")
    article = read(html, URL, (ORDER, Layout(headline="h1", body="p:nth-of-type(2)")), zone=BISHKEK)
    assert (article.body, article.provenance["body"]) == (["Идёт снег."], "layout")


def test_a_page_in_no_layout_and_without_a_text_is_no_article():
    with pytest.raises(NotAnArticle) as refused:
        read("<h1>Снег в горах</h1>", URL, (ORDER, LAYOUT))
    assert refused.value.reason == "no body"


PARTED = """
<title>Снег в горах</title><h1>Снег в горах</h1><time datetime="2025-11-26T05:41:00Z">сегодня</time>
<i class=a>Анна Ли</i><i class=a>Пётр Ким</i><b class=p>Нарын</b>
<div class=photo><img src="/1.jpg"></div><small class=c>Снег на перевале</small><small class=f>МЧС</small>
<div class=t><p>Идёт снег.</p><p class=ad>Реклама</p></div>
"""
APART = Layout(
    body=".t", published="time", byline=".a", dateline=".p", photo=".photo", caption=".c", credit=".f", drop=(".ad",)
)


def test_a_layout_names_what_stands_outside_of_the_text():
    assert APART.read(Document(PARTED, URL), BISHKEK) == Parts(
        headline="Снег в горах",
        body=["Идёт снег."],
        published=MOMENT,
        published_printed="сегодня",
        byline="Анна Ли, Пётр Ким",
        dateline=Dateline("Нарын", "Нарын", geonameid=1527592, place_printed="Нарын"),
        photos=[Photo("https://kyrtag.kg/1.jpg", "Снег на перевале")],
        credits=[Credit("МЧС", "МЧС")],
    )


@pytest.mark.parametrize(
    ("printed", "place", "source"),
    [("НАРЫН, 26 ноября — Sputnik.", "Нарын", "sputnik"), ("Ankara", "Ankara", None), ("Редакция", None, None)],
)
def test_a_dateline_of_its_own_is_a_place_or_more(printed: str, place: str | None, source: str | None):
    parts = APART.read(Document(PARTED.replace("Нарын", printed), URL), BISHKEK)
    found = parts and parts.dateline
    assert (found and found.place, found and found.source) == (place, source)


def test_a_dateline_of_its_own_is_the_articles():
    page = PARTED.replace("Идёт снег.", "Бишкек. 26 ноября. КирТАГ - Идёт снег.")
    article = DatelinePipeline().process_item(read(page, URL, [APART], zone=BISHKEK))
    assert article.dateline and article.dateline.place == "Нарын"
