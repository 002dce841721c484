"""`scrapy browse`: the desk, which is Datasette over the archive."""

import json
import socket
from argparse import Namespace
from typing import Any

from scrapy.commands import ScrapyCommand

from kirtag.commands import Answering, Misused, checkout


class Command(Answering, ScrapyCommand):
    def syntax(self) -> str:
        return "[--port N] [-s ARCHIVE=FOLDER]"

    def short_desc(self) -> str:
        return "Read and search the archive in a browser"

    def add_options(self, parser: Any) -> None:
        super().add_options(parser)
        parser.add_argument("--port", type=int, default=8001, metavar="N", help="port on this machine (default: 8001)")

    def work(self, args: list[str], opts: Namespace) -> int:
        from datasette.cli import cli

        from kirtag.archive.database import FILE, open_for_reading

        folder, desk = self.folder(), checkout() / "archive"
        open_for_reading(folder).close()
        _check_free(opts.port)
        print(f"{folder} is open at http://127.0.0.1:{opts.port}/ (Ctrl-C closes it)", flush=True)
        # Not `datasette archive/`, which means the same for the archive in its own folder but takes no other file.
        options = ["serve", str(folder / FILE), "--port", str(opts.port), "--metadata", str(desk / "metadata.yaml")]
        options += ["--template-dir", str(desk / "templates"), "--plugins-dir", str(desk / "plugins")]
        options += ["--static", f"static:{desk / 'static'}"]
        for name, value in json.loads((desk / "settings.json").read_text()).items():
            options += ["--setting", name, json.dumps(value)]
        cli.main(options, prog_name="datasette", standalone_mode=False)
        return 0


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise Misused(
                f"Port {port} is not free on this machine. Choose another with --port {port % 60000 + 1}."
            ) from None
