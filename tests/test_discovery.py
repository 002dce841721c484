"""What a home page shows of its site, and which addresses are articles'."""

import re

import pytest

from kirtag.page import Document
from kirtag.page.discovery import ARTICLE, Ways, article_pattern, find_ways, looks_like_article

HOME = "https://vesti.kg/"


def ways(html: str, url: str = HOME) -> Ways:
    return find_ways(Document(html, url))


@pytest.mark.parametrize(
    ("html", "feeds"),
    [
        ('<link rel=alternate type="application/rss+xml" href="/export/all">', ["/export/all"]),
        ('<link rel=alternate type="application/atom+xml" href="https://vesti.kg/a">', ["/a"]),
        ('<link rel="alternate" type="application/feed+json" href="/feed.json">', ["/feed.json"]),
        ('<link rel="ALTERNATE" type="text/xml" href="/x">', []),
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
    ],
    ids=["nothing", "a language", "a list", "in Kyrgyz", "elsewhere", "an article", "two editions"],
)
def test_the_lists_of_news_by_language(html: str, listings: dict[str, str]):
    assert ways(html).listings == listings


def test_a_site_is_called_as_it_says():
    named = '<meta property="og:site_name" content="Вести  Нарына"><title>Главная</title>'
    assert ways(named).name == "Вести Нарына"
    assert ways("<title>Вести Нарына: новости</title>").name == "Вести Нарына: новости"
    assert ways("<p>").name is None


@pytest.mark.parametrize(
    "path",
    [
        "/news/70815", "/news/70815/", "/ru/news/na-perevale-vypal-sneg-", "/2026/11/22/sneg/",
        "/2026/11/sneg-na-pe-re",
        "/20261122/sneg-1079127690.html", "/vlast/123456_sneg_na_perevale/", "/doc/512345_sneg.html", "/news:1712345",
        "/article/on-the-pass-it-snows.html", "/c_1125597921.htm", "/a/33210987.html",
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


def test_one_advertisement_among_the_articles_does_not_spoil_the_pattern():
    urls = [f"https://vesti.kg/news/{number}" for number in range(70815, 70835)]
    assert article_pattern([*urls, "https://vesti.kg/promo"]) == r"/news/\d+/?$"
