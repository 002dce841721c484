"""Backups while a crawl goes on: each holds what was acknowledged, is sound, and can be crawled on."""

import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from kirtag.archive import Archive
from kirtag.demo import serve
from kirtag.demo.newsroom import Response
from tests.builders import UNMEASURED, answer, crawl, is_article, rows, together, wait_until
from tests.faults.big_newsroom import BigNewsroom
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.runs import acknowledged, assert_complete, running

pytestmark = pytest.mark.row("T-23", "backup while crawling, restored")

ARTICLES = 240 if WHOLE else 60
# How many articles are stored when a backup begins; each is made into a folder of its own.
MOMENTS = (1, 20, 60, 100, 140, 180) if WHOLE else (1, 20)
ORDER = "SELECT articles.id, articles.key, articles.sha256, first_seen FROM articles ORDER BY id"
WORDINGS = (
    "SELECT id, article, number, headline, dateline, body, cuts, original, sha256, capture FROM revisions ORDER BY id"
)
CAPTURES = "SELECT id, url, captured, payload_sha256, warc_file, warc_offset, warc_length FROM captures ORDER BY id"


class Patient(BigNewsroom):
    """A newsroom that keeps its last articles back until the backups are made, however slow the machine."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.left = count - 10
        self.backed_up = Event()

    def respond(self, path: str, *, at: str) -> Response:
        self.left -= is_article(path)
        if self.left < 0:
            self.backed_up.wait(100)
        return super().respond(path, at=at)


@dataclass(slots=True)
class Backed:
    """A crawl, and the copies that were made meanwhile, each with what had been acknowledged when it was begun."""

    folder: Path
    newsroom: Patient
    copies: dict[Path, list[str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    code: int | None = None
    address: str = ""
    again: list[tuple[int, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def backed(tmp_path_factory: pytest.TempPathFactory) -> Backed:
    root = tmp_path_factory.mktemp("backed")
    done = Backed(root / "archive", Patient(ARTICLES))
    log = root / "log"
    with serve(done.newsroom) as server:
        done.address = server.address
        words = crawl(server.address, done.folder, DOWNLOAD_DELAY=0.05, DOWNLOAD_TIMEOUT=110, LOG_LEVEL="INFO")
        with running(words, log) as process:
            for number in MOMENTS:
                wait_until(lambda number=number: len(acknowledged(log)) >= number or process.poll() is not None)
                copy = root / f"copy-{number}"
                done.copies[copy] = acknowledged(log)
                command = [sys.executable, "-m", "scrapy", "backup", str(copy), "-s", f"ARCHIVE={done.folder}"]
                ended = answer(command, **UNMEASURED)
                done.said.append(f"{ended.returncode} {ended.stdout}{ended.stderr}")
                assert process.poll() is None, "the crawl was over too soon"
            done.newsroom.backed_up.set()
            done.code = process.wait(timeout=120)
        restored = {copy.name: (lambda copy=copy: restore(copy, server.address)) for copy in done.copies}
        done.again = [*together(restored).values()]
    return done


def restore(copy: Path, address: str) -> tuple[int, str]:
    """Crawl on from a copy of a copy."""
    folder = shutil.copytree(copy, f"{copy}-restored")
    ended = answer(crawl(address, Path(folder), REVISIT_AFTER=3600), **UNMEASURED)
    return ended.returncode, ended.stderr


def test_the_crawl_was_not_disturbed(backed: Backed):
    assert backed.code == 0
    assert_complete(backed.folder, backed.address, backed.newsroom)
    sound(backed.folder)


def test_each_copy_holds_what_was_acknowledged_and_nothing_out_of_order(backed: Backed, request: pytest.FixtureRequest):
    held = []
    with Archive(backed.folder) as archive:
        whole = {sql: rows(archive, sql) for sql in (ORDER, WORDINGS, CAPTURES)}
    for copy, stored in backed.copies.items():
        with Archive(Path(f"{copy}-restored")) as archive:
            # What the crawl before the restoring one stored.
            first = rows(archive, "SELECT max(id) FROM captures WHERE run = 1")[0][0]
            urls = {url for (url,) in rows(archive, "SELECT url FROM revisions JOIN captures ON captures.id = capture")}
            part = rows(archive, CAPTURES)[:first]
            count = rows(archive, "SELECT new FROM runs WHERE id = 1")[0][0]
            assert part == whole[CAPTURES][:first]
            assert [row[:3] for row in rows(archive, ORDER)[:count]] == [row[:3] for row in whole[ORDER][:count]]
            assert rows(archive, WORDINGS)[:count] == whole[WORDINGS][:count]
        assert set(stored) <= urls
        assert len(stored) <= count < ARTICLES
        held.append(f"{len(stored)} acknowledged, {count} held")
    figure(request, f"{len(held)} backups: {'; '.join(held)}")


def test_each_copy_was_verified_and_is_sound(backed: Backed):
    assert [said.split()[0] for said in backed.said] == ["0"] * len(MOMENTS), backed.said
    for copy in backed.copies:
        assert {path.name for path in copy.iterdir()} - {"kirtag.db-wal", "kirtag.db-shm"} == {"kirtag.db", "warc"}
        sound(copy)


def test_each_restored_copy_was_crawled_on_to_the_end(backed: Backed):
    assert backed.again == [(0, "")] * len(MOMENTS)
    for copy in backed.copies:
        restored = Path(f"{copy}-restored")
        assert_complete(restored, backed.address, backed.newsroom)
        with Archive(restored) as archive:
            assert rows(archive, "SELECT outcome, exit_code FROM runs") == [("died", 75), ("well", 0)]
        sound(restored)
