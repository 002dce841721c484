"""`scrapy addagency`: a site that it has never seen becomes a spider that passes the tests of spiders, by itself."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kirtag.adding.files import spider_of
from kirtag.demo import Newsroom, serve
from kirtag.demo.newsroom import HTML, Response
from kirtag.spiders.kirtag import KirtagSpider
from kirtag.wire import WireSpider
from tests.builders import CHECKOUT, UNMEASURED, answer, html

HOME = "https://example.kg/"
FIRST = f"{HOME}ru/news/4711-na-perevale-vypal-sneg"
SPIDER = r""""example"
    agency = Agency("Кар", country="KG", timezone="Asia/Bishkek", languages=("ru", "ky"))
    hosts = ("example.kg",)
    feeds = ("https://example.kg/rss.xml",)
    sitemaps = ("https://example.kg/sitemap-news.xml",)
    listings = {"ru": "https://example.kg/ru/", "ky": "https://example.kg/ky/"}
    editions = {"ru": "/ru/", "ky": "/ky/"}
    articles = r"/news/\d+[-_][^/]+/?$"
    layouts = (
        Layout(
            headline="h1",
            body=".kar-text",
            published=".kar-when",
            section=".kar-rubric",
            photo=".kar-photo",
            drop=(".kar-more",),
        ),
    )
"""
ARTICLES = {
    "/ru/news/4711-na-perevale-vypal-sneg": (
        "На перевале Тоо-Ашуу выпал первый снег",
        "22.11.2026, 14:05",
        "Бишкек. 22 ноября. Кар - На перевале Тоо-Ашуу ночью выпал первый снег, дорогу чистят с рассвета.",
        "Грузовикам советуют подождать у подножия до полудня, пока дорожники не посыплют все повороты песком.",
        "К вечеру ветер стихнет, а на выходных синоптики обещают ясную погоду и лёгкий мороз по всей долине.",
    ),
    "/ru/news/4713-v-naryne-otkryli-masterskuyu": (
        "В Нарыне открыли мастерскую войлока",
        "21.11.2026, 09:30",
        "Нарын. 21 ноября. Кар - В Нарыне открыли мастерскую, где учат валять войлок по узорам долины.",
        "Первыми записались двадцать школьниц и пастух, который принёс шерсть своих собственных овец.",
        "Весной мастерская покажет ковры на выставке в областном музее, вход на неё будет свободным.",
    ),
    "/ru/news/4715-biblioteka-sobiraet-pisma": (
        "Библиотека собирает письма со всего света",
        "20.11.2026, 11:00",
        "Ош. 20 ноября. Кар - Городская библиотека собирает письма, которые жители получали со всего света.",
        "За месяц принесли триста конвертов, самому старому из них девяносто лет, он пришёл по реке с баржей.",
        "Письма перепишут набело и выставят в читальном зале, а владельцам вернут их в новых папках.",
    ),
    "/ky/news/4712-ashuuga-kar-zhaady": (
        "Тоо-Ашуу ашуусуна биринчи кар жаады",
        "22.11.2026, 14:40",
        "Бишкек. 22-ноябрь. Кар - Тоо-Ашуу ашуусуна түн ичинде биринчи кар жаап, жол таңдан бери тазаланууда.",
        "Жүк ташуучу унааларга жолчулар бүт бурулуштарга кум сепкенче түшкө чейин күтө туруу сунушталат.",
        "Кечинде шамал басаңдап, дем алыш күндөрү бүт өрөөндө ачык жана бир аз суук күн күтүлөт.",
    ),
    "/ky/news/4714-kiyiz-ustakanasy-achyldy": (
        "Нарында кийиз устаканасы ачылды",
        "21.11.2026, 10:10",
        "Нарын. 21-ноябрь. Кар - Нарында өрөөндүн эски оюулары менен кийиз басууну үйрөткөн устакана ачылды.",
        "Биринчи болуп жыйырма окуучу кыз жана өз койлорунун жүнүн алып келген бир чабан жазылышты.",
        "Жазында устакана облустук музейде килемдерин көрсөтөт, ал көргөзмөгө кирүү акысыз болот.",
    ),
    "/ky/news/4716-kitepkana-kat-chogultat": (
        "Китепкана дүйнөнүн бурчунан келген каттарды чогултат",
        "20.11.2026, 11:20",
        "Ош. 20-ноябрь. Кар - Шаардык китепкана тургундар дүйнөнүн ар бурчунан алган каттарды чогултуп жатат.",
        "Бир айда үч жүз конверт келди, эң эскиси токсон жашта, ал дарыя менен кайыкта жеткен экен.",
        "Каттар көчүрүлүп, окуу залына коюлат, ал эми ээлерине жаңы папкада кайтарып берилет.",
    ),
}
ROBOTS = "User-agent: *\nDisallow: /admin/\nSitemap: https://example.kg/sitemap-news.xml\n"
MENU = '<nav class="kar-menu"><a href="/ru/">Новости</a><a href="/ky/">Жаңылыктар</a><a href="/about/">О нас</a></nav>'


def article(path: str) -> str:
    headline, when, *lines = ARTICLES[path]
    text = "".join(f"<p>{line}</p>" for line in lines)
    language = path[1:3]
    more = "".join(
        f'<li><a href="{other}">{ARTICLES[other][0]}</a></li>'
        for other in ARTICLES
        if other != path and other[1:3] == language
    )
    return f"""<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>{headline} | Кар</title>
