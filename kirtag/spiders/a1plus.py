"""Ա1+, an Armenian news site."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class A1plusSpider(WireSpider):
    """Ա1+: https://a1plus.am, Armenian.

    The layout is that of a page of 2020-09, whose head names the feed. Articles are numbered; the same number in
    another edition is the translation.
    """

    name = "a1plus"
    agency = Agency("Ա1+", country="AM", timezone="Asia/Yerevan", languages=("hy",))
    hosts = ("a1plus.am",)
    feeds = ("https://a1plus.am/hy/rss",)
    listings = {"hy": "https://a1plus.am/hy"}
    editions = {"hy": "/hy/"}
    articles = r"^/hy/article/\d+$"
    shared_id = r"/article/(\d+)$"
    layouts = (
        Layout(
            headline=".news-content-block h2",
            published=".news-info-block time",
            body=".news-content-block > p",
            section=".article-share a",
            photo=".news-open-container .image-block",
        ),
    )
