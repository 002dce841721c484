"""Saved pages, each beside the article that it must become.

`tests/pages/<agency>/<slug>.html` is a page as served, `<slug>.json` the address, the content type and the moment at
which it was, and its article. A new page needs only its HTML: the first run of this test writes the JSON, for a person
to read and correct, the address first.
"""

import json
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kirtag.adding.files import saved_page
from kirtag.commands import ANY
from kirtag.items import StoredPage
from kirtag.page import Document, decode
from kirtag.page.layouts import AnyLayout, first_holding
from kirtag.page.saved import HEADER, as_json, written
from kirtag.pipelines import text_rules
from kirtag.text import recompose, tidy
from kirtag.wire import WireSpider

PAGES = Path(__file__).parent / "pages"
SPIDERS = Path(__file__).parents[1] / "kirtag/spiders"
SAVED = sorted(PAGES.glob("*/*.html"))
# But for `any`, which reads the sites that are none of ours.
AGENCIES = sorted({one.stem for one in SPIDERS.glob("[!_]*.py")} - {ANY})


def spider_of(agency: str) -> WireSpider:
    """The spider in the module of that name."""
    module = import_module(f"kirtag.spiders.{agency}")
    return next(value for value in vars(module).values() if getattr(value, "name", None) == agency)()


def guess(page: Path) -> dict[str, str]:
    """What a new page's header may be: where it says to be, or the agency's home; when the file was saved."""
    one = saved_page(page, f"https://{spider_of(page.parent.name).hosts[0]}/")
    return dict(zip(HEADER, (one.url, "text/html; charset=utf-8", one.captured.isoformat()), strict=True))


def stored(page: Path, header: dict[str, str]) -> StoredPage:
    """A saved page as the archive would hand it out."""
    captured = datetime.fromisoformat(header["captured"])
    return StoredPage(header["url"], captured, header["content_type"], page.read_bytes())


def read_whole(page: Path, header: dict[str, str]) -> dict[str, Any]:
    """A saved page's header and its article after all text rules, as JSON has them."""
    spider, one = spider_of(page.parent.name), stored(page, header)
    article = spider.read(one)
    printed = article.body
    for rule in text_rules(spider.agency.country):
        article = rule.process_item(article)
    assert recompose(article.body, article.cuts) == tidy(article.original or printed)
    return as_json(one, article)


@pytest.mark.parametrize("page", SAVED, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_saved_page_becomes_its_article(page: Path):
    known = page.with_suffix(".json")
    expected = json.loads(known.read_text("utf-8")) if known.exists() else guess(page)
    found = read_whole(page, {name: expected[name] for name in HEADER})
    if "article" not in expected:
        known.write_text(written(found), "utf-8")
        pytest.fail(f"{known.relative_to(PAGES.parent)} is new: read it, correct it, commit it.")
    assert found == expected


def test_every_expected_article_has_its_page():
    assert {known.stem for known in PAGES.glob("*/*.json")} == {page.stem for page in SAVED}


def layout_of(page: Path) -> AnyLayout | None:
    """The layout by which a saved page is read; None for an agency without any, whose pages are read as any are."""
    spider, expected = spider_of(page.parent.name), json.loads(page.with_suffix(".json").read_text("utf-8"))
    one = stored(page, expected)
    document = Document(decode(one.body, one.content_type), one.url)
    held = first_holding(spider.layouts, document, spider.zone, one.captured)
    assert held or not spider.layouts
    return held[0] if held else None


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_edition_and_layout_of_an_agency_is_saved(agency: str):
    saved = list((PAGES / agency).glob("*.html"))
    languages = {json.loads(page.with_suffix(".json").read_text("utf-8"))["article"]["language"] for page in saved}
    spider = spider_of(agency)
    assert languages == set(spider.agency.languages)
    assert {*map(layout_of, saved)} - {None} == set(spider.layouts)
