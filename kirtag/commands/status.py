"""`scrapy status`: how every agency stands, and what is to be done; or whether one can still be read."""

import json
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand

from kirtag.commands import Answering, Misused, introduce, spider_named

# Columns of what is not shown on a terminal: a table in a mail is read as it is.
_WIDTH = 100


class Command(Answering, ScrapyCommand):
    def syntax(self) -> str:
        return "[--json] [--probe AGENCY [-a site=URL]] [-s ARCHIVE=FOLDER]"

    def short_desc(self) -> str:
        return "Show how every agency stands: last run, articles, what is due, disk a year"

    def add_options(self, parser: Any) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="say it all in one JSON object")
        parser.add_argument(
            "--probe", metavar="AGENCY", help="fetch one of its lists and one article, tell what holds, store nothing"
        )
        parser.add_argument("-a", dest="site", metavar="site=URL", help="what stands in for the agency's hosts")

    def work(self, args: list[str], opts: Namespace) -> int:
        from kirtag.archive.alarms import problems
        from kirtag.archive.clock import now
        from kirtag.archive.database import FILE, open_for_reading, translated
        from kirtag.archive.locks import being_crawled
        from kirtag.archive.status import standings

        if args:
            raise Misused(f"It takes no words: {' '.join(args)}. Name another archive with -s ARCHIVE=FOLDER.")
        if opts.probe:
            return self._probe(opts.probe, opts.site)
        folder, moment = self.folder(), now()
        with open_for_reading(folder) as db, translated(folder / FILE):
            found = standings(db, moment, being_crawled(folder).__contains__)
            lost = {one.agency: _lost_fields(db, one, moment) for one in found if one.exit_code == 7}
        free = shutil.disk_usage(folder).free
        wrong = [sentence + lost.get(one.agency, "") for one in found for sentence in problems(one, moment)]
        wrong += _room(folder, free, sum(one.disk_a_year or 0 for one in found))
        if opts.json:
            agencies = [asdict(one) for one in found]
            said = {"archive": str(folder), "agencies": agencies, "free": free, "problems": wrong}
            print(json.dumps(said, ensure_ascii=False, indent=2))
        else:
            _show(found, wrong, moment)
        return 0

    def _probe(self, agency: str, site: str | None) -> int:
        """Try an agency's lists and pages. 0 where a layout holds, or an agency without one has its article; else 1."""
        from kirtag.run.probe import probe

        if site and not site.startswith("site="):
            raise Misused(f"-a {site} is no argument of a probe. Write it as -a site=http://127.0.0.1:8000.")
        arguments = {"site": site.removeprefix("site=")} if site else {}
        spider_class = spider_named(self.settings, agency)
        spider_class(**arguments)
        introduce(self.settings)
        found = probe(self.settings, spider_class, arguments)
        return _tell(found, spider_class)


def _tell(found: Any, spider_class: Any) -> int:
    """Print what a probe found."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kirtag.run.probe import values

    console = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _WIDTH)
    for line in found.lists:
        console.print(Text(line))
    if found.url:
        console.print(Text(found.url))
    if found.article is None:
        console.print(Text(found.why))
        return 1
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for name in ("field", "read by", "is"):
        table.add_column(name, overflow="fold")
    for row in values(found.article):
        table.add_row(*map(Text, row))
    console.print(table)
    layouts = len(spider_class.layouts)
    which = f"Layout {found.layout} of {layouts} holds" if found.layout else f"None of {layouts} layouts holds"
    console.print(f"{which}. Nothing was stored.")
    return 0 if found.layout or not layouts else 1


def _lost_fields(db: Any, one: Any, moment: datetime) -> str:
    """Say which fields an agency's last run lost against its record, where that was what it ended with."""
    from kirtag.archive import ledger
    from kirtag.archive.clock import stamp
    from kirtag.run import coverage

    last = db.execute("SELECT coverage FROM runs WHERE agency = ? ORDER BY id DESC", (one.agency,)).fetchone()[0]
    now = json.loads(last or "{}")
    record = coverage.together(ledger.coverages(db.conn, one.agency, stamp(moment - timedelta(days=30))))
    fallen = coverage.fallen(now, record)
    return f" It lost {coverage.told(fallen, now, record)}." if fallen else ""


def _room(folder: Path, free: int, a_year: int) -> Iterator[str]:
    if a_year > free:
        days = free * 365 // a_year
        yield f"{folder}: the disk has {size(free)} free, room for {days} days at this rate: make room, or move it."


def _show(found: list[Any], wrong: list[str], moment: datetime) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for name in ("agency", "last run", "outcome", "articles", "newest", "due"):
        table.add_column(name, overflow="fold")
    for name in ("failing", "disk\na year"):
        table.add_column(name, overflow="fold", justify="right")
    for one in found:
        # A name may hold what rich takes for markup.
        table.add_row(*map(Text, _cells(one, moment)))
    console.print(table)
    for sentence in wrong:
        console.print(Text(sentence), soft_wrap=True)
    if not wrong:
        console.print("All well.")


def _cells(one: Any, moment: datetime) -> Iterator[str]:
    from kirtag.archive.alarms import span
    from kirtag.archive.status import read

    def ago(when: str) -> str:
        return f"{span(moment - read(when))} ago"

    yield one.name if one.name == one.agency else f"{one.name}\n{one.agency}"
    if one.running:
        yield f"running since\n{local(one.started, moment)}"
    else:
        yield f"{local(one.started, moment)}\n{ago(one.started)}" if one.started else "never"
    yield one.outcome if one.exit_code is None else f"{one.outcome} ({one.exit_code})"
    yield f"{one.articles:,}\n{one.week:,} this week"
    newest = (one.published and ago(one.published), one.stored and f"stored {ago(one.stored)}")
    yield "\n".join(filter(None, newest)) or "–"
    yield "\n".join(_due(one, moment))
    yield f"{one.failing:,}"
    yield size(one.disk_a_year) if one.disk_a_year is not None else "–"


def _due(one: Any, moment: datetime) -> Iterator[str]:
    """Yield how many pages are due now, or when the next is, and until when the server told us to wait."""
    if one.due:
        yield f"{one.due:,} now"
    else:
        yield local(one.next_visit, moment) if one.next_visit else "–"
    if one.told_to_wait:
        yield f"told to wait until {local(one.told_to_wait, moment)}"


def local(when: str, moment: datetime) -> str:
    """Return a moment on this machine's clock; of another year, its day."""
    there, here = datetime.fromisoformat(when).astimezone(), moment.astimezone()
    return f"{there:%d %b %H:%M}" if there.year == here.year else f"{there:%d %b %Y}"


def size(count: int) -> str:
    """Return a number of bytes as people say it.

    >>> size(999), size(1_250_000), size(3 * 10**13)
    ('999 B', '1.2 MB', '30.0 TB')
    """
    number, units = float(count), ["B", "kB", "MB", "GB", "TB"]
    while number >= 1000 and len(units) > 1:
        number, units = number / 1000, units[1:]
    return f"{number:.1f} {units[0]}" if units[0] != "B" else f"{count} B"
