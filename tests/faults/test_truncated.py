"""Pages that are cut off on their way, in every way that HTTP has: none is stored, and whole ones beside them are."""

import gzip
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from subprocess import CompletedProcess

import brotli
import pytest

from kirtag.archive import Archive
from kirtag.demo import Newsroom
from kirtag.demo.newsroom import HTML
from kirtag.fetch.codings import zstd
from tests.builders import Everywhere, answer, crawl, html, links, rows
from tests.faults.hostile import answered, head, hostile, send
from tests.faults.matrix import figure

pytestmark = pytest.mark.row("T-12", "truncated bodies")

POINTS = 20
CLOSED = "/ru/news/closed-to-crawlers-"
ROBOTS = f"User-agent: *\nDisallow: {CLOSED}\nDisallow: /upload/"


def short_length(page: bytes, part: float) -> bytes:
    return head(f"Content-Type: {HTML}", f"Content-Length: {len(page)}") + page[: int(len(page) * part)]


def cut_chunks(page: bytes, part: float) -> bytes:
    pieces = [page[start : start + 1000] for start in range(0, len(page), 1000)]
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in [*pieces, b""])
    return head(f"Content-Type: {HTML}", "Transfer-Encoding: chunked") + chunks[: int(len(chunks) * part)]


def until_closed(page: bytes, part: float) -> bytes:
    return head(f"Content-Type: {HTML}") + page[: int(len(page) * part)]


def coded(name: str, encode: Callable[[bytes], bytes]) -> Callable[[bytes, float], bytes]:
    """A body that its server cut before it framed it: HTTP finds nothing wrong with it."""

    def cut(page: bytes, part: float) -> bytes:
        body = encode(page)
        return answered(body[: int(len(body) * part)], f"Content-Encoding: {name}")

    return cut


KINDS: dict[str, Callable[[bytes, float], bytes]] = {
    "length": short_length,
    "chunked": cut_chunks,
    "close": until_closed,
    "gzip": coded("gzip", gzip.compress),
    "deflate": coded("deflate", zlib.compress),
    "br": coded("br", brotli.compress),
    "zstd": coded("zstd", zstd.compress),
}
CUT = [f"/ru/news/{kind}-{point}-" for kind in KINDS for point in range(1, POINTS + 1)]
WHOLE = [f"/ru/news/{kind}-whole-" for kind in KINDS]


def served() -> dict[str, bytes]:
    """What the server sends at each address: whole pages of as many articles, and parts of some others."""
    newsroom = Newsroom()
    russian = newsroom.editions["ru"]
    articles = [article for article in newsroom.articles if article.language == "ru"]
    pages = [newsroom.respond(russian.path(article), at="http://127.0.0.1").body for article in articles]
    parts = [(kind, point / (POINTS + 1)) for kind in KINDS for point in range(1, POINTS + 1)]
    others = pages[len(KINDS) :]
    cut = [KINDS[kind](others[number % len(others)], part) for number, (kind, part) in enumerate(parts)]
    whole = [make(page, 1) for make, page in zip(KINDS.values(), pages, strict=False)]
    lists = dict.fromkeys(("/ru/news/", "/kg/news/", "/en/news/"), answered(links(*CUT, *WHOLE, CLOSED)))
    robots = head("Content-Type: text/plain", "Content-Length: 1000") + ROBOTS.encode()
    return dict(zip(CUT + WHOLE, cut + whole, strict=True)) | lists | {"/robots.txt": robots}


@dataclass(frozen=True, slots=True)
class Crawled:
    """A crawl of them: how it ended, how often each path was asked for, the pages' states, the articles' addresses."""

    ended: CompletedProcess[str]
    asked: Counter[str]
    states: dict[str, str]
    stored: list[str]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder, acts = tmp_path_factory.mktemp("truncated"), {path: send(sent) for path, sent in served().items()}
    with hostile(acts, newsroom=Everywhere(html("", 404))) as server:
        ended = answer(crawl(server.address, folder, RETRY_TIMES=1))
    with Archive(folder) as archive:
        states = dict(rows(archive, "SELECT replace(url, ?, ''), state FROM pages", server.address))
        stored = [row["url"].removeprefix(server.address) for row in archive.articles()]
    return Crawled(ended, Counter(server.requests), states, stored)


def test_no_page_that_was_cut_off_is_stored(crawled: Crawled, request: pytest.FixtureRequest):
    kept_out = [
        path for path in CUT if crawled.states[path] in ("quarantined", "failed") and path not in crawled.stored
    ]
    figure(request, f"{len(kept_out)} of {len(CUT)} kept out")
    assert kept_out == CUT


def test_whole_pages_beside_them_are(crawled: Crawled):
    assert sorted(crawled.stored) == sorted(WHOLE)
    assert {crawled.states[path] for path in WHOLE} == {"done"}


def test_a_page_that_was_cut_off_is_asked_for_again(crawled: Crawled):
    assert {crawled.asked[path] for path in CUT} == {2}
    assert {crawled.asked[path] for path in WHOLE} == {1}


def test_of_a_robots_txt_that_was_cut_off_the_rules_that_came_hold(crawled: Crawled):
    assert (crawled.asked["/robots.txt"], crawled.asked[CLOSED]) == (2, 0)


def test_so_many_are_more_than_may_fail(crawled: Crawled):
    assert crawled.ended.returncode == 5, crawled.ended.stderr
