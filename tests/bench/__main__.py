"""`make bench`: each figure beside its floor, in one run.

The machine may be shared and noisy: what is compared is measured in turns, and the median of the turns is told.
Times are CPU time unless they say wall.
"""

import sys

from tests.bench import copies, extraction, pages, real_pages, saving, stems, text

for part in (text, pages, real_pages, extraction, saving, copies, stems):
    part.run()
    sys.stdout.flush()