<meta property="og:site_name" content="Кар"><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>
<body>{MENU}<div class="css-1x9f0a kar-page"><a class="kar-rubric" href="/{language}/nature/">Природа</a>
<h1 class="kar-title">{headline}</h1><div class="kar-info"><span class="kar-when">{when}</span></div>
<figure class="kar-photo"><img src="/img{path}.jpg" alt=""><figcaption>Снег у дороги. Фото: МЧС</figcaption></figure>
<div class="kar-text">{text}<div class="kar-more"><b>Ещё по теме</b><ul>{more}</ul></div></div></div>
<footer class="kar-foot">Агентство «Кар», все права защищены</footer></body></html>"""


def listing(language: str) -> str:
    links = "".join(
        f'<h2><a href="{path}">{told[0]}</a></h2>' for path, told in ARTICLES.items() if path[1:3] in language
    )
    return f"""<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Кар — новости гор</title>
<meta property="og:site_name" content="Кар"></head><body>{MENU}<div class="kar-list">{links}</div></body></html>"""


def feed() -> str:
    items = "".join(
        f"<item><title>{told[0]}</title><link>https://example.kg{path}</link></item>" for path, told in ARTICLES.items()
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Кар</title>{items}</channel></rss>'
    )


def sitemap() -> str:
    places = "".join(f"<url><loc>https://example.kg{path}</loc></url>" for path in ARTICLES)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'


class Agency:
    """The invented agency's site."""

    def respond(self, path: str, *, at: str) -> Response:
        lists = {"/": "ru ky", "/ru/": "ru", "/ky/": "ky"}
        if path in ARTICLES:
            return html(article(path))
        if path in lists:
            return html(listing(lists[path]))
        others = {
            "/robots.txt": ("text/plain", ROBOTS),
            "/rss.xml": ("application/rss+xml", feed()),
            "/sitemap-news.xml": ("application/xml", sitemap()),
        }
        if path in others:
            kind, text = others[path]
            return Response(200, kind, text.encode())
        return Response(404, HTML, b"<h1>404</h1>")


