"""Синьхуа, 新华社, the Chinese state agency."""

from datetime import date

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class XinhuaSpider(WireSpider):
    """新华社 and its site 新华网: https://www.news.cn, Chinese, English and Russian.

    The layout of xinhuanet.com is that of a page of 2020-02 in Chinese. Those of news.cn, since about 2021, are as
    scrapers of 2023 to 2026 describe them, `#detail` in Chinese, `#detailContent` in English; Russian is taken to be
    as English. The feeds' addresses are in many readers' lists, not all of which found them alive.
    """

    name = "xinhua"
    agency = Agency("新华社", country="CN", timezone="Asia/Shanghai", languages=("zh", "en", "ru"))
    hosts = ("www.news.cn", "news.cn", "xinhuanet.com")
    feeds = ("https://english.news.cn/rss/world.xml", "https://russian.news.cn/ewjkxml.xml")
    listings = {
        "zh": "https://www.news.cn/world/",
        "en": "https://english.news.cn/world/",
        "ru": "https://russian.news.cn/",
    }
    editions = {"en": "english.news.cn/", "ru": "russian.news.cn/", "zh": "/"}
    articles = r"^(?!/english/).+/c(_\d+)?\.html?$"
    layouts = (
        Layout(headline=".conTop h1", published=".conTop .time", body="#detailContent"),
        Layout(headline=".header .title", published=".mheader .info", body="#detail p"),
        Layout(
            headline=".h-title",
            published=".h-time",
            body="#p-detail > p",
            caption="#p-detail font[color=navy]",
            until=date(2022, 12, 31),
        ),
    )
