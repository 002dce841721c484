"""The archive in SQLite. No Scrapy.

`archive` what it promises, `database` opening it, `schema` its tables, `saving` articles and wordings, `frontier`
the pages, `ledger` agencies and runs, `search`, `keys` permanent names, `clock` times, `errors` what can be wrong.
"""

from kirtag.archive.archive import Archive
from kirtag.archive.errors import (
    ArchiveError,
    Damaged,
    DiskFull,
    Locked,
    NewerArchive,
    NoArchive,
    NoFolder,
    NotAnArchive,
)
from kirtag.archive.frontier import Due
from kirtag.archive.keys import url_key

__all__ = [
    "Archive",
    "ArchiveError",
    "Damaged",
    "DiskFull",
    "Due",
    "Locked",
    "NewerArchive",
    "NoArchive",
    "NoFolder",
    "NotAnArchive",
    "url_key",
]
