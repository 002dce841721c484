"""The stems under which words are found."""

import hashlib
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from kirtag.archive.schema import migrations
from kirtag.text.stems import MARK, _Stems, stem, unshown_stems, word_stems, words
from kirtag.text.stems_kyrgyz import kyrgyz_stem
from kirtag.text.vocabulary import rows
from tests.timing import is_linear

LEMMAS = Path(__file__).parent / "bench" / "lemmas"
ALIKE = [
    # Russian, with the names and places of the region.
    ("ru", "кабмин кабмина кабмину кабмине"),
    ("ru", "премьер премьера премьеру премьером премьере премьеры"),
    ("ru", "человек людей людям"),
    ("ru", "ребёнок ребенок дети детей"),
    ("ru", "сом сома сому сомов сомами"),
    ("ru", "главный главное главном"),
    ("ru", "Чуйская Чуйской чуйский"),
    ("ru", "Бишкек Бишкека Бишкеку Бишкеком Бишкеке"),
    ("ru", "Ош Оша Оше"),
    ("ru", "Токмок Токмока Токмоке"),
    ("ru", "Баткен Баткена Баткене"),
    ("ru", "Исфана Исфаны Исфане Исфаной"),
    ("ru", "Кенеш Кенеша Кенеше"),
    ("ru", "Аламединский Аламединского Аламединском Аламединская Аламединской"),
    ("ru", "Жапаров Жапарова Жапарову Жапаровым Жапарове Жапаровой Жапаровы Жапаровых Жапаровыми ЖАПАРОВ"),
    ("ru", "Токаев Токаева Токаеву Токаевым Токаевой токаев"),
    ("ru", "Бакиев Бакиева Бакиевым Бакиевой Бакиевы"),
    ("ru", "Атамбаев Атамбаева Атамбаеву Атамбаевым"),
    ("ru", "Отунбаева Отунбаевой Отунбаеву"),
    ("ru", "Масалиев Масалиева Масалиеву Масалиевым"),
    ("ru", "Садыков Садыкова Садыковым Садыковой"),
    ("ru", "Мирзиёев Мирзиеев Мирзиёева Мирзиёевым"),
    ("ru", "Волков Волкова Волковым Волковой"),
    ("ru", "Путин Путина Путину Путиным Путине"),
    ("ru", "Достоевский Достоевского Достоевская Достоевской"),
    ("ru", "Сооронбай Сооронбая Сооронбаю Сооронбаем Сооронбае"),
    ("ru", "Садыр Садыра Садыру Садыром"),
    ("ru", "Айгуль Айгули Айгуле Айгулью"),
    ("ru", "Роза Розы Розой"),
    ("ru", "Чуй Чуя Чую"),
    ("ru", "Джалал-Абад Джалал-Абада Джалал-Абаде"),
    # Kyrgyz.
    ("ky", "өкмөт өкмөттүн өкмөтү өкмөткө өкмөттөн өкмөтүнө"),
    ("ky", "Бишкек Бишкекте Бишкектин Бишкекке Бишкектен Бишкектеги"),
    ("ky", "шаар шаары шаарында шаарынын шаарлар шаарлардын"),
    ("ky", "мектеп мектеби мектептер мектептердин мектебинде"),
    ("ky", "агенттик агенттиги агенттигинин агенттиктер"),
    ("ky", "төрага төрагасы төрагасынын төрагалар"),
    ("ky", "өлкө өлкөнүн өлкөгө өлкөлөрдүн өлкөбүз"),
    ("ky", "бала баласы балдар балдардын"),
    ("ky", "орун орду ордунда"),
    ("ky", "иш ишке иши иштер иштери"),
    ("ky", "үй үйү үйдө үйлөрдүн"),
    ("ky", "суу суунун сууга суулар"),
    ("ky", "облус облусу облусунун облустар"),
    ("ky", "апрель апрелде апрелинде"),
    ("ky", "педагог педагогу педагогдор"),
    ("ky", "Ош Ошто Ошко Оштун"),
    ("ky", "АКШ АКШнын АКШга АКШдан"),
    ("ky", "Жапаров Жапаровдун Жапаровго Жапарова Жапарованын"),
    # English.
    ("en", "agency agencies agency's"),
    ("en", "election elections"),
    ("en", "woman women women's"),
    ("en", "child children"),
    ("en", "president president's presidents’"),
    ("en", "O'Brien O’Brien O‘Brien"),
    # Any other: as it is written.
    ("uz", "Oʻzbekiston O'zbekiston O‘zbekiston o`zbekiston"),
    ("kk", "Қазақстан қазақстан ҚАЗАҚСТАН"),
]
UNLIKE = [
    ("ru", "банк банкир"),
    ("ru", "Волков волков"),
    ("ru", "суд судья"),
    ("ru", "мир мера"),
    ("ru", "Ош ошибка"),
    ("ru", "Жапаров Жапар"),
    ("ky", "өкмөт өкүм"),
    ("ky", "алтын алты"),
    ("ky", "баш башка"),
    ("ky", "жыл жылдыз"),
    ("ky", "кыз кызмат"),
    ("ky", "шаар шаардык"),
    ("ky", "орто орду"),
    ("ky", "Ош ошол"),
    ("en", "police policy"),
    ("en", "new news"),
    ("en", "state statement"),
    ("kk", "қала қалалар"),
    ("uz", "shahar shaharlar"),
]


