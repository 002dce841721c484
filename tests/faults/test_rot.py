"""What an archive is stored on rots: a bit that flips, a file that is cut, gone or another's. All of it is found."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kirtag.archive import NoArchive
from kirtag.archive.database import FILE
from kirtag.archive.verify import verify
from tests.faults.matrix import WHOLE, figure
from tests.faults.small_archive import make, reading

pytestmark = pytest.mark.row("T-22", "rot: a flipped bit, files cut, swapped, deleted")

FLIPS = 200 if WHOLE else 30
CUTS = 40 if WHOLE else 8


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "archive"
    make(folder)
    assert verify(folder, read_data=True).problems == ()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "archive")


def warcs(folder: Path) -> list[Path]:
    return sorted((folder / "warc").iterdir())


def is_found(folder: Path) -> bool:
    """Tell whether verifying says that something is wrong. It never fails otherwise."""
    try:
        return not verify(folder, read_data=True).sound
    except NoArchive:
        return True


def flips(whole: bytes, seed: float) -> Iterator[bytes]:
    """Yield a file with one bit flipped, another one each time, at random."""
    chance = random.Random(seed)
    while True:
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        yield bytes(damaged)


def test_a_flipped_bit_of_the_tables_is_found(folder: Path, request: pytest.FixtureRequest):
    file = folder / FILE
    whole = file.read_bytes()
    content = reading(whole)
    assert isinstance(content, list)
    found = flipped = free = 0
    for damaged in flips(whole, 22):
        if reading(damaged) == content:
            free += 1
            continue
        file.write_bytes(damaged)
        for log in folder.glob(f"{FILE}-*"):
            log.unlink()
        found, flipped = found + is_found(folder), flipped + 1
        if flipped == FLIPS:
            break
    figure(request, f"{found} of {flipped} bits of the tables found ({free} in free space left out)")
    assert found == FLIPS


def test_a_flipped_bit_of_the_warc_files_is_found(folder: Path, request: pytest.FixtureRequest):
    chance, found = random.Random(23), 0
    files = {path: path.read_bytes() for path in warcs(folder)}
    for _ in range(FLIPS):
        path = chance.choice([*files])
        path.write_bytes(next(flips(files[path], chance.random())))
        found += is_found(folder)
        path.write_bytes(files[path])
    figure(request, f"{found} of {FLIPS} of the WARC files")
    assert found == FLIPS


def test_a_cut_is_found(folder: Path, request: pytest.FixtureRequest):
    chance, found = random.Random(24), 0
    files = {path: path.read_bytes() for path in (folder / FILE, *warcs(folder))}
    for number in range(CUTS):
        path = [*files][number % len(files)]
        path.write_bytes(files[path][: chance.randrange(len(files[path]))])
        found += is_found(folder)
        path.write_bytes(files[path])
    figure(request, f"{found} of {CUTS} cuts")
    assert found == CUTS


def test_a_file_that_is_gone_is_found(folder: Path):
    for path in (folder / FILE, *warcs(folder)):
        kept = path.rename(folder.parent / "kept")
        assert is_found(folder), path.name
        kept.rename(path)


def test_files_in_each_others_place_are_found(folder: Path):
    first, second, *_ = warcs(folder)
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    assert is_found(folder)
