"""`scrapy addagency URL`: a spider for a site never seen, with saved pages and the articles that they must become."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand

from kirtag.commands import Answering, Misused, checkout, introduce


class Command(Answering, ScrapyCommand):
    def syntax(self) -> str:
        return "URL [--name ID] [--page FILE]… [-a site=URL]"

    def short_desc(self) -> str:
        return "Write a spider for a news site from one address, with saved pages and the articles expected of them"

    def add_options(self, parser: Any) -> None:
        super().add_options(parser)
        parser.add_argument("--name", default="", metavar="ID", help="the agency's id (default: its host's name)")
        parser.add_argument(
            "--page", action="append", default=[], metavar="FILE", help="an article's saved page: nothing is fetched"
        )
        parser.add_argument("-a", dest="site", default="", metavar="site=URL", help="what stands in for its hosts")

    def work(self, args: list[str], opts: Namespace) -> int:
        from scrapy.spiderloader import get_spider_loader

        from kirtag.adding.draft import draft
        from kirtag.adding.files import NotProven, address, new_files, new_id, saved_page
        from kirtag.adding.look import look_at
        from kirtag.adding.scout import scout

        url = address(args)
        spiders: Any = get_spider_loader(self.settings)
        name = new_id(url, opts.name, {known: getattr(spiders.load(known), "hosts", ()) for known in spiders.list()})
        _refuse([checkout() / "kirtag/spiders" / f"{name}.py", checkout() / "tests/pages" / name])
        if opts.site and not opts.site.startswith("site=http"):
            raise Misused(f"-a {opts.site} is no argument. Write it as -a site=http://127.0.0.1:8000.")
        if opts.page:
            site = look_at(url, [saved_page(Path(file), url) for file in opts.page])
        else:
            introduce(self.settings)
            site = scout(self.settings, url, opts.site.removeprefix("site="), _say)
        made = draft(name, site)
        if not made.pages:
            raise NotProven(f"The language of no article at {url} can be told. Give the address of another article.")
        for file, content in [*new_files(made, checkout(), _rules(made.agency.country))]:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            print(f"wrote {file.relative_to(checkout())}")
        print("\n".join(_to_do(made)))
        return 0


def _refuse(files: list[Path]) -> None:
    """Raise Misused where something is there already."""
    for file in files:
        if file.exists():
            there = file.relative_to(checkout())
            raise Misused(f"{there} is there already, and is not overwritten. Choose another id: --name ID.")


def _rules(country: str) -> Any:
    """Return the text rules as one."""
    from functools import reduce

    from kirtag.pipelines import text_rules

    return lambda article: reduce(lambda item, rule: rule.process_item(item), text_rules(country), article)


def _to_do(made: Any) -> Iterator[str]:
    """Yield what to check, the doubtful marked, and how to go on."""
    width = max(len(check.fact) for check in made.checks)
    yield f"\nCheck in kirtag/spiders/{made.name}.py, what is not sure (?) first:"
    for check in made.checks:
        yield f"{' ' if check.sure else '?'} {check.fact:<{width}}  {check.guess}"
    yield f"\nThen read each .json of tests/pages/{made.name} beside its page: the article, whole, and nothing else."
    yield "Where it is not, correct the spider, delete the .json, and run the test: it writes it anew, but for its url."
    yield f"  .venv/bin/python -m pytest tests/test_golden.py tests/test_spiders.py -k {made.name}"
    yield f"  .venv/bin/scrapy status --probe {made.name}"
    yield "The pages hold others' texts: keep them to yourself, and put invented text into those that you publish."


def _say(url: str) -> None:
    """Tell who looks on what is asked for: a look takes a second a page."""
    if sys.stderr.isatty():
        print(f"asking {url}", file=sys.stderr)
