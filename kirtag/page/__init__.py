"""Reading a page: bytes, an address and an agency's layouts in, one `Article` out. No Scrapy, no SQL, no network.

- `read` all of it: `decode` bytes to text, `document` the parsed page, `barrier` what stands in an article's place (as
  `seen`, by `barrier_signs`), `fields` by which way each field is known, `parts` what one way knows.
- The ways: `layouts` and `text_order` what an agency's pages look like; `metadata` what a page tells machines, in
  `json_ld` (mended by `json_repair`), `meta` elements and `microdata`; `entry` what a feed says; `heading` and
  `byline_marks` what a reader sees; `pictures` their captions and credits; `fallback` the text of any other page: its
  `lines`, what is `furniture` around a text, the `main_text`, and which lines of it are `picked`; `unstated` days.
- What they share: `times` and `zones`, `byline` names, `marks` class names, `translations`, what is found `once`.
- The ways in: `feed`, `json_feed` and `sitemap`, of what `markup` mends; `listing` and `pagination`; `discovery` of
  all of these on a site without a spider.
- A new agency: `guess` a layout (`guess_parts`, `selectors`), `site_facts` whose a site is, `saved` a page with its
  article.
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
