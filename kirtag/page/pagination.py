"""The next page of a listing, found by how addresses count: one more than this page, of the same list."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from kirtag.page.document import Document
from kirtag.page.listing import web_address
from kirtag.text import tidy_line

# How queries call the number of a page, and that of the first article on it.
_PAGE = re.compile(r"pagen_\d{1,3}|page|paged|pages|pageno|pagenum|page_?num(?:ber)?|pg|p", re.IGNORECASE)
_OFFSET = re.compile(r"offset|start|limitstart|skip|from", re.IGNORECASE)
# What a query may hold besides, and the list stays the same.
_BESIDE = re.compile(r"pagen_\d{1,3}|sizen_\d{1,3}|showall_\d{1,3}|limit|per_?page|utm_\w{1,20}", re.IGNORECASE)
# `/page/2/` `/page2` `/p/2` `,p2` `-page-2.html`; and `/2/`, which may be anything else.
_IN_PATH = re.compile(r"(.*?)[/,_-](?:page|pages|pg|p|bet)[/=_-]?(\d{1,6})(?:/?|(\.\w{3,5}))", re.IGNORECASE)
_AT_END = re.compile(r"(.*)/(\d{1,3})/?()")
_YEAR = re.compile(r"/(?:19|20)\d\d(?:/|\Z)")
_INDEX = re.compile(r"(?:/index(?:\.\w{3,5})?|/)\Z")
_NEXT = frozenset(
    "след, следующая, следующая страница, вперед, далее, дальше, еще, показать еще, загрузить еще, старые записи, "
    "next, next page, older, older posts, more, more news, load more, show more, кийинки, кийинки барак, кийинкиси, "
    "дагы, келесі, алға, keyingi, keyingi sahifa, наступна, далі, sonraki, növbəti, », ›, →, >, >>, »»".split(", ")
)
_SIGNS = re.compile(r"\s?[→»›>.…]{1,3}\Z")
# A longer address is a script's.
_LONGEST = 2000


class _Counted(NamedTuple):
    """An address by one way of counting: its list, and its number there."""

    path: str
    query: frozenset[tuple[str, str]]
    way: str
    number: int


def next_page(page: Document) -> str | None:
    """Return the address of a listing's next page, by any of the usual ways of counting; None past the last.

    Only a page that the listing itself links to: past the last one some sites show the last again, for ever. It is one
    of the same list, on the same host, and its number is one more. A link that says that it is the next one, by its
    `rel` or its words, may also count from 0, by articles, or in a path that has no word for it.
    """
    here, first = [*_counted(page.url)], _list_of(page.url)
    # Beside a list whose pages are counted one way, those counted another way are of another list.
    begins = not any(one.way.startswith("page ") for one in here)
    unsaid = None
    for element in page.select("link[rel~=next][href], a[href]"):
        url = _at_home(web_address(page.base, element.get("href")), page.url)
        label = tidy_line(element.text_content() or element.get("title") or "").casefold().replace("ё", "е")
        said = "next" in (element.get("rel") or "").lower().split() or bool({label, _SIGNS.sub("", label)} & _NEXT)
        for there in _counted(url):
            known = next((one.number for one in here if one[:3] == there[:3]), None)
            of_list = known is not None or (begins and there[:2] == first)
            if of_list and _follows(there, known, label, said=said):
                if said:
                    return url
                unsaid = unsaid or url
    return unsaid


def _follows(there: _Counted, number: int | None, label: str, *, said: bool) -> bool:
    """Tell whether an address comes right after a page with a number, or after the first, which may have none."""
    match there.way.partition(" ")[0]:
        case "offset":
            return said and there.number > (number or 0)
        case "end" if not said and label != str(there.number):
            return False
        case _:
            from_zero = number is None and there.number == 1 and (said or label == "2")
            return from_zero or there.number == (1 if number is None else number) + 1


def _counted(url: str) -> Iterator[_Counted]:
    """Yield what an address may count, by each way in which it can be read."""
    path, query = _list_of(url)
    for name, value in sorted(query | {pair for pair in parse_qsl(urlsplit(url).query) if _PAGE.fullmatch(pair[0])}):
        way = "page" if _PAGE.fullmatch(name) else "offset" if _OFFSET.fullmatch(name) else ""
        if way and re.fullmatch(r"[0-9]{1,6}", value):
            yield _Counted(path, frozenset(query - {(name, value)}), f"{way} {name}", int(value))
    for way, pattern in (("path", _IN_PATH), ("end", _AT_END)):
        # A day's archive is followed by another day, without an end.
        if (found := pattern.fullmatch(urlsplit(url).path)) and not (way == "end" and _YEAR.search(found[1])):
            yield _Counted(_INDEX.sub("", found[1] + (found[3] or "")), query, way, int(found[2]))


def _list_of(url: str) -> tuple[str, frozenset[tuple[str, str]]]:
    """Return what tells a list from others: its path, and its query but for what may change with the page."""
    parts = urlsplit(url)
    query = frozenset(pair for pair in parse_qsl(parts.query) if not _BESIDE.fullmatch(pair[0]))
    return _INDEX.sub("", parts.path), query


def _at_home(url: str, here: str) -> str:
    """Return a link by the scheme and host of the page that it stands on; "" where it leads to another host."""
    there, home = urlsplit(url), urlsplit(here)
    same = there.netloc.removeprefix("www.") == home.netloc.removeprefix("www.")
    return urlunsplit((*home[:2], *there[2:])) if same and len(url) <= _LONGEST else ""
