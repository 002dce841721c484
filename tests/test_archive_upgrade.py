"""An archive of an older kirtag: brought up to date in place, after a copy; never half, never without room."""

import hashlib
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlite_utils import Database

from kirtag.archive import Archive, ArchiveError
from kirtag.archive.database import FILE
from kirtag.archive.forgetting.forget import forget
from kirtag.archive.schema import APPLICATION_ID, migrations
from kirtag.archive.upgrade import OLDER
from tests.builders import URL, answer, article, crawl, rows, soundness
from tests.faults.runs import limited

LAST = [migration.name for migration in migrations.pending(Database(memory=True))][-1]
ROW = """
    INSERT INTO articles (key, agency, url, headline, body, first_seen, last_seen, status, revision, sha256)
    VALUES ('kirtag:a', 'kirtag', 'https://e.kg/a', 'Снег', ?, '2026-01-14', '2026-01-14', 'published', 1, '')
"""


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The file of an archive that has an article, and lacks the migration by which it is found, and later ones."""
    file = tmp_path / FILE
    with closing(Database(file)) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA journal_mode = WAL")
        migrations.apply(db, stop_before="m006_finding")
        with db.conn:
            db.execute("INSERT INTO agencies (id, name) VALUES ('kirtag', 'КирТАГ')")
            db.execute(ROW, ("На перевале идёт снег. " * 2_000,))
    return file


def names(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as db:
        return [name for (name,) in db.execute("SELECT name FROM _sqlite_migrations ORDER BY name")]


def test_it_is_brought_up_to_date_and_holds_what_it_held(older: Path):
    with Archive(older.parent) as archive:
        assert rows(archive, "SELECT headline FROM articles") == [("Снег",)]
    assert (names(older)[-1], soundness(older)) == (LAST, ["ok"])


def test_its_articles_are_found_by_any_form_of_their_words(older: Path):
    with Archive(older.parent) as archive:
        assert [row["headline"] for row in archive.search("перевалы")] == ["Снег"]
    assert soundness(older) == ["ok"]


def test_a_copy_of_it_as_it_was_is_kept(older: Path, caplog: pytest.LogCaptureFixture):
    before = names(older)
    with caplog.at_level("INFO"):
        Archive(older.parent).close()
    assert "It is copied, and brought up to date" in caplog.text
    (copy,) = (older.parent / OLDER).iterdir()
    assert copy.name == f"kirtag-{before[-1]}.db"
    assert names(copy) == before
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("SELECT headline FROM articles").fetchall() == [("Снег",)]


def test_an_archive_of_today_and_a_new_one_are_not_copied(tmp_path: Path):
    for _ in range(2):
        Archive(tmp_path).close()
    assert not (tmp_path / OLDER).exists()


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_without_room_for_a_copy_it_is_left_as_it_is(older: Path, monkeypatch: pytest.MonkeyPatch):
    before = older.read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 100_000))
    with pytest.raises(ArchiveError, match="make room and run the same again") as caught:
        Archive(older.parent)
    assert caught.value.exit_code == 3
    assert older.read_bytes() == before
    assert not (older.parent / OLDER).exists()


def test_a_disk_that_is_full_at_the_copy_is_exit_code_3_and_the_same_again_completes_it(older: Path):
    before = names(older)
    words = crawl("http://127.0.0.1:9", older.parent, RETRY_TIMES=0)
    done = answer(limited(words, 50_000))
    assert (done.returncode, "make room and run the same again" in done.stderr) == (3, True)
    assert (names(older), list((older.parent / OLDER).iterdir())) == (before, [])
    assert answer(words).returncode == 6
    assert names(older)[-1] == LAST


def test_a_reader_of_what_it_does_not_hold_is_told_so(older: Path):
    done = answer([sys.executable, "-m", "scrapy", "find", "--changed", "-s", f"ARCHIVE={older.parent}"])
    assert (done.returncode, "The next crawl brings it up to date." in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


def test_what_is_taken_down_is_not_in_the_copy_either(older: Path):
    with Archive(older.parent) as archive:
        archive.save(article(url=URL))
        assert (older.parent / OLDER).exists()
        forget(archive, URL, "Решение суда № 7")
    assert not (older.parent / OLDER).exists()


# The last migration that an archive outside this checkout has, and a digest of the tables that it leaves.
APPLIED = ("m006_finding", "dedcd1e9a459e917")

# Without what SQLite and sqlite-utils keep for themselves: each of their versions does so in another way.
COLUMNS = """
    SELECT made.type, made.name, has.name, has.type, has."notnull", has.pk
    FROM sqlite_schema AS made LEFT JOIN pragma_table_xinfo(made.name) AS has
    WHERE made.name NOT LIKE 'articles_fts_%' AND made.name NOT LIKE '%sqlite%' ORDER BY 1, 2, has.cid
"""


def test_no_migration_is_edited_that_an_archive_has():
    """An archive that has it would be refused, or lack what was put in. A change of the schema is a new migration."""
    db = Database(memory=True)
    after = [migration.name for migration in migrations.pending(db)]
    migrations.apply(db, stop_before=after[after.index(APPLIED[0]) + 1])
    digest = hashlib.sha256(str(db.execute(COLUMNS).fetchall()).encode()).hexdigest()[:16]
    assert digest == APPLIED[1]
