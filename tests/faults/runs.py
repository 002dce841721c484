"""A run under a fault: its process, what it said, and what must hold once a run after it has ended well."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kirtag.archive import Archive
from tests.builders import CHECKOUT, UNMEASURED, one
from tests.faults.big_newsroom import BigNewsroom


@contextmanager
def running(words: list[str], log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command at the checkout, what it says going into a file, and leave nothing of it running behind.

    A pipe would fill, and is empty once its process is dead.
    """
    around = os.environ | UNMEASURED | environment
    with (
        log.open("wb") as file,
        subprocess.Popen(words, cwd=CHECKOUT, env=around, stdout=file, stderr=file, start_new_session=True) as process,
    ):
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            assert not is_alive(process.pid), f"{words} left a process running"


def is_alive(group: int) -> bool:
    """Tell whether any process of a session is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def limited(words: list[str], size: int) -> list[str]:
    """Return the command under a limit: no file that it writes may have more bytes than this."""
    return [sys.executable, "-c", _LIMITED, str(size), *words]


_LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


def acknowledged(log: Path) -> list[str]:
    """Return the addresses of the articles that a run said to have stored."""
    return re.findall(r"Stored (\S+)\n", log.read_text())


def asked_again(requests: list[str], urls: list[str]) -> list[str]:
    """Return those of the paths asked for that belong to one of the addresses."""
    known = {url.split("/", 3)[3].rstrip("/") for url in urls}
    return [path for path in requests if path[1:].rstrip("/") in known]


def assert_complete(folder: Path, address: str, newsroom: BigNewsroom) -> None:
    """Assert that an archive holds each article of a newsroom once, in one wording, and that its ledger is in order."""
    expected = sorted(address + path for path in newsroom.paths())
    with Archive(folder) as archive:
        assert sorted(row["url"].rstrip("/") for row in archive.articles()) == expected
        assert one(archive, "SELECT count(DISTINCT key) FROM articles") == len(expected)
        assert one(archive, "SELECT count(DISTINCT sha256) FROM articles") == len(expected)
        assert one(archive, "SELECT max(number) FROM revisions") == 1
        assert one(archive, "SELECT count(*) FROM pages WHERE state <> 'done'") == 0
        assert one(archive, "SELECT count(*) FROM runs WHERE finished IS NULL") == 0
        assert one(archive, "SELECT sum(new) FROM runs") == len(expected)
