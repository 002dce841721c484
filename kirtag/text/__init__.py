"""Text rules: strings in, values out. No Scrapy, no SQL, no clock, no network.

`tidy` white space, `dateline` and `credit` what is taken off a body, `cuts` how it is put back, `dates` and
`places` what a dateline names, `vocabulary` the wires' words in `data/`, `rules` what a rule is.
"""

from kirtag.text.credit import find_credits, read_credit, split_credits
from kirtag.text.cuts import Span, recompose, take
from kirtag.text.dateline import find_dateline, looks_like_dateline, split_dateline
from kirtag.text.places import find_place
from kirtag.text.repeat import find_repeat
from kirtag.text.tidy import tidy, tidy_line

__all__ = [
    "Span",
    "find_credits",
    "find_dateline",
    "find_place",
    "find_repeat",
    "looks_like_dateline",
    "read_credit",
    "recompose",
    "split_credits",
    "split_dateline",
    "take",
    "tidy",
    "tidy_line",
]
