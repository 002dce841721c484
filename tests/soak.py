"""`make soak`: a crawl of a hundred thousand pages on loopback, and what it does to memory.

    python -m tests.soak [PAGES]

The pages are the demo's, each with headline, address and a paragraph of its own; a hundred stand on each page of one
long listing. Ends with 1 where a bound is broken: after the first tenth the resident memory may grow by 20 MiB per
100,000 pages (judged from 50,000 on), and never be above 200 MiB; files and threads stay flat, the log is empty at the
end.
"""

import asyncio
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kirtag.demo import Newsroom
from tests.builders import CHECKOUT, crawl

ON_A_PAGE = 100
SLOPE, PEAK = 20.0, 200.0
# Fewer pages tell of the warming up alone: tables that are read once, caches that fill.
ENOUGH = 50_000


class LongNewsroom:
    """An endless newsroom: every address `/ru/news/<words>-<number>-` is an article, up to a number of them."""

    def __init__(self, pages: int) -> None:
        newsroom = Newsroom()
        articles = [article for article in newsroom.articles if article.language == "ru"]
        self.pages, self.asked = pages, 0
        self.models = []
        for article in articles:
            body = newsroom.respond(newsroom.editions["ru"].path(article), at="http://127.0.0.1").body.decode()
            self.models.append((article.headline, body.replace(article.headline, "\0")))

    def answer(self, path: str) -> tuple[int, str]:
        """Status and page of a path."""
        self.asked += 1
        if found := re.fullmatch(r"/ru/news/\?PAGEN_1=(\d+)|(/ru/news/)", path):
            return 200, self._listing(int(found[1] or 1))
        if found := re.fullmatch(r"/ru/news/novost-nomer-(\d+)-/?", path):
            return 200, self._article(int(found[1]))
        if path in ("/kg/news/", "/en/news/"):
            return 200, '<html><body><a href="/ru/news/novost-nomer-1-">Новость</a></body></html>'
        return 404, ""

    def _listing(self, page: int) -> str:
        first = (page - 1) * ON_A_PAGE + 1
        numbers = range(first, min(first + ON_A_PAGE, self.pages + 1))
        items = "".join(f'<p><a href="/ru/news/novost-nomer-{number}-">Новость</a></p>' for number in numbers)
        following = f'<a href="/ru/news/?PAGEN_1={page + 1}">Дальше</a>' if numbers.stop <= self.pages else ""
        return f"<!doctype html><html><body>{items}{following}</body></html>"

    def _article(self, number: int) -> str:
        headline, page = self.models[number % len(self.models)]
        own = f"<p>Сообщение номер {number} передано в {number % 24} часов по местному времени.</p>"
        return page.replace("\0", f"{headline}: {number}").replace("Поделиться новостью", own + "Поделиться новостью")


@contextmanager
def served(newsroom: LongNewsroom) -> Iterator[str]:
    """Serve on loopback from a thread of its own, several requests a connection; yield the address."""
    loop = asyncio.new_event_loop()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                status, page = newsroom.answer(head.split(b" ", 2)[1].decode())
                body = page.encode()
                writer.write(
                    f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = loop.run_until_complete(asyncio.start_server(converse, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


def resident(process: subprocess.Popen[bytes]) -> tuple[float, int, int]:
    """Resident memory in MiB, open files and threads of a process."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    files = len(list(Path(f"/proc/{process.pid}/fd").iterdir()))
    kib, threads = (int(re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE)[1]) for name in ("VmRSS", "Threads"))
    return kib / 1024, files, threads


def slope(points: list[tuple[int, float]]) -> float:
    """Growth in MiB per 100,000 pages: the line of least squares."""
    pages, memory = zip(*points, strict=True)
    mean, level = sum(pages) / len(pages), sum(memory) / len(memory)
    spread = sum((page - mean) ** 2 for page in pages)
    return 1e5 * sum((page - mean) * (mib - level) for page, mib in points) / spread


def run(pages: int) -> int:
    newsroom = LongNewsroom(pages)
    with tempfile.TemporaryDirectory(dir=CHECKOUT / ".cache") as folder, served(newsroom) as address:
        archive = Path(folder) / "archive"
        bounds = {"DEPTH_LIMIT": 0, "CLOSESPIDER_TIMEOUT": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}
        words = crawl(address, archive, CONCURRENT_REQUESTS=8, LOG_LEVEL="ERROR", **bounds)
        started, points, beside = time.monotonic(), [], []
        with subprocess.Popen(words, cwd=CHECKOUT) as process:
            while process.poll() is None:
                try:
                    memory, files, threads = resident(process)
                except (FileNotFoundError, TypeError):
                    break
                points.append((newsroom.asked, memory))
                beside.append((files, threads))
                time.sleep(1)
        seconds = time.monotonic() - started
        left = (archive / "kirtag.db-wal").stat().st_size if (archive / "kirtag.db-wal").exists() else 0
        sizes = {kind: sum(file.stat().st_size for file in archive.rglob(kind)) for kind in ("*.db", "*.warc.gz")}
    settled = [point for point in points if point[0] >= pages / 10]
    growth, peak = slope(settled), max(memory for _, memory in points)
    early, late = beside[: len(beside) // 2], beside[len(beside) // 2 :]
    files, threads = (max(row[n] for row in late) - max(row[n] for row in early) for n in (0, 1))
    print(
        f"exit code {process.returncode}, {newsroom.asked} pages in {seconds:.0f} s: {newsroom.asked / seconds:.0f}/s"
    )
    print(f"resident memory: peak {peak:.0f} MiB (bound {PEAK:.0f})")
    print(f"    and {growth:+.1f} MiB per 100,000 pages (bound {SLOPE:.0f})")
    print(f"files {files:+}, threads {threads:+} in the second half; left in SQLite's log: {left} bytes")
    print(
        f"per article: database {sizes['*.db'] / pages / 1000:.1f} kB, WARC {sizes['*.warc.gz'] / pages / 1000:.1f} kB"
    )
    grows = growth > SLOPE and pages >= ENOUGH
    return int(process.returncode != 0 or grows or peak > PEAK or left > 0 or files > 8 or threads > 4)


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
