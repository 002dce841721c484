"""Copies: right on the families of the corpus, through a real archive; what looking for them costs, and its index."""

import json
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from statistics import median
from typing import Any

from kirtag.archive import Archive
from kirtag.archive.copies import link
from kirtag.archive.copies.candidates import Index
from kirtag.archive.copies.sketches import OPEN
from kirtag.archive.wording import paragraphs_of
from kirtag.items import Article
from kirtag.pipelines import text_rules
from tests.corpus import CORPUS

FILE = CORPUS / "copies.jsonl"
MORNING = datetime(2026, 1, 14, 6, tzinfo=UTC)
CALLED = ("same_text", "excerpt")
# Articles a day, and so many that are timed at the end of a week of them.
DAILY, TIMED = 1000, 300


def run() -> None:
    if not FILE.exists():
        print("copies: not measured, ../shared/corpus is not there")
        return
    texts = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder, Archive(folder) as archive:
        numbers = {number: one for one in texts if (number := _save(archive, one["id"], one["text"], one["lang"]))}
        _tell(archive, numbers)
    with tempfile.TemporaryDirectory() as folder, Archive(folder) as archive:
        _tell_cost(archive, texts)


def _save(archive: Archive, number: int, text: str, language: str, moment: datetime = MORNING) -> int:
    url = f"https://example.kg/{number}"
    article = Article(url, "example", language, f"Headline {number}", paragraphs_of(text), moment)
    for rule in text_rules("KG"):
        article = rule.process_item(article)
    archive.save(article)
    found: int = archive.db.execute("SELECT id FROM articles WHERE url = ?", (url,)).fetchone()[0]
    return found


def _tell(archive: Archive, texts: dict[int, dict[str, Any]]) -> None:
    """Print precision and recall over all pairs but those of two variants of one family."""
    wanted = {number for number, one in texts.items() if one["family"] is not None and one["edit"] != "original"}
    right, wrong, kinds = set(), Counter(), Counter()
    for article, first, kind in archive.db.execute("SELECT article, first, kind FROM copies").fetchall():
        one, other = texts[article], texts[first]
        edits = {one["edit"], other["edit"]}
        kin = one["family"] is not None and one["family"] == other["family"]
        if kin and "original" in edits:
            kinds[(edits - {"original"}).pop(), kind] += 1
            if kind in CALLED:
                right.add(article if other["edit"] == "original" else first)
        elif not kin and kind in CALLED:
            wrong["template" if edits == {"template"} else "other"] += 1
    precision = len(right) / (len(right) + wrong.total())
    recall = len(right) / len(wanted)
    f1 = 2 * precision * recall / (precision + recall)
    families = sum(one["edit"] == "original" for one in texts.values())
    print(f"copies, {families} families of nine edits among {len(texts)} articles of one morning:")
    print(f"    precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f} (asked: .98)")
    print(f"    templated decoys called a copy: {wrong['template']} (asked: 0)")
    found = Counter(edit for edit, kind in kinds.elements() if kind in CALLED)
    print(f"    by edit: {', '.join(f'{edit} {found[edit]}/{families}' for edit in sorted(found))}")


def _tell_cost(archive: Archive, texts: list[dict[str, Any]]) -> None:
    """Print what an article costs after a week of a thousand a day, and what of the index it leaves."""
    made = _articles(texts)
    start = MORNING - timedelta(days=6)
    with archive.transaction("example") as db:
        for number, text in enumerate(islice(made, DAILY * 7)):
            moment = (start + timedelta(days=number // DAILY, seconds=number % DAILY)).isoformat()
            row = (f"example:{number}", f"https://example.kg/{number}", text, moment[:19] + "Z", moment[:10])
            db.execute(
                "INSERT INTO articles (key, agency, url, headline, body, published, day, first_seen, last_seen, status,"
                " revision, sha256) VALUES (?1, 'example', ?2, 'Headline', ?3, ?4, ?5, ?4, ?4, 'published', 1, '')",
                row,
            )
    with archive.transaction("example") as db:
        last = db.execute("SELECT max(id) FROM articles").fetchone()[0] - TIMED
        bodies = db.execute("SELECT id, body FROM articles WHERE id > ?", (last,)).fetchall()
        opening = _seconds(lambda: link(archive.index, bodies[0][0], paragraphs_of(bodies[0][1])))
        spent = [_seconds(lambda one=one: link(archive.index, one[0], paragraphs_of(one[1]))) for one in bodies[1:]]
        fresh = Index(db)
        first, second = (_seconds(lambda: link(fresh, bodies[0][0], paragraphs_of(bodies[0][1]))) for _ in range(2))
        entries = db.execute("SELECT sum(length(hashes)) / 4 FROM fingerprints").fetchone()[0]
    size = archive.db.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'fingerprints%'").fetchone()[0]
    each = size / (DAILY * 4)
    print("looking for copies of an article, among 3 days of a thousand:")
    print(f"    {sum(spent) / len(spent) * 1000:.2f} ms CPU, median {median(spent) * 1000:.2f} (asked: under 1.5)")
    print(f"    to read those days into memory, once in a run: {(first - second) * 1000:.0f} ms")
    print(f"    to open the days of a backfill: {opening / (DAILY * 4) * 1000:.2f} ms for each article there")
    print(f"    index: {entries / (DAILY * 4):.0f} hashes and {each:.0f} bytes an article,")
    print(f"    {each * DAILY * OPEN / 1e6:.0f} MB for the {OPEN} days of a thousand that stay (asked: under 100)")


def _articles(texts: list[dict[str, Any]]) -> Iterator[str]:
    """Yield texts of eight sentences, which are those of the corpus at random: they share more than real ones."""
    random.seed(1)
    sentences = [
        sentence
        for one in texts
        if one["edit"] in ("original", "unrelated") and one["lang"] in ("ru", "ky")
        for sentence in re.split(r"(?<=[.!?])\s+", one["text"])
        if 40 < len(sentence) < 400
    ]
    while True:
        words = " ".join(random.choice(sentences) for _ in range(8)).split()
        # Some words of its own, without which it would share whole sentences with dozens of others.
        for at in range(0, len(words), 5):
            words[at] = random.choice(words)
        yield " ".join(words)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
