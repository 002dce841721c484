"""The day of a page that states none where we look: htmldate's work."""

from copy import deepcopy
from datetime import date, datetime, timedelta

from lxml.html import HtmlElement, document_fromstring

from kirtag.page.document import Document
from kirtag.page.marks import stands_beside


def guess_day(page: Document, captured: datetime | None) -> date | None:
    """Return the day of publication by the page's address, its meta elements and its `<article>`; None without one.

    Only these, and only sure signs: elsewhere on a page stand the days of other articles, today's, and the copyright's.
    `captured` (aware) is when the page was fetched; no day after the next one is taken.
    """
    from htmldate import find_date

    latest = captured.replace(tzinfo=None) + timedelta(days=1) if captured else None
    tree = _own_part(page)
    found = find_date(tree, extensive_search=False, original_date=True, url=page.url or None, max_date=latest)
    return date.fromisoformat(found) if found else None


def _own_part(page: Document) -> HtmlElement:
    """Return a copy of the page's head and of the one article that has its heading, without what is beside."""
    tree: HtmlElement = document_fromstring(b"<html><head></head><body></body></html>")
    tree.head.extend(deepcopy(element) for element in page.root.head if element.tag == "meta")
    headed = [element for element in page.root.iter("article") if next(element.iter("h1"), None) is not None]
    if len(headed) == 1:
        tree.body.append(deepcopy(headed[0]))
        for element in [one for one in tree.body.iter() if one.getparent() is not None and stands_beside(one)]:
            element.drop_tree()
    return tree
