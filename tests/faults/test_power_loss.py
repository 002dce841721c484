"""The power goes: what the disk did not write is lost or torn. What was committed before stays, and is in order."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kirtag.archive import Archive
from kirtag.archive.database import FILE
from kirtag.archive.verify import verify
from kirtag.demo import Newsroom, serve
from kirtag.demo.server import Server
from tests.builders import UNMEASURED, answer, crawl, started, wait_until
from tests.faults.matrix import WHOLE, figure, sound

pytestmark = pytest.mark.row("T-06", "power loss: cut or zeroed logs, tables and WARC files apart")

TEARS = 200 if WHOLE else 40
SECTOR = 512
# Tables that only grow, by number: a row of one is written once, with the first of its transaction.
GROWING = ("captures", "revisions", "articles")


@pytest.fixture(scope="module")
def torn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new archive's file, with the log of a whole crawl beside it that never went into the file."""
    folder = tmp_path_factory.mktemp("torn") / "archive"
    Archive(folder).close()
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as reader, serve(Newsroom()) as server:
        # Who reads the beginning keeps SQLite from bringing the log into the file.
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchone()
        assert answer(crawl(server.address, folder), **UNMEASURED).returncode == 0
        kept = folder.with_name("kept")
        kept.mkdir()
        for name in (FILE, f"{FILE}-wal"):
            shutil.copy(folder / name, kept / name)
    return kept


def state(folder: Path) -> dict[str, list[tuple]]:
    """What SQLite's own checks say, and the rows of the tables that only grow, after it has read the log."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as db:
        found = {name: db.execute(f"PRAGMA {name}").fetchall() for name in ("integrity_check", "foreign_key_check")}
        db.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
        # Without what a later transaction may change: when an article was last seen, and the row's seal.
        return found | {
            "captures": db.execute(
                "SELECT id, url, captured, warc_file, warc_offset FROM captures ORDER BY id"
            ).fetchall(),
            "revisions": db.execute("SELECT id, article, number, sha256, body FROM revisions ORDER BY id").fetchall(),
            "articles": db.execute("SELECT id, key, headline, first_seen FROM articles ORDER BY id").fetchall(),
        }


def cut(log: bytearray, place: int) -> bytearray:
    return log[:place]


def zero_a_sector(log: bytearray, place: int) -> bytearray:
    start = place // SECTOR * SECTOR
    log[start : start + SECTOR] = bytes(len(log[start : start + SECTOR]))
    return log


def test_whatever_is_torn_off_the_log_the_archive_is_sound_and_what_it_holds_a_beginning(
    torn: Path, tmp_path: Path, request: pytest.FixtureRequest
):
    whole = state(shutil.copytree(torn, tmp_path / "whole"))
    assert len(whole["articles"]) == 30
    log = (torn / f"{FILE}-wal").read_bytes()
    chance, held = random.Random(6), []
    for number in range(TEARS):
        folder = shutil.copytree(torn, tmp_path / str(number))
        tear: Callable[[bytearray, int], bytearray] = chance.choice((cut, zero_a_sector))
        (folder / f"{FILE}-wal").write_bytes(tear(bytearray(log), chance.randrange(len(log))))
        found = state(folder)
        assert (found["integrity_check"], found["foreign_key_check"]) == ([("ok",)], [])
        for table in GROWING:
            assert found[table] == whole[table][: len(found[table])], table
        # A transaction is there as a whole: with each article its wording, and before it its capture.
        assert len(found["articles"]) == len(found["revisions"]) <= len(found["captures"])
        held.append(len(found["articles"]))
        shutil.rmtree(folder)
    figure(request, f"{len(held)} of {TEARS} torn logs sound and in order, {min(held)} to {max(held)} articles held")


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Server]:
    with serve(Newsroom()) as server:
        yield server


@pytest.fixture(scope="module")
def twice(newsroom: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An archive after two runs, and its file as it was in the middle of the second."""
    root = tmp_path_factory.mktemp("twice")
    folder, earlier = root / "archive", root / "earlier.db"
    words = crawl(newsroom.address, folder, REVISIT_AFTER=0, DOWNLOAD_DELAY=0.02)
    assert answer(words, **UNMEASURED).returncode == 0
    seen = len(newsroom.requests)
    with started(words) as process:
        wait_until(lambda: len(newsroom.requests) > seen + 15)
        with closing(sqlite3.connect(folder / FILE)) as db, closing(sqlite3.connect(earlier)) as copy:
            db.backup(copy)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert verify(folder, read_data=True).sound
    return folder, earlier


@pytest.fixture
def parted(twice: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """The same, to be damaged."""
    return shutil.copytree(twice[0], tmp_path / "archive"), twice[1]


def test_tables_that_fell_behind_their_warc_files_are_named(parted: tuple[Path, Path]):
    folder, earlier = parted
    shutil.copy(earlier, folder / FILE)
    found = {problem.where: problem.what for problem in verify(folder, read_data=True).problems}
    assert found.keys() == {"runs 2", "warc/kirtag-000002-01.warc.gz"}
    assert "the database is older than its WARC files" in found["warc/kirtag-000002-01.warc.gz"]


def test_tables_that_know_nothing_of_a_whole_run_are_named(parted: tuple[Path, Path]):
    folder, _ = parted
    shutil.copy(folder / "warc" / "kirtag-000002-01.warc.gz", folder / "warc" / "kirtag-000003-01.warc.gz")
    (problem,) = verify(folder).problems
    assert problem.where == "warc/kirtag-000003-01.warc.gz"
    assert problem.what.startswith("is in no manifest")


def test_warc_files_that_fell_behind_the_tables_are_named(parted: tuple[Path, Path]):
    folder, _ = parted
    file = folder / "warc" / "kirtag-000002-01.warc.gz"
    whole = file.read_bytes()
    for size in (len(whole) - 1, len(whole) // 2, 1, 0):
        file.write_bytes(whole[:size])
        report = verify(folder, read_data=True)
        assert {problem.check for problem in report.problems} == {"captures"}
        first = report.problems[0]
        assert (first.where, first.what.split(".")[0]) == (
            "warc/kirtag-000002-01.warc.gz",
            f"has {size} bytes, and had {len(whole)} when it was closed",
        )


def test_the_next_run_closes_the_gap(parted: tuple[Path, Path], newsroom: Server):
    folder, earlier = parted
    shutil.copy(earlier, folder / FILE)
    assert answer(crawl(newsroom.address, folder, REVISIT_AFTER=0), **UNMEASURED).returncode == 0
    sound(folder)
