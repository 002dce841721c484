"""РИА Новости, a Russian state agency."""

from datetime import date

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class RiaSpider(WireSpider):
    """РИА Новости: https://ria.ru, Russian.

    The layouts are as scrapers name them, the newer one up to 2026; so is the feed. Days and listing are not proven.
    """

    name = "ria"
    agency = Agency("РИА Новости", country="RU", timezone="Europe/Moscow", languages=("ru",))
    hosts = ("ria.ru",)
    feeds = ("https://ria.ru/export/rss2/archive/index.xml",)
    listings = {"ru": "https://ria.ru/lenta/"}
    days = {"ru": "https://ria.ru/{day:%Y%m%d}/"}
    editions = {"ru": "/"}
    articles = r"^/\d{8}/[^/]*\d{9,}\.html$"
    layouts = (
        Layout(
            headline=".article__title",
            published=".article__info-date a",
            body=".article__announce-text, .article__text, .article__quote-text, .article__h2",
            byline=".article__author-name",
            photo=".article__announce .media",
            credit=".article__announce .media__copyright-item",
        ),
        Layout(
            headline=".b-article__title",
            published=".b-article__info-date",
            body=".b-article__body > p, .b-article__body > h3",
            credit=".b-article__header-copy",
            until=date(2019, 6, 30),  # assumed
        ),
    )
