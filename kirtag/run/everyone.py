"""All agencies: one process each, a few at a time, one summary."""

import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from typing import Any

# The contract's order: of several codes the first of these is the most serious. Then those of a run that never began.
SERIOUS = (70, 8, 3, 75, 6, 7, 5, 4, 2, 73, 0)


def crawl_all(agencies: Iterable[str], options: Sequence[str], at_once: int) -> int:
    """Crawl agencies side by side, `at_once` of them; return the most serious of their exit codes.

    `options` are added to each `scrapy crawl AGENCY`. Their logs are passed on as they come, their last lines shown
    together at the end. SIGTERM and SIGINT are passed on too, and no further agency is begun.
    """
    runs = _Runs(list(options))
    restore = {number: signal.signal(number, runs.stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        with ThreadPoolExecutor(max(1, at_once)) as pool:
            ended = list(pool.map(runs.crawl, agencies))
    finally:
        for number, handler in restore.items():
            signal.signal(number, handler)
    for _, line in ended:
        print(line)
    codes = [code for code, _ in ended]
    print(f"{len(codes)} agencies, {codes.count(0)} of them well.")
    return most_serious(codes)


def most_serious(codes: Iterable[int]) -> int:
    """Return the exit code that is to be told of several.

    >>> most_serious([0, 5, 75, 0]), most_serious([0, 0]), most_serious([0, -9])
    (75, 0, 70)
    """
    # A process that a signal ended, or Python's own 1, is none of ours: an internal error.
    known = [code if code in SERIOUS else 70 for code in codes]
    return min(known, key=SERIOUS.index, default=0)


class _Runs:
    """The runs under way."""

    def __init__(self, options: list[str]) -> None:
        self.options = options
        self.stopped = Event()
        self.guard = Lock()
        self.processes: list[subprocess.Popen[str]] = []

    def crawl(self, agency: str) -> tuple[int, str]:
        """Run one agency to its end; return its exit code and its last line."""
        with self.guard:
            if self.stopped.is_set():
                return 75, f"{agency}: not begun. Run the same again."
            words = [sys.executable, "-m", "scrapy", "crawl", agency, *self.options]
            pipe = subprocess.PIPE
            # A session of its own: Ctrl-C reaches it once, through us. A second one would cut its downloads off.
            process = subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True, start_new_session=True)
            self.processes.append(process)
        with ThreadPoolExecutor(1) as reader:
            said = reader.submit(process.stdout.read)  # type: ignore[union-attr]
            last = self._pass_on(process)
            line = said.result().strip() or last
        return process.wait(), line or f"{agency}: said nothing. Run it alone to see why."

    def _pass_on(self, process: subprocess.Popen[str]) -> str:
        """Print what a process logs, each line when the next has come; return the last, which is its summary."""
        last = ""
        for line in process.stderr or ():
            if last:
                print(last, file=sys.stderr, flush=True)
            last = line.rstrip("\n")
        return last

    def stop(self, number: int, _: Any) -> None:
        """Pass a signal on to every run."""
        self.stopped.set()
        for process in self.processes:
            process.send_signal(number)
