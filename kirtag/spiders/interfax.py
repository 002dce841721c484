"""Интерфакс, a Russian agency."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class InterfaxSpider(WireSpider):
    """Интерфакс: https://www.interfax.ru, Russian, in windows-1251.

    The attributes of the article, the archives of days and the sitemap are those that scrapers name; the feed is in
    many readers' lists up to 2026. Interfax in Kazakhstan, Ukraine and Belarus are agencies of their own.
    """

    name = "interfax"
    agency = Agency("Интерфакс", country="RU", timezone="Europe/Moscow", languages=("ru",))
    hosts = ("interfax.ru",)
    feeds = ("https://www.interfax.ru/rss.asp",)
    sitemaps = ("https://www.interfax.ru/SEO_SiteMapLastChanges.xml",)
    listings = {"ru": "https://www.interfax.ru/news/"}
    days = {"ru": "https://www.interfax.ru/news/{day:%Y/%m/%d}"}
    editions = {"ru": "/"}
    articles = r"^/[a-z][a-z-]*/\d{5,}$"
    layouts = (
        Layout(
            headline="h1[itemprop=headline]",
            published="meta[itemprop=datePublished]",
            body="article[itemprop=articleBody] > p:not([itemprop]), article[itemprop=articleBody] > h2",
            byline="article[itemprop=articleBody] > p[itemprop=author]",
            photo="article[itemprop=articleBody] > figure",
        ),
    )
