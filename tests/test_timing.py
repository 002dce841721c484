"""The test of the tests that time: what they call linear is, and what is not, they find."""

import pytest

from tests.timing import is_linear, seconds


def once_for_each(text: str) -> int:
    return sum(letter == "а" for letter in text)


def once_for_each_pair(text: str) -> int:
    return sum(one == other for one in text for other in text)


def test_what_looks_at_each_letter_once_is_linear():
    assert is_linear(once_for_each, "а" * 100_000, "а" * 1_000_000, floor=0.0001)


def test_what_looks_at_each_pair_of_letters_is_not():
    assert not is_linear(once_for_each_pair, "а" * 100, "а" * 1_000, floor=0.0001)


def test_what_takes_longer_than_it_may_is_not_either():
    assert not is_linear(once_for_each, "а", "а" * 100_000, most=0.0001)


@pytest.mark.parametrize(("enough", "calls"), [(9, 1), (0, 5)])
def test_a_call_is_made_again_until_it_is_quick_enough(enough: float, calls: int):
    made: list[int] = []
    seconds(lambda: made.append(0), enough)
    assert len(made) == calls
