"""The frontier: every page that we know of, what became of it, and when it is due.

Every function runs inside the caller's transaction. A page is `due` (known, not yet fetched to an end), `done`,
`gone`, `quarantined` or `failed`. `next_visit` says when it is to be fetched (again); empty means only when a listing
shows it anew.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from kirtag.archive.clock import stamp
from kirtag.archive.keys import url_key
from kirtag.items import Capture, Link, Window

# A page that failed or was no article is tried again after an hour, then twice as long each time, up to a week.
_FIRST_RETRY = timedelta(hours=1)
_LAST_RETRY = timedelta(days=7)


class Due(NamedTuple):
    """A page to fetch, `chain` being the address of the listing that its pagination began with."""

    url: str
    kind: str
    language: str | None
    chain: str | None


def is_before(window: Window, link: Link) -> bool:
    """Tell whether a link's article is older than the window; one of an unknown day is not."""
    # What was not changed since a day was not published since either.
    latest = link.day or link.changed
    return bool(window.since and latest and latest < window.since)


def is_after(window: Window, link: Link) -> bool:
    """Tell whether a link's article is younger than the window; one of an unknown day is not."""
    return bool(window.until and link.day and link.day > window.until)


def due_pages(db: Connection, agency: str, moment: str) -> list[Due]:
    """Return the agency's pages to fetch now: unfinished ones first, then those whose visit is due."""
    sql = """
        SELECT url, kind, language, chain FROM pages
        WHERE agency = ? AND next_visit <= ? ORDER BY state <> 'due', next_visit
    """
    return [Due(*row) for row in db.execute(sql, (agency, moment))]


def article_of(db: Connection, key: str) -> int | None:
    """Return the number of the article that a page belongs to."""
    row = db.execute("SELECT article FROM pages WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def close_page(
    db: Connection,
    agency: str,
    capture: Capture,
    state: str,
    *,
    kind: str = "article",
    article: int | None = None,
    next_visit: datetime | None = None,
) -> None:
    """Write what a response made of its page; of both pages, where it was redirected."""
    for url in dict.fromkeys((capture.asked, capture.url)):
        row = {
            "url": url,
            "key": url_key(url),
            "agency": agency,
            "kind": kind,
            "state": state,
            "article": article,
            "status": capture.status,
            "etag": capture.etag,
            "last_modified": capture.last_modified,
            "body_sha256": capture.sha256,
            "moment": stamp(capture.captured),
            "next_visit": stamp(next_visit) if next_visit else None,
        }
        db.execute(_CLOSE, row)


_CLOSE = """
    INSERT INTO pages (url, key, agency, kind, state, article, status, etag, last_modified, body_sha256,
        first_seen, last_fetched, next_visit)
    VALUES (:url, :key, :agency, :kind, :state, :article, :status, :etag, :last_modified, :body_sha256,
        :moment, :moment, :next_visit)
    ON CONFLICT (key) DO UPDATE SET state = :state, article = coalesce(:article, article), status = :status,
        etag = coalesce(:etag, etag), last_modified = coalesce(:last_modified, last_modified),
        body_sha256 = coalesce(:body_sha256, body_sha256), last_fetched = :moment, next_visit = :next_visit,
        failures = 0
"""


def put_off(
    db: Connection, agency: str, url: str, state: str, moment: datetime, *, kind: str, status: int | None
) -> None:
    """Note that a page failed or was no article, and put its next visit off, each time for longer."""
    row = {
        "url": url,
        "key": url_key(url),
        "agency": agency,
        "kind": kind,
        "state": state,
        "status": status,
        "moment": stamp(moment),
    }
    db.execute(_PUT_OFF, row)
    failures = db.execute("SELECT failures FROM pages WHERE key = :key", row).fetchone()[0]
    wait = min(_FIRST_RETRY * 2 ** min(failures - 1, 10), _LAST_RETRY)
    db.execute("UPDATE pages SET next_visit = :next WHERE key = :key", row | {"next": stamp(moment + wait)})


_PUT_OFF = """
    INSERT INTO pages (url, key, agency, kind, state, status, first_seen, last_fetched, failures)
    VALUES (:url, :key, :agency, :kind, :state, :status, :moment, :moment, 1)
    ON CONFLICT (key) DO UPDATE SET state = :state, status = :status, last_fetched = :moment, failures = failures + 1
"""


def add_links(
    db: Connection, agency: str, links: Iterable[Link], moment: str, *, chain: str | None, window: Window
) -> tuple[list[Link], bool]:
    """Add what a list shows to the frontier; return the links to fetch now, and whether the list is to be followed.

    It is, while it shows anything that was not known when its chain was last walked to the end: what another list
    has found since does not count as known, or the pages below it would be passed over. A window is walked from the
    newest page, known pages or not, for as long as the list shows anything that is not older.
    """
    walked = _walked(db, chain)
    due, follow = [], False
    for link in links:
        before = is_before(window, link)
        row = db.execute(
            "SELECT state, first_seen, next_visit FROM pages WHERE key = ?", (url_key(link.url),)
        ).fetchone()
        follow = follow or (not before if window != Window() else row is None or walked is None or row[1] > walked)
        if before or is_after(window, link):
            continue
        if row is None or row[0] == "gone":
            _await(db, agency, link, moment, chain=None)
            due.append(link)
        elif row[2] and row[2] <= moment:
            due.append(link)
    return due, follow


def follow_chain(db: Connection, agency: str, following: Link, moment: str, *, chain: str) -> None:
    """Put a listing's next page into the frontier, where a kill cannot lose it."""
    _await(db, agency, following, moment, chain=chain)


def end_chain(db: Connection, moment: str, *, chain: str) -> None:
    """Note that a listing was walked down to what was known, or to its end."""
    db.execute("UPDATE pages SET walked = ? WHERE key = ?", (moment, url_key(chain)))


def _walked(db: Connection, chain: str | None) -> str | None:
    row = db.execute("SELECT walked FROM pages WHERE key = ?", (url_key(chain),)).fetchone() if chain else None
    return row[0] if row else None


def _await(db: Connection, agency: str, link: Link, moment: str, *, chain: str | None) -> None:
    """Make a page due at once, known or not."""
    row = (link.url, url_key(link.url), agency, link.kind, link.language, moment, moment, chain)
    db.execute(_AWAIT, row)


_AWAIT = """
    INSERT INTO pages (url, key, agency, kind, state, language, first_seen, next_visit, chain)
    VALUES (?, ?, ?, ?, 'due', ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET state = 'due', next_visit = excluded.next_visit
"""


def remove_page(db: Connection, agency: str, capture: Capture, kind: str) -> int | None:
    """Note that a page is gone. Return the number of its article where no page of it is left."""
    close_page(db, agency, capture, "gone", kind=kind)
    article = article_of(db, url_key(capture.asked))
    alive = "SELECT 1 FROM pages WHERE article = ? AND state <> 'gone'"
    if article is None or db.execute(alive, (article,)).fetchone():
        return None
    return article
