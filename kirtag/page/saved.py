"""A saved page and the article that it must become, as `tests/pages/<agency>/<slug>.json` has them."""

import json
from datetime import date
from typing import Any

from itemadapter import ItemAdapter

from kirtag.items import Article, StoredPage

# What is told of a saved page beside its article.
HEADER = ("url", "content_type", "captured")


def as_json(page: StoredPage, article: Article) -> dict[str, Any]:
    """Return a page's header and its article in the values that JSON has; what the archive knows of it is left out."""
    fields = ItemAdapter(article).asdict()
    del fields["capture"]
    header = {"url": page.url, "content_type": page.content_type, "captured": page.captured}
    told: dict[str, Any] = json.loads(json.dumps({**header, "article": fields}, default=_iso))
    return told


def written(told: dict[str, Any]) -> str:
    """Return the text of the file."""
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _iso(value: date) -> str:
    return value.isoformat()
