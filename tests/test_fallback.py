"""A page without a layout: what of it is the article's text, and what stands around it."""

import pytest

from kirtag.items import Credit
from kirtag.page import Document
from kirtag.page.fallback import read_any
from kirtag.page.furniture import body_rank, is_furniture, is_standfirst

URL = "https://www.e.kg/ru/sneg"
HEADLINE = "Снег закрыл дорогу через перевал"
STANDFIRST = "Машины с продуктами ждут по обе стороны, а в сёлах за перевалом кончается мука"
TEXT = [
    "Снег в горах шёл всю ночь, и к утру дорогу через перевал закрыли для грузовых машин, сообщили в дорожной службе.",
    "На обеих сторонах перевала ждут сорок машин с мукой, углём и кормами, водителей накормили и устроили на ночлег.",
    "Бульдозеры вышли на трассу в шесть часов утра, но за ними снова намело, сказал дежурный по участку дороги.",
    "Если ветер стихнет, одну полосу откроют к полудню, а вторую только завтра, добавил он.",
]
OTHER = "Учёные нашли в озере рыбу, которую считали вымершей, и выпустили её обратно в тот же вечер."


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, *, above: str = "", below: str = "", head: str = "", title: str = HEADLINE) -> str:
    return (
        f"<html><head><title>{title} | Вести гор</title>{head}</head><body>"
        f"<nav><ul><li><a href=/>Главная</a></li><li><a href=/r>В регионах</a></li></ul></nav>"
        f"{above}<h1>{HEADLINE}</h1>{body}{below}<footer><p>© Вести гор. {OTHER}</p></footer></body></html>"
    )


def body_of(html: str, byline: str | None = None) -> list[str]:
    return read_any(Document(html, URL), HEADLINE, byline).body


def within(piece: str, after: int = 2) -> str:
    """A page with a piece of markup between the paragraphs of its text."""
    inner = paragraphs(*TEXT[:after]) + piece + paragraphs(*TEXT[after:])
    return page(f"<div class=wrap><div class=c1>{inner}</div></div>")


# ---- what goes ----

FURNITURE = {
    "links to other articles in a box of their own": f"<div class=related-news><p>{OTHER}</p></div>",
    "a linked headline between the paragraphs": "<p><a href=/2>Учёные нашли рыбу, которую считали вымершей</a></p>",
    "a linked headline behind its label": "<p><strong>Читайте также:</strong> <a href=/2>Учёные нашли рыбу</a></p>",
    "a label of no known language behind which a link stands": "<p>Lesen dazu: <a href=/2>Ein Fisch ist zurück</a></p>",
    "a list of links with its heading": (
        "<h3>Об этом</h3><ul><li><a href=/2>Рыба вернулась в озеро</a></li><li><a href=/3>Озеро замёрзло</a></li></ul>"
    ),
    "capitals above one link": "<p>DO NOT MISS</p><p><a href=/2>A fish is back in the lake after a century</a></p>",
    "a box that asks to subscribe": "<div id=newsletter><p>Главные вести дня каждое утро, в одном письме.</p></div>",
    "a call to follow": "<p>Follow us on Twitter and on Facebook for more stories from the mountains.</p>",
    "a call to write": "<p>Have a tip? Our reporters may be reached at news@e.kg at any hour.</p>",
    "a figure and its caption": "<figure><img src=/1.jpg><figcaption>Бульдозер на перевале.</figcaption></figure>",
    "a caption named so": "<div class='wp-caption-text'>Бульдозер на перевале, вид с южной стороны.</div>",
    "a caption known by its credit": "<img src=/1.jpg><p>Бульдозер на перевале. Фото: Пресс-служба МЧС</p>",
    "a credit": "<p>Фото: Пресс-служба МЧС</p>",
    "a bar to share": "<div class=share-bar><span>Поделиться</span> <a href=/f>Facebook</a></div>",
    "a word in front of an advertisement": "<div>Advertisement</div>",
    "a form": "<form><p>Оставьте адрес, и мы напишем вам, когда дорогу откроют.</p><input name=a></form>",
    "comments": f"<section class=comments-list><p>{OTHER}</p></section>",
    "what is hidden": f"<div style='display: none'><p>{OTHER}</p></div><p aria-hidden=true>{OTHER}</p>",
    "what a screen does not show": "<span class=sr-only>Конец объявления, дальше идёт текст статьи.</span>",
    "a script": "<script>document.write('Снег')</script><noscript>Включите скрипты.</noscript>",
    "a sign between the parts": "<p>* * *</p>",
    "the headline again": f"<p>{HEADLINE}</p>",
    "a note about cookies": "<p>This website uses cookies to count its visitors.</p>",
    "teasers": (
        "<div class=grid><div><h4><a href=/2>Рыба вернулась в горное озеро</a></h4></div>"
        "<div><h4><a href=/3>Озеро замёрзло раньше срока</a></h4></div></div>"
    ),
}


