"""Real pages of agencies, read without and with their layouts, against what a careful reader found on them.

The pages, what was found on them and how it is scored lie beside the checkout, and are not ours.
"""

import gzip
import importlib
import importlib.util
import json
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import trafilatura

from kirtag import spiders
from kirtag.items import Article, StoredPage
from kirtag.page import NotAnArticle, decode, host, is_under, read
from kirtag.pipelines import text_rules
from kirtag.wire import WireSpider
from tests.bench.measure import in_turns

PAGES = Path(__file__).parents[3] / "shared/pages"
# A site whose pages another agency's spider reads: one publisher, one layout.
KIN = {"sputniknews.com": "sputnik"}
BY_LAYOUT = ("layout", "text order")

Gold = dict[str, Any]


class Page(NamedTuple):
    """A page as served, its address, what a careful reader found on it, and the spider of its agency."""

    url: str
    body: bytes
    gold: Gold
    spider: WireSpider | None


def run() -> None:
    if not PAGES.exists():
        print("real pages: not measured, ../shared/pages is not there")
        return
    scoring = _scoring()
    pages = list(_pages())
    with_spider = [page for page in pages if page.spider]
    print(f"{len(pages)} real pages of agencies, of which {len(with_spider)} have a spider:")
    _tell("without a layout", ".92", scoring, pages, _by_looks)
    _tell("with the agencies' layouts", ".98, 12", scoring, with_spider, _by_layout)
    read_by_layout = [page for page in with_spider if _way(page) in BY_LAYOUT]
    if read_by_layout:
        _tell_cost(read_by_layout)


def _tell(
    how: str, asked: str, scoring: ModuleType, pages: list[Page], reader: Callable[[Page], Article | None]
) -> None:
    scored = [(page.gold, scoring.score(page.gold, _answer(reader(page)))) for page in pages]
    hit, found, wanted = (sum(score["body"][key] for _, score in scored) for key in ("hit", "pred", "gold"))
    perfect = sum(len({score["body"][key] for key in ("hit", "pred", "gold")}) == 1 for _, score in scored)
    precision, recall = hit / (found or 1), hit / (wanted or 1)
    f1 = 2 * hit / (found + wanted or 1)
    print(
        f"    {how}: body P {precision:.3f}, R {recall:.3f}, F1 {f1:.3f} (asked: {asked}), "
        f"{perfect} of {len(pages)} pages without a fault"
    )
    fields = {field: scoring.GOLDKEY.get(field, field) for field in scoring.FIELDS}
    right = ", ".join(f"{field} {sum(score[field] for _, score in scored)}" for field in fields)
    made_up = sum(
        score["said"][field] is not None for gold, score in scored for field, key in fields.items() if not gold[key]
    )
    credit = {key: sum(score["credits"][key] for _, score in scored) for key in ("found", "gold")}
    wrong = sum(len(score["credits"]["wrong"]) for _, score in scored)
    print(f"        right of {len(pages)}: {right}; invented {made_up} (asked: 0)")
    print(f"        credits {credit['found']} of {credit['gold']}, {wrong} wrong")


def _tell_cost(pages: list[Page]) -> None:
    def reading() -> int:
        return sum(_read(page) is not None for page in pages)

    def ours() -> int:
        return sum(_by_layout(page) is not None for page in pages)

    def theirs() -> int:
        return sum(_by_trafilatura(page) is not None for page in pages)

    read_, ruled, beside = in_turns(reading, ours, theirs)
    print(
        f"    read by a layout, {len(pages)} pages: {read_.cpu * 1000:.1f} ms (asked: 5), with the text rules "
        f"{ruled.cpu * 1000:.1f} ms, trafilatura with its metadata {beside.cpu * 1000:.1f} ms; "
        f"ours is {read_.cpu / beside.cpu:.2f} times that (asked: .17)"
    )


def _by_looks(page: Page) -> Article | None:
    try:
        return _ruled(read(decode(page.body, None), page.url), None)
    except NotAnArticle:
        return None


def _by_layout(page: Page) -> Article | None:
    article = _read(page)
    return _ruled(article, page.spider.agency.country) if article and page.spider else None


def _read(page: Page) -> Article | None:
    assert page.spider
    # A day after it was published: old pages are read by old layouts.
    captured = datetime.fromisoformat(page.gold["published"][:10]).replace(tzinfo=UTC) + timedelta(days=1)
    try:
        return page.spider.read(StoredPage(page.url, captured, None, page.body))
    except NotAnArticle:
        return None


def _by_trafilatura(page: Page) -> object:
    return trafilatura.bare_extraction(
        page.body,
        url=page.url,
        include_comments=False,
        include_tables=False,
        favor_precision=True,
        with_metadata=True,
    )


def _way(page: Page) -> str | None:
    article = _read(page)
    return article and article.provenance["body"]


def _ruled(article: Article, country: str | None) -> Article:
    for rule in text_rules(country):
        article = rule.process_item(article)
    return article


def _answer(article: Article | None) -> Gold:
    """Return an article as the scoring wants it; of none nothing is right."""
    if article is None:
        return {}
    line = article.dateline
    return {
        "headline": article.headline,
        "byline": article.byline,
        "published": article.published,
        "dateline": line.text if line else None,
        "place": line.place if line else None,
        "agency": line.agency if line else None,
        "body": article.body,
        "credits": [{"text": one.text, "party": one.credit} for one in article.credits],
    }


def _pages() -> Iterator[Page]:
    known = list(_spiders())
    for gold in json.loads((PAGES / "gold.json").read_text(encoding="utf-8")):
        if not gold.get("article", True):
            continue
        body = gzip.decompress((PAGES / gold["file"]).read_bytes())
        spider = next((one for one in known if _is_of(one, gold)), None)
        url = gold["url"] or (f"https://{spider.hosts[0]}/" if spider else "https://example.kg/")
        yield Page(url, body, gold, spider() if spider else None)


def _spiders() -> Iterator[type[WireSpider]]:
    """Yield the spider of every agency that we have."""
    for module in pkgutil.iter_modules(spiders.__path__, "kirtag.spiders."):
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, WireSpider) and one.__module__ == module.name and one.layouts:
                yield one


def _is_of(spider: type[WireSpider], gold: Gold) -> bool:
    """Tell whether a page is an agency's; one that states no address has its host in the file's name."""
    where = host(gold["url"] or "")
    if not where:
        return any(name in gold["file"] for name in spider.hosts)
    return is_under(where, spider.hosts) or KIN.get(where) == spider.name


def _scoring() -> ModuleType:
    """Return the scoring, a script beside the pages."""
    spec = importlib.util.spec_from_file_location("score_pages", PAGES / "score_pages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
