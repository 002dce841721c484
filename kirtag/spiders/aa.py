"""Anadolu Ajansı, the Turkish state agency."""

from datetime import date

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class AnadoluSpider(WireSpider):
    """Anadolu Ajansı: https://www.aa.com.tr, Turkish, English and Russian of thirteen languages.

    The first layout is that of a page of 2026-04 in Turkish, the first month of a new site, whose classes say what
    things look like. The second is as scrapers of 2021 to 2026 describe the site before. The feeds are in use.
    """

    name = "aa"
    agency = Agency("Anadolu Ajansı", country="TR", timezone="Europe/Istanbul", languages=("tr", "en", "ru"))
    hosts = ("www.aa.com.tr", "aa.com.tr")
    feeds = tuple(f"https://www.aa.com.tr/{language}/rss/default?cat=guncel" for language in agency.languages)
    listings = {language: f"https://www.aa.com.tr/{language}/" for language in agency.languages}
    editions = {"tr": "/tr/", "en": "/en/", "ru": "/ru/"}
    articles = r"/\d{5,}/?$"
    layouts = (
        Layout(
            body="h1 + span, div[dir].prose",
            dateline="div:has(> .prose) > span",
            photo=".content-media-slider, div[dir].prose",
            section="a > .rounded-full",
        ),
        Layout(
            headline=".detay-spot-category h1",
            published=".tarih",
            body=".detay-bg h4, .detay-icerik p, .detay-icerik h3",
            dateline=".detay-paylas ~ div h6",
            photo=".detay-buyukFoto",
            until=date(2026, 4, 5),
        ),
    )
