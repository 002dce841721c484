"""Opening the archive: what is ours, what is not, what is broken, and who may have it open at the same time."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kirtag.archive import Archive, ArchiveError, Damaged, NewerArchive, NoArchive, NoFolder, NotAnArchive
from kirtag.archive.database import FILE, open_for_reading
from tests.builders import KEY, URL, Clock, article, capture, one, rows, soundness


def fill(folder: Path, count: int = 1) -> Path:
    """Make an archive of some articles, each of which was edited once; return its file."""
    with Archive(folder, clock=Clock()) as archive:
        for number in range(count):
            url = f"{URL}{number}-" if number else URL
            archive.save(article(f"Снег, выпуск {number}. " + "Снегопад на перевале. " * 20, url=url))
            archive.save(article(f"Кар, {number}-чыгарылыш. " + "Ашууда кар жаады. " * 20, url=url))
    return folder / FILE


def beside(file: Path) -> set[str]:
    """What SQLite leaves beside a file that it has open, or could not close."""
    return {other.name for other in file.parent.iterdir() if other.name.startswith(file.name)} - {file.name}


# ---- what is not ours ----


def text_file(file: Path) -> None:
    file.write_text("Список покупок: чай, лепёшки.\n" * 200)


def short_file(file: Path) -> None:
    file.write_bytes(b"\0")


def foreign_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, headline TEXT)")
        db.execute("INSERT INTO articles (headline) VALUES ('Чужая новость')")
        db.commit()


def foreign_database_in_wal_mode(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = WAL")
    foreign_database(file)


@pytest.mark.parametrize("make", [text_file, short_file, foreign_database, foreign_database_in_wal_mode])
@pytest.mark.parametrize("opening", [Archive, open_for_reading])
def test_a_file_that_is_not_ours_is_named_and_left_as_it_is(tmp_path: Path, make: Callable, opening: Callable):
    file = tmp_path / FILE
    make(file)
    before = file.read_bytes()
    with pytest.raises(NotAnArchive, match=str(file)) as caught:
        opening(tmp_path)
    assert (caught.value.exit_code, file.read_bytes(), beside(file)) == (8, before, set())


def test_a_folder_in_the_files_place_is_no_archive(tmp_path: Path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(NotAnArchive, match=FILE):
        Archive(tmp_path)
    assert list((tmp_path / FILE).iterdir()) == []


def test_an_empty_file_becomes_an_archive(tmp_path: Path):
    (tmp_path / FILE).touch()
    fill(tmp_path)
    assert soundness(tmp_path / FILE) == ["ok"]


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kirtag', 'm999_x', '')")
        db.commit()


def newer_copy(file: Path) -> None:
    """A backup made with VACUUM INTO, which is not in WAL mode."""
    newer(file)
    copy = file.with_name("copy.db")
    with closing(sqlite3.connect(file)) as db:
        db.execute("VACUUM INTO ?", (str(copy),))
    copy.replace(file)


@pytest.mark.parametrize("make", [newer, newer_copy])
def test_an_archive_of_a_newer_kirtag_is_named_and_left_as_it_is(tmp_path: Path, make: Callable):
    file = fill(tmp_path)
    make(file)
    before = file.read_bytes()
    with pytest.raises(NewerArchive, match="m999_x") as caught:
        Archive(tmp_path)
    assert str(file) in str(caught.value)
    assert (caught.value.exit_code, file.read_bytes(), beside(file)) == (8, before, set())


# ---- folders ----


def test_a_folder_that_is_not_there_is_made(tmp_path: Path):
    fill(tmp_path / "a" / "b")
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == {FILE, "locks"}


@pytest.mark.parametrize("name", ["file", "file/archive"])
def test_a_file_in_the_folders_way_is_a_sentence(tmp_path: Path, name: str):
    (tmp_path / "file").write_text("чай")
    with pytest.raises(NoFolder, match=f"{name} cannot be used") as caught:
        Archive(tmp_path / name)
    assert (caught.value.exit_code, (tmp_path / "file").read_text()) == (2, "чай")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
def test_an_impossible_folder_is_a_sentence():
    with pytest.raises(NoFolder, match="/proc/nope cannot be used as an archive's folder") as caught:
        Archive("/proc/nope")
    assert caught.value.exit_code == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_a_sentence(tmp_path: Path):
    fill(tmp_path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NoFolder):
            Archive(tmp_path)
    finally:
        tmp_path.chmod(0o700)


# ---- how it is opened ----


def test_what_is_committed_survives_a_power_cut(tmp_path: Path):
    with Archive(tmp_path) as archive:
        settings = [one(archive, f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert settings == ["wal", 2, 1]


def test_nothing_but_the_file_is_left_when_it_is_closed(tmp_path: Path):
    assert beside(fill(tmp_path)) == set()


def test_opening_it_again_changes_nothing(tmp_path: Path):
    before = fill(tmp_path).read_bytes()
    Archive(tmp_path).close()
    assert (tmp_path / FILE).read_bytes() == before


def test_processes_may_open_a_new_archive_at_once(tmp_path: Path):
    code = (
        "import sys; from kirtag.archive import Archive; from tests.builders import article\n"
        "with Archive(sys.argv[1]) as archive: print(archive.save(article(sys.argv[2], url=sys.argv[3])))"
    )
    words = [[sys.executable, "-c", code, tmp_path / "new", f"Кар {n}", f"{URL}{n}-"] for n in range(4)]
    running = [subprocess.Popen(each, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for each in words]
    assert [process.communicate(timeout=60) for process in running] == [("new\n", "")] * 4
    assert soundness(tmp_path / "new" / FILE) == ["ok"]


def test_two_may_write_in_turn(tmp_path: Path):
    with Archive(tmp_path) as first, Archive(tmp_path) as second:
        outcomes = [one_.save(article(text)) for one_, text in ((first, "Кар"), (second, "Жамгыр"), (first, "Жамгыр"))]
    assert outcomes == ["new", "revised", "same"]


# ---- reading ----


def test_a_reader_sees_what_a_writer_stores_meanwhile(tmp_path: Path):
    with Archive(tmp_path) as archive, open_for_reading(tmp_path) as reader:
        assert list(reader.query("SELECT key FROM articles")) == []
        archive.save(article())
        assert list(reader.query("SELECT key FROM articles")) == [{"key": KEY}]


def test_a_reader_cannot_write(tmp_path: Path):
    fill(tmp_path)
    with open_for_reading(tmp_path) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("DELETE FROM articles")


@pytest.mark.parametrize("make", [None, Path.mkdir, lambda folder: fill(folder).write_bytes(b"")])
def test_where_there_is_no_archive_the_reader_is_told_how_to_make_one(tmp_path: Path, make: Callable | None):
    folder = tmp_path / "archive"
    if make:
        make(folder)
    with pytest.raises(NoArchive, match=f"no archive in {folder} yet. `scrapy crawl kirtag` makes one") as caught:
        open_for_reading(folder)
    assert caught.value.exit_code == 1


# ---- soundness ----


def test_after_many_saves_tables_and_search_index_agree(tmp_path: Path):
    file = fill(tmp_path, count=60)
    with Archive(tmp_path) as archive:
        archive.gone("kirtag", capture(Clock()(), status=404))
        assert [one(archive, f"SELECT count(*) FROM {table}") for table in ("articles", "revisions")] == [60, 120]
    assert soundness(file) == ["ok"]


def test_stock_sqlite_opens_and_searches_it(tmp_path: Path):
    with closing(sqlite3.connect(fill(tmp_path, count=3))) as db:
        sql = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
        hits = {word: db.execute(sql, (word,)).fetchone()[0] for word in ("жаады", "ЖААДЫ", "снегопад", "жаа*")}
    assert hits == {"жаады": 3, "ЖААДЫ": 3, "снегопад": 0, "жаа*": 3}


def test_a_touch_of_last_seen_does_not_write_the_search_index(tmp_path: Path):
    with Archive(tmp_path, clock=Clock()) as archive:
        archive.save(article())
        index = rows(archive, "SELECT id, block FROM articles_fts_data")
        changes = archive.db.conn.total_changes
        assert archive.save(article(byline="Айжан Осмонова")) == "same"
        assert rows(archive, "SELECT id, block FROM articles_fts_data") == index
        # The article, its page and its capture, each with its seal.
        assert archive.db.conn.total_changes - changes <= 6


def test_an_edit_does_write_it(tmp_path: Path):
    fill(tmp_path)
    with Archive(tmp_path) as archive:
        assert [len(archive.search(word)) for word in ("снегопад", "ашууда")] == [0, 1]


# ---- damage ----


def use(folder: Path) -> None:
    """Everything that a run and a reader do with an archive."""
    with Archive(folder) as archive:
        archive.due("kirtag")
        archive.runs()
        archive.search("кар")
        archive.save(article("Жаңы кабар."))
        archive.article(KEY)
        list(archive.articles())


@pytest.mark.parametrize("part", [(0.02, 0.5), (0.5, 0.98), (0.02, 1)])
def test_a_file_whose_middle_was_overwritten_is_damaged(tmp_path: Path, part: tuple[float, float]):
    file = fill(tmp_path, count=60)
    whole = bytearray(file.read_bytes())
    start, end = (max(4096, int(len(whole) * share)) for share in part)
    whole[start:end] = b"\xa5" * (end - start)
    file.write_bytes(whole)
    with pytest.raises(Damaged, match=r"is damaged .* restore the archive from a backup") as caught:
        use(tmp_path)
    assert (caught.value.exit_code, str(file) in str(caught.value)) == (8, True)


def test_a_file_that_was_cut_in_half_is_damaged(tmp_path: Path):
    file = fill(tmp_path, count=60)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 8192 * 4096])
    with pytest.raises(Damaged):
        use(tmp_path)


READS: dict[str, Callable[[Archive], object]] = {
    "articles": lambda archive: list(archive.articles()),
    "article": lambda archive: archive.article(KEY),
    "search": lambda archive: archive.search("кар"),
    "due": lambda archive: archive.due("kirtag"),
    "runs": lambda archive: archive.runs(),
    "save": lambda archive: archive.save(article("Жаңы кабар.")),
    "failed": lambda archive: archive.failed("kirtag", URL),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_every_way_into_a_damaged_table_says_so_in_our_words(tmp_path: Path, read: Callable[[Archive], object]):
    file = fill(tmp_path, count=60)
    with closing(sqlite3.connect(file)) as db:
        size = db.execute("PRAGMA page_size").fetchone()[0]
        known = "SELECT rootpage FROM sqlite_schema WHERE rootpage > 0 AND tbl_name NOT LIKE '\\_%' ESCAPE '\\'"
        roots = [root for (root,) in db.execute(known)]
    whole = bytearray(file.read_bytes())
    for root in roots:
        whole[(root - 1) * size : root * size] = b"\xa5" * size
    file.write_bytes(whole)
    with Archive(tmp_path) as archive, pytest.raises(ArchiveError, match="is damaged"):
        read(archive)
