"""`scrapy forget URL --reason TEXT`: a legal takedown."""

from argparse import Namespace
from typing import Any

from scrapy.commands import ScrapyCommand

from kirtag.commands import Answering, Misused


class Command(Answering, ScrapyCommand):
    def syntax(self) -> str:
        return "URL --reason TEXT [-s ARCHIVE=FOLDER]"

    def short_desc(self) -> str:
        return "Take an article down by law: its text goes, its hash and the reason stay"

    def add_options(self, parser: Any) -> None:
        super().add_options(parser)
        parser.add_argument("--reason", default="", metavar="TEXT", help="why: who asked for it, by which law")

    def work(self, args: list[str], opts: Namespace) -> int:
        from rich.console import Console

        from kirtag.archive import Archive
        from kirtag.archive.database import FILE, open_for_reading, translated
        from kirtag.archive.forgetting.forget import find_page, forget
        from kirtag.run import lock

        if len(args) != 1:
            raise Misused("Name one page: scrapy forget URL --reason TEXT.")
        reason = " ".join(opts.reason.split())
        if not reason:
            raise Misused("Say why, for those who will ask in years: scrapy forget URL --reason TEXT.")
        folder = self.folder()
        with open_for_reading(folder) as db, translated(folder / FILE):
            agency = find_page(db.conn, args[0]).agency
        with lock(folder, agency), Archive(folder) as archive:
            console = Console(stderr=True)
            if console.is_terminal:
                with console.status("taking down…") as status:
                    taken = forget(archive, args[0], reason, status.update)
            else:
                taken = forget(archive, args[0], reason)
        print(sentence(taken))
        return 0


def sentence(taken: Any) -> str:
    """Say what was taken out, what was not, and what is left to do."""
    if taken.since and not taken.anything:
        return f"{taken.name} was forgotten already, on {taken.since[:10]}. There was nothing left to take out."
    responses = f"{taken.responses} responses in {taken.files} WARC files"
    said = [
        f"{taken.name}: took out {taken.wordings} wordings, and {responses}.",
        "Hash and reason stay, and so do headlines in lists.",
        "Backups and exports made earlier still hold the text: delete those too.",
    ]
    if taken.elsewhere:
        said.append(f"Parts of it stand in other articles, which keep them: {', '.join(taken.elsewhere)}.")
    return " ".join(said)
