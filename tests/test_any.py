"""`scrapy crawl any`: a news site that nobody described, archived."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, TextResponse
from scrapy.robotstxt import ProtegoRobotParser

from kirtag.archive import Archive
from kirtag.demo import serve
from kirtag.demo.newsroom import HTML, Response
from kirtag.items import Link, StoredPage
from kirtag.page import NotAnArticle
from kirtag.page.discovery import USUAL_FEEDS, USUAL_SITEMAPS
from kirtag.spiders.any import AnySpider
from tests.builders import UNMEASURED, Site, answer, command, rows, site

CAPTURED = datetime.fromisoformat("2026-11-22T12:00:00Z")
SENTENCES = (
    "На перевале третий день идёт снег, и к утру дорогу закрыли для грузовых машин.",
    "Дорожники вывели девять машин, рассказал дежурный по трассе.",
    "К вечеру снегопад ослабнет, но ночью подморозит, предупреждают синоптики.",
    "Водителям советуют взять с собой цепи и тёплую одежду.",
)


def page(headline: str, *, time: str = "22.11.2026 09:30", text: tuple[str, ...] = SENTENCES) -> str:
    body = "".join(f"<p>{line} {headline}.</p>" for line in text)
    return (
        f"<html lang=ru><title>{headline} | Вести</title><nav><a href=/>Вести</a></nav><main><h1>{headline}</h1>"
        f"<span>{time}</span>{body}</main><footer>Все права защищены</footer>"
    )


SNOW, ICE, WIND = "/news/70815-sneg", "/news/70816-lyod", "/news/70817-veter"
ARTICLES = {SNOW: page("Снег на перевале"), ICE: page("Лёд на озере"), WIND: page("Ветер в долине")}
SECTION = page("Погода", time="", text=("Новости о погоде.",))
SECTIONS = {f"/{what}-v-gorah-i-dolinah/": SECTION for what in ("pogoda", "dorogi", "sport", "kino")}
LINKS = "".join(f'<a href="{path}">Новость</a>' for path in [*ARTICLES, *SECTIONS, "/tag/sneg-70000"])
HOME = f"<html lang=ru><title>Вести</title>{LINKS}"
RSS = "<rss><channel>{}</channel></rss>"
ITEM = "<item><link>{}</link><title>Снег на перевале</title></item>"
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


@contextmanager
def running(pages: dict[str, str]) -> Iterator[Site]:
    """A site; `{at}` in its pages is its own address."""
    served = dict(pages)
    with site(served) as one:
        served.update({path: text.replace("{at}", one.address) for path, text in pages.items()})
        yield one


class Conditional:
    """A site that says what has not changed: give it to `serve` in a newsroom's place."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages

    def respond(self, path: str, *, at: str) -> Response:
        body = self.pages.get(path, "").replace("{at}", at).encode()
        tag = f'"{hashlib.sha256(body).hexdigest()}"'
        return Response(200 if body else 404, HTML, body, tag, "Sun, 22 Nov 2026 06:00:00 GMT")


def crawl_any(address: str, folder: Path, **settings: object):
    return answer(command("any", "-a", f"site={address}", folder=folder, RETRY_TIMES=0, **settings), **UNMEASURED)


def make_due(folder: Path) -> None:
    """Make every page that was kept out due again, as it is after some hours."""
    with Archive(folder) as archive, archive.db.conn:
        archive.db.execute("UPDATE pages SET next_visit = last_fetched WHERE state = 'quarantined'")


def stored(folder: Path) -> list[tuple[str, str]]:
    with Archive(folder) as archive:
        return rows(archive, "SELECT agency, headline FROM articles ORDER BY headline")


ALL = [("127.0.0.1", "Ветер в долине"), ("127.0.0.1", "Лёд на озере"), ("127.0.0.1", "Снег на перевале")]


