"""A run that is told to stop while a server does not answer it: it ends in time, says so, and goes on later."""

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from kirtag.archive import Archive
from kirtag.demo import serve
from tests.builders import UNMEASURED, answer, crawl, rows, together, wait_until
from tests.faults.big_newsroom import BigNewsroom
from tests.faults.hostile import Act, hostile, stay_silent
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.runs import assert_complete, running

pytestmark = pytest.mark.row("T-03", "SIGTERM and SIGINT during a hung download")

ARTICLES = 30
SIGNALS = {
    "SIGTERM": (signal.SIGTERM,),
    "SIGINT": (signal.SIGINT,),
    "SIGTERM twice": (signal.SIGTERM, signal.SIGTERM),
}
if not WHOLE:
    del SIGNALS["SIGINT"]
# A download's own patience ends the wait for it: by default 30 seconds, and 5 more for all else.
PATIENCE = {} if WHOLE else {"DOWNLOAD_TIMEOUT": 3}
LONGEST = 35.0 if WHOLE else 13.0
LONGEST_AFTER_A_SECOND = 3.0


@dataclass(frozen=True, slots=True)
class Stopped:
    """How a run ended, and how many seconds after its last signal; its row in the ledger; and the run after it."""

    newsroom: BigNewsroom
    address: str
    folder: Path
    code: int
    seconds: float
    said: str
    ledger: list[tuple[str, int, bool]]
    again: subprocess.CompletedProcess[str]


def stopped_by(numbers: Sequence[int], folder: Path) -> Stopped:
    newsroom, log = BigNewsroom(ARTICLES), folder.with_suffix(".log")
    # The newest article, which the feed shows first.
    hung = newsroom.paths()[0]
    silent: dict[str, Act] = dict.fromkeys((hung, f"{hung}/"), stay_silent)
    with hostile(silent, newsroom=newsroom) as server:
        words = crawl(server.address, folder, LOG_LEVEL="INFO", REVISIT_AFTER=3600, **PATIENCE)
        with running(words, log) as process:
            wait_until(lambda: bool(silent.keys() & set(server.requests)))
            for number in numbers:
                process.send_signal(number)
                told = time.monotonic()
                wait_until(lambda: "Closing spider (shutdown)" in log.read_text())
            code = process.wait(timeout=LONGEST + 30)
            seconds = time.monotonic() - told
        silent.clear()
        with Archive(folder) as archive:
            ledger = rows(archive, "SELECT outcome, exit_code, finished IS NULL FROM runs")
        again = answer(words, **UNMEASURED)
    return Stopped(newsroom, server.address, folder, code, seconds, log.read_text(), ledger, again)


@pytest.fixture(scope="module")
def stops(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stopped]:
    def stop(name: str) -> Callable[[], Stopped]:
        folder = tmp_path_factory.mktemp("stopped") / "archive"
        return lambda: stopped_by(SIGNALS[name], folder)

    return together({name: stop(name) for name in SIGNALS})


@pytest.fixture(params=SIGNALS)
def stopped(request: pytest.FixtureRequest, stops: dict[str, Stopped]) -> Stopped:
    figure(request, f"{request.param}: exit {stops[request.param].code} after {stops[request.param].seconds:.1f} s")
    return stops[request.param]


def test_it_ends_with_75_and_a_sentence(stopped: Stopped):
    assert stopped.code == 75
    last = stopped.said.splitlines()[-1]
    assert "Interrupted. Nothing is lost: run the same again, and it goes on from here." in last


@pytest.mark.parametrize("name", SIGNALS)
def test_it_ends_in_time(stops: dict[str, Stopped], name: str):
    assert stops[name].seconds <= (LONGEST_AFTER_A_SECOND if len(SIGNALS[name]) > 1 else LONGEST)


def test_its_row_in_the_ledger_is_closed(stopped: Stopped):
    assert stopped.ledger == [("interrupted", 75, 0)]


def test_the_next_run_completes_it(stopped: Stopped):
    assert (stopped.again.returncode, stopped.again.stdout.endswith(" All well.\n")) == (0, True), stopped.again.stderr
    assert_complete(stopped.folder, stopped.address, stopped.newsroom)


def test_the_archive_is_sound(stopped: Stopped):
    sound(stopped.folder)


def test_one_that_comes_before_the_first_request_ends_it_with_75_too(tmp_path: Path, request: pytest.FixtureRequest):
    folder, log = tmp_path / "archive", tmp_path / "log"
    with serve(BigNewsroom(ARTICLES)) as server, running(crawl(server.address, folder), log) as process:
        wait_until((folder / "locks" / "kirtag.lock").exists)
        process.terminate()
        code = process.wait(timeout=30)
    figure(request, f"while starting: exit {code}")
    assert (code, "Interrupted." in log.read_text()) == (75, True)
