"""What is asked of an archive: its articles, the frontier, the ledger."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from kirtag.archive import captures, frontier, ledger
from kirtag.archive.clock import now, stamp
from kirtag.archive.database import FILE, open_archive, translated
from kirtag.archive.find import find
from kirtag.archive.forgetting.forgotten import is_forgotten
from kirtag.archive.frontier import Due, Known
from kirtag.archive.keys import url_key
from kirtag.archive.saving import Row
from kirtag.archive.seals import unsealed
from kirtag.archive.warc import Earlier, Exchange
from kirtag.archive.wording import cuts_of


class Shelf:
    """The archive in a folder, opened, and all that only reads of it. `Archive` adds what writes."""

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

    def close(self) -> None:
        """Close the file. What was stored is stored already."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Articles.

    def search(self, query: str, limit: int = 50) -> list[Row]:
        """Return the articles that a person asks for, the most relevant first, each with a `snippet`.

        A query may hold words, "phrases", -not, OR and `agency:`, `place:`, `source:`, `lang:`, `since:`, `until:`,
        `credit:`. None is an error.
        """
        with translated(self.file):
            return list(find(self.db, query, limit))

    def article(self, key: str) -> Row | None:
        """Return an article's row by its key; None where there is none.

        With it come its rows of `revisions`, `photos` and `pages`, and the `cuts` of its current wording.
        """
        with translated(self.file):
            row = next(unsealed(self.db.query("SELECT * FROM articles WHERE key = ?", [key])), None)
            if row is None:
                return None
            revisions, photos, pages = (
                list(unsealed(self.db.query(f"SELECT * FROM {table} WHERE article = ? ORDER BY {order}", [row["id"]])))
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
            yield from unsealed(self.db.query("SELECT * FROM articles ORDER BY id"))

    # The frontier and the captures.

    def known(self, url: str) -> Known | None:
        """Return what is known of a page that was read to its end."""
        with translated(self.file):
            return frontier.known(self.db.conn, url, self.clock())

    def is_from_feed(self, url: str) -> bool:
        """Tell whether the text of a page's article was told by a feed, and not by the page."""
        sql = """
            SELECT articles.provenance FROM pages JOIN articles ON articles.id = pages.article WHERE pages.key = ?
        """
        with translated(self.file):
            row = self.db.execute(sql, (url_key(url),)).fetchone()
        return bool(row and row[0] and json.loads(row[0]).get("body") == "feed")

    def earlier(self, payload_sha256: str) -> Earlier | None:
        """Return the last capture with this very body (as received), to which a new one may refer."""
        with translated(self.file):
            return captures.earlier(self.db.conn, payload_sha256)

    def is_forgotten(self, exchange: Exchange, agency: str) -> bool:
        """Tell whether a response is of a page that was taken down by law, or quotes such a text of its agency."""
        with translated(self.file):
            return is_forgotten(self.db.conn, exchange, agency)

    def due(self, agency: str, *, unfinished: bool = False) -> list[Due]:
        """Return the agency's pages to fetch now, unfinished ones first, or only these."""
        with translated(self.file):
            found = frontier.due_pages(self.db.conn, agency, stamp(self.clock()))
        return [page for page in found if page.state in ("due", "failed")] if unfinished else found

    def has_walked(self, url: str, day: date) -> bool:
        """Tell whether the archive of a day was walked to its end within a day, after that day was over."""
        with translated(self.file):
            walked = frontier.walked(self.db.conn, url)
        over = max(stamp(self.clock() - timedelta(days=1)), (day + timedelta(days=2)).isoformat())
        return walked is not None and walked > over

    def unfinished(self, agency: str) -> int:
        """Return how many pages of lists an agency's runs have left to walk."""
        sql = "SELECT count(*) FROM pages WHERE agency = ? AND kind = 'listing' AND state = 'due'"
        with translated(self.file):
            return int(self.db.execute(sql, (agency,)).fetchone()[0])

    # The ledger.

    def runs(self) -> list[Row]:
        """Return the ledger, oldest run first, each with the `second_addresses` that it found."""
        with translated(self.file):
            return list(unsealed(ledger.runs(self.db)))

    def coverages(self, agency: str) -> list[dict[str, int]]:
        """Return what an agency's runs of the last thirty days counted, but for those whose layout had changed."""
        with translated(self.file):
            return ledger.coverages(self.db.conn, agency, stamp(self.clock() - timedelta(days=30)))

    def told_to_wait(self, agency: str) -> datetime | None:
        """Return until when an agency's server told us to wait; None where that is over, or it never did."""
        sql = "SELECT told_to_wait FROM agencies WHERE id = ? AND told_to_wait > ?"
        with translated(self.file):
            row = self.db.execute(sql, (agency, stamp(self.clock()))).fetchone()
        return datetime.fromisoformat(row[0]) if row else None
