"""What a home page shows of its site, and which addresses are articles'."""

import re
from pathlib import Path

import pytest

from kirtag.page import Document, discovery
from kirtag.page.discovery import ARTICLE, Ways, article_pattern, find_ways, looks_like_article
from tests.timing import seconds

HOME = "https://vesti.kg/"


def ways(html: str, url: str = HOME) -> Ways:
    return find_ways(Document(html, url))


@pytest.mark.parametrize(
    ("html", "feeds"),
    [
        ('<link rel=alternate type="application/rss+xml" href="/export/all">', ["/export/all"]),
        ('<link rel=alternate type="application/atom+xml" href="https://vesti.kg/a">', ["/a"]),
        ('<link rel="alternate" type="application/feed+json" href="/feed.json">', ["/feed.json"]),
        ('<link rel="ALTERNATE" type="text/xml" href="/x">', ["/x"]),
        ('<link rel="alternate feed" type="text/html" href="/rss.php">', ["/rss.php"]),
        ('<link rel=alternate href="/feed/">', ["/feed/"]),
        ('<link rel=alternate type="text/xml" href="/x">', ["/x"]),
        ('<a href="/rss/">RSS</a>', ["/rss/"]),
        ('<a href="/rss.xml">RSS</a><a href="/rss.xml">RSS</a>', ["/rss.xml"]),
        ('<a href="/export/rss2/archive/index.xml">RSS</a>', ["/export/rss2/archive/index.xml"]),
        ('<a href="/?rss">RSS</a>', ["/?rss"]),
        ('<link rel=alternate type="application/rss+xml" href="/comments/feed/">', []),
        ('<link rel=alternate type="application/rss+xml" href="https://other.kg/rss">', []),
        ('<link rel=alternate type="text/html" href="/m">', []),
        ('<a href="/news/rss-lenty-70815">RSS-ленты</a>', []),
        ("".join(f'<a href="/{number}/rss">RSS</a>' for number in range(500)), 10),
    ],
)
def test_the_feeds_that_a_home_page_names(html: str, feeds: list[str] | int):
    found = ways(html).feeds
    assert len(found) == feeds if isinstance(feeds, int) else list(found) == [HOME[:-1] + path for path in feeds]


def test_the_sitemaps_that_a_home_page_names():
    html = '<link rel=sitemap href=/map.xml><a href="/sitemap.xml.gz">Карта</a><a href="/sitemap/">Карта сайта</a>'
    assert ways(html).sitemaps == (HOME + "map.xml", HOME + "sitemap.xml.gz")


@pytest.mark.parametrize(
    ("html", "listings"),
    [
        ("<p>Новости</p>", {"": HOME}),
        ('<html lang="ru-RU"><p>Новости</p>', {"ru": HOME}),
        ('<html lang=ru><a href="/lenta/">Все новости</a>', {"ru": HOME + "lenta/"}),
        ('<html lang=ky><a href="/n/">ЖАҢЫЛЫКТАР »</a>', {"ky": HOME + "n/"}),
        ('<html lang=ru><a href="https://t.me/vesti">Новости</a>', {"ru": HOME}),
        ('<html lang=ru><a href="/news/novosti-nedeli-glavnoe-70815">Новости</a>', {"ru": HOME}),
        (
            '<html lang=ru><link rel=alternate hreflang=ky href="/ky/"><link rel=alternate hreflang=ru href="/">'
            '<link rel=alternate hreflang=x-default href="/">',
            {"ru": HOME, "ky": HOME + "ky/"},
        ),
        (
            '<html lang=ru><a href="/kg/">Кыргызча</a><a href="/?lang=en">EN</a><a href="/lenta/">Лента</a>'
            '<a href="/ru/">Рус</a>',
            {"ru": HOME + "lenta/", "ky": HOME + "kg/", "en": HOME + "?lang=en"},
        ),
        ('<a href="/kg/">KG</a>', {"": HOME, "ky": HOME + "kg/"}),
        ('<html lang=ru><a href="https://t.me/vesti_kg">KG</a><a href="/news/70815">English</a>', {"ru": HOME}),
        ('<link rel=alternate hreflang=ky href="/ky/"><a href="/k/">KG</a>', {"": HOME, "ky": HOME + "ky/"}),
    ],
    ids=[
        "nothing", "a language", "a list", "in Kyrgyz", "elsewhere", "an article", "two editions", "a switch",
        "a switch of no known language", "switches to no edition", "stated and switched",
    ],
)  # fmt: skip
def test_the_lists_of_news_by_language(html: str, listings: dict[str, str]):
    assert ways(html).listings == listings


