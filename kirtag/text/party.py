"""The party of a credit, as it is called: behind a bare label it stands in another case."""

import re
from functools import cache

from kirtag.text.credit_parts import words
from kirtag.text.vocabulary import rows

_PREPOSITION = re.compile(r"(?:из|с|со|з|із|от)\s", re.IGNORECASE)


@cache
def _nominatives() -> dict[str, str]:
    table = (row for row in rows("party_words") if row[0] in ("head", "from") and len(row) == 3)
    return {printed.casefold(): nominative for _, printed, nominative in table}


@cache
def _declined() -> re.Pattern[str]:
    return re.compile(words(_nominatives()), re.IGNORECASE)


def nominative(party: str) -> str:
    """Return the party with its first word in the nominative, where the tables know the word.

    >>> nominative("пресс-службы президента"), nominative("с сайта kremlin.ru"), nominative("РБК")
    ('пресс-служба президента', 'сайт kremlin.ru', 'РБК')
    """
    preposition = _PREPOSITION.match(party)
    party = party[preposition.end() :] if preposition else party
    word = _declined().match(party)
    if not word:
        return party
    called = _nominatives()[" ".join(word[0].casefold().split())]
    capital = word[0][:1].isupper() and not called[:1].isupper()
    return (called[:1].upper() + called[1:] if capital else called) + party[word.end() :]
