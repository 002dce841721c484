"""What tests are built of: an invented article, a clock that one sets, small sites, the command as people run it."""

import gzip
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from sqlite3 import connect
from typing import Any
from zoneinfo import ZoneInfo

from kirtag.archive import Archive
from kirtag.demo import Newsroom
from kirtag.demo.newsroom import HTML, Response
from kirtag.items import Agency, Article, Capture
from kirtag.pipelines import text_rules

CHECKOUT = Path(__file__).parent.parent
BISHKEK = ZoneInfo("Asia/Bishkek")
KIRTAG = Agency("КирТАГ", country="KG", timezone="Asia/Bishkek", languages=("ru", "ky"))
URL = "https://kyrtag.kg/ru/news/sneg-na-perevale-"
KEY = "kirtag:kyrtag.kg/ru/news/sneg-na-perevale"
SECOND = "https://kyrtag.kg/ru/news/na-too-ashuu-vypal-sneg-"
HEADLINE = "На перевале Тоо-Ашуу выпал снег"
DATELINE = "БИШКЕК. 22 ноября. КирТАГ - "
LEAD = "На перевале Тоо-Ашуу ночью выпал снег."
REST = "Дорожники расчистили трассу к утру."
CREDIT = "Источник фото: Минтранс"
PRINTED = (DATELINE + LEAD, REST, CREDIT)


class Clock:
    """A clock that stands still until it is set on. It starts at noon in Bishkek."""

    def __init__(self, moment: datetime = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> datetime:
        self.moment += timedelta(**span)
        return self.moment


def article(*printed: str, url: str = URL, **facts: Any) -> Article:
    """An article as the pipelines hand it to the archive; `printed` are the paragraphs that its page shows."""
    known = {
        "agency": "kirtag",
        "language": "ru",
        "headline": HEADLINE,
        "published": datetime(2026, 11, 22, 9, 30, tzinfo=BISHKEK),
        "published_printed": "Дата: 09:30, 22-11-2026",
    }
    made = Article(url=url, body=list(printed or PRINTED), **(known | facts))
    for rule in text_rules():
        made = rule.process_item(made)
    return made


def plain(*printed: str, url: str = URL, **facts: Any) -> Article:
    """The same article as rules read it that know neither datelines nor credits."""
    read = article(*printed, url=url, **facts)
    read.body, read.dateline, read.credits, read.cuts = list(printed or PRINTED), None, [], []
    return read


def capture(moment: datetime, url: str = URL, *, asked: str | None = None, status: int = 200, **facts: Any) -> Capture:
    return Capture(url=url, asked=asked or url, status=status, captured=moment, **facts)


def rows(archive: Archive, sql: str, *values: object) -> list[tuple[Any, ...]]:
    return archive.db.execute(sql, values).fetchall()


def one(archive: Archive, sql: str, *values: object) -> Any:
    """The only column of the only row."""
    ((value,),) = rows(archive, sql, *values)
    return value


def soundness(file: Path) -> list[str]:
    """What SQLite's own checks of the tables and of the search index against them say: `ok` where all is well."""
    with closing(connect(file)) as db:
        db.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
        problems = db.execute("PRAGMA foreign_key_check").fetchall()
        return [row[0] for row in db.execute("PRAGMA integrity_check")] + [str(problem) for problem in problems]


def gzipped(data: bytes) -> bytes:
    """Data in gzip, without the hour: what a test is called must not change with it."""
    return gzip.compress(data, mtime=0)


# ---- sites ----


def html(body: str, status: int = 200) -> Response:
    return Response(status, HTML, body.encode())


class Everywhere:
    """A site that answers every address with the same: give it to `serve` in a newsroom's place."""

    def __init__(self, other: Response) -> None:
        self.other = other

    def respond(self, path: str, *, at: str) -> Response:
        return self.other


class Spoilt(Newsroom):
    """The newsroom, but with another answer at the addresses for which `other` has one."""

    def __init__(self, other: Callable[[str], Response | None]) -> None:
        super().__init__()
        self.other = other

    def respond(self, path: str, *, at: str) -> Response:
        return self.other(path) or super().respond(path, at=at)


def is_article(path: str) -> bool:
    return path.startswith(("/ru/news/", "/kg/news/", "/en/news/")) and not path.endswith("/news/") and "?" not in path


def links(*paths: str) -> str:
    """A listing of the given articles."""
    items = "".join(f'<h2><a href="{path}">Жаңылык</a></h2>' for path in paths)
    return f"<!doctype html><html><body>{items}</body></html>"


@dataclass(frozen=True, slots=True)
class Site:
    """A running site: its base address with the given host, its port, and the paths asked of it so far."""

    port: int
    requests: list[str] = field(default_factory=list)

    def at(self, host: str) -> str:
        return f"http://{host}:{self.port}"

    @property
    def address(self) -> str:
        return self.at("127.0.0.1")


@contextmanager
def site(pages: Mapping[str, str], redirects: Mapping[str, str] | None = None) -> Iterator[Site]:
    """Serve HTML pages by path on loopback, and redirect other paths; all else is a 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            running.requests.append(self.path)
            goal = (redirects or {}).get(self.path)
            self.send_response(302 if goal else 200 if self.path in pages else 404)
            if goal:
                self.send_header("Location", goal)
            self.send_header("Content-Type", HTML)
            body = pages.get(self.path, "").encode()
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        running = Site(http.server_port)
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield running
        finally:
            http.shutdown()
            thread.join()


# ---- the command ----


def command(*words: str, folder: Path, **settings: object) -> list[str]:
    """`scrapy crawl` with these words, into an archive's folder, without waiting between requests."""
    own = {"ARCHIVE": folder, "GUARD_ALLOW": "127.0.0.1", "DOWNLOAD_DELAY": 0, "LOG_LEVEL": "WARNING"}
    settings = own | settings
    options = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "crawl", *words, *options]


def crawl(address: str, folder: Path, *words: str, **settings: object) -> list[str]:
    """The command that crawls KirTAG at an address into an archive's folder."""
    return command("kirtag", "-a", f"site={address}", *words, folder=folder, **settings)


# For a run whose like is measured already: coverage doubles what a crawl costs.
UNMEASURED = {"COVERAGE_PROCESS_CONFIG": ""}


def answer(words: list[str], *, cwd: Path = CHECKOUT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, at the checkout if nowhere else is said."""
    environment = dict(os.environ) | environment
    return subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False)


@contextmanager
def started(words: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Start a command at the checkout, and leave no process behind."""
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=CHECKOUT, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    """Return as soon as something has happened; fail when it does not."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"nothing happened in {seconds} seconds"
        time.sleep(0.002)


def together(jobs: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """Do independent jobs, most of which wait for a process, a few at a time; return their results by name."""
    with ThreadPoolExecutor(4) as pool:
        pending = {name: pool.submit(job) for name, job in jobs.items()}
        return {name: future.result() for name, future in pending.items()}
