"""Another program holds the archive's write lock in the middle of a run: the run waits, and loses nothing."""

import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import connect

import pytest

from kirtag.archive.database import FILE, LOCK_WAIT
from kirtag.demo import serve
from tests.builders import UNMEASURED, answer, crawl, together, wait_until
from tests.faults.big_newsroom import BigNewsroom
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.runs import assert_complete, running

pytestmark = pytest.mark.row("T-05", "another writer holds the lock")

ARTICLES = 60
# Seconds of the lock, and what the run ends with: it waits 75 seconds.
HELD = {60: 0, 90: 75} if WHOLE else {3: 0}


@dataclass(frozen=True, slots=True)
class Busy:
    """A run beside another writer: its exit code, what it said, and the run after it."""

    newsroom: BigNewsroom
    address: str
    folder: Path
    code: int
    said: str
    again: subprocess.CompletedProcess[str]


def beside_a_writer(seconds: float, folder: Path) -> Busy:
    newsroom, log = BigNewsroom(ARTICLES), folder.with_suffix(".log")
    with serve(newsroom) as server:
        words = crawl(server.address, folder, REVISIT_AFTER=3600)
        with running(words, log) as process:
            wait_until(lambda: len(server.requests) >= newsroom.lists() + ARTICLES // 3)
            with closing(connect(folder / FILE, timeout=10, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                with suppress(subprocess.TimeoutExpired):
                    process.wait(seconds)
                other.execute("ROLLBACK")
            code = process.wait(LOCK_WAIT * 2 + 30)
        again = answer(words, **UNMEASURED)
    return Busy(newsroom, server.address, folder, code, log.read_text(), again)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Busy]:
    def run(seconds: int) -> Callable[[], Busy]:
        folder = tmp_path_factory.mktemp("busy") / "archive"
        return lambda: beside_a_writer(seconds, folder)

    return together({str(seconds): run(seconds) for seconds in HELD})


@pytest.fixture(params=HELD, ids="{} s".format)
def busy(request: pytest.FixtureRequest, runs: dict[str, Busy]) -> Busy:
    return runs[str(request.param)]


def test_the_exit_code_says_whether_the_wait_was_long_enough(busy: Busy, request: pytest.FixtureRequest):
    seconds = request.node.callspec.params["busy"]
    figure(request, f"held {seconds} s: exit {busy.code}")
    assert busy.code == HELD[seconds], busy.said
    if busy.code:
        assert "run the same again" in busy.said.splitlines()[-1].lower()


def test_nothing_is_lost(busy: Busy):
    assert busy.again.returncode == 0, busy.again.stderr
    assert_complete(busy.folder, busy.address, busy.newsroom)


def test_the_archive_is_sound(busy: Busy):
    sound(busy.folder)
