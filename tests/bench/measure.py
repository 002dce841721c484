"""Measuring two things in turns."""

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple


class Cost(NamedTuple):
    """What one call costs, in seconds: CPU time of this process, and time on the wall."""

    cpu: float
    wall: float


def in_turns(*works: Callable[[], int], turns: int = 15) -> list[Cost]:
    """Return the median cost of one call of each work. A work does its calls and returns how many they were."""
    # The collector need not walk what was made ready for the measurement: no crawl holds that many articles.
    gc.collect()
    gc.freeze()
    costs: list[list[Cost]] = [[] for _ in works]
    for turn in range(turns + 1):
        for work, found in zip(works, costs, strict=True):
            cpu, wall = time.process_time(), time.perf_counter()
            calls = work()
            cost = Cost((time.process_time() - cpu) / calls, (time.perf_counter() - wall) / calls)
            if turn:  # the first warms the caches
                found.append(cost)
    return [Cost(*map(median, zip(*found, strict=True))) for found in costs]
