"""Backups: a sound copy or none, never over something better, and one that can be crawled on."""

import fcntl
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kirtag.archive import Archive, NoArchive
from kirtag.archive.backup import backup
from kirtag.archive.database import FILE
from kirtag.archive.forgetting.forget import forget
from kirtag.archive.place import UnderWay, Unfit
from kirtag.archive.verify import verify
from kirtag.demo import Newsroom, serve
from kirtag.demo.server import Server
from tests.builders import CHECKOUT, UNMEASURED, answer, article, crawl, one, rows, started, wait_until
from tests.damages import DAMAGES, flipped, ours, stock, warc


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Server]:
    with serve(Newsroom()) as server:
        yield server


@pytest.fixture(scope="module")
def crawled(newsroom: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawled") / "archive"
    assert answer(crawl(newsroom.address, folder), **UNMEASURED).returncode == 0
    return folder


@pytest.fixture
def folder(crawled: Path, tmp_path: Path) -> Path:
    """A copy of the archive, to be changed."""
    return shutil.copytree(crawled, tmp_path / "archive")


@pytest.fixture
def copy(crawled: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    assert backup(crawled, tmp_path / "copy").taken
    return tmp_path / "copy"


def content(folder: Path) -> dict[str, bytes]:
    """What a folder holds, but for what SQLite leaves beside a file that somebody reads."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(f"{FILE}-"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def told(folder: Path) -> list[tuple]:
    """All rows of all tables."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        return [(name, db.execute(f"SELECT * FROM {name}").fetchall()) for name in tables]


# ---- what it makes ----


def test_a_copy_is_the_archive_row_for_row_and_byte_for_byte(crawled: Path, copy: Path):
    assert told(copy) == told(crawled)
    files = {"kirtag.db", "warc/kirtag-000001-01.warc.gz"}
    assert content(copy).keys() == files
    assert content(copy)["warc/kirtag-000001-01.warc.gz"] == content(crawled)["warc/kirtag-000001-01.warc.gz"]
    assert verify(copy, read_data=True).sound


def test_a_later_copy_costs_the_tables_and_what_is_new(folder: Path, newsroom: Server, tmp_path: Path):
    first = backup(folder, tmp_path / "copy")
    assert first.copied == first.bytes == (folder / FILE).stat().st_size + warc(folder).stat().st_size
    before = warc(tmp_path / "copy").stat()
    assert answer(crawl(newsroom.address, folder, REVISIT_AFTER=0), **UNMEASURED).returncode == 0
    second = backup(folder, tmp_path / "copy")
    assert second.bytes - second.copied == warc(folder).stat().st_size
    assert warc(tmp_path / "copy").stat().st_ino == before.st_ino
    assert told(tmp_path / "copy") == told(folder)


def test_where_a_file_cannot_have_two_names_it_is_copied(crawled: Path, copy: Path, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert backup(crawled, copy).taken
    assert verify(copy, read_data=True).sound


def test_a_file_that_rotted_in_the_copy_is_copied_anew(crawled: Path, copy: Path):
    warc(copy).write_bytes(flipped(bytearray(warc(copy).read_bytes())))
    assert backup(crawled, copy).taken
    assert verify(copy, read_data=True).sound


def test_a_copy_whose_tables_rotted_is_replaced(crawled: Path, copy: Path):
    (copy / FILE).write_bytes((copy / FILE).read_bytes()[:20_000])
    assert backup(crawled, copy).taken
    assert told(copy) == told(crawled)


def test_what_a_broken_off_backup_left_is_cleared_away(crawled: Path, copy: Path):
    (copy / ".new" / "warc").mkdir(parents=True)
    (copy / ".new" / FILE).write_text("x")
    (copy / "warc" / "kirtag-000002-01.warc.gz").write_text("x")
    assert backup(crawled, copy).taken
    assert content(copy).keys() == {"kirtag.db", "warc/kirtag-000001-01.warc.gz"}
    assert verify(copy, read_data=True).sound


def test_what_a_reader_of_the_old_copy_left_is_no_part_of_the_new_one(crawled: Path, copy: Path):
    with closing(sqlite3.connect(copy / FILE, isolation_level=None)) as db:
        db.execute("UPDATE articles SET headline = 'Кар'")
        shutil.copy(copy / f"{FILE}-wal", copy / "wal")
    (copy / "wal").rename(copy / f"{FILE}-wal")
    assert backup(crawled, copy).taken
    assert told(copy) == told(crawled)


def test_a_taken_down_text_leaves_the_copy_too(folder: Path, tmp_path: Path):
    backup(folder, tmp_path / "copy")
    with Archive(folder) as archive:
        forget(archive, one(archive, "SELECT url FROM articles WHERE id = 1"), "решение суда")
    assert backup(folder, tmp_path / "copy").taken
    assert content(tmp_path / "copy")["warc/kirtag-000001-01.warc.gz"] == warc(folder).read_bytes()
    assert told(tmp_path / "copy") == told(folder)


def test_a_killed_run_is_ended_in_the_copy_and_the_archive_is_left_as_it_is(tmp_path: Path):
    folder, copy = tmp_path / "archive", tmp_path / "copy"
    with serve(Newsroom()) as server:
        with started(crawl(server.address, folder, DOWNLOAD_DELAY=0.05)):
            wait_until(lambda: len(server.requests) > 15)
        before = content(folder)
        assert backup(folder, copy).taken
        assert content(folder) == before
        with Archive(folder) as archive:
            assert rows(archive, "SELECT outcome, exit_code FROM runs") == [(None, None)]
        # Restored: the run that goes on from there finds everything that the first did not store.
        assert answer(crawl(server.address, copy), **UNMEASURED).returncode == 0
    with Archive(copy) as archive:
        assert rows(archive, "SELECT outcome, exit_code FROM runs") == [("died", 75), ("well", 0)]
        assert one(archive, "SELECT count(*) FROM articles") == 30
    assert verify(copy, read_data=True).sound


def test_an_archive_without_warc_files_is_copied(tmp_path: Path):
    with Archive(tmp_path / "archive") as archive:
        archive.save(article())
    assert backup(tmp_path / "archive", tmp_path / "copy").taken
    assert told(tmp_path / "copy") == told(tmp_path / "archive")


# ---- what it refuses ----


def spoil(damage: str, folder: Path) -> str:
    """Damage an archive; return the check that finds it."""
    check, change = DAMAGES[damage]
    change(folder)
    return check


@pytest.mark.parametrize("damage", ["a row was added", "the search index was emptied", "what was cut off is lost"])
def test_damaged_tables_never_replace_a_sound_copy(folder: Path, tmp_path: Path, damage: str):
    copy = tmp_path / "copy"
    assert backup(folder, copy).taken
    before = content(copy)
    check = spoil(damage, folder)
    done = backup(folder, copy)
    assert (done.taken, check in {problem.check for problem in done.report.problems}) == (False, True)
    assert content(copy) == before


DAMAGED_FILES = ["a WARC file is gone", "a bit of a WARC file was flipped", "a WARC file was cut in half"]


@pytest.mark.parametrize("damage", DAMAGED_FILES)
def test_a_damaged_warc_file_is_not_copied(folder: Path, tmp_path: Path, damage: str):
    spoil(damage, folder)
    done = backup(folder, tmp_path / "copy")
    assert (done.taken, {problem.check for problem in done.report.problems}) == (False, {"captures"})
    assert content(tmp_path / "copy") == {}


@pytest.mark.parametrize("damage", DAMAGED_FILES)
def test_a_warc_file_that_is_damaged_since_stays_sound_in_the_copy(folder: Path, copy: Path, damage: str):
    spoil(damage, folder)
    assert backup(folder, copy).taken
    assert verify(copy, read_data=True).sound


def test_a_text_that_seems_wrong_is_told_and_copied(folder: Path, tmp_path: Path):
    spoil("a text is garbled", folder)
    done = backup(folder, tmp_path / "copy")
    assert (done.taken, [problem.check for problem in done.report.problems]) == (True, ["texts", "copies"])


def of_another_archive(folder: Path) -> None:
    with Archive(folder / "other") as archive:
        archive.save(article())
    shutil.move(folder / "other" / FILE, folder / FILE)
    shutil.rmtree(folder / "other")


def of_a_later_state(folder: Path) -> None:
    shutil.copy(folder.parent / "archive" / FILE, folder / FILE)
    stock("INSERT INTO captures (url, captured, status) VALUES ('https://kyrtag.kg/', '2026', 200)")(folder)


def a_text(folder: Path) -> None:
    (folder / FILE).write_text("Список покупок: чай, лепёшки.\n" * 200)


UNFIT = {
    "of a crawled archive": ((lambda folder: (folder / "locks").mkdir()), "is crawled into: it holds locks/"),
    "with something else": ((lambda folder: (folder / "photo.jpg").touch()), "something else than a copy .* photo.jpg"),
    "with foreign tables": (a_text, "that is no archive of kirtag's"),
    "with WARC files alone": ((lambda folder: (folder / "warc").mkdir()), "WARC files that are no part of a copy"),
    "of another archive": (of_another_archive, "of another archive, or of a later state"),
    "of a later state": (of_a_later_state, "of another archive, or of a later state"),
}


@pytest.mark.parametrize("which", UNFIT)
def test_a_folder_that_is_not_for_it_is_left_as_it_is(folder: Path, tmp_path: Path, which: str):
    fill, why = UNFIT[which]
    target = tmp_path / "target"
    target.mkdir()
    fill(target)
    before = content(target)
    with pytest.raises(Unfit, match=why) as caught:
        backup(folder, target)
    assert (caught.value.exit_code, content(target)) == (2, before)
    assert "Nothing was written." in str(caught.value)


@pytest.mark.parametrize("place", [".", "copy", "warc/copy", "../archive"])
def test_the_archives_own_folder_takes_no_copy(folder: Path, place: str):
    before = content(folder)
    with pytest.raises(Unfit, match="the archive's own folder, or inside it"):
        backup(folder, folder / place)
    assert content(folder) == before


def test_the_same_folder_by_another_name_takes_none_either(folder: Path, tmp_path: Path):
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(Unfit):
        backup(folder, tmp_path / "link" / "copy")


@pytest.mark.parametrize("target", ["file", "file/copy", "/proc/copy"])
def test_what_can_be_no_folder_is_a_sentence(crawled: Path, tmp_path: Path, target: str):
    (tmp_path / "file").write_text("чай")
    with pytest.raises(Unfit):
        backup(crawled, tmp_path / target)
    assert (tmp_path / "file").read_text() == "чай"


def test_two_backups_into_one_folder_are_one_too_many(crawled: Path, copy: Path):
    descriptor = os.open(copy, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with pytest.raises(UnderWay, match="Another backup writes into") as caught:
            backup(crawled, copy)
    finally:
        os.close(descriptor)
    assert caught.value.exit_code == 1


def test_where_there_is_no_archive_there_is_no_copy(tmp_path: Path):
    with pytest.raises(NoArchive):
        backup(tmp_path / "archive", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


# ---- the command ----


def scrapy(*words: object, folder: Path, room: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run `scrapy backup`; `room` is the largest file that it may write, in bytes."""

    def limit() -> None:
        if room:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, "-m", "scrapy", "backup", *map(str, words), "-s", f"ARCHIVE={folder}"]
    plain = os.environ | UNMEASURED
    return subprocess.run(
        command, cwd=CHECKOUT, env=plain, capture_output=True, text=True, timeout=120, preexec_fn=limit
    )


def test_the_command_says_what_it_copied(crawled: Path, tmp_path: Path):
    target = tmp_path / "a" / "copy"
    done = scrapy(target, folder=crawled)
    size = sum(map(len, content(target).values())) / 1e6
    held = f"30 articles, 1 WARC file, {size:.1f} MB, of which {size:.1f} MB were copied now"
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"{target} holds a sound copy: {held}.\n")


def test_the_command_says_why_it_copied_nothing(folder: Path, copy: Path):
    stock("UPDATE runs SET fetched = 7")(folder)
    done = scrapy(copy, folder=folder)
    assert (done.returncode, done.stdout) == (1, "")
    first, last = done.stderr.splitlines()
    assert first == "seals: runs 1: is not as it was written. Restore the archive from a backup."
    assert last == f"scrapy backup: The copy is not sound, and was thrown away. {copy} holds what it held before."


@pytest.mark.parametrize("room", [100_000, 300_000])
def test_a_full_disk_is_exit_code_3_and_leaves_the_old_copy(folder: Path, copy: Path, room: int):
    ours("articles SET byline = 'Айжан Осмонова' WHERE id = 1")(folder)
    (copy / "warc" / "kirtag-000001-01.warc.gz").unlink()
    before = content(copy)
    done = scrapy(copy, folder=folder, room=room)
    assert (done.returncode, done.stdout) == (3, "")
    assert "The disk is full at" in done.stderr
    assert content(copy) == before
    assert scrapy(copy, folder=folder).returncode == 0


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ([], 2, "Name the folder for the copy"),
        (["a", "b"], 2, "Name the folder for the copy"),
        (["{archive}/copy"], 2, "is the archive's own folder, or inside it"),
    ],
)
def test_a_wrong_call_is_answered_by_one_sentence(crawled: Path, words: list[str], code: int, sentence: str):
    done = scrapy(*(word.format(archive=crawled) for word in words), folder=crawled)
    assert (done.returncode, len(done.stderr.splitlines())) == (code, 1)
    assert sentence in done.stderr


def test_without_an_archive_the_command_says_so(tmp_path: Path):
    done = scrapy(tmp_path / "copy", folder=tmp_path / "archive")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "There is no archive in" in done.stderr
