"""The same agency started twice: the second run ends at once, disturbs nothing, and no dead run keeps the lock."""

import subprocess
import time
from pathlib import Path
from threading import Event

import pytest

from kirtag.archive import Archive
from kirtag.demo import serve
from kirtag.demo.newsroom import Response
from tests.builders import UNMEASURED, answer, command, crawl, rows, started, wait_until
from tests.faults.big_newsroom import BigNewsroom
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.runs import assert_complete

pytestmark = pytest.mark.row("T-08", "the same agency started twice; JOBDIR")

ARTICLES = 12
# Seconds of its own work. Bare start and second run are timed in turn, and the quickest of each counts: other tests may
# hold the machine.
PAIRS, LONGEST = (5, 1.0) if WHOLE else (1, 3.0)


class Gated(BigNewsroom):
    """A newsroom whose newest article is not served before a gate opens."""

    def __init__(self) -> None:
        super().__init__(ARTICLES)
        self.gate = Event()

    def respond(self, path: str, *, at: str) -> Response:
        if path.rstrip("/") == self.paths()[0]:
            self.gate.wait(100)
        return super().respond(path, at=at)


def timed(words: list[str]) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Run a command; return the seconds that it took, and how it ended."""
    start = time.monotonic()
    done = answer(words, **UNMEASURED)
    return time.monotonic() - start, done


def test_a_second_run_ends_at_once_and_disturbs_nothing(tmp_path: Path, request: pytest.FixtureRequest):
    newsroom = Gated()
    with serve(newsroom) as server, serve(BigNewsroom(ARTICLES)) as other:
        with started(crawl(server.address, tmp_path, DOWNLOAD_TIMEOUT=120)) as first:
            wait_until(lambda: len(server.requests) >= 3)
            # Starting Python and Scrapy, up to the agency's name, is no work of the run's.
            bare, second = command("nowhere", folder=tmp_path), crawl(other.address, tmp_path)
            pairs = [(timed(bare), timed(second)) for _ in range(PAIRS)]
            assert first.poll() is None
            newsroom.gate.set()
            said, _ = first.communicate(timeout=60)
        start, seconds = (min(took for took, _ in column) for column in zip(*pairs, strict=True))
        own = f" after {seconds - start:.2f} s of its own work (bare start: {start:.2f} s)" if WHOLE else ""
        figure(request, f"exit 73{own}")
        assert seconds - start < LONGEST
        told = f"scrapy crawl: kirtag is being crawled into {tmp_path} already. Wait for that run to end.\n"
        for _, (_, refused) in pairs:
            assert (refused.returncode, refused.stdout, refused.stderr) == (73, "", told)
        assert other.requests == []
        assert (first.returncode, said.endswith(" All well.\n")) == (0, True)
        assert_complete(tmp_path, server.address, newsroom)
    with Archive(tmp_path) as archive:
        assert rows(archive, "SELECT outcome FROM runs") == [("well",)]
    sound(tmp_path)


def test_the_kernel_frees_the_lock_of_a_run_that_was_killed(tmp_path: Path, request: pytest.FixtureRequest):
    newsroom = BigNewsroom(ARTICLES)
    with serve(newsroom) as server:
        with started(crawl(server.address, tmp_path, DOWNLOAD_DELAY=0.1)) as first:
            wait_until(lambda: len(server.requests) >= 3)
            first.kill()
            first.wait()
        assert answer(crawl(server.address, tmp_path), **UNMEASURED).returncode == 0
        assert_complete(tmp_path, server.address, newsroom)
    with Archive(tmp_path) as archive:
        assert rows(archive, "SELECT outcome FROM runs") == [("died",), ("well",)]
    sound(tmp_path)
    figure(request, "lock free after kill -9")


def test_a_jobdir_is_refused_and_no_run_begins(tmp_path: Path, request: pytest.FixtureRequest):
    refused = answer(crawl("http://127.0.0.1:9", tmp_path / "archive", JOBDIR=tmp_path / "jobs"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("scrapy crawl: JOBDIR loses pages when a run is killed")
    assert list(tmp_path.iterdir()) == []
    figure(request, "JOBDIR: exit 2")
