"""Saving an article, beside the same without stems and copies, and beside the bare SQL on the same schema."""

import sqlite3
import tempfile
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from kirtag.archive import Archive, saving
from kirtag.archive.clock import stamp
from kirtag.archive.copies.sketches import packed
from kirtag.archive.database import FILE, open_archive
from kirtag.archive.saving import article_row
from kirtag.archive.search.stems import searched_by
from kirtag.text.likeness import fingerprint
from tests.bench.generated import AGENCIES, articles
from tests.bench.measure import in_turns

CALLS, TURNS = 100, 15
# So many articles were saved before: most words have been met.
BEFORE = 10_000

PAGE = """
    INSERT INTO pages (url, key, agency, kind, state, article, status, first_seen, last_fetched, next_visit)
    VALUES (?, ?, ?, 'article', 'done', ?, 200, ?, ?, ?)
"""
PLACE = "INSERT OR IGNORE INTO places (geonameid, name, country) VALUES (1528675, 'Bishkek', 'KG')"
CAPTURE = "INSERT INTO captures (url, run, captured, status) VALUES (?, 1, ?, 200)"
SKETCH = "INSERT OR REPLACE INTO fingerprints (article, day, hashes) VALUES (?, ?, ?)"
RUN = "UPDATE runs SET new = new + 1, fetched = fetched + 1 WHERE id = 1"


def insertion(table, row):
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(':' + column for column in row)})"


def statements(article, number):
    """Return what a save of a new article writes, with all values ready at hand."""
    moment, key = stamp(article.published), article.url.removeprefix("https://")
    row = article_row(article)
    wording = {name: row[name] for name in ("headline", "dateline", "body", "credit_line", "sha256")}
    wording |= {"article": number, "number": 1, "cuts": "[]", "captured": moment, "capture": number, "reader": "bench"}
    row |= {"id": number, "key": f"{article.agency}:{key}", "first_seen": moment, "last_seen": moment}
    row |= {"status": "published", "revision": 1, "geonameid": 1528675}
    row["stems"] = searched_by(row["headline"], row["dateline"], row["body"], row["language"])
    sketch = packed(fingerprint(article.body))
    return [
        ("BEGIN IMMEDIATE", ()),
        (CAPTURE, (article.url, moment)),
        (PLACE, ()),
        (insertion("articles", row), row),
        (insertion("revisions", wording), wording),
        ("INSERT INTO photos (article, url) VALUES (?, ?)", (number, article.photos[0].url)),
        (SKETCH, (number, article.published.toordinal(), sketch)),
        (PAGE, (article.url, key, article.agency, number, moment, moment, moment)),
        (RUN, ()),
        ("COMMIT", ()),
    ]


def run() -> None:
    for row in map(article_row, islice(articles(), BEFORE)):
        searched_by(row["headline"], row["dateline"], row["body"], row["language"])
    ready = list(islice(articles(BEFORE), CALLS * (TURNS + 1)))
    size = sum(len("\n\n".join(article.body).encode()) for article in ready) / len(ready) / 1000
    # Each its own: what one has just read is quick to read for the other.
    half = len(ready) // 2
    to_save, to_keep = iter(ready), iter(ready[half:] + ready[:half])
    written = iter([statements(article, number) for number, article in enumerate(ready, 1)])
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive(Path(folder, "ours")) as archive,
        Archive(Path(folder, "plain")) as plain,
    ):
        open_archive(Path(folder, "bare")).close()
        # Of its own: ours would seal each row, which nobody else does.
        bare = sqlite3.connect(Path(folder, "bare", FILE), isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            bare.execute(f"PRAGMA {pragma}")
        bare.executemany("INSERT INTO agencies (id, name) VALUES (?, '')", ((agency,) for agency in AGENCIES))
        bare.execute("INSERT INTO runs (id, agency, started) VALUES (1, 'kirtag', '2006-01-01')")

        def ours() -> int:
            for article in islice(to_save, CALLS):
                archive.save(article)
            return CALLS

        def without() -> int:
            with patch.object(saving, "_stems", lambda _: {}), patch.object(saving.copies, "link"):
                for article in islice(to_keep, CALLS):
                    plain.save(article)
            return CALLS

        def floor() -> int:
            for article in islice(written, CALLS):
                for statement in article:
                    bare.execute(*statement)
            return CALLS

        save, keep, sql = in_turns(ours, without, floor, turns=TURNS)
        bare.close()
    print(f"save a new article of {size:.1f} kB, a thousand a day, with search index, in one FULL transaction:")
    print(f"    {1 / save.cpu:.0f} a CPU second, {1 / save.wall:.0f} a second on the wall")
    print(f"    without stems and copies: {1 / keep.cpu:.0f} and {1 / keep.wall:.0f}; with them the rate is", end=" ")
    print(f"{keep.cpu / save.cpu:.2f} and {keep.wall / save.wall:.2f} of it (asked: 0.50)")
    print(f"    floor, bare sqlite3 with all values at hand: {1 / sql.cpu:.0f} and {1 / sql.wall:.0f}")
    print(f"    ours is {sql.cpu / save.cpu:.2f} and {sql.wall / save.wall:.2f} of it")
