"""Search by stems: how much of what is meant a typed word finds in a real full-text table, and what stems cost.

A word is asked for by its dictionary form and by another of its forms. Wanted are the sentences that hold any form of
it; recall is the mean of the words', precision that of all that was found. What is typed has no known language.
"""

import json
import random
import re
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from kirtag.archive.search import asked
from kirtag.archive.search.expression import expression
from kirtag.text.stems import _MET, _Stems, unshown_stems
from tests.bench.measure import in_turns
from tests.bench.text import ARTICLE
from tests.corpus import CORPUS

LEMMAS = Path(__file__).with_name("lemmas")
# The dictionary form of a word in an invented sentence.
MARK = re.compile(r"([\w-]+)/([\w-]*)")
CALLS = 50


class Word(NamedTuple):
    """A word, the sentences that hold a form of it, those that may, and its forms."""

    form: str
    wanted: set[int]
    doubtful: set[int]
    forms: list[str]


class Gold(NamedTuple):
    told: str
    language: str
    sentences: list[str]
    words: list[Word]
    figures: str


OURS = "as kirtag looks for it"
WAYS: dict[str, Callable[[str], str]] = {
    "the word as typed": lambda word: f'body:"{word}"',
    "what begins so": lambda word: f'body:"{word}"*',
    OURS: lambda word: expression(asked(word))[0],
}


def run() -> None:
    for gold in golds():
        found(gold)
    costs()


def golds() -> Iterator[Gold]:
    yield invented()
    if not CORPUS.exists():
        print("search in real texts: not measured, ../shared/corpus is not there")
        return
    texts = [json.loads(line) for line in CORPUS.joinpath("copies.jsonl").read_text(encoding="utf-8").splitlines()]
    own = [one for one in texts if one["edit"] in ("original", "unrelated")]
    pages = json.loads(CORPUS.joinpath("extraction", "ground-truth.json").read_text(encoding="utf-8")).values()
    english = [page["articleBody"] for page in pages if is_english(page["articleBody"])]
    russian, kyrgyz = ([one["text"] for one in own if one["lang"] == language] for language in ("ru", "ky"))
    yield listed("russian", "ru", russian[::2], "asked: recall .97, precision .90")
    yield listed("kyrgyz", "ky", kyrgyz[1::2], "asked: recall .93, precision .85")
    yield listed("english", "en", english[::2], "asked: recall .97, precision .85")


def invented() -> Gold:
    lines = [line for line in lines_of("russian_sentences") if not line.startswith("#")]
    forms, wanted = defaultdict(set), defaultdict(set)
    for row, line in enumerate(lines):
        for form, lemma in MARK.findall(line):
            small = form.lower().replace("ё", "е")
            forms[lemma or small].add(small)
            wanted[lemma or small].add(row)
    words = [Word(lemma, wanted[lemma], set(), sorted(forms[lemma])) for lemma in forms if len(forms[lemma]) > 1]
    sentences = [MARK.sub(r"\1", line) for line in lines]
    return Gold("invented Russian, marked by hand", "ru", sentences, words, "asked: recall .97, precision .90")


def listed(name: str, language: str, texts: list[str], asked: str) -> Gold:
    sentences = [line for text in texts for line in re.split(r"(?<=[.!?])\s+|\n+", text) if line.strip()]
    standing = defaultdict(set)
    for row, line in enumerate(sentences):
        for word in re.findall(r"[^\W_]+", line.lower().replace("ё", "е")):
            standing[word].add(row)
    words = []
    for line in lines_of(name):
        if not line.startswith("#"):
            lemma, forms, more = line.split("\t")
            wanted, doubtful = (set().union(*(standing[one] for one in all_.split())) for all_ in (forms, more))
            words.append(Word(lemma, wanted, doubtful - wanted, forms.split()))
    return Gold(f"real texts, {LEMMAS.name}/{name}.tsv", language, sentences, words, asked)


def is_english(text: str) -> bool:
    return len(re.findall(r"\b(?:the|and|of)\b", text)) > 0.05 * len(text.split())


def lines_of(name: str) -> list[str]:
    return LEMMAS.joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()


def found(gold: Gold) -> None:
    """Print recall and precision of each way to ask."""
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE texts USING fts5(headline, dateline, body, stems)")
    rows = [(row, line, unshown_stems(line, gold.language)) for row, line in enumerate(gold.sentences)]
    table.executemany("INSERT INTO texts (rowid, body, stems) VALUES (?, ?, ?)", rows)
    random.seed(1)
    others = [random.choice([form for form in word.forms if form != word.form]) for word in gold.words]
    print(f"search, {gold.language}: {len(gold.words)} words in {len(rows)} sentences; {gold.told}:")
    for way, query in WAYS.items():
        told = []
        for what, typed in (("dictionary form", [word.form for word in gold.words]), ("another form", others)):
            recalls, right, all_ = [], 0, 0
            for word, form in zip(gold.words, typed, strict=True):
                hits = {row for (row,) in table.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (query(form),))}
                recalls.append(len(hits & word.wanted) / len(word.wanted))
                right += len(hits & word.wanted)
                all_ += len(hits - word.doubtful)
            told.append(f"{what} {sum(recalls) / len(recalls):.3f} / {right / all_:.3f}")
        print(f"    {way}: {', '.join(told)}{f' ({gold.figures}; .85)' if way == OURS else ''}")


def costs() -> None:
    """Print what the stems of an article cost, of a word that is new, and of the import."""
    article = "\n".join(ARTICLE)
    words = sorted({form for word in invented().words for form in word.forms})

    def warm() -> int:
        for _ in range(CALLS):
            unshown_stems(article, "ru")
        return CALLS

    def cold() -> int:
        _MET["ru"] = _Stems("ru")
        unshown_stems(" ".join(words), "ru")
        return len(words)

    known, new = in_turns(warm, cold)
    print("stems of a Russian article of 2,500 characters, median:")
    print(f"    words met before: {known.cpu * 1000:.2f} ms (asked: 0.5); a new word: {new.cpu * 1e6:.0f} µs")
    print(subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True).stdout, end="")


PROBE = """
import sys, time
began = time.process_time()
from kirtag.text.stems import unshown_stems
imported = time.process_time()
late = "pymorphy3" not in sys.modules and "Stemmer" not in sys.modules

def resident():
    with open("/proc/self/smaps_rollup") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Rss:")) / 1000

before = resident()
unshown_stems("люди", "ru")
opened = time.process_time()
print(f"    import: {imported - began:.2f} s, {'without' if late else 'WITH'} the dictionary;", end=" ")
print(f"to open it: {opened - imported:.2f} s and {resident() - before:.0f} MB")
"""
