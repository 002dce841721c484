"""Search: what a person types, which articles it means, in which order, and where the words stand."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kirtag.archive import Archive
from kirtag.archive.find import find
from kirtag.archive.search import Hits, asked
from kirtag.archive.search.asked import MOST_TERMS
from kirtag.archive.search.expression import expression
from kirtag.items import Article
from kirtag.pipelines import text_rules
from tests.timing import is_linear


def read(typed: str) -> dict[str, list[str]]:
    """What was typed, in short: `"` for a phrase, `*` for a beginning, `|` between alternatives."""
    found = asked(typed)
    terms = ["|".join(map(short, group)) for group in found.terms]
    conditions = [f"{'' if one.wanted else '-'}{one.name}:{one.value}" for one in found.conditions]
    return terms + [f"-{short(one)}" for one in found.without] + conditions


def short(term) -> str:
    return f'"{term.text}"' if term.exact else f"{term.text}{'*' if term.beginning else ''}"


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("кабмин", ["кабмин"]),
        ("Өкмөт Бишкек", ["Өкмөт", "Бишкек"]),
        ("24.kg", ["24.kg"]),
        ("премьер-министр", ["премьер-министр"]),
        ('"Кабинет министров" Чуй', ['"Кабинет министров"', "Чуй"]),
        ('"ещё не закрыта', ['"ещё не закрыта"']),
        ("«Кумтор Голд»", ['"Кумтор Голд"']),
        ("снег -дождь", ["снег", "-дождь"]),
        ('снег -"мокрый снег"', ["снег", '-"мокрый снег"']),
        ("снег NOT дождь", ["снег", "-дождь"]),
        ("снег OR дождь ветер", ["снег|дождь", "ветер"]),
        ("снег ИЛИ дождь ИЛИ град", ["снег|дождь|град"]),
        ("кар ЖЕ жамгыр", ["кар|жамгыр"]),
        ("снег AND дождь И ветер", ["снег", "дождь", "ветер"]),
        ("снег и дождь или же", ["снег", "и", "дождь", "или", "же"]),
        ("OR снег OR", ["снег"]),
        ("снег - дождь", ["снег", "дождь"]),
        ("Бишк*", ["Бишк*"]),
        ("agency:Kabar", ["agency:Kabar"]),
        ("AGENCY: kabar", ["agency:kabar"]),
        ("-lang:RU", ["-lang:ru"]),
        ("since:2026", ["since:2026-01-01"]),
        ("until:2026", ["until:2026-12-31"]),
        ("until:2024-02", ["until:2024-02-29"]),
        ("since:25.02.2026", ["since:2026-02-25"]),
        ('place:"Чолпон-Ата" source:ТАСС', ["place:Чолпон-Ата", "source:ТАСС"]),
        ('credit:"пресс-служба МЧС"', ["credit:пресс-служба МЧС"]),
        ("since:вчера", ["since:вчера"]),
        ("until:2026-02-30", ["until:2026-02-30"]),
        ("headline:кабмин", ["headline:кабмин"]),
        ("каб\u00adмин\x00", ["кабмин"]),
        ("a\tb\u00a0c", ["a", "b", "c"]),
        ("за\u0301мок и\u0306од", ["за\u0301мок", "йод"]),
    ],
)
def test_what_is_typed_is_read(typed: str, means: list[str]):
    assert read(typed) == means


@pytest.mark.parametrize(
    "typed", ["", " ", '"', '""', "*", "(", "-", "--", "^", "_", "\x00", "…", "«»", "\u0301", "-OR"]
)
def test_what_holds_no_letter_or_digit_asks_for_nothing(typed: str):
    assert not asked(typed)


def test_only_so_many_terms_count():
    assert len(asked("а " * 1000).terms) == MOST_TERMS


LEADS = {
    "deal": (
        "ru",
        "Указ подписан",
        "Бишкек. 5 января. КирТАГ - Указ подписан Жапаровым, ещё не вступивший в силу.",
        "Кабмин",
    ),
    "roads": (
        "ru",
        "Премьер-министр о дорогах",
        "Ош. 6 января. КирТАГ - Дорогу в Нарын откроют, сообщает 24.kg.",
        "Султан Досалиев",
    ),
    "schools": ("ky", "Мектептердин саны", "Ош. 7-январь. Кабар - Бишкекте мектептердин саны көбөйдү.", None),
    "snow": ("en", "Snow in the mountains", "Schools were closed, the children of Naryn stayed at home.", None),
    "uzbek": ("uz", "Toshkentda yangi maktab", "Oʻzbekiston poytaxtida yangi maktab ochildi.", None),
    "kazakh": ("kk", "Астанадағы кездесу", "Қазақстанның астанасында кездесу өтті.", None),
    "chinese": ("zh", "北京新闻", "新华社北京电 中国经济增长。", None),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory):
    with Archive(tmp_path_factory.mktemp("archive")) as archive:
        for day, (name, (language, headline, lead, credit)) in enumerate(LEADS.items(), 5):
            agency = "kabar" if name == "schools" else "kirtag"
            body = [lead, f"Фото: {credit}"] if credit else [lead]
            moment = datetime(2026, 1, day, 6, tzinfo=UTC)
            article = Article(f"https://example.kg/{name}", agency, language, headline, body, moment)
            for rule in text_rules("KG"):
                article = rule.process_item(article)
            archive.save(article)
        yield archive


def names(archive: Archive, typed: str, **how: Any) -> list[str]:
    return [row["url"].rpartition("/")[2] for row in find(archive.db, typed, 50, **how)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("жапаров", "deal"),
        ("Жапаровой", "deal"),
        ("подписать", "deal"),
        ("еще", "deal"),
        ("ещё", "deal"),
        ('"еще не вступивший"', "deal"),
        ("дороги", "roads"),
        ("ДОРОГАМИ", "roads"),
        ("премьер-министру", "roads"),
        ("24.kg", "roads"),
        ("мектеп", "schools"),
        ("мектепке", "schools"),
        ("Бишкектин", "schools deal"),
        ("school", "snow"),
        ("child", "snow"),
        ("toshkent", "uzbek"),
        ("ozbekiston", "uzbek"),
        ("O‘zbekiston", "uzbek"),
        ("қазақстан", "kazakh"),
        ("北京", "chinese"),
        ("дорога нарын", "roads"),
        ("дорога снег", ""),
        ("дорога OR school", "snow roads"),
        ("Бишкек -жапаров", "schools"),
        ("agency:kabar", "schools"),
        ("agency:Кабар", "schools"),
        ("-agency:kabar lang:ky", ""),
        ("source:кабар", "schools"),
        ("source:КирТАГ", "roads deal"),
        ("place:Ош", "schools roads"),
        ("place:osh lang:ru", "roads"),
        ("place:Бишкек OR place:Ош", "schools roads deal"),
        ("place:Нигдеград", ""),
        ("lang:en lang:uz", "uzbek snow"),
        ("since:2026-01-10", "chinese kazakh"),
        ("until:05.01.2026", "deal"),
        ("since:2026-01-06 until:2026-01-07", "schools roads"),
        ("credit:Кабмин", "deal"),
        ("credit:досалиев", "roads"),
        ("-credit:Кабмин lang:ru", "roads"),
        ("Кабмин", ""),
        ("-бишкек lang:ru", "roads"),
        # No word of that form: the beginning of one.
        ("премьер-мин", "roads"),
        ("жапар", "deal"),
        ("жап*", "deal"),
        ("agency:nowhere", ""),
        ('"', ""),
        ("since:вчера", ""),
    ],
)
def test_it_finds_what_is_meant(archive: Archive, typed: str, found: str):
    assert sorted(names(archive, typed)) == sorted(found.split())


@pytest.mark.parametrize("typed", ['"24.k"', '"дороги"', "kg.24", "сом", "шко", "банкир"])
def test_it_leaves_other_articles(archive: Archive, typed: str):
    assert names(archive, typed) == []


def test_filters_alone_give_the_newest_first(archive: Archive):
    assert names(archive, "until:2026-01-08") == ["snow", "schools", "roads", "deal"]


QUERY = st.text(st.characters()) | st.text("\"*()-+:^{}. ANDORNTкc\x00абё«»’'|ꜝ", max_size=40)
FILTER = st.tuples(st.sampled_from("agency place source lang since until credit since:2026".split()), QUERY).map(
    ":".join
)


@given(st.lists(QUERY | FILTER, max_size=4).map(" ".join))
@example('a" OR "b')
@example("NEAR(a b, 3)")
@example("{headline} : a")
@example("-- ; DROP TABLE articles")
@example("北" * 10_000)
@example("аб-" * 10_000)
@example("credit:" + "а-" * 10_000)
def test_nothing_typed_is_an_error(archive: Archive, typed: str):
    names(archive, typed)
    names(archive, typed, newest=True)


@pytest.mark.parametrize("unit", ["а", '"', "-", "agency:", "OR ", "а OR ", "since:2026 ", "a.", "北", "agency: "])
def test_a_long_query_costs_no_more_than_in_proportion(unit: str):
    small, large = ((unit * size)[:size] for size in (10**4, 10**5))
    assert is_linear(lambda typed: expression(asked(typed)), small, large, floor=0.01, most=2)


# In which order.


@pytest.fixture
def shelf(tmp_path: Path) -> Callable[..., Archive]:
    with Archive(tmp_path) as archive:

        def put(**articles: tuple[str, str, datetime | None]) -> Archive:
            for name, (headline, body, published) in articles.items():
                archive.save(Article(f"https://example.kg/{name}", "kirtag", "ru", headline, [body], published))
            return archive

        yield put


def on(year: int, month: int = 1) -> datetime:
    return datetime(year, month, 1, tzinfo=UTC)


def test_a_headline_counts_more_than_a_text(shelf):
    archive = shelf(
        text=("Погода", "На перевале выпал снег, дорогу чистят.", on(2026)),
        headline=("Снег", "На перевале трудно, дорогу чистят вторые сутки.", on(2026)),
        **{f"other{n}": ("Погода", f"Ветер {n}.", on(2026)) for n in range(20)},
    )
    assert names(archive, "снег") == ["headline", "text"]


def test_of_two_alike_the_newer_comes_first_and_a_much_better_one_before_it(shelf):
    archive = shelf(
        old=("Погода", "На перевале снег 1.", on(2020)),
        new=("Погода", "На перевале снег 2.", on(2026)),
        undated=("Погода", "На перевале снег 3.", None),
        best=("Снег", "Снег идёт, снег лежит.", on(2021)),
        **{f"other{n}": ("Погода", f"Ветер {n}.", on(2026)) for n in range(40)},
    )
    assert names(archive, "снег") == ["best", "new", "old", "undated"]
    assert names(archive, "снег", newest=True) == ["new", "best", "old", "undated"]


MANY = """
    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 21000)
    INSERT INTO articles (
        key, agency, language, url, headline, body, day, first_seen, last_seen, status, revision, sha256
    )
    SELECT 'kirtag:' || n, 'kirtag', 'ru', 'https://example.kg/' || n, iif(n % 1000 = 7, 'Снег', 'Погода'),
        iif(n % 30 = 7, 'Снег и ветер.', 'Снег.'), date('2000-01-01', n || ' days'), '', '', 'published', 1, ''
    FROM counted
