"""When two requests are for the same page."""

import hashlib

from scrapy import Request

from kirtag.archive import url_key


class PageFingerprinter:
    """Tell pages apart by their key, as the archive does: `/a-`, `/a-/` and `/a-?utm_source=tg` are fetched once."""

    def fingerprint(self, request: Request) -> bytes:
        return hashlib.sha1(f"{request.method} {url_key(request.url)}".encode(), usedforsecurity=False).digest()
