"""Verifying: whatever is damaged is found and named, and what is not damaged is not."""

import json
import shutil
import sqlite3
import subprocess
import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

import pytest

from kirtag.archive import Archive, Locked, NoArchive, database
from kirtag.archive.database import FILE
from kirtag.archive.forgetting.forget import forget
from kirtag.archive.verify import Report, verify
from kirtag.commands.verify import Command
from kirtag.demo import Newsroom, serve
from kirtag.run import lock
from kirtag.spiders.kirtag import KirtagSpider
from tests.builders import SECOND, UNMEASURED, Clock, answer, article, capture, crawl, started, wait_until
from tests.damages import DAMAGES, Damage, ours, stock, warc


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two days of the newsroom: edits, a second address, a removal, pages that have not changed."""
    folder, newsroom = tmp_path_factory.mktemp("crawled") / "archive", Newsroom()
    with serve(newsroom) as server:
        for day in (1, 2):
            assert answer(crawl(server.address, folder, REVISIT_AFTER=0), **UNMEASURED).returncode == 0
            if day == 1:
                newsroom.next_day()
    return folder


@pytest.fixture
def folder(crawled: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return shutil.copytree(crawled, tmp_path / "archive")


def checks(report: Report) -> set[str]:
    return {problem.check for problem in report.problems}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damage_is_found_by_the_check_that_is_for_it(folder: Path, damage: str):
    check, spoil = DAMAGES[damage]
    spoil(folder)
    report = verify(folder, read_data=True)
    assert check in checks(report), [str(problem) for problem in report.problems]
    assert not report.sound


SEEN_AT_A_GLANCE = {"the file is cut in half", "the file is gone", "an agency is gone", "an index is gone"}
SEEN_AT_A_GLANCE |= {"a migration is missing", "there is a journal", "two articles have one key", "a capture is gone"}
SEEN_AT_A_GLANCE |= {"a WARC file is gone", "a WARC file lacks its last byte", "a dead run's file lies there"}
SEEN_AT_A_GLANCE |= {"a run was never closed", "a run counts too many new", "a wording has no capture"}


@pytest.mark.parametrize("damage", sorted(SEEN_AT_A_GLANCE))
def test_a_quick_look_finds_what_needs_no_reading_of_texts(folder: Path, damage: str):
    check, spoil = DAMAGES[damage]
    spoil(folder)
    assert check in checks(verify(folder, quick=True))


def test_nothing_is_repaired(folder: Path):
    DAMAGES["a run was never closed"][1](folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".db-shm"}
    assert not verify(folder, read_data=True).sound
    assert {path: path.read_bytes() for path in before} == before


def test_a_problem_says_where_it_is_and_what_to_do(folder: Path):
    stock("UPDATE articles SET byline = 'Айжан' WHERE id = 2")(folder)
    (problem,) = verify(folder).problems
    assert str(problem) == "seals: articles 2: is not as it was written. Restore the archive from a backup."


def test_of_many_problems_twenty_are_listed_and_the_others_counted(folder: Path):
    stock("UPDATE articles SET byline = 'Айжан'")(folder)
    report = verify(folder)
    assert (len(report.problems), report.unlisted) == (20, {"seals": 11})
    assert [*report.lines()][-2:] == ["seals: and 11 more.", "Not sound: 31 problems (seals)."]


def test_all_checks_are_made_whatever_one_finds(folder: Path):
    for damage in ("a page was edited", "a WARC file is gone", "a run counts too many new", "an article has no body"):
        DAMAGES[damage][1](folder)
    assert checks(verify(folder)) == {"seals", "captures", "runs", "texts", "copies"}


def test_an_earlier_run_that_is_open_is_a_problem_though_the_agency_is_being_crawled(folder: Path):
    with Archive(folder) as archive, lock(folder, "kirtag"):
        archive.begin(*KirtagSpider.identity())
        assert verify(folder).sound
        ours("runs SET finished = NULL WHERE id = 1")(folder)
        assert [problem.where for problem in verify(folder).problems] == ["runs 1"]


# ---- what is no damage ----


def nothing(folder: Path) -> None:
    with Archive(folder) as archive:
        assert archive.runs() == []


def without_warc(folder: Path) -> None:
    clock = Clock()
    with Archive(folder, clock=clock) as archive:
        archive.save(article())
        archive.save(article("Кар эрте менен эрип кетти.", byline="Айжан Осмонова"))
        archive.save(article("Кар\u00adжаады.  Жол жабык.", url=SECOND, headline="Кар", published=None))
        archive.gone("kirtag", capture(clock.forward(hours=1), status=404))
        archive.quarantine("kirtag", capture(clock(), SECOND + "a"), "no body", "The page has no text.")
        archive.failed("kirtag", SECOND + "b")


SOUND: dict[str, Damage] = {
    "a new archive": nothing,
    "articles without WARC files": without_warc,
    "statistics for the query planner": stock("ANALYZE"),
    "a rebuilt search index": stock("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')"),
    "a search index in one piece": stock("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')"),
    "a file written anew": stock("VACUUM"),
    "locks of other names": lambda folder: (folder / "locks" / "any.example.kg.lock").touch(),
    "no locks, as in a copy": lambda folder: shutil.rmtree(folder / "locks"),
}


@pytest.mark.parametrize("change", SOUND)
@pytest.mark.parametrize("quick", [False, True])
def test_what_is_no_damage_is_sound(crawled: Path, tmp_path: Path, change: str, quick: bool):
    folder = tmp_path / "archive"
    if SOUND[change] not in (nothing, without_warc):
        shutil.copytree(crawled, folder)
    SOUND[change](folder)
    assert verify(folder, quick=quick, read_data=not quick).problems == ()


def test_two_crawls_are_sound_and_summed_up(crawled: Path):
    report = verify(crawled, read_data=True)
    assert report.problems == ()
    (line,) = report.lines()
    held = f"31 articles, 32 wordings, {report.counts['captures']} captures in 2 WARC files"
    assert line == f"Sound: {held} ({report.counts['bytes'] / 1e6:.1f} MB) read."
    assert report.counts["bytes"] == sum(file.stat().st_size for file in (crawled / "warc").iterdir())


@pytest.mark.parametrize("which", ["one that was revised", "one at two addresses", "one that is gone"])
def test_a_legal_takedown_leaves_the_archive_sound(folder: Path, which: str):
    one = {
        "one that was revised": "SELECT url FROM articles WHERE revision = 2",
        "one at two addresses": "SELECT url FROM pages WHERE article IS NOT NULL GROUP BY article HAVING count(*) > 1",
        "one that is gone": "SELECT url FROM articles WHERE status = 'removed'",
    }[which]
    with Archive(folder) as archive:
        ((url,),) = archive.db.execute(one).fetchall()
        assert forget(archive, url, "решение суда").anything
    assert verify(folder, read_data=True).problems == ()


def test_what_was_taken_down_and_is_still_there_is_a_problem(folder: Path, crawled: Path):
    with Archive(folder) as archive:
        url = archive.db.execute("SELECT url FROM articles WHERE id = 3").fetchone()[0]
        forget(archive, url, "решение суда")
    for file in (crawled / "warc").iterdir():
        shutil.copy(file, folder / "warc")
    assert any("was taken down by law" in problem.what for problem in verify(folder, read_data=True).problems)


def test_a_crawl_that_is_under_way_is_no_problem_and_is_not_disturbed(tmp_path: Path):
    with serve(Newsroom()) as server, started(crawl(server.address, tmp_path, DOWNLOAD_DELAY=0.05)) as process:
        wait_until(lambda: len(server.requests) > 8)
        found = []
        while process.poll() is None:
            found.append(verify(tmp_path, read_data=True, quick=len(found) % 2 == 0))
        said = process.communicate()
    assert (process.returncode, said[1]) == (0, "")
    assert [report.problems for report in found if not report.sound] == []
    assert len({report.counts["articles"] for report in found}) > 3
    assert verify(tmp_path, read_data=True).sound


def test_a_crawl_that_was_killed_is_a_problem_until_the_next_one(tmp_path: Path):
    with serve(Newsroom()) as server:
        words = crawl(server.address, tmp_path, DOWNLOAD_DELAY=0.05)
        with started(words):
            wait_until(lambda: len(server.requests) > 15)
        report = verify(tmp_path, read_data=True)
        assert checks(report) == {"captures", "runs"}
        assert all("the next `scrapy crawl kirtag`" in problem.what.lower() for problem in report.problems)
        assert answer(words, **UNMEASURED).returncode == 0
    assert verify(tmp_path, read_data=True).sound


def test_a_writer_is_neither_waited_for_nor_kept_waiting(folder: Path):
    with Archive(folder) as archive:
        archive.db.conn.execute("BEGIN IMMEDIATE")
        archive.db.conn.execute("UPDATE pages SET failures = 1")
        assert verify(folder, read_data=True).sound
        archive.db.conn.execute("COMMIT")


# ---- the command ----


def scrapy(*words: object) -> subprocess.CompletedProcess[str]:
    return answer([sys.executable, "-m", "scrapy", "verify", *map(str, words)])


def test_the_command_says_that_all_is_well(crawled: Path):
    done = scrapy("--read-data", "-s", f"ARCHIVE={crawled}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Sound: 31 articles, 32 wordings, ")


def test_the_command_says_what_is_wrong(folder: Path):
    warc(folder).unlink()
    done = scrapy("-s", f"ARCHIVE={folder}")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "captures: warc/kirtag-000001-01.warc.gz: is not there, or cannot be read. Restore the archive from a backup.",
        "Not sound: 1 problem (captures).",
    ]


def test_the_command_says_it_to_programs(folder: Path):
    stock("UPDATE runs SET fetched = 7 WHERE id = 1")(folder)
    done = scrapy("--json", "-s", f"ARCHIVE={folder}")
    said = json.loads(done.stdout)
    what = "is not as it was written. Restore the archive from a backup."
    assert (done.returncode, said["sound"], said["articles"]) == (1, False, 31)
    assert said["problems"] == [{"check": "seals", "where": "runs 1", "what": what}]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["-s", "ARCHIVE=/nowhere"], 10, "There is no archive in /nowhere yet."),
        (["archive"], 2, "It takes no words: archive."),
    ],
)
def test_a_wrong_call_is_answered_by_one_sentence(words: list[str], code: int, sentence: str):
    done = scrapy(*words)
    assert (done.returncode, len(done.stderr.splitlines())) == (code, 1)
    assert sentence in done.stderr


def test_an_archive_that_another_process_keeps_is_exit_code_11(folder: Path, monkeypatch, capsys):
    monkeypatch.setattr(database, "LOCK_WAIT", 0.05)
    command = Command()
    command.settings = {"ARCHIVE": str(folder)}
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as keeper:
        keeper.execute("PRAGMA locking_mode = EXCLUSIVE")
        keeper.execute("UPDATE runs SET fetched = fetched")
        with pytest.raises(Locked):
            verify(folder)
        assert command.work([], Namespace(quick=False, read_data=False, json=False)) == 11
    assert "was locked by another process" in capsys.readouterr().err


def test_where_there_is_none_it_says_so(tmp_path: Path):
    with pytest.raises(NoArchive):
        verify(tmp_path)
    assert [*tmp_path.iterdir()] == []
