"""Real pages of fourteen agencies, read without a layout, against what a careful reader found on them.

The pages are not ours and stay where they are: outside of the checkout.
"""

import gzip
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from kirtag.items import Article
from kirtag.page import decode, read
from kirtag.pipelines import text_rules
from kirtag.text.tidy import fold

PAGES = Path(__file__).parent.parent.parent / "shared/pages"

pytestmark = pytest.mark.skipif(not PAGES.exists(), reason="the real pages are not beside this checkout")


@pytest.fixture(scope="module")
def found():
    """Pairs of what the reader found on a page and what we do."""
    pairs = []
    for gold in json.loads((PAGES / "gold.json").read_text()):
        article = read(
            decode(gzip.decompress((PAGES / gold["file"]).read_bytes())), gold["url"] or "https://example.kg/"
        )
        for rule in text_rules():
            article = rule.process_item(article)
        pairs.append((gold, article))
    return pairs


def same(text):
    """Quotes and white space are not what is compared."""
    return "".join(char for char in fold(text) if char.isalnum())


def same_time(gold, article: Article) -> bool:
    """Times that a page states without a zone are known to the day."""
    stated, read_ = datetime.fromisoformat(gold["published"]), article.published
    if isinstance(read_, datetime) and stated.tzinfo:
        return abs((read_ - stated).total_seconds()) < 60
    return isinstance(read_, date) and read_ == stated.date()


def test_the_headline_is_right_on_all_but_one(found):
    assert sum(same(gold["headline"]) == same(article.headline) for gold, article in found) >= 13


def test_the_time_of_publication_is_right_on_all_but_one_and_nowhere_wrong(found):
    assert sum(same_time(gold, article) for gold, article in found) >= 13
    assert all(article.published is None or same_time(gold, article) for gold, article in found)


def test_nearly_all_paragraphs_are_there(found):
    wanted = [(part, article) for gold, article in found for part in gold["body"]]
    bodies = {id(article): same(" ".join(article.body)) for _, article in found}
    there = sum(same(part["start"])[:25] in bodies[id(article)] for part, article in wanted)
    assert there / len(wanted) >= 0.95


def test_a_dateline_is_right_on_all_but_one_and_nowhere_invented(found):
    read_ = [(gold, article.dateline) for gold, article in found]
    right = [
        same(gold["dateline"] or "") == same(ours.text if ours else "")
        and same(gold["place"] or "") == same((ours and ours.place) or "")
        and same(gold["agency_as_printed"] or "") == same((ours and ours.agency) or "")
        for gold, ours in read_
    ]
    assert sum(right) >= 13
    assert [ours.text for gold, ours in read_ if ours and not gold["dateline"]] == []


def test_a_credit_is_never_wrong_and_on_nearly_all_pages_none_is_missed(found):
    ours = [({same(credit.credit) for credit in article.credits}, gold) for gold, article in found]
    theirs = [({same(credit["party"]) for credit in gold["credits"]}, read_) for read_, gold in ours]
    assert all(read_ <= stated for stated, read_ in theirs)
    assert sum(read_ == stated for stated, read_ in theirs) >= 13
