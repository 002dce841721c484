"""A disk that is full: the run says so and stops, what was stored is sound, and with room the next one completes."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kirtag.archive import Archive
from kirtag.archive.database import FILE
from kirtag.demo import Newsroom, serve
from tests.builders import CHECKOUT, answer, crawl, one, rows, soundness, together

# Bytes that a file may have: no room for the first tables, for an article or two, for some more.
ROOM = (60_000, 420_000, 700_000)

# The limit is the process's own: it holds for every file that it writes. Coverage's data would not fit either.
LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


def limited(words: list[str], room: int) -> subprocess.CompletedProcess[str]:
    """Run a command at the checkout that may not write a file of more than `room` bytes."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, "-c", LIMITED, str(room), *words]
    return subprocess.run(command, cwd=CHECKOUT, env=plain, capture_output=True, text=True, timeout=120, check=False)


@dataclass(frozen=True, slots=True)
class Full:
    """A run that had too little room: how it ended, what it asked for and stored, and the run with room after it."""

    file: Path
    ended: subprocess.CompletedProcess[str]
    asked: int
    stored: int
    state: list[str]
    again: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Full]:
    def fill(room: int) -> Callable[[], Full]:
        folder = tmp_path_factory.mktemp("full") / "archive"

        def run() -> Full:
            with serve(Newsroom()) as server:
                words = crawl(server.address, folder, REVISIT_AFTER=3600)
                ended, asked = limited(words, room), len(server.requests)
                with Archive(folder) as archive:
                    stored = one(archive, "SELECT count(*) FROM articles")
                state = soundness(folder / FILE)
                return Full(folder / FILE, ended, asked, stored, state, answer(words))

        return run

    return together({str(room): fill(room) for room in ROOM})


@pytest.fixture(params=map(str, ROOM))
def full(request: pytest.FixtureRequest, filled: dict[str, Full]) -> Full:
    return filled[request.param]


def test_a_full_disk_is_exit_code_3_and_a_sentence(full: Full):
    assert full.ended.returncode == 3
    assert f"The disk is full at {full.file}" in full.ended.stderr.splitlines()[-1]
    assert "make room and run the same again." in full.ended.stderr.splitlines()[-1]


def test_what_was_stored_is_sound(full: Full):
    assert full.state == ["ok"]
    assert full.stored < 30


def test_the_run_stops_instead_of_fetching_what_it_cannot_keep(full: Full):
    # robots.txt, the five lists, what was stored, and what was under way.
    assert full.asked <= 6 + full.stored + 20


def test_with_room_the_next_run_completes(full: Full):
    assert (full.again.returncode, full.again.stderr) == (0, "")
    with Archive(full.file.parent) as archive:
        assert one(archive, "SELECT count(*) FROM articles") == 30
        assert one(archive, "SELECT count(*) FROM pages WHERE state <> 'done'") == 0
        assert rows(archive, "SELECT outcome, exit_code FROM runs")[-1] == ("well", 0)
    assert soundness(full.file) == ["ok"]
