"""A known page costs a 304 or nothing, an edit is found whatever the server says, and better rules fake none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kirtag import reader
from kirtag.archive import Archive, Exchange, Warc
from kirtag.archive.copies.sketches import Sketch
from kirtag.demo import Newsroom, serve
from kirtag.demo.newsroom import HTML, Response
from kirtag.items import Article, StoredPage
from kirtag.spiders.kirtag import KirtagSpider
from kirtag.text.likeness import fingerprint
from tests.builders import KEY, REST, URL, Clock, answer, article, capture, crawl, html, is_article, one, plain, rows

# ---- real crawls ----

STATUSES = """
    SELECT status, repeats IS NOT NULL, count(*) FROM captures
    WHERE run = ? AND url LIKE '%/news/%-%' GROUP BY 1, 2
"""


class Tagless(Newsroom):
    """The newsroom on a server that says nothing of its pages' state."""

    def respond(self, path: str, *, at: str) -> Response:
        return replace(super().respond(path, at=at), etag=None, last_modified=None)


class Stubborn(Newsroom):
    """The newsroom on a server whose pages have one tag for ever, which it believes in."""

    def respond(self, path: str, *, at: str) -> Response:
        page = super().respond(path, at=at)
        return replace(page, etag='W/"1"', last_modified="Thu, 01 Jan 2026 00:00:00 GMT") if page.etag else page


def two_days(newsroom: Newsroom, folder: Path) -> tuple[str, list[str]]:
    """Crawl a newsroom on two days; return what the second run said and asked for."""
    with serve(newsroom) as server:
        words = crawl(server.address, folder, REVISIT_AFTER=0)
        assert answer(words).returncode == 0
        newsroom.next_day()
        server.requests.clear()
        done = answer(words)
        assert done.returncode == 0, done.stderr
        return done.stdout, [path for path in server.requests if is_article(path)]


def test_pages_that_have_not_changed_cost_a_304(tmp_path: Path):
    said, asked = two_days(Newsroom(), tmp_path)
    assert " 1 new, 1 revised, 29 same, 1 gone, " in said
    with Archive(tmp_path) as archive:
        answered = {(status, repeated): number for status, repeated, number in rows(archive, STATUSES, 2)}
    # Nothing but what is new, edited, at a second address, or links to one of them at its foot, came with a body.
    assert answered[304, 0] == 19
    assert answered[404, 0] == 1
    assert sum(answered.values()) == len(asked)


def test_pages_of_a_server_without_tags_are_known_by_their_bodies(tmp_path: Path):
    said, _ = two_days(Tagless(), tmp_path)
    assert " 1 new, 1 revised, 29 same, 1 gone, " in said
    with Archive(tmp_path) as archive:
        answered = {(status, repeated): number for status, repeated, number in rows(archive, STATUSES, 2)}
        assert answered[200, 1] == 19
        # The second run stored a line for each of them, not the page.
        repeated = "SELECT sum(warc_length) FROM captures WHERE run = ? AND url LIKE '%/news/%-%' AND repeats IS "
        assert one(archive, repeated + "NOT NULL", 2) < one(archive, repeated + "NULL", 1) / 5


def test_a_server_that_never_admits_a_change_is_not_believed_for_ever(tmp_path: Path):
    newsroom = Stubborn()
    said, _ = two_days(newsroom, tmp_path)
    assert " 1 new, 0 revised, " in said
    with Archive(tmp_path) as archive:
        long_ago = (datetime.now(UTC) - timedelta(days=31)).isoformat()
        archive.db.execute("UPDATE pages SET last_full = ?, next_visit = first_seen", (long_ago,))
        assert one(archive, "SELECT max(revision) FROM articles") == 1
    with serve(newsroom, _port_of(tmp_path)) as server:
        done = answer(crawl(server.address, tmp_path, REVISIT_AFTER=0))
    assert " 1 revised, " in done.stdout, done.stdout + done.stderr


def _port_of(folder: Path) -> int:
    with Archive(folder) as archive:
        return int(one(archive, "SELECT url FROM pages WHERE kind = 'feed'").split(":")[2].split("/")[0])


SHELL = html(
    "<title>КирТАГ</title><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"
)


class Shells(Newsroom):
    """A newsroom whose pages only a script fills; its feed has the whole texts, until it is put to rest."""

    resting = False

    def respond(self, path: str, *, at: str) -> Response:
        if is_article(path):
            # Another page each time: one that is to the letter what it was is not read again.
            return replace(SHELL, body=SHELL.body + str(self.resting).encode())
        return Response(404, HTML, b"") if self.resting and path == "/rss.xml" else super().respond(path, at=at)


