"""Two agencies crawled into one archive, while four readers read it: nobody is told that it is locked, or waits."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from socket import socket
from threading import Event, Thread
from urllib.parse import quote

import httpx
import pytest

from kirtag.archive import Archive
from kirtag.archive.database import FILE
from kirtag.demo import serve
from tests.builders import UNMEASURED, answer, command, one, wait_until
from tests.faults.big_newsroom import BigNewsroom
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.runs import running

pytestmark = pytest.mark.row("T-07", "two spiders and four readers on one archive")

# Articles of each agency, and seconds between two of its requests: two minutes of work, or eight seconds.
ARTICLES, DELAY = (500, 0.2) if WHOLE else (40, 0.1)
# The reader who reads on and on stops at this share of the requests.
LONG_READ = 0.7
# Milliseconds for 95 of 100 pages of the desk: the promise, and what a machine with other work on it may take.
PROMISED, BORNE = 200, 1000
LARGEST_LOG = 64 * 1024 * 1024

SECOND = """
from kirtag.spiders.kirtag import KirtagSpider

class SecondSpider(KirtagSpider):
    name = "second"
"""


@dataclass(slots=True)
class Load:
    """What the spiders ended with and the readers met. Times are in milliseconds, sizes in bytes."""

    folder: Path
    codes: list[int] = field(default_factory=list)
    said: str = ""
    times: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    verified: list[subprocess.CompletedProcess[str]] = field(default_factory=list)
    counts: set[int] = field(default_factory=set)
    log_peak: int = 0
    log_after_reader: int = 0
    log_at_end: int = 0

    @property
    def log(self) -> int:
        """The size of SQLite's log now."""
        try:
            return (self.folder / f"{FILE}-wal").stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def slowest(self) -> float:
        """What 95 of 100 pages did not take longer than."""
        return sorted(self.times)[len(self.times) * 95 // 100]

    def browse(self, desk: str, until: Event) -> None:
        """Read one page of the desk after the other."""
        with httpx.Client(timeout=30) as client:
            article = client.get(f"{desk}/kirtag/articles.json?_shape=array&_size=1").json()[0]["key"]
            pages = ("/", f"/search?q={quote('школу')}", f"/article/{quote(article)}", "/kirtag/articles?_size=50")
            for page in cycle(pages):
                start = time.perf_counter()
                response = client.get(desk + page)
                self.times.append((time.perf_counter() - start) * 1000)
                self.statuses.add(response.status_code)
                if until.wait(0.1):
                    return

    def read_on(self, until: Event) -> None:
        """Read in one transaction, which keeps SQLite's log from being folded in."""
        with closing(sqlite3.connect(f"{(self.folder / FILE).as_uri()}?mode=ro", uri=True)) as db:
            db.execute("BEGIN")
            ended = False
            while not ended:
                ended = until.wait(0.2)
                self.counts.add(db.execute("SELECT count(*) FROM articles").fetchone()[0])
                self.log_peak = max(self.log_peak, self.log)
            db.execute("ROLLBACK")

    def verify(self, until: Event) -> None:
        words = [sys.executable, "-m", "scrapy", "verify", "-s", f"ARCHIVE={self.folder}"]
        while not until.wait(1):
            self.verified.append(answer(words, **UNMEASURED))


@contextmanager
def reading(read: Callable[..., None], *words: object) -> Iterator[Event]:
    """Let a reader read in a thread of its own until the event is set; at the latest when the context ends."""
    enough = Event()
    thread = Thread(target=read, args=(*words, enough))
    thread.start()
    try:
        yield enough
    finally:
        enough.set()
        thread.join()


@contextmanager
def desk_of(folder: Path) -> Iterator[str]:
    """Open the desk as `scrapy browse` does, on a free port; yield its address."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "scrapy", "browse", "--port", str(port), "-s", f"ARCHIVE={folder}"]
    with running(words, folder.with_suffix(".desk")):
        wait_until(lambda: answers(port))
        yield f"http://127.0.0.1:{port}"


def answers(port: int) -> bool:
    with socket() as visitor:
        return visitor.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Load:
    place = tmp_path_factory.mktemp("load")
    (place / "second_agency").mkdir()
    (place / "second_agency" / "__init__.py").write_text(SECOND)
    load, newsroom = Load(place / "archive"), BigNewsroom(ARTICLES)
    agencies = {"kirtag": "kirtag.spiders", "second": "second_agency"}
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(newsroom)) for _ in agencies]
        processes = []
        for (agency, module), server in zip(agencies.items(), servers, strict=True):
            settings = {"DOWNLOAD_DELAY": DELAY, "SPIDER_MODULES": module}
            words = command(agency, "-a", f"site={server.address}", folder=load.folder, **settings)
            process = running(words, place / f"{agency}.log", PYTHONPATH=str(place))
            processes.append(stack.enter_context(process))

        def fetched(share: float) -> bool:
            asked = sum(len(server.requests) for server in servers)
            ended = all(process.poll() is not None for process in processes)
            return ended or asked >= share * 2 * (newsroom.lists() + ARTICLES)

        wait_until(lambda: fetched(0.1))
        wait_until(lambda: has_articles(load.folder))
        desk = stack.enter_context(desk_of(load.folder))
        with reading(load.browse, desk), reading(load.browse, desk), reading(load.verify):
            with reading(load.read_on):
                wait_until(lambda: fetched(LONG_READ), 300)
            # The next commits fold the log in, and cut it back.
            wait_until(lambda: load.log < LARGEST_LOG, 30)
            load.log_after_reader = load.log
            load.codes = [process.wait(300) for process in processes]
            load.log_at_end = load.log
    load.said = "".join(file.read_text() for file in place.glob("*.log"))
    return load


def has_articles(folder: Path) -> bool:
    with closing(sqlite3.connect(f"{(folder / FILE).as_uri()}?mode=ro", uri=True)) as db:
        return bool(db.execute("SELECT 1 FROM articles").fetchone())


def test_both_runs_are_well_and_nothing_is_lost(load: Load, request: pytest.FixtureRequest):
    assert load.codes == [0, 0], load.said
    with Archive(load.folder) as archive:
        stored = one(archive, "SELECT count(*) FROM articles")
        figure(request, f"{2 * ARTICLES - stored} of {2 * ARTICLES} lost")
        assert stored == one(archive, "SELECT count(DISTINCT key) FROM articles") == 2 * ARTICLES
        assert one(archive, "SELECT count(*) FROM pages WHERE state <> 'done'") == 0


def test_nobody_is_told_that_the_archive_is_locked(load: Load, request: pytest.FixtureRequest):
    said = [load.said, *(done.stdout + done.stderr for done in load.verified)]
    told = sum("locked" in text for text in said)
    figure(request, f"{len(load.times)} pages read, {len(load.verified)} times verified, {told} told 'locked'")
    assert told == 0
    assert load.statuses == {200}
    assert {done.returncode for done in load.verified} == {0}, load.verified


def test_readers_do_not_wait_for_writers(load: Load, request: pytest.FixtureRequest):
    figure(request, f"95 of 100 pages within {load.slowest:.0f} ms (promised: {PROMISED})")
    assert load.slowest < BORNE


def test_a_transaction_that_reads_on_sees_one_state(load: Load):
    assert len(load.counts) == 1


def test_the_log_is_cut_back_behind_a_long_reader_and_empty_at_the_end(load: Load, request: pytest.FixtureRequest):
    peak, after = (f"{size / 2**20:.1f} MiB" for size in (load.log_peak, load.log_after_reader))
    figure(request, f"log {peak} at its peak, {after} behind the long reader, {load.log_at_end} B at the end")
    assert load.log_after_reader < LARGEST_LOG
    assert load.log_at_end == 0


def test_the_archive_is_sound(load: Load):
    sound(load.folder)
