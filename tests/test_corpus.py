"""Real leads and credit lines beside the checkout, where they lie there: what they get, and what they must not."""

import pytest

from kirtag.text import split_dateline
from kirtag.text.vocabulary import agency_id
from tests.corpus import CORPUS, judge_credits, judge_datelines, precision_and_recall, table

FIELDS = ("dateline_string", "gold_place", "gold_date_as_written", "gold_agency")

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/corpus")


def test_no_sentence_gets_a_dateline():
    negative = [one for one in judge_datelines() if not one.holds]
    assert len(negative) > 50
    assert [one.line for one in negative if one.found] == []


def test_datelines_are_read_with_all_their_parts():
    precision, recall = precision_and_recall(list(judge_datelines()))
    assert precision >= 0.995
    assert recall >= 0.98


def test_reporters_are_read():
    reported = [row for row in table("datelines.tsv") if row["gold_reporter"]]
    read = [split_dateline(row["raw_lead"])[0] for row in reported]
    assert [one and one.reporter for one in read] == [row["gold_reporter"] for row in reported]


def test_every_lead_of_kirtag_is_read_to_the_letter():
    own = [row for row in table("datelines.tsv") if agency_id(row["gold_agency"]) == "kirtag"]
    read = [split_dateline(row["raw_lead"])[0] for row in own]
    assert len(own) >= 3
    told = [(one.text, one.place, one.day, one.agency) if one else None for one in read]
    assert told == [tuple(row[name] for name in FIELDS) for row in own]


def test_no_dateline_takes_more_than_its_own():
    rows = table("datelines.tsv")
    read = [(split_dateline(row["raw_lead"])[0], row["dateline_string"]) for row in rows]
    assert [one.text for one, gold in read if one and len(one.text) > len(gold)] == []


def test_credits_are_told_from_sentences_about_pictures():
    judged = list(judge_credits())
    precision, recall = precision_and_recall(judged)
    assert 2 * precision * recall / (precision + recall) >= 0.97
    assert [one.line for one in judged if one.found and not one.holds] == []
