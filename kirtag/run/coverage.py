"""Which fields the articles of a run have, and whether that fell under the agency's own recent record. Pure.

A layout that loses one field goes on yielding articles: nothing but the record tells.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from math import comb

from kirtag.items import Article

FIELDS = ("headline", "published", "body", "dateline", "layout")
_LAYOUTS = ("layout", "text order")

# An agency that has a field in so large a share of at least so many articles always has it.
ALWAYS = 0.95
ENOUGH = 20
# A run falls under the record where fewer than half of its articles have the field, and chance would bring that about
# once in ten thousand runs. (Three articles without it are enough where one in fifty lacked it so far.)
LITTLE = 0.5
CHANCE = 1e-4

Coverage = Mapping[str, int]


def count(coverage: Counter[str], article: Article) -> None:
    """Count the fields that an article has; `by …` counts the ways in which bodies were read."""
    way = article.provenance.get("body", "")
    coverage["headline"] += 1
    coverage["body"] += bool(article.body)
    coverage["published"] += isinstance(article.published, date)
    coverage["dateline"] += article.dateline is not None
    coverage["layout"] += way in _LAYOUTS
    coverage[f"by {way}"] += 1


def together(coverages: Iterable[Coverage]) -> Counter[str]:
    """Add up what several runs counted.

    >>> together([{"read": 2, "body": 1}, {"read": 3, "body": 3}])
    Counter({'read': 5, 'body': 4})
    """
    total: Counter[str] = Counter()
    for coverage in coverages:
        total.update(coverage)
    return total


def fallen(now: Coverage, record: Coverage) -> list[str]:
    """Return the fields in which a run falls under the record. `read` counts the pages that were to be articles.

    >>> fallen({"read": 8, "published": 0, "body": 8}, {"read": 200, "published": 199, "body": 200})
    ['published']
    """
    return [field for field in FIELDS if _falls(now, record, field)]


def _falls(now: Coverage, record: Coverage, field: str) -> bool:
    read, have = now.get("read", 0), now.get(field, 0)
    total, had = record.get("read", 0), record.get(field, 0)
    if total < ENOUGH or had < ALWAYS * total or have >= LITTLE * read:
        return False
    return _at_most(have, read, share=(had + 1) / (total + 2)) < CHANCE


def _at_most(have: int, read: int, share: float) -> float:
    """Return the probability that of `read` articles `have` or fewer have a field that a `share` of all has."""
    return sum(comb(read, k) * share**k * (1 - share) ** (read - k) for k in range(have + 1))


def told(fields: list[str], now: Coverage, record: Coverage) -> str:
    """Say what fell: `published in 0 of 8 articles (before: 199 of 200); bodies were read by fallback 8`."""
    fell = (f"{field} in {now.get(field, 0)} of {now['read']} articles (before: {record[field]} of {record['read']})"
            for field in fields)  # fmt: skip
    ways = ", ".join(f"{name.removeprefix('by ')} {times}" for name, times in now.items() if name.startswith("by "))
    return "; ".join([*fell, f"bodies were read by {ways}" if ways else "no body was read"])
