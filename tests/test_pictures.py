"""The pictures of an article: their captions, and who made them."""

import pytest

from kirtag.items import Credit, Photo
from kirtag.page import Document, Layout, read
from kirtag.page.pictures import credited, find_pictures, is_picture

URL = "https://primer.kg/ru/sneg"
MCS = Credit("Фото: МЧС", "МЧС")
FIGURE = "<figure><img src=/1.jpg><figcaption>Снег на перевале. Фото: МЧС</figcaption></figure>"
FIRST, LAST = "Снег в горах шёл всю ночь.", "К утру дорогу закрыли."
CAPTION = "<div><img src=/1.jpg alt='Нет'><p class=photo__caption>Снег на перевале. Фото: МЧС</p></div>"
LINKED = "<figure><img src=/1.jpg><figcaption><a href=/2>Лёд на реке</a></figcaption></figure>"
FOUND = [Photo("https://primer.kg/1.jpg", "Снег на перевале.", "МЧС")]


def pictures(body: str, lines: tuple[str, ...] = (FIRST, LAST)) -> tuple[list[Photo], list[Credit]]:
    page = Document(f"<body><h1>Снег в горах</h1>{body}</body>", URL)
    parts = find_pictures(page, "Снег в горах", list(lines))
    return parts.photos, parts.credits


@pytest.mark.parametrize(
    ("caption", "sentence", "credit"),
    [
        ("Снег на перевале. Фото: МЧС", "Снег на перевале.", "МЧС"),
        ("Снег на перевале / Фото РБК", "Снег на перевале", "РБК"),
        ("Фото: МЧС", None, "МЧС"),
        (
            "[1/5]Snow at the pass. REUTERS/Anna Becker Purchase Licensing Rights",
            "Snow at the pass.",
            "REUTERS/Anna Becker",
        ),
        ("2 из 7 Снег на перевале", "Снег на перевале", None),
        ("Снег на перевале. Видео: МЧС", "Снег на перевале.", None),
        ("  Снег \n на перевале ", "Снег на перевале", None),
        ("5/6 жителей без света", "5/6 жителей без света", None),
        (None, None, None),
    ],
)
def test_a_caption_is_parted_from_its_credit(caption: str | None, sentence: str | None, credit: str | None):
    assert credited(Photo(URL, caption))[0] == Photo(URL, sentence, credit)


def test_a_credit_that_is_known_stays():
    photo, credits = credited(Photo(URL, "Снег. Фото: МЧС", "Бакыт Асанов"))
    assert (photo, credits) == (Photo(URL, "Снег.", "Бакыт Асанов"), [MCS])


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://e.kg/1.jpg", True),
        ("https://e.kg/logos/snow.webp?w=5", True),
        ("https://e.kg/catalogue.png", True),
        ("https://e.kg/resize/800x/snow", True),
        ("https://e.kg/img/e_logo.png", False),
        ("https://e.kg/preloader-big.jpg", False),
        ("https://e.kg/no-image.jpg", False),
        ("https://e.kg/1x1.gif", False),
        ("https://e.kg/arrow.svg", False),
        ("data:image/png;base64,AAAA", False),
        ("1.jpg", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_a_logo_is_no_picture_of_an_article(url: str, is_one: bool):
    assert is_picture(url) == is_one


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{FIRST}</p>{FIGURE}<p>{LAST}</p>",
        f"{FIGURE}<p>{FIRST}</p><p>{LAST}</p>",
        f"<p>{FIRST}</p>{CAPTION}<p>{LAST}</p>",
        f"<p>{FIRST}</p>{FIGURE}{FIGURE}<p>{LAST}</p>",
        f"<p>{FIRST}</p>{FIGURE}<figure><img src=/2.jpg></figure><p>{LAST}</p>",
    ],
)
def test_a_picture_with_a_caption_in_the_text_is_the_articles(body: str):
    assert pictures(body) == (FOUND, [MCS])


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<figure><img src=/1.jpg></figure>",
        "<img src=/1.jpg alt='Снег'>",
        f"<p>{FIRST}</p><p>{LAST}</p>{FIGURE}",
        f"<p>{FIRST}</p><a href=/2>{FIGURE}</a><p>{LAST}</p>",
        f"<p>{FIRST}</p><aside>{FIGURE}</aside><p>{LAST}</p>",
        f"<p>{FIRST}</p><div class=related-news>{FIGURE}</div><p>{LAST}</p>",
        f"<p>{FIRST}</p>{LINKED}<p>{LAST}</p>",
        f"<p>{FIRST}</p><p class=captioned>Фото: МЧС</p><p>{LAST}</p>",
    ],
)
def test_other_pictures_are_not(body: str):
    assert pictures(body) == ([], [])


def test_a_credit_that_stands_in_the_body_is_left_to_the_text_rules():
    body = f"<p>{FIRST}</p>{FIGURE}<p>{LAST}</p>"
    assert pictures(body, (FIRST, "Фото: МЧС", LAST)) == (FOUND, [])


def test_a_caption_without_its_picture_still_has_its_credit():
    body = f"<p>{FIRST}</p><figure><img src=/logo.png><figcaption>Снег. Фото: МЧС</figcaption></figure><p>{LAST}</p>"
    assert pictures(body) == ([], [MCS])


def test_captions_in_a_layout_give_their_credits_too():
    html = f"<h1>Снег в горах</h1><div class=text><p>{FIRST}</p>{FIGURE}<p>{LAST}</p></div>"
    article = read(html, URL, (Layout(body=".text"),))
    assert (article.photos, article.credits, article.body) == (FOUND, [MCS], [FIRST, LAST])
    assert {article.provenance[name] for name in ("photos", "credits", "body")} == {"layout"}


def test_a_picture_outside_of_the_body_takes_the_named_caption_and_both_credits_count_once():
    html = f"<h1>Снег</h1><img class=main src=/1.jpg><i>Снег на перевале. Фото: МЧС</i><b>Фото: МЧС</b><p>{FIRST}</p>"
    article = read(html, URL, (Layout(body="p", photo=".main", caption="i", credit="b"),))
    assert (article.photos, article.credits) == (FOUND, [MCS])


@pytest.mark.parametrize(
    ("body", "photos", "way"),
    [
        (FIGURE, FOUND, "figure"),
        ("", [Photo("https://primer.kg/og.jpg")], "meta"),
    ],
)
def test_what_machines_are_told_counts_only_without_a_picture_in_the_text(body: str, photos: list[Photo], way: str):
    text = "".join(f"<p>{FIRST} {number} {LAST} " + "Дорожная служба работает на перевале. " * 5 for number in range(5))
    head = "<meta property='og:image' content='/og.jpg'>"
    article = read(f"{head}<h1>Снег в горах</h1><article><p>{FIRST}</p>{body}{text}</article>", URL)
    assert (article.photos, article.provenance["photos"]) == (photos, way)
