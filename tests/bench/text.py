"""Datelines and credits against what a careful reader found, by family and language; what the text rules cost."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable

from kirtag.text import find_attribution, find_credits, is_mojibake, split_dateline, tidy
from kirtag.text.gazetteer import _trie
from tests.bench.measure import in_turns
from tests.corpus import CORPUS, Judged, judge_credits, judge_datelines, precision_and_recall

# An average article of ours: eight paragraphs of 350 characters, a dateline, a credit, spaces that need tidying.
SENTENCE = "Дорожники вывели на перевал девять машин и к утру расчистили обе полосы, сказал дежурный по трассе. "
ARTICLE = [
    "Бишкек. 25 февраля. КирТАГ - " + SENTENCE * 3,
    SENTENCE.replace(" и ", "\u00a0и ") * 3 + SENTENCE[:50],
    *[(SENTENCE * 4)[:350]] * 5,
    "Источник фото: Пресс-служба МЧС",
]
CALLS = 200


def run() -> None:
    if CORPUS.exists():
        told("datelines, with all parts right", list(judge_datelines()), ("asked: precision .995", "recall .98"))
        told("credits, with their party", list(judge_credits()), ("asked: F1 .97", ""))
    else:
        print("datelines and credits: not measured, ../shared/corpus is not there")
    costs()
    memory()


def told(what: str, judged: list[Judged], asked: Iterable[str]) -> None:
    """Print precision, recall and F1 of all rows, then found and there by family and by language."""
    precision, recall = precision_and_recall(judged)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{what}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({', '.join(filter(None, asked))})")
    for column in ("family", "language"):
        print(f"    by {column}: {', '.join(counted(judged, lambda one, column=column: getattr(one, column)))}")


def counted(judged: list[Judged], of: Callable[[Judged], str]) -> Iterable[str]:
    """`comma-slash 24/24`: rightly found of those that are there; for rows without, how many were left alone."""
    there = Counter(map(of, judged))
    right = Counter(of(one) for one in judged if one.right or not (one.holds or one.found))
    return (f"{name} {right[name]}/{there[name]}" for name in sorted(there))


def costs() -> None:
    """Print what the rules cost for an average article."""

    def work(rules: Callable[[], object]) -> Callable[[], int]:
        def calls() -> int:
            for _ in range(CALLS):
                rules()
            return CALLS

        return calls

    tidied = tidy(ARTICLE)

    def asked() -> None:
        body = tidy(ARTICLE)
        split_dateline(body[0])
        list(find_credits(body))

    parts = {
        "tidy, dateline and credits": asked,
        "tidy": lambda: tidy(ARTICLE),
        "dateline": lambda: split_dateline(tidied[0]),
        "credits": lambda: list(find_credits(tidied)),
        "attribution": lambda: find_attribution(tidied),
        "mojibake": lambda: is_mojibake("\n".join(tidied)),
        "floor: joining and splitting the body": lambda: "\n".join(tidied).split("\n"),
    }
    print("an article of 8 paragraphs and 2,500 characters, median:")
    for name, cost in zip(parts, in_turns(*map(work, parts.values())), strict=True):
        print(f"    {name}: {cost.cpu * 1e6:.0f} µs{' (asked: 150)' if name.startswith('tidy,') else ''}")


def memory() -> None:
    """Print how long the import takes, and what looking up 10,000 places, far apart in the file, adds to a process."""
    names = sorted(set(_trie().keys()))
    some = "\n".join(names[:: len(names) // 10_000])
    done = subprocess.run([sys.executable, "-c", PROBE], input=some, capture_output=True, text=True, check=True)
    print(f"gazetteer, {len(names):,} names, mapped into memory:\n{done.stdout}", end="")


PROBE = """
import sys, time
began = time.process_time()
import kirtag.text
print(f"    import of kirtag.text: {time.process_time() - began:.2f} s (asked: under 0.3)")

def resident(*kinds):
    with open("/proc/self/smaps_rollup") as file:
        sizes = (line.split() for line in file)
        return sum(int(size[1]) for size in sizes if size[0].startswith(kinds)) / 1000

names = sys.stdin.read().splitlines()
before, own = resident("Rss:"), resident("Private_Dirty:")
found = sum(kirtag.text.find_place(name) is not None for name in names)
after = resident("Rss:"), resident("Private_Dirty:")
print(f"    {found:,} of {len(names):,} places found; memory: {after[0] - before:.1f} MB (asked: under 10),")
print(f"    of which the process's own: {after[1] - own:.1f} MB")
"""
