"""A hostile server on loopback: at the addresses for which it has an act it misbehaves, down to the bytes of HTTP; at
all others it is a newsroom.

An act returns the steps of one answer, which are done in turn: bytes are sent, seconds are waited, RESET breaks the
connection. After the last step the server hangs up.
"""

import select
import socket
import struct
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, repeat
from math import inf
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

from kirtag.demo import Newsroom
from kirtag.demo.newsroom import HTML, Response

RESET = object()

Step = bytes | float | object
Act = Callable[[], Iterable[Step]]


# ---- the server ----


@dataclass(slots=True)
class Visit:
    """One connection: what was asked on it ("" for nothing), and when it came and went by the monotonic clock."""

    came: float
    path: str = ""
    went: float = inf


@dataclass(frozen=True, slots=True)
class Hostile:
    """A running server: where it is, and who came."""

    host: str
    port: int
    visits: list[Visit] = field(default_factory=list)

    def at(self, host: str) -> str:
        return f"http://{host}:{self.port}"

    @property
    def address(self) -> str:
        return self.at(self.host)

    @property
    def requests(self) -> list[str]:
        return [visit.path for visit in self.visits]


@contextmanager
def hostile(
    acts: Mapping[str, Act] | Callable[[str], Act | None], *, newsroom: Any = None, host: str = "127.0.0.1"
) -> Iterator[Hostile]:
    """Serve while the context lasts. `acts` has an act for an address, a path with its query, or None; `newsroom` is
    anything that responds as a Newsroom does.
    """
    with _Server((host, 0), _Connection) as server:
        server.act = acts if callable(acts) else acts.get
        server.newsroom = newsroom or Newsroom()
        server.running = Hostile(host, server.server_address[1])
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="hostile server")
        thread.start()
        try:
            yield server.running
        finally:
            server.shutdown()
            thread.join()
            server.hang_up()


class _Server(ThreadingTCPServer):
    # Its end waits for the threads, so that no socket outlives the context.
    daemon_threads = False
    request_queue_size = 64

    act: Callable[[str], Act | None]
    newsroom: Any
    running: Hostile

    def __init__(self, *where: Any) -> None:
        super().__init__(*where)
        self.connections: set[socket.socket] = set()

    def get_request(self) -> Any:
        connection, client = super().get_request()
        self.connections.add(connection)
        return connection, client

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End what is still under way, which may be an answer without an end."""
        for connection in self.connections.copy():
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Connection(BaseRequestHandler):
    """One request, one answer."""

    server: _Server

    def handle(self) -> None:
        visit = Visit(time.monotonic())
        self.server.running.visits.append(visit)
        # A client that leaves is what most acts are about.
        with suppress(ConnectionError):
            visit.path = self._asked()
            act = self.server.act(visit.path) if visit.path else stay_silent
            for step in act() if act else [self._ordinary(visit.path)]:
                self._do(step)
        visit.went = time.monotonic()

    def _asked(self) -> str:
        """Read the request; return its path."""
        head = b""
        while b"\r\n\r\n" not in head:
            more = self.request.recv(4096)
            if not more:
                return ""
            head += more
        return head.split(b" ", 2)[1].decode("latin-1")

    def _ordinary(self, path: str) -> bytes:
        found: Response = self.server.newsroom.respond(path, at=self.server.running.address)
        return answered(found.body, status=found.status, content_type=found.content_type)

    def _do(self, step: Step) -> None:
        if step is RESET:
            # Without a lingering the kernel breaks the connection (RST) instead of ending it (FIN).
            self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.request.close()
        elif isinstance(step, bytes):
            self.request.sendall(step)
        else:
            self._wait(step)

    def _wait(self, seconds: Any) -> None:
        """Wait, but no longer than the client does."""
        readable, _, _ = select.select([self.request], [], [], None if seconds == inf else seconds)
        if readable and not self.request.recv(1):
            raise ConnectionAbortedError


@contextmanager
def nobody() -> Iterator[str]:
    """An address on which nobody listens, and nobody will while the context lasts."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


# ---- answers ----


def head(*lines: str | bytes, status: int = 200, first: str = "") -> bytes:
    """The head of an answer, its lines sent letter for letter; `first` stands in for the status line."""
    told = [first or f"HTTP/1.1 {status} So", "Connection: close", *lines, "", ""]
    return b"\r\n".join(line.encode() if isinstance(line, str) else line for line in told)


def answered(
    body: bytes | str = b"", *lines: str | bytes, status: int = 200, first: str = "", content_type: str = HTML
) -> bytes:
    """A whole answer, right in all but what the caller adds."""
    body = body.encode() if isinstance(body, str) else body
    framing = (f"Content-Type: {content_type}", f"Content-Length: {len(body)}")
    return head(*framing, *lines, status=status, first=first) + body


def send(*steps: Step) -> Act:
    """Do these steps."""
    return lambda: steps


def status(code: int) -> Act:
    return send(answered("<h1>Ой</h1>", status=code))


def redirect(goal: str, code: int = 302) -> Act:
    return send(answered("", f"Location: {goal}", status=code))


def reset(before: bytes = b"") -> Act:
    """Break the connection, behind these bytes of an answer."""
    return send(before, RESET)


def drip(data: bytes, *, behind: bytes = b"", every: float = 0.5) -> Act:
    """Send bytes one by one, after those that they stand behind."""
    return send(behind, *chain.from_iterable(zip((bytes([byte]) for byte in data), repeat(every), strict=False)))


def stay_silent() -> Iterable[Step]:
    return [inf]


def in_turn(*acts: Act) -> Act:
    """Answer the first request by the first act, the second by the next, and so on; the last act stays."""
    waiting = list(acts)

    def steps() -> Iterable[Step]:
        act = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return act()

    return steps


def flood(chunk: bytes) -> Act:
    """An answer without an end, in chunks."""
    framed = b"%x\r\n%b\r\n" % (len(chunk), chunk)
    return lambda: chain([head(f"Content-Type: {HTML}", "Transfer-Encoding: chunked")], repeat(framed))


def loop(path: str) -> Act | None:
    """Redirect every address under /loop/ to one that is longer by a letter."""
    return redirect(path + "a") if path.startswith("/loop/") else None
