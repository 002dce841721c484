"""The names that sites give to elements: classes and ids, word by word."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Elements beside the article, by their tags and by the words in their names.
_BESIDE_TAGS = frozenset(("aside", "nav"))
_BESIDE = frozenset(
    "aside card cards comment comments disqus menu nav navigation outbrain popular preview promo recommend "
    "recommendation recommendations recommended related reply sidebar similar taboola teaser teasers trending "
    "widget".split()
)
# Elements that hold the whole page carry names of all kinds.
_WHOLE = frozenset(("body", "html"))


def names_of(element: HtmlElement) -> frozenset[str]:
    """Return the words of an element's class and id, in small letters: `news-authorBox` has `news`, `author`, `box`."""
    return _words(f"{element.get('class') or ''} {element.get('id') or ''}")


@lru_cache(4096)
def _words(names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(names))


def stands_beside(element: HtmlElement) -> bool:
    """Tell whether an element is, or stands in, what is beside the article by its tag or its names."""
    around = [element, *element.iterancestors()]
    return any(
        one.tag in _BESIDE_TAGS or not _BESIDE.isdisjoint(names_of(one)) for one in around if one.tag not in _WHOLE
    )
