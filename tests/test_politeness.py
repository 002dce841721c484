"""How often a host is asked, and whether at all: Retry-After, Crawl-delay, and what robots.txt answers."""

import asyncio
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from kirtag.fetch.politeness import PolitenessMiddleware, read_retry_after
from kirtag.spiders.kirtag import KirtagSpider
from tests.builders import UNMEASURED, answer, crawl, started, together
from tests.watchful import Reply, wait_for_log, watchful

# ---- what a Retry-After says ----

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = 24 * 3600


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("\t5", 5),
        ("007", 7),
        ("0", 0),
        ("-0", 0),
        ("-30", 0),
        ("86400", DAY),
        ("86401", DAY),
        ("9999999999", DAY),
        # The three forms of HTTP dates: the one of today, and the two that RFC 9110 has to be read too.
        ("Sun, 22 Nov 2026 12:00:05 GMT", 5),
        ("Sunday, 22-Nov-26 12:00:05 GMT", 5),
        ("Sun Nov 22 12:00:05 2026", 5),
        ("Sun Nov  1 12:00:05 2026", 0),
        (" Sun, 22 Nov 2026 13:00:00 GMT ", 3600),
        ("Sun, 22 Nov 2026 18:00:05 +0600", 5),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 0),
        ("Mon, 23 Nov 2026 12:00:00 GMT", DAY),
        ("Fri, 31 Dec 9999 23:59:59 GMT", DAY),
    ],
)
def test_a_retry_after_is_read(value: str, seconds: int):
    assert read_retry_after(value, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "value",
    [
        None, "", " ", "-", "+5", "--5", "5.5", "5s", "1e9", "0x10", "1_000", "5, 6", "soon", "завтра", "٣", "５",
        "9" * 400, "12:00", "2026-11-22T12:00:05Z", "Sun, 22 Nov 2026", "Sun, 41 Nov 2026 12:00:05 GMT",
        "Sun, 22 Nov 99999999999999999999 12:00:05 GMT", "Sun, 22 Nov 2026 12:00:05 +99999999999999999999",
    ],
)  # fmt: skip
def test_what_is_no_retry_after_is_not_read(value: str | None):
    assert read_retry_after(value, NOW) is None


@given(st.one_of(st.text(), st.from_regex(r"\w{3,9},? \d+[ -]\w{3}[ -]\d+ \d+:\d+:\d+ ?(GMT|[+-]\d+)?")))
def test_no_retry_after_is_negative_or_longer_than_a_day(value: str):
    wait = read_retry_after(value, NOW)
    assert wait is None or timedelta(0) <= wait <= timedelta(days=1)


# ---- crawls of a site that has nothing but what the test gives it ----

LISTS = ["/rss.xml", "/sitemap.xml", "/ru/news/", "/kg/news/", "/en/news/"]


class Crawled:
    """How a crawl ended, what it asked for when, and how often."""

    def __init__(self, reply: Callable[[str, int], Reply | None], folder: Path, **settings: Any) -> None:
        with watchful(lambda path, times: reply(path, times) or Reply(404)) as site:
            given = {"DOWNLOAD_DELAY": 0.01, "LOG_LEVEL": "INFO", "RETRY_AFTER_DEFAULT": 0.1} | settings
            self.ended: CompletedProcess[str] = answer(crawl(site.address, folder, **given), **UNMEASURED)
        self.paths, self.gaps, self.host = site.paths, site.gaps, site.address.removeprefix("http://")


def robots(reply: Reply) -> Callable[[str, int], Reply | None]:
    return lambda path, times: reply if path == "/robots.txt" else None


def rules(text: str) -> Reply:
    return Reply(200, {"Content-Type": "text/plain"}, f"User-agent: *\nDisallow: /private/\n{text}\n")


def busy(path: str, times: int) -> Reply:
    """A site that takes its time."""
    time.sleep(0.2)
    return Reply(404)


def busy_and_slow(path: str, times: int) -> Reply:
    other = busy(path, times)
    return rules("Crawl-delay: 0.1") if path == "/robots.txt" else other