class Quiet:
    """A site without an article."""

    def respond(self, path: str, *, at: str) -> Response:
        return html("<h1>Кар</h1><p>Здесь пока ничего нет.</p>")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, as far as the command and the tests of spiders need it."""
    there = tmp_path_factory.mktemp("checkout")
    for name in ("scrapy.cfg", "pyproject.toml", "README.md"):
        shutil.copy(CHECKOUT / name, there / name)
    for name in ("kirtag", "tests"):
        shutil.copytree(CHECKOUT / name, there / name, ignore=shutil.ignore_patterns("__pycache__", "pages", "bench"))
    return there


def add(checkout: Path, *words: str, site: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a copy of the checkout, without waiting between requests."""
    settings = ("GUARD_ALLOW=127.0.0.1", "DOWNLOAD_DELAY=0", "RETRY_TIMES=0")
    options = [word for setting in settings for word in ("-s", setting)]
    options += ["-a", f"site={site}"] if site else []
    return answer([sys.executable, "-m", "scrapy", "addagency", *words, *options], cwd=checkout)


def passes_the_tests_of_spiders(agency: str, checkout: Path) -> subprocess.CompletedProcess[str]:
    """Run the tests of saved pages and of spiders in a copy of the checkout, for one agency."""
    tests = ["tests/test_golden.py", "tests/test_spiders.py", "-k", agency, "-p", "no:cacheprovider"]
    return answer([sys.executable, "-m", "pytest", *tests], cwd=checkout, **UNMEASURED)


@pytest.fixture(scope="module")
def added(checkout: Path):
    """What the command answered to the address of an article, and what it asked of the site."""
    with serve(Agency()) as site:
        return add(checkout, FIRST, site=site.address), site.requests


def test_an_address_becomes_an_agency_whose_tests_are_green(added, checkout: Path):
    done, _ = added
    assert (done.returncode, done.stderr) == (0, "")
    tested = passes_the_tests_of_spiders("example", checkout)
    assert tested.returncode == 0, tested.stdout
    assert sorted(file.name for file in (checkout / "tests/pages/example").iterdir()) == [
        "4711-na-perevale-vypal-sneg.html",
        "4711-na-perevale-vypal-sneg.json",
        "4712-ashuuga-kar-zhaady.html",
        "4712-ashuuga-kar-zhaady.json",
    ]


def test_the_spider_states_what_the_site_shows(added, checkout: Path):
    source = (checkout / "kirtag/spiders/example.py").read_text("utf-8")
    assert source.partition("    name = ")[2] == SPIDER
    ruff = Path(sys.executable).with_name("ruff")
    for words in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [ruff, *words, "--no-cache", "kirtag/spiders/example.py"], cwd=checkout, capture_output=True
        )
        assert done.returncode == 0, done.stdout


def test_the_expected_article_is_whole(added, checkout: Path):
    file = checkout / "tests/pages/example/4712-ashuuga-kar-zhaady.json"
    told = json.loads(file.read_text("utf-8"))
    headline, _, lead, *rest = ARTICLES["/ky/news/4712-ashuuga-kar-zhaady"]
    article = told["article"]
    assert told["url"] == f"{HOME}ky/news/4712-ashuuga-kar-zhaady"
    assert (article["headline"], article["body"][1:], article["language"]) == (headline, rest, "ky")
    assert article["dateline"]["text"] + article["body"][0] == lead
    assert article["published"] == "2026-11-22T14:40:00+06:00"
    assert article["photos"][0]["credit"] == "МЧС"


def test_a_page_is_saved_as_served(added, checkout: Path):
    saved = (checkout / "tests/pages/example/4711-na-perevale-vypal-sneg.html").read_bytes()
    assert saved == article("/ru/news/4711-na-perevale-vypal-sneg").encode()


def test_it_says_what_to_check_with_addresses_that_are_articles_and_that_are_none(added):
    said = added[0].stdout
    assert re.findall("^  an article +(.*)$", said.replace("    an", "  an"), re.MULTILINE)[0] == FIRST
    assert re.findall("^ +none +(.*)$", said, re.MULTILINE) == [f"{HOME}ru/", f"{HOME}ky/", f"{HOME}about/"]
    assert re.findall(r"^\? (.*)$", said, re.MULTILINE) == ["not found     byline"]
    assert "put invented text into those that you publish" in said


def test_the_site_is_asked_for_no_page_twice_and_for_none_that_robots_forbid(added):
    pages = [path for path in added[1] if path != "/robots.txt"]
    assert (len(pages), "/admin/" in pages) == (len(set(pages)), False)


