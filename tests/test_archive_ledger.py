"""The ledger of runs, and the register of agencies."""

from pathlib import Path

import pytest

from kirtag.archive import Archive
from kirtag.items import Agency, Link
from tests.builders import SECOND, URL, Clock, article, capture, rows

KIRTAG = Agency("КирТАГ", country="KG", timezone="Asia/Bishkek", languages=("ru", "ky", "en"))
HOME = "https://kyrtag.kg/"
COUNTERS = ("fetched", "new", "revised", "same", "gone", "quarantined", "errors")


def counted(archive: Archive) -> dict[str, int]:
    """The counters of the run that are not 0."""
    return {name: archive.counters()[name] for name in COUNTERS if archive.counters()[name]}


def test_a_run_begins_open_and_with_nothing_counted(archive: Archive):
    assert archive.begin("kirtag", KIRTAG, HOME) == 1
    assert archive.counters() == {
        "id": 1, "agency": "kirtag", "started": "2026-11-22T06:00:00.000Z", "finished": None, "outcome": None,
        "exit_code": None, "coverage": None,
    } | dict.fromkeys(COUNTERS, 0)  # fmt: skip


def test_a_run_ends_with_its_outcome_and_exit_code(archive: Archive, clock: Clock):
    archive.begin("kirtag", KIRTAG)
    clock.forward(minutes=3)
    row = archive.end("well", 0)
    assert (row["finished"], row["outcome"], row["exit_code"]) == ("2026-11-22T06:03:00.000Z", "well", 0)
    assert archive.runs() == [row | {"second_addresses": 0}]


def test_every_outcome_of_a_response_is_counted_once(archive: Archive, clock: Clock):
    archive.begin("kirtag", KIRTAG)
    for text in (article(), article("Кар эрип бүттү."), article("Кар эрип бүттү.")):
        archive.save(text)
    archive.seen("kirtag", capture(clock(), HOME), kind="listing", links=[Link(SECOND)])
    archive.gone("kirtag", capture(clock(), status=404))
    archive.quarantine("kirtag", capture(clock(), SECOND), "no body", "No text.")
    archive.failed("kirtag", SECOND, status=503)
    assert counted(archive) == {
        "fetched": 7, "new": 1, "revised": 1, "same": 1, "gone": 1, "quarantined": 1, "errors": 1,
    }  # fmt: skip


def test_a_page_that_never_answered_was_not_fetched(archive: Archive):
    archive.begin("kirtag", KIRTAG)
    archive.failed("kirtag", URL)
    assert counted(archive) == {"errors": 1}


def test_an_error_of_ours_is_counted_with_the_page_that_it_keeps_out(archive: Archive, clock: Clock):
    archive.begin("kirtag", KIRTAG)
    archive.quarantine("kirtag", capture(clock()), "error", "Traceback", error=True)
    assert counted(archive) == {"fetched": 1, "quarantined": 1, "errors": 1}


def test_a_page_that_is_gone_without_an_article_is_no_removal(archive: Archive, clock: Clock):
    archive.begin("kirtag", KIRTAG)
    archive.gone("kirtag", capture(clock(), status=404))
    assert counted(archive) == {"fetched": 1}


def test_without_a_run_nothing_is_counted(archive: Archive):
    archive.save(article())
    archive.failed("kirtag", SECOND)
    assert archive.runs() == []


def test_what_is_not_stored_is_not_counted(archive: Archive, clock: Clock):
    archive.begin("kirtag", KIRTAG)
    with pytest.raises(Exception, match="CHECK constraint failed"):
        archive.seen("kirtag", capture(clock(), HOME), kind="listing", links=[Link(URL, "podcast")])
    assert counted(archive) == {}


def test_several_connections_count_into_one_run(archive: Archive, tmp_path: Path):
    number = archive.begin("kirtag", KIRTAG)
    with Archive(tmp_path, run=number) as pipeline:
        pipeline.save(article())
    archive.failed("kirtag", SECOND)
    assert counted(archive) == {"fetched": 1, "new": 1, "errors": 1}


def test_a_run_that_died_is_closed_when_the_next_begins(archive: Archive, clock: Clock):
    archive.begin("kirtag", KIRTAG)
    archive.save(article())
    clock.forward(hours=1)
    assert archive.begin("kirtag", KIRTAG) == 2
    first, second = archive.runs()
    assert [first[name] for name in ("finished", "outcome", "exit_code", "new")] == [
        "2026-11-22T07:00:00.000Z", "died", 75, 1,
    ]  # fmt: skip
    assert (second["finished"], second["new"]) == (None, 0)


def test_a_run_of_another_agency_and_one_that_ended_are_left_alone(archive: Archive, clock: Clock):
    archive.begin("vb", KIRTAG)
    archive.begin("kirtag", KIRTAG)
    ended = archive.end("nothing reachable", 6)
    clock.forward(hours=1)
    archive.begin("kirtag", KIRTAG)
    assert rows(archive, "SELECT agency, outcome, finished FROM runs") == [
        ("vb", None, None), ("kirtag", "nothing reachable", ended["finished"]), ("kirtag", None, None),
    ]  # fmt: skip


def test_the_ledger_tells_which_articles_came_at_a_second_address(archive: Archive, clock: Clock):
    for addresses in ((URL,), (URL, SECOND), (SECOND,)):
        archive.begin("kirtag", KIRTAG)
        for url in addresses:
            archive.save(article(url=url))
        clock.forward(minutes=1)
        archive.end("well", 0)
        clock.forward(hours=1)
    assert [run["second_addresses"] for run in archive.runs()] == [0, 1, 0]


def test_the_register_keeps_an_agencys_facts(archive: Archive):
    archive.begin("kirtag", KIRTAG, HOME)
    archive.save(article())
    assert rows(archive, "SELECT id, name, country, languages, timezone, url FROM agencies") == [
        ("kirtag", "КирТАГ", "KG", "ru,ky,en", "Asia/Bishkek", HOME),
    ]  # fmt: skip


def test_the_register_follows_the_spider_when_a_fact_changes(archive: Archive):
    archive.save(article())
    archive.begin("kirtag", KIRTAG)
    archive.begin("kirtag", Agency("Кабар", "KG", "Asia/Bishkek", ("ky",)), HOME)
    assert rows(archive, "SELECT id, name, country, languages, timezone, url FROM agencies") == [
        ("kirtag", "Кабар", "KG", "ky", "Asia/Bishkek", HOME)
    ]
