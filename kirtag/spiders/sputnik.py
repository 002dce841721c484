"""Sputnik Кыргызстан, the Kyrgyz edition of a Russian state agency."""

from datetime import date

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class SputnikSpider(WireSpider):
    """Sputnik Кыргызстан: https://ru.sputnik.kg, Russian, and https://sputnik.kg, Kyrgyz.

    The older layout is that of a page of 2020-04 of Sputnik's English edition, which tells its time with an offset to
    machines alone; the newer one is what scrapers of its editions and of РИА Новости, whose system it shares, have
    named since 2021. The feeds have been seen in use.
    """

    name = "sputnik"
    agency = Agency("Sputnik Кыргызстан", country="KG", timezone="Asia/Bishkek", languages=("ru", "ky"))
    hosts = ("ru.sputnik.kg", "sputnik.kg")
    feeds = tuple(f"https://{host}/export/rss2/archive/index.xml" for host in hosts)
    sitemaps = tuple(f"https://{host}/sitemap_article_index.xml" for host in hosts)
    listings = {"ru": "https://ru.sputnik.kg/news/", "ky": "https://sputnik.kg/news/"}
    editions = {"ru": "ru.sputnik.kg/", "ky": "sputnik.kg/"}
    articles = r"^/(?!amp/)(?:[^/]+/)?\d{8}/(?:[^/]*-)?\d{9,}(?:/[^/]+)?\.html$"
    layouts = (
        Layout(
            body=".article__announce-text, .article__text, .article__quote-text, .article__h2",
            published=".article__info-date a",
            byline=".article__author-name",
            credit=".article__announce .media__copyright-item",
        ),
        Layout(
            body=".b-article__lead, .b-article__text",
            byline=".b-article__refs-author a",
            credit=".b-article__header-copy",
            drop=(".b-inject",),
            until=date(2021, 12, 31),  # assumed: scrapers name the newer one since that year
        ),
    )
