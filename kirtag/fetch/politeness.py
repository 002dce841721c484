"""A host is asked as seldom as it wishes, and not at all while its robots.txt cannot be read.

Scrapy retries a 429 after 0.02 seconds, leaves Crawl-delay alone, and takes a robots.txt that fails for leave to fetch.
"""

import asyncio
import logging
import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.httpobj import urlparse_cached

from kirtag.fetch.complete import Truncated

logger = logging.getLogger(__name__)

# No host is believed to mean more, by its Retry-After, than to come back tomorrow.
_LONGEST = timedelta(days=1)
# Seconds after which a request that waits looks whether the run is ending: Scrapy tells nobody.
_LOOK = 0.2


class ToldToWait(IgnoreRequest):
    """A host asks to be left alone for longer than a run waits: `until` a moment (UTC), a day ahead at most."""

    def __init__(self, said: str, until: datetime) -> None:
        super().__init__(f"{said}: the host is to be left alone until {until:%Y-%m-%d %H:%M} UTC. Run again then.")
        self.until = until


class NotSent(IgnoreRequest):
    """A request that was held back, since its host asked to be left alone, and that the run did not wait for."""


class RobotsUnknown(IgnoreRequest):
    """A robots.txt that cannot be read, so that nothing may be fetched (RFC 9309, section 2.3.1.4)."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: until it can be read nothing may be fetched. Run again later.")


def read_retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Return how long a Retry-After header (RFC 9110, section 10.2.3) asks to wait; None where it cannot be read.

    `now` is an aware datetime. A moment that is past is no time at all, and no time is longer than a day.

    >>> noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    >>> read_retry_after("120", noon), read_retry_after("-1", noon)
    (datetime.timedelta(seconds=120), datetime.timedelta(0))
    >>> read_retry_after("Sun, 22 Nov 2026 12:05:00 GMT", noon)
    datetime.timedelta(seconds=300)
    >>> read_retry_after("4000000000", noon)
    datetime.timedelta(days=1)
    >>> read_retry_after("soon", noon) is read_retry_after(None, noon) is None
    True
    """
    value = (value or "").strip()
    if re.fullmatch(r"-?[0-9]{1,10}", value):
        wait = timedelta(seconds=int(value))
    else:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, OverflowError):  # the second of numbers that are no year
            return None
        # The form of asctime names no zone; all HTTP dates are in UTC.
        wait = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta(0)), _LONGEST)


