"""What a page tells machines about itself, in whichever of their languages."""

import re
from urllib.parse import urlsplit

from kirtag.page.document import Document
from kirtag.page.json_ld import publishers, read_json_ld
from kirtag.page.meta import meta_of, read_author, read_meta, site_names_stated, told_headlines
from kirtag.page.microdata import marked_publishers, read_microdata
from kirtag.page.once import once
from kirtag.text.tidy import fold
from kirtag.text.vocabulary import agency_id

__all__ = [
    "is_stated",
    "read_author",
    "read_json_ld",
    "read_meta",
    "read_microdata",
    "site_names",
    "told_headlines",
    "without_site",
]

# What parts a headline from the site's name behind it; a bare hyphen only where the name is known.
_PARTED = re.compile(r"\s*(?:\s[-–—·•»:/]{1,2}\s?|\|{1,2}|(?<=[^\w\s])[-–—_]|_)\s*")
# Labels of a host that are no name of its site.
_NO_NAMES = frozenset("com co org net info gov edu news www ru kg kz uz tj en ky kk".split())


def is_stated(page: Document) -> bool:
    """Tell whether the page says of itself that it is an article."""
    return read_json_ld(page, None).headline is not None or "article" in meta_of(page).get("og:type", ())


@once
def site_names(page: Document) -> frozenset[str]:
    """Return what the page calls its site, as it is compared, and the parts of its host."""
    try:
        host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    labels = {label for label in host.split(".")[:-1] if len(label) > 1} - _NO_NAMES
    # Some sites tell the headline in every place.
    stated = {fold(name) for name in site_names_stated(page)} - set(map(fold, meta_of(page).get("og:title", ())))
    stated.discard(fold(page.line("title") or ""))
    return frozenset(
        stated | set(filter(None, map(fold, (*publishers(page), *marked_publishers(page), host, *labels))))
    )


def without_site(headline: str, names: frozenset[str]) -> str:
    """Return a headline without the site's name behind it, which machines are often told with it.

    Only a name that the page states (`names`, folded), or another one of the same agency: many a headline ends in who
    said so.

    >>> without_site("Снег в горах — Пример", frozenset({"пример"})), without_site("Снег — не новость", frozenset())
    ('Снег в горах', 'Снег — не новость')
    """
    agencies = {agency_id(name) for name in names} - {None}
    for parted in reversed([*_PARTED.finditer(headline)]):
        tail = headline[parted.end() :]
        if parted.start() and (fold(tail) in names or agency_id(tail) in agencies):
            return headline[: parted.start()]
    return headline
