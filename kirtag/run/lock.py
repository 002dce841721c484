"""An agency's lock."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kirtag.errors import KirtagError


class AlreadyRunning(KirtagError):
    """Another process crawls this agency into this archive."""

    exit_code = 73

    def __init__(self, agency: str, folder: Path) -> None:
        super().__init__(f"{agency} is being crawled into {folder} already. Wait for that run to end.")


# Seconds for which a lock that is held is tried: `scrapy verify` and `scrapy status` look at it for an instant.
_PATIENCE = 0.5


@contextmanager
def lock(folder: Path, agency: str) -> Iterator[None]:
    """Keep an agency for this process while the context lasts, or raise AlreadyRunning within a second.

    It is the kernel's lock on a file, which goes with the process, however that ends.
    """
    locks = folder / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    with (locks / f"{agency}.lock").open("w") as file:
        patience = time.monotonic() + _PATIENCE
        while not _taken(file):
            if time.monotonic() > patience:
                raise AlreadyRunning(agency, folder)
            time.sleep(0.02)
        yield


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
