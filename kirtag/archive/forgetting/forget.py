"""A legal takedown: the text goes out of tables, search index and WARC files; its hash and the reason stay.

The order makes it repeatable. First the pages are closed for ever, so that no crawl brings anything back; then the WARC
files lose what quotes the text, which is known as long as the tables hold it; then, in one transaction, the tables lose
it. Killed anywhere, the same call completes it.
"""

import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from kirtag.archive.archive import WARCS, Archive
from kirtag.archive.captures import close_warcs
from kirtag.archive.clock import stamp
from kirtag.archive.database import LOCK_WAIT, translated
from kirtag.archive.errors import ArchiveError, Locked
from kirtag.archive.forgetting.forgotten import remember, remembered
from kirtag.archive.forgetting.takedown import clear, find_responses, take_out
from kirtag.archive.forgetting.telling import standing_traces, telling_traces
from kirtag.archive.keys import url_key
from kirtag.archive.upgrade import OLDER
from kirtag.archive.warc import Closed, salvage


class NoSuchPage(ArchiveError):
    """The archive does not know the address."""

    exit_code = 1

    def __init__(self, url: str) -> None:
        super().__init__(f"There is no page {url} in the archive.")


class NoArticle(ArchiveError):
    """The address is that of a list, without which the agency could not be crawled any more."""

    exit_code = 1

    def __init__(self, url: str, kind: str) -> None:
        super().__init__(f"{url} is a {kind}, not an article. Name the address of an article.")


class Unswept(ArchiveError):
    """The text is out of the tables, but the file could not be written anew."""

    def __init__(self, file: Path, why: ArchiveError) -> None:
        super().__init__(
            "The text is out of the tables and the WARC files, but its bytes may still lie in free space of "
            f"{file}. {why}"
        )
        self.exit_code = why.exit_code


class Page(NamedTuple):
    """A page: its key, its agency's id, and its article's number."""

    key: str
    agency: str
    article: int | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out: wordings, and responses in WARC files.

    `name` is the article's key, or the page's. `elsewhere` are keys of articles that hold a part of the text as well,
    and keep it. `since` is the moment (UTC) of an earlier takedown.
    """

    name: str
    wordings: int
    responses: int
    files: int
    elsewhere: list[str]
    since: str | None

    @property
    def anything(self) -> bool:
        """Whether there was anything left to take out."""
        return bool(self.wordings or self.responses)


def find_page(db: Connection, url: str) -> Page:
    """Return the page with an address, however that is spelled. Raises NoSuchPage or NoArticle."""
    try:
        key = url_key(url)
    except ValueError:
        raise NoSuchPage(url) from None
    row = db.execute("SELECT agency, article, kind FROM pages WHERE key = ?", (key,)).fetchone()
    if row is None:
        # Where a page that was redirected is no article, the frontier knows the address that was asked for only.
        agency = next((agency for _, found, agency in _quarantined(db) if url_key(found) == key and agency), None)
        row = (agency, None, "article")
    agency, article, kind = row
    if agency is None:
        raise NoSuchPage(url)
    if kind != "article":
        raise NoArticle(url, kind)
    return Page(key, agency, article)


def forget(archive: Archive, url: str, reason: str, tell: Callable[[str], None] = lambda _: None) -> Taken:
    """Take down the article that a page belongs to, or a page without one; return what was taken out.

    The caller has the agency's lock; `tell` is called with what is being done. Headlines in lists stay. Raises
    NoSuchPage or NoArticle; BadRecord, DiskFull or Locked where nothing is out of the tables yet; Unswept after that.
    """
    db, folder = archive.db.conn, archive.folder / WARCS
    page = find_page(db, url)
    addresses = {page.key: url} | dict(db.execute("SELECT key, url FROM pages WHERE article = ?", (page.article,)))
    name = db.execute("SELECT key FROM articles WHERE id = ?", (page.article,)).fetchone() or (page.key,)
    since = db.execute("SELECT moment FROM forgotten WHERE key = ?", (page.key,)).fetchone() or (None,)
    _close(archive, page, addresses, reason)
    traces, elsewhere = telling_traces(db, page.article)
    # What lists have shown since: the tables do not tell any more.
    traces |= remembered(db, addresses)
    found = find_responses(folder, page.agency, addresses, traces, tell)
    traces -= standing_traces(db, page.article, found)
    found = [one for one in found if one.key in addresses or one.traces & traces]
    files = take_out(folder, found, page.key, partial(_write_down, archive), tell)
    wordings = _empty(archive, page.article, addresses, traces)
    tell("writing the database anew")
    _sweep(archive)
    return Taken(name[0], wordings, len(found), files, sorted(elsewhere), since[0])


def _close(archive: Archive, page: Page, addresses: dict[str, str], reason: str) -> None:
    """Close the pages for ever, with the reason, after putting in order what a dead process has left."""
    clear(archive.folder / WARCS, page.agency)
    salvaged = salvage(archive.folder / WARCS, page.agency)
    moment = stamp(archive.clock())
    with archive.transaction() as db:
        close_warcs(db, salvaged, moment)
        digest = db.execute("SELECT sha256 FROM articles WHERE id = ?", (page.article,)).fetchone() or (None,)
        for key, url in addresses.items():
            db.execute(_FORGET, (key, url, page.article, *digest, reason, moment))
            db.execute(_CLOSE, (url, key, page.agency, moment))


_FORGET = "INSERT OR IGNORE INTO forgotten (key, url, article, sha256, reason, moment) VALUES (?, ?, ?, ?, ?, ?)"

_CLOSE = """
    INSERT INTO pages (url, key, agency, kind, state, first_seen) VALUES (?, ?, ?, 'article', 'forgotten', ?)
    ON CONFLICT (key) DO UPDATE SET state = 'forgotten', next_visit = NULL, etag = NULL, last_modified = NULL,
        body_sha256 = NULL, last_full = NULL
