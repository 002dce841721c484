"""What the text rules promise for every body there is: nothing is lost, nothing raises, and once is enough.

`make test` tries 2,000 bodies of each kind, `make faults` and `make test-long` 20,000.
"""

import os

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kirtag.items import Article
from kirtag.pipelines import text_rules
from kirtag.text import find_place, is_mojibake, recompose, split_credits, split_dateline, tidy
from kirtag.text.dateline import looks_like_dateline
from kirtag.text.families import FAMILIES
from kirtag.text.places import normal_spelling
from kirtag.text.promo import find_promo
from tests.corpus import loose
from tests.faults.matrix import WHOLE

EXAMPLES = int(os.environ.get("EXAMPLES", "20000" if WHOLE else "2000"))
pytestmark = pytest.mark.row("T-19", f"{EXAMPLES:,} bodies, leads and places made at random")
many = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# What bodies are made of: what the rules look for, whole and in pieces, and anything at all.
WORDS = """
    Фото Источник Видео Коллаж Сүрөт Photo Credit © (AP) (Фото: Reuters/ МЧС) Кабмин пресс-службы 24.kg Sputnik /
    Читайте также: Подписывайтесь на наш Telegram Поделиться новостью -0- (SDz) сообщает пресс-служба кабмина
    Бишкек Ош МОСКВА 25 февраля КирТАГ /ТАСС/ РИА Новости - – — . , : ( ) « » 05.07.24 Friday By 新华社北京4月24日电
""".split()
pieces = (
    st.sampled_from(WORDS)
    | st.sampled_from([family.example for family in FAMILIES])
    | st.sampled_from([" ", "  ", "\u00a0", "\n", "\u200b", "\u00ad", "e\u0301", "\ud800", "\x00"])
    | st.text(st.characters(), max_size=6)
)
lines = st.lists(pieces, max_size=8).map(" ".join) | st.lists(pieces, max_size=8).map("".join)
bodies = st.lists(lines, max_size=4)


@many
@given(bodies)
@example(["Источник фото: МЧС"])
@example(["Бишкек. 25 февраля. КирТАГ -"])
@example(["\u200b"])
@example(["БИШКЕК, 6 дек — Sputnik. На перевале Тоо-Ашуу ночью выпал первый снег."] * 3)
def test_nothing_of_any_body_is_lost_and_what_is_taken_is_taken_once(body: list[str]):
    article = Article("https://e.kg/a", "kirtag", "ru", "Снег", list(body))
    for rule in text_rules():
        article = rule.process_item(article)
    tidied = tidy(body)
    assert recompose(article.body, article.cuts) == tidy(article.original or body) == tidied
    assert article.original == (None if tidied == body else body)
    left, _ = split_credits(tidied)
    assert split_credits(left) == (left, [])
    spans = [found.span for found in find_promo(tidied)]
    assert all(0 <= span.start < span.end <= len(tidied[span.paragraph]) for span in spans)


@many
@given(lines, st.none() | st.dates())
def test_a_lead_is_split_once_and_for_all(lead: str, published):
    dateline, rest = split_dateline(lead, published)
    assert (dateline.text if dateline else "") + rest == lead
    assert split_dateline(rest, published) == (None, rest)
    assert looks_like_dateline(lead) in (True, False)


@many
@given(lines)
def test_a_place_keeps_its_letters(printed: str):
    # But for the I of Turkish, which is an ı.
    assert loose(normal_spelling(printed)).replace("ı", "i") == loose(printed).replace("ı", "i")
    find_place(printed)
    is_mojibake(printed)
