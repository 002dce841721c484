"""Kaktus.media, a Kyrgyz news site."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class KaktusSpider(WireSpider):
    """Kaktus.media, once zanoza.kg: https://kaktus.media, Russian.

    The layout's classes are those that scrapers of 2021 to 2025 name, and so is the list of each day. Of the page's
    time no place is known: what it tells machines, or prints under the headline, has to do.
    """

    name = "kaktus"
    agency = Agency("Kaktus.media", country="KG", timezone="Asia/Bishkek", languages=("ru",))
    hosts = ("kaktus.media",)
    feeds = ("https://kaktus.media/?rss",)
    listings = {"ru": "https://kaktus.media/"}
    days = {"ru": "https://kaktus.media/?lable=8&date={day:%Y-%m-%d}&order=time"}
    editions = {"ru": "/"}
    articles = r"^/doc/\d+_"
    layouts = (
        Layout(
            body=".Article--text .BbCode",
            headline=".Article--title",
            drop=(".topic-tags", ".bb-video"),
        ),
    )
