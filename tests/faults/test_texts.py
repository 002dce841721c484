"""Bytes, letters and days that a page may come with: read rightly or kept out, and kept to the letter."""

import itertools
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kirtag.archive import Archive
from kirtag.items import Article
from kirtag.page import NotAnArticle, Undecodable, decode, read
from kirtag.page.times import read_printed_time
from kirtag.pipelines import text_rules
from kirtag.text import tidy
from kirtag.text.dates import resolve_day
from tests.builders import BISHKEK, URL
from tests.faults.matrix import figure

# ---- T-17: charsets ----

TEXTS = {
    "ru": "Дорожники расчистили перевал Тоо-Ашуу к утру, движение открыто. " * 12,
    "ky": "Жолчулар Төө-Ашуу ашуусун таңга чейин тазалап, кыймылды ачышты. " * 12,
    "en": "Road crews cleared the Too-Ashuu pass by morning; the café is open again. " * 12,
}
# Each language in the charsets that have its letters.
CHARSETS = {
    "ru": ("utf-8", "cp1251", "koi8-r", "cp866"),
    "ky": ("utf-8",),
    "en": ("utf-8", "cp1252"),
}
LABELS = ("none", "right", "wrong header", "wrong meta", "byte order mark", "one bad byte")


def served(text: str, charset: str, label: str) -> tuple[bytes, str | None]:
    """The bytes of a page and its Content-Type."""
    wrong = "windows-1251" if charset != "cp1251" else "utf-8"
    header = {"right": f"text/html; charset={charset}", "wrong header": f"text/html; charset={wrong}"}.get(label)
    meta = f"<meta charset={wrong}>" if label == "wrong meta" else ""
    page = f"<html><head>{meta}<title>7 km</title></head><body><h1>7 km</h1><p>{text}</p></body></html>"
    body = page.encode(charset)
    if label == "byte order mark":
        body = b"\xef\xbb\xbf" + body
    if label == "one bad byte":
        body = body[:400] + b"\xff" + body[400:]
    return body, header


def what_becomes(text: str, charset: str, label: str) -> str:
    """`right`, `kept out`, or the text that was read in its place."""
    try:
        found = read(decode(*served(text, charset, label)), URL)
    except (Undecodable, NotAnArticle):
        return "kept out"
    body = " ".join(found.body)
    # A bad byte costs the letter that it stands in, or is one where every byte is: the rest is there, in its order.
    right = body == text.strip() or (label == "one bad byte" and _but_for_a_letter(body, text.strip()))
    return "right" if right else body


def _but_for_a_letter(body: str, text: str) -> bool:
    same = _common(body, text) + _common(body[::-1], text[::-1])
    return same >= len(text) - 1 and len(body) <= len(text) + 2


