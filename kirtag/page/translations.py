"""The translations of an article that its page names: `<link rel="alternate" hreflang="ky" href="…">`."""

from kirtag.page.document import Document
from kirtag.page.listing import web_address

# No article has more; a page that names hundreds of regions is none we need to look each up for.
_MOST = 50


def read_translations(page: Document) -> list[str]:
    """Return the addresses under which a page says it stands in other languages, each once, without its own.

    Some sites name their home pages there on every page: whether an address is an article's is not known here.
    """
    if "hreflang" not in page.text:
        return []  # as on most pages: a selector looks at every element
    named = page.select("link[rel~=alternate][hreflang][href], a[rel~=alternate][hreflang][href]")
    urls = (web_address(page.base, element.get("href")) for element in named[:_MOST])
    return [url for url in dict.fromkeys(urls) if url and url != page.url]