class PolitenessMiddleware:
    """Leave a host alone for as long as it asks: by Retry-After from now on, by Crawl-delay between any two requests.

    It stands before RetryMiddleware, which would send again at once what this one sends again after the wait. Both
    count into the same RETRY_TIMES.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.default = timedelta(seconds=crawler.settings.getfloat("RETRY_AFTER_DEFAULT"))
        self.longest = timedelta(seconds=crawler.settings.getfloat("RETRY_AFTER_LONGEST"))
        # By download slot, that is by host: the moment (monotonic) until which it is left alone, and its Crawl-delay.
        self._until: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        # Who waits for a host is let through in the order of coming.
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.hold, signals.response_downloaded)
        crawler.signals.connect(middleware.heed, signals.robots_parsed)
        crawler.signals.connect(middleware.rest, signals.request_left_downloader)
        return middleware

    async def process_request(self, request: Request) -> None:
        """Wait until the host may be asked. Raises NotSent when the run ends meanwhile."""
        # A redirect inherits the slot of the host that it came from, and with it that host's delay.
        request.meta.pop("download_slot", None)
        key = self._key(request)
        async with self._turns[key]:
            # Scrapy sends two at once that come in one turn of the loop, whatever CONCURRENT_REQUESTS_PER_DOMAIN says.
            await asyncio.sleep(0)
            while (left := self._left(key)) > 0:
                if self._is_ending():
                    raise NotSent(f"{request.url} was not asked for: the run ended while {key} was to be left alone.")
                await asyncio.sleep(min(left, _LOOK))

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Try a page again whose host asked to wait. Raises ToldToWait when that is too long."""
        wait = self._asked(response)
        if wait is None:
            return response
        if wait > self.longest:
            raise ToldToWait(f"{response.url} answered {response.status}", datetime.now(UTC) + wait)
        assert self.crawler.spider is not None
        return get_retry_request(request, spider=self.crawler.spider, reason="told to wait") or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Put a request back into the queue that `hold` took out of the downloader's."""
        if isinstance(exception, NotSent) and not self._is_ending():
            return request.replace(dont_filter=True)
        return None

    def hold(self, request: Request, response: Response) -> None:
        """Keep requests from a host that asks for it; end the run when that is too long.

        It hears of a response before the downloader sends the next request: those that queue there are held too.
        """
        wait = self._asked(response)
        if wait is None:
            return
        key = self._key(request)
        self._leave_alone(key, wait.total_seconds())
        logger.info("%s asks to be left alone for %d seconds (%d).", key, wait.total_seconds(), response.status)
        if wait > self.longest:
            self._end(datetime.now(UTC) + wait)
        queue = self.crawler.engine.downloader.slots[key].queue
        while queue:
            held, unsent = queue.popleft()
            unsent.errback(NotSent(f"{held.url} was not asked for: {key} is to be left alone."))

    def heed(self, request: Request, robotparser: RobotParser) -> None:
        """Note the Crawl-delay that a host's robots.txt has for us; no longer one than a run waits."""
        settings = self.crawler.settings
        delay = robotparser.crawl_delay(settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]) or 0.0
        if delay > 0:
            key = self._key(request)
            logger.info("%s asks for %g seconds between two requests (Crawl-delay).", key, delay)
            self._delays[key] = min(delay, self.longest.total_seconds())
            self._leave_alone(key, self._delays[key])

    def rest(self, request: Request) -> None:
        """Begin a host's Crawl-delay when a request is done, well or not: the host itself then sees no shorter one."""
        key = self._key(request)
        self._leave_alone(key, self._delays.get(key, 0.0))

    def _asked(self, response: Response) -> timedelta | None:
        """Return how long a response asks us to leave its host alone; None if it does not."""
        if response.status not in (429, 503):
            return None
        header = response.headers.get("Retry-After")
        wait = read_retry_after(header.decode("latin-1") if header else None, datetime.now(UTC))
        return self.default if wait is None and response.status == 429 else wait

    def _key(self, request: Request) -> str:
        return self.crawler.engine.downloader.get_slot_key(request)

    def _leave_alone(self, key: str, seconds: float) -> None:
        self._until[key] = max(self._until.get(key, 0.0), monotonic() + seconds)

    def _left(self, key: str) -> float:
        """Return the seconds for which a host is still to be left alone.

        One with a Crawl-delay is asked for one page at a time: what the downloader has would not end with the run.
        """
        left = self._until.get(key, 0.0) - monotonic()
        slot = self.crawler.engine.downloader.slots.get(key)
        return max(left, _LOOK) if slot and slot.active and key in self._delays else left

    def _end(self, until: datetime) -> None:
        """Have the run ended, once."""
        if not self.crawler.stats.get_value("kirtag/told_to_wait"):
            self.crawler.stats.set_value("kirtag/told_to_wait", until.isoformat())
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="told to wait"))

    def _is_ending(self) -> bool:
        engine = self.crawler.engine
        return not engine.running or engine._slot is None or engine._slot.closing is not None


class StrictRobotsMiddleware(RobotsTxtMiddleware):
    """Fetch nothing from a host whose robots.txt fails, and all where there is none, as RFC 9309 has it."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unknown: dict[str, IgnoreRequest] = {}

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if error := self._unknown.get(urlparse_cached(request).netloc):
            raise error.with_traceback(None)
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        # A 429 is a server that is busy, not one without a robots.txt.
        if response.status >= 500 or response.status == 429:
            raise RobotsUnknown(f"{response.url} answered {response.status}")
        if response.status >= 300:
            response = response.replace(body=b"")  # what an error page says are no rules
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """Scrapy allows everything then. We do so for a robots.txt that leads away, or in circles."""
        if isinstance(exc, RobotsUnknown | ToldToWait | NotSent):
            self._unknown[netloc] = exc
        elif isinstance(exc, Truncated) or not isinstance(exc, IgnoreRequest):
            why = str(exc).rstrip(".")
            self._unknown[netloc] = RobotsUnknown(f"The robots.txt of {netloc} could not be fetched ({why})")
        super()._robots_error(exc, netloc)
