"""No text costs more than its length: every rule on families of strings that were made to be slow."""

from collections.abc import Callable

import pytest

from kirtag.text import (
    find_attribution,
    find_credits,
    find_dateline,
    find_place,
    find_promo,
    find_repeat,
    is_mojibake,
    looks_like_dateline,
    split_dateline,
    tidy,
)
from tests.test_dateline import HOSTILE as LEADS
from tests.timing import is_linear

HOSTILE = LEADS | {
    "labels": "Фото: ",
    "copyrights": "© ",
    "photographers": "Photo by ",
    "picture agencies": "(AP Photo/",
    "sources": "сообщает ",
    "citations": "citing A ",
    "ministries": "Министерства ",
    "calls": "Подписывайтесь на ",
    "places of calls": "Telegram ",
    "links": "Читайте также ",
    "garbled letters": "Ð°",
    "question marks": "?",
    "replaced letters": "\ufffd",
}
RULES: dict[str, Callable[[str], object]] = {
    "tidy": lambda text: tidy([text]),
    "split_dateline": split_dateline,
    "find_dateline": lambda text: find_dateline([text] * 3),
    "looks_like_dateline": looks_like_dateline,
    "find_place": find_place,
    "find_repeat": lambda text: find_repeat([text, text]),
    "find_credits": lambda text: list(find_credits([text])),
    "find_promo": lambda text: list(find_promo([text])),
    "find_attribution": lambda text: find_attribution([text]),
    "is_mojibake": is_mojibake,
}
# What stands at the front of a text is looked at, not all of it; tidying must read every letter.
LINEAR = {"tidy"}


@pytest.mark.row("T-20", f"{len(RULES)} text functions on {len(HOSTILE)} hostile families to a million letters")
@pytest.mark.parametrize("family", HOSTILE)
@pytest.mark.parametrize("rule", RULES)
def test_a_hostile_text_costs_no_more_than_in_proportion(rule: str, family: str):
    unit = HOSTILE[family]
    for text in (tidy([(unit * 300)[:300]]), "Бишкек. 25 человек. КирТАГ - "):
        RULES[rule](str(text))  # compiles patterns and reads tables, once
    small, large = ((unit * size)[:size] for size in (10**5, 10**6))
    floor, most = (0.01, 0.25) if rule in LINEAR else (0.003, 0.05)
    assert is_linear(RULES[rule], small, large, floor=floor, most=most)
