"""News.Az, an Azerbaijani news site."""

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class NewsAzSpider(WireSpider):
    """News.Az: https://www.news.az, English.

    The layout is that of a page of 2020-10, which tells machines no time. It has no feed, people say who looked for
    one.
    """

    name = "newsaz"
    agency = Agency("News.Az", country="AZ", timezone="Asia/Baku", languages=("en",))
    hosts = ("www.news.az", "news.az")
    listings = {"en": "https://www.news.az/news/latest"}
    days = {"en": "https://www.news.az/time/{day:%Y-%m-%d}"}
    editions = {"en": "/"}
    # A slug is a headline; one word is a list.
    articles = r"^/news/[^/]*-[^/]+$"
    layouts = (
        Layout(
            headline=".post--info h1",
            published=".post--info .meta a",
            body=".post--single > .post--content",
            section=".post--cats a",
            photo=".post--single > .post--img",
        ),
    )
