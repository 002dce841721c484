"""A network and a server that fail in every way: nothing is stored that is no article, nothing is lost, all is told.

Sites that answer 500, 503, 404 or not at all are in tests/test_exit_codes.py; answers that are cut short, and servers
that ask to be left alone, are in files of their own.
"""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain, cycle
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from lxml import etree

from kirtag.archive import Archive
from tests.builders import UNMEASURED, Everywhere, answer, crawl, html, one, rows, together
from tests.faults.hostile import (
    Act,
    Visit,
    answered,
    drip,
    head,
    hostile,
    loop,
    nobody,
    redirect,
    reset,
    send,
    status,
    stay_silent,
)
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.payloads import Showing, article_page, external, laughs, rss, sitemap
from tests.faults.victim import let_time_pass, weighed

GARBAGE = bytes(range(256)) * 16 + b"\x1b]0;owned\x07\r\n\r\n"
SMALL = 6  # articles of the newsroom, beside those of a test
HEAVIEST = 250  # MiB of memory


def at(number: int) -> str:
    return f"/ru/news/sluchay-{number}-"


def snow(number: int) -> str:
    return article_page(f"Снег шёл {number} часов подряд", f"За это время выпало {number} сантиметров снега.")


def numbered(acts: Mapping[str, Act]) -> dict[str, Act]:
    """The acts by the addresses of articles, in their order."""
    return {at(number): act for number, act in enumerate(acts.values())}


@dataclass(frozen=True, slots=True)
class Run:
    """A crawl: how it ended, the most MiB that it held, who came, its archive."""

    ended: CompletedProcess[str]
    peak: int
    visits: list[Visit]
    folder: Path

    def states(self, names: Mapping[str, Any]) -> dict[str, str]:
        """What became of the pages of some acts, by name."""
        with Archive(self.folder) as archive:
            found = {f"/ru/{url.partition('/ru/')[2]}": state for url, state in rows(archive, STATES)}
        return {name: found.get(at(number), "unknown") for number, name in enumerate(names)}

    def count(self, sql: str) -> int:
        with Archive(self.folder) as archive:
            return int(one(archive, f"SELECT count(*) FROM {sql}"))


STATES = "SELECT url, state FROM pages WHERE kind = 'article'"


def run(acts: Mapping[str, Act], folder: Path, lists: Mapping[str, Act] | None = None, **settings: object) -> Run:
    """Crawl a small newsroom that shows these acts as articles, and has `lists` at other addresses."""
    pages = numbered(acts)
    known = pages | dict(lists or {})
    with hostile(lambda path: known.get(path) or loop(path), newsroom=Showing(*pages, articles=SMALL)) as server:
        ended, peak = weighed(crawl(server.address, folder, **{"RETRY_TIMES": 0} | settings))
        return Run(ended, peak, list(server.visits), folder)


# ---- T-09: the whole site ----

errors = pytest.mark.row("T-09", "500, 503, 403, 404, refused, DNS, reset, garbage")
SITES: dict[str, Act] = {"403": status(403), "reset": reset(), "garbage": send(GARBAGE)}
# Each of them on a part of one site.
PARTLY = "403, reset and garbage"
PARTS = dict(zip(("/rss.xml", "/sitemap.xml", "/ru/news/"), SITES.values(), strict=True))
if WHOLE:
    SITES |= {str(code): status(code) for code in (400, 401, 404, 410, 451, 500, 502, 503, 504)}
    SITES |= {
        "reset in the head": reset(b"HTTP/1.1 200 OK\r\nConte"),
        "hung up": send(),
        "hung up behind the status line": send(b"HTTP/1.1 200 OK\r\n"),
        "moved to nowhere": redirect("http://kyrtag.invalid/"),
    }
DOWN = [PARTLY, "DNS", *([*SITES, "refused"] if WHOLE else [])]


