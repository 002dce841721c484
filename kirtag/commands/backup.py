"""`scrapy backup FOLDER`: a copy of the archive, proven sound."""

import sys
from argparse import Namespace
from pathlib import Path

from scrapy.commands import ScrapyCommand

from kirtag.commands import Answering, Misused


class Command(Answering, ScrapyCommand):
    def syntax(self) -> str:
        return "FOLDER [-s ARCHIVE=FOLDER]"

    def short_desc(self) -> str:
        return "Copy the archive into a folder while crawls go on, and prove the copy sound"

    def work(self, args: list[str], opts: Namespace) -> int:
        from kirtag.archive.backup import backup
        from kirtag.archive.verify.report import some

        if len(args) != 1:
            raise Misused("Name the folder for the copy: scrapy backup /mnt/backup/kirtag.")
        target = Path(args[0]).expanduser()
        done = backup(self.folder(), target)
        for line in [*done.report.lines()][:-1]:
            print(line, file=sys.stderr)
        if not done.taken:
            self._say(f"The copy is not sound, and was thrown away. {target} holds what it held before.")
            return 1
        there = done.report.counts
        held = (
            f"{some(there['articles'], 'article')}, {some(there['warc_files'], 'WARC file')}, {done.bytes / 1e6:.1f} MB"
        )
        print(f"{target} holds a sound copy: {held}, of which {done.copied / 1e6:.1f} MB were copied now.")
        return 0
