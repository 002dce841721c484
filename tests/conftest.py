"""What all tests need."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kirtag.archive import Archive
from tests.builders import Clock
from tests.faults.matrix import rows, table

# All servers of the tests are on loopback, which a proxy of this machine's surroundings would not find.
for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
    del os.environ[name]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive(tmp_path: Path, clock: Clock) -> Iterator[Archive]:
    with Archive(tmp_path, clock=clock) as opened:
        yield opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Write a test's row of the matrix of faults into what a worker tells of it."""
    for item in items:
        if marker := item.get_closest_marker("row"):
            item.user_properties.append(("row", " ".join(marker.args)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the matrix of faults under the results."""
    kinds = ("passed", "failed", "skipped", "error")
    found = list(rows(report for kind in kinds for report in terminalreporter.stats.get(kind, [])))
    if found:
        terminalreporter.section("the matrix of faults")
        for line in table(found):
            terminalreporter.write_line(line)
