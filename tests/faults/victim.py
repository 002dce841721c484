"""The crawl that meets a hostile server: the memory that it takes, and the time that it waits."""

import sys
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from subprocess import CompletedProcess
from tempfile import NamedTemporaryFile

from kirtag.archive.database import FILE
from tests.builders import UNMEASURED, answer

# Should something blow up, it is the command that has no memory left, and not the machine.
_WEIGH = """
import pathlib, resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2)
done = subprocess.run(sys.argv[2:])
pathlib.Path(sys.argv[1]).write_text(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))
sys.exit(done.returncode)
"""


def weighed(words: list[str]) -> tuple[CompletedProcess[str], int]:
    """Run a command to its end; return it with the most memory that it held, in MiB."""
    with NamedTemporaryFile("r") as scales:
        ended = answer([sys.executable, "-c", _WEIGH, scales.name, *words], **UNMEASURED)
        return ended, int(scales.read())


def let_time_pass(folder: Path) -> None:
    """Make due what a run has put off, as if it were tomorrow."""
    with closing(connect(folder / FILE)) as db, db:
        db.execute("UPDATE pages SET next_visit = first_seen WHERE state IN ('failed', 'quarantined')")
