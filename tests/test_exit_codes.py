"""What `scrapy crawl` ends with: the table of exit codes, whatever the log level, and what it then says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from kirtag.archive import Archive, Damaged, DiskFull, Locked, NewerArchive
from kirtag.archive.database import FILE
from kirtag.demo import Newsroom, serve
from kirtag.run import judge, lock
from tests.builders import (
    CHECKOUT,
    UNMEASURED,
    Everywhere,
    Spoilt,
    answer,
    command,
    crawl,
    html,
    is_article,
    rows,
    soundness,
    started,
    together,
    wait_until,
)
from tests.faults.big_newsroom import BigNewsroom
from tests.faults.hostile import nobody
from tests.faults.matrix import WHOLE, figure
from tests.faults.runs import limited
from tests.watchful import Reply, watchful

ROW = pytest.mark.row("T-28", "exit codes, whatever the log level")

# ---- a run that began: how it went decides ----

# Articles of a run from which the next one knows what the agency always prints.
ENOUGH = 24

EMPTY = "<!doctype html><html><body><h1>Жаңылыктар</h1></body></html>"
BROKEN_SPIDER = """
from kirtag.page import Layout
from kirtag.spiders.kirtag import KirtagSpider

class BrokenSpider(KirtagSpider):
    name = "broken"
    layouts = (Layout(headline="h1:::", body="p"),)
"""


MISSING = html("", 404)


def half() -> Newsroom:
    """The newsroom, with every second article out of order."""
    newsroom = Newsroom()
    broken = {newsroom.editions[each.language].path(each) for each in newsroom.articles[::2]}
    return Spoilt(lambda path: html("", 500) if path.rstrip("/") in broken else None)


def next_pages_fail() -> Newsroom:
    return Spoilt(lambda path: html("", 503) if "PAGEN" in path else None)


def listings_without_articles() -> Newsroom:
    return Spoilt(lambda path: html(EMPTY) if path.endswith("/news/") or "?" in path else None)


def pages_without_an_article(page: str) -> Callable[[], Newsroom]:
    """The newsroom without a feed, which would tell what the pages do not."""
    return lambda: Spoilt(lambda path: html(page) if is_article(path) else MISSING if path == "/rss.xml" else None)


def undated() -> Newsroom:
    """A newsroom whose texts have lost their datelines."""
    newsroom = BigNewsroom(ENOUGH)
    lost = [(each.body[0].split(" - ", 1)[1], *each.body[1:]) for each in newsroom.articles]
    newsroom.articles = tuple(replace(each, body=body) for each, body in zip(newsroom.articles, lost, strict=True))
    return newsroom


UNREACHED = "Nothing could be reached: "
NO_LINKS = "The layout has changed: its listings show no articles."
NO_ARTICLE = "The layout has changed: none of its pages could be read as an article."
SITES: dict[str, tuple[Callable[[], Any], int, str]] = {
    "well": (Newsroom, 0, "All well."),
    "500": (lambda: Everywhere(html("", 500)), 6, UNREACHED),
    "503": (lambda: Spoilt(lambda path: html("", 503) if path != "/robots.txt" else None), 6, UNREACHED),
    "404": (lambda: Everywhere(MISSING), 6, UNREACHED),
    "listings without articles": (listings_without_articles, 7, NO_LINKS),
    "one empty page for all": (lambda: Everywhere(html(EMPTY)), 7, NO_LINKS),
    "blank pages": (pages_without_an_article(""), 7, NO_ARTICLE),
    "pages with a headline and no more": (pages_without_an_article(EMPTY), 7, NO_ARTICLE),
    "half of the articles fail": (half, 5, "15 of 39 pages failed, the first: "),
    "the next pages fail": (next_pages_fail, 0, "Well but for 3 pages, which are due again; the first: http"),
}
LEVELS = ("WARNING", "CRITICAL")


def run_at(newsroom: Any, folder: Path, level: str, *words: str, **settings: object) -> CompletedProcess[str]:
    with serve(newsroom) as server:
        environment = UNMEASURED if level == LEVELS[1] else {}
        return answer(crawl(server.address, folder, *words, LOG_LEVEL=level, RETRY_TIMES=0, **settings), **environment)


def twice(folder: Path) -> list[CompletedProcess[str]]:
    with serve(Newsroom()) as server:
        words = crawl(server.address, folder, REVISIT_AFTER=3600, LOG_LEVEL="CRITICAL")
        return [answer(words, **UNMEASURED) for _ in range(2)]


def at_its_limit(folder: Path, level: str) -> CompletedProcess[str]:
    return run_at(Newsroom(), folder, level, CLOSESPIDER_PAGECOUNT=8)


def window_left_open(folder: Path, level: str) -> CompletedProcess[str]:
    """A backfill that may not go below the listings' first pages."""
    return run_at(Newsroom(), folder, level, "-a", "since=2026-01-01", DEPTH_LIMIT=1)


