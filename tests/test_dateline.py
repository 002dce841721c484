"""Place, day and agency in front of the lead."""

from datetime import date, datetime
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kirtag.items import Dateline
from kirtag.text import split_dateline
from kirtag.text.dateline import RULES
from kirtag.text.rules import Rule

BISHKEK = 1528675
REST = "На перевале идёт снег, дорога закрыта."
PUBLISHED = datetime(2022, 2, 25, 14, 0, tzinfo=ZoneInfo("Asia/Bishkek"))


def kirtag(text: str, day: str | None, iso: str | None, place: str = "Бишкек", agency: str = "КирТАГ") -> Dateline:
    return Dateline(text, place, day, iso, agency, "kirtag", geonameid=BISHKEK)


@pytest.mark.parametrize("shape", RULES, ids=lambda shape: shape.name)
def test_the_example_of_a_rule_is_matched_whole_and_by_its_own_rule_first(shape: Rule):
    first = next(other for other in RULES if other.pattern.match(shape.example))
    dateline, rest = split_dateline(shape.example + REST, PUBLISHED)
    assert (first.name, dateline and dateline.text, rest) == (shape.name, shape.example, REST)


@pytest.mark.parametrize(
    "dateline",
    [
        kirtag("Бишкек. 25 февраля. КирТАГ - ", "25 февраля", "2022-02-25"),
        kirtag("Бишкек. 25 февраля. КирТАГ – ", "25 февраля", "2022-02-25"),
        kirtag("Бишкек. 25 февраля. КирТАГ — ", "25 февраля", "2022-02-25"),
        kirtag("Бишкек. 25 февраля. КирТАГ -  ", "25 февраля", "2022-02-25"),
        kirtag("Бишкек.  25 февраля.  КирТАГ  –  ", "25 февраля", "2022-02-25"),
        kirtag("Бишкек. 22. Октября. КирТАГ -  ", "22. Октября", "2021-10-22"),
        kirtag("Бишкек.\u00a025\u00a0февраля.\u00a0КирТАГ\u00a0-\u00a0", "25 февраля", "2022-02-25"),
        kirtag("БИШКЕК. 25 ФЕВРАЛЯ. КИРТАГ - ", "25 ФЕВРАЛЯ", "2022-02-25", agency="КИРТАГ"),
        kirtag("бишкек. 25 февраля. киртаг - ", "25 февраля", "2022-02-25", agency="киртаг"),
        kirtag("Бишкек. 25-февраль. КирТАГ - ", "25-февраль", "2022-02-25"),
        kirtag("Bishkek. February 25. KirTAG - ", "February 25", "2022-02-25", "Bishkek", "KirTAG"),
        kirtag("BISHKEK. FEBRUARY 25. KIRTAG – ", "FEBRUARY 25", "2022-02-25", "Bishkek", "KIRTAG"),
        kirtag("Бишкек. 31 декабря. КирТАГ - ", "31 декабря", "2021-12-31"),
        kirtag("Бишкек. 31 февраля. КирТАГ - ", "31 февраля", None),
        kirtag("Бишкек. КирТАГ - ", None, None),
    ],
    ids=lambda dateline: dateline.text,
)
def test_every_way_in_which_kirtag_signs_is_read(dateline: Dateline):
    assert split_dateline(dateline.text + REST, PUBLISHED) == (dateline, REST)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Чолпон-Ата. 9 января. КирТАГ - ", ("Чолпон-Ата", "2022-01-09", "kirtag")),
        ("Өзгөн. 10-январь. КирТАГ – ", ("Өзгөн", "2022-01-10", "kirtag")),
        ("НЬЮ-ЙОРК, 24 февраля. /ТАСС/. ", ("Нью-Йорк", "2022-02-24", "tass")),
        ("БИШКЕК, 25 ноя – РИА Новости. ", ("Бишкек", "2021-11-25", "ria")),
        ("МИНСК, 4 фев — Sputnik. ", ("Минск", "2022-02-04", "sputnik")),
        ("Бишкек. 11 июля. ИНТЕРФАКС - ", ("Бишкек", "2021-07-11", "interfax")),
        ("Bishkek, Jan. 19, 2018 / Kabar /. ", ("Bishkek", "2018-01-19", "kabar")),
        ("Бишкек, 05.07.21. /Кабар/. ", ("Бишкек", "2021-07-05", "kabar")),
        ("BEIJING, Nov. 24 (Xinhua) -- ", ("Beijing", "2021-11-24", "xinhua")),
        ("Astana. KAZINFORM — ", ("Astana", None, "kazinform")),
        ("NEW DELHI (Reuters) - ", ("New Delhi", None, "reuters")),
    ],
)
def test_the_wires_beside_it_are_read(text: str, parts: tuple[str, str | None, str]):
    dateline, rest = split_dateline(text + REST, PUBLISHED)
    assert dateline and (dateline.text, rest) == (text, REST)
    assert (dateline.place, dateline.date, dateline.source) == parts


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "Бишкек",
        "Бишкек-Ош жолунда кар көчкү жүрүп, унаалар токтоп калды.",
        "Бишкек - Ош: дорога закрыта до утра.",
        "25 февраля в Бишкеке пройдёт ярмарка - об этом КирТАГ сообщили в мэрии.",
        "25-февралда Бишкекте жарманке өтөт.",
        "DÉCRYPTAGE - La neige bloque la route du col.",
        "NATO - Russia talks resumed on Monday.",
        "Москва. 25 февраля. Холодно - так начинался его дневник.",
        "Бишкек. 25 февраля. 24 человека - столько записались на курс.",
        "Бишкек. 25 февраля. Кабмин - сообщил о снеге.",
        "Бишкек, 25 февраля. /Соб. инф./. Идёт снег.",
        "КирТАГ - агентство, которое открылось зимой.",
        "Сообщает КирТАГ - снег пойдёт к вечеру.",
        "Как сообщил корреспондент 25 февраля. КирТАГ - наш источник.",
        "В городе Бишкек. 25 февраля. КирТАГ открыл выставку.",
        "Снег (КирТАГ) пойдёт к вечеру.",
        "Moscow - Beijing train resumes on February 25.",
    ],
)
def test_no_sentence_is_taken_for_a_dateline(lead: str):
    assert split_dateline(lead, PUBLISHED) == (None, lead)


