"""What a person types into the search, read. Strings in, values out; nothing typed is an error."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Literal, get_args

Filter = Literal["agency", "place", "source", "lang", "since", "until", "credit"]

# The quotes that a phone or a newsroom's editor puts in place of the plain one.
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟", '"'))
# A phrase in quotes (the closing one may not be typed yet) or a run without white space; in front of it what it is for.
_TERM = re.compile(
    rf'(?P<without>-*)(?:(?P<filter>{"|".join(get_args(Filter))}):\s*)?(?:"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+))',
    re.IGNORECASE,
)
# Between two terms of which either will do; what all terms are anyway; before one that must not occur.
_OR, _AND, _NOT = {"OR", "ИЛИ", "ЖЕ", "|", "||"}, {"AND", "И", "ЖАНА", "&", "&&"}, {"NOT", "НЕ"}
_DAY = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d?)(?:-(?P<d>\d\d?))?)?|(?P<d2>\d\d?)\.(?P<m2>\d\d?)\.(?P<y2>\d{4})")
# FTS5 opens a cursor on each word before its first row, where no time limit reaches it.
MOST_TERMS, _LONGEST = 32, 500


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or with `exact` the words of a phrase; with `beginning` all words that begin so."""

    text: str
    exact: bool = False
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter and its value, of `since` and `until` an ISO day. `wanted` is False behind a minus."""

    name: Filter
    value: str
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: of each group of `terms` any, none of `without`, and what the `conditions` say."""

    terms: list[list[Term]] = field(default_factory=list)
    without: list[Term] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.terms or self.without or self.conditions)

    def values(self, name: Filter, *, wanted: bool = True) -> list[str]:
        """Return the values of the filters of a name."""
        return [one.value for one in self.conditions if (one.name, one.wanted) == (name, wanted)]


def asked(typed: str) -> Asked:
    """Read what was typed: words, "phrases", -not, OR, and `name:value` for each Filter.

    Of 500 letters and of 32 terms the rest does not count. A run with signs in it (`24.kg`) is one term. A filter whose
    value says nothing (`since:noon`) is a word as any other.

    >>> found = asked('снег OR дождь -"Рейтер" lang:ru since:2026')
    >>> [[term.text for term in terms] for terms in found.terms], [term.text for term in found.without]
    ([['снег', 'дождь']], ['Рейтер'])
    >>> [(one.name, one.value) for one in found.conditions]
    [('lang', 'ru'), ('since', '2026-01-01')]
    >>> bool(asked('"')), bool(asked("OR -"))
    (False, False)
    """
    found = Asked()
    join = negate = False
    for match in islice(_TERM.finditer(_printable(typed[:_LONGEST]).translate(_QUOTES)), MOST_TERMS):
        bare, said = match["bare"], match["phrase"] if match["bare"] is None else match["bare"]
        wanted = not (match["without"] or negate)
        if bare in _OR | _AND | _NOT and not match["filter"]:
            join, negate = bare in _OR, bare in _NOT
            continue
        if not any(map(str.isalnum, said)):
            continue
        if condition := _condition(match["filter"], said, wanted=wanted):
            found.conditions.append(condition)
        else:
            term = _term(match[0].lstrip("-") if match["filter"] and bare else said, exact=bare is None)
            if not wanted:
                found.without.append(term)
            elif join and found.terms:
                found.terms[-1].append(term)
            else:
                found.terms.append([term])
        join = negate = False
    return found


def _term(said: str, *, exact: bool) -> Term:
    return Term(said, exact=True) if exact else Term(said.rstrip("*"), beginning=said.endswith("*"))


def _condition(name: str | None, value: str, *, wanted: bool) -> Condition | None:
    match name and name.lower():
        case "since" | "until" as side:
            day = _day(value, last=side == "until")
            return Condition(side, day, wanted) if day else None
        case "lang":
            return Condition("lang", value.lower(), wanted)
        case "agency" | "place" | "source" | "credit" as told:
            return Condition(told, value, wanted)
    return None


def _day(value: str, *, last: bool) -> str | None:
    """Return a day, or the first or the `last` one of a month or a year; None where the calendar has none such."""
    match = _DAY.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(match[part] or match[f"{part}2"] or 0) for part in "ymd")
    try:
        month = month or (12 if last else 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1)).isoformat()
    except ValueError:
        return None


def _printable(typed: str) -> str:
    """Return what was typed as the archive stores texts: composed, without control and other invisible characters."""
    composed = unicodedata.normalize("NFC", re.sub(r"\s", " ", typed))
    return "".join(char for char in composed if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
