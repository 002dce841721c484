"""The frontier: which pages are fetched, when again, and what a kill between two of them leaves."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kirtag import reader
from kirtag.archive import Archive, Due, url_key
from kirtag.items import Link, Window
from tests.builders import BISHKEK, SECOND, URL, Clock, article, capture, one, rows

NEWS = "https://kyrtag.kg/ru/news/"
PAGE_2 = Link(NEWS + "?PAGEN_1=2", "listing", "ru")
PAGE_3 = Link(NEWS + "?PAGEN_1=3", "listing", "ru")
SNOW, ROAD, RIVER = (Link(NEWS + slug, language="ru") for slug in ("sneg-vypal-", "doroga-otkryta-", "reka-vstala-"))


class Walk:
    """A spider's walk through a listing, and its visits to articles, a second after each other."""

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self.archive, self.clock = archive, clock

    def see(self, *shown: Link, on: str = NEWS, following: Link | None = None, **more: object) -> list[Link]:
        seen = capture(self.clock.forward(seconds=1), on)
        facts = {"kind": "listing", "chain": NEWS} | more
        return self.archive.seen("kirtag", seen, links=shown, following=following, **facts)

    def save(self, *links: Link) -> None:
        for number, link in enumerate(links):
            moment = self.clock.forward(seconds=1)
            self.archive.save(article(f"{link.url} {number}", url=link.url), capture(moment, link.url))

    def due(self) -> list[str]:
        return [page.url for page in self.archive.due("kirtag")]


@pytest.fixture
def walk(archive: Archive, clock: Clock) -> Walk:
    return Walk(archive, clock)


def page(archive: Archive, url: str, *columns: str) -> tuple:
    return rows(archive, f"SELECT {', '.join(columns)} FROM pages WHERE key = ?", url_key(url))[0]


# ---- what is due ----


def test_links_of_a_list_become_due_in_its_order(archive: Archive, walk: Walk):
    assert walk.see(SNOW, ROAD) == [SNOW, ROAD]
    assert archive.due("kirtag") == [Due(SNOW.url, "article", "ru", None), Due(ROAD.url, "article", "ru", None)]
    assert archive.due("vb") == []


def test_a_link_that_is_due_is_returned_until_it_is_fetched(walk: Walk):
    assert walk.see(SNOW) == [SNOW]
    assert walk.see(SNOW, ROAD) == [SNOW, ROAD]
    walk.save(SNOW)
    assert walk.see(SNOW, ROAD) == [ROAD]


def test_one_page_in_several_spellings_is_due_once(walk: Walk):
    walk.see(SNOW, Link(SNOW.url + "/"), Link(SNOW.url.replace("https://", "http://www.") + "?utm_source=tg"))
    assert walk.due() == [SNOW.url]


def test_a_page_is_done_with_the_article_that_it_holds(archive: Archive, walk: Walk):
    walk.see(SNOW)
    walk.save(SNOW)
    assert page(archive, SNOW.url, "state", "article", "status", "language") == ("done", 1, 200, "ru")


def test_a_page_whose_article_cannot_be_stored_stays_due(archive: Archive, walk: Walk):
    walk.see(SNOW)
    archive.db.execute("CREATE TRIGGER full BEFORE INSERT ON revisions BEGIN SELECT raise(ABORT, 'no room'); END")
    with pytest.raises(Exception, match="no room"):
        walk.save(SNOW)
    assert walk.due() == [SNOW.url]
    assert one(archive, "SELECT count(*) FROM articles") == 0


def test_an_article_is_not_stored_without_its_page(archive: Archive, walk: Walk):
    archive.db.execute("CREATE TRIGGER full BEFORE INSERT ON pages BEGIN SELECT raise(ABORT, 'no room'); END")
    with pytest.raises(Exception, match="no room"):
        walk.save(SNOW)
    assert [one(archive, f"SELECT count(*) FROM {table}") for table in ("articles", "revisions", "agencies")] == [0] * 3


def test_listing_links_and_next_page_are_stored_together_or_not_at_all(archive: Archive, walk: Walk):
    with pytest.raises(Exception, match="CHECK constraint failed"):
        walk.see(SNOW, Link(NEWS + "a-b-", "podcast"), following=PAGE_2)
    assert [one(archive, f"SELECT count(*) FROM {table}") for table in ("pages", "agencies")] == [0, 0]
    walk.see(SNOW, following=PAGE_2)
    assert [url for (url,) in rows(archive, "SELECT url FROM pages ORDER BY rowid")] == [NEWS, SNOW.url, PAGE_2.url]


