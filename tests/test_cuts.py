"""What is taken out of a body, and how it is put back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirtag.items import Cut
from kirtag.text import Span, recompose, take, tidy

BODY = ["Ош. 3 мая. КирТАГ - Идёт снег.", "Фото: МЧС", "Дороги скользкие.", "Видео: МЧС"]

lines = st.text(st.sampled_from("абвгAB. -\u00a0\u0301«"), min_size=1, max_size=12)
bodies = st.lists(lines, max_size=6).map(tidy)


@pytest.mark.parametrize(
    ("spans", "body", "cuts"),
    [
        ([], BODY, []),
        ([Span(1, 0, 9)], [BODY[0], *BODY[2:]], [Cut("x", 1, 0, "Фото: МЧС\n")]),
        ([Span(0, 0, 20)], ["Идёт снег.", *BODY[1:]], [Cut("x", 0, 0, "Ош. 3 мая. КирТАГ - ")]),
        (
            [Span(3, 0, 10), Span(0, 24, 29), Span(1, 0, 9)],
            ["Ош. 3 мая. КирТАГ - Идёт.", "Дороги скользкие."],
            [Cut("x", 0, 24, " снег"), Cut("x", 1, 0, "Фото: МЧС\n"), Cut("x", 3, 0, "Видео: МЧС\n")],
        ),
        ([Span(2, 5, 5)], BODY, []),
    ],
)
def test_spans_are_taken_to_the_letter(spans: list[Span], body: list[str], cuts: list[Cut]):
    assert take(BODY, [], "x", spans) == (body, cuts)
    assert recompose(body, cuts) == BODY


def test_a_later_pass_counts_in_the_original_too():
    body, cuts = take(BODY, [], "credit", [Span(1, 0, 9)])
    body, cuts = take(body, cuts, "dateline", [Span(0, 0, 20)])
    body, cuts = take(body, cuts, "promo", [Span(0, 0, 5), Span(1, 7, 17), Span(2, 0, 10)])
    assert body == ["снег.", "Дороги "]
    assert [(cut.kind, cut.paragraph, cut.start) for cut in cuts] == [
        ("dateline", 0, 0),
        ("promo", 0, 20),
        ("credit", 1, 0),
        ("promo", 2, 7),
        ("promo", 3, 0),
    ]


def test_a_body_that_is_taken_whole_comes_back_whole():
    body, cuts = take(BODY, [], "promo", [Span(number, 0, len(line)) for number, line in enumerate(BODY)])
    assert (body, recompose(body, cuts)) == ([], BODY)


def test_the_given_lists_are_left_alone():
    given_body, given_cuts = ["Идёт снег."], [Cut("x", 0, 0, "Ош. ")]
    take(given_body, given_cuts, "x", [Span(0, 0, 5)])
    assert (given_body, given_cuts) == (["Идёт снег."], [Cut("x", 0, 0, "Ош. ")])


@given(bodies, st.data())
def test_whatever_is_taken_in_whatever_order_can_be_put_back(original: list[str], data: st.DataObject):
    body, cuts = original, []
    for number in range(data.draw(st.integers(0, 4), label="passes")):
        spans = []
        for paragraph, text in enumerate(body):
            edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6), label=text))
            spans += [Span(paragraph, *edge) for edge in zip(edges[::2], edges[1::2], strict=False)]
        body, cuts = take(body, cuts, f"pass {number}", data.draw(st.permutations(spans)))
        assert recompose(body, cuts) == original
        assert all(body)
