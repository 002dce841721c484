"""The WARC files: every response as it was received (ISO 28500:2017, WARC 1.1). No Scrapy, no SQL.

`records` the bytes of a record, `writing` a run's files, `files` their names and what makes them last, `members`
whether a record is whole, `reading` one or all, `decoding` a body's encodings, `salvaging` what a dead run left,
`blanking` a legal takedown.
"""

from kirtag.archive.warc.blanking import blank
from kirtag.archive.warc.decoding import BadBody, decoded, remains
from kirtag.archive.warc.files import Closed, closed_files, measured
from kirtag.archive.warc.reading import BadRecord, Stored, Whole, read_record, records
from kirtag.archive.warc.records import Earlier, Exchange
from kirtag.archive.warc.salvaging import Twice, salvage
from kirtag.archive.warc.writing import Warc

__all__ = [
    "BadBody",
    "BadRecord",
    "Closed",
    "Earlier",
    "Exchange",
    "Stored",
    "Twice",
    "Warc",
    "Whole",
    "blank",
    "closed_files",
    "decoded",
    "measured",
    "read_record",
    "records",
    "remains",
    "salvage",
]
