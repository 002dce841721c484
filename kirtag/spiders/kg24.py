"""24.kg, a Kyrgyz news agency."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class Kg24Spider(WireSpider):
    """24.kg: https://24.kg, Russian, Kyrgyz and English.

    The layout's classes are those that scrapers of 2021 to 2026 name; the feeds are listed in dozens of places. Body
    and time are marked for machines, too (`itemprop`).
    """

    name = "kg24"
    agency = Agency("24.kg", country="KG", timezone="Asia/Bishkek", languages=("ru", "ky", "en"))
    hosts = ("24.kg",)
    feeds = ("https://24.kg/rss/", "https://24.kg/english/rss/")
    listings = {"ru": "https://24.kg/", "ky": "https://24.kg/kyrgyzcha/", "en": "https://24.kg/english/"}
    editions = {"ky": "/kyrgyzcha/", "en": "/english/", "ru": "/"}
    # Once articles stood in `/archive/ru/SECTION/NUMBER-SLUG.html/`; behind a slug, `/amp` is a copy.
    articles = r"^/\w+/\d+_[^/]*/?$|^/archive/\w+/\w+/\d+-"
    layouts = (Layout(body="[itemprop=articleBody]", headline="h1.newsTitle", published="[itemprop=datePublished]"),)
