"""Reuters."""

from datetime import date

from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.wire import WireSpider


class ReutersSpider(WireSpider):
    """Reuters: https://www.reuters.com, English. Pages state UTC.

    The layouts are those of a page of 2024-03, whose class names change with each build while `data-testid` stays, and
    of one of in.reuters.com of 2014-12; the national sites went in 2021.
    """

    name = "reuters"
    agency = Agency("Reuters", country="GB", timezone="UTC", languages=("en",))
    hosts = ("www.reuters.com", "reuters.com")
    sitemaps = ("https://www.reuters.com/arc/outboundfeeds/news-sitemap/?outputType=xml",)
    listings = {"en": "https://www.reuters.com/world/"}
    editions = {"en": "/"}
    articles = r"-\d{4}-\d{2}-\d{2}/$|/article/.+-id[A-Z]{2}\w+$"
    layouts = (
        Layout(
            body="[data-testid^=paragraph-], [data-testid=ArticleBody] h2, [class*=article-body__element] > p",
            drop=("span[style*=clip]", "a[href*=licensereuterscontent]"),
            byline="[data-testid$=ArticleHeader] a[href*='/authors/']",
            photo="[data-testid=ArticleBody] [data-testid=Image]",
            caption="[data-testid=PrimaryGalleryWrapper] b + span",
        ),
        Layout(
            published="meta[name=REVISION_DATE]",
            body="#articleText p",
            photo="#articleImage",
            caption=".captionText p",
            credit=".captionText .credit",
            until=date(2021, 3, 31),
        ),
    )
