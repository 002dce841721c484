"""What the shapes of a credit are made of: labels and parties, as patterns built from the words in `data/`.

The patterns are for `re.IGNORECASE`; a part where a capital counts says so. Every repetition is bounded and every word
is atomic, so that a hostile line costs no more than another of its length.
"""

import re
from collections.abc import Iterable
from functools import cache

from kirtag.text.institutions import adjective, forms, into_nominative, nouns
from kirtag.text.rules import CAPITAL, SMALL
from kirtag.text.tidy import fold
from kirtag.text.vocabulary import any_of, rows


def words(entries: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first, that ends where a word ends."""
    return rf"{any_of(entries)}(?!\w)"


def _role(name: str) -> list[str]:
    return [row[1] for row in rows("credit_words") if row[0] == name]


def labels(*ways: str, kind: str = "") -> str:
    """Return a pattern of the labels after which the party follows in one of these ways."""
    chosen = (label for its, way, label in rows("credits") if way in ways and kind in ("", its))
    return rf"(?<!\w){words(chosen)}"


KINDS = {fold(label): kind for kind, _, label in rows("credits")}
UNNAMED = {fold(phrase): kind for kind, phrase in rows("unnamed_credits")}

_TRADES = [(trade, name) for trade, name in rows("picture_sources")]
_AGENCIES = [name for _, spellings in rows("agencies") for name in spellings.split("|")]
PICTURES = words(name for _, name in _TRADES)
BANK = words(name for trade, name in _TRADES if trade == "bank")
ALONE = words(name for trade, name in _TRADES if trade != "wire")
SOURCE = words([name for _, name in _TRADES] + _AGENCIES)
OPENER = rf"(?-i:(?:{'|'.join(_role('opener'))})(?!\w))"

_VERB = rf"(?-i:(?:{'|'.join(_role('stem'))})\w{{0,20}}|(?:{'|'.join(_role('verb'))}))(?!\w)"
_JOINT = words(_role("joint"))
_ATOM = r"\w{1,40}(?:[-‑.’'ʻ‘ʼ_]\w{1,40}){0,6}"
_INITIALS = rf"(?:{CAPITAL}{SMALL}?\.){{1,3}}"
_QUOTED = r"[«\"“„][^«»\"“”„]{1,60}[»\"”“]"
_ADDRESS = r"(?:https?://)?(?:[a-z0-9][a-z0-9-]{0,40}\.){1,4}(?-i:[a-z]{2,10}|[A-Z]{2,10}|рф)(?![\w.]*\w)(?:/[\w.@-]{0,60}){0,4}"
_ACCOUNT = r"@[\w.]{2,40}"
_JOIN = r"(?:\s?[/|,&+©–—-]\s?|\s)"
_NAME = (
    rf"(?>{_ADDRESS}|{_INITIALS}|{_ACCOUNT}|{_QUOTED}|(?={CAPITAL}){_ATOM}|(?={SMALL}){ALONE}|[\u3400-\u9fff]{{2,12}})"
)
_WORD = rf"(?!{_VERB})(?>{_ADDRESS}|{_INITIALS}|{_ACCOUNT}|{_QUOTED}|[#№]?{_ATOM})"
_NEXT = rf"(?:{_JOIN}(?:{_JOINT}{_JOIN}){{0,2}}(?:{_NAME}|\d[\w.]{{0,9}}))"
_MORE = rf"(?:{_JOIN}{_WORD}){{0,12}}"

# Where a site forgot what parts two texts: `по Telegram-каналуАйтматов`.
FUSED = r"(?-i:(?<=[а-яёңөү]{3})(?=[А-ЯЁҢӨҮ][а-яёңөү]{2}))"
ADDRESS = rf"(?>{_ADDRESS})"
NAMED = rf"(?!{OPENER}){_NAME}{_NEXT}{{0,14}}"
TWO_NAMES = rf"(?!{OPENER})(?>{_INITIALS}\s?|(?={CAPITAL}){_ATOM}\s)(?={CAPITAL})(?>{_ATOM})"
# Behind a bare label a party is in the genitive (`фото пресс-службы`) or the instrumental (`снято пресс-службой`).
_BODIES = forms(("body",), "nominative", "genitive", "instrumental")
_PAGES = forms(("from",), "genitive")
HEAD = words([*_BODIES, *_role("head")])
_PREPOSITION = r"(?:из|с|со|з|із|от)\s"
_ADJECTIVE = rf"(?:(?P<adjective>(?-i:{adjective('genitive')}))\s)?"
_FORMS = _PAGES | _BODIES
_DECLINED = rf"(?:{_PREPOSITION}{_ADJECTIVE})?(?P<noun>{words(_FORMS)})"
_ACRONYM = rf"(?!{OPENER}){CAPITAL}{{2,8}}(?!\w)"
_PARTED = r"(?:\s?/\s?|\svia\s)"

# What a party may be.
_SHAPES = {
    "named": NAMED,
    "body": rf"{HEAD}{_MORE}",
    "last": rf"(?:{_WORD}{_JOIN}){{0,8}}{words([*_role('tail'), *nouns(('tail',), ('ky', 'kk', 'uz', 'en'))])}",
    "plain": rf"{words(_role('plain'))}{_MORE}",
    "words": rf"(?!{OPENER}|{SMALL}|\d+\s){_WORD}(?:\s?[-:;,/|()–—&+]{{1,2}}\s?{_WORD}|\s{_WORD}){{0,15}}\)?",
    "from": rf"{_PREPOSITION}(?:{_ADJECTIVE}{words(_PAGES)}|{words(_role('from'))}){_MORE}",
    "listed": rf"(?:{SOURCE}|{ADDRESS}){_NEXT}{{0,8}}",
    "names": rf"(?:{_ACRONYM}|{TWO_NAMES}){_NEXT}{{0,6}}",
    "taken": rf"(?:{_WORD}\s){{1,6}}{words(_role('taken'))}",
    "chain": rf"(?!https?:)(?=.+{_PARTED})(?=(?:.*{_PARTED})?{SOURCE}(?:\s\d{{4}})?(?:{_PARTED}|[,\s]|\Z)){NAMED}",
    "bank": rf"{BANK}{_NEXT}{{0,6}}",
    "agency": rf"{SOURCE}(?:\s\d{{4}})?",
    "alone": rf"{ALONE}|{BANK}{_NEXT}{{0,6}}",
    "printed": ".+",
}
_SURE = ("named", "body", "last", "plain", "from")
# What it must be, by how surely its place says that a party stands there: behind a label and a colon on their own any
# words that make no sentence, elsewhere sure ones; without the colon known ones; without a label a chain of sources.
_GRADES = {
    "any": (*_SURE, "words"),
    "sure": _SURE,
    "known": ("listed", "from", "body", "names", "taken"),
    "familiar": ("listed", "body", "last"),
    "picture": ("chain", "bank"),
    "source": ("chain", "agency"),
    "press": ("chain", "alone"),
}
_NOTE = re.compile(rf"[\s,/(]{{1,4}}{words(_role('note'))}\)?\Z", re.IGNORECASE)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)


def is_party(printed: str, grade: str) -> bool:
    """Tell whether these words are a party of the grade, which is that of a group in a rule's pattern.

    >>> is_party("пресс-службы МЧС", "known"), is_party("дня", "known")
    (True, False)
    """
    return any(_compiled(_SHAPES[name]).fullmatch(printed) for name in _GRADES.get(grade, (grade,)))


def without_note(printed: str) -> str:
    """Return a party without what follows it and is none: `Filip Noubel, used with permission`."""
    return _NOTE.sub("", printed)


def nominative(party: str) -> str:
    """Return the party of a credit as it is called: behind a bare label it stands in another case.

    >>> nominative("пресс-службы президента"), nominative("с официального сайта МЧС"), nominative("РБК")
    ('пресс-служба президента', 'официальный сайт МЧС', 'РБК')
    """
    found = _compiled(_DECLINED).match(party)
    if not found:
        return _compiled(rf"\A{_PREPOSITION}").sub("", party)
    form = _FORMS[" ".join(found["noun"].lower().split())]
    return into_nominative(found["adjective"] or "", found["noun"], form) + party[found.end() :]
