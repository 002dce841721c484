"""`scrapy find --changed` and `--removed`: what agencies have changed and taken back."""

import sys
from datetime import datetime
from pathlib import Path

import pytest

from kirtag.archive import Archive
from kirtag.archive.find import changed, find, removed
from tests.builders import Clock, answer, article, capture

LEAD = "На перевале Тоо-Ашуу третий день идёт снег, и к утру намело {} сантиметров."
OTHER = "https://kyrtag.kg/ru/news/gazety-"
MODIFIED = datetime.fromisoformat("2026-11-22T10:00:00+06:00")


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> Path:
    """An archive whose article on snow was edited silently, then openly; another one was removed."""
    with Archive(tmp_path, clock=clock) as archive:
        archive.save(article(LEAD.format(70), modified=MODIFIED))
        archive.save(article(LEAD.format(95), modified=MODIFIED))
        archive.save(article(LEAD.format(95), headline="Снег стих", modified=MODIFIED.replace(hour=12)))
        archive.save(article("Библиотека собрала старые газеты области.", url=OTHER, headline="Газеты"))
        archive.gone("kirtag", capture(clock(), OTHER, status=404))
    return tmp_path


def test_edits_are_told_the_last_first_and_silent_ones_are_marked(kept: Path):
    with Archive(kept) as archive:
        rows = list(changed(archive.db, "", 10))
    assert [(row["number"], bool(row["silent"]), list(row["changes"])) for row in rows] == [
        (3, False, ["headline"]),
        (2, True, ["numbers"]),
    ]
    assert rows[1]["changes"]["numbers"] == (["70"], ["95"])


@pytest.mark.parametrize(("words", "count"), [("", 2), ("снег", 2), ("газеты", 0), ('"', 0)])
def test_edits_are_chosen_by_words(kept: Path, words: str, count: int):
    with Archive(kept) as archive:
        assert len(list(changed(archive.db, words, 10))) == count


def test_changed_back_is_an_edit_too(kept: Path):
    with Archive(kept) as archive:
        archive.save(article(LEAD.format(70), modified=MODIFIED.replace(hour=13)))
        assert [row["number"] for row in changed(archive.db, "", 10)] == [4, 3, 2]


@pytest.mark.parametrize(("words", "count"), [("", 1), ("газеты", 1), ("снег", 0)])
def test_removed_articles_are_there_with_their_last_wording(kept: Path, words: str, count: int):
    with Archive(kept) as archive:
        assert [row["headline"] for row in removed(archive.db, words, 10)] == ["Газеты"] * count
        assert len(list(find(archive.db, "библиотека", 10))) == 1


def run(folder: Path, *words: str):
    return answer([sys.executable, "-m", "scrapy", "find", *words, "-s", f"ARCHIVE={folder}"])


def test_the_terminal_shows_what_was_changed(kept: Path):
    done = run(kept, "--changed")
    assert done.returncode == 0
    assert "revision 2, silently: the page states no later change\n  numbers: 70 → 95\n" in done.stdout
    assert "  headline: " in done.stdout
    assert "→ Снег стих" in done.stdout


def test_the_terminal_shows_what_was_removed(kept: Path):
    done = run(kept, "--removed")
    assert (done.returncode, "Газеты" in done.stdout, OTHER in done.stdout) == (0, True, True)


def test_both_at_once_is_refused(kept: Path):
    assert run(kept, "--changed", "--removed").returncode == 2