def nothing_listens(folder: Path, level: str) -> CompletedProcess[str]:
    with nobody() as address:
        return answer(crawl(address, folder, LOG_LEVEL=level, RETRY_TIMES=0))


def broken_code(folder: Path, level: str) -> CompletedProcess[str]:
    """A crawl by a spider of which every layout raises."""
    package = folder.parent / f"broken_{level.lower()}"
    package.mkdir()
    (package / "__init__.py").write_text(BROKEN_SPIDER)
    with serve(Newsroom()) as server:
        words = ["broken", "-a", f"site={server.address}"]
        settings = {"SPIDER_MODULES": package.name, "LOG_LEVEL": level}
        return answer(command(*words, folder=folder, **settings), PYTHONPATH=str(package.parent))


def damaged(folder: Path, level: str) -> CompletedProcess[str]:
    """A crawl into an archive whose every table was overwritten, but for those that tell what it is."""
    Archive(folder).close()
    with Archive(folder) as archive:
        roots = [root for (root,) in rows(archive, "SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'pages'")]
    whole = bytearray((folder / FILE).read_bytes())
    for root in roots:
        whole[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096
    (folder / FILE).write_bytes(whole)
    return run_at(Newsroom(), folder, level)


def no_room(folder: Path, level: str) -> CompletedProcess[str]:
    with serve(Newsroom()) as server:
        return answer(limited(crawl(server.address, folder, LOG_LEVEL=level), 500_000), **UNMEASURED)


def told_to_stop(folder: Path, level: str) -> CompletedProcess[str]:
    with serve(Newsroom()) as server:
        words = crawl(server.address, folder, LOG_LEVEL=level, DOWNLOAD_DELAY=0.05)
        with started(words) as process:
            wait_until(lambda: len(server.requests) >= 8)
            process.terminate()
            said = process.communicate(timeout=60)
        return CompletedProcess(words, process.returncode, *said)


def told_to_wait(folder: Path, level: str) -> CompletedProcess[str]:
    busy = Reply(429, {"Retry-After": "7200"})
    with watchful(lambda path, _: busy if is_article(path) else None) as site:
        return answer(crawl(site.address, folder, LOG_LEVEL=level), **UNMEASURED)


def fields_lost(folder: Path, level: str) -> CompletedProcess[str]:
    """The second run of an agency whose every text had a dateline."""
    newsroom = BigNewsroom(ENOUGH)
    with serve(newsroom) as server:
        words = crawl(server.address, folder, REVISIT_AFTER=0, LOG_LEVEL=level)
        assert answer(words, **UNMEASURED).returncode == 0
        newsroom.articles = undated().articles
        return answer(words, **UNMEASURED)


OTHERS: dict[str, tuple[Callable[[Path, str], CompletedProcess[str]], int, str]] = {
    "refused": (nothing_listens, 6, UNREACHED),
    "limit": (at_its_limit, 4, "Stopped early (closespider_pagecount). Run the same again, and it goes on from here."),
    "window": (
        window_left_open,
        4,
        "page of lists left of the window. Run the same again, and it goes on from here",
    ),
    "broken code": (broken_code, 70, "kirtag itself failed, 30 times."),
    "damaged": (damaged, 8, "is damaged (database disk image is malformed). Keep the file, and restore the archive"),
    "no room": (no_room, 3, "Nothing stored is lost: make room and run the same again."),
    "told to stop": (told_to_stop, 75, "Interrupted. Nothing is lost: run the same again, and it goes on from here."),
    "told to wait": (told_to_wait, 75, "The server told us to wait until 20"),
    "fields lost": (
        fields_lost,
        7,
        f"has changed: dateline in 0 of {ENOUGH} articles (before: {ENOUGH} of {ENOUGH})",
    ),
}
# Under `make test` most are run at the one level at which nothing but the end is said.
AT_BOTH = {*SITES, *OTHERS} if WHOLE else {"well", "refused"}
# Where nothing can be written, there are no figures to tell.
UNWRITTEN = {"damaged", "no room"}
LIVE = [
    (name, code, sentence, level)
    for name, (_, code, sentence) in (SITES | OTHERS).items()
    for level in LEVELS
    if level == "CRITICAL" or name in AT_BOTH
]


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The ends of all runs of this table, by name and log level."""

    def run(name: str, level: str) -> Callable[[], CompletedProcess[str]]:
        folder = tmp_path_factory.mktemp("ends") / "archive"
        if name in SITES:
            return lambda: run_at(SITES[name][0](), folder, level)
        return lambda: OTHERS[name][0](folder, level)

    jobs: dict[str, Callable[[], Any]] = {f"{name}, {level}": run(name, level) for name, _, _, level in LIVE}
    again = tmp_path_factory.mktemp("twice")
    return together(jobs | {"twice": lambda: twice(again)})


@ROW
@pytest.mark.parametrize(("name", "code", "sentence", "level"), LIVE)
def test_the_exit_code_tells_the_truth_at_every_log_level(
    ends: dict[str, Any], name: str, code: int, sentence: str, level: str
):
    ended = ends[f"{name}, {level}"]
    assert ended.returncode == code, ended.stderr
    last = (ended.stderr if code else ended.stdout).splitlines()[-1]
    assert sentence in last


@pytest.mark.parametrize("name", [name for name in SITES | OTHERS if name not in UNWRITTEN])
def test_a_run_ends_with_its_figures_and_a_sentence_and_nothing_else(ends: dict[str, Any], name: str):
    ended = ends[f"{name}, CRITICAL"]
    (line,) = (ended.stdout + ended.stderr).splitlines()
    assert line.startswith(("kirtag: ", "broken: "))


def test_a_run_that_finds_nothing_new_is_well_too(ends: dict[str, Any]):
    assert [(ended.returncode, ended.stderr) for ended in ends["twice"]] == [(0, ""), (0, "")]
    assert ends["twice"][1].stdout.startswith("kirtag: 5 fetched, 0 new, 0 revised, 0 same, ")


def test_a_next_page_that_failed_is_not_lost(tmp_path: Path):
    run_at(next_pages_fail(), tmp_path, "CRITICAL")
    with Archive(tmp_path) as archive:
        # A 503 is likely to pass: half a failure.
        sql = "SELECT kind, state, failures FROM pages WHERE url LIKE '%PAGEN%'"
        assert rows(archive, sql) == [("listing", "failed", 0.5)] * 3


@pytest.mark.parametrize(("name", "errors"), [("404", 0), ("503", 5), ("refused", 5)])
def test_a_list_that_failed_is_counted_once(ends: dict[str, Any], name: str, errors: int):
    # Feed, sitemap and three listings; one that never answered was not fetched.
    fetched = 0 if name == "refused" else 5
    figures = f"kirtag: {fetched} fetched, 0 new, 0 revised, 0 same, 0 gone, 0 quarantined, {errors} errors. "
    assert ends[f"{name}, CRITICAL"].stderr.startswith(figures)


def test_no_text_is_made_up_for_pages_that_have_none(ends: dict[str, Any]):
    for name in ("blank pages", "pages with a headline and no more"):
        ended = ends[f"{name}, CRITICAL"]
        assert " 0 new, 0 revised, 0 same, 0 gone, 30 quarantined, " in ended.stdout + ended.stderr


# ---- all agencies ----

BOTH = """
from kirtag.spiders.kirtag import KirtagSpider

class WellSpider(KirtagSpider):
    name = "well"

    def __init__(self, **arguments):
        super().__init__(**arguments | {{"site": "{}"}})

class IllSpider(KirtagSpider):
    name = "ill"

    def __init__(self, **arguments):
        super().__init__(**arguments | {{"site": "{}"}})
"""


@contextmanager
def two_agencies(well: Any, ill: Any, folder: Path) -> Iterator[tuple[list[str], str]]:
    """Serve two agencies; yield the command that crawls both, and the folder in which Python finds them."""
    package = folder / "two_agencies"
    package.mkdir()
    with serve(well) as one, serve(ill) as other:
        (package / "__init__.py").write_text(BOTH.format(one.address, other.address))
        words = command("all", folder=folder / "archive", SPIDER_MODULES=package.name, LOG_LEVEL="CRITICAL")
        yield words, str(folder)


@ROW
def test_of_all_agencies_the_gravest_code_is_told_with_one_summary(tmp_path: Path):
    with two_agencies(Newsroom(), Everywhere(html("", 500)), tmp_path) as (words, where):
        done = answer([*words, "-s", "RETRY_TIMES=0"], PYTHONPATH=where)
    assert (done.returncode, done.stderr) == (6, "")
    *agencies, summary = done.stdout.splitlines()
    ill, well = sorted(agencies)
    assert (ill.startswith("ill: 0 fetched, "), UNREACHED in ill) == (True, True)
    assert (well.startswith("well: "), well.endswith(" All well.")) == (True, True)
    assert summary == "2 agencies, 1 of them well."
    with Archive(tmp_path / "archive") as archive:
        assert sorted(rows(archive, "SELECT agency, exit_code FROM runs")) == [("ill", 6), ("well", 0)]


# ---- a run that does not begin ----


@contextmanager
def nothing(folder: Path) -> Iterator[None]:
    yield


@contextmanager
def foreign_file(folder: Path) -> Iterator[None]:
    folder.mkdir()
    (folder / FILE).write_text("Список покупок: чай, лепёшки.\n" * 200)
    yield
    assert (folder / FILE).read_text() == "Список покупок: чай, лепёшки.\n" * 200


@contextmanager
def another_run(folder: Path) -> Iterator[None]:
    with lock(folder, "kirtag"):
        yield


@contextmanager
def file_in_the_way(folder: Path) -> Iterator[None]:
    folder.write_text("чай")
    yield


MISUSED = {
    "unknown agency": (2, ["nowhere"], nothing, "There is no agency 'nowhere'. Name one of: a1plus, "),
    "no agency": (2, [], nothing, "There is no agency 'nothing'. Name one of: "),
    "two agencies": (2, ["kirtag", "kirtag"], nothing, "There is no agency 'kirtag kirtag'."),
    "malformed since": (
        2,
        ["kirtag", "-a", "since=yesterday"],
        nothing,
        "-a since=yesterday is no day. Write it as -a since=2026-02-25.",
    ),
    "no such day": (2, ["kirtag", "-a", "until=2026-02-30"], nothing, "-a until=2026-02-30 is no day."),
    "since after until": (
        2,
        ["kirtag", "-a", "since=2026-02-02", "-a", "until=2026-02-01"],
        nothing,
        "-a since=2026-02-02 is after -a until=2026-02-01. Exchange them.",
    ),
    "no site": (2, ["kirtag", "-a", "site=127.0.0.1:8000"], nothing, "-a site=127.0.0.1:8000 is no address of a site."),
    "unknown argument": (
        2,
        ["kirtag", "-a", "colour=red"],
        nothing,
        "There is no argument -a colour. There are: since, until, site.",
    ),
    "file in the folder's way": (2, ["kirtag"], file_in_the_way, "cannot be used as an archive's folder"),
    "foreign file": (8, ["kirtag"], foreign_file, "is no archive of kirtag's and was left as it is."),
    "already running": (73, ["kirtag"], another_run, "is being crawled into"),
}


@pytest.fixture(scope="module")
def refusals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CompletedProcess[str]]:
    def refuse(words: list[str], prepare: Callable[[Path], Any]) -> Callable[[], CompletedProcess[str]]:
        folder = tmp_path_factory.mktemp("refused") / "archive"

        def run() -> CompletedProcess[str]:
            # An address on which nothing listens, should the command go on where it must not.
            words_ = [*words, "-a", "site=http://127.0.0.1:9"] if words == ["kirtag"] else words
            with prepare(folder):
                return answer(command(*words_, folder=folder))

        return run

    return together({name: refuse(words, prepare) for name, (_, words, prepare, _) in MISUSED.items()})


@ROW
@pytest.mark.parametrize(("name", "code", "sentence"), [(name, row[0], row[3]) for name, row in MISUSED.items()])
def test_what_cannot_begin_ends_at_once_with_one_sentence(
    refusals: dict[str, CompletedProcess[str]], name: str, code: int, sentence: str
):
    refused = refusals[name]
    assert (refused.returncode, refused.stdout) == (code, "")
    (line,) = refused.stderr.splitlines()
    assert line.startswith("scrapy crawl: ")
    assert sentence in line


@ROW
def test_every_code_of_the_contract_was_met(
    ends: dict[str, Any], refusals: dict[str, CompletedProcess[str]], request: pytest.FixtureRequest
):
    lived = [ends[f"{name}, {level}"].returncode == code for name, code, _, level in LIVE]
    refused = [refusals[name].returncode == code for name, (code, *_) in MISUSED.items()]
    figure(request, f"{sum(lived + refused)} of {len(lived + refused)} rows")
    codes = {code for _, code, _, _ in LIVE} | {code for code, *_ in MISUSED.values()}
    assert codes == {0, 2, 3, 4, 5, 6, 7, 8, 70, 73, 75}
    assert len(lived + refused) >= 25


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
def test_an_impossible_folder_is_named():
    refused = answer(command("kirtag", "-a", "site=http://127.0.0.1:9", folder=Path("/proc/nope")))
    assert refused.returncode == 2
    assert refused.stderr.startswith("scrapy crawl: /proc/nope cannot be used as an archive's folder (")


def test_a_folder_is_meant_from_the_checkout(tmp_path: Path):
    relative = Path("..") / tmp_path.relative_to(CHECKOUT.parent) if tmp_path.is_relative_to(CHECKOUT.parent) else None
    folder = relative or Path(*[".."] * (len(CHECKOUT.parts) - 1)) / tmp_path.relative_to("/")
    assert answer(crawl("http://127.0.0.1:9", folder, RETRY_TIMES=0)).returncode == 6
    assert soundness(tmp_path / FILE) == ["ok"]


# ---- the verdict on figures ----

FOLDER = Path("archive")
ROW = dict.fromkeys(("fetched", "new", "revised", "same", "gone", "quarantined", "errors"), 0)
GOOD = {"fetched": 20, "new": 10, "lists": 5, "links": 10, "articles": 10}


def verdict(**figures: Any) -> tuple[int, str]:
    row = ROW | {name: figures.pop(name) for name in ROW if name in figures}
    judged = judge(row, **figures)
    return judged.exit_code, judged.outcome


@pytest.mark.parametrize(
    ("figures", "ended"),
    [
        # Each alone, in the order of precedence.
        ({"reason": None}, (70, "internal error")),
        ({"reason": "start_error"}, (70, "internal error")),
        (GOOD | {"new": 0, "raised": 10}, (70, "internal error")),
        (GOOD | {"error": Damaged(FOLDER, "malformed")}, (8, "archive")),
        (GOOD | {"error": NewerArchive(FOLDER, ["m999"])}, (8, "archive")),
        (GOOD | {"error": DiskFull(FOLDER, "full")}, (3, "archive")),
        (GOOD | {"error": Locked(FOLDER, 75)}, (75, "archive")),
        (GOOD | {"reason": "shutdown"}, (75, "interrupted")),
        ({"errors": 6}, (6, "nothing reachable")),
        ({}, (6, "nothing reachable")),
        ({"fetched": 5, "lists": 5}, (7, "nothing extracted")),
        (GOOD | {"barren": 1}, (7, "nothing extracted")),
        (GOOD | {"new": 0}, (7, "nothing extracted")),
        (GOOD | {"new": 0, "quarantined": 10}, (7, "nothing extracted")),
        (GOOD | {"errors": 3}, (5, "errors")),
        (GOOD | {"reason": "closespider_errorcount"}, (5, "errors")),
        (GOOD | {"reason": "closespider_timeout"}, (4, "stopped early")),
        (GOOD | {"reason": "memusage_exceeded"}, (4, "stopped early")),
        (GOOD, (0, "well")),
        # Well although: nothing new; only known articles; few errors; one page of many that our code failed on.
        ({"fetched": 5, "lists": 5, "links": 10}, (0, "well")),
        (GOOD | {"new": 0, "same": 10}, (0, "well")),
        (GOOD | {"errors": 2}, (0, "well")),
        (GOOD | {"raised": 1, "errors": 1}, (0, "well")),
        (GOOD | {"quarantined": 3}, (0, "well")),
        # The threshold is the archivist's.
        (GOOD | {"errors": 2, "threshold": 0.05}, (5, "errors")),
        (GOOD | {"errors": 10, "threshold": 0.5}, (0, "well")),
    ],
)
def test_figures_are_judged(figures: dict[str, Any], ended: tuple[int, str]):
    assert verdict(**figures) == ended


# Each with figures that hold together with all that stand below it.
LADDER: list[tuple[int, dict[str, Any]]] = [
    (4, GOOD | {"reason": "closespider_timeout"}),
    (5, {"errors": 10}),
    (7, {"new": 0}),
    (6, {"lists": 0, "articles": 0}),
    (75, {"reason": "shutdown"}),
    (3, {"error": DiskFull(FOLDER, "full")}),
    (8, {"error": Damaged(FOLDER, "malformed")}),
    (70, {"reason": None, "error": None}),
]


@pytest.mark.parametrize("rung", range(len(LADDER)), ids=[str(code) for code, _ in LADDER])
def test_of_several_verdicts_the_gravest_is_said(rung: int):
    figures: dict[str, Any] = {}
    for _, more in LADDER[: rung + 1]:
        figures |= more
    assert verdict(**figures)[0] == LADDER[rung][0]


def test_an_archive_that_fails_is_no_error_of_ours():
    assert verdict(error=DiskFull(FOLDER, "full"), raised=1, reason="archive") == (3, "archive")


def test_the_sentence_names_the_first_trouble():
    judged = judge(ROW | {"errors": 5}, trouble="http://a.kg/ could not be fetched: Connection was refused")
    assert judged.sentence == (
        "Nothing could be reached: http://a.kg/ could not be fetched: Connection was refused. Try again later."
    )


def test_the_sentence_points_to_the_log_where_no_trouble_was_met():
    judged = judge(ROW | {"errors": 1, "fetched": 40, "new": 30}, lists=5, links=30, articles=30, raised=1)
    assert judged.sentence == "Well but for 1 pages, which are due again; the first: see the log."
