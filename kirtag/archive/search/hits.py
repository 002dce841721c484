"""Where the words that were asked for stand in a text, in the forms that they have there. Strings in, strings out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kirtag.archive.search.asked import Asked, Term
from kirtag.archive.search.expression import SHORTEST
from kirtag.text.stems import MARK, WORD, is_chinese, stem, word_stems, words

# About each hit: characters that no stored text holds, since it is printable text.
HIT, END = "\x02", "\x03"
# Letters of a snippet, and of these in front of its first hit.
_LONG, _BEFORE = 240, 60
# Between the words of a name.
_WITHIN = ("-", ".", "'", "’")


class _Hit(NamedTuple):
    start: int
    end: int
    what: str


class Hits:
    """What was asked for, to be shown in texts: each hit between two `marks`."""

    def __init__(self, asked: Asked, marks: tuple[str, str] = (HIT, END)) -> None:
        self._marks = marks
        self._stems: set[str] = set()
        self._beginnings: tuple[str, ...] = ()
        phrases: list[str] = []
        for term in (term for terms in asked.terms for term in terms):
            parts = [term.text[word.start : word.end] for word in words(term.text, None)]
            if term.exact or is_chinese(term.text):
                phrases.append(_pattern(term))
            elif parts:
                self._stems.update(*map(word_stems, parts), map(str.lower, parts))
                self._beginnings += (parts[-1].lower(),) if term.beginning else ()
        self._beginnings += tuple(one for one in self._stems if one.startswith(MARK) and len(one) > SHORTEST)
        self._near = {_beginning(one.removeprefix(MARK)) for one in (*self._stems, *self._beginnings)}
        self._phrases = re.compile("|".join(phrases), re.IGNORECASE) if phrases else None
        self._what = lru_cache(10_000)(self._is_of)

    def mark(self, text: str, language: str | None) -> str:
        """Return a text with its hits marked."""
        return self._marked(text, list(self._find(text, language)))

    def snippet(self, text: str, language: str | None) -> str:
        """Return where in a text most of what was asked for stands together, marked; `…` is put where it goes on.

        Without a hit it is how the text begins.
        """
        text = " ".join(text.split())
        found = list(self._find(text, language))
        first = _best(found) if found else 0
        start = max(0, found[first].start - _BEFORE) if found else 0
        start = text.find(" ", start) + 1 if start else 0
        end = len(text) if len(text) <= start + _LONG else text.rfind(" ", start, start + _LONG)
        end = end if end > start else start + _LONG
        within = [
            _Hit(hit.start - start, hit.end - start, "") for hit in found if start <= hit.start and hit.end <= end
        ]
        return f"{'…' if start else ''}{self._marked(text[start:end], within)}{'…' if end < len(text) else ''}"

    def _find(self, text: str, language: str | None) -> Iterator[_Hit]:
        """Yield the hits in a text in their order, those of a name (`Премьер-министр`) as one; none lies in another."""
        spans = [_Hit(*match.span(), "phrase") for match in self._phrases.finditer(text)] if self._phrases else []
        if self._stems:
            standing = list(WORD.finditer(text))
            # Nearly all forms of a word begin alike, and a stem is dear where a word was never met.
            near = [match for match in standing if _beginning(match[0]) in self._near]
            spans += self._among(near, language) or self._among(standing, language)
        last = _Hit(0, 0, "")
        for hit in sorted(spans):
            if last.end and text[last.end : hit.start] in _WITHIN:
                last = _Hit(last.start, hit.end, last.what)
            elif hit.start >= last.end:
                if last.end:
                    yield last
                last = hit
        if last.end:
            yield last

    def _marked(self, text: str, found: list[_Hit]) -> str:
        pieces, end = [], 0
        for hit in found:
            pieces += [text[end : hit.start], self._marks[0], text[hit.start : hit.end], self._marks[1]]
            end = hit.end
        return "".join([*pieces, text[end:]])

    def _among(self, standing: Iterable[re.Match[str]], language: str | None) -> list[_Hit]:
        found = ((match, self._what(match[0], language)) for match in standing)
        return [_Hit(*match.span(), what) for match, what in found if what]

    def _is_of(self, word: str, language: str | None) -> str:
        """Return what a word of a text is a hit of, '' for none."""
        small, its = word.lower(), stem(word, language)
        as_begun = small.startswith(self._beginnings) or its.startswith(self._beginnings)
        return its if its in self._stems or small in self._stems or as_begun else ""


def pieces(marked: str) -> list[str]:
    r"""Return a text in pieces, of which every second is a hit; a mark without its other half is dropped.

    >>> pieces("a \x02b\x03, \x02c")
    ['a ', 'b', ', c']
    """
    found = re.split(f"{HIT}([^{HIT}{END}]*){END}", marked)
    return [re.sub(f"[{HIT}{END}]", "", piece) for piece in found]


def _beginning(word: str) -> str:
    return word[:2].lower().replace("ё", "е")


def _pattern(term: Term) -> str:
    """Return a pattern of a phrase: its words, with any signs between them; ё and е are one."""
    phrase = r"[\W_]+".join(re.sub("[её]", "[её]", part) for part in re.findall(r"[^\W_]+", term.text.lower()))
    return phrase if is_chinese(term.text) else rf"(?<!\w){phrase}(?!\w)"


def _best(found: list[_Hit]) -> int:
    """Return from which hit on a snippet shows the most: of different ones first, then of all."""
    best, most, last, inside = 0, (0, 0), 0, Counter[str]()
    for first, hit in enumerate(found):
        while last < len(found) and found[last].end <= hit.start + _LONG - _BEFORE:
            inside[found[last].what] += 1
            last += 1
        shown = (len(+inside), inside.total())
        if shown > most:
            best, most = first, shown
        if last > first:
            inside[hit.what] -= 1
    return best
