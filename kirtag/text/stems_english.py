"""The stem of an English word: Snowball's, and the plurals that follow no rule."""

from functools import cache
from typing import Any

_PLURALS = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "lives": "life", "wives": "wife", "knives": "knife", "halves": "half",
    "thieves": "thief", "wolves": "wolf", "shelves": "shelf",
}  # fmt: skip


def english_stem(word: str) -> str:
    """Return the stem of a word, in small letters.

    >>> [english_stem(word) for word in ("agencies", "Agency's", "women")]
    ['agenc', 'agenc', 'woman']
    """
    small = word.lower().removesuffix("'s").removesuffix("'")
    return str(_snowball().stemWord(_PLURALS.get(small, small)))


@cache
def _snowball() -> Any:
    # The import of a text rule loads nothing that not every process needs.
    from Stemmer import Stemmer

    return Stemmer("english", 0)
