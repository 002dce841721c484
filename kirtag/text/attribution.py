"""Attribution: whom a text names as its source. It is found and put into the nominative, and the text is left alone.

An institution, never a person: an official who speaks is quoted, and stands in the text for all to see. So a party
has a head that we know (`министерство`), or is capitals (`МЧС`), a name in quotes or a foreign one.
"""

import re
from collections.abc import Iterable, Iterator

from kirtag.text.attribution_parts import HEADS, WORDS
from kirtag.text.attribution_rules import LEADING, RULES, Family
from kirtag.text.institutions import CASES, forms, into_nominative, nouns
from kirtag.text.vocabulary import agency_id

# What is looked at: a text names its source before that, and a hostile one costs no more.
_LOOKED_AT = 8_000
# So many paragraphs are the front of a text.
_FRONT = 2
_LONGEST = 80
_SENTENCE = re.compile(r"(?<=[\w»”\")]{2}[.!?…]) ")
# A name in a case cannot be told from its nominative: `«Ветка»` or `«Ветки»`.
_OBLIQUE = re.compile(r"[а-яёөүң][аеиуыюя]\W?$")
_PRESS = frozenset(WORDS["press service"])
_VAGUE_RUSSIAN = nouns(("vague",), ("ru",)) - _PRESS
_VAGUE = nouns(("vague",), ("ky", "kk", "uz", "tg", "en")).union(WORDS["vague"])


def find_attribution(paragraphs: list[str]) -> str | None:
    """Return the institution that a text names as its source, the first that it names; None where it names none.

    >>> find_attribution(["Перевал закрыт.", "Об этом сообщили «24.kg» в пресс-службе МЧС."])
    'пресс-служба МЧС'
    >>> find_attribution(["Перевал закрыт, сообщил глава МЧС."])
    """
    texts = list(_beginning(paragraphs))
    anywhere, in_front = _tried(RULES, "\n".join(texts)), _tried(LEADING, "\n".join(texts[:_FRONT]))
    for number, text in enumerate(texts):
        possible = anywhere + in_front if number < _FRONT else anywhere
        for sentence in _SENTENCE.split(text) if _tried(possible, text) else ():
            for family in _tried(possible, sentence):
                for match in (match for rule in family.rules for match in rule.pattern.finditer(sentence)):
                    if party := _read(match):
                        return party
    return None


def _beginning(paragraphs: Iterable[str]) -> Iterator[str]:
    left = _LOOKED_AT
    for paragraph in paragraphs:
        yield paragraph[:left]
        left -= len(paragraph) + 1
        if left <= 0:
            return


def _tried(families: tuple[Family, ...], text: str) -> tuple[Family, ...]:
    """Return the families of which a rule may match in a text: a cheap look spares most of them."""
    return tuple(family for family in families if any(map(text.__contains__, family.pieces)))


def _read(match: re.Match[str]) -> str | None:
    """Return the party of a match as one writes it in a heading; None for nobody in particular, and for an agency."""
    found = {name: text for name, text in match.groupdict().items() if text}
    case = next((case for case in CASES if case in found), None)
    party = _declined(found, case) if case else _as_printed(found)
    if party is None:
        return None
    known = any(agency_id(name.strip(' «»“”"')) for name in (party, found.get("tail", "")))
    if (known and "cited" not in found) or (not known and "wire" in found):
        return None
    return _shorten(party)


def _declined(found: dict[str, str], case: str) -> str | None:
    """Return a party with a Russian head, with that and its adjectives in the nominative; None where it is vague."""
    printed, adjectives, tail = found[case], found.get("adjectives", ""), found.get("tail", "")
    known = forms(HEADS, case)
    # What is in front of a form that we know is a prefix: `погранслужба`.
    form = next(known[end] for at in range(len(printed)) if (end := printed[at:].lower()) in known)
    noun = into_nominative("", printed, form)
    owner = forms(HEADS, "genitive").get(tail.strip())
    if not adjectives and noun.lower() in _VAGUE_RUSSIAN and (not tail or (owner and owner.noun in _VAGUE_RUSSIAN)):
        return None
    if noun.lower() in WORDS["ru small"]:
        printed = printed.lower()
    return into_nominative(adjectives, printed, form) + tail


def _as_printed(found: dict[str, str]) -> str | None:
    """Return a party of another kind; None where it is a name in a case, or nobody in particular."""
    party = next(found[kind] for kind in ("party", "capitals", "name", "oblique", "wire") if kind in found)
    if party.lower() in _PRESS:
        return party
    if "oblique" in found and _OBLIQUE.search(party):
        return None
    if "party" in found and party.isascii() and party.islower():
        return None
    return None if all(word in _VAGUE for word in party.lower().split()) else party


def _shorten(party: str) -> str:
    """Cut a party at a word, no longer than a heading allows, and outside of quotes."""
    if len(party) > _LONGEST:
        party = party[: party.rfind(" ", 0, _LONGEST + 1) if " " in party[: _LONGEST + 1] else _LONGEST]
    if party.count("«") > party.count("»"):
        party = party[: party.rfind("«")]
    return re.sub(r"(?:[ ,;:–—-]|(?<= )(?:и|по|с))+$", "", party)
