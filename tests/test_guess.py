"""A layout guessed for pages that nobody described: which selectors are taken, and that each reads its page."""

import pytest

from kirtag.page import Document, read
from kirtag.page.guess import Sample, guess_layout

URL = "https://kar.example.kg/ru/news/"
HEADLINES = ("На перевале Тоо-Ашуу третий день идёт снег", "В Нарыне открыли мастерскую войлока")
TEXTS = (
    (
        "Бишкек. 22 ноября. Кар - На перевале Тоо-Ашуу третий день идёт снег, дорогу закрыли для грузовиков.",
        "Дорожники чистят трассу круглые сутки, сообщили в министерстве транспорта, и просят водителей подождать.",
        "К вечеру ветер стихнет, а утром движение обещают открыть для всех машин с цепями на колёсах.",
    ),
    (
        "Нарын. 23 ноября. Кар - В Нарыне открыли мастерскую, где учат валять войлок по старым узорам долины.",
        "Первыми записались двадцать школьниц и один пастух, который принёс шерсть своих собственных овец.",
        "Весной мастерская покажет ковры на выставке в областном музее, вход на неё будет свободным.",
    ),
)
LINKS = "<ul><li><a href='/1'>Лавина на трассе</a></li><li><a href='/2'>Ветер в долине</a></li></ul>"
RELATED = f"<div class='related'><b>Читайте по теме</b>{LINKS}</div>"
FORM = "<form class='subscribe'><p>Подпишитесь на рассылку нашего агентства</p><button>Да</button></form>"


def sample(markup: str, number: int = 0, head: str = "") -> Sample:
    """A page of the given markup, in which HEADLINE, PARAGRAPHS, BR and TIME stand for what it says."""
    texts = TEXTS[number]
    page = (
        markup.replace("HEADLINE", HEADLINES[number])
        .replace("PARAGRAPHS", "".join(f"<p>{line}</p>" for line in texts))
        .replace("BR", "<br><br>".join(texts))
        .replace("TIME", f"{22 + number}.11.2026, 1{number}:30")
        .replace("NUMBER", str(4711 + 100 * number))
    )
    title = f"<title>{HEADLINES[number]} - Кар</title>"
    menu = "<div class='menu'><a href='/'>Главная</a></div>"
    whole = f"<html lang='ru'><head>{title}{head}</head><body>{menu}{page}</body></html>"
    return Sample(Document(whole, f"{URL}{number}"), read(whole, f"{URL}{number}"))


def both(markup: str) -> list[Sample]:
    return [sample(markup, 0), sample(markup, 1)]


@pytest.mark.parametrize(
    ("markup", "headline", "body", "drop"),
    [
        ("<article><h1>HEADLINE</h1>PARAGRAPHS</article>", "h1", "article", ("h1",)),
        ("<h1>HEADLINE</h1><div itemprop='articleBody'>PARAGRAPHS</div>", "h1", "[itemprop=articleBody]", ()),
        ("<div class='kar-title'>HEADLINE</div><div id='kar-text'>BR</div>", ".kar-title", "#kar-text", ()),
        ("<h1>HEADLINE</h1><div class='css-1ab2c3 news-text'>PARAGRAPHS</div>", "h1", ".news-text", ()),
        ("<h1>HEADLINE</h1><div class='Story_body__x9Yz1'>PARAGRAPHS</div>", "h1", "[class*='Story_body__']", ()),
        ("<h1>HEADLINE</h1><div id='post-NUMBER'>PARAGRAPHS</div>", "h1", "[id^='post-']", ()),
        ("<main><h1>HEADLINE</h1><div>PARAGRAPHS</div></main>", "h1", "main > div", ()),
        (f"<h1>HEADLINE</h1><div class='news-text'>PARAGRAPHS{RELATED}</div>", "h1", ".news-text", (".related",)),
        (f"<h1>HEADLINE</h1><div class='news-text'>{FORM}PARAGRAPHS</div>", "h1", ".news-text", (".subscribe",)),
        (
            "<h1>HEADLINE</h1><p class='kar-lead'>В горах и в долине</p><div class='news-text'>PARAGRAPHS</div>",
            "h1",
            ".news-text",
            (),
        ),
    ],
    ids=str,
)
def test_the_plainest_lasting_selectors_are_taken(markup: str, headline: str, body: str, drop: tuple[str, ...]):
    layout = guess_layout(both(markup))
    assert layout
    assert (layout.headline, layout.body, layout.drop) == (headline, body, drop)


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>HEADLINE</h1><div class='news-text'>PARAGRAPHS</div>",
        f"<article><h1>HEADLINE</h1>{FORM}PARAGRAPHS{RELATED}</article>",
        "<div class='kar-title'>HEADLINE</div><div id='kar-text'>BR</div>",
        "<main><h1>HEADLINE</h1><div><div><div>PARAGRAPHS</div></div></div></main>",
    ],
    ids=["classes", "boxes in the text", "line breaks", "bare boxes"],
)
def test_a_guessed_layout_reads_what_was_read_without_one(markup: str):
    samples = both(markup)
    layout = guess_layout(samples)
    assert layout
    for one in samples:
        parts = layout.read(one.page, None)
        assert (parts.headline, [line.strip() for line in parts.body]) == (one.article.headline, one.article.body)