def test_without_a_publication_a_day_has_no_year():
    dateline, _ = split_dateline("Бишкек. 25 февраля. КирТАГ - " + REST)
    assert dateline == kirtag("Бишкек. 25 февраля. КирТАГ - ", "25 февраля", None)


pieces = st.sampled_from(
    [
        "Бишкек",
        ". ",
        ", ",
        "25 февраля",
        "22. Октября",
        "КирТАГ",
        " - ",
        " – ",
        " (",
        ") -- ",
        "/ТАСС/",
        "\u00a0",
        "\ud800",
    ]
)


@given(st.lists(pieces | st.text(st.characters(), max_size=3), max_size=14).map("".join), st.none() | st.dates())
@example("Бишкек. 25 февраля. КирТАГ - Идёт снег.", date(9999, 12, 31))
@example("Бишкек. 25 февраля. КирТАГ -", date(1, 1, 1))
def test_dateline_and_rest_are_the_lead_to_the_letter(lead: str, published: date | None):
    dateline, rest = split_dateline(lead, published)
    assert (dateline.text if dateline else "") + rest == lead
    assert dateline is None or dateline.source


HOSTILE = {
    "capitals": "А",
    "digits": "7",
    "dots": ".",
    "dashes": "-",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "names": "Ош-",
    "places and dots": "Ош. ",
    "days": "Ош. 25 мая. ",
    "agencies": "Ош. 25 мая. Кир ТАГ ",
    "brackets": "Ош (К",
    "slashes": "Ош, 25 мая. /",
}


@pytest.mark.parametrize("family", HOSTILE)
def test_a_hostile_lead_costs_no_more_than_another(family: str):
    for size in (10**3, 10**4, 10**5, 10**6):
        lead = (HOSTILE[family] * size)[:size]
        assert quickest(lambda lead=lead: split_dateline(lead)) < 0.05


@pytest.mark.parametrize("family", HOSTILE)
@pytest.mark.parametrize("shape", RULES, ids=lambda shape: shape.name)
def test_every_rule_alone_is_as_quick(shape: Rule, family: str):
    for lead in (
        HOSTILE[family] * 10**6,
        shape.example.rstrip(" -–") * 10**5,
        shape.example[:-2] + HOSTILE[family] * 10**6,
    ):
        assert quickest(lambda lead=lead: shape.pattern.match(lead[: 10**6])) < 0.05


def quickest(work: object) -> float:
    """Seconds that a call takes: the best of three, since another process may hold the machine."""
    times = []
    for _ in range(3):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)
