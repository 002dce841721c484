"""A text rule: a name that reads like the shape it fits, a pattern, and the example that proves it."""

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """`pattern` must match `example` before any rule ahead of it does; a test proves that for every rule."""

    name: str
    pattern: re.Pattern[str]
    example: str


def rule(name: str, pattern: str, example: str) -> Rule:
    """Compile a rule; case does not count, since wires write a place in capitals or not."""
    return Rule(name, re.compile(pattern, re.IGNORECASE), example)
