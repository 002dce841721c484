"""What is asked for, said to the full-text index: FTS5's own language. Strings in, strings out."""

import re
from collections.abc import Iterable, Iterator

from kirtag.archive.search.asked import Asked, Term
from kirtag.text.places import find_places
from kirtag.text.stems import MARK, is_chinese, word_stems, words
from kirtag.text.stems_russian import with_yo

_TEXTS, _DATELINES, _CREDITS = "{headline dateline body stems}", "{dateline}", "{credit_line}"
# A name of several words (`премьер-министр`) is in each case another phrase, and its words have their own forms.
_NAME = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})+")
# What begins with fewer letters says too little where any ending will do.
SHORTEST = 3
_RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)


def expression(asked: Asked) -> tuple[str, str]:
    """Return two FTS5 MATCH expressions: of what must occur, and of what must not; '' where nothing is asked for.

    A word is looked for in all of its forms, a phrase as it is typed. No input makes FTS5 raise: its operators are
    quoted away.

    >>> from kirtag.archive.search.asked import asked
    >>> expression(asked('"Кабинет министров" 24.kg lang:ru -снег'))[1]
    '{headline dateline body stems} : ("снег")'
    """
    languages = asked.values("lang")
    language = languages[0] if len(languages) == 1 else None
    wanted = [_in(_TEXTS, (_term(term, language) for term in terms)) for terms in asked.terms]
    unwanted = [_in(_TEXTS, [_term(term, language)]) for term in asked.without]
    for found, is_wanted in ((wanted, True), (unwanted, False)):
        for value in asked.values("credit", wanted=is_wanted):
            found.append(_in(_CREDITS, [_credit(value)]))
        # What no table knows is looked for in the dateline as it was printed.
        unknown = (value for value in asked.values("place", wanted=is_wanted) if not find_places(value))
        found.append(_in(_DATELINES, map(_quoted, unknown)))
    return " AND ".join(filter(None, wanted)), " OR ".join(filter(None, unwanted))


def _in(columns: str, alternatives: Iterable[str]) -> str:
    found = " OR ".join(filter(None, alternatives))
    return f"{columns} : ({found})" if found else ""


def _term(term: Term, language: str | None) -> str:
    if term.exact:
        return " OR ".join(dict.fromkeys(map(_quoted, _spellings(term.text))))
    whole = _quoted(term.text) + ("*" if term.beginning else "")
    parts = [term.text[word.start : word.end] for word in words(term.text, None)]
    if len(parts) == 1:
        forms = [*_forms(parts[0], language)]
        return " OR ".join(forms if whole.lower() in forms else [whole, *forms])
    if _NAME.fullmatch(term.text) or is_chinese(term.text):
        every = (" OR ".join(_forms(part, language)) for part in parts)
        return f"{whole} OR ({' AND '.join(f'({one})' for one in every)})"
    return whole


def _spellings(phrase: str) -> Iterator[str]:
    """Yield a phrase as typed, without any ё, and with each ё of the dictionary's."""
    yield phrase
    if _RUSSIAN.search(phrase):
        yield phrase.translate(str.maketrans("ёЁ", "еЕ"))
        yield re.sub(r"\w+", lambda word: with_yo(word[0]), phrase)


def _forms(word: str, language: str | None) -> Iterator[str]:
    """Yield a word's stems; of a language without rules what begins like the word."""
    for stem in sorted(word_stems(word, language)):
        yield _quoted(stem) + ("*" if stem.startswith(MARK) and len(stem) > SHORTEST else "")


def _credit(value: str) -> str:
    """All words of a party, each with any ending."""
    parts = [value[word.start : word.end] for word in words(value, None)]
    return " AND ".join(_quoted(part) + ("*" if len(part) >= SHORTEST else "") for part in parts)


def _quoted(text: str) -> str:
    """Return a text as a string of FTS5: of several words a phrase."""
    return f'"{text}"'