def stems(text: str, language: str | None) -> list[str]:
    return [word.stem for word in words(text, language)]


@pytest.mark.parametrize(("language", "forms"), ALIKE)
def test_the_forms_of_a_word_share_a_stem(language: str, forms: str):
    assert len({tuple(stems(form, language)) for form in forms.split()}) == 1


@pytest.mark.parametrize(("language", "forms"), UNLIKE)
def test_other_words_do_not(language: str, forms: str):
    assert len({tuple(stems(form, language)) for form in forms.split()}) == len(forms.split())


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (
            "Премьер-министры встретились в Бишкеке, сообщает 24.kg",
            "ru",
            "премьер министр встретиться в бишкек сообщать 24 kg",
        ),
        ("Сом подорожал на 0,5%", "ru", "сом подорожать на 0 5"),
        ("В Кыргызстане работает Centerra Gold", "ru", "в кыргызстан работать centerra gold"),
        ("Өкмөт үйү Бишкекте", "ru", "өкмөт үй бишкект"),
        ("2026-жылдын 5-мартында", "ky", "2026 жыл 5 март"),
        ("За\u0301мок, ка\u00adбинет, и\u0306од, 10млн", "ru", "замок кабинет йод 10млн"),
        ("Schools in Бишкеке", None, "school in бишкек"),
        ("Schools", "en-GB", "school"),
        ("мектепте", None, "мектепт"),
        ("Toshkent shahri Ташкента 5", "uz", "ꜝtoshkent ꜝshahri ꜝташкента 5"),
        ("新华社北京4月24日电", "zh", "新华 华社 社北 北京 月 日电"),
        ("", "ru", ""),
        (" — … «»", "ky", ""),
    ],
)
def test_the_words_of_a_text_have_their_stems_in_its_order(text: str, language: str | None, found: str):
    assert " ".join(stems(text, language)) == found


@pytest.mark.parametrize(
    ("text", "language", "kept"),
    [
        ("Министр и премьер-министры", "ru", ""),
        ("Министры и премьер-министры", "ru", "министр"),
        ("ещё, ЗАМКОВ", "ru", "еще замок"),
        ("Schools and a school", "en", ""),
        ("Toshkent", "uz", "ꜝtoshkent"),
        ("北京", "zh", ""),
        ("北京人", "zh", "北京 京人"),
    ],
)
def test_what_a_text_shows_itself_is_not_kept_twice(text: str, language: str, kept: str):
    assert unshown_stems(text, language) == kept


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Бишкекте", {"бишкек", "бишкект"}),
        ("кабмина", {"кабмин", "кабмина"}),
        ("өкмөттүн", {"өкмөт"}),
        ("АКШнын", {"акш", "акшн", "акшнын"}),
        ("жапаровой", {"жапаров", "жапаровой"}),
        ("волков", {"волк", "волков"}),
        ("schools", {"school"}),
        ("O‘zbekiston", {"ozbekiston"}),
        ("Қазақстан", set()),
        ("2026", {"2026"}),
        ("北京", {"北京"}),
    ],
)
def test_a_typed_word_may_be_of_any_language_that_its_letters_allow(typed: str, found: set[str]):
    assert {one for one in word_stems(typed) if MARK not in one} == found


@pytest.mark.parametrize(
    ("typed", "begun"), [("schools", "schools"), ("O‘zbekiston", "ozbekiston"), ("Қазақстан", "қазақстан")]
)
def test_or_of_one_that_has_no_rules_where_it_is_looked_up_by_its_beginning(typed: str, begun: str):
    assert {one for one in word_stems(typed) if MARK in one} == {MARK + begun}


