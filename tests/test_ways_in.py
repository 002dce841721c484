"""The ways into an agency, over HTTP: a broken feed, news in a packed sitemap, sitemaps and pages without an end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kirtag.archive import Archive
from kirtag.demo import serve
from kirtag.demo.newsroom import Response
from tests.builders import UNMEASURED, answer, crawl, gzipped, html, links, rows, soundness

SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
# What PHP says of itself, a label that lies, an ampersand by itself, an item that is cut off; and a page that goes on.
FEED = """<br />Warning: Undefined index<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel>
<title>Жаңылыктар & кабарлар</title><atom:link rel="next" href="/rss.xml?page={page}"/>
<item><link>/ru/news/lenta-{page}</link><title>Новость ленты {page}</title>
<pubDate>Пн, 12 Янв 2026 09:15:00</pubDate><category>Погода & горы</category></item>
<item><link>/ru/news/oborvannaya-lent"""
PAST, PAGES = 5, 3


class Ways:
    """A site that shows each article in one place, at whose page stand a headline and a text, and no hour."""

    def respond(self, path: str, *, at: str) -> Response:
        if found := re.fullmatch(r"/rss\.xml(?:\?page=(\d+))?", path):
            return xml(FEED.format(page=int(found[1] or 1) + 1))
        if found := re.fullmatch(r"/sitemap(\d*)\.xml", path):
            number = int(found[1] or 1)
            deeper = (f"/sitemap{2 * number}.xml", f"/sitemap{2 * number + 1}.xml", path)
            return xml(sitemaps("/news.xml.gz", "/past.txt", "/cut.xml", *deeper))
        if path == "/news.xml.gz":
            dated = "<news:publication_date>2026-01-12T09:15:00+06:00</news:publication_date>"
            news = f"<url><loc>/ru/news/iz-karty</loc><news:news>{dated}</news:news></url>"
            packed = gzipped(gzipped(f"<urlset {SPACES} {NEWS}>{news}</urlset>".encode()))
            return Response(200, "application/gzip", packed)
        if path == "/past.txt":
            lines = "".join(f"{at}/ru/news/proshloe-{number}\n" for number in range(PAST))
            return Response(200, "text/plain", lines.encode())
        if path == "/cut.xml":
            return xml(f"<urlset {SPACES}><url><loc>/ru/news/do-obryva</loc></url><url><loc>/ru/news/oborv")
        if found := re.fullmatch(r"/(ru|kg|en)/news/(?:page/(\d+)/)?", path):
            number = int(found[2] or 1)
            following = f'<a href="/{found[1]}/news/page/{number + 1}/">Кийинки →</a>' if number < PAGES else ""
            return html(links(f"/{found[1]}/news/spisok-{number}").replace("</body>", f"{following}</body>"))
        if found := re.fullmatch(r"/(?:ru|kg|en)/news/([\w-]+)", path):
            return html(page(found[1]))
        return html("", 404)


def xml(text: str) -> Response:
    return Response(200, "text/xml", text.encode())


def sitemaps(*addresses: str) -> str:
    inside = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f"<sitemapindex {SPACES}>{inside}</sitemapindex>"


def page(slug: str) -> str:
    text = f"На перевале Тоо-Ашуу идёт снег, передаёт {slug}. Дорожники вышли на трассу и ждут перемены погоды."
    head = '<meta property="og:type" content="article">'
    return f"<html><head>{head}</head><body><h1>Заголовок {slug}</h1><article><p>{text}</p></article></body></html>"


@dataclass(frozen=True, slots=True)
class Run:
    """A crawl of such a site: how it ended, what it asked for, its archive's folder."""

    ended: CompletedProcess[str]
    asked: list[str]
    folder: Path


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("ways")
    with serve(Ways()) as server:
        ended = answer(crawl(server.address, folder), **UNMEASURED)
        return Run(ended, list(server.requests), folder)


@pytest.fixture
def archive(run: Run) -> Iterator[Archive]:
    with Archive(run.folder) as opened:
        yield opened


def test_such_a_site_is_no_error(run: Run):
    assert run.ended.returncode == 0, run.ended.stderr


def test_every_article_is_found_and_nothing_else_is_asked_for(run: Run, archive: Archive):
    expected = {"lenta-2", "iz-karty", "do-obryva", *(f"proshloe-{number}" for number in range(PAST))}
    expected |= {f"spisok-{number}" for number in range(1, PAGES + 1)}
    stored = {url.rpartition("/")[2] for (url,) in rows(archive, "SELECT url FROM articles")}
    assert stored == expected
    asked = {path.rpartition("/")[2] for path in run.asked if re.fullmatch(r"/\w\w/news/[\w-]+", path)}
    assert asked == expected


def test_a_feed_and_a_news_sitemap_fill_what_the_page_lacks(archive: Archive):
    found = rows(archive, "SELECT headline, published, section FROM articles WHERE published IS NOT NULL ORDER BY url")
    assert found == [
        ("Заголовок iz-karty", "2026-01-12T03:15:00Z", None),
        ("Заголовок lenta-2", "2026-01-12T03:15:00Z", "Погода & горы"),
    ]


def test_a_feed_is_not_followed_into_its_past(run: Run):
    assert [path for path in run.asked if path.startswith("/rss.xml")] == ["/rss.xml"]


def test_sitemaps_of_sitemaps_are_followed_three_deep_each_once(run: Run):
    maps = [path for path in run.asked if re.fullmatch(r"/sitemap\d*\.xml", path)]
    assert sorted(maps) == sorted(["/sitemap.xml", *(f"/sitemap{number}.xml" for number in range(2, 16))])


def test_listings_are_walked_to_their_end(run: Run):
    pages = [f"/{edition}/news/{page}" for edition in ("ru", "kg", "en") for page in ("", "page/2/", "page/3/")]
    assert sorted(path for path in run.asked if path in pages or "/page/" in path) == sorted(pages)


def test_news_are_read_before_the_past(run: Run):
    order = [path.rpartition("/")[2] for path in run.asked]
    assert order.index("iz-karty") < order.index("proshloe-0")


def test_the_archive_of_such_a_site_is_sound(run: Run):
    assert soundness(run.folder / "kirtag.db") == ["ok"]
