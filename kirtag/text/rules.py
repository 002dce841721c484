"""A text rule: a name that reads like the shape it fits, a pattern, and the example that proves it."""

import re
from dataclasses import dataclass
from functools import cached_property

# A capital and a small letter of the scripts that have both: Latin, Greek, Cyrillic. For where case counts in a rule.
_LETTERS = [letter for letter in map(chr, range(0x530)) if letter.isalpha()]
CAPITAL = f"(?-i:[{''.join(filter(str.isupper, _LETTERS))}])"
SMALL = f"(?-i:[{''.join(filter(str.islower, _LETTERS))}])"


@dataclass(frozen=True)
class Rule:
    """The pattern of `written` must match `example` before any rule ahead of it does; a test proves that for each.

    Case does not count unless `flags` say so, since wires write a place in capitals or not. A pattern is compiled at
    its first use: all of them together take half a second, and many a process needs none.
    """

    name: str
    written: str
    example: str
    flags: re.RegexFlag = re.IGNORECASE

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.written, self.flags)
