"""A run that is killed, told to stop, or started twice: nothing is lost, nothing is doubled, and the ledger says so."""

import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kirtag.archive import Archive
from kirtag.archive.database import FILE
from kirtag.demo import Newsroom, serve
from tests.builders import UNMEASURED, answer, crawl, one, rows, soundness, started, together, wait_until

# Requests after which the run ends: robots.txt, the lists, articles, the last pages of the listings. There are 40.
MOMENTS = (1, 5, 12, 25, 38)


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run that was ended by a signal left, and what the same command, run again, made of it."""

    newsroom: Newsroom
    address: str
    folder: Path
    code: int
    said: str
    stored: int
    again: subprocess.CompletedProcess[str]
    repeated: list[str]


def ended_by(number: int, after: int, folder: Path) -> Ended:
    newsroom = Newsroom()
    with serve(newsroom) as server:
        words = crawl(server.address, folder, DOWNLOAD_DELAY=0.02, REVISIT_AFTER=3600)
        with started(words) as process:
            wait_until(lambda: len(server.requests) >= after or process.poll() is not None)
            process.send_signal(number)
            said = "".join(process.communicate(timeout=60))
        with Archive(folder) as archive:
            urls = [row["url"] for row in archive.articles()]
        seen = len(server.requests)
        again = answer(words, **UNMEASURED)
        paths = {url.removeprefix(server.address).rstrip("/-") for url in urls}
        repeated = [path for path in server.requests[seen:] if path.rstrip("/-") in paths]
    return Ended(newsroom, server.address, folder, process.returncode, said, len(urls), again, repeated)


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    def end(number: int, after: int) -> Callable[[], Ended]:
        folder = tmp_path_factory.mktemp("ended") / "archive"
        return lambda: ended_by(number, after, folder)

    jobs = {f"kill -9 after {after}": end(signal.SIGKILL, after) for after in MOMENTS}
    return together(jobs | {f"kill -TERM after {after}": end(signal.SIGTERM, after) for after in (2, 20)})


@pytest.fixture(params=[*(f"kill -9 after {after}" for after in MOMENTS), "kill -TERM after 2", "kill -TERM after 20"])
def end(request: pytest.FixtureRequest, ends: dict[str, Ended]) -> Ended:
    return ends[request.param]


def test_the_next_run_completes_what_the_first_began(end: Ended):
    assert (end.again.returncode, end.again.stderr) == (0, "")
    expected = sorted(
        end.address + end.newsroom.editions[article.language].path(article) for article in end.newsroom.articles
    )
    with Archive(end.folder) as archive:
        assert sorted(row["url"].rstrip("/") for row in archive.articles()) == expected
        assert one(archive, "SELECT count(*) FROM pages WHERE state <> 'done'") == 0
        assert one(archive, "SELECT max(number) FROM revisions") == 1


def test_what_was_stored_before_is_not_fetched_again(end: Ended):
    assert end.repeated == []


def test_the_archive_is_sound(end: Ended):
    assert soundness(end.folder / FILE) == ["ok"]


def test_the_ledger_tells_what_happened(end: Ended):
    first = ("interrupted", 75) if end.code != -signal.SIGKILL else ("died", 75)
    with Archive(end.folder) as archive:
        assert rows(archive, "SELECT outcome, exit_code FROM runs") == [first, ("well", 0)]
        assert one(archive, "SELECT count(*) FROM runs WHERE finished IS NULL") == 0
        assert one(archive, "SELECT sum(new) FROM runs") == len(end.newsroom.articles)


def test_the_kills_came_at_the_start_in_the_middle_and_at_the_end(ends: dict[str, Ended]):
    killed = [ends[f"kill -9 after {after}"] for after in MOMENTS]
    assert [end.code for end in killed] == [-signal.SIGKILL] * len(MOMENTS)
    assert killed[0].stored == 0 < killed[2].stored < killed[3].stored < len(killed[3].newsroom.articles)


@pytest.mark.parametrize("after", [2, 20])
def test_a_run_that_is_told_to_stop_says_that_it_will_go_on(ends: dict[str, Ended], after: int):
    end = ends[f"kill -TERM after {after}"]
    assert end.code == 75
    assert "Interrupted. Nothing is lost: run the same again" in end.said


def test_a_second_run_of_an_agency_ends_at_once_and_disturbs_nothing(tmp_path: Path):
    with serve(Newsroom()) as server, serve(Newsroom()) as other:
        with started(crawl(server.address, tmp_path, DOWNLOAD_DELAY=0.1)) as first:
            wait_until(lambda: len(server.requests) >= 3)
            second = answer(crawl(other.address, tmp_path))
            assert first.poll() is None
        assert (second.returncode, second.stdout, other.requests) == (73, "", [])
        said = f"scrapy crawl: kirtag is being crawled into {tmp_path} already. Wait for that run to end.\n"
        assert second.stderr == said
        # `started` has killed the first: its lock went with it.
        assert answer(crawl(server.address, tmp_path)).returncode == 0
    with Archive(tmp_path) as archive:
        assert rows(archive, "SELECT outcome FROM runs") == [("died",), ("well",)]
