"""What a page costs the archive does not grow with the archive: counted in steps of SQLite, not in seconds."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from kirtag.archive import Archive, Exchange
from kirtag.archive.copies import candidates
from kirtag.items import Article, Capture, Link
from tests.builders import KIRTAG, URL, article, capture

SMALL, LARGE = 100, 1000
NOW = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
# What is not there yet.
NEW = 3000


def address(number: int) -> str:
    return f"https://kyrtag.kg/ru/news/svodka-{number}-"


def report(number: int, *more: str, days: int | None = None) -> Article:
    """An article of its own, in words that no other has, of some days ago; there are ten a day."""
    letters = f"{number:04}".translate(str.maketrans("0123456789", "абвгдежзик"))
    text = (f"Сводка {letters}{part} пришла из хозяйства {letters}, где {part}{letters} ждали её." for part in "клмно")
    published = NOW - timedelta(days=number // 10 if days is None else days)
    return article(*text, *more, url=address(number), published=published)


def page(number: int, **facts: int) -> Capture:
    return capture(NOW, address(number), **facts)


def response(number: int) -> Exchange:
    return Exchange(address(number), NOW, "GET", (), 200, "HTTP/1.1", (("Content-Type", "text/html"),), b"<p>1</p>")


LINKS = [Link(address(number)) for number in (57, 58, 59, NEW + 1)]
SECOND = capture(NOW, address(NEW + 2), asked=address(NEW + 3))
WORK: dict[str, Callable[[Archive], object]] = {
    "look whether a response is of a text taken down": lambda archive: archive.is_forgotten(response(50), "kirtag"),
    "look for an earlier capture of a body": lambda archive: archive.earlier("0" * 64),
    "look up a known page": lambda archive: archive.known(address(50)),
    "look whether a feed told the text": lambda archive: archive.is_from_feed(address(50)),
    "save a new article": lambda archive: archive.save(report(NEW, days=5), page(NEW)),
    "save one again": lambda archive: archive.save(report(50), page(50)),
    "save another wording": lambda archive: archive.save(report(51, "Уточнено вечером."), page(51)),
    "save one under a second address": lambda archive: archive.save(report(52), SECOND),
    "note a list": lambda archive: archive.seen("kirtag", page(NEW + 4), kind="listing", links=LINKS, chain=URL),
    "note a page that has not changed": lambda archive: archive.seen("kirtag", page(53, status=304)),
    "note a page that is gone": lambda archive: archive.gone("kirtag", page(54, status=404)),
    "note a page that failed": lambda archive: archive.failed("kirtag", address(55), status=500),
    "keep a page out": lambda archive: archive.quarantine("kirtag", page(56), "no body", "It has no text."),
}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Archive]]:
    """An archive of an agency's hundred articles, and one of its thousand."""
    opened = []
    for size in (SMALL, LARGE):
        archive = Archive(tmp_path_factory.mktemp(str(size)), clock=lambda: NOW)
        archive.begin("kirtag", KIRTAG)
        for number in range(size):
            archive.save(report(number), page(number))
        opened.append(archive)
    yield opened
    for archive in opened:
        archive.close()


def steps(archive: Archive, work: Callable[[Archive], object]) -> int:
    """How many steps SQLite takes for something, in tens."""
    counted = count()
    archive.db.conn.set_progress_handler(lambda: next(counted) < 0, 10)
    work(archive)
    archive.db.conn.set_progress_handler(None, 0)
    return next(counted)


@pytest.mark.parametrize("what", WORK)
def test_it_takes_no_more_steps_in_a_larger_archive(archives: list[Archive], what: str):
    few, many = (steps(archive, WORK[what]) for archive in archives)
    # The index of words is put in order now and then.
    assert few <= 250
    assert many <= 1.2 * few + 100


def test_a_day_that_is_not_in_memory_is_read_without_the_others(
    archives: list[Archive], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(candidates, "_HELD", 0)
    for archive in archives:
        archive.save(report(90), page(90))

    def save_far_from_it(archive: Archive) -> None:
        archive.save(report(NEW + 9, days=2), page(NEW + 9))

    few, many = (steps(archive, save_far_from_it) for archive in archives)
    assert many <= 1.2 * few + 100
