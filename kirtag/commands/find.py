"""`scrapy find WORDS`: search from the terminal."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from scrapy.commands import ScrapyCommand

from kirtag.commands import Answering, Misused

# Of a change so much is shown.
_SHOWN, _LONGEST = 4, 60


class Command(Answering, ScrapyCommand):
    def syntax(self) -> str:
        return "WORDS [--newest | --changed | --removed] [--limit N]   (all in one pair of quotes)"

    def short_desc(self) -> str:
        return "Search the archive, the most relevant first; or its edits and removals"

    def add_options(self, parser: Any) -> None:
        super().add_options(parser)
        parser.add_argument("--limit", type=int, default=20, metavar="N", help="how many to show (default: 20)")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--newest", action="store_true", help="the newest first")
        which.add_argument("--changed", action="store_true", help="what agencies have changed, the last first")
        which.add_argument("--removed", action="store_true", help="what agencies have removed, the last first")

    def work(self, args: list[str], opts: Namespace) -> int:
        from rich.console import Console
        from rich.text import Text

        from kirtag.archive.database import FILE, open_for_reading, translated
        from kirtag.archive.find import changed, find, removed
        from kirtag.archive.search import END, HIT

        if not (args or opts.changed or opts.removed):
            raise Misused("Say what to look for: scrapy find горы снег.")
        found = partial(find, newest=opts.newest, marks=(HIT, END))
        look = changed if opts.changed else removed if opts.removed else found
        console = Console(highlight=False)
        with open_for_reading(self.folder()) as db, translated(self.folder() / FILE):
            rows = list(look(db, " ".join(args), opts.limit))
        for row in rows:
            moment = row.get("captured") or (row["last_seen"] if opts.removed else None)
            when = local(moment, row["timezone"]) if moment else published(row)
            headline = lit(row["marked"] if "marked" in row else row["headline"])
            headline.stylize("bold")
            console.print(Text.assemble((when, "dim"), "  ", (row["agency_name"], "dim"), "  ", headline))
            for line in about(row):
                console.print(lit(line), soft_wrap=False)
            console.print(Text(row["url"], style="blue"), soft_wrap=True)
            console.print()
        if not rows:
            console.print("Nothing found. Fewer words find more; each is found in all of its forms.")
        return 0 if rows else 1


def lit(marked: str) -> Any:
    """Return a text with its hits as a terminal shows them."""
    from rich.text import Text

    from kirtag.archive.search import pieces

    return Text.assemble(*((piece, "yellow" if index % 2 else "") for index, piece in enumerate(pieces(marked))))


def about(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines under a headline: where the words stand, or what an edit changed."""
    if "snippet" in row:
        yield row["snippet"]
    if "changes" in row:
        silent = ", silently: the page states no later change" if row["silent"] else ""
        yield f"revision {row['number']}{silent}"
        yield from (f"  {what}: {' → '.join(map(told, sides))}" for what, sides in row["changes"].items())


def told(found: list[str]) -> str:
    """Return what was taken out or put in, shortened: a few, each by its beginning."""
    short = [one if len(one) <= _LONGEST else f"{one[: _LONGEST - 1].rstrip()}…" for one in map(str.strip, found)]
    more = f" and {len(short) - _SHOWN} more" if len(short) > _SHOWN else ""
    return (" · ".join(short[:_SHOWN]) + more) or "–"


def published(row: Mapping[str, Any]) -> str:
    """Return a publication in the agency's own time, or its day, or nothing."""
    return local(row["published"], row["timezone"]) if row["published"] else row["day"] or ""


def local(moment: str, timezone: str) -> str:
    """Return a UTC time on the agency's clock."""
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(timezone)).strftime("%Y-%m-%d %H:%M")
