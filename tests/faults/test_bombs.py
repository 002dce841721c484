"""Answers that are small on the wire and huge on unpacking: a crawl stays small, goes on, and keeps none of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kirtag.archive import Archive
from tests.builders import crawl, one, rows
from tests.faults.hostile import Act, Visit, answered, flood, head, hostile, send
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.payloads import MIB, Showing, article_page, packed, rss, sitemap
from tests.faults.victim import weighed

pytestmark = pytest.mark.row("T-13", "bombs: gzip, deflate, br, zstd, packed twice, endless, unpacked by ourselves")

SIZE = (2048 if WHOLE else 300) * MIB
HEAVIEST = 250  # MiB of memory
LATEST = 5  # seconds until the next request
ARTICLES = 12
BOMB = article_page("Бомба", "Бомба без конца.")


def bomb(encoding: str, start: str = BOMB) -> Act:
    return send(answered(packed(encoding, SIZE, start), f"Content-Encoding: {encoding}"))


def bombs() -> dict[str, Act]:
    crowded = BOMB.replace("</body></html>", "<p>а</p>" * (9 * MIB // len("<p>а</p>".encode())))
    squeezed = packed("deflate", SIZE, BOMB)
    return {
        # What the downloader has to stop.
        "/robots.txt": bomb("gzip"),
        "/rss.xml": bomb("br", rss()),
        "/ru/news/bomba-gzip-": bomb("gzip"),
        "/ru/news/bomba-deflate-": bomb("deflate"),
        "/ru/news/bomba-br-": bomb("br"),
        "/ru/news/bomba-zstd-": bomb("zstd"),
        "/ru/news/bomba-v-bombe-": bomb("gzip, gzip"),
        "/ru/news/bomba-bez-kontsa-": flood(BOMB.encode() + b" " * MIB),
        "/ru/news/bomba-dlinnaya-": send(head("Content-Type: text/html", f"Content-Length: {SIZE}"), BOMB.encode()),
        # What passes it: a file that we unpack, a charset that would unpack, and a page of a million tags.
        "/sitemap.xml": send(answered(packed("gzip", SIZE, sitemap()), content_type="application/gzip")),
        "/ru/news/bomba-v-kodirovke-": send(answered(squeezed, content_type="text/html; charset=zlib")),
        "/ru/news/bomba-iz-tegov-": send(answered(crowded)),
    }


@dataclass(frozen=True, slots=True)
class Bombed:
    """A crawl of a site with bombs: how it ended, its largest size in MiB, who came when, its archive."""

    ended: CompletedProcess[str]
    peak: int
    visits: list[Visit]
    bombs: set[str]
    folder: Path

    @property
    def waits(self) -> dict[str, float]:
        """Seconds from the request for each bomb to the next request."""
        pairs = zip(self.visits, self.visits[1:], strict=False)
        return {visit.path: after.came - visit.came for visit, after in pairs if visit.path in self.bombs}


@pytest.fixture(scope="module")
def bombed(tmp_path_factory: pytest.TempPathFactory) -> Bombed:
    acts, folder = bombs(), tmp_path_factory.mktemp("bombed")
    newsroom = Showing(*(path for path in acts if "/news/" in path), articles=ARTICLES)
    with hostile(acts, newsroom=newsroom) as server:
        ended, peak = weighed(crawl(server.address, folder, RETRY_TIMES=0))
    return Bombed(ended, peak, server.visits, set(acts), folder)


@pytest.fixture
def archive(bombed: Bombed) -> Iterator[Archive]:
    with Archive(bombed.folder) as opened:
        yield opened


def test_the_crawl_stays_small(request: pytest.FixtureRequest, bombed: Bombed):
    figure(request, f"{len(bombed.bombs)} bombs of {SIZE // MIB} MiB: {bombed.peak} MiB of memory")
    assert bombed.peak <= HEAVIEST


def test_the_next_page_is_fetched_soon(request: pytest.FixtureRequest, bombed: Bombed):
    assert set(bombed.waits) == bombed.bombs
    latest = max(bombed.waits.values())
    figure(request, f"the next request after {latest:.1f} s")
    assert latest <= LATEST


def test_no_bomb_is_an_article(archive: Archive, bombed: Bombed):
    states = dict(rows(archive, "SELECT url, state FROM pages WHERE url LIKE '%bomba-%'"))
    assert len(states) == sum("bomba-" in path for path in bombed.bombs)
    assert set(states.values()) <= {"failed", "quarantined"}
    assert one(archive, "SELECT count(*) FROM articles WHERE body LIKE '%Бомба%'") == 0


def test_all_other_articles_are_stored(archive: Archive):
    assert one(archive, "SELECT count(*) FROM articles") == ARTICLES


def test_a_bomb_is_no_error_of_ours(archive: Archive):
    assert rows(archive, "SELECT url FROM quarantine WHERE reason = 'error'") == []


def test_so_many_bombs_are_exit_code_5(bombed: Bombed):
    assert bombed.ended.returncode == 5, bombed.ended.stderr


def test_an_archive_that_was_bombed_is_sound(bombed: Bombed):
    sound(bombed.folder)
