"""What people type: one command a file.

Scrapy imports all of these on every call, so what is heavy is imported inside `run`.
"""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from kirtag.errors import KirtagError


class Misused(KirtagError):
    """The command was called with something that it cannot take. The message says what to write instead."""

    exit_code = 2


class Answering:
    """Commands that answer with an exit code, and with a sentence instead of a traceback where a person is to mend.

    A command's `work` returns its exit code, or raises a KirtagError, which has one.
    """

    requires_project = True
    # A command that crawls makes the process itself, once it knows that it was called rightly.
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    settings: Any
    exitcode: int

    def process_options(self, args: list[str], opts: Namespace) -> None:
        try:
            super().process_options(args, opts)  # type: ignore[misc]  # Scrapy's command stands beside us
        except UsageError as error:
            # Left to itself Scrapy prints the whole usage above the one line that matters.
            self._say(error)
            sys.exit(2)

    def run(self, args: list[str], opts: Namespace) -> None:
        """Do the work, and set the exit code that Scrapy ends the process with."""
        try:
            self.exitcode = self.work(args, opts)
        except KirtagError as error:
            self._say(error)
            self.exitcode = error.exit_code
        except KeyboardInterrupt:
            self._say("Interrupted.")
            self.exitcode = 75

    def work(self, args: list[str], opts: Namespace) -> int:
        """Do what the command does; return its exit code. `args` are the words, `opts` the options."""
        raise NotImplementedError

    def _say(self, what: object) -> None:
        print(f"scrapy {type(self).__module__.rpartition('.')[2]}: {what}", file=sys.stderr)

    def folder(self) -> Path:
        """Return the archive's folder; a relative one is meant from scrapy.cfg, wherever one stands."""
        return checkout() / Path(self.settings["ARCHIVE"]).expanduser()


def checkout() -> Path:
    """Return the folder of scrapy.cfg."""
    from scrapy.utils.conf import closest_scrapy_cfg

    return Path(closest_scrapy_cfg()).resolve().parent


# The spider for sites that have none.
ANY = "any"


def agencies(settings: Any) -> list[str]:
    """Return the ids of all agencies that have a spider."""
    from scrapy.spiderloader import get_spider_loader

    return [name for name in get_spider_loader(settings).list() if name != ANY]


def spider_named(settings: Any, agency: str) -> Any:
    """Return the spider class of an agency. Raises Misused, which names those that there are."""
    from scrapy.spiderloader import get_spider_loader

    spiders = get_spider_loader(settings)
    if agency not in spiders.list():
        raise Misused(f"There is no agency {agency!r}. Name one of: {', '.join(spiders.list())}, or all.")
    return spiders.load(agency)


def introduce(settings: Any) -> None:
    """Put our name, with whom to write to, into the User-Agent."""
    from kirtag import __version__

    contact = f"; +{settings['CONTACT']}" if settings["CONTACT"] else ""
    settings.set("USER_AGENT", f"kirtag/{__version__} (news archive{contact})", priority="project")
