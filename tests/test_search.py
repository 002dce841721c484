"""What a person types, and the FTS5 query that it becomes."""

import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kirtag.archive.search import MOST_TERMS, match

QUERIES = [
    ("кабмин", '"кабмин"*'),
    ("Өкмөт Бишкек", '"Өкмөт"* "Бишкек"*'),
    ("24.kg", '"24 kg"*'),
    ("премьер-министр", '"премьер министр"*'),
    ('"Кабинет министров" Чуй', '"Кабинет министров" "Чуй"*'),
    ('"ещё не закрыта', '"ещё не закрыта"'),
    ("«Кумтор Голд»", '"Кумтор Голд"'),
    ("“Kumtor”", '"Kumtor"'),
    ("кабмин: C++", '"кабмин"* "C"*'),
    ("NOT foo OR (bar)", '"NOT"* "foo"* "OR"* "bar"*'),
    ("headline:кабмин", '"headline кабмин"*'),
    ("за\u0301мок", '"за\u0301мок"*'),
    ("и\u0306од", '"йод"*'),
    ("ёлка", '"ёлка"*'),
    ("каб\u00adмин\x00", '"кабмин"*'),
    ("a\tb\u00a0c", '"a"* "b"* "c"*'),
]

NOTHING = ["", " ", '"', '""', '" "', "*", "(", ")", "-", "^", "_", "\x00", "…", "«»", "\u0301", "\ud800"]


@pytest.mark.parametrize(("words", "expression"), QUERIES)
def test_words_become_the_expression_that_means_them(words: str, expression: str) -> None:
    assert match(words) == expression


@pytest.mark.parametrize("words", NOTHING)
def test_what_holds_no_letter_or_digit_is_no_query(words: str) -> None:
    assert match(words) == ""


def test_only_so_many_terms_count() -> None:
    assert len(match("а " * 1000).split()) == MOST_TERMS


@pytest.fixture(scope="module")
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(headline, body, stems)")
    connection.execute("INSERT INTO texts VALUES ('Премьер-министр', '24.kg сообщает: за\u0301мок', NULL)")
    yield connection
    connection.close()


def found(index: sqlite3.Connection, expression: str) -> int:
    return index.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (expression,)).fetchone()[0]


@pytest.mark.parametrize("words", ["премьер", "24.kg", "24.k", "премьер-мин", '"сообщает: замок"', "замок сообщ"])
def test_the_expression_finds_the_text(index: sqlite3.Connection, words: str) -> None:
    assert found(index, match(words)) == 1


@pytest.mark.parametrize("words", ["министры", '"24.k"', "премьер кабмин", "kg.24"])
def test_the_expression_leaves_other_texts(index: sqlite3.Connection, words: str) -> None:
    assert found(index, match(words)) == 0


@given(st.text(st.characters()) | st.text('"*()-+:^{}. ANDORNT\x00абё«»', max_size=40))
@example('a" OR "b')
@example("NEAR(a b, 3)")
@example("{headline} : a")
def test_nothing_typed_makes_the_index_raise(index: sqlite3.Connection, words: str) -> None:
    expression = match(words)
    if expression:
        found(index, expression)