def down(name: str, folder: Path) -> CompletedProcess[str]:
    """A crawl of a site of which nothing is to be had."""
    if name == "DNS":
        # A name that nobody will ever have (RFC 2606); one question is enough.
        words = crawl("http://kyrtag.invalid", folder, RETRY_TIMES=0)
        return answer(words, **UNMEASURED, RES_OPTIONS="attempts:1 timeout:2")
    if name == "refused":
        with nobody() as address:
            return answer(crawl(address, folder, RETRY_TIMES=0), **UNMEASURED)
    with hostile(lambda path: PARTS.get(path, SITES["reset"]) if name == PARTLY else SITES[name]) as server:
        return answer(crawl(server.address, folder, RETRY_TIMES=0), **UNMEASURED)


# ---- T-09: some pages ----

FAILING: dict[str, Act] = {
    "500": status(500),
    "503": status(503),
    "403": status(403),
    "reset": reset(),
    "reset in the head": reset(b"HTTP/1.1 200 OK\r\nConte"),
    "reset in the body": reset(answered(snow(7))[:-40]),
    "hung up": send(),
    "hung up behind the status line": send(b"HTTP/1.1 200 OK\r\n"),
    "garbage": send(GARBAGE),
    "moved to where nobody listens": redirect("http://127.0.0.1:9/"),
    "moved to another host": redirect("http://kyrtag.invalid/"),
    "moved to the same place": redirect("http://kyrtag.invalid/"),
    "moved on and on": redirect("/loop/a"),
    "moved to itself": redirect("#"),
    "unchanged, though never seen": send(head('ETag: "a"', status=304)),
}


PUT_OFF = "kind = 'article' AND state IN ('failed', 'quarantined') AND failures > 0"


@dataclass(frozen=True, slots=True)
class Mended:
    """A run on which some pages failed, and one when they were mended, after a while."""

    first: Run
    states: dict[str, str]
    put_off: int
    again: CompletedProcess[str]


def mend(folder: Path) -> Mended:
    acts = numbered(FAILING)
    with hostile(lambda path: acts.get(path) or loop(path), newsroom=Showing(*acts, articles=SMALL)) as server:
        words = crawl(server.address, folder, RETRY_TIMES=0)
        first = Run(*weighed(words), list(server.visits), folder)
        states = first.states(FAILING)
        put_off = first.count(f"pages WHERE {PUT_OFF} AND next_visit > last_fetched")
        let_time_pass(folder)
        acts |= {path: send(answered(snow(number))) for number, path in enumerate(acts)}
        return Mended(first, states, put_off, answer(words, **UNMEASURED))


# ---- T-11 ----

slow = pytest.mark.row("T-11", "slow body, slow headers, silence, headers without an end")
TIMEOUT = 5
# One at a time, as a wire is asked, takes as many times as long.
ABREAST = {} if WHOLE else {"CONCURRENT_REQUESTS": 8, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}
PAGE = answered(snow(8))
HEAD_ENDS = PAGE.index(b"\r\n\r\n") + 4
SLOW: dict[str, Act] = {
    "slow body": drip(PAGE[HEAD_ENDS:], behind=PAGE[:HEAD_ENDS]),
    "slow head": drip(PAGE),
    "silence": stay_silent,
    "silence in the body": send(PAGE[:-40], float("inf")),
    "headers without an end": lambda: chain([b"HTTP/1.1 200 OK\r\n"], cycle([b"X-Odd: a\r\n" * 10, 0.1])),
}
IN_TIME = drip(PAGE[-2:], behind=PAGE[:-2])

# ---- T-16: odd heads ----

odd = pytest.mark.row("T-16", "17 kB header, 5000 headers, malformed heads, external entities, laughs")


def page(number: int, *lines: str | bytes, **told: Any) -> Act:
    return send(answered(snow(number), *lines, **told))


def bare(number: int, *lines: str | bytes, first: str = "") -> Act:
    """A page of which nothing is told but these lines."""
    return send(head(*lines, first=first) + snow(number).encode())


