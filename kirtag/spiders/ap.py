"""The Associated Press."""

from datetime import date

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class ApSpider(WireSpider):
    """The Associated Press: https://apnews.com, English.

    Since 2023-07 the site is a Brightspot one, whose class names scrapers of 2023 to 2026 agree upon; before, its
    parts had a `data-key`. In 2020 some of its addresses led to the site of a member paper: the last layout is that
    of such a page of 2020-09.
    """

    name = "ap"
    agency = Agency("The Associated Press", country="US", timezone="America/New_York", languages=("en",))
    hosts = ("apnews.com",)
    sitemaps = ("https://apnews.com/news-sitemap-content.xml",)
    listings = {"en": "https://apnews.com/"}
    editions = {"en": "/"}
    articles = r"^(/article)?/([\w-]+-)?[0-9a-f]{32}/?$"
    layouts = (
        Layout(
            headline="h1.Page-headline",
            body=".RichTextStoryBody > p, .RichTextStoryBody > h2",
            byline=".Page-authors a",
            photo=".Page-content figure",
        ),
        Layout(
            headline="[data-key=card-headline] h1",
            body="[data-key=article] > p",
            byline="[class*=Component-bylines]",
            until=date(2023, 7, 10),
        ),
        Layout(published=".asset-header time", body=".lee-article-text > p", until=date(2023, 7, 10)),
    )
