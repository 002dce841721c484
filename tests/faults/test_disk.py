"""A disk that is full: the run says so and stops, what was stored is sound, and with room the next one completes.

A limit on the size of a process's files stands in for the disk where one may not mount any.
"""

import random
import shutil
import subprocess
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import connect

import pytest

from kirtag.archive import Archive
from kirtag.archive.database import FILE
from kirtag.demo import serve
from kirtag.demo.newsroom import Response
from tests.builders import UNMEASURED, answer, crawl, rows, together
from tests.faults.big_newsroom import BigNewsroom
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.runs import assert_complete, limited

pytestmark = pytest.mark.row("T-04", "disk full")

ARTICLES = 30
FURTHER = 20


class Heavy(BigNewsroom):
    """A newsroom whose pages hold what no compression makes much smaller, so that WARC files grow fastest."""

    def respond(self, path: str, *, at: str) -> Response:
        usual = super().respond(path, at=at)
        noise = random.Random(path).randbytes(100_000).hex().encode()
        body = usual.body.replace(b"</body>", b"<!-- %b --></body>" % noise)
        return Response(usual.status, usual.content_type, body)


@dataclass(frozen=True, slots=True)
class Shortage:
    """What there is too little of: bytes that a file may have, or a disk's size, under the archive or `below` it."""

    files: int | None = None
    disk: str = ""
    below: str = ""
    newsroom: type[BigNewsroom] = BigNewsroom


SHORTAGES = {
    "files of 60 kB, less than the tables": Shortage(files=60_000),
    "files of 420 kB": Shortage(files=420_000),
    "files of 700 kB": Shortage(files=700_000),
    "files of 1 MB, which the WARC file meets first": Shortage(files=1_000_000, newsroom=Heavy),
    "a disk of 1 MB": Shortage(disk="1m"),
    "a disk of 2 MB": Shortage(disk="2m"),
    "a disk of 64 kB for WARC files": Shortage(disk="64k", below="warc"),
    "a disk for WARC files that takes none": Shortage(disk="64k,nr_inodes=1", below="warc"),
}
if not WHOLE:
    SHORTAGES = {name: SHORTAGES[name] for name in list(SHORTAGES)[3:5]}


@dataclass(frozen=True, slots=True)
class Full:
    """A run that had too little room: how it ended, what it asked for and captured, and the run with room after it."""

    folder: Path
    newsroom: BigNewsroom
    address: str
    ended: subprocess.CompletedProcess[str]
    asked: int
    captured: int
    again: subprocess.CompletedProcess[str]

    @property
    def further(self) -> int:
        """Requests beyond what it could keep; robots.txt is in no capture."""
        return self.asked - self.captured - 1 if self.asked else 0


def fill(shortage: Shortage, folder: Path) -> Full:
    newsroom, place = shortage.newsroom(ARTICLES), folder / shortage.below
    with ExitStack() as stack:
        if shortage.disk:
            place.mkdir(parents=True)
            mount("-t", "tmpfs", "-o", f"size={shortage.disk}", "tmpfs", str(place))
            stack.callback(subprocess.run, ["umount", str(place)], check=True)
        server = stack.enter_context(serve(newsroom))
        words = crawl(server.address, folder, REVISIT_AFTER=3600)
        short = limited(words, shortage.files) if shortage.files else words
        ended, asked = answer(short, **UNMEASURED), len(server.requests)
        with closing(connect(folder / FILE)) as db:
            begun = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'captures'").fetchone()
            captured = db.execute("SELECT count(*) FROM captures").fetchone()[0] if begun else 0
        if shortage.disk:
            mount("-o", "remount,size=64m,nr_inodes=1000", str(place))
        again = answer(words, **UNMEASURED)
        # The disk goes with its mount.
        kept = shutil.copytree(folder, folder.with_name("kept"))
    return Full(kept, newsroom, server.address, ended, asked, captured, again)


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def may_mount(tmp_path_factory: pytest.TempPathFactory) -> bool:
    """Whether this process may mount a disk; there is a program for it on Linux, and root may."""
    folder = tmp_path_factory.mktemp("mount")
    try:
        mount("-t", "tmpfs", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        return False
    subprocess.run(["umount", str(folder)], check=True)
    return True


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, may_mount: bool) -> dict[str, Full]:
    def job(name: str) -> Callable[[], Full]:
        folder = tmp_path_factory.mktemp("full") / "archive"
        return lambda: fill(SHORTAGES[name], folder)

    return together({name: job(name) for name, shortage in SHORTAGES.items() if may_mount or not shortage.disk})


@pytest.fixture(params=SHORTAGES)
def full(request: pytest.FixtureRequest, filled: dict[str, Full]) -> Full:
    if request.param not in filled:
        pytest.skip("mounting a disk takes root")
    return filled[request.param]


def test_a_full_disk_is_exit_code_3_and_a_sentence(full: Full):
    assert full.ended.returncode == 3, full.ended.stderr
    last = full.ended.stderr.splitlines()[-1]
    assert "The disk is full at " in last
    assert last.endswith("Nothing stored is lost: make room and run the same again.")


def test_the_run_stops_instead_of_fetching_what_it_cannot_keep(full: Full):
    assert full.further <= FURTHER


def test_with_room_the_next_run_completes(full: Full):
    assert full.again.returncode == 0, full.again.stderr
    assert_complete(full.folder, full.address, full.newsroom)
    with Archive(full.folder) as archive:
        assert rows(archive, "SELECT outcome, exit_code FROM runs")[-1] == ("well", 0)


def test_the_archive_is_sound(full: Full):
    sound(full.folder)


def test_every_shortage_was_met(filled: dict[str, Full], request: pytest.FixtureRequest):
    codes = sorted(full.ended.returncode for full in filled.values())
    further = max(full.further for full in filled.values())
    figure(request, f"{codes.count(3)} of {len(codes)} shortages: exit 3, at most {further} further requests")
    figure(request, f"{sum(full.again.returncode == 0 for full in filled.values())} complete with room")
    assert codes == [3] * len(codes)
