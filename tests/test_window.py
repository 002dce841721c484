"""A window of days: looked for in the days' archives, sitemaps and listings, and walked to its end, however often."""

import re
from datetime import date, timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kirtag.archive import Archive
from kirtag.demo import serve
from kirtag.demo.newsroom import Response
from kirtag.items import Window
from kirtag.page.listing import may_hold
from tests.builders import UNMEASURED, answer, command, html, one, rows

SPIDER = """
from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider

class DaysSpider(WireSpider):
    name = "days"
    agency = Agency("Күн кабары", country="KG", timezone="Asia/Bishkek", languages=("ru",))
    hosts = ("days.example",)
    sitemaps = SITEMAPS
    listings = {"ru": "https://days.example/news/"}
    days = DAYS
    articles = r"/news/[a-z]+-\\d"
    layouts = (Layout(headline="h1", published=".date", body="article p"),)
"""
BY_DAY = {"ru": "https://days.example/day/?date={day:%d.%m.%Y}"}
FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)
MONTH = [FIRST + timedelta(days=days) for days in range(31)]
A_PAGE = 5


class Chronicle:
    """An agency with two articles a day in January 2026: listed by page, by day, and in a sitemap a month."""

    def __init__(self, broken: str = "") -> None:
        self.broken = broken

    def respond(self, path: str, *, at: str) -> Response:
        if self.broken and re.search(self.broken, path):
            return html("", 503)
        if found := re.fullmatch(r"/day/\?date=(\d\d)\.(\d\d)\.(\d{4})(?:&PAGEN_1=(\d))?", path):
            day = date(*map(int, (found[3], found[2], found[1])))
            return self.list_of_day(day, int(found[4] or 1))
        if found := re.fullmatch(r"/news/(?:\?PAGEN_1=(\d+))?", path):
            return self.listing(int(found[1] or 1))
        if found := re.fullmatch(r"/news/novost-(\d{4}-\d\d-\d\d)-(\d)", path):
            return self.article(date.fromisoformat(found[1]), int(found[2]))
        if path == "/sitemap.xml":
            months = ("2025-12", "2026-01", "2026-02")
            places = "".join(f"<sitemap><loc>{at}/sitemap-{month}.xml</loc></sitemap>" for month in months)
            return xml(f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{places}</sitemapindex>")
        if path == "/sitemap-2026-01.xml":
            places = "".join(
                f"<url><loc>{at}/news/novost-{day}-{n}</loc><lastmod>{day}</lastmod></url>"
                for day in MONTH for n in (1, 2)
            )  # fmt: skip
            return xml(f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{places}</urlset>")
        return html("", 404)

    def listing(self, page: int) -> Response:
        shown = MONTH[::-1][(page - 1) * A_PAGE : page * A_PAGE]
        following = f'<a href="/news/?PAGEN_1={page + 1}">Дальше</a>' if shown[-1] > FIRST else ""
        items = "".join(self.item(day, number) for day in shown for number in (1, 2))
        return html(f"<html><body>{items}{following}</body></html>")

    def list_of_day(self, day: date, page: int) -> Response:
        """One article a page, without its day; nothing on a holiday."""
        if day not in MONTH or day == date(2026, 1, 7):
            return html("<html><body><p>Кабар жок</p></body></html>")
        query = f"/day/?date={day:%d.%m.%Y}&PAGEN_1=2"
        following = f'<a href="{query}">Дальше</a>' if page == 1 else ""
        return html(f'<html><body><a href="/news/novost-{day}-{page}">Новость</a>{following}</body></html>')

    def item(self, day: date, number: int) -> str:
        return f'<div><a href="/news/novost-{day}-{number}">Новость</a> <i>{day:%d.%m.%Y}</i></div>'

    def article(self, day: date, number: int) -> Response:
        text = f"Сообщение {number} за {day.day}-е число: на перевале Тоо-Ашуу снова шёл снег."
        page = f"<h1>Новость {number} дня {day}</h1><i class=date>{day:%d.%m.%Y} 10:0{number}</i>"
        return html(f"<html><body>{page}<article><p>{text}</p></article></body></html>")


def xml(text: str) -> Response:
    return Response(200, "text/xml; charset=utf-8", text.encode())


class Run:
    """Runs of the agency into one archive, of which each meets another chronicle, and what the last one asked for."""

    def __init__(self, folder: Path, *, days: dict[str, str] = BY_DAY, sitemaps: tuple[str, ...] = ()) -> None:
        self.folder = folder / "archive"
        self.modules = folder / "days_spiders"
        self.modules.mkdir()
        (self.modules / "__init__.py").write_text(
            SPIDER.replace("SITEMAPS", repr(sitemaps)).replace("DAYS", repr(days))
        )
        self.asked: list[str] = []
        self.chronicle = Chronicle()
        self.port = 0

    def respond(self, path: str, *, at: str) -> Response:
        return self.chronicle.respond(path, at=at)

    def __call__(self, chronicle: Chronicle, *words: str, **settings: object) -> CompletedProcess[str]:
        self.chronicle = chronicle
        arguments = [word for each in words for word in ("-a", each)]
        settings = {"SPIDER_MODULES": self.modules.name, "RETRY_TIMES": 0} | settings
        # The same address each time: to the archive another one is another site.
        with serve(self, self.port) as server:
            self.port = int(server.address.rpartition(":")[2])
            call = command("days", "-a", f"site={server.address}", *arguments, folder=self.folder, **settings)
            done = answer(call, PYTHONPATH=str(self.modules.parent), **UNMEASURED)
            self.asked = [path for path in server.requests if path != "/robots.txt"]
        return done

    def stored(self) -> list[str]:
        with Archive(self.folder) as archive:
            return [day for (day,) in rows(archive, "SELECT day FROM articles ORDER BY day")]


WINDOW = ("since=2026-01-05", "until=2026-01-08")
# The 7th is a holiday, on which the days' archive shows nothing.
IN_IT = [f"2026-01-0{day}" for day in (5, 6, 8) for _ in (1, 2)]


def test_the_days_archives_are_asked_for_the_days_of_the_window_alone(tmp_path: Path):
    run = Run(tmp_path)
    done = run(Chronicle(), *WINDOW)
    assert (done.returncode, done.stderr) == (0, "")
    assert run.stored() == IN_IT
    lists = [path for path in run.asked if not path.startswith("/news/novost")]
    pages = {f"/day/?date=0{day}.01.2026" for day in (5, 6, 7, 8)}
    assert sorted(lists) == sorted(pages | {f"{page}&PAGEN_1=2" for page in pages if "07." not in page})


def test_a_window_that_is_done_is_not_walked_again_at_once(tmp_path: Path):
    run = Run(tmp_path)
    run(Chronicle(), *WINDOW)
    done = run(Chronicle(), WINDOW[0], "until=2026-01-09")
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(run.asked) == [
        "/day/?date=09.01.2026", "/day/?date=09.01.2026&PAGEN_1=2",
        "/news/novost-2026-01-09-1", "/news/novost-2026-01-09-2",
    ]  # fmt: skip


def test_what_a_run_could_not_fetch_of_a_window_the_next_one_does(tmp_path: Path):
    run = Run(tmp_path)
    broken = run(Chronicle(broken=r"PAGEN_1=2"), *WINDOW, ERROR_THRESHOLD=1)
    assert broken.returncode == 0
    assert run.stored() == IN_IT[::2]
    with Archive(run.folder) as archive:
        archive.db.execute("UPDATE pages SET next_visit = '2026' WHERE state = 'failed'")
    assert run(Chronicle(), *WINDOW).returncode == 0
    assert run.stored() == IN_IT


def test_without_days_archives_the_listing_is_walked_until_it_shows_what_is_older(tmp_path: Path):
    run = Run(tmp_path, days={})
    done = run(Chronicle(), "since=2026-01-25", "until=2026-01-28")
    assert (done.returncode, done.stderr) == (0, "")
    assert run.stored() == [f"2026-01-{day}" for day in range(25, 29) for _ in (1, 2)]
    # The 31st to the 27th, the 26th to the 22nd, and a page that shows nothing of the window.
    assert [path for path in run.asked if "novost" not in path] == ["/news/", "/news/?PAGEN_1=2", "/news/?PAGEN_1=3"]


def test_a_walk_that_a_limit_cuts_short_is_told_and_goes_on(tmp_path: Path):
    run = Run(tmp_path, days={})
    done = run(Chronicle(), "since=2026-01-02", DEPTH_LIMIT=2)
    assert done.returncode == 4
    assert "1 page of lists left of the window. Run the same again, and it goes on from here." in done.stderr
    assert run(Chronicle(), "since=2026-01-02").returncode == 0
    assert run.stored() == [str(day) for day in MONTH[1:] for _ in (1, 2)]


def test_of_the_sitemaps_those_of_the_windows_months_are_asked(tmp_path: Path):
    run = Run(tmp_path, days=BY_DAY, sitemaps=("https://days.example/sitemap.xml",))
    done = run(Chronicle(broken="/day/"), *WINDOW, ERROR_THRESHOLD=1)
    assert done.returncode == 0, done.stderr
    assert [path for path in run.asked if "sitemap" in path] == ["/sitemap.xml", "/sitemap-2026-01.xml"]
    # A sitemap says when an article changed: what changed since may be older, and is.
    assert run.stored()[:8] == [f"2026-01-0{day}" for day in range(5, 9) for _ in (1, 2)]


def test_a_backfill_leaves_what_is_due_again_to_the_daily_run(tmp_path: Path):
    run = Run(tmp_path)
    run(Chronicle(), *WINDOW)
    with Archive(run.folder) as archive:
        archive.db.execute("UPDATE pages SET next_visit = '2026' WHERE kind = 'article'")
        assert one(archive, "SELECT count(*) FROM pages WHERE kind = 'article'") == len(IN_IT)
    run(Chronicle(), "since=2026-01-20", "until=2026-01-20")
    assert [path for path in run.asked if "novost" in path] == [
        "/news/novost-2026-01-20-1",
        "/news/novost-2026-01-20-2",
    ]


# ---- a sitemap's month ----

JANUARY = Window(date(2026, 1, 10), date(2026, 1, 12))


@pytest.mark.parametrize(
    ("name", "changed", "may"),
    [
        ("sitemap-2026-01.xml", None, True),
        ("sitemap_2026_01_11.xml.gz", None, True),
        ("2026/01/sitemap.xml", None, True),
        ("sitemap-202601.xml", None, True),
        ("sitemap-2025-12.xml", None, False),
        ("sitemap-20260109.xml", None, False),
        ("sitemap-20260113.xml", None, False),
        ("sitemap-2026-02.xml", None, False),
        # An article of the window may have been changed long after it; one of before cannot be in it.
        ("sitemap-7.xml", date(2026, 6, 1), True),
        ("sitemap-7.xml", date(2026, 1, 9), False),
        # Numbers that are no month.
        ("sitemap-2001.xml", None, True),
        ("sitemap-202513.xml", None, True),
        ("sitemap-1020260131.xml", None, True),
        ("news.xml", None, True),
    ],
)
def test_a_sitemap_is_left_out_when_its_name_or_its_change_says_so(name: str, changed: date | None, may: bool):
    assert may_hold(f"https://e.kg/{name}", changed, JANUARY) is may
    assert may_hold(f"https://e.kg/{name}", changed, Window())
