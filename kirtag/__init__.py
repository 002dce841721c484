"""kirtag: a news-wire crawler and archiver.

The rooms, and who may import whom (a test enforces it):

- `items` what is read off a page, as dataclasses; free to all;
- `text` strings in, values out: tidying, datelines, credits, days, places;
- `page` one page in, one `Article` out;
- `wire` how any agency is discovered and read, `spiders` one agency a file;
- `archive` SQLite: articles and their wordings, the frontier, the ledger of runs, search;
- `pipelines` the text rules in running order, then the archive;
- `fetch` between Scrapy and the network: frontier, guard;
- `run` one run: lock, ledger, progress, outcome, exit code;
- `adding` a site that was never seen into a spider with its saved pages;
- `desk` what a reader is shown in the browser;
- `demo` an invented newsroom in KirTAG's layout;
- `commands` what people type.
"""

import hashlib
from functools import cache
from pathlib import Path

__version__ = "0.1.0"


@cache
def reader() -> str:
    """Name the rules that read pages today: `0.1.0+1f3a9c2b`, the version and a digest of the rules' own files.

    A digest, because a number that a person must remember to raise is forgotten one day, and then an edit by
    the rules passes for an edit by the agency.
    """
    root = Path(__file__).parent
    rules = [file for room in ("text", "page", "spiders") for file in (root / room).rglob("*")]
    digest = hashlib.sha256((root / "pipelines.py").read_bytes())
    for file in sorted(rules):
        if file.suffix in {".py", ".tsv", ".marisa"}:
            digest.update(file.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"
