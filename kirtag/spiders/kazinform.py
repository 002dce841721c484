"""Казинформ, Qazinform, the state agency of Kazakhstan."""

from datetime import date

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class KazinformSpider(WireSpider):
    """Казинформ: https://www.inform.kz Russian, https://kaz.inform.kz Kazakh, https://qazinform.com English.

    The older layout is that of a page of 2020-12, in Russian; then all languages stood on inform.kz under a path of
    their own. The newer one, and the hosts, are what scrapers and links of 2025 and 2026 name.
    """

    name = "kazinform"
    agency = Agency("Казинформ", country="KZ", timezone="Asia/Almaty", languages=("ru", "kk", "en"))
    hosts = ("inform.kz", "qazinform.com")
    feeds = tuple(f"https://www.inform.kz/rss/{language}.xml" for language in ("rus", "kaz", "eng"))
    listings = {"ru": "https://www.inform.kz/lenta/", "kk": "https://kaz.inform.kz/lenta/"}
    editions = {"ru": "/ru/", "kk": "kaz.inform.kz/", "en": "qazinform.com/"}
    # What ends in another letter and a number is a section or a tag.
    articles = r"^/(?:news|ru|kz|en)/[^/]+(?:-[^/_]+|_a\d+)/?$"
    layouts = (
        Layout(
            headline=".article__title", published=".article__time", body=".article__description, .article__body-text"
        ),
        Layout(
            headline=".article_title h1",
            published=".date_public_art",
            body=".article_news_body",
            drop=(".frame_news_article", ".main_foto_art"),
            photo=".main_foto_art",
            byline=".author_article_block .name_p a",
            until=date(2023, 12, 31),  # assumed: addresses with a hexadecimal end are known since 2024-02
        ),
    )
