"""The frontier: every page that we know of, what became of it, and when it is due.

Every function runs inside the caller's transaction. A page is `due` (known, not yet fetched to an end), `done`,
`gone`, `quarantined`, `failed` or `forgotten` (by law, and for ever). `next_visit` says when it is to be fetched
(again); empty means only when a listing shows it anew.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from kirtag.archive.clock import stamp
from kirtag.archive.keys import url_key
from kirtag.items import Capture, Link, Window

# A page that failed or was no article is tried again after an hour, then twice as long each time, up to a week: an
# agency comes back from the dead. What is likely to pass by itself counts as half a failure.
_FIRST_RETRY = timedelta(hours=1)
_LAST_RETRY = timedelta(days=7)
_HARD, _SOFT = 1.0, 0.5
_PASSING_STATUS = frozenset((None, 408, 425, 429, 502, 503, 504))
_PASSING_REASONS = frozenset(("truncated", "challenge", "error"))

# An article's page that is gone (404) is looked for again after a day, then twice as long each time, up to a year: a
# site that was broken for a day has removed nothing.
_FIRST_SEARCH = timedelta(days=1)
_LAST_SEARCH = timedelta(days=365)

# So long a page's own word that it has not changed is taken; then its whole body is asked for.
_TRUST = {"article": timedelta(days=30)}
_TRUST_OF_LISTS = timedelta(days=1)


class Known(NamedTuple):
    """What is known of a page that was read: `trusted` says that a server's "not modified" may be believed.

    `reader` names the rules that read its current wording; None for a list.
    """

    etag: str | None
    last_modified: str | None
    body_sha256: str | None
    reader: str | None
    trusted: bool


class Due(NamedTuple):
    """A page to fetch, `chain` being the address of the listing that its pagination began with."""

    url: str
    kind: str
    language: str | None
    chain: str | None
    state: str = "due"


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
        SELECT url, kind, language, chain, state FROM pages
        WHERE agency = ? AND next_visit <= ? ORDER BY state <> 'due', next_visit
    """
    return [Due(*row) for row in db.execute(sql, (agency, moment))]


