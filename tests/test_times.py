"""Times of publication, as pages print them and as machines write them."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kirtag.page.times import read_machine_time, read_printed_time

BISHKEK = ZoneInfo("Asia/Bishkek")


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("Дата: 11:41, 26-11-2025.", "2025-11-26T11:41"),
        ("Күнү: 09:05, 01-01-2026.", "2026-01-01T09:05"),
        ("Date: 00:00, 29-02-2024.", "2024-02-29T00:00"),
        ("26.11.2025 11:41", "2025-11-26T11:41"),
        ("26.11.2025, 11:41:59", "2025-11-26T11:41"),
        ("Опубликовано 1/2/2026 7:05", "2026-02-01T07:05"),
        ("1 Декабря 2020 14:02", "2020-12-01T14:02"),
        ("18 января 2021 года в 12:01", "2021-01-18T12:01"),
        ("26-ноябрь 2025, 23:59", "2025-11-26T23:59"),
        ("Nov. 26, 2025 11:41", "2025-11-26T11:41"),
        ("12:01, 18 января 2021", "2021-01-18T12:01"),
    ],
)
def test_a_printed_time_is_the_agencys(printed: str, moment: str):
    assert read_printed_time(printed, BISHKEK) == datetime.fromisoformat(moment).replace(tzinfo=BISHKEK)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("26.11.2025", date(2025, 11, 26)),
        ("Фото | 12.01.2026 | Ош", date(2026, 1, 12)),
        ("26 ноября 2025 г.", date(2025, 11, 26)),
        ("26-ноябрь, 2025-ж.", date(2025, 11, 26)),
        ("26.11.2025 25:41", date(2025, 11, 26)),
        ("99.99.2025, потом 26.11.2025", date(2025, 11, 26)),
    ],
)
def test_a_day_without_an_hour_stays_a_day(printed: str, day: date):
    assert read_printed_time(printed, BISHKEK) == day


def test_without_a_zone_only_the_day_is_known():
    assert read_printed_time("Дата: 11:41, 26-11-2025.") == date(2025, 11, 26)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Бишкек, 14:04 | 26 ноября",
        "Бишкек, 14:04 | 26-ноябрь",
        "Bishkek, 14:04 | November 26",
        "11:41",
        "Телефон: +996 (312) 00-00-00",
        "Счёт 3:2",
        "31.02.2025",
        "31 февраля 2025",
        "26.11",
        "Дата: 11:41, 26-11-25.",
        "Версия 1.2.20255",
        "х" * 300 + " 26.11.2025",
    ],
)
def test_no_time_is_read(printed: str):
    assert read_printed_time(printed, BISHKEK) is None


@pytest.mark.parametrize(
    ("local", "hours"),
    [
        ("1990-01-15", 6),
        ("1990-07-15", 7),
        ("1997-01-15", 5),
        ("1997-07-15", 6),
        ("2004-01-15", 5),
        ("2004-07-15", 6),
        ("2005-01-15", 5),
        ("2005-07-15", 6),
        ("2006-01-15", 6),
        ("2022-02-25", 6),
        ("2026-07-15", 6),
    ],
)
def test_the_clock_of_bishkek_is_that_of_its_day(local: str, hours: int):
    day = date.fromisoformat(local)
    for moment in (
        read_printed_time(f"Дата: 12:00, {day:%d-%m-%Y}.", BISHKEK),
        read_machine_time(f"{local}T12:00:00", BISHKEK),
    ):
        assert isinstance(moment, datetime)
        assert moment.utcoffset() == timedelta(hours=hours)
        assert moment == datetime(day.year, day.month, day.day, 12, tzinfo=BISHKEK)
        assert moment.astimezone(UTC).hour == 12 - hours


@pytest.mark.parametrize(
    ("written", "zone", "moment"),
    [
        ("2020-12-01T14:02:00+06:00", None, datetime(2020, 12, 1, 14, 2, tzinfo=timezone(timedelta(hours=6)))),
        ("2020-12-01T14:02:00+0600", BISHKEK, datetime(2020, 12, 1, 14, 2, tzinfo=BISHKEK)),
        ("2020-12-01T14:02Z", BISHKEK, datetime(2020, 12, 1, 14, 2, tzinfo=UTC)),
        (" 2020-12-01 14:02:00 ", BISHKEK, datetime(2020, 12, 1, 14, 2, tzinfo=BISHKEK)),
        ("2020-12-01T14:02:00", None, date(2020, 12, 1)),
        ("2020-12-01", BISHKEK, date(2020, 12, 1)),
        ("Tue, 01 Dec 2020 14:02:00 +0600", None, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("Tue, 01 Dec 2020 14:02:00 GMT", BISHKEK, datetime(2020, 12, 1, 14, 2, tzinfo=UTC)),
        ("1606809720", BISHKEK, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
    ],
)
def test_a_machines_time_is_read(written: str, zone: tzinfo | None, moment: date):
    assert read_machine_time(written, zone) == moment


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "вчера",
        "2020-13-01",
        "2020-02-30T14:02:00Z",
        "Tue, 99 Dec 2020 14:02:00 +0600",
        "Mon, 1 Jan 99999999999999 00:00:00 +0000",
        "Mon, 1 Jan 2020 00:00:00 -99999999999999",
    ],
)
def test_no_machines_time_is_read(written: str | None):
    assert read_machine_time(written, BISHKEK) is None


numbers = st.integers(0, 10**6).map(str)
scraps = st.lists(st.sampled_from([*"0123456789:.-/,+TZ ", "Jan", " 2020 ", "мая", "GMT"]) | numbers, max_size=16).map(
    "".join
)


@given(st.text(max_size=60) | scraps)
@example("1 Jan 2020 00:00 +9999")
def test_no_text_makes_either_raise(text: str):
    read_printed_time(text, BISHKEK)
    read_machine_time(text, BISHKEK)
