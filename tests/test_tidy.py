"""White space and invisible characters."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kirtag.text import tidy, tidy_line
from kirtag.text.tidy import fold

# Lone surrogates too, which a page can smuggle in by way of JSON.
any_text = st.text(st.characters() | st.sampled_from("\u00a0\u00ad\u200b\ufeff\u0301\ud83d\ude00\x00\x85 \n"))


@pytest.mark.parametrize(
    ("printed", "tidied"),
    [
        ("  Идёт\tснег \n на перевале  ", "Идёт снег на перевале"),
        ("46\u00a0200\u202fстраниц\u2003за\u3000год", "46 200 страниц за год"),
        ("Кыр\u00adгыз\u200bстан\u2060\ufeff", "Кыргызстан"),
        ("\u202bЫсык\u202c-\u200eКөл\u200f", "Ысык-Көл"),
        ("и\u0306од, е\u0308лка", "йод, ёлка"),
        ("снег\x00и\x07лёд\x9f", "снегилёд"),
        ("строка\x85строка\u2028строка", "строка строка строка"),
        ("пере\ud800нос", "пере\ufffdнос"),
        ("снежинка \ud83d\ude00", "снежинка \U0001f600"),
        (" \u00a0\u200b\r\n", ""),
    ],
)
def test_a_line_is_tidied(printed: str, tidied: str):
    assert tidy_line(printed) == tidied


@pytest.mark.parametrize(
    "line",
    [
        "«Снег & лёд» – 4:3 (по буллитам) — “да”, 'нет' - №5…",
        "Өзгөн, Ысык-Көл, Ат-Башы; Türkiye, São Paulo",
        "58,4 тыс. т; минус 7–9 °C; 49,7 млн $; 12 %",
        "Ёлка и ель, щётка и е",
        "新华社北京4月24日电",
    ],
)
def test_what_the_author_wrote_stays(line: str):
    assert tidy_line(line) == line


def test_a_paragraph_that_holds_nothing_goes():
    assert tidy([" \u00a0", "Идёт  снег.", "\u200b", "", "Ветрено."]) == ["Идёт снег.", "Ветрено."]


@given(st.lists(any_text))
def test_tidying_twice_changes_nothing(paragraphs: list[str]):
    assert tidy(tidy(paragraphs)) == tidy(paragraphs)


@given(any_text)
@example("\ud83d\u200b\ude00")
@example("а\u200b\u0308")
def test_any_text_becomes_one_line_that_can_be_stored(text: str):
    line = tidy_line(text)
    assert line.encode().decode() == line == " ".join(line.split())
    assert "\0" not in line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("КИРТАГ", "КирТАГ"),
        ("ёлка", "Елка"),
        ("Чолпон‑Ата", "чолпон-ата"),
        ("Ош – Баткен", "ОШ — БАТКЕН"),
        ("А\u00a0Б", "а б"),
        ("«Ховар»", "“Ховар”"),
        ("Oʻzbekiston", "O‘zbekiston"),
    ],
)
def test_words_that_differ_only_in_print_are_folded_into_one(one: str, other: str):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Ош", "Оше"), ("Узген", "Өзгөн"), ("край", "краи"), ("АП", "AP")])
def test_other_words_stay_apart(one: str, other: str):
    assert fold(one) != fold(other)
