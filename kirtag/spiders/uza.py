"""УзА, O‘zA, the state agency of Uzbekistan."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class UzaSpider(WireSpider):
    """УзА: https://uza.uz, Uzbek in Cyrillic and in Latin letters, Russian and English; more languages are not read.

    The addresses are those of links of 2022 to 2026, the classes those that scrapers name since then; how the
    time is printed was not seen. The feeds are in many readers' lists.
    """

    name = "uza"
    agency = Agency("УзА", country="UZ", timezone="Asia/Tashkent", languages=("uz", "ru", "en"))
    hosts = ("uza.uz",)
    feeds = tuple(f"https://uza.uz/{edition}/rss" for edition in ("uz", "oz", "ru", "en"))
    listings = {language: f"https://uza.uz/{language}/posts" for language in ("uz", "ru", "en")}
    # `/uz/` and `/oz/` are Uzbek both.
    editions = {"ru": "/ru/", "en": "/en/", "uz": "/"}
    articles = r"^/(?:uz|oz|ru|en)/posts/[^/]+_\d+/?$"
    layouts = (
        Layout(
            headline=".news-top-head__title",
            published=".news-top-head__date",
            body=".content-block",
            drop=(".content-block pre", ".news-tags"),
            photo=".news-top-head__content, .content-block figure",
        ),
    )
