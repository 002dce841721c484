"""Text rules: strings in, values out. No Scrapy, no SQL, no clock, no network.

- `tidy` white space, `mojibake` text in the wrong charset;
- `dateline` what stands in front of a lead: its `families`, the `signs` that a pattern finds and the `proofs` that it
  needs, the `signature`; `repeat` a lead that is printed twice;
- `dates`, `months` and `places` what a dateline names, `gazetteer` and `spelling` how places are called;
- `credit` who made a picture, by the shapes in `credit_rules`, which `credit_parts` makes of words; `attribution` whom
  a text names as its source, by `attribution_rules` and `attribution_parts`; `institutions` how both are called in
  every case; `promo` what is no body at all;
- `stems` by what words are searched: `stems_russian`, `stems_kyrgyz`, `stems_english`;
- `likeness` how much of one text another one carries, `changes` what an edit changed;
- `cuts` how what was taken off is put back, `rules` what a rule is, `vocabulary` the wires' words in `data/`, and
  patterns of them.
"""

from kirtag.text.attribution import find_attribution
from kirtag.text.credit import find_credits, read_credit, split_credits
from kirtag.text.cuts import Span, recompose, take
from kirtag.text.dateline import find_dateline, looks_like_dateline, split_dateline
from kirtag.text.mojibake import is_mojibake
from kirtag.text.places import find_place
from kirtag.text.promo import find_promo
from kirtag.text.repeat import find_repeat
from kirtag.text.tidy import tidy, tidy_line

__all__ = [
    "Span",
    "find_attribution",
    "find_credits",
    "find_dateline",
    "find_place",
    "find_promo",
    "find_repeat",
    "is_mojibake",
    "looks_like_dateline",
    "read_credit",
    "recompose",
    "split_credits",
    "split_dateline",
    "take",
    "tidy",
    "tidy_line",
]
