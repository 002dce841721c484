"""УНН, a Ukrainian agency."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class UnnSpider(WireSpider):
    """УНН, Українські Національні Новини: https://unn.ua, until about 2023 unn.com.ua, Ukrainian and Russian.

    The layout is that of a page of unn.com.ua of 2020-12, in Russian; what those of unn.ua look like nobody has
    described: they are read by what they tell machines. The feeds are in readers' lists up to 2026.
    """

    name = "unn"
    agency = Agency("УНН", country="UA", timezone="Europe/Kyiv", languages=("uk", "ru"))
    hosts = ("unn.ua", "unn.com.ua")
    feeds = ("https://unn.ua/rss/news_uk.xml", "https://unn.ua/rss/news_ru.xml")
    listings = {"uk": "https://unn.ua/news", "ru": "https://unn.ua/ru/news"}
    # Ukrainian pages stood under `/uk/`, and have no path of their own now.
    editions = {"ru": "/ru/", "uk": "/"}
    articles = r"^(?:/(?:uk|ru))?/(?:news|exclusive)/[^/]+-[^/]+$"
    # In addresses of unn.com.ua; a slug of today may begin with a short number.
    shared_id = r"^/(?:uk|ru)/(?:news|exclusive)/(\d{6,8})-"
    layouts = (
        Layout(
            headline=".b-news-full h1",
            published=".datelink",
            body=".b-news-text",
            byline=".b-news-date [itemprop=author] [itemprop=name]",
            section="[itemprop=articleSection]",
            photo=".b-news-full-img",
        ),
    )
