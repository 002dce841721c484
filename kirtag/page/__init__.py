"""Reading a page: bytes, an address and an agency's layouts in, one `Article` out. No Scrapy, no SQL, no network.

`decode` bytes to text, `document` the parsed page, `layouts` what an agency's pages look like, `metadata` what a
page tells machines, `entry` what a feed says, `fallback` any other page, `barrier` what stands in an article's place,
`times` hours and days, `read` all of it.
"""

from kirtag.page.decode import Undecodable, decode
from kirtag.page.document import Document
from kirtag.page.entry import Entry, read_feed
from kirtag.page.layouts import Layout, TextOrder
from kirtag.page.read import NotAnArticle, host, is_under, read

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
