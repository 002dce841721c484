"""How every agency stands, and what a person should act on."""

import fcntl
import json
import re
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from kirtag.archive import Archive
from kirtag.archive.alarms import problems, span
from kirtag.archive.status import Standing, standings
from kirtag.archive.warc import Closed
from kirtag.commands.status import size
from kirtag.demo import Newsroom, serve
from kirtag.items import Link
from tests.builders import KIRTAG, SECOND, Clock, answer, article, capture, crawl


def standing(archive: Archive, agency: str = "kirtag", *, running: bool = False) -> Standing:
    (found,) = [one for one in standings(archive.db, archive.clock(), lambda _: running) if one.agency == agency]
    return found


def run(archive: Archive, agency: str = "kirtag", *, code: int = 0, outcome: str = "well", new: int = 0) -> int:
    """A run that begins and ends at once."""
    number = archive.begin(agency, replace(KIRTAG, name=agency.title()))
    archive.db.execute("UPDATE runs SET new = ? WHERE id = ?", (new, number))
    archive.end(outcome, code)
    return number


# ---- what is measured ----


def test_an_agency_stands_as_its_rows_say(archive: Archive, clock: Clock):
    archive.begin("kirtag", KIRTAG)
    archive.save(article(), capture(clock()))
    archive.failed("kirtag", "https://kyrtag.kg/ru/news/ne-otkryvaetsya-", status=503)
    archive.quarantine("kirtag", capture(clock(), SECOND), "empty", "It has no text.")
    clock.forward(minutes=2)
    archive.end("well", 0)
    clock.forward(minutes=58)
    assert standing(archive) == Standing(
        agency="kirtag", name="КирТАГ", started="2026-11-22T06:00:00.000Z", finished="2026-11-22T06:02:00.000Z",
        outcome="well", exit_code=0, running=False, articles=1, week=1, published="2026-11-22T03:30:00Z",
        stored="2026-11-22T06:00:00.000Z", due=2, next_visit="2026-11-22T06:42:25.584Z", told_to_wait=None, failing=2,
        interval=None, pause=None, disk_a_year=None,
    )  # fmt: skip


def test_an_agency_without_run_and_article_is_none_yet(archive: Archive):
    archive.failed("kabar", "https://kabar.kg/")
    archive.save(article())
    assert [(one.agency, one.started, one.articles) for one in standings(archive.db, archive.clock(), bool)] == [
        ("kirtag", None, 1)
    ]


def test_agencies_come_in_the_order_of_their_names(archive: Archive):
    for agency in ("kaktus", "24kg", "akipress"):
        run(archive, agency)
    assert [one.name for one in standings(archive.db, archive.clock(), bool)] == ["24Kg", "Akipress", "Kaktus"]


@pytest.mark.parametrize(("running", "outcome", "code"), [(True, "running", None), (False, "died", 75)])
def test_a_run_without_an_end_is_under_way_or_dead(archive: Archive, running: bool, outcome: str, code: int | None):
    run(archive)
    archive.begin("kirtag", KIRTAG)
    found = standing(archive, running=running)
    assert (found.running, found.finished, found.outcome, found.exit_code) == (running, None, outcome, code)


def test_a_run_that_has_ended_is_not_running_whoever_holds_the_lock(archive: Archive):
    run(archive, code=6, outcome="nothing reachable")
    found = standing(archive, running=True)
    assert (found.running, found.outcome, found.exit_code) == (False, "nothing reachable", 6)


def test_the_week_counts_what_was_published_in_it_or_stored_where_no_day_is_printed(archive: Archive, clock: Clock):
    now = clock()
    for number, published in enumerate((0, 6, 8, 400, -2)):
        text = article(
            f"Снег {number}.", url=f"https://kyrtag.kg/ru/news/sneg-{number}", published=now - timedelta(days=published)
        )
        archive.save(text)
    for number, days in enumerate((8, 2)):
        clock.moment = now - timedelta(days=days)
        archive.save(article(f"Дождь {number}.", url=f"https://kyrtag.kg/ru/news/dozhd-{number}", published=None))
    clock.moment = now
    found = standing(archive)
    # Today's and that of six days ago, and the second without a day; none that claims to be of the day after tomorrow.
    assert (found.articles, found.week, found.published) == (7, 3, "2026-11-22T06:00:00Z")


