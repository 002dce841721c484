"""A run that is told to stop before Scrapy listens, which it does a second after the start."""

import os
import signal
from threading import Event

from scrapy import signals
from scrapy.crawler import Crawler


def listen() -> Event:
    """Have SIGTERM and SIGINT noted from now on, instead of ending the process; return what they set."""
    told = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    return told


def pass_on(told: Event, crawler: Crawler) -> None:
    """Have a signal that came early sent again once the spider is open: Scrapy's handlers are there then."""

    def tell() -> None:
        if told.is_set():
            os.kill(os.getpid(), signal.SIGTERM)

    crawler.signals.connect(tell, signals.spider_opened, weak=False)
