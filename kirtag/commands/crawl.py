"""`scrapy crawl AGENCY`: one incremental run, with an exit code that tells the truth."""

import gc
import logging
import sys
from argparse import Namespace
from datetime import datetime
from typing import Any, ClassVar

from scrapy.commands import BaseRunSpiderCommand

from kirtag.commands import ANY, Answering, Misused, agencies, introduce, spider_named
from kirtag.errors import KirtagError

ARGUMENTS = ("since", "until", "site")

# The deepest page of a listing for a run with a window, which ends its walk by itself: ten years of many an agency.
_DEEPEST = 5000

# What every run would say of itself, and what the frontier says in one line where these say it in sixty.
_CHATTER = {
    "scrapy.addons": logging.WARNING,
    "scrapy.crawler": logging.WARNING,
    "scrapy.middleware": logging.WARNING,
    "scrapy.downloadermiddlewares.robotstxt": logging.CRITICAL,
    "trafilatura": logging.CRITICAL,
}


class ToldToWait(KirtagError):
    """The agency's server told an earlier run when to come back, and that is not yet."""

    exit_code = 75

    def __init__(self, agency: str, until: datetime) -> None:
        super().__init__(
            f"{agency}'s server told us to wait until {until:%Y-%m-%d %H:%M} UTC. Nothing was asked of it; run the "
            "same again after that."
        )


class Command(Answering, BaseRunSpiderCommand):
    default_settings: ClassVar[dict[str, Any]] = {}

    def syntax(self) -> str:
        return "AGENCY|all|any [-a since=YYYY-MM-DD] [-a until=YYYY-MM-DD] [-a site=URL] [-s ARCHIVE=FOLDER]"

    def short_desc(self) -> str:
        return "Crawl an agency into the archive: what is new, and what is due again"

    def work(self, args: list[str], opts: Namespace) -> int:
        from kirtag.archive import Archive
        from kirtag.items import Window
        from kirtag.run import listen, lock, summary

        if args == ["all"]:
            return self._all(opts)
        _check(opts.spargs)
        spider_class = self._spider(args, opts.spargs)
        # An argument that makes no sense raises here, before anything is begun.
        window = spider_class(**opts.spargs).window
        folder = self.folder()
        self._settle(folder)
        if window != Window():
            self.settings.set("DEPTH_LIMIT", _DEEPEST, priority="project")
        told = listen()
        with Archive.of(self.settings) as archive, lock(folder, spider_class.name):
            if until := archive.told_to_wait(spider_class.name):
                raise ToldToWait(spider_class.name, until)
            self.settings.set("RUN", archive.begin(*spider_class.identity()), priority="cmdline")
            watch = self._crawl(spider_class, opts.spargs, archive, told)
            verdict = watch.verdict(archive.counters())
            row = archive.end(verdict.outcome, verdict.exit_code, watch.coverage)
        print(summary(spider_class.name, row), verdict.sentence, file=sys.stderr if verdict.exit_code else sys.stdout)
        return int(verdict.exit_code)

    def _all(self, opts: Namespace) -> int:
        """Crawl every agency, each by a process of its own that is called as this one was."""
        from kirtag.run.everyone import crawl_all

        _check(opts.spargs)
        if "site" in opts.spargs:
            raise Misused("-a site=URL stands in for one agency. Name it instead of all.")
        options = [word for name, value in opts.spargs.items() for word in ("-a", f"{name}={value}")]
        options += [word for setting in opts.set for word in ("-s", setting)]
        options += ["-L", opts.loglevel] if opts.loglevel else []
        return crawl_all(agencies(self.settings), options, self.settings.getint("AGENCIES_AT_ONCE"))

    def _spider(self, args: list[str], arguments: dict[str, str]) -> Any:
        """Return the spider of the agency that was named; of `any`, one for the site."""
        from scrapy import Request

        spider_class = spider_named(self.settings, " ".join(args) or "nothing")
        if args != [ANY]:
            return spider_class
        site = arguments.get("site", "")
        if not site:
            raise Misused("Name the site: scrapy crawl any -a site=https://example.kg.")
        spider_class = spider_class.of_site(site)
        for name in agencies(self.settings):
            if spider_named(self.settings, name).handles_request(Request(site)):
                raise Misused(f"{site} is an agency that has a spider: scrapy crawl {name}.")
        return spider_class

    def _settle(self, folder: Any) -> None:
        """Complete the settings: the archive's place, our name with whom to write to, and the log."""
        if self.settings["JOBDIR"]:
            raise Misused(
                "JOBDIR loses pages when a run is killed, and the archive itself remembers what is to be fetched. "
                "Leave it out."
            )
        self.settings.set("ARCHIVE", str(folder), priority="cmdline")
        introduce(self.settings)
        if sys.stderr.isatty():
            # There the progress tells what the log would.
            self.settings.set("LOG_LEVEL", "WARNING", priority="project")

    def _crawl(self, spider_class: Any, arguments: dict[str, str], archive: Any, told: Any) -> Any:
        """Run the spider to its end, which comes at once where it was `told` to stop; return what was watched of it."""
        from scrapy.crawler import AsyncCrawlerProcess

        from kirtag.run import Watch, pass_on, progress

        self.crawler_process = AsyncCrawlerProcess(self.settings)
        if self.settings["LOG_LEVEL"] != "DEBUG":
            for name, level in _CHATTER.items():
                logging.getLogger(name).setLevel(level)
        crawler = self._create_crawler(spider_class)
        watch = Watch(crawler, archive)
        pass_on(told, crawler)
        # What is loaded by now stays to the end: no collection of rubbish need look through it.
        gc.freeze()
        with progress(crawler, spider_class.agency.name):
            self.crawler_process.crawl(crawler, **arguments)
            self.crawler_process.start()
        return watch


def _check(arguments: dict[str, str]) -> None:
    for name in arguments:
        if name not in ARGUMENTS:
            raise Misused(f"There is no argument -a {name}. There are: {', '.join(ARGUMENTS)}.")
