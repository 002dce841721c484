"""The archive in SQLite. No Scrapy.

`archive` what it promises, `shelf` what is asked of it, `database` opening it, `upgrade` older ones, `schema` its
tables, `seals` their rows' digests, `saving` articles and wordings, `editions` translations, `copies` texts that others
carry, too, `captures` and `warc` the responses as stored, `frontier` the pages, `ledger` agencies and runs, `search`
what a person types and `find` what it finds, `keys` permanent names, `clock` times, `errors` what can be wrong;
`verify`, `backup` (and the `place` of it), `status` (and its `alarms`) and `forgetting` the commands of these names;
`mark` what `verify` knows migrations by, `locks` who is being crawled.
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
from kirtag.archive.frontier import Due, Known
from kirtag.archive.keys import url_key
from kirtag.archive.warc import Exchange, Warc

__all__ = [
    "Archive",
    "ArchiveError",
    "Damaged",
    "DiskFull",
    "Due",
    "Exchange",
    "Known",
    "Locked",
    "NewerArchive",
    "NoArchive",
    "NoFolder",
    "NotAnArchive",
    "Warc",
    "url_key",
]
