"""Trend, an agency of Azerbaijan."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class TrendSpider(WireSpider):
    """Trend: https://az.trend.az Azerbaijani, https://ru.trend.az Russian, https://en.trend.az English.

    The classes are those that scrapers of 2025 and 2026 name, of the Azerbaijani pages; the other languages share the
    site. Datelines are of texts of 2018 to 2025, the feeds in readers' lists.
    """

    name = "trend"
    agency = Agency("Trend", country="AZ", timezone="Asia/Baku", languages=("az", "ru", "en"))
    hosts = ("trend.az",)
    feeds = tuple(f"https://{language}.trend.az/feeds/index.rss" for language in agency.languages)
    listings = {language: f"https://{language}.trend.az/azerbaijan/" for language in ("az", "ru", "en")}
    editions = {"az": "az.trend.az/", "ru": "ru.trend.az/", "en": "en.trend.az/"}
    articles = r"^(?:/[a-z_-]+){1,3}/\d{6,}\.html$"
    layouts = (
        Layout(
            published=".article .date-time",
            body=".article-content.article-paddings",
            byline=".article .author-name",
            drop=(".article-content .tags", ".article-content .share", ".article-content .related-news"),
        ),
    )
