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
        ("29 июня 2020, 00:16", "2020-06-29T00:16"),
        ("Опубликовано 13.10.2020 18:29", "2020-10-13T18:29"),
        ("18:29 13 October 2020", "2020-10-13T18:29"),
        ("Ош 13 Oct 2020 18:29", "2020-10-13T18:29"),
        ("Dec 30, 2014 4:33 pm", "2014-12-30T16:33"),
        ("Dec. 30, 2014 at 12:05 a.m.", "2014-12-30T00:05"),
        ("Tue Dec 30, 2014 4:33pm", "2014-12-30T16:33"),
        ("March 7, 20247:55 AM", "2024-03-07T07:55"),
        ("10/30/2014 4:33 PM", "2014-10-30T16:33"),
        ("2020年02月19日 20:29:58", "2020-02-19T20:29"),
        ("2020-02-19 20:29:58 来源：例", "2020-02-19T20:29"),
        ("2020/02/19 20:29", "2020-02-19T20:29"),
        ("2025-жылдын 26-ноябры, 10:20", "2025-11-26T10:20"),
        ("26-ноябрь, 2025-ж. 23:59", "2025-11-26T23:59"),
        ("2020 жылғы 3 желтоқсан, 18:47", "2020-12-03T18:47"),
        ("3 Желтоқсан 2020 18:47", "2020-12-03T18:47"),
        ("3-dekabr, 2020-yil, 18:47", "2020-12-03T18:47"),
        ("3 Декабри 2020 18:47", "2020-12-03T18:47"),
        ("13 oktyabr 2020-ci il, 18:29", "2020-10-13T18:29"),
        ("13 Oktyabr 2020 | 18:29", "2020-10-13T18:29"),
        ("20 Nisan 2026 Pazartesi, 14:09", "2026-04-20T14:09"),
        ("3 грудня 2020, 18:47", "2020-12-03T18:47"),
        ("3 грудня, 2020 о 18:47", "2020-12-03T18:47"),
        ("3 снежня 2020, 18:47", "2020-12-03T18:47"),
        ("15 Սեպտեմբերի, 2020 10:58", "2020-09-15T10:58"),
        ("Le 5 mai 2024 à 18:29", "2024-05-05T18:29"),
        ("5 de mayo de 2024, 18:29", "2024-05-05T18:29"),
        ("Updated: Oct 14, 2020 10:00. Published: Oct 13, 2020 09:00", "2020-10-13T09:00"),
        ("20 Nisan 2026 14:09•Güncelleme: 21 Nisan 2026 10:00", "2026-04-20T14:09"),
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
        ("20 Nisan 2026", date(2026, 4, 20)),
        ("2020年2月19日", date(2020, 2, 19)),
        ("Nov. 26, 2025", date(2025, 11, 26)),
        ("26.11.2025 13:05 pm", date(2025, 11, 26)),
        ("26.11.2025 снег, 11:41", date(2025, 11, 26)),
    ],
)
def test_a_day_without_an_hour_stays_a_day(printed: str, day: date):
    assert read_printed_time(printed, BISHKEK) == day