def article_of(db: Connection, key: str) -> int | None:
    """Return the number of the article that a page belongs to."""
    row = db.execute("SELECT article FROM pages WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def known(db: Connection, url: str, moment: datetime) -> Known | None:
    """Return what is known of a page that was read to its end; None of any other."""
    sql = """
        SELECT kind, etag, last_modified, body_sha256, last_full, (
            SELECT reader FROM revisions WHERE revisions.article = pages.article ORDER BY number DESC
        ) FROM pages WHERE key = ? AND state = 'done' AND (kind <> 'article' OR article IS NOT NULL)
    """
    row = db.execute(sql, (url_key(url),)).fetchone()
    if row is None:
        return None
    kind, etag, last_modified, sha256, last_full, reader = row
    fresh = stamp(moment - _TRUST.get(kind, _TRUST_OF_LISTS))
    return Known(etag, last_modified, sha256, reader, trusted=last_full is not None and last_full > fresh)


def is_forgotten(db: Connection, url: str) -> bool:
    """Tell whether a page was taken down by law."""
    return db.execute("SELECT 1 FROM forgotten WHERE key = ?", (url_key(url),)).fetchone() is not None


def close_page(
    db: Connection,
    agency: str,
    capture: Capture,
    state: str,
    *,
    kind: str = "article",
    article: int | None = None,
    next_visit: datetime | None = None,
    barren: bool = False,
) -> None:
    """Write what a response made of its page; of both pages, where it was redirected.

    A `barren` list is one that showed nothing: it is not to be believed when it says that it has not changed.
    """
    for url in dict.fromkeys((capture.asked, capture.url)):
        row = {
            "url": url,
            "key": url_key(url),
            "agency": agency,
            "kind": kind,
            "state": state,
            "article": article,
            "status": capture.status,
            "etag": None if barren else capture.etag,
            "last_modified": None if barren else capture.last_modified,
            "body_sha256": capture.sha256,
            "moment": stamp(capture.captured),
            "next_visit": stamp(next_visit) if next_visit else None,
        }
        db.execute(_CLOSE, row)


_CLOSE = """
    INSERT INTO pages (url, key, agency, kind, state, article, status, etag, last_modified, body_sha256,
        first_seen, last_fetched, next_visit, last_full)
    VALUES (:url, :key, :agency, :kind, :state, :article, :status, :etag, :last_modified, :body_sha256,
        :moment, :moment, :next_visit, iif(:status = 304, NULL, :moment))
    ON CONFLICT (key) DO UPDATE SET state = :state, article = coalesce(:article, article), status = :status,
        etag = iif(:status = 304, coalesce(:etag, etag), :etag),
        last_modified = iif(:status = 304, coalesce(:last_modified, last_modified), :last_modified),
        body_sha256 = coalesce(:body_sha256, body_sha256), last_fetched = :moment, next_visit = :next_visit,
        last_full = iif(:status = 304, last_full, :moment), failures = 0 WHERE state <> 'forgotten'
"""


def put_off(
    db: Connection,
    agency: str,
    url: str,
    state: str,
    moment: datetime,
    *,
    kind: str,
    status: int | None,
    reason: str | None = None,
) -> None:
    """Note that a page failed, or was no article for a `reason`, and put its next visit off, each time for longer."""
    passing = reason in _PASSING_REASONS if reason else status in _PASSING_STATUS
    row = {
        "weight": _SOFT if passing else _HARD,
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
    wait = _longer(_FIRST_RETRY, failures, _LAST_RETRY)
    again = "UPDATE pages SET next_visit = :next WHERE key = :key AND state <> 'forgotten'"
    db.execute(again, row | {"next": stamp(moment + wait)})


def _longer(first: timedelta, times: float, last: timedelta) -> timedelta:
    """Return how long to wait the `times`th time: twice as long each time."""
    return min(first * 2 ** min(times - 1, 10), last)


_PUT_OFF = """
    INSERT INTO pages (url, key, agency, kind, state, status, first_seen, last_fetched, failures)
    VALUES (:url, :key, :agency, :kind, :state, :status, :moment, :moment, :weight)
    ON CONFLICT (key) DO UPDATE SET state = iif(state = 'forgotten', state, :state), status = :status,
        last_fetched = :moment, failures = failures + :weight
"""


def add_links(
    db: Connection, agency: str, links: Iterable[Link], moment: str, *, chain: str | None, window: Window
) -> tuple[list[Link], bool]:
    """Add what a list shows to the frontier; return the links to fetch now, and whether the list is to be followed.

    It is, while it shows anything that was not known when its chain was last walked to the end: what another list
    has found since does not count as known, or the pages below it would be passed over. A window is walked from the
    newest page, known pages or not, for as long as the list shows anything that is not older.
    """
    last_walked = walked(db, chain) if chain else None
    due, follow = [], False
    for link in links:
        before = is_before(window, link)
        row = db.execute(
            "SELECT state, first_seen, next_visit FROM pages WHERE key = ?", (url_key(link.url),)
        ).fetchone()
        follow = follow or (
            not before if window != Window() else row is None or last_walked is None or row[1] > last_walked
        )
        if before or is_after(window, link):
            continue
        if row is None or row[0] == "gone":
            _await(db, agency, link, moment, chain=None)
            due.append(link)
        elif row[2] and row[2] <= moment:
            due.append(link)
    return due, follow


def is_walked_by(db: Connection, run: int | None, following: Link) -> bool:
    """Tell whether a run has fetched a listing's next page already."""
    sql = """
        SELECT 1 FROM pages JOIN runs ON runs.id = ?
        WHERE pages.key = ? AND pages.state = 'done' AND pages.last_fetched >= runs.started
    """
    return db.execute(sql, (run, url_key(following.url))).fetchone() is not None


def follow_chain(db: Connection, agency: str, following: Link, moment: str, *, chain: str) -> None:
    """Put a listing's next page into the frontier, where a kill cannot lose it."""
    _await(db, agency, following, moment, chain=chain)


def end_chain(db: Connection, moment: str, *, chain: str) -> None:
    """Note that a listing was walked down to what was known, or to its end."""
    db.execute("UPDATE pages SET walked = ? WHERE key = ?", (moment, url_key(chain)))


def walked(db: Connection, chain: str) -> str | None:
    """Return when a listing was last walked to its end."""
    row = db.execute("SELECT walked FROM pages WHERE key = ?", (url_key(chain),)).fetchone()
    return row[0] if row else None


def _await(db: Connection, agency: str, link: Link, moment: str, *, chain: str | None) -> None:
    """Make a page due at once, known or not."""
    row = (link.url, url_key(link.url), agency, link.kind, link.language, moment, moment, chain)
    db.execute(_AWAIT, row)


_AWAIT = """
    INSERT INTO pages (url, key, agency, kind, state, language, first_seen, next_visit, chain)
    VALUES (?, ?, ?, ?, 'due', ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET state = 'due', next_visit = excluded.next_visit WHERE state <> 'forgotten'
"""


def remove_page(db: Connection, agency: str, capture: Capture, kind: str) -> int | None:
    """Note that a page is gone. Return the number of its article where no page of it is left."""
    key = url_key(capture.asked)
    article = article_of(db, key)
    counted = db.execute("SELECT failures FROM pages WHERE key = ? AND state = 'gone'", (key,)).fetchone()
    times = (counted[0] if counted else 0) + 1
    # 410 is a server's word that this is for good.
    again = article is not None and capture.status != 410
    wait = _longer(_FIRST_SEARCH, times, _LAST_SEARCH)
    close_page(db, agency, capture, "gone", kind=kind, next_visit=capture.captured + wait if again else None)
    db.execute("UPDATE pages SET failures = ? WHERE key = ?", (times, key))
    alive = "SELECT 1 FROM pages WHERE article = ? AND state <> 'gone'"
    if article is None or db.execute(alive, (article,)).fetchone():
        return None
    return article
