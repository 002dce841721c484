"""`scrapy crawl AGENCY`: one incremental run, with an exit code that tells the truth."""

import logging
import sys
from argparse import Namespace
from typing import Any, ClassVar

from scrapy.commands import BaseRunSpiderCommand

from kirtag.commands import Answering, Misused

ARGUMENTS = ("since", "until", "site")

# What every run would say of itself, and what the frontier says in one line where these say it in sixty.
_CHATTER = {
    "scrapy.addons": logging.WARNING,
    "scrapy.crawler": logging.WARNING,
    "scrapy.middleware": logging.WARNING,
    "scrapy.downloadermiddlewares.robotstxt": logging.CRITICAL,
    "trafilatura": logging.CRITICAL,
}


class Command(Answering, BaseRunSpiderCommand):
    default_settings: ClassVar[dict[str, Any]] = {}

    def syntax(self) -> str:
        return "AGENCY [-a since=YYYY-MM-DD] [-a until=YYYY-MM-DD] [-a site=URL] [-s ARCHIVE=FOLDER]"

    def short_desc(self) -> str:
        return "Crawl an agency into the archive: what is new, and what is due again"

    def work(self, args: list[str], opts: Namespace) -> int:
        from kirtag.archive import Archive
        from kirtag.run import lock, summary

        spider_class = self._spider(args)
        _check(opts.spargs)
        spider_class(**opts.spargs)  # an argument that makes no sense raises here, before anything is begun
        folder = self.folder()
        self._settle(folder)
        with Archive.of(self.settings) as archive, lock(folder, spider_class.name):
            self.settings.set("RUN", archive.begin(*spider_class.identity()), priority="cmdline")
            verdict = self._crawl(spider_class, opts.spargs, archive)
            row = archive.end(verdict.outcome, verdict.exit_code)
        print(summary(spider_class.name, row), verdict.sentence, file=sys.stderr if verdict.exit_code else sys.stdout)
        return int(verdict.exit_code)

    def _spider(self, args: list[str]) -> Any:
        """Return the spider of the agency that was named."""
        from scrapy.spiderloader import get_spider_loader

        spiders = get_spider_loader(self.settings)
        if len(args) != 1 or args[0] not in spiders.list():
            said = " ".join(args) or "nothing"
            raise Misused(f"There is no agency {said!r}. Name one of: {', '.join(spiders.list())}.")
        return spiders.load(args[0])

    def _settle(self, folder: Any) -> None:
        """Complete the settings: the archive's place, our name with whom to write to, and the log."""
        from kirtag import __version__

        self.settings.set("ARCHIVE", str(folder), priority="cmdline")
        contact = f"; +{self.settings['CONTACT']}" if self.settings["CONTACT"] else ""
        self.settings.set("USER_AGENT", f"kirtag/{__version__} (news archive{contact})", priority="project")
        if sys.stderr.isatty():
            # There the progress tells what the log would.
            self.settings.set("LOG_LEVEL", "WARNING", priority="project")

    def _crawl(self, spider_class: Any, arguments: dict[str, str], archive: Any) -> Any:
        """Run the spider to its end; return the verdict."""
        from scrapy.crawler import AsyncCrawlerProcess

        from kirtag.run import Watch, progress

        self.crawler_process = AsyncCrawlerProcess(self.settings)
        if self.settings["LOG_LEVEL"] != "DEBUG":
            for name, level in _CHATTER.items():
                logging.getLogger(name).setLevel(level)
        crawler = self._create_crawler(spider_class)
        watch = Watch(crawler, archive)
        with progress(crawler, spider_class.agency.name):
            self.crawler_process.crawl(crawler, **arguments)
            self.crawler_process.start()
        return watch.verdict(archive.counters())


def _check(arguments: dict[str, str]) -> None:
    for name in arguments:
        if name not in ARGUMENTS:
            raise Misused(f"There is no argument -a {name}. There are: {', '.join(ARGUMENTS)}.")
