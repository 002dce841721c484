"""ТАСС, a Russian state agency."""

from datetime import date

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class TassSpider(WireSpider):
    """ТАСС: https://tass.ru, Russian. https://tass.com, English, is not read.

    The older layout is that of a page of 2020-06, where the time is told to machines alone. Of the newer one
    scrapers know the classes, whose ends change with the releases of the site. The feed was in its own menu.
    """

    name = "tass"
    agency = Agency("ТАСС", country="RU", timezone="Europe/Moscow", languages=("ru",))
    hosts = ("tass.ru",)
    feeds = ("https://tass.ru/rss/v2.xml",)
    listings = {"ru": "https://tass.ru/novosti-dnya"}
    editions = {"ru": "/"}
    articles = r"^/[a-z][a-z-]*/\d{6,}/?$"
    layouts = (
        Layout(
            headline="h1[class*=NewsHeader_title]",
            published="[class*=PublishedMark_date]",
            body="article [class*=Paragraph_paragraph], article h2",
            photo="[class*=NewsHeader_media]",
        ),
        Layout(
            headline=".news-header__title",
            published=".news-header__date dateformat",
            body=".text-content .text-block",
            until=date(2022, 6, 30),  # assumed: when the newer one came is not known
        ),
    )
