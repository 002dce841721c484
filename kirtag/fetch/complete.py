"""Whether a response came whole: a page that was cut off on its way is asked for again, and never read.

Scrapy 2.19 hands on a coded body that stops in the middle as if it were whole; a body that ends with its connection,
which may have broken, with the flag `partial`; and one that is shorter than announced, where
DOWNLOAD_FAIL_ON_DATALOSS is off, with the flag `dataloss`. Here all of them are judged alike.
"""

import json
import re
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from kirtag.fetch.codings import CODINGS, GZIP_FILE, why_cut

# How far from a body's end, in bytes, the end of its text is looked for; and the longest JSON that is parsed for its
# end, which may take thirty times its size in memory.
_TAIL, _LONGEST_JSON = 16 * 1024, 1024 * 1024

# What may follow a text without being any: white space, NUL, Ctrl-Z, byte order marks.
_BLANK = b" \t\r\n\f\v\0\x1a\xef\xbb\xbf\xff\xfe"
_LAST_TAG = re.compile(rb"</(?:[\w.-]+:)?(?:html|rss|feed|urlset|sitemapindex|rdf)\s*>\Z", re.IGNORECASE)


class Truncated(IgnoreRequest):
    """A page that came cut off as often as it was asked for; `response` is the last that came."""

    def __init__(self, why: str, response: Response) -> None:
        super().__init__(f"The page is cut off: {why}.")
        self.response = response


class CompletenessMiddleware:
    """Ask again for what came cut off, and give it up as Truncated when the retries are used up."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Let a whole response pass; return the request to make again, or raise Truncated."""
        # Of any other only the status is read, and where a redirect leads.
        why = why_truncated(response, self.limit) if 200 <= response.status < 300 else None
        if why is None:
            return response
        self.crawler.stats.inc_value("kirtag/truncated")
        if again := get_retry_request(request, spider=self._spider, reason="truncated"):
            return again
        if urlsplit(request.url).path == "/robots.txt" and not codings_of(response):
            # RFC 9309, section 2.3.1.5: the rules that can be read hold.
            return response
        response.request = request  # which Scrapy sets only on what it hands on
        raise Truncated(why, response)

    @property
    def _spider(self) -> Any:
        return self.crawler.spider


def why_truncated(response: Response, limit: int = 0) -> str | None:
    """Return why a response is not whole, or cannot be shown to be, as a part of a sentence; None where it is.

    `limit` is the most bytes that a body may hold once decoded (0: any number); a larger one is not judged.
    """
    if "dataloss" in response.flags:
        if announced := response.headers.get("Content-Length"):
            return f"only {len(response.body)} of its {announced.decode('latin-1')} bytes came"
        return "its last chunk did not come"
    codings = codings_of(response)
    if why := why_cut(response.body, codings, limit):
        return why
    if "partial" in response.flags:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        ended = bool(response.body) if codings and codings[-1] in CODINGS else has_end(response.body, content_type)
        return None if ended else "it ended with the connection, and not with its last tag"
    return None


def codings_of(response: Response) -> list[str]:
    """Return a body's codings, the outermost last; a file that is gzip by itself, as sitemaps are, is coded too."""
    named = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower().split(",")
    codings = [name.strip().removeprefix("x-") for name in named if name.strip() not in ("", "identity")]
    return codings or ["gzip"] * response.body.startswith(GZIP_FILE)


def has_end(body: bytes, content_type: str = "") -> bool:
    """Tell whether an uncoded body shows by itself that it is whole: a page, a feed, a sitemap, or JSON.

    A page that leaves out its last tag cannot be told from one that was cut off. `content_type` is the HTTP header's
    value.

    >>> has_end(b"<html><p>Osh</p></html><!-- 0.02 s -->"), has_end(b"<html><p>Osh</p>")
    (True, False)
    """
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type.endswith("json"):
        return len(body) <= _LONGEST_JSON and _is_json(body)
    if media_type == "text/plain" and not body.lstrip(_BLANK).startswith(b"<"):
        # robots.txt above all, and nothing in it tells where it ends. The rules that can be read hold (RFC 9309).
        return True
    tail = body[-_TAIL:].replace(b"\0", b"").rstrip(_BLANK)  # UTF-16 without its NULs is ASCII
    while tail.endswith(b"-->"):
        tail = tail[: max(tail.rfind(b"<!--"), 0)].rstrip(_BLANK)
    return bool(_LAST_TAG.search(tail))


def _is_json(body: bytes) -> bool:
    try:
        # Of other values a part may be one too: 12 of 123.
        return isinstance(json.loads(body), dict | list)
    except (ValueError, RecursionError):
        return False
