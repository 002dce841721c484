"""`make bench-large`: archives of 100,000 and of a million articles, what they take on the disk, and a reader's time.

They are built of made articles (`generated`), and what is there already is not built again: a run may be stopped at any
time. `make bench-large ARTICLES=20000` is a smaller one.
"""

import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from statistics import mean, median

from kirtag.archive import Archive
from kirtag.archive.copies import link
from kirtag.archive.database import open_for_reading
from kirtag.archive.find import find
from kirtag.archive.wording import paragraphs_of
from tests.bench.generated import LITTLE, article, articles, vocabulary

FOLDER = Path(".cache") / "large"
TOLD, TIMED, QUERIES, SHOWN = 10_000, 300, 600, 20
ASKED = {100_000: 50, 1_000_000: 150}


def run(wanted: int) -> None:
    folder = FOLDER / str(wanted)
    build(folder, wanted)
    print(f"an archive of {wanted:,} articles:")
    sizes(folder)
    waits(folder, wanted)
    copies(folder)


def build(folder: Path, wanted: int) -> None:
    """Save articles until the archive has so many."""
    with Archive(folder) as archive:
        # What a power cut takes is made again.
        archive.db.execute("PRAGMA synchronous = OFF")
        there = archive.db.execute("SELECT count(*) FROM articles").fetchone()[0]
        began = time.process_time()
        for number, made in enumerate(islice(articles(there), wanted - there), there + 1):
            archive.save(made)
            if number % TOLD == 0:
                spent, began = time.process_time() - began, time.process_time()
                print(f"    {number:,}, made and saved at {TOLD / spent:.0f} a CPU second", flush=True)


def sizes(folder: Path) -> None:
    """Print what an article takes, by table and index."""
    db = open_for_reading(folder)
    count, text = db.execute("SELECT count(*), avg(length(CAST(body AS BLOB))) FROM articles").fetchone()
    rows = db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY sum(pgsize) DESC").fetchall()
    total = sum(size for _, size in rows)
    each = total / count / 1000
    print(f"    disk: {total / 1e9:.1f} GB, {each:.1f} kB an article (asked: 12), whose text has {text / 1000:.1f} kB")
    for name, size in rows:
        if size / count >= 10:
            print(f"        {name:<28} {size / count:>6.0f} bytes")


def waits(folder: Path, wanted: int) -> None:
    """Print how long a search takes on the wall, each query asked once, with headlines and snippets of twenty hits."""
    db = open_for_reading(folder)
    asked = list(islice(queries(wanted), QUERIES + 60))
    taken = defaultdict(list)
    for number, (kind, typed) in enumerate(asked):
        began = time.perf_counter()
        found = list(find(db, typed, SHOWN))
        if number >= 60:  # the first open dictionaries and warm the caches
            taken[kind].append((time.perf_counter() - began) * 1000)
            taken["all"].append(taken[kind][-1])
            taken["found"].append(bool(found))
    print(f"    search, {mean(taken.pop('found')):.0%} with hits, ms: asked for p95 under {ASKED.get(wanted, '–')}")
    for kind, times in taken.items():
        print(
            f"        {kind:<8} median {median(times):>6.1f}, p95 {sorted(times)[int(0.95 * len(times))]:>6.1f}, ",
            end="",
        )
        print(f"most {max(times):>6.1f}")


def queries(wanted: int) -> Iterator[tuple[str, str]]:
    """Yield queries of words that stand in headlines, in texts and in the language, each with its kind."""
    at = random.Random(7)
    while True:
        one = article(at.randrange(wanted))
        words, text = one.headline.split(), at.choice(one.body).split()
        first = at.randrange(len(text) - 1)
        filters = ("agency:kabar", f"lang:{one.language}", "place:Ош", f"since:{one.published:%Y-%m}", "credit:Кабмин")
        yield "one", at.choice(words)
        yield "two", " ".join(at.sample(words, 2))
        yield "three", " ".join(at.sample(words, 3))
        yield "phrase", f'"{text[first]} {text[first + 1].strip(".")}"'
        yield "filter", f"{at.choice(words)} {at.choice((*filters, f'-{at.choice(words)}'))}"
        yield "common", at.choice(vocabulary(one.language).draw(at, 1, LITTLE)[0].forms)


class Undone(Exception):
    """Nothing of a measurement stays."""


def copies(folder: Path) -> None:
    """Print what looking for copies costs for the last articles."""
    with Archive(folder) as archive, suppress(Undone), archive.transaction() as db:
        last = db.execute("SELECT max(id) FROM articles").fetchone()[0] - TIMED
        bodies = db.execute("SELECT id, body FROM articles WHERE id > ?", (last,)).fetchall()
        link(archive.index, bodies[0][0], paragraphs_of(bodies[0][1]))  # opens its days
        began = time.process_time()
        for number, body in bodies[1:]:
            link(archive.index, number, paragraphs_of(body))
        spent = (time.process_time() - began) / (TIMED - 1)
        print(f"    looking for copies: {spent * 1000:.2f} ms CPU an article (asked: under 1.5)")
        raise Undone


if __name__ == "__main__":
    for size in map(int, sys.argv[1:]):
        run(size)
