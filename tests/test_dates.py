"""Days as the wires print them, and the years that they leave out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kirtag.text.data.make_months import HEADER, table
from kirtag.text.dates import parse_day, resolve_day
from kirtag.text.months import month, weekday
from tests.builders import CHECKOUT

MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("января", 1), ("Февраля", 2), ("МАРТА", 3), ("апрель", 4), ("мая", 5), ("май", 5), ("июн", 6), ("ноя", 11),
        ("янв.", 1), ("сент.", 9), ("февраль", 2), ("декабрь", 12), ("October", 10), ("Nov.", 11), ("Sept.", 9),
        ("May", 5), ("қаңтар", 1), ("травня", 5),
        ("října", 10), ("lipca", 7), ("syyskuuta", 9),
    ],
)  # fmt: skip
def test_a_month_is_known_by_its_name_or_its_beginning(word: str, number: int):
    assert month(word) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("понедельник", 0), ("пт", 4), ("Fri.", 4), ("Friday", 4), ("бейшемби", 3), ("Freitag", 4), ("lundi", 0),
        ("kedd", 1), ("niedziela", 6),
    ],
)  # fmt: skip
def test_a_weekday_is_known_by_its_name_or_its_beginning(word: str, number: int):
    assert weekday(word) == number


@pytest.mark.parametrize("word", ["", "Wis", "Ala", "Бишкек", "Monument", "средства"])
def test_no_other_word_is_a_weekday(word: str):
    assert weekday(word) is None


def test_the_table_of_months_is_what_cldr_has():
    file = CHECKOUT / "kirtag/text/data/months.tsv"
    assert file.read_text() == HEADER + "".join(table())


@pytest.mark.parametrize("word", ["", "м", "ию", "майор", "марта-апреля", "человек", "Мартынов", "суббота", "Mayor"])
def test_no_other_word_is_a_month(word: str):
    assert month(word) is None


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("25 февраля", (None, 2, 25)),
        ("22. Октября", (None, 10, 22)),
        ("25-февраль", (None, 2, 25)),
        ("26-янв.", (None, 1, 26)),
        ("February 25", (None, 2, 25)),
        ("Feb. 20, 2018", (2018, 2, 20)),
        ("1 Декабря 2020", (2020, 12, 1)),
        ("05.07.24", (2024, 7, 5)),
        ("05.07.69", (2069, 7, 5)),
        ("05.07.70", (1970, 7, 5)),
        ("24.12. 2015", (2015, 12, 24)),
        ("2024-07-05", (2024, 7, 5)),
        ("05/07/24", (2024, 7, 5)),
        ("4月24日", (None, 4, 24)),
        ("24日", (None, None, 24)),
        ("24th February, 2021", (2021, 2, 24)),
        ("3 JAN 90", (1990, 1, 3)),
        ("Friday, Feb. 25", (None, 2, 25)),
        ("5 de mayo de 2020", (2020, 5, 5)),
        ("2020. július 28., kedd", (2020, 7, 28)),
    ],
)
def test_a_day_is_read(printed: str, day: tuple[int | None, int, int]):
    assert parse_day(printed) == day


@pytest.mark.parametrize("printed", ["", "25", "25 человек", "февраля", "№ 25", "до 18 градусов", "в марте"])
def test_no_day_is_read(printed: str):
    assert parse_day(printed) is None


@pytest.mark.parametrize(
    ("printed", "published", "day"),
    [
        # Around New Year: the day before, the day itself, and filed for the morning after.
        ("31 декабря", "2026-01-01", "2025-12-31"),
        ("30 декабря", "2026-01-02", "2025-12-30"),
        ("31 декабря", "2025-12-31", "2025-12-31"),
        ("31 декабря", "2025-12-30", "2025-12-31"),
        ("31 декабря", "2025-12-29", "2024-12-31"),
        ("1 января", "2025-12-31", "2026-01-01"),
        ("1 января", "2026-01-01", "2026-01-01"),
        ("1 января", "2025-12-30", "2025-01-01"),
        ("31-декабрь", "2026-01-01", "2025-12-31"),
        ("December 31", "2026-01-01", "2025-12-31"),
        # A day that only leap years have.
        ("29 февраля", "2024-02-29", "2024-02-29"),
        ("29 февраля", "2024-02-28", "2024-02-29"),
        ("29 февраля", "2024-02-27", "2020-02-29"),
        ("29 февраля", "2025-03-01", "2024-02-29"),
        ("29 февраля", "2026-03-01", "2024-02-29"),
        # A printed year is believed.
        ("Feb. 20, 2018", "2026-01-01", "2018-02-20"),
        ("05.07.24", "2026-01-01", "2024-07-05"),
        ("31 декабря 2026", "2026-01-01", "2026-12-31"),
        # As far as the calendar goes.
        ("25 февраля", "9999-12-31", "9999-02-25"),
        ("31 декабря", "0001-01-01", None),
        # A weekday is the last one; a lone day is of this month or the one before.
        ("Friday", "2026-01-05", "2026-01-02"),
        ("понедельник", "2026-01-05", "2026-01-05"),
        ("28日", "2026-03-01", "2026-02-28"),
        ("31日", "2026-03-01", "2026-01-31"),
        ("Monday", "0001-01-05", "0001-01-01"),
        ("Sunday", "0001-01-05", None),
        # Days that are none.
        ("31 февраля", "2026-01-01", None),
        ("29 февраля 2023", "2026-01-01", None),
        ("31.04.24", "2026-01-01", None),
        ("0 января", "2026-01-01", None),
        ("25 человек", "2026-01-01", None),
    ],
)
def test_a_year_left_out_is_inferred_from_the_publication(printed: str, published: str, day: str | None):
    assert resolve_day(printed, date.fromisoformat(published)) == (date.fromisoformat(day) if day else None)


def test_without_a_publication_only_a_printed_year_will_do():
    assert (resolve_day("25 февраля", None), resolve_day("05.07.24", None)) == (None, date(2024, 7, 5))


def test_the_day_of_publication_is_that_of_its_own_clock():
    eleven_at_night = datetime(2025, 12, 30, 23, 0, tzinfo=UTC)
    assert resolve_day("31 декабря", eleven_at_night) == date(2025, 12, 31)
    assert resolve_day("1 января", eleven_at_night) == date(2025, 1, 1)


@given(st.dates(min_value=date(1900, 3, 1), max_value=date(9000, 1, 1)), st.integers(-1, 363))
@example(date(2026, 1, 1), 1)
def test_a_day_of_the_last_twelve_months_or_of_tomorrow_is_found_again(published: date, ago: int):
    day = published - timedelta(days=ago)
    printed = f"{day.day} {MONTHS[day.month - 1]}"
    assert resolve_day(printed, published) == day


@given(st.text(max_size=40), st.none() | st.dates())
def test_no_text_makes_it_raise(printed: str, published: date | None):
    resolve_day(printed, published)