def test_after_a_transaction_that_failed_the_next_one_works(walk: Walk):
    with pytest.raises(Exception, match="CHECK constraint failed"):
        walk.see(Link(NEWS + "a-b-", "podcast"))
    assert walk.see(SNOW) == [SNOW]


def test_unfinished_pages_come_before_those_to_visit_again(archive: Archive, walk: Walk, clock: Clock):
    walk.save(SNOW)
    clock.forward(days=30)
    walk.see(ROAD)
    assert walk.due() == [ROAD.url, SNOW.url]


def test_a_redirected_page_closes_both_addresses(archive: Archive, walk: Walk, clock: Clock):
    walk.see(SNOW)
    archive.save(article(url=SECOND), capture(clock(), SECOND, asked=SNOW.url, etag='W/"1"'))
    expected = ("done", 1, 'W/"1"')
    assert [page(archive, url, "state", "article", "etag") for url in (SNOW.url, SECOND)] == [expected, expected]


def test_what_the_server_said_of_a_page_is_kept(archive: Archive, clock: Clock):
    facts = {"etag": '"abc"', "last_modified": "Sun, 22 Nov 2026 03:30:00 GMT", "sha256": "0" * 64}
    archive.save(article(), capture(clock(), **facts))
    kept = ("etag", "last_modified", "body_sha256", "last_fetched", "failures")
    assert page(archive, URL, *kept) == (*facts.values(), "2026-11-22T06:00:00.000Z", 0)


# ---- a listing's next page ----


def test_the_next_page_is_followed_while_a_listing_shows_anything_new(walk: Walk):
    assert walk.see(SNOW, following=PAGE_2) == [SNOW, PAGE_2]
    assert walk.see(ROAD, on=PAGE_2.url) == [ROAD]
    walk.save(SNOW, ROAD)
    assert walk.see(RIVER, SNOW, following=PAGE_2) == [RIVER, PAGE_2]


def test_and_not_after(walk: Walk):
    walk.see(SNOW)
    walk.save(SNOW)
    assert walk.see(SNOW, following=PAGE_2) == []
    assert walk.due() == []


def test_the_first_walk_goes_to_the_end_even_where_a_feed_showed_it_all_before(walk: Walk):
    walk.see(SNOW, on="https://kyrtag.kg/rss.xml", kind="feed", chain=None)
    walk.save(SNOW)
    assert walk.see(SNOW, following=PAGE_2) == [PAGE_2]


def test_a_page_that_another_list_found_since_does_not_end_a_walk(walk: Walk):
    walk.see(SNOW)
    walk.save(SNOW)
    walk.see(ROAD, on="https://kyrtag.kg/sitemap.xml", kind="sitemap", chain=None)
    walk.save(ROAD)
    assert walk.see(ROAD, following=PAGE_2) == [PAGE_2]


def test_an_empty_listing_ends_a_walk(walk: Walk):
    assert walk.see(following=PAGE_2) == []
    assert walk.due() == []


def test_the_next_page_of_an_interrupted_walk_is_due_with_its_chain(archive: Archive, walk: Walk):
    walk.see(SNOW, following=PAGE_2)
    walk.save(SNOW)
    assert archive.due("kirtag") == [Due(PAGE_2.url, "listing", "ru", NEWS)]


def test_a_walk_that_was_interrupted_is_not_ended_by_the_pages_that_it_found(walk: Walk):
    walk.see(SNOW)
    walk.save(SNOW)
    walk.see(ROAD, following=PAGE_2)
    walk.save(ROAD)
    # Killed here; the next run begins at the front again.
    assert walk.see(ROAD, following=PAGE_2) == [PAGE_2]
    assert walk.see(SNOW, on=PAGE_2.url, following=PAGE_3) == []


def test_the_end_of_a_walk_is_remembered_by_its_listing(archive: Archive, walk: Walk):
    walk.see(SNOW, following=PAGE_2)
    assert page(archive, NEWS, "walked") == (None,)
    walk.see(ROAD, on=PAGE_2.url)
    assert page(archive, NEWS, "walked") == ("2026-11-22T06:00:02.000Z",)
    assert page(archive, PAGE_2.url, "state", "walked", "next_visit") == ("done", None, None)