def test_a_site_with_nothing_but_a_home_page_is_archived_and_then_only_what_is_new(tmp_path: Path):
    with running({"/": HOME} | SECTIONS | ARTICLES) as one:
        first = crawl_any(one.address, tmp_path)
        asked = list(one.requests)
        make_due(tmp_path)
        second = crawl_any(one.address, tmp_path)
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + first.stderr + second.stderr
    assert first.stdout.startswith("127.0.0.1: ")
    assert stored(tmp_path) == ALL
    assert "4 quarantined" in first.stdout
    assert "/tag/sneg-70000" not in asked
    assert " 0 new, 0 revised" in second.stdout
    # Sections stay what they are: that says nothing of the articles.
    assert {*one.requests[len(asked) :]} >= {*SECTIONS}
    assert not {*ARTICLES} & {*one.requests[len(asked) :]}
    with Archive(tmp_path) as archive:
        # Its clock is not known: an hour that is printed without an offset is left out.
        assert {*rows(archive, "SELECT published, day FROM articles")} == {(None, "2026-11-22")}
        assert rows(archive, "SELECT name, country, languages, timezone FROM agencies") == [
            ("127.0.0.1", None, "", "UTC")
        ]


def test_what_its_home_page_and_its_robots_txt_name_is_read(tmp_path: Path):
    old = {f"/2026/0{number}/01/zhara-{number}/": page(f"Жара {number}") for number in (6, 7)}
    pages = {
        "/": '<html lang=ru><link rel=alternate type="application/rss+xml" href="/lenta.xml">'
        '<link rel=alternate hreflang=ky href="/ky/">',
        "/robots.txt": "User-agent: *\nDisallow: /admin\nSitemap: {at}/karta.xml\n",
        "/lenta.xml": RSS.format(ITEM.format("{at}" + SNOW)),
        "/karta.xml": SITEMAP.format("".join(f"<url><loc>{{at}}{path}</loc></url>" for path in old)),
        "/ky/": f'<a href="{ICE}">Муз</a>',
    }
    with running(pages | old | ARTICLES) as one:
        done = crawl_any(one.address, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {headline for _, headline in stored(tmp_path)} == {"Снег на перевале", "Лёд на озере", "Жара 6", "Жара 7"}
    assert not {"/sitemap.xml", "/rss"} & {*one.requests}


def test_the_lists_of_a_home_page_that_has_not_changed_are_read_again(tmp_path: Path):
    kyrgyz = ("Ашууда үчүнчү күн кар жаап, жол жабылды.", "Жолчулар тогуз унааны алып чыкты.", "Түнү тоңот дешүүдө.")
    pages = {
        "/": '<html lang=ru><link rel=alternate href="/lenta/rss.xml"><a href="/kg/">Кыргызча</a>'
        f'<a href="{ICE}">Лёд</a>',
        "/kg/": f'<html lang=ru><a href="/kg/news/70815">Кар</a><a href="{ICE}">Лёд</a>',
        # Its template says that it is in Russian.
        "/kg/news/70815": page("Ашууга кар түштү", text=kyrgyz),
        "/lenta/rss.xml": RSS.format(ITEM.format("{at}" + SNOW)),
    } | ARTICLES
    with serve(Conditional(pages)) as server:
        first = crawl_any(server.address, tmp_path, REVISIT_AFTER=0)
        pages["/lenta/rss.xml"] = RSS.format(ITEM.format("{at}" + SNOW) + ITEM.format("{at}" + WIND))
        pages[SNOW] = page("Снег на перевале растаял")
        server.requests.clear()
        second = crawl_any(server.address, tmp_path, REVISIT_AFTER=0)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert " 3 new, 0 revised" in first.stdout
    assert " 1 new, 1 revised" in second.stdout
    assert {*server.requests} >= {"/", "/kg/", "/lenta/rss.xml", SNOW, WIND}
    with Archive(tmp_path) as archive:
        assert rows(archive, "SELECT language, headline FROM articles ORDER BY headline") == [
            ("ky", "Ашууга кар түштү"),
            ("ru", "Ветер в долине"),
            ("ru", "Лёд на озере"),
            ("ru", "Снег на перевале растаял"),
        ]


@pytest.mark.parametrize(
    ("pages", "code", "said"),
    [
        ({"/": "<title>Визитка</title><a href=/o-nas>О нас</a>"}, 7, "its listings show no articles"),
        ({"/": LINKS} | SECTIONS, 7, "none of its pages could be read as an article"),
        ({}, 6, "Nothing could be reached"),
    ],
    ids=["no list", "sections alone", "no home page"],
)
def test_a_site_without_articles_is_told(tmp_path: Path, pages: dict[str, str], code: int, said: str):
    with running(pages) as one:
        done = crawl_any(one.address, tmp_path)
    assert (done.returncode, said in done.stderr, stored(tmp_path)) == (code, True, [])
    assert ("scrapy addagency URL" in done.stderr) == (code == 7)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name the site: scrapy crawl any -a site=https://example.kg."),
        (("-a", "site=example.kg"), "is no address of a site"),
        (("-a", "site=https://www.kyrtag.kg"), "has a spider: scrapy crawl kirtag"),
    ],
    ids=["no site", "no address", "a known agency"],
)
def test_a_call_that_makes_no_sense_ends_with_2(tmp_path: Path, words: tuple[str, ...], said: str):
    done = answer(command("any", *words, folder=tmp_path / "archive"), **UNMEASURED)
    assert (done.returncode, said in done.stderr, (tmp_path / "archive").exists()) == (2, True, False)


