"""What was found."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# Where something is wrong, and what, in sentences that say what to do.
Finding = tuple[str, str]

# So many problems of one check are told, the others counted: of a file that is lost every record is missing.
LISTED = 20
RESTORE = "Restore the archive from a backup."
# What reading a damaged file raises; the last where SQLite quotes what it could not make out.
DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
# What says nothing of the archive: another process keeps it, or there is no room for what we make beside it.
_NO_DAMAGE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL)


class Problem(NamedTuple):
    """One thing that is wrong: which check found it, where (a table and its row, a file and a byte), and what it is."""

    check: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.check}: {self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying an archive found.

    `problems` are at most twenty of each check, `unlisted` how many more of a check there are. `counts` tells of what
    there is: `articles`, `wordings`, `captures`, `warc_files`, `bytes` (of these files); nothing where that cannot be
    read. `read_data` says whether these files were read.
    """

    problems: tuple[Problem, ...]
    unlisted: dict[str, int]
    counts: dict[str, int]
    read_data: bool

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not self.problems

    def lines(self) -> Iterator[str]:
        """Yield a line for each problem, then the summary."""
        yield from map(str, self.problems)
        yield from (f"{check}: and {number} more." for check, number in self.unlisted.items())
        yield self._summary()

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON has it."""
        problems = [problem._asdict() for problem in self.problems]
        return {"sound": self.sound, "problems": problems, "unlisted": self.unlisted, "read_data": self.read_data} | (
            self.counts
        )

    def _summary(self) -> str:
        if not self.sound:
            number = len(self.problems) + sum(self.unlisted.values())
            checks = ", ".join(dict.fromkeys(problem.check for problem in self.problems))
            return f"Not sound: {some(number, 'problem')} ({checks})."
        held = [some(self.counts[f"{what}s"], what) for what in ("article", "wording", "capture")]
        files = f"{some(self.counts['warc_files'], 'WARC file')} ({self.counts['bytes'] / 1e6:.1f} MB)"
        return f"Sound: {', '.join(held)} in {files}{' read' if self.read_data else ''}."


@dataclass
class Findings:
    """A report in the making."""

    problems: list[Problem] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, check: str, where: str, what: str) -> None:
        """Note a problem."""
        self.numbers[check] += 1
        if self.numbers[check] <= LISTED:
            self.problems.append(Problem(check, where, what))

    def take(self, check: str, found: Iterator[Finding]) -> None:
        """Note what a check finds; where it cannot go on, that is found too."""
        try:
            for where, what in found:
                self.add(check, where, what)
        except DAMAGE as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NO_DAMAGE:
                raise
            self.add(check, "kirtag.db", f"could not be read to the end ({error}). {RESTORE}")

    def report(self, *, read_data: bool) -> Report:
        """Return the report."""
        unlisted = {check: number - LISTED for check, number in self.numbers.items() if number > LISTED}
        return Report(tuple(self.problems), unlisted, self.counts, read_data)


def some(number: int, what: str) -> str:
    """Say how many there are of something.

    >>> some(1, "article"), some(0, "article")
    ('1 article', '0 articles')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"


def tell(value: Any) -> str:
    """Write a value that may be damaged so that it harms no terminal, and shortly."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