def test_paragraphs_in_boxes_of_their_own_are_taken_from_what_holds_all_of_them():
    texts = [
        f"<div class='css-{number}a'><div class='piece'><p>{line}</p></div></div>"
        for number, line in enumerate(TEXTS[0])
    ]
    one = sample(f"<h1>HEADLINE</h1><section class='builder'>{''.join(texts)}</section>")
    layout = guess_layout([one])
    assert (layout.body, layout.drop) == (".builder", ())


PLAIN = "<h1>HEADLINE</h1><div class='kar-page'>{}<div class='news-text'>PARAGRAPHS</div></div>"


@pytest.mark.parametrize(
    ("above", "part", "selector"),
    [
        ("<div class='info'><span class='kar-when'>TIME</span></div>", "published", ".kar-when"),
        ("<time datetime='2026-11-22T14:05:00'>14:05</time>", "published", "time"),
        ("<a class='kar-rubric' href='/nature/'>Природа</a>", "section", ".kar-rubric"),
        ("<figure class='kar-photo'><img src='/NUMBER.jpg'></figure>", "photo", ".kar-photo"),
        ("<div class='kar-photo'><img src='/NUMBER.jpg'><i>Снег NUMBER</i></div>", "caption", ".kar-photo > i"),
        ("<div class='kar-photo'><img src='/NUMBER.jpg'><b class='by'>Фото: NUMBER</b></div>", "credit", ".by"),
    ],
    ids=lambda value: value if len(str(value)) < 20 else "",
)
def test_what_is_printed_and_told_to_no_machine_gets_a_selector(above: str, part: str, selector: str):
    layout = guess_layout(both(PLAIN.format(above)))
    assert getattr(layout, part) == selector


@pytest.mark.parametrize(
    ("above", "head", "part"),
    [
        # What the page tells machines, with its offset, needs none.
        (
            "<span class='kar-when'>TIME</span>",
            "<meta property='article:published_time' content='2026-11-22T14:05:00+06:00'>",
            "published",
        ),
        (
            "<a class='kar-rubric' href='/'>Природа</a>",
            "<meta property='article:section' content='Природа'>",
            "section",
        ),
        # The same on each page: the site's.
        ("<div class='kar-photo'><img src='/mountains.jpg'></div>", "", "photo"),
        # Several on a page.
        ("<i class='kar-when'>TIME</i><i class='kar-when'>TIME</i>", "", "published"),
    ],
    ids=["a stated time", "a stated section", "the site's picture", "two times"],
)
def test_what_needs_none_or_is_not_the_articles_gets_no_selector(above: str, head: str, part: str):
    layout = guess_layout([sample(PLAIN.format(above), number, head) for number in (0, 1)])
    assert layout
    assert getattr(layout, part) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "<h1>HEADLINE</h1><div class='news-text'>PARAGRAPHS</div>",
            "<h1>HEADLINE</h1><div class='other'>PARAGRAPHS</div>",
        ),
        (
            "<h1>HEADLINE</h1><article>PARAGRAPHS</article>",
            "<b class='x1y2z3'>HEADLINE</b><article>PARAGRAPHS</article>",
        ),
    ],
    ids=["another body", "another headline"],
)
def test_a_selector_that_holds_on_one_page_only_is_not_taken(first: str, second: str):
    assert guess_layout([sample(first, 0)]) is not None
    assert guess_layout([sample(first, 0), sample(second, 1)]) is None