@pytest.mark.parametrize("piece", FURNITURE.values(), ids=FURNITURE)
def test_what_stands_between_the_paragraphs_and_is_no_text_goes(piece: str):
    assert body_of(within(piece)) == TEXT


ABOVE = {
    "a byline": "<p>By Aigul Sydykova, Bishkek</p>",
    "a time": "<p>12 января 2026, 09:15</p>",
    "an updated time": "<div>Обновлено: 12.01.2026 10:40</div>",
    "the name of the place": "<div>Нарын</div>",
    "a name and a time in boxes named so": "<div class=post-meta><a href=/a>Айгуль</a> <time>09:15</time></div>",
    "a section, a time and who has read it": "<div>Регионы</div><div>09:15, 12.01.2026</div><div>1024</div>",
}


@pytest.mark.parametrize("piece", ABOVE.values(), ids=ABOVE)
def test_what_is_told_of_the_text_above_it_goes(piece: str):
    assert body_of(page(f"<div class=c1>{piece}{paragraphs(*TEXT)}</div>")) == TEXT


@pytest.mark.parametrize(
    "line", ["Зима 2026 года", "Что случилось?", "Дорога закрыта:", "By noon snow had closed the road."]
)
def test_a_short_line_above_the_text_stays(line: str):
    assert body_of(page(f"<div><p>{line}</p>{paragraphs(*TEXT)}</div>")) == [line, *TEXT]


def test_a_byline_that_was_read_is_no_paragraph():
    inner = paragraphs(TEXT[0], "Айгуль Сыдыкова, обозреватель", *TEXT[1:])
    assert body_of(page(f"<div>{inner}</div>"), "Айгуль Сыдыкова, обозреватель") == TEXT


BELOW = {
    "a heading of nothing": "<h3>Комментировать статью</h3>",
    "links under a heading": "<h3>О погоде</h3><p><a href=/2>Ветер стих</a></p><p><a href=/3>Мороз усилится</a></p>",
    "a list of links with a word each": "".join(
        f"<p>{headline} <a href=/{headline}>Дальше</a></p>"
        for headline in ("Ветер стих", "Мороз усилится", "Туман над озером")
    ),
    "a word": "<div>Галерея</div>",
    "another article with its headline": f"<article><h2><a href=/2>Рыба вернулась</a></h2><p>{OTHER}</p></article>",
}


@pytest.mark.parametrize("piece", BELOW.values(), ids=BELOW)
def test_what_follows_the_text_goes(piece: str):
    assert body_of(page(f"<div class=c1>{paragraphs(*TEXT)}{piece}</div>")) == TEXT


# ---- what stays ----