def test_a_next_page_that_failed_is_due_again_with_its_chain(archive: Archive, walk: Walk, clock: Clock):
    walk.see(SNOW, following=PAGE_2)
    walk.save(SNOW)
    archive.failed("kirtag", PAGE_2.url, status=503, kind="listing")
    assert walk.due() == []
    clock.forward(hours=1)
    assert archive.due("kirtag") == [Due(PAGE_2.url, "listing", "ru", NEWS, "failed")]


def test_two_listings_are_walked_each_by_itself(walk: Walk):
    english = "https://kyrtag.kg/en/news/"
    walk.see(SNOW)
    walk.save(SNOW)
    following = Link(english + "?PAGEN_1=2", "listing", "en")
    assert walk.see(SNOW, on=english, chain=english, following=following) == [following]


# ---- visiting again ----


@pytest.mark.parametrize(
    ("age", "rest"),
    [
        (timedelta(0), timedelta(hours=6)),
        (timedelta(hours=-2), timedelta(hours=6)),
        (timedelta(hours=11), timedelta(hours=6)),
        (timedelta(days=1), timedelta(days=1)),
        (timedelta(days=10, hours=2), timedelta(days=10)),
        (timedelta(days=3650), timedelta(days=3650)),
    ],
)
def test_an_article_rests_for_as_long_as_it_is_old(archive: Archive, clock: Clock, age: timedelta, rest: timedelta):
    archive.save(article(published=clock() - age))
    assert page(archive, URL, "next_visit") == ((clock() + rest).strftime("%Y-%m-%dT%H:%M:%S.000Z"),)


@pytest.mark.parametrize(("published", "rest"), [(date(2026, 11, 12), timedelta(days=10)), (None, timedelta(0))])
def test_without_a_time_it_is_as_old_as_its_day_or_as_we_know_it(
    archive: Archive, clock: Clock, published: date | None, rest: timedelta
):
    archive.save(article(published=published))
    (visit,) = page(archive, URL, "next_visit")
    assert datetime.fromisoformat(visit) - clock() == rest + timedelta(hours=6)


def test_a_page_that_has_not_changed_rests_as_one_that_was_read_again(archive: Archive, clock: Clock):
    published = clock() - timedelta(days=10)
    archive.save(article(published=published.astimezone(BISHKEK)))
    clock.forward(days=10)
    archive.seen("kirtag", capture(clock(), status=304))
    assert page(archive, URL, "state", "article", "next_visit") == ("done", 1, "2026-12-22T06:00:00.000Z")


def test_an_article_whose_page_has_not_changed_was_seen(archive: Archive, clock: Clock):
    archive.save(article())
    clock.forward(days=1)
    archive.seen("kirtag", capture(clock(), status=304))
    assert one(archive, "SELECT last_seen FROM articles") == "2026-11-23T06:00:00.000Z"


def test_an_answer_304_keeps_what_is_known_of_the_page(archive: Archive, clock: Clock):
    archive.save(article(), capture(clock(), etag='"1"', sha256="a"))
    archive.seen("kirtag", capture(clock(), status=304))
    assert page(archive, URL, "state", "status", "etag", "body_sha256") == ("done", 304, '"1"', "a")


def test_a_known_page_is_fetched_again_when_its_time_has_come(walk: Walk, clock: Clock):
    walk.see(SNOW)
    walk.save(SNOW)
    assert walk.see(SNOW) == []
    clock.forward(hours=6)
    assert walk.see(SNOW) == [SNOW]
    assert walk.due() == [SNOW.url]


def test_with_revisit_after_0_every_article_is_due_at_once(tmp_path: Path, clock: Clock):
    with Archive(tmp_path / "hurried", revisit_after=timedelta(0), clock=clock) as archive:
        walk = Walk(archive, clock)
        walk.save(SNOW)
        archive.seen("kirtag", capture(clock(), ROAD.url, status=304))
        assert walk.due() == [SNOW.url, ROAD.url]
        assert walk.see(SNOW) == [SNOW]


