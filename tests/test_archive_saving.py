"""What the archive makes of an article: new, another wording, or the same; and what it then keeps."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kirtag import reader
from kirtag.archive import Archive
from kirtag.items import Article, Cut, Dateline, Photo
from kirtag.text import recompose, tidy
from tests.builders import (
    BISHKEK,
    CREDIT,
    DATELINE,
    HEADLINE,
    KEY,
    LEAD,
    PRINTED,
    REST,
    SECOND,
    URL,
    Clock,
    article,
    capture,
    one,
    plain,
    rows,
)

LATER = "В полдень перевал открыли."


def wordings(archive: Archive) -> list[tuple[int, str]]:
    return rows(archive, "SELECT number, body FROM revisions ORDER BY article, number")


# ---- new, revised, same ----


def test_a_first_article_is_new_and_its_row_says_everything(archive: Archive):
    assert archive.save(article(byline="Айжан Осмонова", section="Общество")) == "new"
    (row,) = archive.articles()
    assert row == {
        "id": 1, "key": KEY, "agency": "kirtag", "language": "ru", "url": URL, "headline": HEADLINE,
        "byline": "Айжан Осмонова", "section": "Общество", "dateline": "БИШКЕК. 22 ноября. КирТАГ", "place": "Бишкек",
        "geonameid": 1528675, "dateline_date": "2026-11-22", "source": "kirtag", "attribution": None,
        "body": f"{LEAD}\n\n{REST}", "credit_line": "Минтранс", "published": "2026-11-22T03:30:00Z",
        "published_printed": "Дата: 09:30, 22-11-2026", "day": "2026-11-22", "modified": None,
        "first_seen": "2026-11-22T06:00:00.000Z", "last_seen": "2026-11-22T06:00:00.000Z", "status": "published",
        "revision": 1, "sha256": row["sha256"], "story": None, "edition": None,
            "provenance": '{"credits": "body", "dateline": "body"}',
            "stems": "перевал ашу выпасть ноябрь дорожник расчистить трасса утро",
    }  # fmt: skip


def test_its_first_wording_is_its_first_revision(archive: Archive):
    archive.save(article())
    (revision,) = archive.article(KEY)["revisions"]
    cuts = [
        {"kind": "dateline", "paragraph": 0, "start": 0, "text": DATELINE},
        {"kind": "credit", "paragraph": 2, "start": 0, "text": CREDIT + "\n"},
    ]
    assert revision | {"cuts": json.loads(revision["cuts"])} == {
        "id": 1, "article": 1, "number": 1, "headline": HEADLINE, "dateline": "БИШКЕК. 22 ноября. КирТАГ",
        "body": f"{LEAD}\n\n{REST}", "credit_line": "Минтранс", "cuts": cuts, "original": None,
        "sha256": archive.article(KEY)["sha256"], "captured": "2026-11-22T06:00:00.000Z", "capture": 1,
        "reader": reader(), "modified": None,
    }  # fmt: skip


def test_the_same_again_only_moves_last_seen(archive: Archive, clock: Clock):
    archive.save(article())
    before = archive.article(KEY)
    clock.forward(hours=7)
    assert archive.save(article()) == "same"
    after = archive.article(KEY)
    assert after.pop("pages") != before.pop("pages")
    assert after == before | {"last_seen": "2026-11-22T13:00:00.000Z"}


@pytest.mark.parametrize(
    ("changed", "column", "value"),
    [
        (article(headline="На перевале Тоо-Ашуу растаял снег"), "headline", "На перевале Тоо-Ашуу растаял снег"),
        (article("ОШ. 22 ноября. КирТАГ - " + LEAD, REST, CREDIT), "dateline", "ОШ. 22 ноября. КирТАГ"),
        (article(DATELINE + LEAD, LATER, CREDIT), "body", f"{LEAD}\n\n{LATER}"),
        (article(DATELINE + LEAD, REST, "Источник фото: МЧС"), "credit_line", "МЧС"),
        (article(DATELINE + LEAD, REST), "credit_line", None),
        (article(LEAD, REST, CREDIT), "dateline", None),
    ],
    ids=["headline", "dateline", "body", "credit line", "credit line taken off", "dateline taken off"],
)
def test_a_change_of_each_part_of_a_wording_is_a_revision(archive: Archive, changed: Article, column: str, value: str):
    archive.save(article())
    assert archive.save(changed) == "revised"
    row = archive.article(KEY)
    assert (row["revision"], row[column]) == (2, value)
    assert [revision["number"] for revision in row["revisions"]] == [1, 2]
    assert row["revisions"][1][column] == value != row["revisions"][0][column]


def test_a_wording_is_compared_with_the_current_one_so_a_change_back_is_a_revision_too(archive: Archive):
    outcomes = [archive.save(text) for text in (article(), article(LATER), article(), article())]
    assert outcomes == ["new", "revised", "revised", "same"]
    assert wordings(archive) == [(1, f"{LEAD}\n\n{REST}"), (2, LATER), (3, f"{LEAD}\n\n{REST}")]


def test_a_change_of_white_space_is_no_revision(archive: Archive):
    archive.save(article())
    spaced = (" " + PRINTED[0].replace(" ", "\u00a0", 1), "", REST + "\u200b ", CREDIT)
    assert archive.save(article(*spaced)) == "same"
    assert len(wordings(archive)) == 1


def test_byline_section_and_time_of_change_stand_beside_the_wording(archive: Archive):
    archive.save(article())
    stated = {"byline": "А. Осмонова", "section": "Жолдор", "modified": datetime(2026, 11, 22, 11, 0, tzinfo=BISHKEK)}
    assert archive.save(article(**stated)) == "same"
    row = archive.article(KEY)
    assert [row[name] for name in stated] == ["А. Осмонова", "Жолдор", "2026-11-22T05:00:00Z"]


def test_an_edit_leaves_key_url_and_first_seen_as_they_were(archive: Archive, clock: Clock):
    archive.save(article())
    clock.forward(days=1)
    archive.save(article(LATER, url=URL + "/?utm_source=tg"))
    row = archive.article(KEY)
    times = ("2026-11-22T06:00:00.000Z", "2026-11-23T06:00:00.000Z")
    assert (row["url"], row["first_seen"], row["last_seen"]) == (URL, *times)
    assert [revision["captured"] for revision in row["revisions"]] == [*times]


# ---- second addresses ----


def test_the_same_text_at_a_second_address_is_a_second_page_of_one_article(archive: Archive):
    assert [archive.save(article()), archive.save(article(url=SECOND))] == ["new", "same"]
    assert rows(archive, "SELECT url, article FROM pages ORDER BY rowid") == [(URL, 1), (SECOND, 1)]
    assert one(archive, "SELECT url FROM articles") == URL


@pytest.mark.parametrize(
    "other",
    [
        {"published": datetime(2026, 11, 23, 9, 30, tzinfo=BISHKEK)},
        {"language": "ky"},
        {"language": None},
        {"agency": "vb"},
        {"published": None},
        {"headline": "Снег на перевале Тоо-Ашуу"},
    ],
    ids=["day", "language", "no language", "agency", "no day", "headline"],
)
def test_with_another_fact_it_is_another_article(archive: Archive, other: dict):
    archive.save(article(LEAD, REST))
    assert archive.save(article(LEAD, REST, url=SECOND, **other)) == "new"
    assert one(archive, "SELECT count(*) FROM articles") == 2


def test_a_second_address_may_state_another_hour_of_the_same_local_day(archive: Archive):
    archive.save(article(published=datetime(2026, 11, 22, 0, 10, tzinfo=BISHKEK)))
    assert archive.save(article(url=SECOND, published=datetime(2026, 11, 22, 23, 50, tzinfo=BISHKEK))) == "same"
    assert archive.save(article(url=SECOND + "3-", published=date(2026, 11, 22))) == "same"


def test_a_stale_second_address_does_not_revise(archive: Archive):
    archive.save(article())
    archive.save(article(url=SECOND))
    assert archive.save(article(LATER)) == "revised"
    assert archive.save(article(url=SECOND)) == "same"
    assert archive.article(KEY)["body"] == LATER


def test_a_stale_second_address_does_not_revise_when_other_rules_read_it(archive: Archive):
    archive.save(plain())
    archive.save(plain(url=SECOND))
    archive.save(plain(LATER))
    assert archive.save(article(url=SECOND)) == "same"
    assert archive.article(KEY)["body"] == LATER


def test_an_edit_seen_at_the_second_address_does(archive: Archive):
    archive.save(article())
    archive.save(article(url=SECOND))
    assert archive.save(article(LATER, url=SECOND)) == "revised"
    assert (archive.article(KEY)["body"], archive.article(KEY)["url"]) == (LATER, URL)


def test_a_page_that_now_redirects_stays_a_page_of_its_article(archive: Archive, clock: Clock):
    archive.save(article())
    moved = article(LATER, url=SECOND)
    assert archive.save(moved, capture(clock(), SECOND, asked=URL)) == "revised"
    assert rows(archive, "SELECT url, article, state FROM pages") == [(URL, 1, "done"), (SECOND, 1, "done")]


def test_a_change_back_is_a_revision_after_the_page_has_moved_too(archive: Archive, clock: Clock):
    archive.save(article())
    moved = capture(clock(), SECOND, asked=URL)
    archive.save(article(LATER, url=SECOND), moved)
    assert archive.save(article(url=SECOND), moved) == "revised"


# ---- readings ----


def test_what_other_rules_make_of_the_same_page_is_a_reading_and_no_revision(archive: Archive):
    archive.save(plain())
    assert archive.save(article()) == "same"
    row = archive.article(KEY)
    assert (row["revision"], row["dateline"], row["credit_line"]) == (1, "БИШКЕК. 22 ноября. КирТАГ", "Минтранс")
    (revision,) = row["revisions"]
    assert [revision[name] for name in ("dateline", "body", "sha256")] == [
        row[name] for name in ("dateline", "body", "sha256")
    ]
    assert [cut.kind for cut in row["cuts"]] == ["dateline", "credit"]


def test_rules_that_find_less_make_a_reading_too(archive: Archive):
    archive.save(article())
    assert archive.save(plain()) == "same"
    row = archive.article(KEY)
    assert (row["body"], row["dateline"], row["place"], row["cuts"]) == ("\n\n".join(PRINTED), None, None, [])


def test_a_reading_leaves_earlier_wordings_and_the_time_of_the_capture_alone(archive: Archive, clock: Clock):
    archive.save(plain(LATER))
    archive.save(plain(headline=HEADLINE))
    before = archive.article(KEY)["revisions"]
    clock.forward(days=1)
    archive.save(article())
    first, second = archive.article(KEY)["revisions"]
    assert first == before[0]
    assert (second["number"], second["captured"], second["dateline"]) == (
        2, before[1]["captured"], "БИШКЕК. 22 ноября. КирТАГ",
    )  # fmt: skip


# ---- nothing of the original is lost ----


def test_the_body_as_printed_is_kept_where_tidying_changed_it(archive: Archive):
    printed = ["БИШКЕК.\u00a022 ноября.  КирТАГ - " + LEAD, " ", CREDIT]
    archive.save(article(*printed))
    (revision,) = archive.article(KEY)["revisions"]
    assert json.loads(revision["original"]) == printed


def test_and_is_not_kept_where_it_did_not(archive: Archive):
    archive.save(article())
    assert archive.article(KEY)["revisions"][0]["original"] is None


@pytest.mark.parametrize(
    "printed",
    [
        PRINTED,
        ("БИШКЕК.\u00a022 ноября.  КирТАГ - " + LEAD, " ", CREDIT),
        ("БИШКЕК. 22-ноябрь. КирТАГ - Ашууда кар жаады.", "Сүрөт: ӨКМ"),
        ("BISHKEK. November 22. KirTAG - Snow fell on the pass.", "Photo: Ministry of Transport", "It melted at noon."),
    ],
    ids=["ru", "ru, untidy", "ky", "en"],
)
def test_body_and_cuts_give_back_the_original(archive: Archive, printed: tuple[str, ...]):
    archive.save(article(*printed))
    row = archive.article(KEY)
    body = row["revisions"][0]["body"].split("\n\n")
    assert recompose(body, row["cuts"]) == tidy(list(printed))


def test_every_revision_keeps_its_own_cuts(archive: Archive):
    archive.save(article())
    archive.save(article(LATER))
    cuts = [json.loads(revision["cuts"]) for revision in archive.article(KEY)["revisions"]]
    assert [len(each) for each in cuts] == [2, 0]
    assert Cut(**cuts[0][0]) == Cut("dateline", 0, 0, DATELINE)


def test_the_digest_can_be_computed_from_the_row_alone(archive: Archive):
    archive.save(article())
    archive.save(article(LATER, headline="Тоо-Ашуу открыт"))
    row = archive.article(KEY)
    for wording in (row, *row["revisions"]):
        columns = [wording[name] for name in ("headline", "dateline", "body", "credit_line")]
        text = "\x1f".join(column or "" for column in columns)
        assert wording["sha256"] == hashlib.sha256(text.encode()).hexdigest()


# ---- times, photos, places, status ----


def test_times_are_utc_and_the_day_is_the_agencys_own(archive: Archive):
    archive.save(article(published=datetime(2026, 11, 22, 0, 30, tzinfo=BISHKEK)))
    row = archive.article(KEY)
    assert (row["published"], row["day"]) == ("2026-11-21T18:30:00Z", "2026-11-22")


def test_a_page_that_prints_only_a_date_has_a_day_and_no_invented_midnight(archive: Archive):
    archive.save(article(published=date(2026, 11, 22)))
    row = archive.article(KEY)
    assert (row["published"], row["day"]) == (None, "2026-11-22")


def test_a_page_that_prints_neither_has_neither(archive: Archive):
    archive.save(article(LEAD, published=None, published_printed=None))
    row = archive.article(KEY)
    assert (row["published"], row["day"], row["published_printed"]) == (None, None, None)


def test_the_time_of_a_capture_is_written_in_utc(archive: Archive):
    archive.save(article(), capture(datetime(2026, 11, 22, 1, 0, 0, 250_000, tzinfo=BISHKEK)))
    assert archive.article(KEY)["first_seen"] == "2026-11-21T19:00:00.250Z"


def test_an_edit_replaces_the_photos(archive: Archive):
    one_, two, three = (f"https://kyrtag.kg/upload/{name}.png" for name in ("pass", "plough", "road"))
    archive.save(article(photos=[Photo(one_, "Перевал"), Photo(two)]))
    archive.save(article(LATER, photos=[Photo(two, "Снегоуборщик", "МЧС"), Photo(three), Photo(three)]))
    assert rows(archive, "SELECT article, url, caption, credit FROM photos ORDER BY rowid") == [
        (1, two, "Снегоуборщик", "МЧС"), (1, three, None, None),
    ]  # fmt: skip


def test_the_place_of_a_dateline_is_written_down_once(archive: Archive):
    archive.save(article())
    archive.save(article("БИШКЕК. 22-ноябрь. КирТАГ - Ашууда кар жаады.", url=SECOND, language="ky"))
    ((number, name, country, north, east),) = rows(
        archive, "SELECT geonameid, name, country, latitude, longitude FROM places"
    )
    assert (number, name, country, round(north), round(east)) == (1528675, "Bishkek", "KG", 43, 75)


def test_a_removed_article_keeps_its_text_and_may_be_published_again(archive: Archive, clock: Clock):
    archive.save(article())
    before = archive.article(KEY)
    assert archive.gone("kirtag", capture(clock(), status=404)) is True
    removed = archive.article(KEY)
    assert removed | {"pages": []} == before | {"status": "removed", "pages": []}
    assert archive.save(article()) == "same"
    assert archive.article(KEY)["status"] == "published"


def test_an_edit_publishes_a_removed_article_again(archive: Archive, clock: Clock):
    archive.save(article())
    archive.gone("kirtag", capture(clock(), status=410))
    assert archive.save(article(LATER)) == "revised"
    assert archive.article(KEY)["status"] == "published"


def test_an_article_that_moved_to_another_address_is_no_longer_removed(archive: Archive, clock: Clock):
    archive.save(article())
    archive.gone("kirtag", capture(clock(), status=404))
    assert archive.save(article(url=SECOND)) == "same"
    assert archive.article(KEY)["status"] == "published"


def test_an_article_of_an_agency_without_a_spider_is_saved_under_its_id(archive: Archive):
    archive.save(article(agency="example.kg", url="https://example.kg/news/a-b-"))
    assert rows(archive, "SELECT id, name, timezone FROM agencies") == [("example.kg", "example.kg", "UTC")]


def test_what_is_saved_is_on_the_disk_before_save_returns(archive: Archive, tmp_path: Path):
    archive.save(article())
    with Archive(tmp_path) as other:
        assert other.article(KEY) == archive.article(KEY)


def test_an_article_captured_without_a_time_is_captured_now(archive: Archive, clock: Clock):
    clock.moment = datetime(2026, 11, 25, tzinfo=UTC) + timedelta(milliseconds=7)
    archive.save(article())
    assert archive.article(KEY)["first_seen"] == "2026-11-25T00:00:00.007Z"


def test_a_place_that_our_table_lacks_is_kept_under_its_number(archive: Archive):
    there = Dateline("ГДЕ-ТО. КирТАГ - ", place="Где-то", source="kirtag", geonameid=42)
    archive.save(replace(article(), dateline=there))
    assert rows(archive, "SELECT geonameid, name FROM places") == [(42, "Где-то")]
