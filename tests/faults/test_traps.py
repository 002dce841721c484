"""Sites without an end: a listing that always has another page, sitemaps of sitemaps, an article at any address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import count, islice, product
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kirtag.archive import Archive
from tests.builders import UNMEASURED, answer, crawl, is_article, one, rows
from tests.faults.hostile import Act, answered, hostile, send
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.payloads import Showing, article_page, links_to, sitemap

pytestmark = pytest.mark.row("T-15", "calendar trap; tracking-parameter variants of 10 articles")

DEPTH = 50 if WHOLE else 8
VARIANTS = 10_000 if WHOLE else 1000
ARTICLES = 10
RUNS = 3 if WHOLE else 2

# ---- a calendar, and sitemaps of sitemaps ----

DAY = re.compile(r"/ru/news/(?:den-(?P<day>\d+)-|\?PAGEN_1=(?P<page>\d+))?$")
MAP = re.compile(r"/sitemap(?P<number>\d*)\.xml")


def calendar(path: str) -> Act | None:
    """A page for every number: it shows one new article, and the next page. Sitemaps of sitemaps in the same way."""
    if found := MAP.fullmatch(path):
        number = int(found["number"] or 1)
        return send(answered(sitemap(path, f"/sitemap{number + 1}.xml", "/articles.xml", index=True)))
    if found := DAY.fullmatch(path):
        if found["day"]:
            return send(answered(article_page(f"День {found['day']}", f"Идёт {found['day']}-й день, и новостей нет.")))
        number = int(found["page"] or 1)
        return send(answered(links_to(f"/ru/news/den-{number}-", f"/ru/news/?PAGEN_1={number + 1}")))
    return None


# ---- ten articles at a thousand addresses ----

TRACKERS = (
    "utm_source=tg", "utm_medium=social", "utm_campaign=2026", "utm_term=снег", "fbclid=IwAR", "gclid=Cj0K", "yclid=17",
    "ysclid=lq1", "dclid=CO", "msclkid=a1", "igshid=MzR", "mc_cid=f0", "mc_eid=0d", "_openstat=ZGly", "UTM_Source=vk",
)  # fmt: skip


def variants(paths: list[str]) -> Iterator[str]:
    """The addresses that mailings, chats and counters make of some paths, one path after the other, without an end."""
    for number in count():
        for path, closing in product(paths, ("", "/")):
            one, other = TRACKERS[number % len(TRACKERS)], TRACKERS[number // len(TRACKERS) % len(TRACKERS)]
            yield f"{path}{closing}?{one}{number}&{other}{'#top' if number % 2 else ''}"


# ---- runs ----


@dataclass(frozen=True, slots=True)
class Trapped:
    """Some crawls of such a site: how each ended, what each asked for, what each left to do."""

    folder: Path
    ended: list[CompletedProcess[str]]
    asked: list[list[str]]
    left: list[set[str]]

    def pages(self) -> list[int]:
        """How many pages of the calendar each run asked for."""
        return [sum(path.startswith("/ru/news/?") or path == "/ru/news/" for path in asked) for asked in self.asked]


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> Trapped:
    made, newsroom = Trapped(tmp_path_factory.mktemp("trapped"), [], [], []), Showing(articles=ARTICLES)
    endless = variants([newsroom.editions[article.language].path(article) for article in newsroom.articles])
    shown: dict[str, Act] = {}
    with hostile(lambda path: shown.get(path) or calendar(path), newsroom=newsroom) as server:
        for _ in range(RUNS):
            # Every day has trackers of its own.
            everywhere = list(islice(endless, VARIANTS))
            assert len(set(everywhere)) == VARIANTS
            shown["/articles.xml"] = send(answered(sitemap(*map(escape, everywhere))))
            made.ended.append(answer(crawl(server.address, made.folder, DEPTH_LIMIT=DEPTH), **UNMEASURED))
            made.asked.append(server.requests)
            server.visits.clear()
            with Archive(made.folder) as archive:
                left = rows(archive, "SELECT replace(url, ?, '') FROM pages WHERE state = 'due'", server.address)
                made.left.append({path for (path,) in left})
    return made


def test_a_calendar_is_left_at_the_depth_limit(request: pytest.FixtureRequest, trapped: Trapped):
    # The first page is as deep as the start of a run.
    assert trapped.pages()[0] == DEPTH + 1
    figure(request, f"calendar: {trapped.pages()} pages in {RUNS} runs of DEPTH_LIMIT={DEPTH}")


def test_later_runs_walk_no_further_than_from_the_top_and_from_where_the_last_one_stopped(trapped: Trapped):
    assert max(trapped.pages()) <= 2 * (DEPTH + 1)


def test_what_is_left_of_a_calendar_is_kept_for_the_next_run(trapped: Trapped):
    ends = [number * (DEPTH + 1) for number in range(1, RUNS + 1)]
    for left, end in zip(trapped.left, ends, strict=True):
        assert {f"/ru/news/?PAGEN_1={end + 1}", f"/ru/news/den-{end}-"} <= left
    for left, asked in zip(trapped.left, trapped.asked[1:], strict=False):
        assert left <= set(asked)


def test_every_day_that_was_reached_is_stored(trapped: Trapped):
    with Archive(trapped.folder) as archive:
        assert one(archive, "SELECT count(*) FROM articles WHERE headline LIKE 'День %'") == RUNS * (DEPTH + 1) - 1


def test_sitemaps_of_sitemaps_are_followed_three_deep_each_once(trapped: Trapped):
    for asked in trapped.asked:
        assert [path for path in asked if MAP.fullmatch(path)] == [
            "/sitemap.xml",
            *(f"/sitemap{n}.xml" for n in (2, 3, 4)),
        ]


def test_an_article_at_a_thousand_addresses_is_fetched_once(request: pytest.FixtureRequest, trapped: Trapped):
    fetched = [
        sum(is_article(path.partition("?")[0]) and "/den-" not in path for path in asked) for asked in trapped.asked
    ]
    figure(request, f"{VARIANTS} addresses of {ARTICLES} articles, new ones each run: {fetched} fetched")
    assert fetched == [ARTICLES, *[0] * (RUNS - 1)]


def test_an_article_at_a_thousand_addresses_is_one_page_of_one_article(trapped: Trapped):
    with Archive(trapped.folder) as archive:
        assert one(archive, "SELECT count(*) FROM articles WHERE headline NOT LIKE 'День %'") == ARTICLES
        assert one(archive, "SELECT count(*) FROM pages WHERE kind = 'article' AND url NOT LIKE '%/den-%'") == ARTICLES
        assert one(archive, "SELECT max(number) FROM revisions") == 1


def test_a_site_without_an_end_is_no_error(trapped: Trapped):
    assert [ended.returncode for ended in trapped.ended] == [0] * RUNS, trapped.ended


def test_such_an_archive_is_sound(trapped: Trapped):
    sound(trapped.folder)
