"""The matrix of faults: what each row proves, and the table of them at the end of `make faults`.

A test belongs to a row by its marker `row(id, fault)`, and says what it measured by `figure`. A row holds when all its
tests passed.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kirtag.archive.verify import verify

CHECKOUT = Path(__file__).parents[2]

# Under `make faults` each row has the size that its promise names; under `make test` one that takes seconds.
WHOLE = os.environ.get("FAULTS") == "all"


def figure(request: pytest.FixtureRequest, text: str) -> None:
    """Put into the table what a test measured."""
    request.node.user_properties.append(("figure", text))


def sound(folder: Path) -> None:
    """Assert that an archive is sound to the last byte: under `make faults` by the real command, else by its code."""
    if not WHOLE:
        report = verify(folder, read_data=True)
        assert report.sound, "\n".join(report.lines())
        return
    words = [sys.executable, "-m", "scrapy", "verify", "--read-data", "-s", f"ARCHIVE={folder}"]
    plain = os.environ | {"COVERAGE_PROCESS_CONFIG": ""}
    done = subprocess.run(words, cwd=CHECKOUT, env=plain, capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr


class Row(NamedTuple):
    """One row of the table."""

    number: str
    fault: str
    figures: str
    verdict: str


def rows(reports: Iterable[Any]) -> Iterator[Row]:
    """Yield the rows that the tests' reports belong to, by number."""
    found: dict[str, list[Any]] = {}
    for report in reports:
        marked = dict(getattr(report, "user_properties", ())).get("row")
        if marked and (report.when == "call" or report.outcome != "passed"):
            found.setdefault(marked, []).append(report)
    for marked in sorted(found):
        number, _, fault = marked.partition(" ")
        told = (text for report in found[marked] for name, text in report.user_properties if name == "figure")
        failed = sum(report.failed for report in found[marked])
        skipped = sum(report.skipped for report in found[marked])
        verdict = f"{failed} FAILED" if failed else f"{skipped} skipped" if skipped else "holds"
        yield Row(number, fault, "; ".join(dict.fromkeys(told)), verdict)


def table(found: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of the table."""
    lines = [Row("row", "fault", "figure", "verdict"), *found]
    wide = [max(len(line[column]) for line in lines) for column in (0, 1, 3)]
    for line in lines:
        yield f"{line.number:{wide[0]}}  {line.verdict:{wide[2]}}  {line.fault:{wide[1]}}  {line.figures}".rstrip()
