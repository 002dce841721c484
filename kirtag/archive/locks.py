"""Who is being crawled: the locks of the runs under way, looked at for an instant."""

import fcntl
from pathlib import Path


def being_crawled(folder: Path) -> frozenset[str]:
    """Return the agencies whose locks are held."""
    return frozenset(path.stem for path in (folder / "locks").glob("*.lock") if _is_held(path))


def _is_held(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