def test_an_article_that_only_the_feed_tells_whole_stands_when_its_page_is_visited_again(tmp_path: Path):
    newsroom = Shells()
    with serve(newsroom) as server:
        words = crawl(server.address, tmp_path, REVISIT_AFTER=0)
        assert " 10 new, " in answer(words).stdout
        newsroom.resting = True
        assert " 10 same, " in answer(words).stdout
    with Archive(tmp_path) as archive:
        assert one(archive, "SELECT count(*) FROM articles WHERE status = 'published' AND revision = 1") == 10
        assert one(archive, "SELECT count(*) FROM quarantine WHERE url IN (SELECT url FROM articles)") == 0


# ---- better rules ----

ADDRESS = "https://kyrtag.kg/ru/news/sneg-na-perevale-"


class Today:
    """Today's rules, which read a page's lines as they stand, and count how often they were asked."""

    def __init__(self, read: dict[bytes, Article | None]) -> None:
        self.read, self.asked = read, []

    def __call__(self, page: StoredPage) -> Article | None:
        self.asked.append((page.url, page.content_type, page.body))
        return self.read[page.body]


@pytest.fixture
def warc(tmp_path: Path) -> Iterator[Warc]:
    files = Warc(tmp_path / "warc", "kirtag", 1, software="tests")
    yield files
    files.close()


def fetched(warc: Warc, clock: Clock, body: bytes):
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    exchange = Exchange(ADDRESS, clock(), "GET", (), 200, "HTTP/1.1", headers, body)
    return capture(clock.forward(hours=7), ADDRESS, record=warc.append(exchange))


def read_by_others(archive: Archive) -> None:
    archive.db.execute("UPDATE revisions SET reader = '0.0.1+old'")


@pytest.fixture
def stored(archive: Archive, warc: Warc, clock: Clock) -> Archive:
    """An article that an older kirtag read with its share line, and stored with its page."""
    archive.save(plain(REST, "Поделиться", url=ADDRESS), fetched(warc, clock, b"first"))
    read_by_others(archive)
    return archive


def test_rules_that_read_more_of_another_page_make_no_revision(stored: Archive, warc: Warc, clock: Clock):
    today = Today({b"first": article(REST, url=ADDRESS)})
    assert stored.save(article(REST, url=ADDRESS), fetched(warc, clock, b"second"), today) == "same"
    assert today.asked == [(ADDRESS, "text/html; charset=utf-8", b"first")]
    (revision,) = stored.article(KEY)["revisions"]
    assert (revision["body"], revision["reader"], revision["capture"]) == (REST, reader(), 1)


def test_an_edit_is_told_from_what_the_rules_read_otherwise(stored: Archive, warc: Warc, clock: Clock):
    edited = article("Дорожники расчистили трассу к обеду.", url=ADDRESS)
    today = Today({b"first": article(REST, url=ADDRESS)})
    assert stored.save(edited, fetched(warc, clock, b"second"), today) == "revised"
    wordings = [(one["body"], one["reader"], one["capture"]) for one in stored.article(KEY)["revisions"]]
    assert wordings == [(REST, reader(), 1), ("Дорожники расчистили трассу к обеду.", reader(), 2)]
    # What copies are found by is of the last wording alone.
    (held,) = Sketch.where(stored.db.conn, "article > ?", 0)
    assert held.numbers == tuple(sorted(fingerprint(edited.body).sketch))


def test_the_same_rules_have_nothing_to_read_again(archive: Archive, warc: Warc, clock: Clock):
    archive.save(article(REST, url=ADDRESS), fetched(warc, clock, b"first"))
    today = Today({})
    assert archive.save(article("Другой текст.", url=ADDRESS), fetched(warc, clock, b"second"), today) == "revised"
    assert today.asked == []


@pytest.mark.parametrize("loss", ["no article to them", "no file", "no capture"])
def test_where_the_old_page_cannot_be_read_again_a_difference_is_an_edit(
    stored: Archive, warc: Warc, clock: Clock, loss: str
):
    if loss == "no file":
        warc.close()
        (next((stored.folder / "warc").iterdir())).unlink()
    if loss == "no capture":
        stored.db.execute("UPDATE revisions SET capture = NULL")
    today = Today({b"first": None})
    other = Warc(stored.folder / "warc", "kirtag", 2, software="tests")
    assert stored.save(article(REST, url=ADDRESS), fetched(other, clock, b"second"), today) == "revised"
    other.close()


def test_a_spider_reads_a_stored_page_as_it_read_it_then():
    newsroom = Newsroom()
    article = newsroom.articles[0]
    path = newsroom.editions[article.language].path(article)
    body = newsroom.respond(path, at="https://kyrtag.kg").body
    page = StoredPage(f"https://kyrtag.kg{path}", datetime(2026, 11, 26, tzinfo=UTC), "text/html", body)
    read = KirtagSpider().read(page)
    assert (read.headline, read.language, read.agency) == (article.headline, article.language, "kirtag")
    assert read.url == page.url != URL