STAYS = {
    "a heading": ("<h2>Как расчищают перевал</h2>", ["Как расчищают перевал"]),
    "a heading that is a question": ("<h3>Когда откроют дорогу?</h3>", ["Когда откроют дорогу?"]),
    "a paragraph that is a heading with a year": ("<p><b>Зима 2026 года</b></p>", ["Зима 2026 года"]),
    "a heading above a picture": (
        "<h2>Как расчищают перевал</h2><figure><img src=/1.jpg></figure>",
        ["Как расчищают перевал"],
    ),
    "a short answer": ("<p>— Нет.</p>", ["— Нет."]),
    "a list": ("<ul><li>Мука</li><li>Уголь, 2026</li></ul>", ["Мука", "Уголь, 2026"]),
    "a table, by rows": (
        "<table><tr><th>Перевал</th><th>Снега, см</th></tr><tr><td>Тоо-Ашуу</td><td><p>42</p></td></tr></table>",
        ["Перевал Снега, см", "Тоо-Ашуу 42"],
    ),
    "a quotation": ("<blockquote><p>Снега больше обычного.</p></blockquote>", ["Снега больше обычного."]),
    "a paragraph with links": (
        "<p>Об этом <a href=/2>сообщили</a> в министерстве и в <a href=/3>дорожной службе области</a>.</p>",
        ["Об этом сообщили в министерстве и в дорожной службе области."],
    ),
    "an address": ("<p><a href=https://doroga.e.kg/>https://doroga.e.kg/</a></p>", ["https://doroga.e.kg/"]),
    "what somebody said of a service": (
        "<p>Read the map in the app before you leave, said the man on duty, or follow us on Telegram.</p>",
        ["Read the map in the app before you leave, said the man on duty, or follow us on Telegram."],
    ),
    "a paragraph under a picture": (
        "<img src=/1.jpg><p>Последний раз перевал закрывали в марте, тогда он стоял закрытым три дня.</p>",
        ["Последний раз перевал закрывали в марте, тогда он стоял закрытым три дня."],
    ),
    "a repeated question": ("<p>Когда?</p><p>Скоро.</p><p>Когда?</p>", ["Когда?", "Скоро.", "Когда?"]),
    "a made-up element in the line": ("<p>Снег<x-note>1</x-note> лежит.</p>", ["Снег1 лежит."]),
    "a box with a condition": ("<p class='print:hidden lg:block'>Снег лежит.</p>", ["Снег лежит."]),
}  # fmt: skip


@pytest.mark.parametrize(("piece", "lines"), STAYS.values(), ids=STAYS)
def test_what_stands_between_the_paragraphs_and_is_text_stays(piece: str, lines: list[str]):
    assert body_of(within(piece)) == TEXT[:2] + lines + TEXT[2:]


WRAPPED = {
    "paragraphs": paragraphs(*TEXT),
    "breaks": "<br><br>".join(TEXT),
    "boxes without names": "".join(f"<div>{text}</div>" for text in TEXT),
    "boxes of one name, parted by advertisements": "<div class=ad>Реклама</div>".join(
        f"<div class=article__body>{paragraphs(text)}</div>" for text in TEXT
    ),
    "a table that frames the page": f"<table><tr><td>{paragraphs(*TEXT)}</td><td><a href=/2>Рыба</a></td></tr></table>",
    "a box named for what it also holds": f"<div class='share-container'>{paragraphs(*TEXT)}</div>",
    "a box that one screen hides": f"<div class='hidden md:block'>{paragraphs(*TEXT)}</div>",
    "paragraphs that a wall is named on": "".join(f"<p class=paywall>{text}</p>" for text in TEXT),
    "an article named for its tags": f"<article class='hentry tag-comments'>{paragraphs(*TEXT)}</article>",
    "a form around the page": f"<form>{paragraphs(*TEXT)}</form>",
}


@pytest.mark.parametrize("body", WRAPPED.values(), ids=WRAPPED)
def test_the_text_is_found_in(body: str):
    assert body_of(page(body)) == TEXT


