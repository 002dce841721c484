"""Which fields a run's articles have: counted, and held against the agency's own record."""

from collections import Counter

import pytest

from kirtag.run.coverage import count, fallen, together, told
from tests.builders import article

# A month of an agency that prints everything, and signs two of three articles with a dateline.
RECORD = {"read": 300, "headline": 300, "published": 299, "body": 297, "dateline": 200, "layout": 298}
ALL = {"headline": 12, "published": 12, "body": 12, "dateline": 8, "layout": 12}


def run(read: int = 12, **fields: int) -> dict[str, int]:
    return {"read": read} | ALL | fields


@pytest.mark.parametrize(
    ("now", "fields"),
    [
        (run(published=0), ["published"]),
        (run(body=0, headline=0, layout=0), ["headline", "body", "layout"]),
        (run(layout=0), ["layout"]),
        (run(published=5), ["published"]),
        # Three articles are enough where hardly one lacked the field so far.
        (run(3, headline=3, published=0, body=3, layout=3), ["published"]),
    ],
)
def test_a_field_that_is_lost_is_named(now: dict[str, int], fields: list[str]):
    assert fallen(now, RECORD) == fields


@pytest.mark.parametrize(
    ("now", "record"),
    [
        (run(), RECORD),
        (run(0, **dict.fromkeys(ALL, 0)), RECORD),
        # A short night: two of three.
        (run(3, headline=3, published=2, body=3, layout=3), RECORD),
        # Half of the pages is no layout's change.
        (run(published=6), RECORD),
        # One article proves nothing.
        (run(1, headline=1, published=0, body=1, layout=1), RECORD),
        # The agency does not always sign.
        (run(dateline=0), RECORD),
        # Nothing is known of it yet.
        (run(published=0), {}),
        (run(published=0), {"read": 19, "published": 19}),
    ],
)
def test_what_may_happen_in_any_night_is_no_fall(now: dict[str, int], record: dict[str, int]):
    assert fallen(now, record) == []


def test_an_agency_that_always_signs_is_missed_when_it_does_not():
    assert fallen(run(dateline=0), RECORD | {"dateline": 300}) == ["dateline"]


def test_an_articles_fields_are_counted_with_the_way_its_body_was_read():
    counted: Counter[str] = Counter()
    count(counted, article(provenance={"body": "text order"}))
    count(counted, article("Кар жаады.", published=None, provenance={"body": "fallback"}))
    assert counted == {
        "headline": 2, "body": 2, "published": 1, "dateline": 1, "layout": 1, "by text order": 1, "by fallback": 1
    }  # fmt: skip


def test_what_several_runs_counted_is_added_up():
    assert together([RECORD, run()])["read"] == 312
    assert together([]) == {}


def test_the_sentence_names_the_fields_and_the_layout():
    now = run(published=0) | {"by text order": 12}
    assert told(["published"], now, RECORD) == (
        "published in 0 of 12 articles (before: 299 of 300); bodies were read by text order 12"
    )
