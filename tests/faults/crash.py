"""A Scrapy extension that kills its own process inside a write: `-s CRASH_AT=POINT:N`, at the Nth time it comes there.

kirtag knows nothing of it: the functions that write are wrapped, in that process alone.
"""

import os
import signal
from collections.abc import Callable
from typing import Any, NamedTuple, Self

from scrapy.crawler import Crawler

from kirtag.archive import Archive, ledger
from kirtag.archive.warc import Warc, writing


class Point(NamedTuple):
    """A function, by its owner and name, and whether the kill comes `before` it, `after` it, or instead of its end."""

    owner: Any
    name: str
    when: str


# In the order in which a response comes through them, and then a file's end.
POINTS = {
    "half_a_record": Point(writing, "write", "half"),
    "warc": Point(Warc, "append", "after"),
    "before_tx": Point(Archive, "save", "before"),
    # The counters are the last thing that each transaction writes.
    "in_tx": Point(ledger, "count", "after"),
    "after_tx": Point(Archive, "save", "after"),
    "before_rename": Point(writing, "settle", "before"),
    "rename": Point(writing, "settle", "after"),
}


class CrashAt:
    """Kill the process at a point of POINTS, at the given time of coming there."""

    def __init__(self, point: str, time: int) -> None:
        owner, name, self.when = POINTS[point]
        self.left = time
        setattr(owner, name, self._wrapped(getattr(owner, name)))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        point, _, time = crawler.settings["CRASH_AT"].partition(":")
        return cls(point, int(time))

    def _wrapped(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def crashing(*args: Any, **kwargs: Any) -> Any:
            self.left -= 1
            if self.left == 0 and self.when == "half":
                descriptor, data, offset = args
                function(descriptor, data[: len(data) // 2], offset)
            if self.left == 0 and self.when != "after":
                die()
            result = function(*args, **kwargs)
            if self.left == 0:
                die()
            return result

        return crashing


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
