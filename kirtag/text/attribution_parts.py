"""What the shapes of an attribution are made of: the party, as patterns built from the words in `data/`.

Case counts, since it tells a name. A party is in the group named for its case, or for what it is.
"""

from collections.abc import Iterable

from kirtag.text.institutions import adjective, head, nouns
from kirtag.text.vocabulary import any_of, rows

# The marks of the nouns that may head a party.
HEADS = ("names", "vague")
WORDS = {role: words.split("|") for role, words in rows("attribution_words")}


def _any(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, in any case of letters; the longest wins."""
    return f"(?i:{any_of(words)})"


def role(name: str) -> str:
    """Return a pattern of the words that do this in a sentence."""
    return _any(WORDS[name])


# ---- a Russian party ----

_QUOTED = r"«[^«»]{2,60}»|“[^“”]{2,60}”|\"[^\"]{2,60}\""
# In a tail stand genitives; a person in the nominative (`представитель`) is another party, a verb no party at all.
_ELSE = "[а-яё-]{0,30}(?:тель|арь|ник|[чщ]ик|ист|[тс]ор|ер|[ае]нт|лог|тат|стр|[еёиую]т|сь|ся|ть)"
_STOP = rf"(?!(?:{_any(WORDS['ru stop'] + WORDS['ru person'])}|{_ELSE})\b|[a-z])"
_WORD = rf"(?: {_STOP}(?:{_QUOTED}|(?:г|им|ст)\. ?\w+|[^\W\d]\w*(?:[-’'.]\w+){{0,3}}|№ ?\d+)|(?<=борьбе) с [\w-]+)"
_OF = r"(?: [а-яё-]{2,20}(?:[аяиы]|ов|ев|[оеы]й|[ыи]х|[ое]го)\b){1,3}"
# `Министерство культуры, информации и туризма` has a comma of its own.
_TAIL = rf"{_WORD}{{0,9}}(?:(?:,{_OF}){{1,4}} и{_OF}{_WORD}{{0,4}})?"
_CAPITALS = rf"(?!(?:{'|'.join(WORDS['ru nobody'])})\b)(?:[А-ЯЁӨҮҢ]{{2,9}}(?:-[А-ЯЁӨҮҢ]{{2,9}})?|ОсОО)\b"
_FOREIGN = r"[A-Z][\w&-]*(?:\.\w+)?(?: [A-Z][\w&-]*){0,4}|\w+\.(?:kg|ru|com|kz|uz|org)\b"
NAMED = rf"(?:(?P<capitals>{_CAPITALS}{_TAIL})|(?P<name>{_QUOTED}|{_FOREIGN}))"
# An agency, which may be another's source: `со ссылкой на ТАСС`.
WIRE = r"(?P<wire>[A-ZА-ЯЁ\d]\w{1,20}(?:\.\w{2,3})?(?: [«\"]?[A-ZА-ЯЁ]\w{1,20}[»\"]?)?)"
# What may follow a party that was named after its verb: `сообщил «Интерфаксу» представитель` goes on.
END = rf"(?=[.,;:!?…)»”\"]|$| [–—(-]| {role('ru stop')}\b)"
_PREFIX = "(?:(?i:ген|гос|нац|обл|гор|рай|центр|погран|спец|воен|пресс-))?"
_LISTENER = r"[A-Z\d][\w.]*|[А-ЯЁ]{2}\w*|[А-ЯЁ][а-яё]{1,4}[А-ЯЁ]\w*|\d+ [а-я]{3,8}"
TOLD_TO = rf"(?: (?:{role('ru told to')}|{_QUOTED}|{_LISTENER})){{0,4}}"


def institution(case: str) -> str:
    """Return the pattern of a party with a Russian head, in a case."""
    adjectives = rf"(?P<adjectives>(?:(?!{role('ru this')}){adjective(case)} ){{0,3}})"
    return rf"{adjectives}(?P<{case}>{_PREFIX}{head(HEADS, case)})\b(?P<tail>{_TAIL})"


def party(case: str) -> str:
    """Return the pattern of a party with a Russian head or a name; a name in a case is `oblique`."""
    named = NAMED if case == "nominative" else NAMED.replace("<name>", "<oblique>")
    return rf"(?:{institution(case)}|{named})"


# ---- a party elsewhere ----

_HEAD = _any(nouns(HEADS, ("ky", "kk", "uz")))
_HEAD = rf"(?:(?:пресс-)?{_HEAD}|[А-ЯЁӨҮҢІӘҒҚҰҲЎ]{{2,9}}(?:сы|си|ы|и)?|{_QUOTED})"
TURKIC = rf"(?P<party>(?:[^.!?;:]{{0,90}}? )??{_HEAD})"
ABOUT = (
    rf"{role('turkic about')}"
    rf"(?: (?:{role('turkic told to')}|\d{{1,2}}-\w{{3,8}},?|(?:{_QUOTED}|[\w.]{{2,20}}) агенттигине)){{0,3}} "
)
FROM = "(?:[дтн][аеоө]н|н?[дт][аеоө])"
OF_WHOM = "[ндт][ыиуүі][нң]"
TAJIK = rf"(?P<party>{_any(nouns(HEADS, ('tg',)))}(?: [^\s.,;:]{{1,30}}){{0,8}}?)"
_ENGLISH_HEAD = _any(nouns(HEADS, ("en",)))
_NOUN = rf"(?:[A-Z][\w'’&-]*|(?:{role('en noun')}|{_ENGLISH_HEAD})(?!\w))"
_NOUNS = rf"{_NOUN}(?: (?:and )?{_NOUN}){{0,4}}"
ENGLISH = (
    rf"(?:[Tt]he )?(?P<party>(?:{_NOUN} ){{0,6}}{_ENGLISH_HEAD}\b"
    rf"(?: (?:of|for|under)(?: the)? {_NOUNS}(?:(?:, {_NOUNS}){{1,3}},? and {_NOUNS})?){{0,3}}|[A-Z]{{2,8}}\b)"
)
