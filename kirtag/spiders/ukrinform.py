"""Укрінформ, the state agency of Ukraine."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class UkrinformSpider(WireSpider):
    """Укрінформ: https://www.ukrinform.ua Ukrainian, ukrinform.ru Russian, ukrinform.net English.

    The classes of headline and text and the element of the time are those that scrapers name, the place of the picture
    is assumed; the addresses are those of links of 2022 to 2024. Its other languages have hosts of their own and are
    not read.
    """

    name = "ukrinform"
    agency = Agency("Укрінформ", country="UA", timezone="Europe/Kyiv", languages=("uk", "ru", "en"))
    hosts = ("ukrinform.ua", "ukrinform.ru", "ukrinform.net")
    feeds = tuple(f"https://www.{host}/rss/block-lastnews" for host in hosts)
    listings = {
        "uk": "https://www.ukrinform.ua/block-lastnews",
        "ru": "https://www.ukrinform.ru/block-lastnews",
        "en": "https://www.ukrinform.net/block-lastnews",
    }
    editions = {"uk": "ukrinform.ua/", "ru": "ukrinform.ru/", "en": "ukrinform.net/"}
    articles = r"^/rubric-[^/]+/\d+-[^/]+\.html$"
    layouts = (
        Layout(
            headline=".newsTitle",
            published="time",
            body=".newsText",
            drop=(".newsText aside", ".newsText section"),
            photo=".newsPicture",
        ),
    )