SPIDER = AnySpider.of_site("https://www.vesti.kg")


def test_the_agency_of_a_site_is_its_host():
    identity, agency, url = SPIDER.identity()
    assert (identity, agency.name, agency.timezone, url) == ("vesti.kg", "vesti.kg", "", "https://vesti.kg/")
    assert AnySpider.hosts == ()


def test_a_site_in_other_letters_is_called_as_it_is_written(tmp_path: Path):
    identity, agency, url = AnySpider.of_site("https://вести.kg").identity()
    assert (identity, agency.name, url) == ("xn--b1agj9af.kg", "вести.kg", "https://xn--b1agj9af.kg/")


def read(html: str):
    return SPIDER(site="https://vesti.kg").read(StoredPage(f"https://vesti.kg{SNOW}", CAPTURED, None, html.encode()))


@pytest.mark.parametrize(
    "html",
    [
        page("Снег на перевале"),
        '<meta property="og:type" content="article">' + page("Снег на перевале", time="", text=SENTENCES[:1]),
    ],
    ids=["a text with a time", "it says so"],
)
def test_an_article_of_any_site_is_read(html: str):
    assert read(html).headline == "Снег на перевале"


def test_what_only_has_a_text_is_no_article():
    with pytest.raises(NotAnArticle, match="nor has a text with a time"):
        read(page("Погода", time="", text=SENTENCES))


def test_lists_elsewhere_are_not_followed():
    spider = SPIDER(site="https://vesti.kg")
    elsewhere = '<link rel=alternate type="application/rss+xml" href="https://other.kg/rss">'
    request = spider.visit(Link(spider.home, "listing"), chain=spider.home)
    home = HtmlResponse(spider.home, body=elsewhere.encode(), request=request)
    assert [one.url for one in spider.read_listing(home)] == [
        f"https://vesti.kg{path}" for path in (*USUAL_FEEDS, *USUAL_SITEMAPS)
    ]


def index(spider: AnySpider, *places: str) -> list[str]:
    """The sitemaps that the spider asks for, of an index with these."""
    request = spider.visit(Link("https://vesti.kg/sitemap.xml", "sitemap"))
    body = f"<sitemapindex>{''.join(f'<sitemap>{place}</sitemap>' for place in places)}</sitemapindex>"
    return [one.url for one in spider.read_sitemap(TextResponse(request.url, body=body.encode(), request=request))]


def test_of_an_index_the_newest_sitemaps_are_read():
    places = [f"<loc>https://vesti.kg/sitemap-{number}.xml</loc>" for number in range(200)]
    places[7] += "<lastmod>2026-11-22</lastmod>"
    spider = SPIDER(site="https://vesti.kg")
    newest = [7, *range(199, 150, -1)]
    assert index(spider, *places) == [f"https://vesti.kg/sitemap-{number}.xml" for number in newest]
    assert index(spider, *places) == []


def test_a_backfill_reads_all_sitemaps_that_may_hold_its_days():
    months = [f"{year}-{month:02}" for year in range(2010, 2020) for month in range(1, 13)]
    places = [f"<loc>https://vesti.kg/sitemap-{month}.xml</loc>" for month in months]
    asked = index(SPIDER(site="https://vesti.kg", since="2011-01-01"), *places)
    assert (len(asked), asked[0]) == (108, "https://vesti.kg/sitemap-2011-01.xml")


def test_few_of_the_sitemaps_of_robots_txt_are_read():
    spider = SPIDER(site="https://vesti.kg")
    robots = "".join(f"Sitemap: https://vesti.kg/sitemap-{number}.xml\n" for number in range(500))
    spider.note_sitemaps(ProtegoRobotParser(robots.encode(), spider))
    assert len(spider.named) == 10
