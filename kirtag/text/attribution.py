"""Attribution: whom a text names as its source. It is found and put into the nominative, and the text is left alone.

An institution, never a person: an official who speaks is quoted, and stands in the text for all to see. So a party
has a head that we know (`министерство`), or is capitals (`МЧС`), a name in quotes or a foreign one.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from kirtag.text.rules import Rule
from kirtag.text.vocabulary import agency_id, rows

# What is looked at: a text names its source before that, and a hostile one costs no more.
_LOOKED_AT = 8_000
# Deeper in a text `по данным` tells the source of a number, `the court said` of a sentence, not that of the text.
_LEADING = 2
_LONGEST = 80
_CASES = ("nominative", "genitive", "accusative", "instrumental", "prepositional")
_ADJECTIVES = {
    "nominative": "ый|ий|ой|ая|яя|ое|ее",
    "genitive": "ого|его|ой|ей",
    "accusative": "ый|ий|ой|ую|юю|ое|ее",
    "instrumental": "ым|им|ой|ей",
    "prepositional": "ом|ем|ой|ей",
}


class _Form(NamedTuple):
    """How a form of a Russian head ends, how its nominative does, and the gender of its adjectives."""

    ending: str
    nominative: str
    gender: str


@cache
def _heads(language: str, kind: str = "") -> dict[str, str]:
    """Return the heads of a language with their models: those that are `vague`, that are `names`, or all."""
    found = (row for row in rows("attribution_heads") if row[0] == language and row[1].startswith(kind))
    return {head: model for _, _, model, heads in found for head in heads.split("|")}


@cache
def _forms(case: str) -> dict[str, _Form]:
    models = {model: (gender, endings) for model, gender, *endings in rows("attribution_endings")}
    forms = {}
    for noun, model in _heads("ru").items():
        gender, endings = models[model]
        nominative, ending = (endings[_CASES.index(one)].strip("-") for one in ("nominative", case))
        forms[(noun.removesuffix(nominative) + ending).lower()] = _Form(ending, nominative, gender)
    return forms


_WORDS = {role: words.split("|") for role, words in rows("attribution_words")}


def _any(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, in any case; the longest wins."""
    return f"(?i:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


# ---- a Russian party ----

_QUOTED = r"«[^«»]{2,60}»|“[^“”]{2,60}”|\"[^\"]{2,60}\""
# In a tail stand genitives; a person in the nominative (`представитель`) is another party, a verb no party at all.
_ELSE = "[а-яё-]{0,30}(?:тель|арь|ник|[чщ]ик|ист|[тс]ор|ер|[ае]нт|лог|тат|стр|[еёиую]т|сь|ся|ть)"
_STOP = rf"(?!(?:{_any(_WORDS['ru stop'] + _WORDS['ru person'])}|{_ELSE})\b|[a-z])"
_WORD = rf"(?: {_STOP}(?:{_QUOTED}|(?:г|им|ст)\. ?\w+|[^\W\d]\w*(?:[-’'.]\w+){{0,3}}|№ ?\d+)|(?<=борьбе) с [\w-]+)"
_OF = r"(?: [а-яё-]{2,20}(?:[аяиы]|ов|ев|[оеы]й|[ыи]х|[ое]го)\b){1,3}"
# `Министерство культуры, информации и туризма` has a comma of its own.
_TAIL = rf"{_WORD}{{0,9}}(?:(?:,{_OF}){{1,4}} и{_OF}{_WORD}{{0,4}})?"
_CAPITALS = rf"(?!(?:{'|'.join(_WORDS['ru nobody'])})\b)(?:[А-ЯЁӨҮҢ]{{2,9}}(?:-[А-ЯЁӨҮҢ]{{2,9}})?|ОсОО)\b"
_FOREIGN = r"[A-Z][\w&-]*(?:\.\w+)?(?: [A-Z][\w&-]*){0,4}|\w+\.(?:kg|ru|com|kz|uz|org)\b"
_NAMED = rf"(?:(?P<capitals>{_CAPITALS}{_TAIL})|(?P<name>{_QUOTED}|{_FOREIGN}))"
# A name in a case cannot be told from its nominative: `«Ветка»` or `«Ветки»`.
_OBLIQUE = re.compile(r"[а-яёөүң][аеиуыюя]\W?$")
# An agency, which may be another's source: `со ссылкой на ТАСС`.
_WIRE = r"(?P<wire>[A-ZА-ЯЁ\d]\w{1,20}(?:\.\w{2,3})?(?: [«\"]?[A-ZА-ЯЁ]\w{1,20}[»\"]?)?)"
# What may follow a party that was named after its verb: `сообщил «Интерфаксу» представитель` goes on.
_END = rf"(?=[.,;:!?…)»”\"]|$| [–—(-]| {_any(_WORDS['ru stop'])}\b)"
_PREFIX = "(?:(?i:ген|гос|нац|обл|гор|рай|центр|погран|спец|воен|пресс-))?"
_TOLD_TO = rf"(?: (?:{_any(_WORDS['ru told to'])}|{_QUOTED}|[A-Z\d][\w.]*|[А-ЯЁ]{{2}}\w*|\d+ [а-я]{{3,8}})){{0,4}}"


