"""One run of an agency.

`lock` keeps the agency for one process, `early` hears signals before Scrapy does, `watch` watches the crawl,
`coverage` counts which fields its articles have, `verdict` says how it ended, `show` what it shows meanwhile,
`memory` bounds what it takes, `everyone` runs all agencies, `probe` tries one without storing anything.
"""

from kirtag.run.early import listen, pass_on
from kirtag.run.lock import AlreadyRunning, lock
from kirtag.run.show import ShortLog, progress, summary
from kirtag.run.verdict import Verdict, judge
from kirtag.run.watch import Watch

__all__ = [
    "AlreadyRunning",
    "ShortLog",
    "Verdict",
    "Watch",
    "judge",
    "listen",
    "lock",
    "pass_on",
    "progress",
    "summary",
]
