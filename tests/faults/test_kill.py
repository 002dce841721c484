"""A run that is killed at any moment, with no warning: nothing is lost, nothing is doubled, and the ledger says so."""

import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kirtag.archive import Archive
from kirtag.demo import serve
from tests.builders import UNMEASURED, answer, crawl, rows, together, wait_until
from tests.faults.big_newsroom import BigNewsroom
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.runs import acknowledged, asked_again, assert_complete, running

pytestmark = pytest.mark.row("T-01", "kill -9 at random points")

ARTICLES = 500 if WHOLE else 60
# The part of the run in which each kill of a round comes, one run after the other; then a run goes on to the end.
ROUNDS = [("start", "middle"), ("listing",), ("close",)] * (10 if WHOLE else 1)


@dataclass(slots=True)
class Round:
    """What the killed runs of one archive left, and how the run after them ended."""

    folder: Path
    newsroom: BigNewsroom
    address: str = ""
    stored: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)
    last: subprocess.CompletedProcess[str] | None = None

    def play(self, kills: tuple[str, ...], dice: random.Random) -> None:
        with serve(self.newsroom) as server:
            self.address = server.address
            words = crawl(server.address, self.folder, LOG_LEVEL="INFO", REVISIT_AFTER=3600)
            for number, part in enumerate(kills):
                self._kill(words, self.folder.with_suffix(f".{number}"), part, server.requests, dice)
            seen = len(server.requests)
            self.last = answer(words, **UNMEASURED)
            self.repeated += asked_again(server.requests[seen:], self.stored)

    def _kill(self, words: list[str], log: Path, part: str, requests: list[str], dice: random.Random) -> None:
        """Kill a run in a part of it, at a random moment."""
        seen, lists = len(requests), self.newsroom.lists()
        with running(words, log) as process:
            if part == "start":
                wait_until((self.folder / "locks" / "kirtag.lock").exists)
                time.sleep(dice.uniform(0, 0.5))
            elif part == "close":
                wait_until(lambda: b"Closing spider" in log.read_bytes(), 300)
                time.sleep(dice.uniform(0, 0.1))
            else:
                first, last = (1, lists) if part == "listing" else (lists, lists + ARTICLES * 9 // 10)
                goal = seen + dice.randint(first, last)
                wait_until(lambda: len(requests) >= goal or process.poll() is not None, 300)
                time.sleep(dice.uniform(0, 0.05))
            process.kill()
            # The run may have ended before.
            self.killed[part] += process.wait() == -signal.SIGKILL
        self.repeated += asked_again(requests[seen:], self.stored)
        self.stored += acknowledged(log)


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> list[Round]:
    played = [Round(tmp_path_factory.mktemp("killed") / "archive", BigNewsroom(ARTICLES)) for _ in ROUNDS]

    def play(number: int) -> Callable[[], None]:
        return lambda: played[number].play(ROUNDS[number], random.Random(number))

    together({str(number): play(number) for number in range(len(ROUNDS))})
    return played


@pytest.fixture(params=range(len(ROUNDS)), ids=[f"{number} {'+'.join(kills)}" for number, kills in enumerate(ROUNDS)])
def played(request: pytest.FixtureRequest, rounds: list[Round]) -> Round:
    return rounds[request.param]


def test_the_next_run_completes_what_the_killed_ones_began(played: Round):
    assert played.last and played.last.returncode == 0, played.last.stderr
    assert_complete(played.folder, played.address, played.newsroom)


def test_what_was_said_to_be_stored_is_not_fetched_again(played: Round):
    assert played.repeated == []


def test_the_archive_is_sound(played: Round):
    sound(played.folder)


def test_the_ledger_tells_what_happened(played: Round):
    with Archive(played.folder) as archive:
        told = rows(archive, "SELECT outcome, exit_code FROM runs")
    # One that was killed before its row was written, or after it was closed, did not die to the ledger.
    assert told[-1] == ("well", 0)
    assert set(told[:-1]) <= {("died", 75), ("well", 0)}


def test_the_kills_came_in_every_part_of_a_run(rounds: list[Round], request: pytest.FixtureRequest):
    killed = sum((played.killed for played in rounds), Counter())
    complete = sum(played.last is not None and played.last.returncode == 0 for played in rounds)
    said = sum(len(played.stored) for played in rounds)
    told = ", ".join(f"{number} in {part}" for part, number in killed.items())
    figure(request, f"{complete}/{len(rounds)} archives of {ARTICLES} complete after {killed.total()} kills ({told})")
    repeated = sum(len(played.repeated) for played in rounds)
    figure(request, f"{said} articles acknowledged before them, {repeated} of these fetched again")
    assert {"start", "listing", "middle"} <= set(killed)
    assert killed["close"] or not WHOLE
