"""Коммерсантъ, a Russian daily."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class KommersantSpider(WireSpider):
    """Коммерсантъ: https://www.kommersant.ru, Russian.

    The layout is that of a page of 2025-05. A picture stands in it twice, in the text and in a window. The feed and the
    archive of a day are in use in many programs of 2023 to 2026.
    """

    name = "kommersant"
    agency = Agency("Коммерсантъ", country="RU", timezone="Europe/Moscow", languages=("ru",))
    hosts = ("www.kommersant.ru", "kommersant.ru")
    feeds = ("https://www.kommersant.ru/RSS/news.xml",)
    listings = {"ru": "https://www.kommersant.ru/archive/news"}
    days = {"ru": "https://www.kommersant.ru/archive/news/day/{day:%Y-%m-%d}"}
    editions = {"ru": "/"}
    articles = r"^/doc/\d+$"
    layouts = (
        Layout(
            headline=".doc_header__name",
            published=".doc_header__publish_time",
            body=".doc_header__subheader, .article_text_wrapper",
            drop=("button", ".ui-modal__aside", ".document_authors"),
            byline=".document_authors",
            section=".crumbs a",
            credit=".doc_media__src",
        ),
    )
