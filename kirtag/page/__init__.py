"""Reading a page: bytes, an address and an agency's layouts in, one `Article` out. No Scrapy, no SQL, no network.

`decode` bytes to text, `document` the parsed page, `layouts` and `text_order` what an agency's pages look like,
`pictures` photos and captions, `metadata` what a
page tells machines, `entry` what a feed says, `fallback` any other page, `barrier` what stands in an article's place,
`times` hours and days, `read` all of it. The ways in: `feed`, `json_feed` and `sitemap`, of what `markup` mends;
`listing` and `pagination`.
"""

from kirtag.page.decode import Undecodable, decode
from kirtag.page.document import Document
from kirtag.page.entry import Entry
from kirtag.page.feed import read_feed
from kirtag.page.layouts import Layout
from kirtag.page.read import NotAnArticle, host, is_under, read
from kirtag.page.text_order import TextOrder

__all__ = [
    "Document",
    "Entry",
    "Layout",
    "NotAnArticle",
    "TextOrder",
    "Undecodable",
    "decode",
    "host",
    "is_under",
    "read",
    "read_feed",
]
