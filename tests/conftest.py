"""What all tests need."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kirtag.archive import Archive
from tests.builders import Clock

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