"""


def _write_down(archive: Archive, closed: Closed) -> None:
    with archive.transaction() as db:
        close_warcs(db, [closed], stamp(archive.clock()))


def _empty(archive: Archive, article: int | None, keys: Collection[str], traces: set[str]) -> int:
    """Take the text out of the tables; return how many wordings there were.

    What stays tells that there was something, where and when, and proves what it was: addresses, times, digests.
    """
    # A copy that an upgrade left: the tables have been right since, and it holds the text.
    shutil.rmtree(archive.folder / OLDER, ignore_errors=True)
    with archive.transaction() as db:
        remember(db, keys, traces)
        wordings = db.execute(_EMPTY_REVISIONS, (article,)).rowcount
        db.execute(_EMPTY_ARTICLE, (article,))
        for table in ("photos", "fingerprints"):
            db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        # A reason in a sentence, or a traceback: either may quote the page.
        details = [(number,) for number, url, _ in _quarantined(db) if url_key(url) in keys]
        db.executemany("UPDATE quarantine SET detail = NULL WHERE id = ?", details)
    return wordings


_EMPTY_REVISIONS = """
    UPDATE revisions SET headline = '', body = '', dateline = NULL, credit_line = NULL, original = NULL, cuts = '[]'
    WHERE article = ? AND (headline, body) <> ('', '')
"""

_EMPTY_ARTICLE = """
    UPDATE articles SET headline = '', body = '', dateline = NULL, byline = NULL, section = NULL, credit_line = NULL,
        attribution = NULL, published_printed = NULL, stems = NULL, edition = NULL, provenance = NULL,
        status = 'removed'
    WHERE id = ?
"""


def _quarantined(db: Connection) -> list[tuple[int, str, str | None]]:
    """Return number, address and agency of every page that was put into quarantine."""
    sql = "SELECT quarantine.id, quarantine.url, runs.agency FROM quarantine LEFT JOIN runs ON runs.id = quarantine.run"
    return db.execute(sql).fetchall()


def _sweep(archive: Archive) -> None:
    """Write index and file anew: what was deleted is still in them, between what was not.

    FTS5 keeps a deleted word until its segment is merged with the one that says so: `optimize` merges all. SQLite does
    not overwrite the pages that it frees, nor the place that a row has moved from: VACUUM copies only what is there.
    Until the checkpoint the old file stands under the new one in the WAL, which is then cut to nothing.
    """
    try:
        with translated(archive.file):
            db = archive.db.conn
            db.execute("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')")
            db.execute("VACUUM")
            (busy, *_) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise Locked(archive.file, LOCK_WAIT)
    except ArchiveError as why:
        raise Unswept(archive.file, why) from why
