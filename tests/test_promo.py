"""What stands around a text: promo lines, and the marks that close it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirtag.text import Span, recompose, take, tidy_line
from kirtag.text.promo import CLOSING, ENDS, RULES, Promo, find_promo
from kirtag.text.rules import Rule
from tests.timing import seconds

SNOW = "На перевале идёт снег, дорога закрыта."


def without(body: list[str]) -> list[str]:
    return take(body, [], "promo", (found.span for found in find_promo(body)))[0]


@pytest.mark.parametrize("shape", RULES, ids=lambda shape: shape.name)
def test_the_example_of_a_rule_is_matched_by_its_own_rule_first(shape: Rule):
    assert next(other for other in RULES if other.pattern.match(shape.example)).name == shape.name
    assert {found.kind for found in find_promo([shape.example, SNOW])} == {"promo"}


@pytest.mark.parametrize("line", [CLOSING[0].example, "Комментарии", "Комментарии: 12", "Пикир", "Подробности"])
def test_a_heading_goes_where_no_text_follows_it(line: str):
    assert without([SNOW, line, "Читайте также: Снег", "-0-"]) == [SNOW]
    assert without([SNOW, line, SNOW]) == [SNOW, line, SNOW]


@pytest.mark.parametrize("shape", ENDS, ids=lambda shape: shape.name)
def test_the_example_of_an_end_is_matched_by_its_own_rule_first(shape: Rule):
    assert next(other for other in ENDS if other.pattern.search(shape.example)).name == shape.name
    assert {found.kind for found in find_promo([SNOW, shape.example])} == {"endmark"}


@pytest.mark.parametrize(
    "line",
    [
        "Поделиться новостью",
        "Поделиться новостью:",
        "Подписывайтесь на наш Telegram-канал",
        "Подписывайтесь на наш Telegram-канал и читайте новости первыми!",
        "Подписывайтесь на наш канал!",
        "Читайте также: Курс доллара на сегодня.",
        "Читать далее",
        "Оставить комментарий",
        "Комментарии Оставить комментарий",
        "Есть тема? Пишите Kaktus.media в Telegram и WhatsApp: +996 (700) 62 07 60.",
        "url: https://kaktus.media/537233",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter",
        "Бөлүшүү",
        "Катталыңыз",
        "Telegram каналыбызга жазылыңыз!",
        "Биздин Telegram-каналга катталыңыз",
        "«Азаттыктын» YouTube каналына жазылыңыз!",
        "Дагы окуңуз: Бүгүнкү доллардын курсу.",
        "Telegram-арнамызға жазылыңыз",
        "Telegram kanalimizga obuna bo'ling!",
        "Telegram kanalımıza abunə olun",
        "Həmçinin oxuyun: Qubaya qar yağıb",
        "Read also: Snow in Bishkek",
        "Читайте также «Снег в горах»: прогноз на неделю",
        "Читайте також Сніг у Києві",
        "Copyright 2026 The Agency. All rights reserved. This material may not be published, broadcast or rewritten.",
        "Subscribe to our newsletter",
        "Subscribe to our Telegram channel",
        "Follow us on Facebook and Twitter",
        "Share this",
        "Share this article",
        "Все самое интересное в Telegram",
        "Выйти из полноэкранного режима Развернуть на весь экран",
        "Читайте також: Сніг у Києві",
        "Підписуйтесь на наш Telegram-канал",
        "Поделиться в Telegram WhatsApp Facebook. Подписывайтесь на наш канал!",
        "➡ Подписывайтесь на наш Telegram",
        "Все права защищены. При использовании материалов ссылка обязательна",
    ],
)
def test_a_line_of_promo_goes_whole(line: str):
    assert list(find_promo([SNOW, line, SNOW])) == [Promo(Span(1, 0, len(line)), "promo")]


@pytest.mark.parametrize(
    "line",
    [
        "",
        ":",
        "(",
        "Подписывайтесь под петицией, призвал депутат",
        "Подписывайтесь под петицией против стройки.",
        "Подписывайтесь на мой Telegram, призвал депутат.",
        "Комментарии депутатов вызвали смех в зале.",
        "Комментарий эксперта был коротким.",
        "Комментарии: что говорят эксперты о реформе",
        "Поделиться новостью он решил в семье.",
        "Поделиться опытом приехали врачи из Германии.",
        "Читайте также книги, советует писатель.",
        "Читать далее он не стал.",
        "Читать полезно.",
        "Реклама пива запрещена законом.",
        "Реклама на сайте запрещена.",
        "Пикир алмашуу болуп өттү.",
        "Пикирлер эки ача болду.",
        "Бөлүшүү программасы башталды.",
        "Катталыңыз деп чакырды министр.",
        "Каналга суу келди.",
        "Share prices fell on Monday.",
        "Share this with your friends, he said.",
        "Comments by the minister were short.",
        "Follow the money, he said.",
        "Subscribe to the principle of equality.",
        "Join the army, the poster said.",
        "Related parties must report.",
        "Print money, they said.",
        "Подробнее о решении рассказал министр.",
        "Подробности аварии выясняются.",
        "По теме выступил депутат.",
        "По теме заседания высказались все.",
        "Все новости он узнаёт от жены.",
        "Использование материалов дела запрещено судом.",
        "Если вы стали свидетелем ДТП, звоните 102.",
        "Стали свидетелями аварии десятки людей.",
        "Следите за здоровьем, советует врач.",
        "Присылайте помощь пострадавшим, просят жители.",
        "Присоединяйтесь к субботнику!",
        "Вступайте в партию, призывали плакаты.",
        "Обсудить проект собрались жители.",
        "Наверх поднялись пять альпинистов.",
        "Telegram заблокирован в стране.",
        "Telegram-канал министерства сообщил о снеге.",
        "Наш Telegram сломался, сказал министр.",
        "Смотрите также под ноги.",
        "Знакомство через Telegram закончилось судом.",
        "Жазылыңыз деди ал.",
        "Telegram kanalına abunə olunanların sayı artıb.",
        "Read more books, she said.",
        "Read also the second chapter.",
        "Sign up sheets were posted.",
        "Latest news of the war reached the village.",
    ],
)
def test_a_sentence_stays(line: str):
    assert list(find_promo([line, SNOW])) == []


@pytest.mark.parametrize(
    "promo",
    [
        "Читайте также: Курс доллара на сегодня. ",
        "Читайте также: А. Б. Иванов назначен послом. ",
        "Telegram каналыбызга жазылыңыз! ",
        "Поделиться в Telegram WhatsApp Facebook. Подписывайтесь на наш канал! ",
        "Выйти из полноэкранного режима Развернуть на весь экран ",
    ],
)
def test_promo_in_front_of_a_sentence_goes_alone(promo: str):
    assert without([promo + SNOW, SNOW]) == [SNOW, SNOW]


@pytest.mark.parametrize(
    ("last", "left"),
    [
        ("деди. (SDz)", "деди."),
        ("деди. (RK)", "деди."),
        ("сказал он». (АКу)", "сказал он»."),
        ("Снег растаял. -0-", "Снег растаял."),
        ("Снег растаял.-0-", "Снег растаял."),
        ("Снег растаял. --0--", "Снег растаял."),
        ("Снег растаял. -30-", "Снег растаял."),
        ("Снег растаял. ***", "Снег растаял."),
        ("Снег растаял. (SDz) -0- ###", "Снег растаял."),
        ("雪融化了。（完）", "雪融化了。"),
    ],
)
def test_the_marks_of_an_end_go_where_the_text_ends(last: str, left: str):
    assert without([SNOW, last]) == [SNOW, left]
    assert without([SNOW, last, "Читайте также: Снег"]) == [SNOW, left]
    assert without([SNOW, last, "***"]) == [SNOW, left]
    assert without([last, SNOW]) == [last, SNOW]


@pytest.mark.parametrize(
    "last",
    [
        "деди. (AP)",
        "деди. (AFP)",
        "деди. (dpa)",
        "деди. (ТАСС)",
        "деди. (Reuters)",
        "сообщили. (ООН)",
        "сообщили. (ЕАЭС)",
        "сообщили. (СССР)",
        "сообщили. (ЕС)",
        "сообщили. (да)",
        "сообщили. (Ат)",
        "сообщили. (2)",
        "Организация Объединённых Наций (ООН)",
        "деди (SDz)",
        "счёт 3-0",
        "-0- Снег.",
        "It never ends",
        "ENDS",
    ],
)
def test_another_end_stays(last: str):
    assert list(find_promo([SNOW, last])) == []


PIECES = (
    "Читайте также: |Подписывайтесь на наш |Telegram|канал|.|! |-0-|***|(SDz)| |Снег|Пикир|жазылыңыз|Share this|: |А. "
)
PRINTED = st.lists(st.sampled_from(PIECES.split("|")) | st.text(max_size=5), max_size=9).map("".join).map(tidy_line)


@given(st.lists(PRINTED.filter(bool), max_size=4))
def test_what_is_left_holds_no_promo_is_tidy_and_can_be_put_back(body: list[str]):
    left, cuts = take(body, [], "promo", (found.span for found in find_promo(body)))
    assert list(find_promo(left)) == []
    assert [tidy_line(line) for line in left] == left
    assert recompose(left, cuts) == body


@given(st.lists(st.text(max_size=200), max_size=3))
def test_no_text_makes_it_fail(body: list[str]):
    for span, _ in find_promo(body):
        assert 0 <= span.start < span.end <= len(body[span.paragraph])


UNITS = "Читайте также: |Читайте также: А. |Подписывайтесь на |Telegram |Пикир |канал жазылыңыз! |"
UNITS += "-0-|-0- |***|(SDz) |(|:|.| |#|А|А. |\n"


@pytest.mark.parametrize("unit", UNITS.split("|"))
def test_a_hostile_body_costs_next_to_nothing(unit: str):
    for size in (300, 10_000, 1_000_000):
        text = (unit * (size // len(unit) + 1))[:size]
        assert seconds(lambda text=text: list(find_promo([text]))) < 0.05