# What one can still read.
READ: dict[str, Act] = {
    "a header of 15 kB": page(100, "X-Odd: " + "a" * 15_000),
    "5000 headers": page(101, *(f"X-{n}: a" for n in range(5000))),
    "a line without a colon": page(102, "this is no header"),
    "a folded line": page(103, "X-Odd: a", "\tb"),
    "bytes that are no text": page(104, b"X-Odd: \x00\x01\xff\xfe"),
    "the same length twice": page(105, f"Content-Length: {len(snow(105).encode())}"),
    "no reason": page(106, first="HTTP/1.1 200"),
    "HTTP of the future": page(107, first="HTTP/9.9 200 OK"),
    "no lines at all": bare(108),
    "a type that is none": bare(109, b"Content-Type: ;;;=,\xff"),
    "a charset that is none": page(110, content_type="text/html; charset=../../etc/passwd"),
    "a charset that is no text": page(111, content_type="text/html; charset=hex"),
    "a tag that is open": page(112, 'ETag: "снег', "Last-Modified: завтра"),
    "a place to go, and a page": page(113, "Location: http://kyrtag.invalid/"),
    "fifty cookies for everybody": page(114, *(f"Set-Cookie: a{n}=b; Domain=.kg" for n in range(50))),
    "another answer behind it": send(answered(snow(115)) + answered(snow(116))),
    "a document type": send(answered(external("file:///etc/hostname", "http://kyrtag.invalid/") + snow(117))),
}
# What nobody can, or should.
REFUSED: dict[str, Act] = {
    "a header of 17 kB": page(200, "X-Odd: " + "a" * 17_000),
    "a header without a name": page(201, ": a"),
    "a blank before the colon": page(202, "X-Odd : a"),
    "two lengths": page(204, "Content-Length: 5"),
    "a negative length": bare(205, "Content-Length: -5"),
    "a length in words": bare(206, "Content-Length: five"),
    "chunks that are none": bare(207, "Transfer-Encoding: chunked"),
    "an unknown transfer": page(208, "Transfer-Encoding: pigeon"),
    "a status in words": page(209, first="HTTP/1.1 fine OK"),
    "a status of a thousand": page(210, first="HTTP/1.1 1000 OK"),
    "a status of nothing": page(211, first="HTTP/1.1 000 OK"),
    "another protocol": page(212, first="ICY 200 OK"),
    "no head": send(snow(213).encode()),
    "packed by its head only: gzip": page(214, "Content-Encoding: gzip"),
    "packed by its head only: br": page(215, "Content-Encoding: br"),
    "packed by its head only: zstd": page(216, "Content-Encoding: zstd"),
    "a part that nobody asked for": page(217, "Content-Range: bytes 0-300/9000", status=206),
    "moved to no address": page(218, "Location: http://[moved", status=302),
    "moved to no port": page(219, "Location: http://127.0.0.1:port/", status=302),
    "moved without an address": page(220, status=302),
    "no content": send(head(status=204)),
    "nothing": send(answered()),
}

# ---- T-16: feeds and sitemaps that read files and laugh ----

SECRET = "Тайна за семью замками"
BLANK = {"no text": send(answered("<h1>Пустая страница</h1>"))}


def beside_entities(acts: dict[str, Act], folder: Path, *, laughing: bool) -> Run:
    """A crawl of these acts, where the feed wants to be told a file and a page and the sitemap laughs, or the other
    way round. Fails where anybody is asked for that page.
    """
    secret = folder.with_suffix(".txt")
    secret.write_text(SECRET)
    with hostile({}, newsroom=Everywhere(html(SECRET))) as inside:
        told = (external(secret.as_uri(), inside.at("localhost")), "&file;&page;")
        laughter = (laughs(), "&lol9;")
        first, second = (laughter, told) if laughing else (told, laughter)
        ran = run(BLANK | acts, folder, {"/rss.xml": feed(*first), "/sitemap.xml": tree(*second)})
        assert inside.visits == []
    return ran


