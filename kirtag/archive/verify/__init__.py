"""`scrapy verify`: is the archive sound, and if not, what is wrong with it. It reads, and never repairs.

`report` what was found, `view` the archive at one moment, `tables` SQLite's own checks and the schema, `rows` seals,
wordings, keys and runs, `content` dates and texts, `copies` the index of what they say, `files` captures and the WARC
files.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from kirtag.archive.archive import WARCS
from kirtag.archive.database import FILE, translated
from kirtag.archive.errors import Damaged, NoArchive, NoFolder, NotAnArchive
from kirtag.archive.verify import content, copies, files, rows, tables
from kirtag.archive.verify.report import DAMAGE, RESTORE, Finding, Findings, Problem, Report
from kirtag.archive.verify.view import View, looking

__all__ = ["Problem", "Report", "verify"]


def verify(folder: Path | str, *, quick: bool = False, read_data: bool = False) -> Report:
    """Check the archive in a folder, as it is at this moment; a crawl may go on meanwhile.

    `quick` leaves out what needs all texts to be read; `read_data` reads every byte of the WARC files too, of which
    otherwise only the sizes are looked at. Raises NoArchive where there is none, Locked where another process keeps it,
    and NoFolder where it may not be read. Whatever else is wrong stands in the report.
    """
    folder = Path(folder)
    found = Findings()
    found.take("schema", tables.journal(folder))
    try:
        with translated(folder / FILE), looking(folder) as view:
            for name, check in _checks(view, quick=quick, read_data=read_data):
                found.take(name, check(view))
            with suppress(*DAMAGE):
                found.counts = files.counts(view)
    except NoArchive:
        if not any((folder / WARCS).glob("*.gz")):
            raise
        found.add("sqlite", FILE, f"is not there, or empty, and its WARC files are. {RESTORE}")
    except NoFolder:
        if not found.problems:
            raise
    except (Damaged, NotAnArchive) as error:
        found.add("sqlite", FILE, str(error))
    except DAMAGE as error:
        found.add("sqlite", FILE, f"cannot be read ({error}). {RESTORE}")
    return found.report(read_data=read_data)


def _checks(view: View, *, quick: bool, read_data: bool) -> Iterator[tuple[str, Callable[[View], Iterator[Finding]]]]:
    """Yield the checks that are to be made, by name."""
    yield "sqlite", partial(tables.sqlite, quick=quick)
    yield "schema", tables.schema
    if not tables.is_of_today(view):
        return  # the other checks are about tables that are not there
    if not quick:
        yield "sqlite", tables.search_index
        yield "seals", rows.seals
        yield "seals", rows.wordings
        yield "cuts", rows.cuts
    yield "keys", rows.keys
    if not quick:
        yield "dates", content.dates
    yield "captures", files.captures
    yield "captures", files.warcs
    if read_data:
        yield "captures", files.data
    yield "runs", rows.runs
    if not quick:
        yield "texts", content.texts
        yield "copies", copies.fingerprints