def test_a_page_that_fails_is_put_off_for_twice_as_long_each_time_up_to_a_week(archive: Archive, clock: Clock):
    waits = []
    for _ in range(10):
        archive.failed("kirtag", URL, status=500)
        visit, state = page(archive, URL, "next_visit", "state")
        waits.append((datetime.fromisoformat(visit) - clock()) // timedelta(hours=1))
        assert state == "failed"
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 168, 168]


@pytest.mark.parametrize("status", [None, 429, 502, 503, 504])
def test_a_failure_that_is_likely_to_pass_counts_half(archive: Archive, clock: Clock, status: int | None):
    waits = []
    for _ in range(6):
        archive.failed("kirtag", URL, status=status)
        (visit,) = page(archive, URL, "next_visit")
        waits.append(round((datetime.fromisoformat(visit) - clock()) / timedelta(minutes=1)))
    assert waits == [42, 60, 85, 120, 170, 240]


def test_success_ends_a_row_of_failures(archive: Archive, clock: Clock):
    for _ in range(3):
        archive.failed("kirtag", URL)
    archive.save(article())
    assert page(archive, URL, "state", "failures") == ("done", 0)
    archive.failed("kirtag", URL, status=403)
    assert page(archive, URL, "next_visit", "status") == ("2026-11-22T07:00:00.000Z", 403)


def test_a_page_that_failed_is_not_fetched_earlier_because_a_list_shows_it(archive: Archive, walk: Walk, clock: Clock):
    archive.failed("kirtag", SNOW.url, status=500)
    assert walk.see(SNOW) == []
    clock.forward(hours=1)
    assert walk.see(SNOW) == [SNOW]


def test_a_quarantined_page_is_kept_out_and_tried_again(archive: Archive, clock: Clock):
    archive.quarantine("kirtag", capture(clock()), "no body", "The page has a headline, but no text under it.")
    assert page(archive, URL, "state", "status", "failures") == ("quarantined", 200, 1)
    assert rows(archive, "SELECT url, run, reason, detail, capture, found FROM quarantine") == [
        (URL, None, "no body", "The page has a headline, but no text under it.", 1, "2026-11-22T06:00:00.000Z")
    ]
    assert archive.due("kirtag") == []
    clock.forward(hours=1)
    assert [due.url for due in archive.due("kirtag")] == [URL]


def test_a_failure_of_a_later_visit_leaves_the_article_published(archive: Archive):
    archive.save(article())
    archive.failed("kirtag", URL, status=500)
    assert page(archive, URL, "state", "article") == ("failed", 1)
    assert one(archive, "SELECT status FROM articles") == "published"


# ---- gone ----


def test_a_page_that_is_gone_is_due_when_a_list_shows_it_again(archive: Archive, walk: Walk, clock: Clock):
    walk.save(SNOW)
    archive.gone("kirtag", capture(clock(), SNOW.url, status=404))
    assert walk.due() == []
    assert walk.see(SNOW) == [SNOW]
    assert page(archive, SNOW.url, "state", "article") == ("due", 1)


def test_an_article_that_is_gone_is_looked_for_again_ever_more_seldom(archive: Archive, clock: Clock):
    archive.save(article())
    days = []
    for _ in range(11):
        archive.gone("kirtag", capture(clock(), status=404))
        (visit,) = page(archive, URL, "next_visit")
        days.append((datetime.fromisoformat(visit) - clock()).days)
    assert days == [1, 2, 4, 8, 16, 32, 64, 128, 256, 365, 365]
    archive.save(article())
    assert page(archive, URL, "state", "failures") == ("done", 0)


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_for_good_or_never_held_an_article_is_not_looked_for(archive: Archive, clock: Clock, status: int):
    if status == 410:
        archive.save(article())
    archive.gone("kirtag", capture(clock(), status=status))
    assert page(archive, URL, "state", "next_visit") == ("gone", None)


def test_an_article_is_removed_only_when_no_page_of_it_is_left(archive: Archive, clock: Clock):
    archive.save(article())
    archive.save(article(url=SECOND))
    assert archive.gone("kirtag", capture(clock(), status=410)) is False
    assert one(archive, "SELECT status FROM articles") == "published"
    assert archive.gone("kirtag", capture(clock(), SECOND, status=404)) is True
    assert one(archive, "SELECT status FROM articles") == "removed"


