"""`scrapy find WORDS`: search from the terminal."""

from argparse import Namespace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from scrapy.commands import ScrapyCommand

from kirtag.commands import Answering, Misused


class Command(Answering, ScrapyCommand):
    def syntax(self) -> str:
        return 'WORDS [--limit N]   (all of them; "in quotes" an exact phrase)'

    def short_desc(self) -> str:
        return "Search the archive, newest first"

    def add_options(self, parser: Any) -> None:
        super().add_options(parser)
        parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many to show (default: 20)")

    def work(self, args: list[str], opts: Namespace) -> int:
        from rich.console import Console
        from rich.text import Text

        from kirtag.archive.database import FILE, open_for_reading, translated
        from kirtag.archive.find import find

        if not args:
            raise Misused("Say what to look for: scrapy find горы снег.")
        console = Console(highlight=False)
        with open_for_reading(self.folder()) as db, translated(self.folder() / FILE):
            rows = list(find(db, " ".join(args), opts.limit))
        for row in rows:
            console.print(
                Text.assemble((when(row), "dim"), "  ", (row["agency_name"], "dim"), "  ", (row["headline"], "bold"))
            )
            console.print(Text(" ".join(row["snippet"].split())), soft_wrap=False)
            console.print(Text(row["url"], style="blue"), soft_wrap=True)
            console.print()
        if not rows:
            console.print("Nothing found. Fewer words find more; a word is found by its beginning.")
        return 0 if rows else 1


def when(row: dict[str, Any]) -> str:
    """Return a publication in the agency's own time, or its day, or nothing."""
    if not row["published"]:
        return row["day"] or ""
    moment = datetime.fromisoformat(row["published"]).astimezone(ZoneInfo(row["timezone"]))
    return moment.strftime("%Y-%m-%d %H:%M")
