"""Who wrote an article: the names in a byline, and where a page prints one."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirtag.page import Document
from kirtag.page.byline import is_byline, read_byline, rows
from kirtag.page.byline_marks import find_byline
from kirtag.page.heading import find_heading
from tests.timing import seconds

SITES = frozenset({"пример", "primer", "primer.kg"})
LABELS = [(word, does) for does, words, _, _ in rows() if does in ("label", "colon") for word in words]


@pytest.mark.parametrize(("printed", "byline"), [(printed, byline) for _, _, printed, byline in rows()])
def test_the_example_of_every_row_is_read_as_it_says(printed: str, byline: str | None):
    assert read_byline(printed) == byline


@pytest.mark.parametrize(("label", "does"), LABELS)
def test_every_label_is_taken_off(label: str, does: str):
    for printed in (label, label.upper(), label.capitalize()):
        assert read_byline(f"{printed.rstrip(':')}: Anna Becker") == "Anna Becker"
    assert (read_byline(f"{label} Anna Becker") == "Anna Becker") == (does == "label")


@pytest.mark.parametrize(
    ("printed", "byline"),
    [
        ("Айгуль Сыдыкова", "Айгуль Сыдыкова"),
        ("  Айгуль \xa0 Сыдыкова ", "Айгуль Сыдыкова"),
        ("Айгуль Сыдыкова, Бакыт Асанов", "Айгуль Сыдыкова, Бакыт Асанов"),
        ("Айгуль Сыдыкова; Айгуль Сыдыкова", "Айгуль Сыдыкова"),
        ("Айгуль Сыдыкова / Бакыт Асанов", "Айгуль Сыдыкова, Бакыт Асанов"),
        ("Айгуль Сыдыкова | Пример", "Айгуль Сыдыкова"),
        ("Айгуль Сыдыкова (Пример)", "Айгуль Сыдыкова"),
        ("Айгуль Сыдыкова, primer.kg", "Айгуль Сыдыкова"),
        ("Айгуль Сыдыкова 12 января 2026, 09:15", "Айгуль Сыдыкова"),
        ("Anna Becker Monday, January 12", "Anna Becker"),
        ("Айгуль Сыдыкова a.sydykova@primer.kg", "Айгуль Сыдыкова"),
        ("Anna Becker. Sputnik International", "Anna Becker"),
        ("Anna Becker, MD, Claire Morel", "Anna Becker, Claire Morel"),
        ("By Anna Becker in Naryn and Claire Morel in Osh", "Anna Becker, Claire Morel"),
        ("ANNA BECKER, AP Science Writer", "ANNA BECKER"),
        ("Lucía Ortega y Gasset", "Lucía Ortega y Gasset"),
        ("А. С. Сыдыкова", "А. С. Сыдыкова"),
        ("Сыдыкова А.", "Сыдыкова А."),
        ("А.Сыдыкова", "А.Сыдыкова"),
        ("Ахмед аль-Касим", "Ахмед аль-Касим"),
        ("Paolo d'Amico", "Paolo d'Amico"),
        ("Von Miller", "Von Miller"),
        ("Minh Do", "Minh Do"),
        ("გიორგი მელაძე", "გიორგი მელაძე"),
        ("记者 李晓明", "李晓明"),
        ("李晓明、王芳", "李晓明, 王芳"),
    ],
)
def test_the_names_are_what_is_left(printed: str, byline: str):
    assert read_byline(printed, SITES) == byline


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Пример",
        "ПРИМЕР",
        "primer.kg",
        "Пресс-служба МЧС",
        "КирТАГ",
        "РИА Новости",
        "Sputnik Кыргызстан",
        "Reuters Staff",
        "AP Sports",
        "admin",
        "Super User",
        "Айгуль",
        "https://www.facebook.com/primer",
        "www.studio.kg | Бакыт Асанов",
        "@primer",
        "«Пример»",
        "Фото: Бакыт Асанов",
        "Снег в горах",
        "12 января 2026, 09:15",
        "A. B.",
        "ライトハウス新聞社編集部",
        "Айгуль Сыдыкова " * 30,
    ],
)
def test_nobody_is_named(printed: str):
    assert read_byline(printed, SITES) is None


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        ("By Anna Becker", True),
        ("Автор: Айгуль Сыдыкова, primer.kg", True),
        ("By Anna Becker, Naryn", True),
        ("Written by Anna Becker on January 12, 2026", True),
        ("Anna Becker", False),
        ("By Friday the snow was gone", False),
        ("By Anna Becker and her friends", False),
        ("By the way", False),
        ("Автор: редакция", False),
        ("", False),
    ],
)
def test_a_line_is_a_byline_only_if_it_is_nothing_else(line: str, sure: bool):
    assert is_byline(line, SITES) == sure


def printed(body: str) -> str | None:
    page = Document(f"<body><h1>Снег в горах</h1>{body}</body>", "https://primer.kg/a")
    return find_byline(page, find_heading(page, []), SITES)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Автор: Айгуль Сыдыкова</p>",
        "<p>Погода</p><div>12 января</div><p>Автор: Айгуль Сыдыкова | Пример</p>",
        "<p class=byline>Айгуль Сыдыкова</p>",
        "<div><span class='article__author'>Айгуль Сыдыкова</span> <time>12 января</time></div>"
        "<p class=newsAuthor>Айгуль Сыдыкова</p>",
        "<p>Снег.</p>" * 9 + "<div class=author-box><img src=1.jpg><p>Автор:</p><p><a>Айгуль Сыдыкова</a></p></div>",
        "<p>Снег.</p>" * 9 + "<p>пишет <a rel='author nofollow' href=/a>Айгуль Сыдыкова</a></p>",
    ],
)
def test_a_printed_byline_is_found(body: str):
    assert printed(body) == "Айгуль Сыдыкова"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Айгуль Сыдыкова</p>",
        "<p>Снег.</p>" * 9 + "<p>Автор: Айгуль Сыдыкова</p>",
        "<p>Снег.</p>" * 9 + "<p class=author>Айгуль Сыдыкова</p>",
        "<p>Снег.</p>" * 9 + "<div class=comments><b class=author>Автор: Айгуль Сыдыкова</b></div>",
        "<aside><a rel=author>Айгуль Сыдыкова</a></aside>",
        "<p>Снег.</p>" * 9 + "<figure><p class=author>Автор: Айгуль Сыдыкова</p></figure>",
        "<p>Снег.</p>" * 9 + "<p class=photo-author>Автор: Айгуль Сыдыкова</p>",
        "<p class=authority>Автор: Айгуль</p>",
        "<div class=author-page>" + "<p>Снег в горах.</p>" * 50 + "</div>",
        "<p>Снег.</p>" * 5
        + "".join(f"<a rel=author>Айгуль {name}</a>" for name in ("А", "Бо", "Ва", "Го", "До", "Ев")),
        "<p class=byline>Пример</p>",
    ],
)
def test_no_printed_byline_is_sure(body: str):
    assert printed(body) is None


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["By ", "Автор: ", "и ", "Анна", ", ", ".", "-", "(", "李"])).map("".join)
)
def test_no_text_makes_it_raise(text: str):
    read_byline(text)
    is_byline(text)


@pytest.mark.parametrize("unit", ["By ", "Автор: ", "Anna ", "and ", "(", "a@", ", ", ". ", "李", "1"])
def test_a_hostile_line_costs_nothing(unit: str):
    assert seconds(partial(read_byline, (unit * 1_000_000)[:1_000_000])) < 0.05
    assert seconds(partial(read_byline, (unit * 300)[:300])) < 0.05
