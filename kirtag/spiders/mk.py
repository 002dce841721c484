"""Московский комсомолец, a Russian daily."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class MkSpider(WireSpider):
    """Московский комсомолец: https://www.mk.ru, Russian.

    The layout is that of a page of 2020-09; the feed is in readers' lists of 2018 to 2026, the archive of a day in
    programs of 2022 to 2026. Its regional editions stand under hosts below its own, in the same layout.
    """

    name = "mk"
    agency = Agency("Московский комсомолец", country="RU", timezone="Europe/Moscow", languages=("ru",))
    hosts = ("www.mk.ru", "mk.ru")
    feeds = ("https://www.mk.ru/rss/index.xml",)
    listings = {"ru": "https://www.mk.ru/news/"}
    days = {"ru": "https://www.mk.ru/news/{day.year}/{day.month}/{day.day}/"}
    editions = {"ru": "/"}
    articles = r"/\d{4}/\d{2}/\d{2}/[^/]+\.html$"
    layouts = (
        Layout(
            headline=".article__title",
            published=".article__meta time, time.meta__text",
            body=".article__subtitle, .article__description, .article__body",
            byline=".article__authors-data-item a",
            section=".article__meta a, .meta__item a",
            photo=".article__picture-group",
            credit=".article__picture-author",
        ),
    )