def test_a_site_is_called_as_it_says():
    named = '<meta property="og:site_name" content="Вести  Нарына"><title>Главная</title>'
    assert ways(named).name == "Вести Нарына"
    assert ways("<title>Вести Нарына: новости</title>").name == "Вести Нарына: новости"
    published = '{"@type": "WebPage", "publisher": {"@type": "Organization", "name": "Вести Нарына"}}'
    assert ways(f'<title>Главная</title><script type="application/ld+json">{published}</script>').name == "Вести Нарына"
    assert ways("<p>").name is None


def test_the_words_of_a_link_lead_to_one_thing():
    lines = Path(discovery.__file__).with_name("data").joinpath("ways.tsv").read_text().splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split("\t")[1].split("|")]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "path",
    [
        "/news/70815", "/news/70815/", "/ru/news/na-perevale-vypal-sneg-", "/2026/11/22/sneg/",
        "/2026/11/sneg-na-pe-re",
        "/20261122/sneg-1079127690.html", "/vlast/123456_sneg_na_perevale/", "/doc/512345_sneg.html", "/news:1712345",
        "/article/on-the-pass-it-snows.html", "/c_1125597921.htm", "/a/33210987.html",
        "/local/20260424/a1f6c07d43b8/c.html", "/news/115", "/news/20269999", "/2026-11-22/sneg", "/archive/70815",
    ],
)  # fmt: skip
def test_addresses_that_are_articles(path: str):
    assert looks_like_article(f"https://vesti.kg{path}", HOME)


@pytest.mark.parametrize(
    "url",
    [
        "/", "/news/", "/ru/", "/about-us/", "/tag/sneg-na-pe-re-va-le/", "/author/anna-li-70815/",
        "/category/politics-12345/",
        "/rss/70815", "/login/70815", "/upload/iblock/70815.jpg", "/files/otchet-za-2026-god-v-ru.pdf", "/news/page/2/",
        "/politics", "/contacts/", "/o-nas", "https://other.kg/news/70815", "https://notvesti.kg/news/70815",
        "/archive/2026-11-22/", "/archive/2026/11/22/", "/archive/20261122", "/calendar/2026-11", "/day/22.11.2026/",
        "/print/70815", "/news/70815/comments/", "/news/12/",
    ],
)  # fmt: skip
def test_addresses_that_are_none(url: str):
    assert not looks_like_article(url if url.startswith("http") else f"https://vesti.kg{url}", HOME)


@pytest.mark.parametrize(
    ("paths", "pattern"),
    [
        (["/news/70815", "/news/70816"], r"/news/\d+/?$"),
        (["/ru/news/70815/", "/ky/news/70816/"], r"/news/\d+/?$"),
        (["/doc/512345_sneg.html", "/doc/512346_lyod.html"], r"/doc/\d+[-_][^/]+/?$"),
        (["/2026/11/22/sneg", "/2026/11/23/lyod"], r"/\d{4}/\d\d?/\d\d?/[^/]+$"),
        (["/ru/news/sneg-na-perevale-", "/ru/news/lyod-na-ozere-"], r"/news/[^/]+-[^/]*/?$"),
        (["/vlast/sneg-1712345/", "/sport/match-1712346/"], r"/[^/]+[-_]\w?\d+(?:\.html?)?/?$"),
        (["/world/c_1125597921.htm", "/china/c_1125597922.htm"], r"/[^/]+[-_]\w?\d+(?:\.html?)?/?$"),
        ([], ARTICLE),
    ],
)
def test_a_pattern_is_made_of_known_articles(paths: list[str], pattern: str):
    found = article_pattern([f"https://vesti.kg{path}" for path in paths])
    assert found == pattern
    assert all(re.search(found, path) for path in paths)


def test_a_pattern_that_takes_other_pages_too_is_not_plain_enough():
    urls = [f"https://vesti.kg/{name}-7081{number}.html" for number, name in enumerate(("sneg", "lyod", "veter"))]
    plain, others = r"/[^/]+\.html?$", ["https://vesti.kg/reklama.html", "https://vesti.kg/kontakty.html"]
    assert article_pattern([*urls, "https://vesti.kg/dozhd.html"]) == plain
    assert article_pattern([*urls, "https://vesti.kg/dozhd.html"], others) == ARTICLE


@pytest.mark.parametrize("part", ["1", "a-", "a--", "/a", "/2026", "/20261122", "-"])
def test_an_address_made_to_be_slow_is_looked_at_in_a_moment(part: str):
    for end in ("", "-", "/x/", "/?"):
        assert seconds(lambda end=end: looks_like_article(f"{HOME}{part * 10_000}{end}", HOME)) < 0.1


def test_one_advertisement_among_the_articles_does_not_spoil_the_pattern():
    urls = [f"https://vesti.kg/news/{number}" for number in range(70815, 70835)]
    assert article_pattern([*urls, "https://vesti.kg/promo"]) == r"/news/\d+/?$"
