"""What is found on a page once, however often it is asked for."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from kirtag.page.document import Document

T = TypeVar("T")


def once(find: Callable[[Document], T]) -> Callable[[Document], T]:
    """Return the function of a page so that it does its work once a page; what it found lives as long as the page."""
    known: WeakKeyDictionary[Document, T] = WeakKeyDictionary()

    @wraps(find)
    def found(page: Document) -> T:
        if page not in known:
            known[page] = find(page)
        return known[page]

    return found
