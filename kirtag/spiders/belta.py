"""БЕЛТА, the state agency of Belarus."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class BeltaSpider(WireSpider):
    """БЕЛТА: https://www.belta.by, Russian, and https://eng.belta.by, English; its other languages are not read.

    The classes, and the time that the pages tell machines without an offset, are those that scrapers name, of the
    Russian pages; the English ones are taken to be the same. The feeds are in readers' lists up to 2026, one of which
    found the English one dead.
    """

    name = "belta"
    agency = Agency("БЕЛТА", country="BY", timezone="Europe/Minsk", languages=("ru", "en"))
    hosts = ("belta.by",)
    feeds = ("https://www.belta.by/rss", "https://eng.belta.by/rss")
    listings = {"ru": "https://www.belta.by/all_news/", "en": "https://eng.belta.by/"}
    editions = {"en": "eng.belta.by/", "ru": "belta.by/"}
    articles = r"^/[a-z_-]+/view/[^/]+-\d+-\d{4}/?$"
    layouts = (
        Layout(
            published="meta[property='article:published_time']",
            body=".js-mediator-article",
            photo=".main_img",
        ),
    )
