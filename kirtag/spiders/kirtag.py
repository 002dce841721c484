"""КирТАГ, the Kyrgyz telegraph agency."""

from kirtag.items import Agency
from kirtag.page import Layout, TextOrder
from kirtag.wire import WireSpider


class KirtagSpider(WireSpider):
    """КирТАГ: https://kyrtag.kg, Russian, Kyrgyz and English; 1C-Bitrix.

    The text order is that of pages of 2022 to 2025, in Russian; its labels in the other languages, and the addresses
    of feed, sitemap and listings, are what Bitrix and older pages suggest. The selectors are of 2017.
    """

    name = "kirtag"
    agency = Agency("КирТАГ", country="KG", timezone="Asia/Bishkek", languages=("ru", "ky", "en"))
    hosts = ("kyrtag.kg",)
    feeds = ("https://kyrtag.kg/rss.xml",)
    sitemaps = ("https://kyrtag.kg/sitemap.xml",)
    listings = {
        "ru": "https://kyrtag.kg/ru/news/",
        "ky": "https://kyrtag.kg/kg/news/",
        "en": "https://kyrtag.kg/en/news/",
    }
    editions = {"ru": "/ru/", "ky": "/kg/", "en": "/en/"}
    # A slug is a headline in Latin letters, a hyphen for each blank; a section's name is one word.
    articles = r"/news/[^/]+-[^/]*/?$"
    layouts = (
        TextOrder(
            published=("Дата:", "Күнү:", "Date:"),
            end=("Поделиться новостью", "Жаңылык менен бөлүшүү", "Share the news"),
        ),
        Layout(
            headline="title",
            body=".v-news-detail",
            drop=(".v-news-detail > :first-child", ".news-tags"),
            published=".v-news-detail > :first-child",
            photo=".v-news-detail > :first-child",
        ),
    )
