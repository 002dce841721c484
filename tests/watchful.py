"""A newsroom on loopback that answers as it is told, headers and all, and notes when it was asked for what."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from subprocess import Popen
from typing import NamedTuple

from kirtag.demo import Newsroom


class Reply(NamedTuple):
    """What to answer in the newsroom's place; status 0 hangs up without an answer."""

    status: int
    headers: Mapping[str, str] = {}
    body: str = ""


@dataclass(frozen=True, slots=True)
class Watchful:
    """The running site: its address, and what it was asked for when, in seconds of a clock that only goes forward."""

    address: str
    asked: list[tuple[float, str]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]

    @property
    def gaps(self) -> list[float]:
        """Seconds between each request and the next one."""
        moments = [moment for moment, _ in self.asked]
        return [later - earlier for earlier, later in pairwise(moments)]


@contextmanager
def watchful(reply: Callable[[str, int], Reply | None]) -> Iterator[Watchful]:
    """Serve the newsroom, but what `reply` has for a path and how often that path was asked for, this time included."""
    newsroom = Newsroom()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            running.asked.append((time.monotonic(), self.path))
            told = reply(self.path, running.paths.count(self.path))
            if told is None:
                usual = newsroom.respond(self.path, at=running.address)
                status, headers, body = usual.status, {"Content-Type": usual.content_type}, usual.body
            else:
                status, headers, body = told.status, dict(told.headers), told.body.encode()
            if not status:
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        running = Watchful(f"http://127.0.0.1:{http.server_port}")
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield running
        finally:
            http.shutdown()
            thread.join()


def wait_for_log(process: Popen[str], words: str) -> None:
    """Return as soon as a running command has logged a line with these words; fail when it ends without."""
    assert process.stderr
    read = []
    for line in process.stderr:
        read.append(line)
        if words in line:
            return
    raise AssertionError("".join(read))