def test_an_agency_that_prints_no_days_is_as_fresh_as_what_was_stored_last(archive: Archive, clock: Clock):
    archive.save(article("Дождь.", published=None))
    clock.forward(days=1)
    found = standing(archive)
    assert (found.published, found.stored, found.week) == (None, "2026-11-22T06:00:00.000Z", 1)


def test_due_counts_what_is_due_now_and_the_next_visit_is_the_earliest(archive: Archive, clock: Clock):
    links = [Link("https://kyrtag.kg/ru/news/a-"), Link("https://kyrtag.kg/ru/news/b-")]
    archive.save(article())
    clock.forward(hours=1)
    archive.seen("kirtag", capture(clock(), "https://kyrtag.kg/rss.xml"), kind="feed", links=links)
    assert (standing(archive).due, standing(archive).next_visit) == (2, "2026-11-22T07:00:00.000Z")


def test_being_told_to_wait_is_over_when_it_is_over(archive: Archive, clock: Clock):
    run(archive)
    archive.wait_until("kirtag", clock() + timedelta(hours=1))
    assert standing(archive).told_to_wait == "2026-11-22T07:00:00.000Z"
    clock.forward(hours=2)
    assert standing(archive).told_to_wait is None


def test_the_usual_distance_of_runs_is_the_median_of_the_last_ones(archive: Archive, clock: Clock):
    for minutes in (20, 20, 700):
        run(archive)
        clock.forward(minutes=minutes)
    assert standing(archive).interval is None
    run(archive)
    assert standing(archive).interval == 20 * 60


def test_the_longest_pause_is_of_published_articles_and_not_told_by_a_few(archive: Archive, clock: Clock):
    hours = [0, 3, 50, *range(51, 67)]
    for hour in hours:
        published = clock() - timedelta(hours=hour)
        archive.save(article(f"Снег {hour}.", url=f"https://kyrtag.kg/ru/news/sneg-{hour}", published=published))
    assert standing(archive).pause is None
    archive.save(article("Снег.", url="https://kyrtag.kg/ru/news/sneg-99", published=clock() - timedelta(hours=90)))
    assert standing(archive).pause == 47 * 3600


def warc(archive: Archive, name: str, size: int) -> None:
    archive.close_warcs([Closed(f"{name}-01.warc.gz", size, "0" * 64)])


def test_disk_a_year_follows_the_last_thirty_days(archive: Archive, clock: Clock):
    warc(archive, f"kirtag-{run(archive, new=9):06d}", 10**9)
    clock.forward(days=40)
    for _ in range(3):
        warc(archive, f"kirtag-{run(archive):06d}", 1_000_000)
        clock.forward(days=10)
    # Of agencies whose names begin as ours, and of a file that is still open.
    for name in ("kirtag-24-000003", "kirtag-kg-000003", "kirtag2-000003", "kirtag-000099"):
        warc(archive, name, 10**12)
    archive.db.execute("INSERT INTO warcs (file) VALUES ('kirtag-000004-02.warc.gz')")
    assert standing(archive).disk_a_year == round(3_000_000 * 365 / 30)


