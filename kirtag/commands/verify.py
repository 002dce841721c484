"""`scrapy verify`: is the archive sound?"""

import json
from argparse import Namespace
from typing import Any

from scrapy.commands import ScrapyCommand

from kirtag.commands import Answering, Misused

_NO_ARCHIVE, _LOCKED = 10, 11


class Command(Answering, ScrapyCommand):
    def syntax(self) -> str:
        return "[--quick] [--read-data] [--json] [-s ARCHIVE=FOLDER]"

    def short_desc(self) -> str:
        return "Prove that the archive is sound, or say what is wrong with it; nothing is repaired"

    def add_options(self, parser: Any) -> None:
        super().add_options(parser)
        parser.add_argument("--quick", action="store_true", help="leave out what needs all texts to be read")
        parser.add_argument("--read-data", action="store_true", help="read every byte of the WARC files too")
        parser.add_argument("--json", action="store_true", help="say it all in one JSON object")

    def work(self, args: list[str], opts: Namespace) -> int:
        from kirtag.archive import Locked, NoArchive
        from kirtag.archive.verify import verify

        if args:
            raise Misused(f"It takes no words: {' '.join(args)}. Name another archive with -s ARCHIVE=FOLDER.")
        try:
            report = verify(self.folder(), quick=opts.quick, read_data=opts.read_data)
        except (NoArchive, Locked) as error:
            self._say(error)
            return _NO_ARCHIVE if isinstance(error, NoArchive) else _LOCKED
        if opts.json:
            print(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            for line in report.lines():
                print(line)
        return 0 if report.sound else 1
