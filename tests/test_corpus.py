"""Real leads beside the checkout, where they lie there: what they get, and what they must not."""

import csv
from pathlib import Path

import pytest

from kirtag.text import split_dateline
from kirtag.text.vocabulary import agency_id

CORPUS = Path(__file__).parents[2] / "shared/corpus/datelines.tsv"
FIELDS = ("dateline_string", "gold_place", "gold_date_as_written", "gold_agency")

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/corpus")


def leads() -> list[dict[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return [
            {name: value or "" for name, value in row.items()}
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def read(lead: str) -> tuple[str | None, ...]:
    dateline, rest = split_dateline(lead)
    assert (dateline.text if dateline else "") + rest == lead
    return (dateline.text, dateline.place, dateline.day, dateline.agency) if dateline else (None,) * 4


def test_no_sentence_gets_a_dateline():
    negative = [row["raw_lead"] for row in leads() if row["family"] == "negative"]
    assert len(negative) > 50
    assert [lead for lead in negative if read(lead) != (None,) * 4] == []


def test_every_lead_of_kirtag_is_read_to_the_letter():
    own = [row for row in leads() if agency_id(row["gold_agency"]) == "kirtag"]
    assert len(own) >= 3
    assert [read(row["raw_lead"]) for row in own] == [tuple(row[name] for name in FIELDS) for row in own]


def test_no_dateline_takes_more_than_its_own():
    long = [row for row in leads() if len(read(row["raw_lead"])[0] or "") > len(row["dateline_string"])]
    assert [row["raw_lead"] for row in long] == []
