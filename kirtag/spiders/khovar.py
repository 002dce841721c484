"""Ховар, the state agency of Tajikistan."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class KhovarSpider(WireSpider):
    """АМИТ «Ховар»: https://khovar.tj, Tajik, and Russian under `/rus/`; WordPress. Its other editions are not read.

    The feeds, the addresses and the archives of days are those of links and scrapers of 2018 to 2026. Of the markup
    scrapers of 2023 and 2026 name an `h1` without a class over the paragraphs, a bar for sharing below them, and a
    `content-area` and a `meta` with the time; how these stand to each other is taken from them.
    """

    name = "khovar"
    agency = Agency("Ховар", country="TJ", timezone="Asia/Dushanbe", languages=("tg", "ru"))
    hosts = ("khovar.tj",)
    feeds = ("https://khovar.tj/feed/", "https://khovar.tj/rus/feed/")
    listings = {"tg": "https://khovar.tj/lenta-novostey/", "ru": "https://khovar.tj/rus/"}
    days = {"tg": "https://khovar.tj/{day:%Y/%m/%d}/", "ru": "https://khovar.tj/rus/{day:%Y/%m/%d}/"}
    editions = {"ru": "/rus/", "tg": "/"}
    articles = r"^(?:/rus)?/\d{4}/\d\d/(?!\d+/?$)[^/]+/?$"
    layouts = (
        Layout(
            body="h1 ~ p, .content-area p",
            published=".meta",
            photo="h1 ~ figure, .content-area figure",
            drop=(".ya-share2 ~ p",),
        ),
    )