APPENDED = {
    "articles that follow the one with the headline": page(
        f"<article>{paragraphs(*TEXT)}</article>"
        + "".join(f"<article><h1>Рыба {n}</h1>{paragraphs(*[OTHER] * 6)}</article>" for n in range(3))
    ),
    "articles around which another stands": page("").replace(
        f"<h1>{HEADLINE}</h1>",
        f"<article><h1>{HEADLINE}</h1>{paragraphs(*TEXT)}</article><article class=post>"
        + "".join(f"<article class=post><h2>Рыба</h2>{paragraphs(*[OTHER] * 6)}</article>" for _ in range(3))
        + "</article>",
    ),
    "a long text above the headline": page(paragraphs(*TEXT), above=f"<div>{paragraphs(*[OTHER] * 3)}</div>"),
    "longer comments": page(
        f"<div class=entry-content>{paragraphs(*TEXT)}</div><div id=comments>{paragraphs(*[OTHER] * 6)}</div>"
    ),
    "a longer note about cookies": page(
        f"<div>{paragraphs(*TEXT)}</div><div class=cookie-consent>{paragraphs(*[OTHER] * 8)}</div>"
    ),
    "teasers of other articles": page(
        f"<div><div>{paragraphs(*TEXT)}</div><div>"
        + "".join(f"<div><h3><a href=/{n}>Рыба вернулась, часть {n}</a></h3><p>{OTHER}</p></div>" for n in range(8))
        + "</div></div>"
    ),
    "a named text beside teasers without links": page(
        f"<div class=page-content><div class=article-text>{paragraphs(*TEXT)}</div>"
        f"<div><div>{OTHER}</div><div>{OTHER}</div></div></div>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("html", APPENDED.values(), ids=APPENDED)
def test_the_text_is_told_from(html: str):
    assert body_of(html) == TEXT


@pytest.mark.parametrize(
    "above",
    [
        f"<h2 class=article__subtitle>{STANDFIRST}</h2>",
        f"<div class=lead><p>{STANDFIRST}</p></div>",
        f"<div><p>{STANDFIRST}</p></div>",
    ],
    ids=["subtitle", "lead", "what the page describes itself with"],
)
def test_a_standfirst_is_the_first_paragraph(above: str):
    head = f'<meta property="og:description" content="{STANDFIRST[:60]}...">'
    html = page(
        f"<header>{above}<span>09:15</span></header><div class=article-text>{paragraphs(*TEXT)}</div>", head=head
    )
    assert body_of(html) == [STANDFIRST, *TEXT]


def test_a_standfirst_that_is_printed_twice_is_there_once():
    lead = paragraphs(STANDFIRST + ", говорят там.")
    assert body_of(page(f"<div>{lead}<img src=/1.jpg>{lead}{paragraphs(*TEXT)}</div>"))[1:] == TEXT


def test_a_line_above_the_text_that_nothing_names_is_no_standfirst():
    html = page(f"<p>{STANDFIRST}</p><div class=article-text>{paragraphs(*TEXT)}</div>")
    assert body_of(html) == TEXT


# ---- credits ----


@pytest.mark.parametrize(
    "picture",
    [
        "<figure><img src=/1.jpg><figcaption>Бульдозер. Фото: Пресс-служба МЧС</figcaption></figure>",
        "<img src=/1.jpg><p>Бульдозер на перевале. Фото: Пресс-служба МЧС</p>",
        "<p>Фото: Пресс-служба МЧС</p><p>Фото: Пресс-служба МЧС</p>",
        "<p><span class=photo-credit>Фото: Пресс-служба МЧС</span></p>",
    ],
    ids=["in a caption", "behind a caption", "twice by itself", "in a line left out"],
)
def test_credits_are_told_beside_the_text(picture: str):
    found = read_any(Document(within(picture), URL), HEADLINE)
    assert (found.body, found.credits) == (TEXT, [Credit("Фото: Пресс-служба МЧС", "Пресс-служба МЧС", "photo")])


def test_a_page_without_text_has_no_credits_either():
    found = read_any(Document(f"<h1>{HEADLINE}</h1><p>Фото: Пресс-служба МЧС</p>", URL), HEADLINE)
    assert (found.body, found.credits) == ([], [])


# ---- names ----


@pytest.mark.parametrize(
    "names",
    [
        *("related", "post-related__list", "articleRelated", "RelatedArticles_box__3fX", "read-more", "tag-list"),
        *("share-buttons", "newsletter_signup", "td-post-sharing", "breadcrumbs", "photo-caption", "entry-meta"),
        *("ad-slot", "sidebar right", "hidden", "is-hidden", "lg:flex hidden-print comments", "sr-only"),
    ],
)  # fmt: skip
def test_names_of_furniture(names: str):
    assert is_furniture(names)


@pytest.mark.parametrize(
    "names",
    [
        *(
            "",
            "article-body",
            "text",
            "hentry category-comments tag-share",
            "has-sidebar",
            "page-with-sidebar",
            "paywall",
        ),
        *("shared-wisdom", "added", "barbecue", "updates", "print:hidden", "hidden lg:block", "story"),
    ],
)
def test_names_that_are_none(names: str):
    assert not is_furniture(names)


@pytest.mark.parametrize(
    ("names", "rank"),
    [("articleBody", 2), ("entry-content", 2), ("b-article__text", 2), ("page-content", 1), ("hentry", 1), ("wrap", 0)],
)
def test_how_surely_a_name_is_that_of_the_text(names: str, rank: int):
    assert body_rank(names) == rank


@pytest.mark.parametrize(
    ("names", "named"),
    [("article__subtitle", True), ("lead", True), ("news-summary", True), ("leaderboard", False), ("leading-6", False)],
)
def test_how_a_standfirst_is_named(names: str, named: bool):
    assert is_standfirst(names) is named