def test_a_page_that_never_held_an_article_may_be_gone_too(archive: Archive, walk: Walk, clock: Clock):
    walk.see(SNOW)
    assert archive.gone("kirtag", capture(clock(), SNOW.url, status=404)) is False
    assert page(archive, SNOW.url, "state", "article", "status") == ("gone", None, 404)


# ---- what a server says of itself ----

ANSWERED = {"etag": '"1"', "last_modified": "Sun, 22 Nov 2026 03:30:00 GMT", "sha256": "a" * 64}


def known(archive: Archive, url: str = URL) -> tuple | None:
    found = archive.known(url)
    return found and (found.etag, found.body_sha256, found.trusted)


def test_a_page_that_was_read_is_known_by_its_tag_and_its_body(archive: Archive, clock: Clock):
    archive.save(article(), capture(clock(), **ANSWERED))
    assert known(archive) == ('"1"', "a" * 64, True)
    assert archive.known(URL).reader == reader()


def test_a_servers_word_on_an_article_is_taken_for_a_month(archive: Archive, clock: Clock):
    archive.save(article(), capture(clock(), **ANSWERED))
    clock.forward(days=29)
    archive.seen("kirtag", capture(clock(), status=304))
    assert known(archive) == ('"1"', "a" * 64, True)
    clock.forward(days=2)
    assert known(archive) == ('"1"', "a" * 64, False)
    archive.save(article(), capture(clock(), **ANSWERED))
    assert known(archive) == ('"1"', "a" * 64, True)


def test_a_servers_word_on_a_list_is_taken_for_a_day(archive: Archive, walk: Walk, clock: Clock):
    archive.seen("kirtag", capture(clock(), NEWS, **ANSWERED), kind="listing", links=[SNOW])
    assert known(archive, NEWS) == ('"1"', "a" * 64, True)
    clock.forward(days=1)
    assert known(archive, NEWS) == ('"1"', "a" * 64, False)


def test_a_list_that_showed_nothing_is_not_believed_to_have_nothing_new(archive: Archive, clock: Clock):
    archive.seen("kirtag", capture(clock(), NEWS, **ANSWERED), kind="listing", links=[SNOW])
    archive.seen("kirtag", capture(clock(), NEWS, **ANSWERED), kind="listing")
    assert archive.known(NEWS).etag is None


def test_an_answer_without_a_tag_ends_the_old_one(archive: Archive, clock: Clock):
    archive.save(article(), capture(clock(), **ANSWERED))
    archive.save(article(), capture(clock(), sha256="b" * 64))
    assert known(archive) == (None, "b" * 64, True)


def test_a_page_that_failed_or_was_no_article_is_asked_for_whole(archive: Archive, walk: Walk, clock: Clock):
    walk.see(SNOW)
    assert archive.known(SNOW.url) is None
    archive.save(article(), capture(clock(), **ANSWERED))
    archive.quarantine("kirtag", capture(clock()), "soft 404", "The page says that it was not found.")
    assert archive.known(URL) is None


# ---- told to wait ----


def test_a_moment_to_wait_for_is_remembered_until_it_is_past(archive: Archive, clock: Clock):
    until = clock() + timedelta(hours=1)
    archive.wait_until("kirtag", until)
    assert archive.told_to_wait("kirtag") == until
    assert archive.told_to_wait("vb") is None
    clock.forward(hours=1)
    assert archive.told_to_wait("kirtag") is None


# ---- a window of days ----


def dated(day: str | None, changed: str | None = None) -> Link:
    name = day or changed or "bez-daty"
    days = [date.fromisoformat(text) if text else None for text in (day, changed)]
    return Link(f"{NEWS}novost-{name}-", day=days[0], changed=days[1])


WINDOW = Window(since=date(2026, 11, 10), until=date(2026, 11, 12))


@pytest.mark.parametrize(
    ("link", "fits"),
    [
        (dated("2026-11-09"), False),
        (dated("2026-11-10"), True),
        (dated("2026-11-12"), True),
        (dated("2026-11-13"), False),
        (dated(None), True),
        (dated(None, changed="2026-11-09"), False),
        (dated(None, changed="2026-11-20"), True),
    ],
)
def test_of_a_window_both_days_are_included_and_unknown_days_may_be(walk: Walk, link: Link, fits: bool):
    assert walk.see(link, window=WINDOW) == ([link] if fits else [])
    assert walk.due() == ([link.url] if fits else [])


