"""The nouns that name institutions, as `data/institutions.tsv` has them: in every case, and back into the nominative.

Persons and pages are there too, as far as pictures come from them; a mark tells which noun may be what.
"""

from functools import cache
from typing import NamedTuple

from kirtag.text.vocabulary import any_of, rows

CASES = ("nominative", "genitive", "accusative", "instrumental", "prepositional")
_ADJECTIVES = {
    "nominative": "ый|ий|ой|ая|яя|ое|ее",
    "genitive": "ого|его|ой|ей",
    "accusative": "ый|ий|ой|ую|юю|ое|ее",
    "instrumental": "ым|им|ой|ей",
    "prepositional": "ом|ем|ой|ей",
}
# Stems of adjectives that are stressed on the ending: `городской`.
_STRESSED = ("городск", "областн", "краев", "миров")


class Form(NamedTuple):
    """A noun in a case: how it ends, how its nominative does, and the gender of its adjectives."""

    noun: str
    ending: str
    nominative: str
    gender: str


@cache
def _institutions() -> list[tuple[str, frozenset[str], str, list[str]]]:
    table = (row for row in rows("institutions"))
    return [(language, frozenset(marks.split("|")), model, nouns.split("|")) for language, marks, model, nouns in table]


@cache
def nouns(marks: tuple[str, ...], languages: tuple[str, ...]) -> frozenset[str]:
    """Return the nouns of these languages that have any of these marks, in the nominative."""
    chosen = (ours for language, has, _, ours in _institutions() if language in languages and not has.isdisjoint(marks))
    return frozenset(noun for ours in chosen for noun in ours)


@cache
def forms(marks: tuple[str, ...], *cases: str) -> dict[str, Form]:
    """Return the nouns that we decline and that have any of these marks, by their forms in these cases, in small."""
    models = {model: (gender, endings) for model, gender, *endings in rows("institution_endings")}
    found = {}
    for _, has, model, ours in _institutions():
        if model == "-" or has.isdisjoint(marks):
            continue
        gender, endings = models[model]
        nominative, *others = (endings[CASES.index(case)].strip("-") for case in ("nominative", *cases))
        for noun in ours:
            for ending in others:
                form = noun.removesuffix(nominative) + ending
                found[form.lower()] = Form(noun, ending, nominative, gender)
    return found


def adjective(case: str) -> str:
    """Return a pattern of a Russian adjective in a case."""
    return rf"[А-Яа-яЁё-]{{2,30}}(?:{_ADJECTIVES[case]})"


@cache
def head(marks: tuple[str, ...], case: str) -> str:
    """Return a pattern of the nouns that have any of these marks, in a case, however they are capitalized."""
    return f"(?i:{any_of(forms(marks, case))})"


def into_nominative(adjectives: str, printed: str, form: Form) -> str:
    """Put a noun in this form into the nominative as it is printed, with what is before it, and its adjectives.

    >>> into_nominative("Ошском городском", "Суде", forms(("vague",), "prepositional")["суде"])
    'Ошский городской Суд'
    """
    ending = form.nominative.upper() if printed.isupper() else form.nominative
    noun = printed[: len(printed) - len(form.ending)] + ending
    return " ".join([*(_agreeing(one, form.gender) for one in adjectives.split()), noun])


def _agreeing(adjective: str, gender: str) -> str:
    """Return the nominative of an adjective in any case.

    >>> [_agreeing(word, "m") for word in ("Ошском", "городском", "Верховного", "Высшем")]
    ['Ошский', 'городской', 'Верховный', 'Высший']
    """
    ending = adjective[-3:] if adjective.endswith(("ого", "его")) else adjective[-2:]
    stem = adjective.removesuffix(ending)
    hushing, velar = stem[-1] in "жшчщ", stem[-1] in "кгх"
    soft = not velar and ending in ("его", "ем", "ей", "юю", "яя", "ее", "им", "ий")
    if gender == "f":
        return stem + ("яя" if soft and not hushing else "ая")
    if gender == "n":
        return stem + ("ее" if soft else "ое")
    if stem.lower().endswith(_STRESSED):
        return stem + "ой"
    return stem + ("ий" if soft or velar or hushing else "ый")
