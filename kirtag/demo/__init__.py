"""The newsroom of `scrapy demo`: invented articles behind KirTAG's markup, served on loopback.

`articles.toml`, `next_day.toml` and `editions.toml` hold the texts, `articles.py` reads them, `pages.py` sets them in
the `templates/` of either layout, `feeds.py` writes feed, sitemap and robots.txt, `picture.py` draws, `newsroom.py`
answers a path and `server.py` puts that on a port. Only the standard library: the room serves tests of any other room.
"""

from kirtag.demo.newsroom import Newsroom
from kirtag.demo.server import serve

__all__ = ["Newsroom", "serve"]
