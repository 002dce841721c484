"""Every response into a WARC file, as received, before anything reads it."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response
from twisted.python.failure import Failure

from kirtag.archive import Archive, ArchiveError, Exchange, Warc


class WarcMiddleware:
    """Append request and response to the run's WARC file, and say in `request.meta["record"]` where they lie, and
    in `request.meta["captured"]` since when.

    It stands next to the downloader: bodies are still compressed. A redirect inherits the meta of the hop before, so
    that every response overwrites it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = crawler.settings
        if not settings["RUN"]:
            raise NotConfigured("a WARC file belongs to `scrapy crawl`")
        self.archive = Archive.of(settings)
        folder = Path(settings["ARCHIVE"]) / "warc"
        agency = crawler.spidercls.name
        self.warc = Warc(folder, agency, int(settings["RUN"]), limit=settings.getint("WARC_SIZE"),
                         software=settings["USER_AGENT"])  # fmt: skip

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.close, signals.spider_closed)
        return middleware

    def process_response(self, request: Request, response: Response) -> Response:
        """Store a response, or refer to the capture that has the same body. Raises DiskFull, and tells the run."""
        try:
            self._store(request, response)
        except ArchiveError as error:
            # Nobody else would: robots.txt has no errback.
            tell, failure = self.crawler.signals.send_catch_log, Failure(error)  # type: ignore[no-untyped-call]
            tell(signals.spider_error, failure=failure, response=response, spider=self.crawler.spider)
            raise
        return response

    def _store(self, request: Request, response: Response) -> None:
        digest = hashlib.sha256(response.body).hexdigest()
        moment = now()
        exchange = _exchange(request, response, moment)
        if self.archive.is_forgotten(exchange, self.warc.agency):
            # The agency's lists show a text as before it was taken down here. That there was a response is kept.
            exchange = replace(exchange, body=b"", truncated="unspecified")
        earlier = self.archive.earlier(digest) if exchange.body else None
        request.meta["record"] = self.warc.append(exchange, earlier)
        request.meta["captured"] = moment
        self._write_down()

    def close(self) -> None:
        """End the run's file. One that cannot be ended is brought to an end by the next run."""
        self.warc.close()
        self._write_down()
        self.archive.close()

    def _write_down(self) -> None:
        if closed := self.warc.take_closed():
            self.archive.close_warcs(closed)


def now() -> datetime:
    """Return the present moment in UTC, to the millisecond: what the archive's tables keep is what the record says."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _exchange(request: Request, response: Response, moment: datetime) -> Exchange:
    return Exchange(
        url=response.url,
        captured=moment,
        request_method=request.method,
        request_headers=_pairs(request.headers),
        status=response.status,
        protocol=response.protocol or "HTTP/1.1",
        headers=_pairs(response.headers),
        body=response.body,
        ip=str(response.ip_address) if response.ip_address else None,
        truncated="disconnect" if "dataloss" in response.flags else None,
    )


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    found: Any = headers.items()
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, values in found for value in values)