def _common(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@pytest.mark.row("T-17", "charsets: right, wrong and no label, a BOM, a bad byte")
def test_a_page_in_any_charset_is_read_rightly_or_kept_out(request: pytest.FixtureRequest):
    cases = [(language, charset, label) for language in TEXTS for charset in CHARSETS[language] for label in LABELS]
    became = {case: what_becomes(TEXTS[case[0]], *case[1:]) for case in cases}
    assert {case: text for case, text in became.items() if text not in ("right", "kept out")} == {}
    # What is UTF-8 is always read, and what is labelled rightly too.
    sure = [case for case in cases if case[1] == "utf-8" or case[2] == "right"]
    assert [case for case in sure if became[case] != "right"] == []
    right = list(became.values()).count("right")
    figure(request, f"{right} of {len(cases)} right, {len(cases) - right} kept out, 0 garbled")


# ---- T-18: letters ----

LETTERS = {
    "NUL": "до\0после",
    "right to left": "Рядом \u202bשלום\u202c стоит",
    "zero width": "ноль\u200bширины, нөл\u200cкеңдик, ноль\u200dстык",
    "soft hyphen": "пере\u00adвал",
    "decomposed": "За\u0301мок, и\u0306од, е\u0308лка",
    "no-break space": "25\u00a0февраля, 7\u202fкм",
    "emoji": "Снег ❄️ и 👩🏽‍🚒 на посту",
    "surrogates": "пол\ud800овина \udfff",
    "private use": "знак \ue000 и \U000f0000",
    "line separators": "раз\u2028два\u2029три\u0085четыре",
    "control": "колокол\x07 и сдвиг\x0e",
}


def archived(folder: Path, article: Article) -> tuple[str, list[str], list[str]]:
    """Headline, body, and the paragraphs as printed, as they come back."""
    printed = list(article.body)
    for rule in text_rules():
        article = rule.process_item(article)
    with Archive(folder) as archive:
        archive.save(article)
    with Archive(folder) as archive:
        row = archive.article(next(iter(archive.articles()))["key"])
    original = row["revisions"][0]["original"]
    return row["headline"], row["body"].split("\n\n"), json.loads(original) if original else printed


@pytest.mark.row("T-18", "NUL, surrogates, marks, emoji, deep nesting")
def test_every_letter_comes_back_as_it_was_tidied(tmp_path: Path, request: pytest.FixtureRequest):
    for number, text in enumerate(LETTERS.values()):
        line = f"Строка: {text}. Дальше идёт обычный текст."
        printed = [line, "Второй абзац."]
        article = Article(f"https://e.kg/{number}", "e", "ru", f"Заголовок {number}", list(printed))
        assert archived(tmp_path / str(number), article) == (f"Заголовок {number}", tidy(printed), printed)
    figure(request, f"{len(LETTERS)} kinds of letters stored and read back equal")


@pytest.mark.row("T-18", "NUL, surrogates, marks, emoji, deep nesting")
@pytest.mark.parametrize("name", ["\0", "&#0;"])
def test_a_nul_in_a_page_eats_no_letter_beside_it(name: str):
    found = read(f"<h1>Ашуу</h1><article><p>до{name}после, и ещё обычный текст.</p></article>", URL)
    assert "до" in found.body[0]
    assert "после, и ещё обычный текст." in found.body[0]


@pytest.mark.row("T-18", "NUL, surrogates, marks, emoji, deep nesting")
def test_a_hundred_thousand_nested_elements_lose_no_text_in_silence():
    page = "<h1>Ашуу</h1>" + "<div>" * 100_000 + "<p>Глубоко внутри лежит текст о перевале.</p>"
    try:
        assert "Глубоко внутри лежит текст о перевале." in read(page, URL).body
    except NotAnArticle as refused:
        assert refused.reason in ("no body", "no headline")


# ---- T-26: days ----


@pytest.mark.row("T-26", "clocks and days of Bishkek, 1998 to 2026")
def test_the_clock_of_bishkek_is_that_of_every_day(request: pytest.FixtureRequest):
    """Noon, midnight and the minutes around each change of the clock."""
    days = [date(1998, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(1998, 1, 1)).days)]
    moments = [datetime(day.year, day.month, day.day, hour, 30) for day in days for hour in (0, 1, 3, 12, 23)]
    for moment in moments:
        read_ = read_printed_time(f"{moment:%H:%M, %d-%m-%Y}", BISHKEK)
        assert read_ == moment.replace(tzinfo=BISHKEK)
        assert read_.utcoffset() == moment.replace(tzinfo=BISHKEK).utcoffset()
    aware = [moment.replace(tzinfo=BISHKEK) for moment in moments]
    changes = sum(one.utcoffset() != other.utcoffset() for one, other in itertools.pairwise(aware))
    assert changes >= 13
    figure(request, f"{len(moments)} moments, {changes} changes of the clock, all as zoneinfo has them")


MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "ky": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(),
    "en": "January February March April May June July August September October November December".split(),
}


@pytest.mark.row("T-26", "clocks and days of Bishkek, 1998 to 2026")
@pytest.mark.parametrize("language", MONTHS)
def test_a_day_without_its_year_is_the_last_such_day_before_the_publication(language: str):
    for year, number in itertools.product(range(1998, 2027), range(12)):
        day = date(year, number + 1, 28)
        name = MONTHS[language][number]
        printed = f"{name} 28" if language == "en" else f"28 {name}"
        # Published the next day: at the turn of the year that is another one.
        published = datetime(year, number + 1, 28, 23, 50, tzinfo=BISHKEK) + timedelta(minutes=15)
        assert resolve_day(printed, published) == day


@pytest.mark.row("T-26", "clocks and days of Bishkek, 1998 to 2026")
def test_the_last_day_of_a_year_read_on_the_first_of_the_next_is_of_the_old_year():
    assert resolve_day("31 дек", datetime(2026, 1, 1, 0, 5, tzinfo=BISHKEK)) == date(2025, 12, 31)
    assert resolve_day("1 янв", datetime(2025, 12, 31, 18, 5, tzinfo=UTC).astimezone(BISHKEK)) == date(2026, 1, 1)