def test_without_a_zone_only_the_day_is_known():
    assert read_printed_time("Дата: 11:41, 26-11-2025.") == date(2025, 11, 26)


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("7 March 2024 7:55 AM UTC", "2024-03-07T07:55+00:00"),
        ("March 7, 20247:55 AM UTCUpdated ago", "2024-03-07T07:55+00:00"),
        ("22:57 GMT 28.04.2020(updated 11:14 GMT 29.04.2020)", "2020-04-28T22:57+00:00"),
        ("13.10.2020 23:15 (GMT+6)", "2020-10-13T23:15+06:00"),
        ("13.10.2020 23:15 UTC-03:30", "2020-10-13T23:15-03:30"),
        ("13.10.2020 23:15 +05:30", "2020-10-13T23:15+05:30"),
        ("11:41 МСК, 26.11.2025", "2025-11-26T11:41+03:00"),
        ("26.11.2013 11:41 MSK", "2013-11-26T11:41+04:00"),
        ("Oct 13, 2020 6:29 pm EDT", "2020-10-13T18:29-04:00"),
        ("Oct 13, 2020 6:29 pm ET", "2020-10-13T18:29-04:00"),
        ("Jan 13, 2020 6:29 pm ET", "2020-01-13T18:29-05:00"),
    ],
)
@pytest.mark.parametrize("zone", [None, BISHKEK])
def test_a_printed_zone_comes_before_the_agencys(printed: str, zone: tzinfo | None, moment: str):
    found = read_printed_time(printed, zone)
    assert isinstance(found, datetime)
    assert found.isoformat() == f"{moment[:16]}:00{moment[16:]}"


@pytest.mark.parametrize(
    ("zone", "countries", "moment"),
    [
        (None, {"in"}, "2014-12-30T16:33:00+05:30"),
        (None, {"en", "ie"}, "2014-12-30T16:33:00+00:00"),
        (ZoneInfo("Asia/Jerusalem"), set(), "2014-12-30T16:33:00+02:00"),
        (BISHKEK, set(), "2014-12-30"),
        (None, {"us"}, "2014-12-30"),
        (None, {"in", "il"}, "2014-12-30"),
        (None, set(), "2014-12-30"),
    ],
)
def test_a_zone_of_several_meanings_is_read_only_where_one_is_meant(
    zone: tzinfo | None, countries: set[str], moment: str
):
    found = read_printed_time("Tue Dec 30, 2014 4:33pm IST", zone, countries)
    assert found is not None
    assert found.isoformat() == moment


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
        "Обновлено: 26.11.2025 11:41",
        "Updated on Nov 26, 2025 11:41",
        "26 человек 2025",
        "13/13/2025",
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
        ("1606809720000", BISHKEK, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("2020-12-01 14:02:00 +0600", None, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("2020-12-01T14:02+0600", None, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("2020-12-01T14:02:00 +06:00", None, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("2020-12-01T14:02:00.420+06", None, datetime(2020, 12, 1, 8, 2, 0, 420_000, tzinfo=UTC)),
        ("2020-12-01T8:02:00Z", None, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("20201201T140200", BISHKEK, datetime(2020, 12, 1, 14, 2, tzinfo=BISHKEK)),
        ("20201201", BISHKEK, date(2020, 12, 1)),
        ("2020/12/01 14:02", BISHKEK, datetime(2020, 12, 1, 14, 2, tzinfo=BISHKEK)),
        ("2020-12-01 11:02 MSK", BISHKEK, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("2020-12-01 14:02:00 GMT+6", None, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("2020-12-01 14:02 IST", None, date(2020, 12, 1)),
        ("Tue Dec 01 08:02:00 UTC 2020", None, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("Tue Dec  1 14:02:00 2020", BISHKEK, datetime(2020, 12, 1, 14, 2, tzinfo=BISHKEK)),
        ("Tue Dec 01 2020 14:02:00 GMT+0600 (KGT)", None, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("Tue, 01 Dec 2020 03:02:00 EST", None, datetime(2020, 12, 1, 8, 2, tzinfo=UTC)),
        ("1 декабря 2020, 14:02", BISHKEK, datetime(2020, 12, 1, 14, 2, tzinfo=BISHKEK)),
        ("December 1, 2020 2:02 PM", BISHKEK, datetime(2020, 12, 1, 14, 2, tzinfo=BISHKEK)),
        ("01.12.2020", BISHKEK, date(2020, 12, 1)),
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
        "2020-12-01T25:02:00Z",
        "2020-12",
        "Снег 01.12.2020",
        "01.12.2020, снег",
        "1606809720.5",
        "Tue Foo 01 08:02:00 UTC 2020",
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
