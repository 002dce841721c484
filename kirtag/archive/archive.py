"""The archive: every article once, every wording of it, and the memory of what was fetched."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Self

from sqlite_utils import Database

from kirtag.archive import frontier, ledger
from kirtag.archive.clock import now, stamp
from kirtag.archive.database import FILE, open_archive, translated
from kirtag.archive.find import find
from kirtag.archive.frontier import Due
from kirtag.archive.keys import article_key, url_key
from kirtag.archive.saving import Outcome, Row, cuts_of, save_article, see_again
from kirtag.items import Agency, Article, Capture, Link, Window


class Archive:
    """The archive in a folder, opened for writing; made where there is none.

    Each method that writes is one transaction, committed to the disk when it returns. Outcomes are counted into
    `run`, a row of the ledger. `revisit_after` is the shortest time before an article is due again. `clock` returns
    the present moment (aware). Raises an ArchiveError where the folder or the file cannot be used.
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        run: int | None = None,
        revisit_after: timedelta = timedelta(hours=6),
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.folder = Path(folder)
        self.file = self.folder / FILE
        self.run = run
        self.revisit_after = revisit_after
        self.clock = clock
        self.db: Database = open_archive(self.folder)

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """Open the archive that a crawl's settings name: ARCHIVE, REVISIT_AFTER (seconds), RUN."""
        return cls(
            settings["ARCHIVE"],
            run=int(settings["RUN"]) if settings["RUN"] else None,
            revisit_after=timedelta(seconds=float(settings["REVISIT_AFTER"])),
        )

    def close(self) -> None:
        """Close the file. What was stored is stored already."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self, agency: str | None = None) -> Iterator[Connection]:
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

    def save(self, article: Article, capture: Capture | None = None) -> Outcome:
        """Keep an article. "new", "revised" (another wording than its current one) or "same"."""
        capture = capture or Capture(article.url, article.url, 200, self.clock())
        pages = tuple(dict.fromkeys((url_key(article.url), url_key(capture.asked))))
        keys = tuple(article_key(article.agency, page) for page in pages)
        with self._transaction(article.agency) as db:
            known = next(filter(None, (frontier.article_of(db, page) for page in reversed(pages))), None)
            outcome, number = save_article(db, article, keys, known, stamp(capture.captured))
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
    ) -> list[Link]:
        """Note a listing with what it shows, or a page that has not changed; return the links to fetch now.

        `following` is the listing's next page, which is among them while the listing shows anything new; `chain`
        the address of its first page. The listing, its links and its next page are stored together, so
        that a kill loses none.
        """
        with self._transaction(agency) as db:
            moment = stamp(self.clock())
            article = frontier.article_of(db, url_key(capture.asked))
            if article:
                see_again(db, article, moment)
            again = capture.captured + self._rest(article, capture.captured) if kind == "article" else None
            frontier.close_page(db, agency, capture, "done", kind=kind, next_visit=again)
            due, follow = frontier.add_links(db, agency, links, moment, chain=chain, window=window)
            following = following if follow else None
            if following and chain:
                frontier.follow_chain(db, agency, following, moment, chain=chain)
            elif chain and window == Window():  # a window's walk ends where the window does, not where the known begins
                frontier.end_chain(db, moment, chain=chain)
            ledger.count(db, self.run)
        return [*due, following] if following else due

    def gone(self, agency: str, capture: Capture, *, kind: str = "article") -> bool:
        """Note that a page is gone (404, 410). True where its article is now a tombstone: no page of it is left."""
        with self._transaction(agency) as db:
            article = frontier.remove_page(db, agency, capture, kind)
            entomb = "UPDATE articles SET status = 'removed' WHERE id = ? AND status <> 'removed'"
            removed = article is not None and db.execute(entomb, (article,)).rowcount > 0
            ledger.count(db, self.run, *(["gone"] if removed else []))
        return removed

    def quarantine(
        self, agency: str, capture: Capture, reason: str, detail: str, *, kind: str = "article", error: bool = False
    ) -> None:
        """Keep a page out of the articles, with the reason in a word or two and the detail in a sentence.

        `error` says that it is no fault of the page's: our own code failed on it.
        """
        with self._transaction(agency) as db:
            moment = self.clock()
            row = (capture.url, self.run, reason, detail, stamp(moment))
            db.execute("INSERT INTO quarantine (url, run, reason, detail, found) VALUES (?, ?, ?, ?, ?)", row)
            frontier.put_off(db, agency, capture.asked, "quarantined", moment, kind=kind, status=capture.status)
            ledger.count(db, self.run, "quarantined", *(["errors"] if error else []))

    def failed(self, agency: str, url: str, *, status: int | None = None, kind: str = "article") -> None:
        """Note that a page could not be fetched; it is due again after a while, each time a longer one."""
        with self._transaction(agency) as db:
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

    # The frontier and the ledger.

    def due(self, agency: str) -> list[Due]:
        """Return the agency's pages to fetch now, unfinished ones first."""
        with translated(self.file):
            return frontier.due_pages(self.db.conn, agency, stamp(self.clock()))

    def begin(self, identity: str, agency: Agency, url: str | None = None) -> int:
        """Open a run of an agency, count into it from now on, and return its number; close those that died."""
        with self._transaction() as db:
            ledger.register(db, identity, agency, url)
            self.run = ledger.begin(db, identity, stamp(self.clock()))
        return self.run

    def counters(self) -> Row:
        """Return the run's row as it stands."""
        with translated(self.file):
            return ledger.row(self.db, self.run)

    def end(self, outcome: str, exit_code: int) -> Row:
        """Close the run with its outcome in words and its exit code; return its row."""
        with self._transaction() as db:
            ledger.end(db, self.run, stamp(self.clock()), outcome, exit_code)
        return self.counters()

    def runs(self) -> list[Row]:
        """Return the ledger, oldest run first, each with the `second_addresses` that it found."""
        with translated(self.file):
            return list(ledger.runs(self.db))

    # Reading.

    def search(self, query: str, limit: int = 50) -> list[Row]:
        """Return the articles that hold all words of a query, newest first, each with a `snippet`."""
        with translated(self.file):
            return list(find(self.db, query, limit))

    def article(self, key: str) -> Row | None:
        """Return an article's row by its key; None where there is none.

        With it come its rows of `revisions`, `photos` and `pages`, and the `cuts` of its current wording.
        """
        with translated(self.file):
            row = next(self.db.query("SELECT * FROM articles WHERE key = ?", [key]), None)
            if row is None:
                return None
            revisions, photos, pages = (
                list(self.db.query(f"SELECT * FROM {table} WHERE article = ? ORDER BY {order}", [row["id"]]))
                for table, order in (("revisions", "number"), ("photos", "rowid"), ("pages", "first_seen"))
            )
        cuts = cuts_of(revisions[-1]["cuts"])
        return row | {"cuts": cuts, "revisions": revisions, "photos": photos, "pages": pages}

    def holds(self, agency: str) -> bool:
        """Tell whether there is any article of an agency."""
        with translated(self.file):
            return self.db.execute("SELECT 1 FROM articles WHERE agency = ?", (agency,)).fetchone() is not None

    def articles(self) -> Iterator[Row]:
        """Yield the row of every article, in the order in which they came."""
        with translated(self.file):
            yield from self.db.query("SELECT * FROM articles ORDER BY id")