def test_a_younger_agency_is_measured_from_its_first_run_and_by_its_part_of_the_database(
    archive: Archive, clock: Clock
):
    archive.save(article())
    warc(archive, f"kirtag-{run(archive, new=1):06d}", 500)
    clock.forward(hours=23)
    assert standing(archive).disk_a_year is None
    clock.forward(hours=25)
    pages, bytes_ = (archive.db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    assert standing(archive).disk_a_year == round((500 + pages * bytes_) * 365 / 2)


def test_an_agency_that_has_not_run_for_a_month_grows_by_nothing_that_is_known(archive: Archive, clock: Clock):
    run(archive, new=5)
    clock.forward(days=31)
    assert standing(archive).disk_a_year is None


def test_no_article_is_read_that_an_index_can_count(archive: Archive):
    run(archive)
    asked: list[str] = []
    archive.db.conn.set_trace_callback(asked.append)
    standings(archive.db, archive.clock(), bool)
    archive.db.conn.set_trace_callback(None)
    plans = [
        row[3] for sql in asked if not sql.startswith("--") for row in archive.db.execute(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert [plan for plan in plans if re.fullmatch("SCAN (articles|captures|revisions|warcs)", plan)] == []
    assert len([plan for plan in plans if "articles USING" in plan]) == 4


# ---- what to act on ----

WELL = Standing(
    agency="kirtag", name="КирТАГ", started="2026-11-22T05:50:00.000Z", finished="2026-11-22T05:52:00.000Z",
    outcome="well", exit_code=0, running=False, articles=900, week=300, published="2026-11-22T03:30:00Z",
    stored="2026-11-22T05:50:10.000Z", due=0, next_visit=None, told_to_wait=None, failing=0, interval=1200.0,
    pause=40_000.0, disk_a_year=10**9,
)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "hours", "sentence"),
    [
        ({"exit_code": 70, "outcome": "internal error"}, 0, "ended with 70, internal error: kirtag itself failed"),
        ({"exit_code": 7, "outcome": "fields lost"}, 0, "ended with 7, fields lost: the layout has changed"),
        ({"exit_code": 75, "outcome": "died"}, 0, "ended with 75, died: the next run goes on from there"),
        ({"exit_code": 2, "outcome": "archive"}, 0, "ended with 2, archive: read the log"),
        ({}, 1, "no run for 70 min, where one comes every 20 min: look at the timer"),
        ({"interval": 86400.0, "pause": None}, 73, "no run for 3 days, where one comes every 24 h"),
        ({"interval": None}, 20, "nothing new for 22 h, and its longest pause was 11 h: compare its site"),
        ({"interval": None, "published": "2026-11-21"}, 0, "nothing new for 30 h"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(clock: Clock, facts: dict[str, object], hours: int, sentence: str):
    (said,) = problems(replace(WELL, **facts), clock.forward(hours=hours))
    assert said.startswith("kirtag: ")
    assert sentence in said


@pytest.mark.parametrize(
    ("facts", "hours"),
    [
        ({}, 0),
        ({}, 0.8),
        # By hand, twice in a minute.
        ({"interval": 30.0}, 0.8),
        ({"interval": None}, 10),
        ({"interval": None, "pause": None}, 5000),
        ({"interval": None, "published": None}, 5000),
        # A long run is no late one.
        ({"running": True, "outcome": "running", "exit_code": None}, 6),
        ({"started": None, "finished": None, "outcome": None, "exit_code": None, "interval": None}, 1),
    ],
)
def test_what_is_usual_is_not_wrong(clock: Clock, facts: dict[str, object], hours: float):
    assert list(problems(replace(WELL, **facts), clock.forward(hours=hours))) == []


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "1 min"),
        (0, "1 min"),
        (90, "2 min"),
        (7140, "119 min"),
        (7200, "2 h"),
        (172_000, "47 h"),
        (172_800, "2 days"),
    ],
)
def test_a_time_is_said_in_its_largest_unit(seconds: int, said: str):
    assert span(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 B"), (1000, "1.0 kB"), (26_479_694_906, "26.5 GB"), (10**17, "100000.0 TB")]
)
def test_a_size_is_said_in_its_largest_unit(count: int, said: str):
    assert size(count) == said


# ---- the command ----


def status(folder, *words, **environment):
    return answer([sys.executable, "-m", "scrapy", "status", *words, "-s", f"ARCHIVE={folder}"], **environment)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """A real crawl of the demo's newsroom, and an agency with a long name that has died."""
    folder = tmp_path_factory.mktemp("status")
    with serve(Newsroom()) as server:
        assert answer(crawl(server.address, folder, REVISIT_AFTER=0)).returncode == 0
    with Archive(folder) as archive:
        archive.begin("kyrgyz-ulut", replace(KIRTAG, name="Кыргыз улуттук маалымат агенттиги [bold]"))
        archive.wait_until("kyrgyz-ulut", archive.clock() + timedelta(hours=3))
    return folder


def test_a_table_shows_every_agency_in_a_hundred_columns(crawled):
    done = status(crawled)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert max(len(line) for line in lines if not line.startswith(("kirtag: ", "kyrgyz-ulut: "))) <= 100
    assert "kyrgyz-ulut: the last run ended with 75, died: the next run goes on from there." in lines
    assert "…" not in done.stdout
    row = next(line for line in lines if line.lstrip().startswith("КирТАГ"))
    assert re.search(r"КирТАГ +\d\d \w{3} \d\d:\d\d +well \(0\) +30 +\d+ days ago +30 now +0 +–", row)
    assert re.search(r"\d+ min ago", done.stdout)
    for part in ("kirtag", "0 this week", "died (75)", "маалымат", "[bold]", "told to wait"):
        assert part in done.stdout


def test_a_run_under_way_is_shown_as_running(crawled):
    with (crawled / "locks" / "kyrgyz-ulut.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = status(crawled)
    assert "running since" in done.stdout
    assert "died" not in done.stdout


def test_json_says_the_same(crawled):
    done = status(crawled, "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["archive"], said["free"] > 0) == (0, str(crawled), True)
    assert [(one["agency"], one["outcome"], one["articles"]) for one in said["agencies"]] == [
        ("kirtag", "well", 30),
        ("kyrgyz-ulut", "died", 0),
    ]
    assert set(said["agencies"][0]) == set(Standing.__slots__)
    assert any(sentence.startswith("kyrgyz-ulut: the last run ended with 75, died") for sentence in said["problems"])


def test_lost_fields_and_a_full_disk_are_told(archive: Archive, clock: Clock):
    clock.moment = clock.moment.now(clock.moment.tzinfo) - timedelta(days=3)
    for coverage, code in (({"read": 100, "headline": 100, "published": 100, "body": 100}, 0),
                           ({"read": 9, "headline": 9, "published": 0, "body": 9}, 7)):  # fmt: skip
        number = archive.begin("kirtag", KIRTAG)
        warc(archive, f"kirtag-{number:06d}", 10**16)
        archive.end("fields lost" if code else "well", code, coverage)
        clock.forward(hours=1)
    said = json.loads(status(archive.folder, "--json").stdout)["problems"]
    assert said[0] == (
        "kirtag: the last run ended with 7, fields lost: the layout has changed: mend the spider. It lost published in "
        "0 of 9 articles (before: 100 of 100); no body was read."
    )
    assert re.fullmatch(rf"{archive.folder}: the disk has [\d.]+ .B free, room for 0 days at this rate: .*", said[-1])


def test_it_waits_for_no_writer_and_writes_nothing(crawled):
    with closing(sqlite3.connect(crawled / "kirtag.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        before = sorted(path.name for path in crawled.rglob("*"))
        assert status(crawled).returncode == 0
        assert sorted(path.name for path in crawled.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "code", "sentence"), [(("kirtag",), 2, "It takes no words: kirtag."), ((), 1, "There is no archive in")]
)
def test_a_wrong_call_is_answered_by_one_sentence(tmp_path, words, code, sentence):
    done = status(tmp_path / "none", *words)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (code, "", 1)
    assert sentence in done.stderr
