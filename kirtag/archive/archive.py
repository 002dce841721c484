"""The archive: every article once, every wording of it, and the memory of what was fetched."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, partial
from sqlite3 import Connection
from typing import Any, Self

from kirtag.archive import captures, editions, frontier, ledger
from kirtag.archive.clock import stamp
from kirtag.archive.copies.candidates import Index
from kirtag.archive.database import fold_log, translated
from kirtag.archive.keys import article_key, url_key
from kirtag.archive.saving import Came, Outcome, Row, save_article, see_again
from kirtag.archive.shelf import Shelf
from kirtag.archive.warc import BadBody, BadRecord, Closed, decoded, read_record
from kirtag.items import Agency, Article, Capture, Link, StoredPage, Window

# The folder of the WARC files, in the archive's.
WARCS = "warc"


class Archive(Shelf):
    """The archive in a folder, opened for writing; made where there is none.

    Each method that writes is one transaction, committed to the disk when it returns. Outcomes are counted into
    `run`, a row of the ledger. `revisit_after` is the shortest time before an article is due again. `clock` returns
    the present moment (aware). Raises an ArchiveError where the folder or the file cannot be used.
    """

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """Open the archive that a crawl's settings name: ARCHIVE, REVISIT_AFTER (seconds), RUN."""
        return cls(
            settings["ARCHIVE"],
            run=int(settings["RUN"]) if settings["RUN"] else None,
            revisit_after=timedelta(seconds=float(settings["REVISIT_AFTER"])),
        )

    @cached_property
    def index(self) -> Index:
        """By which the copies of an article are found."""
        return Index(self.db.conn)

    @contextmanager
    def transaction(self, agency: str | None = None) -> Iterator[Connection]:
        """Run the body as one transaction that has the file for itself; nothing of it stays where it raises.

        Rows of `agency` may be written: it is known in `agencies`, by its id at least.
        """
        connection = self.db.conn
        with translated(self.file):
            connection.execute("BEGIN IMMEDIATE")
            try:
                if agency:
                    ledger.register(connection, agency)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    # What a response ends in: exactly one of these five.

    def save(
        self,
        article: Article,
        capture: Capture | None = None,
        reread: Callable[[StoredPage], Article | None] | None = None,
    ) -> Outcome:
        """Keep an article. "new", "revised" (another wording than its current one) or "same".

        `reread` reads a stored page by today's rules, or returns None where they find no article in it: by it an edit
        is told from what only our own rules read otherwise than before. An article that was taken down by law is not
        stored again: "same".
        """
        capture = capture or Capture(article.url, article.url, 200, self.clock())
        pages = tuple(dict.fromkeys((url_key(article.url), url_key(capture.asked))))
        keys = tuple(article_key(article.agency, page) for page in pages)
        with self.transaction(article.agency) as db:
            came = Came(stamp(capture.captured), captures.note(db, self.run, capture))
            if any(frontier.is_forgotten(db, url) for url in {article.url, capture.asked}):
                ledger.count(db, self.run, "same")
                return "same"
            known = next(filter(None, (frontier.article_of(db, page) for page in reversed(pages))), None)
            again = partial(self._read_again, db, reread) if reread else None
            outcome, number = save_article(
                db, article, keys, known=known, came=came, index=self.index, read_again=again
            )
            editions.join(db, number, article.translations)
            next_visit = capture.captured + self._rest(number, capture.captured)
            frontier.close_page(db, article.agency, capture, "done", article=number, next_visit=next_visit)
            ledger.count(db, self.run, outcome)
        return outcome

    def seen(
        self,
        agency: str,
        capture: Capture,
        *,
        kind: str = "article",
        links: Iterable[Link] = (),
        following: Link | None = None,
        chain: str | None = None,
        window: Window = Window(),  # noqa: B008 - frozen
        day: date | None = None,
    ) -> list[Link]:
        """Note a listing with what it shows, or a page that has not changed; return the links to fetch now.

        `following` is the listing's next page, which is among them while the listing shows anything new; `chain`
        the address of its first page, `day` the day that all of it is of. The listing, its links and its next page
        are stored together, so that a kill loses none.
        """
        links = list(links)
        barren = kind != "article" and not links and capture.status != 304
        with self.transaction(agency) as db:
            captures.note(db, self.run, capture)
            moment = stamp(self.clock())
            article = frontier.article_of(db, url_key(capture.asked))
            if article:
                see_again(db, article, moment)
            again = capture.captured + self._rest(article, capture.captured) if kind == "article" else None
            frontier.close_page(db, agency, capture, "done", kind=kind, next_visit=again, barren=barren)
            due, follow = frontier.add_links(db, agency, links, moment, chain=chain, window=window)
            following = following if follow else None
            # This walk has come to where the one began that an earlier run had left.
            met = following is not None and frontier.is_walked_by(db, self.run, following)
            following = None if met else following
            if following and chain:
                frontier.follow_chain(db, agency, following, moment, chain=chain)
            elif chain and not met and (day or window == Window()):
                # The walk of a window ends where the window does, not where the known begins.
                frontier.end_chain(db, moment, chain=chain)
            ledger.count(db, self.run, *(["same"] if article else []))
        return [*due, following] if following else due

    def gone(self, agency: str, capture: Capture, *, kind: str = "article") -> bool:
        """Note that a page is gone (404, 410). True where its article is now a tombstone: no page of it is left."""
        with self.transaction(agency) as db:
            captures.note(db, self.run, capture)
            article = frontier.remove_page(db, agency, capture, kind)
            entomb = "UPDATE articles SET status = 'removed' WHERE id = ? AND status <> 'removed'"
            removed = article is not None and db.execute(entomb, (article,)).rowcount > 0
            ledger.count(db, self.run, *(["gone"] if removed else []))
        return removed

    def quarantine(
        self, agency: str, capture: Capture, reason: str, detail: str, *, kind: str = "article", error: bool = False
    ) -> None:
        """Keep a page out of the articles, with the reason in a word or two and the detail in a sentence.

        `error` says that it is no fault of the page's: it came cut off, or our own code failed on it.
        """
        with self.transaction(agency) as db:
            moment = self.clock()
            row = (capture.url, self.run, reason, detail, captures.note(db, self.run, capture), stamp(moment))
            db.execute(
                "INSERT INTO quarantine (url, run, reason, detail, capture, found) VALUES (?, ?, ?, ?, ?, ?)", row
            )
            put_off = partial(frontier.put_off, db, agency, capture.asked, "quarantined", moment)
            put_off(kind=kind, status=capture.status, reason=reason)
            ledger.count(db, self.run, "quarantined", *(["errors"] if error else []))

    def failed(self, agency: str, url: str, *, status: int | None = None, kind: str = "article") -> None:
        """Note that a page could not be fetched; it is due again after a while, each time a longer one."""
        with self.transaction(agency) as db:
            frontier.put_off(db, agency, url, "failed", self.clock(), kind=kind, status=status)
            ledger.count(db, self.run, "errors", fetched=status is not None)

    def _rest(self, number: int | None, moment: datetime) -> timedelta:
        """Let a fresh article rest for `revisit_after`, an older one for as long again as it is old."""
        if not (number and self.revisit_after):
            return self.revisit_after
        sql = "SELECT coalesce(published, day, first_seen) FROM articles WHERE id = ?"
        born = datetime.fromisoformat(self.db.execute(sql, (number,)).fetchone()[0])
        age = moment - (born if born.tzinfo else born.replace(tzinfo=UTC))
        return self.revisit_after * max(1, age // self.revisit_after)

    def _read_again(
        self, db: Connection, reread: Callable[[StoredPage], Article | None], number: int
    ) -> Article | None:
        """Read what a capture stored by today's rules; None where nothing is stored, or it holds no article to them."""
        found = captures.place_of(db, number)
        if found is None:
            return None
        url, captured, file, offset, length = found
        try:
            stored = read_record(self.folder / WARCS, file, offset, length)
            if stored.kind != "response":
                return None  # taken down by law
            body = decoded(stored)
        except (BadRecord, BadBody):
            # `scrapy verify` tells. Here it only means that an edit cannot be told from a change of our rules.
            return None
        content_type = dict(stored.headers).get("Content-Type")
        return reread(StoredPage(url, datetime.fromisoformat(captured), content_type, body))

    # A run.

    def begin(self, identity: str, agency: Agency, url: str | None = None) -> int:
        """Open a run of an agency, count into it from now on, and return its number.

        The caller has the agency's lock. Runs of it that died are closed, and their WARC files are brought to an end
        at the last whole record.
        """
        ended = captures.end_warcs(self.db.conn, self.folder / WARCS, identity)
        with self.transaction() as db:
            captures.close_warcs(db, ended, stamp(self.clock()))
            ledger.register(db, identity, agency, url)
            self.run = ledger.begin(db, identity, stamp(self.clock()))
        return self.run

    def counters(self) -> Row:
        """Return the run's row as it stands."""
        with translated(self.file):
            return ledger.row(self.db, self.run)

    def end(self, outcome: str, exit_code: int, coverage: Mapping[str, int] | None = None) -> Row:
        """Close the run with its outcome in words, its exit code and the fields of its articles; return its row."""
        with self.transaction() as db:
            ledger.end(db, self.run, stamp(self.clock()), outcome, exit_code, coverage=coverage or {})
        fold_log(self.db)
        return self.counters()

    def close_warcs(self, closed: list[Closed]) -> None:
        """Write down the size and digest of WARC files that nothing is added to any more."""
        with self.transaction() as db:
            captures.close_warcs(db, closed, stamp(self.clock()))

    def wait_until(self, agency: str, moment: datetime) -> None:
        """Remember that an agency's server told us to come back at a moment, not earlier."""
        with self.transaction(agency) as db:
            db.execute("UPDATE agencies SET told_to_wait = ? WHERE id = ?", (stamp(moment), agency))
