"""Saving an article, beside the bare SQL on the same schema and pragmas."""

import sqlite3
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from kirtag.archive import Archive
from kirtag.archive.clock import stamp
from kirtag.archive.database import FILE, open_archive
from kirtag.archive.saving import article_row
from kirtag.demo import Newsroom
from kirtag.items import Article, Photo
from kirtag.pipelines import text_rules
from kirtag.spiders.kirtag import KirtagSpider
from tests.bench.measure import in_turns

CALLS, TURNS = 100, 15
FIRST_DAY = datetime(2006, 1, 1, tzinfo=UTC)
BODY = 2900  # characters of a wire's mean article

PAGE = """
    INSERT INTO pages (url, key, agency, kind, state, article, status, first_seen, last_fetched, next_visit)
    VALUES (?, ?, 'kirtag', 'article', 'done', ?, 200, ?, ?, ?)
"""
PLACE = "INSERT OR IGNORE INTO places (geonameid, name, country) VALUES (1528675, 'Bishkek', 'KG')"
CAPTURE = "INSERT INTO captures (url, run, captured, status) VALUES (?, 1, ?, 200)"
RUN = "UPDATE runs SET new = new + 1, fetched = fetched + 1 WHERE id = 1"


def articles():
    """Yield articles without end, one a day, each another: the demo's Russian ones, read and filled up."""
    texts = [one for one in Newsroom().articles if one.language == "ru"]
    day = 0
    while True:
        for text in texts:
            day += 1
            lines = list(text.body) * (BODY // len(" ".join(text.body)) + 1)
            published = FIRST_DAY + timedelta(days=day)
            url = f"https://kyrtag.kg/ru/news/den-{day}-"
            photo = Photo("https://kyrtag.kg/upload/iblock/fa6/33.jpg")
            article = Article(url, "kirtag", "ru", f"{text.headline} {day}", lines, published, photos=[photo])
            for rule in text_rules():
                article = rule.process_item(article)
            yield article


def insertion(table, row):
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(':' + column for column in row)})"


def statements(article, number):
    """Return what a save of a new article writes, with all values ready at hand."""
    moment, key = stamp(article.published), article.url.removeprefix("https://").rstrip("-")
    row = article_row(article)
    wording = {name: row[name] for name in ("headline", "dateline", "body", "credit_line", "sha256")}
    wording |= {"article": number, "number": 1, "cuts": "[]", "captured": moment, "capture": number, "reader": "bench"}
    row |= {"id": number, "key": f"kirtag:{key}", "first_seen": moment, "last_seen": moment}
    row |= {"status": "published", "revision": 1, "geonameid": 1528675}
    return [
        ("BEGIN IMMEDIATE", ()),
        (CAPTURE, (article.url, moment)),
        (PLACE, ()),
        (insertion("articles", row), row),
        (insertion("revisions", wording), wording),
        ("INSERT INTO photos (article, url) VALUES (?, ?)", (number, article.photos[0].url)),
        (PAGE, (article.url, key, number, moment, moment, moment)),
        (RUN, ()),
        ("COMMIT", ()),
    ]


def run() -> None:
    ready = list(islice(articles(), CALLS * (TURNS + 1)))
    size = sum(len("\n\n".join(article.body).encode()) for article in ready) / len(ready) / 1000
    to_save, to_write = iter(ready), (statements(article, number) for number, article in enumerate(ready, 1))
    written = iter(list(to_write))
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder, "ours")) as archive:
        archive.begin(*KirtagSpider.identity())
        open_archive(Path(folder, "bare")).close()
        # Of its own: ours would seal each row, which nobody else does.
        bare = sqlite3.connect(Path(folder, "bare", FILE), isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            bare.execute(f"PRAGMA {pragma}")
        bare.execute("INSERT INTO agencies (id, name) VALUES ('kirtag', 'КирТАГ')")
        bare.execute("INSERT INTO runs (id, agency, started) VALUES (1, 'kirtag', '2006-01-01')")

        def ours() -> int:
            for article in islice(to_save, CALLS):
                archive.save(article)
            return CALLS

        def floor() -> int:
            for article in islice(written, CALLS):
                for statement in article:
                    bare.execute(*statement)
            return CALLS

        save, sql = in_turns(ours, floor, turns=TURNS)
        bare.close()
    print(f"save a new article of {size:.1f} kB, with search index, in one FULL transaction:")
    print(f"    {1 / save.cpu:.0f} a CPU second, {1 / save.wall:.0f} a second on the wall")
    print(f"    floor, bare sqlite3: {1 / sql.cpu:.0f} and {1 / sql.wall:.0f}")
    print(f"    ours is {sql.cpu / save.cpu:.2f} and {sql.wall / save.wall:.2f} of it (asked: 0.70)")
