"""What an edit changed: word by word for a reader, and in a word or two for a list."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

# A number with its fraction or minutes, a word with its hyphens, or a mark; each with the blanks behind it.
_TOKEN = re.compile(r"(?:\d+(?:[.,:]\d+)*|\w+(?:-\w+)*|[^\w\s]|\A)\s*")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
# A word with a capital that opens no sentence, or a quoted name.
_NAME = re.compile(r"(?<![.!?…:»\"]\s)(?<!^)\b[A-ZА-ЯЁҢӨҮӘҒҚҰҺІЎҲЪ][\w’'-]*|«[^«»]{1,80}»")
# Paragraphs with less of their words in common are two. Longer ones are not compared by word, and of more the edits are
# not looked for: both cost as much as one side times the other.
_AKIN, _MOST_TOKENS, _MOST_EDITED = 0.4, 5_000, 100
# Between two changes so many letters stay as they are only by chance.
_CHANCE = 3

What = Literal["headline", "numbers", "names", "paragraphs", "words"]


class Piece(NamedTuple):
    """A run of text that both wordings have (`same`), or only the old (`removed`) or the new one (`added`)."""

    kind: Literal["same", "removed", "added"]
    text: str


def difference(old: Sequence[str], new: Sequence[str]) -> list[list[Piece]]:
    """Return the paragraphs of two wordings, old and new ones in one order, each as its pieces.

    >>> difference(["Намело 70 см."], ["Намело 95 см."])[0][1:3]
    [Piece(kind='removed', text='70'), Piece(kind='added', text='95')]
    """
    return [_pieces(before, after) for before, after in _paired(old, new)]


def what_changed(
    headlines: tuple[str, str], old: Sequence[str], new: Sequence[str]
) -> dict[What, tuple[list[str], list[str]]]:
    """Say what an edit changed: for each kind of change what was taken out and what was put in.

    `paragraphs` are whole ones; `numbers` and `names` those of which a wording has more; `words` stand for an edit that
    is none of these, with the words around the change. Empty where both wordings are the same.
    """
    found: dict[What, tuple[list[str], list[str]]] = {}
    if headlines[0] != headlines[1]:
        found["headline"] = ([headlines[0]], [headlines[1]])
    pairs = [(before, after) for before, after in _paired(old, new) if before != after]
    gone, come = [before for before, after in pairs if not after], [after for before, after in pairs if not before]
    if gone or come:
        found["paragraphs"] = (gone, come)
    edited = [(before, after) for before, after in pairs if before and after]
    texts = ["\n".join(side) for side in zip(*edited, strict=True)] if edited else ["", ""]
    patterns: tuple[tuple[What, re.Pattern[str]], ...] = (("numbers", _NUMBER), ("names", _NAME))
    for kind, pattern in patterns:
        before, after = (Counter(pattern.findall(text)) for text in texts)
        if before != after:
            found[kind] = (list(before - after), list(after - before))
    if edited and not found.keys() & {"numbers", "names"}:
        pieces = [piece for pair in edited for piece in _pieces(*pair)]
        taken, put = ([one.text for one in pieces if one.kind == kind] for kind in ("removed", "added"))
        found["words"] = (taken, put)
    return found


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of two wordings side by side; one that only one of them has stands beside "" ."""
    before: list[str] = []
    after: list[str] = []
    for step in LCSseq.opcodes(old, new):
        ours, theirs = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            yield from _akin(before, after)
            before, after = [], []
            yield from zip(ours, theirs, strict=True)
        else:
            before += ours
            after += theirs
    yield from _akin(before, after)


def _akin(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair those of some paragraphs that are edits of each other, in their order, so that most words are paired."""
    if max(len(old), len(new)) > _MOST_EDITED:
        yield from ((paragraph, "") for paragraph in old)
        yield from (("", paragraph) for paragraph in new)
        return
    before, after = ([Counter(one.lower().split()) for one in side] for side in (old, new))
    # best[i][j]: the words that can be paired of the paragraphs from i and from j on.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    shared = [[_shared(one, other) for other in after] for one in before]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = shared[i][j] + best[i + 1][j + 1] if shared[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and shared[i][j] and best[i][j] == shared[i][j] + best[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            yield old[i], ""
            i += 1
        else:
            yield "", new[j]
            j += 1


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """Return how many words two paragraphs share; 0 for two that are no edits of each other."""
    shared = (one & other).total()
    return float(shared) if 2 * shared >= _AKIN * (one.total() + other.total()) else 0.0


def _pieces(old: str, new: str) -> list[Piece]:
    """Return two wordings of a paragraph as one."""
    if old == new:
        return [Piece("same", old)]
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if not old or not new or max(len(before), len(after)) > _MOST_TOKENS:
        return [piece for piece in (Piece("removed", old), Piece("added", new)) if piece.text]
    words = ([token.rstrip() for token in tokens] for tokens in (before, after))
    spans = [
        (step.tag, "".join(before[step.src_start : step.src_end]), "".join(after[step.dest_start : step.dest_end]))
        for step in LCSseq.opcodes(*words)
    ]
    return list(_read_well(spans))


def _read_well(spans: Sequence[tuple[str, str, str]]) -> Iterator[Piece]:
    """Yield pieces of which what was removed and added stands together, without islands of a letter or a mark."""
    removed = added = ""
    for at, (kind, before, after) in enumerate(spans):
        island = 0 < at < len(spans) - 1 and sum(map(str.isalnum, before)) <= _CHANCE
        if kind == "equal" and not island:
            yield from _change(removed, added)
            removed = added = ""
            yield Piece("same", after)
        else:
            removed, added = removed + before, added + after
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Piece]:
    """Yield what was exchanged; a blank behind both stays."""
    blank = added[len(added.rstrip()) :] if removed.strip() and added.strip() and removed[-1].isspace() else ""
    if removed:
        yield Piece("removed", removed.rstrip() if blank else removed)
    if added:
        yield Piece("added", added.removesuffix(blank))
    if blank:
        yield Piece("same", blank)
