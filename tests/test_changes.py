"""What an edit changed: word by word, in Russian, Kyrgyz and English, and in a word or two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirtag.text.changes import difference, what_changed
from tests.timing import is_linear

SNOW = [
    "На перевале Тоо-Ашуу третий день идёт снег, дорогу закрыли для грузовых машин.",
    "За ночь дорожники вывели девять машин, рассказал дежурный Бакыт Осмонов.",
    "К утру намело 70 сантиметров.",
]


def shown(old: list[str], new: list[str]) -> list[str]:
    """The difference as text: what was taken out in square brackets, what was put in in curly ones."""
    marks = {"same": "{}", "removed": "[{}]", "added": "{{{}}}"}
    return ["".join(marks[kind].format(text) for kind, text in pieces) for pieces in difference(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ("Снег идёт весь день.", "Снег шёл весь день.", "Снег [идёт]{шёл} весь день."),
        ("Намело 1,5 метра.", "Намело 1,7 метра.", "Намело [1,5]{1,7} метра."),
        ("Премьер-министр прибыл.", "Вице-премьер прибыл.", "[Премьер-министр]{Вице-премьер} прибыл."),
        ("Бишкекте кар жаады.", "Бишкекте түнү кар жаады.", "Бишкекте {түнү }кар жаады."),
        ("Ысык-Көлдө 3 кайык бар.", "Ысык-Көлдө 5 кеме бар.", "Ысык-Көлдө [3 кайык]{5 кеме} бар."),
        ("The pass is closed.", "The pass was closed overnight.", "The pass [is]{was} closed {overnight}."),
        ("Снег.", "Снег.", "Снег."),
        # What stays between two changes only by chance goes with them.
        ("жил кот и пёс там", "жил лев и тигр там", "жил [кот и пёс]{лев и тигр} там"),
        ("На юге снег, лёд.", "На юге дождь, град.", "На юге [снег, лёд]{дождь, град}."),
    ],
)
def test_an_edit_reads_word_by_word(old: str, new: str, read: str):
    assert shown([old], [new]) == [read]


def test_a_paragraph_stands_beside_its_edit_though_others_came_between():
    new = [SNOW[0], "Ветер к вечеру стих.", SNOW[1].replace("девять", "десять"), SNOW[2]]
    assert shown(SNOW, new) == [
        SNOW[0],
        "{Ветер к вечеру стих.}",
        SNOW[1].replace("девять ", "[девять]{десять} "),
        SNOW[2],
    ]


def test_a_paragraph_that_was_written_anew_is_taken_out_and_put_in():
    assert shown(SNOW[:1], ["Автобусы пойдут через Кочкор."]) in (
        [f"[{SNOW[0]}]", "{Автобусы пойдут через Кочкор.}"],
        ["{Автобусы пойдут через Кочкор.}", f"[{SNOW[0]}]"],
    )


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Намело 70 сантиметров.", "Намело 95 сантиметров.", {"numbers": (["70"], ["95"])}),
        ("Вывел машины Бакыт Осмонов.", "Вывел машины Азамат Осмонов.", {"names": (["Бакыт"], ["Азамат"])}),
        ("Шахта «Север» закрыта.", "Шахта «Юг» закрыта.", {"names": (["«Север»"], ["«Юг»"])}),
        ("Снег идёт весь день.", "Снег шёл весь день.", {"words": (["идёт"], ["шёл"])}),
        ("Снег.", "Снег.", {}),
    ],
)
def test_what_was_changed_is_told_in_a_word(old: str, new: str, changes: dict):
    assert what_changed(("Снег", "Снег"), [old], [new]) == changes


def test_headlines_and_whole_paragraphs_are_told():
    assert what_changed(("Снег", "Снег идёт"), SNOW, SNOW[:2]) == {
        "headline": (["Снег"], ["Снег идёт"]),
        "paragraphs": ([SNOW[2]], []),
    }


@given(st.lists(st.text("абв 1.\n", max_size=20), max_size=6), st.lists(st.text("абв 1.\n", max_size=20), max_size=6))
def test_both_wordings_stand_in_their_difference(old: list[str], new: list[str]):
    pieces = [piece for paragraph in difference(old, new) for piece in paragraph]
    for side, other in ((old, "added"), (new, "removed")):
        told = "".join(text for kind, text in pieces if kind != other)
        assert told.split() == "".join(side).split() or "".join(told.split()) == "".join("".join(side).split())


@pytest.mark.parametrize(("one", "other"), [("а ", "б а "), ("а б ", "б а "), ("а", "б"), ("1 ", "1 2 "), (" ", "а ")])
def test_a_hostile_edit_costs_no_more_than_in_proportion(one: str, other: str):
    small, large = (([one * size], [other * size]) for size in (4_000, 40_000))
    assert is_linear(lambda edit: difference(*edit), small, large, most=2)
    small, large = (([one] * size, [other, one] * size) for size in (500, 5_000))
    assert is_linear(lambda edit: difference(*edit), small, large, times=100, most=2)
