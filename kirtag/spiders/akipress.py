"""АКИpress, a Kyrgyz news agency."""

from datetime import date

from kirtag.items import Agency
from kirtag.page import Layout, TextOrder
from kirtag.wire import WireSpider

# With these the line begins that tells when an English page was published.
_MONTHS = tuple("January February March April May June July August September October November December".split())


class AkipressSpider(WireSpider):
    """АКИpress: https://akipress.org, Russian, and https://akipress.com, English, for subscribers in part.

    The classes of the Russian pages are those that scrapers name, of 2024 to 2026 and of 2019 to 2021; of the English
    ones only the order of the text is known, from 2026. tazabek.kg and turmush.kg, its sites for business and for the
    regions, are agencies of their own.
    """

    name = "akipress"
    agency = Agency("АКИpress", country="KG", timezone="Asia/Bishkek", languages=("ru", "en"))
    hosts = ("akipress.org", "akipress.com")
    feeds = ("https://akipress.org/rss/news.rss", "https://akipress.com/rss/news.rss")
    listings = {"ru": "https://akipress.org/", "en": "https://akipress.com/allnews/"}
    # Russian pages have a host for each subject, and say their language.
    editions = {"en": "akipress.com/", "ru": "kg.akipress.org/"}
    articles = r"^/news:\d+"
    layouts = (
        Layout(body=".article-text", headline=".article-detail h1", drop=(".pagedetails", ".share", ".gc-stp-stp")),
        Layout(
            body=".news_body .text",
            headline="h1.newsheadline_title",
            photo=".news_body .photoin",
            until=date(2023, 12, 31),  # the last that a scraper names is of 2021
        ),
        TextOrder(published=_MONTHS, end=("To Read the Full Story", "Related content", "All rights reserved")),
    )