def test_nothing_is_stored_in_the_archive(added, checkout: Path):
    assert not (checkout / "archive").exists()


def test_what_is_there_already_is_not_overwritten(added, checkout: Path):
    before = {file: file.read_bytes() for file in checkout.rglob("*example*") if file.is_file()}
    again = add(checkout, FIRST)
    assert (again.returncode, "it is example, in kirtag/spiders/example.py" in again.stderr) == (2, True)
    assert {file: file.read_bytes() for file in before} == before


def test_a_saved_page_needs_no_network(checkout: Path, tmp_path: Path):
    page = tmp_path / "saved.html"
    page.write_text(article("/ru/news/4713-v-naryne-otkryli-masterskuyu"), "utf-8")
    done = add(checkout, "https://kar.example.net/ru/news/4713-v-naryne", "--page", str(page), "--name", "karwire")
    assert (done.returncode, done.stderr) == (0, "")
    tested = passes_the_tests_of_spiders("karwire", checkout)
    assert tested.returncode == 0, tested.stdout
    assert "? country       RU" in done.stdout
    assert "(not tried)" in done.stdout


def test_of_the_demos_newsroom_it_states_what_the_spider_of_its_layout_does(checkout: Path):
    with serve(Newsroom()) as site:
        done = add(checkout, "https://newsroom.kg/ru/news/", site=site.address)
    assert (done.returncode, done.stderr) == (0, "")
    tested = passes_the_tests_of_spiders("newsroom", checkout)
    assert tested.returncode == 0, tested.stdout
    drafted = spider_of((checkout / "kirtag/spiders/newsroom.py").read_text("utf-8"))
    for name in ("agency", "feeds", "sitemaps", "listings", "editions"):
        stated = repr(getattr(KirtagSpider, name))
        assert repr(getattr(drafted, name)) == stated.replace("kyrtag.kg", "newsroom.kg"), name
    assert [layout.body for layout in drafted.layouts] == [".kt-article__text"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "Name one address"),
        (["example.kg"], 2, "Name one address"),
        (["https://kyrtag.kg/ru/news/a-"], 2, "kyrtag.kg is known: it is kirtag, in kirtag/spiders/kirtag.py"),
        (["https://snow.example/1", "--name", "kirtag"], 2, "There is an agency kirtag already"),
        (["https://snow.example/1", "--name", "Snow-Wire"], 2, "cannot be an agency's id"),
        (["https://snow.example/1", "--page", "/nowhere.html"], 2, "/nowhere.html cannot be read"),
        (["https://snow.example/1", "-a", "site=8000"], 2, "Write it as -a site=http://127.0.0.1:8000."),
        (["https://snow.example/1", "-a", "site=http://127.0.0.1:9"], 1, "https://snow.example/1 could not be fetched"),
    ],
    ids=["nothing", "no address", "known host", "known id", "no id", "no file", "no site", "nobody there"],
)
def test_what_cannot_be_added_is_said_in_a_sentence(checkout: Path, words: list[str], code: int, said: str):
    done = add(checkout, *words)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert done.stderr.count("\n") == 1


def test_a_site_without_an_article_ends_with_1_and_what_to_give_instead(checkout: Path):
    with serve(Quiet()) as site:
        done = add(checkout, "https://snow.example/", site=site.address)
    assert (done.returncode, "Give the address of one article" in done.stderr) == (1, True)


def test_the_readme_tells_every_attribute_that_a_spider_states():
    section = (CHECKOUT / "README.md").read_text("utf-8").split("## Add an agency\n")[1].split("\n## ")[0]
    (table,) = re.findall(r"^\| attribute .*\n\|[-|]+\n((?:\|.*\n)+)", section, re.MULTILINE)
    told = {name for row in table.splitlines() for name in re.findall("`([a-z_]+)`", row.split("|")[1])}
    assert told == {"name", *WireSpider.__annotations__}