def _institution(case: str) -> str:
    """Return the pattern of a party with a Russian head, in a case."""
    adjective = rf"(?!{_any(_WORDS['ru this'])})[А-Яа-яЁё-]{{2,30}}(?:{_ADJECTIVES[case]})"
    head = rf"(?P<{case}>{_PREFIX}{_any(_forms(case))})\b(?P<tail>{_TAIL})"
    return rf"(?P<adjectives>(?:{adjective} ){{0,3}}){head}"


def _party(case: str) -> str:
    named = _NAMED if case == "nominative" else _NAMED.replace("<name>", "<oblique>")
    return rf"(?:{_institution(case)}|{named})"


# ---- a party elsewhere ----

_HEAD = _any(_heads("ky") | _heads("kk") | _heads("uz"))
_HEAD = rf"(?:(?:пресс-)?{_HEAD}|[А-ЯЁӨҮҢІӘҒҚҰҲЎ]{{2,9}}(?:сы|си|ы|и)?|{_QUOTED})"
_TURKIC = rf"(?P<party>(?:[^.!?;:]{{0,90}}? )??{_HEAD})"
_ABOUT = (
    rf"{_any(_WORDS['turkic about'])}"
    rf"(?: (?:{_any(_WORDS['turkic told to'])}|\d{{1,2}}-\w{{3,8}},?|(?:{_QUOTED}|[\w.]{{2,20}}) агенттигине)){{0,3}} "
)
_FROM = "(?:[дтн][аеоө]н|н?[дт][аеоө])"
_OF_WHOM = "[ндт][ыиуүі][нң]"
_TAJIK = rf"(?P<party>{_any(_heads('tg'))}(?: [^\s.,;:]{{1,30}}){{0,8}}?)"
_NOUN = rf"(?:[A-Z][\w'’&-]*|{_any([*_WORDS['en noun'], *_heads('en')])}(?!\w))"
_NOUNS = rf"{_NOUN}(?: (?:and )?{_NOUN}){{0,4}}"
_ENGLISH = (
    rf"(?:[Tt]he )?(?P<party>(?:{_NOUN} ){{0,6}}{_any(_heads('en'))}\b"
    rf"(?: (?:of|for|under)(?: the)? {_NOUNS}(?:(?:, {_NOUNS}){{1,3}},? and {_NOUNS})?){{0,3}}|[A-Z]{{2,8}}\b)"
)

# ---- the rules ----

_CLAUSE = r"(?:^|(?<=[,:;»”\"–—-] )|(?<=[Кк]ак )|(?<=[Оо]б этом ))"
_TELLS = rf"{_any(_WORDS['ru tells'])}"


_Groups = tuple[tuple[tuple[str, ...], tuple[Rule, ...]], ...]


def _rule(name: str, written: str, example: str) -> Rule:
    """Make a rule in which case counts, since it tells a name."""
    return Rule(name, written, example, re.NOFLAG)


