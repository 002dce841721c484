"""`scrapy demo`: an invented newsroom on loopback, crawled for real, twice."""

import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.settings import SETTINGS_PRIORITIES

from kirtag.commands import Answering, Misused, checkout

# The demo's own archive, at the checkout, made anew each time.
FOLDER = ".demo"


class Command(Answering, ScrapyCommand):
    def syntax(self) -> str:
        return "[-s ARCHIVE=EMPTY_FOLDER]"

    def short_desc(self) -> str:
        return "Crawl a small invented newsroom on this machine, twice, and show what the archive then holds"

    def work(self, args: list[str], opts: Namespace) -> int:
        from rich.console import Console

        from kirtag.archive import Archive
        from kirtag.demo import Newsroom, serve

        console = Console(highlight=False)
        say = partial(console.print, soft_wrap=True)
        folder = self._empty_folder()
        newsroom = Newsroom()
        with serve(newsroom) as server:
            say(f"An invented newsroom in KirTAG's layout is open at {server.address} while this runs.")
            say("\n[bold]The first day[/bold]: everything is new.")
            code = _crawl(server.address, folder)
            newsroom.next_day()
            say("[bold]The second[/bold]: one article edited, one at a second address, one removed, one new.")
            code = code or _crawl(server.address, folder)
        if code == 0:
            with Archive(folder) as archive:
                for part in (_ledger(archive), _article(archive)):
                    console.print()
                    console.print(part)
            where = f"ARCHIVE={_short(folder)}"
            say(f"\nBrowse it:  [bold]make browse {where}[/bold]  (that is, scrapy browse -s {where})")
        return code

    def _empty_folder(self) -> Path:
        """Return the folder for the demo's archive: never one that holds anybody's."""
        if self.settings.getpriority("ARCHIVE") < SETTINGS_PRIORITIES["cmdline"]:
            folder = checkout() / FOLDER
            shutil.rmtree(folder, ignore_errors=True)
            return folder
        folder = self.folder()
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Misused(f"{folder} is not an empty folder, and the demo never touches an archive. Name a new one.")
        return folder


def _crawl(address: str, folder: Path) -> int:
    """Run the real command; return its exit code."""
    settings = {
        "ARCHIVE": folder,
        "GUARD_ALLOW": "127.0.0.1",
        "DOWNLOAD_DELAY": 0,
        "REVISIT_AFTER": 0,
        "HTTPPROXY_ENABLED": 0,
        "LOG_LEVEL": "WARNING",
    }
    options = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy", "crawl", "kirtag", "-a", f"site={address}", *options]
    return subprocess.run(command, cwd=checkout(), check=False).returncode


def _ledger(archive: Any) -> Any:
    """Return the ledger of the two days as a table."""
    from rich.table import Table

    table = Table("", title="What the runs brought", title_justify="left")
    columns = {
        "new": "new",
        "revised": "revised",
        "same": "same",
        "second_addresses": "second addresses",
        "gone": "removed",
        "quarantined": "quarantined",
    }
    for column in columns.values():
        table.add_column(column, justify="right")
    for day, row in enumerate(archive.runs(), 1):
        table.add_row(f"day {day}", *(str(row[name]) for name in columns))
    return table


def _article(archive: Any) -> Any:
    """Return the article that was revised, as archived, with its dateline and credit line taken apart."""
    from rich.table import Table
    from rich.text import Text

    row = max(archive.articles(), key=lambda row: row["revision"])
    table = Table(title="One article as archived", title_justify="left", show_header=False, show_lines=True)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, value in _parts(archive.article(row["key"])):
        table.add_row(name, Text(value))  # a text may hold what rich takes for markup
    return table


def _parts(article: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is to be shown of an article, by name."""
    cuts = {cut.kind: cut.text.strip() for cut in article["cuts"]}
    yield "headline", article["headline"]
    yield "published", f"{article['published']}  (printed: {article['published_printed']})"
    yield "dateline", cuts.get("dateline", "")
    yield "    place, day, source", f"{article['place']} · {article['dateline_date']} · {article['source']}"
    yield "body", article["body"]
    if article["attribution"]:
        yield "    source that it names", article["attribution"]
    yield "credit", cuts.get("credit", "")
    yield "    credit line", article["credit_line"] or ""
    yield "revisions", "\n".join(f"{one['number']}, captured {one['captured']}" for one in article["revisions"])
    yield "key", article["key"]


def _short(folder: Path) -> Path:
    return folder.relative_to(checkout()) if folder.is_relative_to(checkout()) else folder
