"""24 Канал, a Ukrainian news channel."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class Tv24Spider(WireSpider):
    """24 Канал: https://24tv.ua, Ukrainian; its Russian edition, under `/ru/`, is not read.

    The layout is that of a page of 2020-09; the feed's address is that of readers' lists of 2017 to 2026.
    """

    name = "tv24"
    agency = Agency("24 Канал", country="UA", timezone="Europe/Kyiv", languages=("uk",))
    hosts = ("24tv.ua",)
    feeds = ("https://24tv.ua/rss/all.xml",)
    listings = {"uk": "https://24tv.ua/novini_tag1117/"}
    editions = {"uk": "/"}
    articles = r"^/[^/]+_n\d+/?$"
    layouts = (
        Layout(
            headline="#newsName",
            published=".top-news-info time",
            body="#newsAnnotation, #newsSummary",
            drop=(".read-also", ".adv-news-within"),
            caption="[class*=lazyload-holder] ~ em",
            byline=".news-author a",
            section=".top-news-info .rubric",
        ),
    )