# Pieces, any of which a sentence has to hold before the rules beside them are tried.
# fmt: off
RULES: _Groups = (
    (("сыл",), (
        _rule("со ссылкой на PARTY", rf"(?P<cited>со ссылкой|[Сс]сылаясь) на (?:{_party('accusative')}|{_WIRE})",
         "Перевал закрыт, передает КирТАГ со ссылкой на пресс-службу МЧС."),
    )),
    (("citing",), (
        _rule("citing PARTY", rf"(?P<cited>citing) (?:{_ENGLISH}|{_WIRE})",
         "The pass is shut, KirTAG reports citing Reuters."),
    )),
    (("ообщ", "сказали", "метили", "точнили", "яснили", "бавили", "аявили"), (
        _rule("сообщили в PARTY", rf"{_any(_WORDS['ru told in'])}{_TOLD_TO} во? {_party('prepositional')}",
         "Об этом сообщили «24.kg» в пресс-службе МЧС."),
    )),
    (("ообщ", "нформир", "ереда", "пиш"), (
        _rule("сообщает PARTY", rf"{_CLAUSE}{_TELLS}(?:{_TOLD_TO} {_institution('nominative')}| {_NAMED}){_END}",
         "Перевал закрыт, сообщает пресс-служба МЧС."),
    )),
    (("орится", "щается", "мечается"), (
        _rule("говорится в сообщении PARTY", rf"(?:говорится|сообщается|отмечается) во? (?:[а-яё]{{3,15}}ом )?"
         rf"{_any(_WORDS['ru paper'])} {_party('genitive')}", "Перевал закрыт, говорится в сообщении МЧС."),
    )),
    (("ставлен", "стран"), (
        _rule("предоставлено PARTY", rf"(?:предоставлен|распростран[её]н)[аоы]? {_party('instrumental')}",
         "Сведения предоставлены пресс-службой МЧС."),
    )),
    (("илдир", "абар", "аалым", "аратты", "йтышты", "әлім", "abar"), (
        _rule("Бул тууралуу PARTY билдирди", rf"{_ABOUT}{_TURKIC} {_any(_WORDS['turkic tells'])}\b",
         "Бул тууралуу ӨКМдин басма сөз кызматы маалымдады."),
        _rule("Бул тууралуу PARTYден билдиришти", rf"{_ABOUT}{_TURKIC}{_FROM} {_any(_WORDS['turkic told'])}\b",
         "Бул тууралуу ӨКМден билдиришти."),
        _rule("деп билдирди PARTY", rf"(?:деп|deb|deya|дея) {_any(_WORDS['turkic tells'])} {_TURKIC}[.!]?$",
         "Ашуу жабылды, деп билдирди ӨКМдин басма сөз кызматы."),
        _rule("деп билдиришти PARTYден", rf"деп {_any(_WORDS['turkic told'])} {_TURKIC}{_FROM}[.!]?$",
         "Ашуу жабылды, деп билдиришти ӨКМден."),
    )),
    (("абар",), (
        _rule("Дар ин бора PARTY хабар дод",
         rf"(?:[Дд]ар ин (?:бора|хусус)|[Тт]авре(?: ки)?) {_TAJIK} {_any(_WORDS['tajik tells'])}\b",
         "Дар ин бора хадамоти матбуоти Кумитаи ҳолатҳои фавқулода хабар дод."),
    )),
    (("said", "report"), (
        _rule("said PARTY", rf"[,”\"] (?:said|reported) {_ENGLISH}[.,]?$",
         "The pass is shut, said the press service of the Bishkek City Court."),
        _rule("NAME reports.", r", (?P<party>[A-Z][\w.-]{2,20}(?: [A-Z][\w-]{2,20}){0,2}) reports\.?$",
         "The pass is shut, Alatoo News reports."),
    )),
)
LEADING: _Groups = (
    (("ообщ", "нформир", "сказали", "точнили", "яснили", "бавили"), (
        _rule("PARTY сообщает, что",
         rf"{_CLAUSE}{_party('nominative')}(?: [^\s,]{{1,20}}){{0,3}}? {_TELLS}(?:,| об? |$)",
         "Пресс-служба МЧС сообщает, что перевал закрыт."),
        _rule("В PARTY сообщили, что",
         rf"(?:^|(?<=[–—-] ))Во? {_party('prepositional')}{_TOLD_TO} {_any(_WORDS['ru told in'])}(?:,| об? )",
         "В пресс-службе МЧС сообщили, что перевал закрыт."),
    )),
    (("said", "report", "announced", "informed", "says"), (
        _rule("reported by PARTY", rf"(?:reported|announced) by {_ENGLISH}",
         "The closure was reported by the Ministry of Transport."),
        _rule("PARTY said", rf"(?:^|(?<=[,”\"–—-] )){_ENGLISH} (?:{_any(_WORDS['en tells'])})\b",
         "The pass is shut, the press service of the Emergency Ministry said."),
    )),
    (("данным", "нформации", "ообщени", "ведения"), (
        _rule("По данным PARTY",
         rf"(?:[Пп]о|[Сс]огласно) (?:[а-яё]{{3,20}}ым )?(?:данным|информации|сообщени(?:ю|ям)|сведениям)"
         rf" {_party('genitive')}",
         "По данным Кыргызгидромета, ветер стихнет."),
    )),
    (("ccording",), (
        _rule("according to PARTY",
         rf"[Aa]ccording to (?:(?:data|figures|information|a statement|a report) (?:from|of|by) )?{_ENGLISH}",
         "According to the Ministry of Health, the flu is over."),
    )),
    (("маалымат", "билдирүү", "мәлімет", "хабарла", "ʼlumot", "ълумот"), (
        _rule("PARTYнин маалыматына ылайык", rf"^(?:Ал эми )?{_TURKIC}(?:{_OF_WHOM})? {_any(_WORDS['turkic paper'])}\b",
         "Кыргызгидрометтин маалыматына ылайык, шамал басаңдайт."),
    )),
)
# fmt: on
_SENTENCE = re.compile(r"(?<=[\w»”\")]{2}[.!?…]) ")
_VAGUE = {*_WORDS["vague"]}.union(*(_heads(language, "vague") for language in ("ky", "kk", "uz", "tg", "en")))