def feed(doctype: str, text: str) -> Act:
    """A feed that has the text of a page that has none itself."""
    full = f"<link>{at(0)}</link><title>{text}</title><mailru:full-text>{text}</mailru:full-text>"
    return send(answered(rss(full, f"<link>/ru/news/{text}-</link>", doctype=doctype), content_type="text/xml"))


def tree(doctype: str, text: str) -> Act:
    return send(answered(sitemap(f"/ru/news/{text}-", at(0), doctype=doctype), content_type="text/xml"))


ENTITIES = ["odd", *(["laughing"] if WHOLE else [])]

# ---- all crawls ----


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("errors")
    jobs: dict[str, Callable[[], Any]] = {
        "slow": lambda: run(
            SLOW | {"in time": IN_TIME}, folder / "slow", SLOW_LISTS, DOWNLOAD_TIMEOUT=TIMEOUT, **ABREAST
        ),
        "mended": lambda: mend(folder / "mended"),
        "odd": lambda: beside_entities(READ | REFUSED, folder / "odd", laughing=False),
    }
    if WHOLE:
        jobs["laughing"] = lambda: beside_entities({}, folder / "laughing", laughing=True)
    return together(jobs | {name: lambda name=name: down(name, folder / name) for name in DOWN}) | {"folder": folder}


SLOW_LISTS = {"/rss.xml": SLOW["slow body"]}


@errors
@pytest.mark.parametrize("name", DOWN)
def test_a_site_that_is_down_is_exit_code_6(request: pytest.FixtureRequest, runs: dict[str, Any], name: str):
    assert runs[name].returncode == 6, runs[name].stderr
    assert "Nothing could be reached: " in runs[name].stderr.splitlines()[-1]
    figure(request, f"{len(DOWN)} of {len(DOWN)} sites exit 6, nothing stored, their lists put off")


@errors
@pytest.mark.parametrize("name", DOWN)
def test_of_a_site_that_is_down_nothing_is_stored_and_nothing_lost(runs: dict[str, Any], name: str):
    folder = runs["folder"] / name
    with Archive(folder) as archive:
        assert one(archive, "SELECT count(*) FROM articles") == 0
        kinds = rows(archive, "SELECT kind, count(*) FROM pages WHERE state IN ('failed', 'gone') GROUP BY kind")
    assert kinds == [("feed", 1), ("listing", 3), ("sitemap", 1)]
    sound(folder)


@errors
@pytest.mark.parametrize("name", FAILING)
def test_a_page_that_fails_is_put_off(runs: dict[str, Any], name: str):
    assert runs["mended"].states[name] in ("failed", "quarantined")


@errors
def test_pages_that_fail_are_counted_and_the_others_stored(runs: dict[str, Any]):
    mended: Mended = runs["mended"]
    assert mended.put_off == len(FAILING)
    assert mended.first.ended.returncode == 5, mended.first.ended.stderr
    assert f" {SMALL} new, 0 revised, 0 same, 0 gone, " in mended.first.ended.stderr
    assert f" {len(FAILING)} errors. " in mended.first.ended.stderr


@errors
def test_when_they_are_mended_nothing_is_missing(request: pytest.FixtureRequest, runs: dict[str, Any]):
    mended: Mended = runs["mended"]
    assert (mended.again.returncode, mended.again.stderr) == (0, "")
    assert mended.first.count("articles") == SMALL + len(FAILING)
    assert mended.first.count("pages WHERE state <> 'done'") == 0
    figure(request, f"{len(FAILING)} of {len(FAILING)} failed pages put off, and stored when they were mended")
    sound(mended.first.folder)


# ---- T-11 ----


