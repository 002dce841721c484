"""The real leads and credit lines that lie beside the checkout, and how what we make of them is judged."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kirtag.text import split_credits, split_dateline
from kirtag.text.tidy import fold

CORPUS = Path(__file__).parents[2] / "shared/corpus"
NEGATIVE = "negative"


class Judged(NamedTuple):
    """One row: its language and family, whether it holds what we look for, whether we found something, and rightly."""

    language: str
    family: str
    holds: bool
    found: bool
    right: bool
    line: str


def table(name: str) -> list[dict[str, str]]:
    """The rows of a corpus file; a line feed is written as two characters there."""
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{column: (value or "").replace("\\n", "\n") for column, value in row.items()} for row in rows]


def loose(text: str | None) -> str:
    """Letters and figures only."""
    return re.sub(r"[\W_]+", "", fold(text or ""))


def judge_datelines() -> Iterator[Judged]:
    """Every lead; right is place, day and agency as a careful reader found them, and the first words of the body."""
    for row in table("datelines.tsv"):
        dateline, rest = split_dateline(row["raw_lead"])
        parts = (dateline.place, dateline.day, dateline.agency) if dateline else ()
        gold = (row["gold_place"], row["gold_date_as_written"], row["gold_agency"])
        right = [*map(loose, parts)] == [*map(loose, gold)] and loose(rest).startswith(loose(row["gold_body_start"]))
        holds = row["family"] != NEGATIVE
        yield Judged(row["lang"], row["family"], holds, dateline is not None, holds and right, row["raw_lead"])


def judge_credits() -> Iterator[Judged]:
    """Every line; right is a credit of the party, which the reader noted as printed and we put into the nominative."""
    for row in table("credits.tsv"):
        _, credits = split_credits([row["raw_line"]])
        party, holds = loose(row["gold_credited_party"]), row["is_credit"] == "1"
        right = holds and any(loose(one.credit) == party or party in loose(one.text) for one in credits)
        yield Judged(row["lang"], row["kind"], holds, bool(credits), right, row["raw_line"])


def precision_and_recall(judged: list[Judged]) -> tuple[float, float]:
    """Of what was found, how much is right; of what is there, how much was found rightly."""
    right, found, there = (sum(getattr(one, name) for one in judged) for name in ("right", "found", "holds"))
    return right / max(found, 1), right / max(there, 1)