"""


def test_of_a_word_that_is_everywhere_the_newest_come_first(shelf):
    archive = shelf(first=("Погода", "Снег.", on(2000)))
    with archive.transaction() as db:
        db.execute(MANY)
    newest = [row["url"].rpartition("/")[2] for row in find(archive.db, "снег", 3)]
    # 2057 is an agency's slip, and stands in front all the same.
    assert newest == ["21000", "20999", "20998"]
    assert [row["day"] for row in find(archive.db, "снег until:2020-01-31", 2)] == ["2020-01-31", "2020-01-30"]
    assert names(archive, "ветер until:2000-02")[0] == "37"


# Where the words stand.


@pytest.mark.parametrize(
    ("typed", "language", "text", "marked"),
    [
        ("жапаров", "ru", "Указ подписан Жапаровым.", "Указ подписан [Жапаровым]."),
        ("бишкек", "ky", "Бишкектеги мектеп", "[Бишкектеги] мектеп"),
        ("человек", "ru", "Собрались люди.", "Собрались [люди]."),
        ("премьер-министр", "ru", "премьер-министра", "[премьер-министра]"),
        ('"еще не вступивший"', "ru", "Ещё не, вступивший", "[Ещё не, вступивший]"),
        ('"дорог"', "ru", "дорога дорог", "дорога [дорог]"),
        ("дор*", "ru", "дорога и Дордой", "[дорога] и [Дордой]"),
        ("24.kg", "en", "24.kg reports", "[24.kg] reports"),
        ("toshkent", "uz", "Toshkentda", "[Toshkentda]"),
        ("ozbekiston", "uz", "Oʻzbekiston", "[Oʻzbekiston]"),
        ("сом", "ru", "Сомнение о соме", "Сомнение о [соме]"),
        ("北京", "zh", "新华社北京电", "新华社[北京]电"),
        ("-снег agency:kabar", "ru", "Снег", "Снег"),
        ("снег", "ru", "", ""),
    ],
)
def test_hits_are_marked_in_the_form_that_they_have(typed: str, language: str, text: str, marked: str):
    assert Hits(asked(typed), ("[", "]")).mark(text, language) == marked


def test_a_snippet_shows_where_most_words_stand_together():
    away = "Ветер дует с гор. " * 40
    text = f"Снег лёг. {away}\n\nСегодня снег закрыл дорогу на перевал. {away}"
    found = Hits(asked("снег дорога"), ("[", "]")).snippet(text, "ru")
    assert "[снег] закрыл [дорогу] на перевал." in found
    assert (found[0], found[-1], "\n" in found) == ("…", "…", False)
    assert len(found) < 260


def test_a_snippet_without_a_hit_is_how_the_text_begins():
    assert Hits(asked("дорога")).snippet("Снег лёг. " * 40, "ru").startswith("Снег лёг.")


@given(QUERY, st.text(max_size=300) | QUERY, st.sampled_from(["ru", "ky", "en", "zh", None]))
def test_marks_and_cuts_change_no_letter(typed: str, text: str, language: str | None):
    hits = Hits(asked(typed), ("", ""))
    assert hits.mark(text, language) == text
    assert hits.snippet(text, language).strip("…") in " ".join(text.split())


def test_any_sqlite_finds_a_stem_by_itself(archive: Archive):
    with sqlite3.connect(f"file:{archive.file}?mode=ro", uri=True) as stock:
        sql = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'жапаров OR мектеп'"
        assert stock.execute(sql).fetchone() == (2,)
    stock.close()
