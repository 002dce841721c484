"""Кабар, the Kyrgyz national news agency."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class KabarSpider(WireSpider):
    """Кабар: https://kabar.kg, Russian, Kyrgyz and English of several languages.

    Its addresses are those of links of 2018 to 2026, its datelines those of feeds of 2017 and 2018 and of texts up to
    2024. Nobody has described what its pages look like inside: the layout is what HTML itself has for an article.
    """

    name = "kabar"
    agency = Agency("Кабар", country="KG", timezone="Asia/Bishkek", languages=("ru", "ky", "en"))
    hosts = ("kabar.kg",)
    feeds = ("https://kabar.kg/rss/", "https://ru.kabar.kg/rss/", "https://en.kabar.kg/rss/")
    listings = {
        "ru": "https://ru.kabar.kg/news/",
        "ky": "https://kg.kabar.kg/news/",
        "en": "https://en.kabar.kg/news/",
    }
    # kabar.kg itself was Russian until about 2024, and has been Kyrgyz since: its pages say which.
    editions = {"ru": "ru.kabar.kg/", "ky": "kg.kabar.kg/", "en": "en.kabar.kg/"}
    # A slug is a headline, a hyphen for each blank; the Chinese edition has numbers instead.
    articles = r"^/news/[^/]+-[^/]*/?$"
    layouts = (
        Layout(
            body="article:has(h1) p",
            headline="article h1",
            published="article:has(h1) time",
            photo="article:has(h1) figure",
        ),
    )
