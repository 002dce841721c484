"""A host that asks to be left alone: the run waits, or ends where that would take too long, and does not ask again."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kirtag.archive import Archive
from kirtag.archive.database import FILE
from kirtag.demo import Newsroom
from tests.builders import UNMEASURED, answer, crawl, is_article, one, rows, soundness, started, together
from tests.faults.matrix import WHOLE, figure
from tests.watchful import Reply, Watchful, wait_for_log, watchful

pytestmark = pytest.mark.row("T-10", "429 and 503 with Retry-After")

ARTICLES = len(Newsroom().articles)
# Seconds that a host asks for: more where there is time to prove it.
SHORT = 5 if WHOLE else 2


def in_seconds(seconds: float) -> str:
    """An HTTP date so many seconds ahead or, since it knows no fractions, up to one more."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds + 1), usegmt=True)


@dataclass(frozen=True, slots=True)
class Case:
    """A status and what its Retry-After says; it is the first answer at `path`, at the first article if that is "".

    `wait` is for how many seconds the host then has to be left alone; None ends the run.
    """

    status: int
    says: Callable[[], str | None]
    wait: float | None
    path: str = "/rss.xml"

    def headers(self) -> dict[str, str]:
        says = self.says()
        return {} if says is None else {"Retry-After": says}


CASES = {
    "429, in seconds": Case(429, lambda: str(SHORT), SHORT),
    "503, in seconds": Case(503, lambda: str(SHORT), SHORT),
    "429, a date": Case(429, lambda: in_seconds(SHORT), SHORT),
    "429, junk": Case(429, lambda: "soon", 1),
    "429 without a word": Case(429, lambda: None, 1),
    "429, a date that is past": Case(429, lambda: in_seconds(-3600), 0),
    "429 for robots.txt": Case(429, lambda: str(SHORT), SHORT, "/robots.txt"),
    "429 for an article": Case(429, lambda: str(SHORT), SHORT, ""),
    "429, an hour": Case(429, lambda: "3600", None),
    "503, an hour": Case(503, lambda: "3600", None),
    "429, a date tomorrow": Case(429, lambda: in_seconds(86400), None),
    "429 for robots.txt, an hour": Case(429, lambda: "3600", None, "/robots.txt"),
    "429 for an article, an hour": Case(429, lambda: "3600", None, ""),
}
# Under `make test` one of each kind.
BRIEF = ("429, in seconds", "429, a date", "429 without a word", "503, an hour", "429 for an article, an hour")
if not WHOLE:
    CASES = {name: CASES[name] for name in BRIEF}
WAITING = [name for name, case in CASES.items() if case.wait is not None]
ENDING = [name for name, case in CASES.items() if case.wait is None]


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a crawl whose host told it to wait, and what it had asked for when."""

    case: Case
    ended: CompletedProcess[str]
    site: Watchful
    refused: int
    folder: Path


def telling(case: Case, moments: list[int]) -> Callable[[str, int], Reply | None]:
    """Answer by a case, once; the number of the request so answered goes into `moments`."""
    asked = count()

    def reply(path: str, times: int) -> Reply | None:
        number = next(asked)
        if moments or not (path == case.path or (not case.path and is_article(path))):
            return None
        moments.append(number)
        return Reply(case.status, case.headers())

    return reply


def tell(case: Case, folder: Path) -> Told:
    """Crawl a site that tells the crawl to wait once."""
    refused: list[int] = []
    with watchful(telling(case, refused)) as site:
        words = crawl(site.address, folder, RETRY_AFTER_DEFAULT=1)
        return Told(case, answer(words, **UNMEASURED), site, refused[0], folder)


@pytest.fixture(scope="module")
def all_told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    def job(case: Case) -> Callable[[], Told]:
        folder = tmp_path_factory.mktemp("told") / "archive"
        return lambda: tell(case, folder)

    return together({name: job(case) for name, case in CASES.items()})


def assert_complete(folder: Path) -> None:
    """Assert that an archive is sound and holds every article of the site."""
    with Archive(folder) as archive:
        assert one(archive, "SELECT count(*) FROM articles") == ARTICLES
        assert rows(archive, "SELECT url, state FROM pages WHERE state <> 'done'") == []
    assert soundness(folder / FILE) == ["ok"]


@pytest.mark.parametrize("name", WAITING)
def test_the_host_is_left_alone_for_as_long_as_it_asks(
    all_told: dict[str, Told], request: pytest.FixtureRequest, name: str
):
    told = all_told[name]
    waited = told.site.gaps[told.refused]
    figure(request, f"{name}: asked again after {waited:.2f} s")
    assert told.case.wait <= waited < told.case.wait + 3


@pytest.mark.parametrize("name", WAITING)
def test_then_the_run_completes(all_told: dict[str, Told], name: str):
    told = all_told[name]
    assert (told.ended.returncode, told.ended.stderr) == (0, "")
    assert told.site.paths.count(told.site.paths[told.refused]) == 2
    assert_complete(told.folder)


@pytest.mark.parametrize("name", ENDING)
def test_a_host_that_asks_for_too_long_ends_the_run_and_is_not_asked_again(
    all_told: dict[str, Told], request: pytest.FixtureRequest, name: str
):
    told = all_told[name]
    figure(request, f"{name}: exit {told.ended.returncode} after {len(told.site.asked)} requests")
    assert told.ended.returncode == 75, told.ended.stderr
    assert len(told.site.asked) == told.refused + 1
    if told.case.path:
        assert told.site.paths == ["/robots.txt", told.case.path][: told.refused + 1]


@pytest.mark.parametrize("name", ENDING)
def test_nothing_is_lost_by_that_and_the_next_run_knows(all_told: dict[str, Told], name: str):
    folder = all_told[name].folder
    with Archive(folder) as archive:
        assert rows(archive, "SELECT exit_code, quarantined FROM runs") == [(75, 0)]
        assert rows(archive, "SELECT url FROM pages WHERE state NOT IN ('done', 'due')") == []
        until = archive.told_to_wait("kirtag")
    assert until
    assert timedelta(minutes=45) < until - datetime.now(UTC) <= timedelta(days=1)
    assert soundness(folder / FILE) == ["ok"]


def test_a_run_that_waits_ends_when_it_is_told_to_and_the_next_one_completes(
    tmp_path: Path, request: pytest.FixtureRequest
):
    with watchful(telling(Case(429, lambda: "600", 600, ""), [])) as site:
        words = crawl(site.address, tmp_path, LOG_LEVEL="INFO")
        with started(words) as process:
            wait_for_log(process, "asks to be left alone for 600 seconds (429)")
            asked, begun = len(site.asked), time.monotonic()
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
            took = time.monotonic() - begun
        figure(request, f"SIGTERM while waiting: ended after {took:.2f} s")
        assert (process.returncode, len(site.asked)) == (75, asked)
        assert took < 3
        assert answer(words, **UNMEASURED).returncode == 0
    assert_complete(tmp_path)