def find_attribution(paragraphs: list[str]) -> str | None:
    """Return the institution that a text names as its source, the first that it names; None where it names none.

    >>> find_attribution(["Перевал закрыт.", "Об этом сообщили «24.kg» в пресс-службе МЧС."])
    'пресс-служба МЧС'
    >>> find_attribution(["Перевал закрыт, сообщил глава МЧС."])
    """
    texts = list(_beginning(paragraphs))
    rules, leading = _tried(RULES, "\n".join(texts)), _tried(LEADING, "\n".join(texts[:_LEADING]))
    for number, text in enumerate(texts):
        possible = rules + leading if number < _LEADING else rules
        for sentence in _SENTENCE.split(text) if _tried(possible, text) else ():
            for _, group in _tried(possible, sentence):
                for match in (match for rule in group for match in rule.pattern.finditer(sentence)):
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


def _tried(groups: _Groups, text: str) -> _Groups:
    """Return the groups of rules that may match in a text: a cheap look spares most of them."""
    return tuple(group for group in groups if any(piece in text for piece in group[0]))


def _read(match: re.Match[str]) -> str | None:
    """Return the party of a match as one writes it in a heading; None for nobody in particular, and for an agency."""
    found = {name: text for name, text in match.groupdict().items() if text}
    case = next((case for case in _CASES if case in found), None)
    if case:
        party = _nominative(found, case)
    else:
        party = next(found[kind] for kind in ("party", "capitals", "name", "oblique", "wire") if kind in found)
        if "oblique" in found and _OBLIQUE.search(party):
            return None
        if "party" in found and party.isascii() and party.islower():
            return None
        if all(word in _VAGUE for word in party.lower().split()):
            return None
    if party is None:
        return None
    known = any(agency_id(name.strip(' «»“”"')) for name in (party, found.get("tail", "")))
    if (known and "cited" not in found) or (not known and "wire" in found):
        return None
    return _shorten(party)


def _nominative(found: dict[str, str], case: str) -> str | None:
    """Put the head of a Russian party and its adjectives into the nominative; None where it says nobody's name."""
    head, tail = found[case], found.get("tail", "")
    adjectives = found.get("adjectives", "").split()
    start, form = next(
        (at, form) for at in range(len(head)) if (form := _forms(case).get(head[at:].lower())) is not None
    )
    noun = head[: len(head) - len(form.ending)] + form.nominative
    whose = tail.strip()
    if not adjectives and start == 0 and noun.lower() in _heads("ru", "vague"):
        owner = _forms("genitive").get(whose)
        if not whose or (owner and whose.removesuffix(owner.ending) + owner.nominative in _heads("ru", "vague")):
            return None
    if noun.lower() in _WORDS["ru small"]:
        noun = noun.lower()
    return " ".join([_agreeing(adjective, form.gender) for adjective in adjectives] + [noun]) + tail


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
    if stem.lower().endswith(tuple(_WORDS["ru stressed"])):
        return stem + "ой"
    return stem + ("ий" if soft or velar or hushing else "ый")


def _shorten(party: str) -> str:
    """Cut a party at a word, no longer than a heading allows, and outside of quotes."""
    if len(party) > _LONGEST:
        party = party[: party.rfind(" ", 0, _LONGEST + 1) if " " in party[: _LONGEST + 1] else _LONGEST]
    if party.count("«") > party.count("»"):
        party = party[: party.rfind("«")]
    return re.sub(r"(?:[ ,;:–—-]|(?<= )(?:и|по|с))+$", "", party)