def test_a_typed_word_may_be_of_a_known_language():
    assert word_stems("Бишкекте", "ky") == {"бишкек"}
    assert word_stems("schools", "uz") == {MARK + "schools"}


@pytest.mark.parametrize(("word", "stem"), [row[3:] for row in rows("kyrgyz_suffixes")])
def test_each_kyrgyz_ending_comes_off_its_example(word: str, stem: str):
    assert stems(word, "ky")[-1] == stem


@pytest.mark.parametrize("word", [word for word, stem in rows("kyrgyz_words") if word == stem])
def test_a_kyrgyz_word_of_the_table_stays_and_the_table_needs_it(word: str):
    others = {stem for other, stem in rows("kyrgyz_words") if other != word}
    assert kyrgyz_stem(word) == word and word not in others


LETTERS = st.text(st.sampled_from("абвгдеёжзийклмнопрстуфхцчшщыьэюяңөүАБВӨabesd'’- .0\u0301"), max_size=80)


@given(LETTERS | st.text(max_size=80), st.sampled_from(["ru", "ky", "en", "kk", None]))
def test_no_text_is_too_odd(text: str, language: str | None):
    for found in words(text, language):
        assert found.stem and not re.search(r"[А-ЯЁA-Z'\s]", found.stem)
        assert 0 <= found.start < found.end <= len(text)
        word_stems(text[found.start : found.end], language)
    kept = unshown_stems(text, language).split()
    assert len(kept) == len(set(kept)) and set(kept) <= set(stems(text, language))


@pytest.fixture(scope="module")
def table():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(stems)")
    connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(texts, instance)")
    yield connection
    connection.close()


@given(LETTERS, st.sampled_from(["ru", "uz"]))
def test_the_index_keeps_each_stem_whole(table: sqlite3.Connection, text: str, language: str):
    kept = unshown_stems(text, language)
    table.execute("DELETE FROM texts")
    table.execute("INSERT INTO texts VALUES (?)", (kept,))
    # Of a letter with an accent the index takes it off, and so it does of what is typed.
    assert len(table.execute("SELECT term FROM terms").fetchall()) == len(kept.split())


@pytest.mark.parametrize("language", ["ru", "ky", "en", None])
@pytest.mark.parametrize(
    "unit",
    ["а", "лар", "лар ", "ов", "Жапаровым ", "schools ", "a'", "'", "-", "ын", "\u0301", "ё", "24.", "Ʉ", "\ud800"],
)
def test_a_hostile_text_costs_no_more_than_in_proportion(unit: str, language: str | None):
    small, large = ((unit * size)[:size] for size in (10**5, 10**6))
    assert is_linear(lambda text: unshown_stems(text, language), small, large, floor=0.01, most=2)


def test_only_so_many_words_are_kept_and_no_endless_one():
    met = _Stems("ky")
    met.most = 10
    forms = [
        f"{word}{ending}" for word in "мектеп айыл шаар өкүл тоо көл".split() for ending in ("", "дин", "ге", "де")
    ]
    for form in [*forms, "а" * 10**6, *forms]:
        assert met[form] == stem(form, "ky")
        assert len(met) + len(met._before) <= 20
    assert met.keys() | met._before.keys() <= set(forms)


# Of the words of all lists, when the last migration made the stems of all articles.
MADE = ("m006_finding", "79086fff990bc2d9")


def test_who_changes_a_stem_makes_those_of_every_archive_anew():
    """Rules, dictionary or Snowball: an older article would not be found by its words any more. A new migration makes
    them, as the one named here does; its name and the new digest go here.
    """
    listed = {
        form
        for file in sorted(LEMMAS.glob("*.tsv"))
        for form in re.findall(r"[^\W\d_]+", re.sub("^#.*", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE))
    }
    made = [stem(form, language) for form in sorted(listed) for language in ("ru", "ky", "en")]
    digest = hashlib.sha256("\n".join(made).encode()).hexdigest()[:16]
    names = [migration.name for migration in migrations.pending(Database(memory=True))]
    assert (MADE[0] in names, digest) == (True, MADE[1])


def test_the_dictionary_is_opened_late():
    look = "import sys, kirtag.text.stems; sys.exit('pymorphy3' in sys.modules or 'Stemmer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look]).returncode == 0
