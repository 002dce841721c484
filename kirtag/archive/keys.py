"""The permanent names of pages and articles."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from w3lib.url import canonicalize_url

# Written out, since keys are for ever: a list that a library extends would rename pages that we have.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gbraid|wbraid|gad_source|_ga|_gl|srsltid|yclid|ysclid|dclid|msclkid|ttclid|igshid|mc_cid|mc_eid"
    r"|_openstat",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


# A page's address is asked for several times while its response is stored.
@lru_cache(maxsize=1024)
def url_key(url: str) -> str:
    """Return the one name of all spellings of a page's address.

    Scheme, `www.`, default port, fragment, tracking parameters, and a path's closing slashes and hyphens do not
    count (KirTAG's addresses end in a hyphen, with or without a slash); the order of parameters does not either.

    >>> url_key("https://www.kyrtag.kg/ru/news/v-kyrgyzstane-za-sutki-/?utm_source=tg#top")
    'kyrtag.kg/ru/news/v-kyrgyzstane-za-sutki'
    >>> url_key("http://kyrtag.kg/ru/news/?PAGEN_1=2"), url_key("https://kaktus.media/?rss")
    ('kyrtag.kg/ru/news?PAGEN_1=2', 'kaktus.media?rss=')
    """
    parts = urlsplit(canonicalize_url(url.strip()))
    host = (parts.hostname or "").removeprefix("www.")
    if parts.port and parts.port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{parts.port}"
    query = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    ]
    return host + parts.path.rstrip("/-") + ("?" + urlencode(query) if query else "")


def article_key(agency: str, page: str) -> str:
    """Return an article's permanent name, of its agency's id and the key of its first page."""
    return f"{agency}:{page}"
