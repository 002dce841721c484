"""Азаттык, the Kyrgyz service of Radio Free Europe/Radio Liberty."""

from datetime import date

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class AzattykSpider(WireSpider):
    """Азаттык: https://www.azattyk.org, Kyrgyz, and https://rus.azattyk.org, Russian.

    The layout's classes are those that scrapers of 2019 to 2024 name, and those of the stations' other services, which
    share a system; the older one is what scrapers before it name. Feeds have names without a meaning, which differ
    from list to list.
    """

    name = "azattyk"
    agency = Agency("Азаттык", country="KG", timezone="Asia/Bishkek", languages=("ky", "ru"))
    hosts = ("www.azattyk.org", "azattyk.org")
    sitemaps = ("https://www.azattyk.org/sitemap.xml", "https://rus.azattyk.org/sitemap.xml")
    listings = {"ky": "https://www.azattyk.org/z/828", "ru": "https://rus.azattyk.org/z/4795"}
    editions = {"ru": "rus.azattyk.org/", "ky": "azattyk.org/"}
    articles = r"^/a/(?:[^/]+/)?\d+\.html$"
    layouts = (
        Layout(
            body="#article-content > .wsw",
            published="time",
            byline=".links__item-link",
            section=".category a",
            photo="figure:has(.img-wrap)",
            drop=("[class*=wsw__embed]", ".region"),
        ),
        Layout(body=".zoomMe", until=date(2016, 12, 31)),  # assumed: no scraper since names it
    )