@slow
def test_a_server_that_does_not_finish_is_left(request: pytest.FixtureRequest, runs: dict[str, Any]):
    paths = [*(at(number) for number in range(len(SLOW))), *SLOW_LISTS]
    spans = {visit.path: visit.went - visit.came for visit in runs["slow"].visits if visit.path in paths}
    assert sorted(spans) == sorted(paths)
    figure(
        request, f"{len(spans)} of {len(spans)} left after {max(spans.values()):.1f} s at DOWNLOAD_TIMEOUT={TIMEOUT}"
    )
    assert max(spans.values()) <= TIMEOUT + 2, spans


@slow
def test_pages_behind_a_slow_one_are_stored(runs: dict[str, Any]):
    slow_run: Run = runs["slow"]
    assert slow_run.states(SLOW | {"in time": None}) == dict.fromkeys(SLOW, "failed") | {"in time": "done"}
    assert slow_run.count("articles") == SMALL + 1
    assert slow_run.ended.returncode == 5, slow_run.ended.stderr
    assert slow_run.peak <= HEAVIEST
    sound(slow_run.folder)


# ---- T-16 ----


@odd
def test_odd_heads_are_read_or_refused(request: pytest.FixtureRequest, runs: dict[str, Any]):
    found = runs["odd"].states(BLANK | READ | REFUSED)
    assert {name: found[name] for name in READ} == dict.fromkeys(READ, "done")
    assert {name for name in REFUSED if found[name] not in ("failed", "quarantined")} == set()
    assert runs["odd"].count("articles") == SMALL + len(READ)
    figure(request, f"{len(READ)} odd heads read, {len(REFUSED)} refused, no crash")


@odd
def test_odd_heads_are_errors_and_none_of_ours(runs: dict[str, Any]):
    odd_run: Run = runs["odd"]
    assert odd_run.ended.returncode == 5, odd_run.ended.stderr
    assert odd_run.count("quarantine WHERE reason = 'error'") == 0


@odd
@pytest.mark.parametrize("name", ["odd", PARTLY])
def test_no_byte_of_a_server_steers_the_terminal(runs: dict[str, Any], name: str):
    ended = getattr(runs[name], "ended", runs[name])
    assert {letter for letter in ended.stderr if not letter.isprintable()} <= {"\n"}


@odd
@pytest.mark.parametrize("name", ENTITIES)
def test_a_feed_or_sitemap_is_told_nothing(request: pytest.FixtureRequest, runs: dict[str, Any], name: str):
    told: Run = runs[name]
    files = [file for file in told.folder.rglob("*") if file.is_file()]
    assert [file for file in files if SECRET.encode() in contents(file)] == []
    assert told.peak <= HEAVIEST
    figure(request, f"entities: no file read, nobody asked, {told.peak} MiB of memory")


@odd
@pytest.mark.parametrize("name", ENTITIES)
def test_beside_such_a_feed_or_sitemap_the_site_is_stored(runs: dict[str, Any], name: str):
    told: Run = runs[name]
    assert told.ended.returncode == (5 if name == "odd" else 0), told.ended.stderr
    assert told.count("articles WHERE url NOT LIKE '%/sluchay-%'") == SMALL
    assert told.count("articles WHERE body LIKE '%хаха%' OR headline LIKE '%хаха%'") == 0
    assert told.count("quarantine WHERE reason = 'error'") == 0
    sound(told.folder)


@odd
def test_a_parser_that_obeys_would_have_told_it(tmp_path: Path):
    (tmp_path / "secret.txt").write_text(SECRET)
    kind = external((tmp_path / "secret.txt").as_uri(), "http://kyrtag.invalid/")
    obedient = etree.XMLParser(resolve_entities=True, load_dtd=True)
    for page in (rss("<title>&file;</title>", doctype=kind), sitemap("&file;", doctype=kind)):
        assert SECRET in "".join(etree.fromstring(page.encode(), obedient).itertext())


def contents(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
