"""A small archive with something in every table, made without a crawl, and what SQLite reads in its file."""

import gzip
import hashlib
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from kirtag.archive import Archive, Exchange, Warc
from kirtag.archive.forgetting.forget import forget
from kirtag.items import Capture, Link, Photo
from kirtag.spiders.kirtag import KirtagSpider
from tests.builders import URL, Clock, article

LISTING = "https://kyrtag.kg/ru/news/"


class Desk:
    """A run that is made by hand: each response goes into a WARC file first, then into the archive."""

    def __init__(self, archive: Archive, clock: Clock, warc: Warc) -> None:
        self.archive, self.clock, self.warc = archive, clock, warc

    def fetched(self, url: str, body: str, status: int = 200) -> Capture:
        moment = self.clock.forward(seconds=1)
        packed = gzip.compress(body.encode(), mtime=0) if body else b""
        digest = hashlib.sha256(packed).hexdigest()
        earlier = self.archive.earlier(digest) if packed else None
        record = self.warc.append(self._exchange(url, moment, status, packed), earlier)
        return Capture(url, url, status, moment, etag='"1"', sha256=digest, record=record)

    @staticmethod
    def _exchange(url: str, moment: datetime, status: int, body: bytes) -> Exchange:
        headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
        return Exchange(url, moment, "GET", (("User-Agent", "kirtag"),), status, "HTTP/1.1", headers, body)

    def written(self, number: int, text: str) -> str:
        """An article's page is fetched and stored."""
        url = f"{URL}{number}-"
        photos = [Photo(f"https://kyrtag.kg/upload/{number}.png", "Перевал Тоо-Ашуу", "Минтранс")]
        printed = (
            "БИШКЕК. 22 ноября. КирТАГ - " + text,
            "Дорожники\u00a0расчистили трассу.",
            "Источник фото: Минтранс",
        )
        made = article(*printed, url=url, headline=f"Снег, выпуск {number}", photos=photos, byline="Айжан Осмонова")
        return self.archive.save(made, self.fetched(url, f"<p>{'</p><p>'.join(printed)}</p>"))


def make(folder: Path) -> None:
    """Make the archive: articles, one edited, one removed, one taken down; a repetition, a 304, a quarantine."""
    clock = Clock()
    with Archive(folder, clock=clock) as archive:
        run = archive.begin(*KirtagSpider.identity())
        warc = Warc(folder / "warc", "kirtag", run, limit=6000, software="kirtag")
        desk = Desk(archive, clock, warc)
        listing = [Link(f"{URL}{number}-") for number in range(8)]
        archive.seen("kirtag", desk.fetched(LISTING, "<h2>…</h2>"), kind="listing", links=listing, chain=LISTING)
        for number in range(7):
            assert desk.written(number, f"На перевале выпал снег, {number + 1} см. Кар жаады, жол жабык.") == "new"
        assert desk.written(1, "На перевале выпал снег, двадцать сантиметров.") == "revised"
        assert desk.written(2, "На перевале выпал снег, 3 см. Кар жаады, жол жабык.") == "same"
        archive.seen("kirtag", desk.fetched(f"{URL}3-", "", 304))
        archive.gone("kirtag", desk.fetched(f"{URL}4-", "<p>404</p>", 404))
        archive.quarantine("kirtag", desk.fetched(f"{URL}7-", "<p>403</p>"), "no body", "The page has no text.")
        warc.close()
        archive.close_warcs(warc.take_closed())
        archive.end("well", 0, {"headline": 9})
        copied = "INSERT OR REPLACE INTO copies (article, first, kind, score, hours) VALUES (7, 6, 'excerpt', 0.5, 2.5)"
        archive.db.conn.execute(copied)
        assert forget(archive, f"{URL}5-", "решение суда").anything


def reading(whole: bytes) -> list[object] | str:
    """What SQLite reads in a database file: the content, or why it reads none.

    That is the schema, every row of every table, what its own check says, and, of the search index, what can be asked
    of it: all words with their places, and what a search for each of them finds. Its pages are as little content as
    the free space in others: two of them may differ and say the same.
    """
    plain = bytearray(whole)
    # A file in memory has no log.
    plain[18:20] = bytes(1 if version == 2 else version for version in whole[18:20])
    try:
        with closing(sqlite3.connect(":memory:")) as db:
            db.deserialize(bytes(plain))
            db.text_factory = bytes
            found: list[object] = [whole[18:20], *db.execute("SELECT * FROM sqlite_schema")]
            for table in [row[1].decode() for row in found[1:] if row[0] == b"table"]:
                if table not in ("articles_fts", "articles_fts_data", "articles_fts_idx"):
                    found += db.execute(f"SELECT * FROM {table}")
            found += db.execute("PRAGMA integrity_check")
            db.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, articles_fts, instance)")
            places = db.execute("SELECT * FROM temp.places").fetchall()
            search = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
            words = dict.fromkeys(place[0].decode() for place in places)
            return found + places + [db.execute(search, (f'"{word}"',)).fetchall() for word in words]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return f"{type(error).__name__}: {error}"
