"""`scrapy crawl any`: a news site that nobody described, archived."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from kirtag.archive import Archive
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
LINKS = "".join(
    f'<a href="{path}">Новость</a>' for path in [*ARTICLES, "/pogoda-v-gorah-i-dolinah/", "/tag/sneg-70000"]
)
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


def crawl_any(address: str, folder: Path):
    return answer(command("any", "-a", f"site={address}", folder=folder, RETRY_TIMES=0), **UNMEASURED)


def stored(folder: Path) -> list[tuple[str, str]]:
    with Archive(folder) as archive:
        return rows(archive, "SELECT agency, headline FROM articles ORDER BY headline")


ALL = [("127.0.0.1", "Ветер в долине"), ("127.0.0.1", "Лёд на озере"), ("127.0.0.1", "Снег на перевале")]


def test_a_site_with_nothing_but_a_home_page_is_archived_and_then_only_what_is_new(tmp_path: Path):
    pages = {"/": HOME, "/pogoda-v-gorah-i-dolinah/": SECTION} | ARTICLES
    with running(pages) as one:
        first = crawl_any(one.address, tmp_path)
        asked = list(one.requests)
        second = crawl_any(one.address, tmp_path)
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + first.stderr + second.stderr
    assert first.stdout.startswith("127.0.0.1: ")
    assert stored(tmp_path) == ALL
    assert "1 quarantined" in first.stdout
    assert "/tag/sneg-70000" not in asked
    assert " 0 new, 0 revised" in second.stdout
    assert not {*ARTICLES} & {*one.requests[len(asked) :]}


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


def test_a_site_without_articles_ends_with_7(tmp_path: Path):
    with running({"/": "<title>Визитка</title><a href=/o-nas>О нас</a>"}) as one:
        done = crawl_any(one.address, tmp_path)
    assert (done.returncode, stored(tmp_path)) == (7, [])


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
