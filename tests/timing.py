"""What a call costs, and that it costs no more than in proportion to what it is given."""

import gc
import sys
import time
from collections.abc import Callable
from typing import TypeVar

Text = TypeVar("Text")


def seconds(work: Callable[[], object], enough: float = 0.02, calls: int = 5) -> float:
    """Return the CPU seconds of a call: the first that are no more than `enough`, or the least of so many calls.

    Meanwhile no coverage is measured, which doubles what a call costs, and no rubbish is collected, which costs by what
    the tests around it hold.
    """
    times = []
    tracer, collects = sys.gettrace(), gc.isenabled()
    sys.settrace(None)
    gc.disable()
    try:
        while len(times) < calls and (not times or times[-1] > enough):
            start = time.thread_time()
            work()
            times.append(time.thread_time() - start)
    finally:
        sys.settrace(tracer)
        if collects:
            gc.enable()
    return min(times)


def is_linear(
    work: Callable[[Text], object],
    small: Text,
    large: Text,
    *,
    times: float = 15,
    floor: float = 0.02,
    most: float = float("inf"),
) -> bool:
    """Whether the large text costs at most `times` what the small one does, and `most` seconds.

    Less than `floor` seconds say more of the machine than of the work: a small text is taken to cost so much.
    """
    once = seconds(lambda: work(large), calls=1)
    if once <= min(most, times * floor):
        return True
    allowed = min(most, times * max(floor, seconds(lambda: work(small))))
    return once <= allowed or seconds(lambda: work(large), allowed) <= allowed
