"""A run that is killed inside each step of a write, one run after the other into the same archive."""

import signal
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kirtag.demo import serve
from tests.builders import UNMEASURED, answer, crawl, together
from tests.faults.big_newsroom import BigNewsroom
from tests.faults.crash import POINTS
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.runs import acknowledged, asked_again, assert_complete, running

pytestmark = pytest.mark.row("T-02", "kill inside each write step")

# At which time of coming to a point the kill comes: each makes a chain of killed runs.
TIMES = (1, 2, 4, 9) if WHOLE else (3,)
ARTICLES = 120 if WHOLE else 40
# So small that several WARC files are ended before a run is.
WARC_SIZE = 20_000
# In place of our own, and without Scrapy's limit of memory, which takes a test's process for the crawl's.
EXTENSION = 'EXTENSIONS={"tests.faults.crash.CrashAt": 0, "scrapy.extensions.memusage.MemoryUsage": null}'


@dataclass(slots=True)
class Chain:
    """What the runs left that were killed at each point in turn, and how the run after them ended."""

    folder: Path
    newsroom: BigNewsroom
    address: str = ""
    killed: Counter[str] = field(default_factory=Counter)
    stored: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    last: subprocess.CompletedProcess[str] | None = None

    def play(self, time: int) -> None:
        with serve(self.newsroom) as server:
            self.address = server.address
            settings = {"LOG_LEVEL": "INFO", "REVISIT_AFTER": 3600, "WARC_SIZE": WARC_SIZE}
            words = crawl(server.address, self.folder, **settings)
            extension = ["-s", EXTENSION]
            for point in POINTS:
                seen, log = len(server.requests), self.folder.with_suffix(f".{point}")
                with running([*words, *extension, "-s", f"CRASH_AT={point}:{time}"], log) as process:
                    self.killed[point] += process.wait(timeout=60) == -signal.SIGKILL
                self.repeated += asked_again(server.requests[seen:], self.stored)
                self.stored += acknowledged(log)
            seen = len(server.requests)
            self.last = answer(words, **UNMEASURED)
            self.repeated += asked_again(server.requests[seen:], self.stored)


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Chain]:
    played = {time: Chain(tmp_path_factory.mktemp("crash") / "archive", BigNewsroom(ARTICLES)) for time in TIMES}

    def play(time: int) -> Callable[[], None]:
        return lambda: played[time].play(time)

    together({str(time): play(time) for time in TIMES})
    return played


@pytest.fixture(params=TIMES)
def chain(request: pytest.FixtureRequest, chains: dict[int, Chain]) -> Chain:
    return chains[request.param]


def test_each_run_was_killed_where_it_should_be(chain: Chain):
    assert chain.killed == dict.fromkeys(POINTS, 1)


def test_the_next_run_completes_what_the_killed_ones_began(chain: Chain):
    assert chain.last and chain.last.returncode == 0, chain.last.stderr
    assert_complete(chain.folder, chain.address, chain.newsroom)


def test_what_was_said_to_be_stored_is_not_fetched_again(chain: Chain):
    assert chain.repeated == []


def test_no_warc_file_is_left_open(chain: Chain):
    assert list((chain.folder / "warc").glob("*.open")) == []


def test_the_archive_is_sound(chain: Chain):
    sound(chain.folder)


def test_every_point_was_met(chains: dict[int, Chain], request: pytest.FixtureRequest):
    killed = sum((chain.killed for chain in chains.values()), Counter())
    complete = sum(chain.last is not None and chain.last.returncode == 0 for chain in chains.values())
    figure(request, f"{killed.total()} kills at {len(killed)} points, {complete}/{len(chains)} archives complete")
    assert killed == dict.fromkeys(POINTS, len(TIMES))
