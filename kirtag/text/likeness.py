"""How much of one text another one carries: words in threes, and the numbers between them.

Wire text travels. A copy keeps most threes of words even where a desk has cut it, added to it or changed a word in
seven. So does a series (rates, weather, earthquakes), whose numbers differ each day. Measured on 120 families of nine
newsroom edits and 240 templated decoys (`make bench`).
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, NamedTuple
from zlib import crc32

# A number with its fraction or its minutes is one: `85,9066`, `15:40`. Chinese has no blanks: a sign is a word.
# The letters of most words stand first, as ranges: it reads a text in two thirds of the time.
_WORD = re.compile(r"[a-zа-я]+[^\W\d_㐀-鿿]*|\d+(?:[.,:]\d+)*|[㐀-鿿]|[^\W\d_㐀-鿿]+")
_NUMBER = "#"
# Of two texts, the share of the shorter one's threes that the longer one holds, and of numbers that are the same.
# On our families precision is 1 from .7 on, and recall falls slowly beyond it.
_CARRIED, _AGREED = 0.4, 0.7
# A text that is another one with more around it is still that text. No digest is two texts at once so.
_MOST_OF_IT = 0.5
# A longer text is not a news text: a law, a list of names.
_MOST_WORDS = 20_000
# The archive keeps what is looked up: who changes how a text is hashed empties that index by a migration.
# Of a text with so many threes at most one hash in so many is looked up, some fifteen of most texts, by which nearly
# every copy is met (F1 .988, with all .990). The hashes of a longer text are among those of a shorter one.
_SKETCHED = {30: 1, 120: 4, _MOST_WORDS: 16}

Kind = Literal["same_text", "excerpt", "template"]


class Fingerprint:
    """What is compared of a text: the hashes of its threes of words, its numbers, and these by the words around them.

    In threes and surroundings every number is the same one.
    """

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._plain = plain = [_NUMBER if word[0].isdigit() else word for word in words]
        threes = zip(plain, plain[1:], plain[2:], strict=False)
        self.threes = frozenset(map(crc32, map(str.encode, map(" ".join, threes))))

    # Of most texts no more is asked.

    @cached_property
    def numbers(self) -> Counter[str]:
        """Its numbers, and how often each stands there."""
        return Counter(word for word, plain in zip(self._words, self._plain, strict=True) if plain is _NUMBER)

    @cached_property
    def placed(self) -> Counter[tuple[str, ...]]:
        """Each number behind the two words before it, and before the two words behind it."""
        placed: Counter[tuple[str, ...]] = Counter()
        for at, (word, plain) in enumerate(zip(self._words, self._plain, strict=True)):
            if plain is _NUMBER:
                placed[("before", *self._plain[max(0, at - 2) : at], word)] += 1
                placed[("after", *self._plain[at + 1 : at + 3], word)] += 1
        return placed

    @property
    def sketch(self) -> list[int]:
        """The hashes (unsigned, 32 bits) by which texts that may be copies find each other: of a short text all."""
        one_in = next(one_in for most, one_in in _SKETCHED.items() if len(self.threes) <= most)
        return [each for each in self.threes if each % one_in == 0]


class Likeness(NamedTuple):
    """What two texts have in common, as shares from 0 to 1.

    `carried` is the share of the shorter one's threes that stand in the longer one, `covered` that of the longer one's,
    `agreed` that of the numbers that are the same.
    """

    carried: float
    covered: float
    agreed: float

    @property
    def kind(self) -> Kind | None:
        """What one of the texts is to the other; None where they are two texts.

        An excerpt is the part of a longer one, or is quoted in it; of a template's texts the numbers differ.
        """
        if self.carried < _CARRIED:
            return None
        if self.agreed < _AGREED:
            return "template"
        return "same_text" if self.covered > _MOST_OF_IT else "excerpt"


def fingerprint(paragraphs: Iterable[str]) -> Fingerprint:
    """Return the fingerprint of a body, without its dateline, credits and lines that are no text."""
    return Fingerprint(_WORD.findall("\n".join(paragraphs).lower().replace("ё", "е"))[:_MOST_WORDS])


def likeness(one: Fingerprint, other: Fingerprint) -> Likeness:
    """Compare two texts.

    The numbers agree as much as all of them do, and as those that stand between the same words: the mean of both. The
    first alone is spoilt by a digest's other numbers, the second by a series that changes the words beside them.
    """
    shared = len(one.threes & other.threes)
    shorter, longer = sorted((len(one.threes), len(other.threes)))
    agreed = (_agreed(one.numbers, other.numbers) + _agreed_in_place(one.placed, other.placed)) / 2
    return Likeness(shared / shorter if shorter else 0, shared / longer if longer else 0, agreed)


def carried_paragraphs(paragraphs: Iterable[str], shorter: Fingerprint) -> list[int]:
    """Return the numbers, from 1, of the paragraphs of which another text holds the most."""
    threes = [fingerprint([paragraph]).threes for paragraph in paragraphs]
    return [number for number, own in enumerate(threes, 1) if 2 * len(own & shorter.threes) > len(own)]


def _agreed(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of the fewer numbers that are among the others; 1 where a text has none."""
    fewer = min(one.total(), other.total())
    return (one & other).total() / fewer if fewer else 1.0


def _agreed_in_place(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    """Return the share of the places between the same words that hold the same number; 1 where there are none."""
    places, others = _places(one), _places(other)
    shared = sum(min(count, others[place]) for place, count in places.items() if place in others)
    return (one & other).total() / shared if shared else 1.0


def _places(placed: Counter[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    places: Counter[tuple[str, ...]] = Counter()
    for (*place, _), count in placed.items():
        places[tuple(place)] += count
    return places
