"""The newsroom on a port of this machine, for the demo and for tests."""

import gzip
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from kirtag.demo.newsroom import Newsroom, Response


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its base `address`, and the paths (with queries) asked of it so far, each as often as asked."""

    address: str
    requests: list[str] = field(default_factory=list)


@contextmanager
def serve(newsroom: Newsroom, port: int = 0) -> Iterator[Server]:
    """Serve the newsroom on 127.0.0.1 while the context lasts; port 0 is any free one.

    The newsroom may be changed while it is served: the next request sees the change.

    Raises OSError when the port is taken.
    """
    http = _Http(newsroom, port)
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, name="kirtag demo newsroom")
    thread.start()
    try:
        yield http.running
    finally:
        http.shutdown()
        thread.join()
        http.hang_up()
        http.server_close()


class _Http(ThreadingHTTPServer):
    # server_close then waits for the threads, so that no socket outlives the context.
    daemon_threads = False

    def __init__(self, newsroom: Newsroom, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.newsroom = newsroom
        self.running = Server(f"http://127.0.0.1:{self.server_port}")
        self.connections: set[Any] = set()

    def get_request(self) -> Any:
        connection, client = super().get_request()
        self.connections.add(connection)
        return connection, client

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End the kept-alive connections, on which a thread would wait for as long as the client likes."""
        for connection in self.connections.copy():
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that hangs up; a fault of ours still prints its traceback."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Http
    protocol_version = "HTTP/1.1"
    server_version = "kirtag-demo"
    sys_version = ""
    # Headers and body leave in two writes; without this the second waits 40 ms for the first one's receipt.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._send(self.server.newsroom.respond(self._asked(), at=self.server.running.address), with_body=True)

    def do_HEAD(self) -> None:
        self._send(self.server.newsroom.respond(self._asked(), at=self.server.running.address), with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the demo's screen belongs to the crawl."""

    def _asked(self) -> str:
        self.server.running.requests.append(self.path)
        return self.path

    def _send(self, response: Response, *, with_body: bool) -> None:
        known = {tag.strip() for tag in self.headers.get("If-None-Match", "").split(",")}
        unchanged = response.etag in known
        body = response.body
        self.send_response(304 if unchanged else response.status)
        if response.etag and response.last_modified:
            self.send_header("ETag", response.etag)
            self.send_header("Last-Modified", response.last_modified)
        self.send_header("Vary", "Accept-Encoding")
        if not unchanged:
            self.send_header("Content-Type", response.content_type)
            if "gzip" in self.headers.get("Accept-Encoding", "") and not response.content_type.startswith("image/"):
                body = gzip.compress(body, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body and not unchanged:
            self.wfile.write(body)
