"""The text rules in running order: what they make of a body as it is printed."""

from datetime import date

import pytest

from kirtag.items import Article
from kirtag.pipelines import DatelinePipeline, text_rules
from kirtag.text import recompose, tidy

LEAD = "На перевале Тоо-Ашуу ночью выпал снег, дорога закрыта до утра."
REST = "Дорожники вывели на трассу девять машин."


def read(*body: str, **facts: object) -> Article:
    article = Article("https://e.kg/a", "kirtag", "ru", "Снег", list(body), date(2022, 2, 25), **facts)
    for rule in text_rules():
        article = rule.process_item(article)
    assert recompose(article.body, article.cuts) == tidy(list(body))
    return article


@pytest.mark.parametrize(
    ("body", "left", "cuts"),
    [
        ((LEAD, REST), [LEAD, REST], []),
        (("Бишкек. 25 февраля. КирТАГ - " + LEAD, REST), [LEAD, REST], ["dateline"]),
        ((REST, "БИШКЕК, 25 фев — Sputnik. " + LEAD), [REST, LEAD], ["dateline"]),
        (("БИШКЕК, 25 фев — Sputnik. " + LEAD,) * 2, [LEAD], ["dateline", "repeat"]),
        ((LEAD, "БИШКЕК, 25 фев — Sputnik. " + LEAD, REST), [LEAD, REST], ["repeat", "dateline"]),
        ((f"{LEAD} {LEAD}", REST), [LEAD, REST], ["repeat"]),
        ((LEAD, "Фото: МЧС", REST), [LEAD, REST], ["credit"]),
        (("Источник фото: МЧС", "Бишкек. КирТАГ - " + LEAD), [LEAD], ["credit", "dateline"]),
        (("Снег на перевале / Фото РБК", LEAD), ["Снег на перевале", LEAD], ["credit"]),
        ((LEAD, "Читайте также: На перевале выпал снег", REST), [LEAD, REST], ["promo"]),
        ((LEAD, REST + " -0-"), [LEAD, REST], ["endmark"]),
        ((LEAD, REST + " (SDz)", "Фото: МЧС"), [LEAD, REST], ["endmark", "credit"]),
        (("Фото: МЧС",), [], ["credit"]),
        ((), [], []),
    ],
)
def test_what_is_no_body_is_taken_off_and_recorded(body: tuple[str, ...], left: list[str], cuts: list[str]):
    article = read(*body)
    assert (article.body, [cut.kind for cut in article.cuts]) == (left, cuts)


def test_whom_a_text_names_as_its_source_is_noted_and_stays():
    article = read(LEAD, "Об этом сообщили в пресс-службе МЧС.")
    assert (article.attribution, article.body[1]) == ("пресс-служба МЧС", "Об этом сообщили в пресс-службе МЧС.")


@pytest.mark.parametrize(("byline", "told"), [(None, "Анна Ли"), ("Олег Ким", "Олег Ким")])
def test_the_reporter_of_a_dateline_is_the_byline_of_a_page_without_one(byline: str | None, told: str):
    article = read("Бишкек, 25.02.22. /Анна Ли – Кабар/. " + LEAD, byline=byline)
    assert (article.byline, article.provenance.get("byline")) == (told, None if byline else "dateline")


def test_a_lead_whose_dateline_no_rule_reads_is_told():
    unread: list[str] = []
    for lead in ("Бишкек, 25 февраля [КирТАГ] — " + LEAD, "Бишкек. КирТАГ - " + LEAD, LEAD):
        DatelinePipeline("KG", unread.append).process_item(Article("u", "kirtag", "ru", "Снег", [lead]))
    assert unread == ["Бишкек, 25 февраля [КирТАГ] — " + LEAD]