def refusing(status: int, **headers: str) -> Callable[[str, int], Reply | None]:
    """A site whose feed is refused every time."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda path, times: Reply(status, sent) if path == "/rss.xml" else None


NOTHING_WITHIN_HALF_A_MINUTE = [
    "User-agent: another\nCrawl-delay: 30",
    "Crawl-delay: -30",
    "Crawl-delay: thirty",
    "Crawl-delay: inf",
    "Crawl-delay:",
]
FAILING = {"503": Reply(503), "500": Reply(500, {}, "User-agent: *\nAllow: /"), "429": Reply(429), "cut": Reply(0)}
WITHOUT_RULES = {
    "404": Reply(404, {}, "User-agent: *\nDisallow: /"),
    "403": Reply(403, {}, "User-agent: *\nDisallow: /"),
    "a page": Reply(200, {"Content-Type": "text/html"}, "<!doctype html><h1>Барак табылган жок</h1>"),
    "elsewhere": Reply(302, {"Location": "http://localhost/robots.txt"}),
    "in circles": Reply(302, {"Location": "/robots.txt"}),
}


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Crawled]:
    """All crawls of this table by name."""
    folder = tmp_path_factory.mktemp("crawls")
    jobs: dict[str, Callable[[], Any]] = {}

    def add(name: str, reply: Callable[[str, int], Reply | None], **settings: Any) -> None:
        jobs[name] = lambda: Crawled(reply, folder / name, **settings)

    add("slow", robots(rules("Crawl-delay: 0.3")), DOWNLOAD_DELAY=0, DOWNLOAD_DELAY_JITTER=1)
    add("slower than Crawl-delay", robots(rules("Crawl-delay: 0.1")), DOWNLOAD_DELAY=0.3, DOWNLOAD_DELAY_JITTER=0)
    add("too slow", robots(rules("Crawl-delay: 86400")), RETRY_AFTER_LONGEST=0.3)
    add("only for us", robots(rules("User-agent: kirtag\nCrawl-delay: 0.3")))
    for number, line in enumerate(NOTHING_WITHIN_HALF_A_MINUTE):
        add(f"junk {number}", robots(rules(line)))
    for name, reply in (FAILING | WITHOUT_RULES).items():
        add(f"robots {name}", robots(reply), RETRY_TIMES=1)
    add("busy", busy, DOWNLOAD_DELAY=0)
    add("slow and busy", busy_and_slow)
    add("429", refusing(429, Retry_After="0"), RETRY_TIMES=2)
    add("503", refusing(503, Retry_After="0"), RETRY_TIMES=2)
    add("503 without a word", refusing(503), RETRY_TIMES=2)
    add("429 once", refusing(429, Retry_After="0"), RETRY_TIMES=0)
    return together(jobs)


# ---- one at a time, and Crawl-delay ----


def test_a_host_is_asked_for_one_page_at_a_time_even_without_a_delay(crawls: dict[str, Crawled]):
    assert crawls["busy"].paths == ["/robots.txt", *LISTS]
    assert min(crawls["busy"].gaps) >= 0.2


@pytest.mark.parametrize("name", ["slow", "slow and busy", "slower than Crawl-delay", "too slow", "only for us"])
def test_a_crawl_delay_is_kept_to_by_the_servers_own_clock(crawls: dict[str, Crawled], name: str):
    assert crawls[name].paths == ["/robots.txt", *LISTS]
    # Where DOWNLOAD_DELAY is the longer one it counts from the moment of sending.
    slack = 0.1 if name == "slower than Crawl-delay" else 0
    assert min(crawls[name].gaps) >= 0.3 - slack
    assert sum(crawls[name].gaps) < 10


def test_a_crawl_delay_is_told_of_once(crawls: dict[str, Crawled]):
    told = [line for line in crawls["slow"].ended.stderr.splitlines() if "Crawl-delay" in line]
    assert [line.partition("INFO: ")[2] for line in told] == [
        "127.0.0.1 asks for 0.3 seconds between two requests (Crawl-delay)."
    ]


@pytest.mark.parametrize("number", range(len(NOTHING_WITHIN_HALF_A_MINUTE)))
def test_a_crawl_delay_that_makes_no_sense_or_is_for_others_is_none(crawls: dict[str, Crawled], number: int):
    assert sorted(crawls[f"junk {number}"].paths) == sorted(["/robots.txt", *LISTS])
    assert sum(crawls[f"junk {number}"].gaps) < 20


def test_a_run_that_waits_for_a_crawl_delay_ends_when_it_is_told_to(tmp_path: Path):
    with watchful(robots(rules("Crawl-delay: 600"))) as site:
        with started(crawl(site.address, tmp_path, LOG_LEVEL="INFO")) as process:
            wait_for_log(process, "asks for 600 seconds between two requests")
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
            assert time.monotonic() - begun < 3
        assert (process.returncode, site.paths) == (75, ["/robots.txt"])


# ---- robots.txt ----


@pytest.mark.parametrize("name", FAILING)
def test_where_robots_txt_fails_nothing_is_fetched(crawls: dict[str, Crawled], name: str):
    done = crawls[f"robots {name}"]
    assert done.paths == ["/robots.txt"] * 2
    assert done.ended.returncode == 6
    assert done.ended.stderr.count(f"{done.host}/rss.xml could not be fetched: ") == 2
    assert "until it can be read nothing may be fetched. Run again later." in done.ended.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["503", "500", "429"])
def test_what_robots_txt_answered_is_said(crawls: dict[str, Crawled], name: str):
    done = crawls[f"robots {name}"]
    assert f": http://{done.host}/robots.txt answered {name}: until it can be read " in done.ended.stderr


def test_why_robots_txt_could_not_be_fetched_is_said(crawls: dict[str, Crawled]):
    done = crawls["robots cut"]
    assert f": The robots.txt of {done.host} could not be fetched (" in done.ended.stderr


@pytest.mark.parametrize("name", WITHOUT_RULES)
def test_where_there_is_no_robots_txt_everything_is_allowed(crawls: dict[str, Crawled], name: str):
    assert {path for path in crawls[f"robots {name}"].paths if path != "/robots.txt"} == set(LISTS)


def test_what_robots_txt_forbids_is_not_asked_for(tmp_path: Path):
    done = Crawled(robots(rules("Disallow: /rss.xml")), tmp_path)
    assert sorted(done.paths) == sorted({"/robots.txt", *LISTS} - {"/rss.xml"})
    assert f"{done.host}/rss.xml could not be fetched: Forbidden by robots.txt" in done.ended.stderr


# ---- told to wait; what a run makes of it is tested with real waits in tests/faults ----


@pytest.mark.parametrize(("name", "times"), [("429", 3), ("503", 3), ("503 without a word", 3), ("429 once", 1)])
def test_a_page_that_is_refused_is_tried_again_so_often_and_no_oftener(
    crawls: dict[str, Crawled], name: str, times: int
):
    assert crawls[name].paths.count("/rss.xml") == times
    assert set(crawls[name].paths) == {"/robots.txt", *LISTS}
    status = name[:3]
    assert f"/rss.xml could not be fetched: the server answered {status}" in crawls[name].ended.stderr


def test_a_redirected_request_waits_its_turn_at_the_host_that_it_leads_to():
    crawler = Crawler(KirtagSpider, Settings({"RETRY_AFTER_DEFAULT": 60, "RETRY_AFTER_LONGEST": 900}))
    downloader = object.__new__(Downloader)
    downloader.slots, downloader.ip_concurrency = {}, 0
    crawler._engine = SimpleNamespace(downloader=downloader)
    request = Request("https://www.kyrtag.kg/ru/news/", meta={"download_slot": "kyrtag.kg"})
    asyncio.run(PolitenessMiddleware.from_crawler(crawler).process_request(request))
    assert downloader.get_slot_key(request) == "www.kyrtag.kg"