def test_a_window_without_an_end_is_open_there(walk: Walk):
    days = [dated("2001-01-01"), dated("2026-11-11"), dated("2030-01-01")]
    assert walk.see(*days, window=Window(since=date(2026, 11, 11))) == days[1:]
    assert walk.see(*days, window=Window(until=date(2026, 11, 11))) == days[:2]


def test_a_window_is_followed_through_known_pages_and_ends_below_its_first_day(walk: Walk):
    walk.see(dated("2026-11-11"))
    walk.save(dated("2026-11-11"))
    assert walk.see(dated("2026-11-11"), following=PAGE_2, window=WINDOW) == [PAGE_2]
    assert walk.see(dated("2026-11-09"), on=PAGE_2.url, following=PAGE_3, window=WINDOW) == []


def test_a_window_in_the_past_is_reached_through_newer_pages(walk: Walk):
    assert walk.see(dated("2026-11-20"), following=PAGE_2, window=WINDOW) == [PAGE_2]


def test_a_window_that_is_open_to_the_past_is_reached_through_known_and_newer_pages(walk: Walk):
    walk.see(dated("2026-11-20"))
    walk.save(dated("2026-11-20"))
    assert walk.see(dated("2026-11-20"), following=PAGE_2, window=Window(until=date(2026, 11, 12))) == [PAGE_2]


def test_a_window_does_not_end_the_walk_through_what_lies_outside_of_it(archive: Archive, walk: Walk):
    window = Window(since=date(2026, 11, 10))
    assert walk.see(dated("2026-11-11"), dated("2026-11-09"), following=PAGE_2, window=window)[-1:] == [PAGE_2]
    assert walk.see(dated("2026-11-08"), on=PAGE_2.url, following=PAGE_3, window=window) == []
    assert page(archive, NEWS, "walked") == (None,)


# ---- the one name of a page ----


@pytest.mark.parametrize(
    "spelling",
    [
        "https://kyrtag.kg/ru/news/a-b-",
        "https://kyrtag.kg/ru/news/a-b-/",
        "https://kyrtag.kg/ru/news/a-b",
        "https://kyrtag.kg/ru/news/a-b/-/",
        "http://kyrtag.kg/ru/news/a-b-",
        "https://www.kyrtag.kg/ru/news/a-b-",
        "https://KyrTag.KG/ru/news/a-b-",
        "https://kyrtag.kg:443/ru/news/a-b-",
        "http://kyrtag.kg:80/ru/news/a-b-",
        "https://kyrtag.kg/ru/news/a-b-#top",
        "https://kyrtag.kg/ru/news/a-b-?utm_source=tg&utm_medium=x",
        "https://kyrtag.kg/ru/news/a-b-/?fbclid=1&yclid=2&ysclid=3&_openstat=4&gclid=5",
        " https://kyrtag.kg/ru/news/a-b-\n",
    ],
)
def test_all_spellings_of_an_address_have_one_key(spelling: str):
    assert url_key(spelling) == "kyrtag.kg/ru/news/a-b"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://kyrtag.kg/ru/news/A-B-", "kyrtag.kg/ru/news/A-B"),
        ("https://kyrtag.kg/kg/news/a-b-", "kyrtag.kg/kg/news/a-b"),
        ("https://old.kyrtag.kg/", "old.kyrtag.kg"),
        ("http://127.0.0.1:8000/ru/news/", "127.0.0.1:8000/ru/news"),
        ("http://kyrtag.kg:443/a", "kyrtag.kg:443/a"),
        ("https://kyrtag.kg/?id=7&a=1", "kyrtag.kg?a=1&id=7"),
        ("https://kyrtag.kg/?a=1&id=7&utm_campaign=tg", "kyrtag.kg?a=1&id=7"),
        ("https://kyrtag.kg/ru/news/?PAGEN_1=2", "kyrtag.kg/ru/news?PAGEN_1=2"),
        ("https://kyrtag.kg/ru/news/?PAGEN_1=3", "kyrtag.kg/ru/news?PAGEN_1=3"),
        ("https://kyrtag.kg/кар/жаады-", "kyrtag.kg/%D0%BA%D0%B0%D1%80/%D0%B6%D0%B0%D0%B0%D0%B4%D1%8B"),
    ],
)
def test_what_tells_pages_apart_stays_in_the_key(url: str, key: str):
    assert url_key(url) == key
