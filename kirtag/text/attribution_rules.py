"""The shapes in which a text names its source.

The groups of a pattern are those of its party (`attribution_parts`); `cited` is where that may be another agency.
"""

import re
from typing import NamedTuple

from kirtag.text.attribution_parts import (
    ABOUT,
    END,
    ENGLISH,
    FROM,
    NAMED,
    OF_WHOM,
    TAJIK,
    TOLD_TO,
    TURKIC,
    WIRE,
    institution,
    party,
    role,
)
from kirtag.text.rules import Rule


class Family(NamedTuple):
    """Rules for sentences that hold one of these pieces, which are found far more quickly."""

    pieces: tuple[str, ...]
    rules: tuple[Rule, ...]


_CLAUSE = r"(?:^|(?<=[,:;»”\"–—-] )|(?<=[Кк]ак )|(?<=[Оо]б этом ))"
_TELLS = role("ru tells")


def _rule(name: str, written: str, example: str) -> Rule:
    """Make a rule in which case counts, since it tells a name."""
    return Rule(name, written, example, re.NOFLAG)


# fmt: off
# Anywhere in a text.
RULES = (
    Family(("сыл",), (
        _rule("со ссылкой на PARTY", rf"(?P<cited>со ссылкой|[Сс]сылаясь) на (?:{party('accusative')}|{WIRE})",
         "Перевал закрыт, передает КирТАГ со ссылкой на пресс-службу МЧС."),
    )),
    Family(("citing",), (
        _rule("citing PARTY", rf"(?P<cited>citing) (?:{ENGLISH}|{WIRE})",
         "The pass is shut, KirTAG reports citing Reuters."),
    )),
    Family(("ообщ", "сказали", "метили", "точнили", "яснили", "бавили", "аявили"), (
        _rule("сообщили в PARTY", rf"{role('ru told in')}{TOLD_TO} во? {party('prepositional')}",
         "Об этом сообщили «24.kg» в пресс-службе МЧС."),
    )),
    Family(("ообщ", "нформир", "ереда", "пиш"), (
        _rule("сообщает PARTY", rf"{_CLAUSE}{_TELLS}(?:{TOLD_TO} {institution('nominative')}| {NAMED}){END}",
         "Перевал закрыт, сообщает пресс-служба МЧС."),
    )),
    Family(("орится", "щается", "мечается"), (
        _rule("говорится в сообщении PARTY", rf"(?:говорится|сообщается|отмечается) во? (?:[а-яё]{{3,15}}ом )?"
         rf"{role('ru paper')} {party('genitive')}", "Перевал закрыт, говорится в сообщении МЧС."),
    )),
    Family(("ставлен", "стран"), (
        _rule("предоставлено PARTY", rf"(?:предоставлен|распростран[её]н)[аоы]? {party('instrumental')}",
         "Сведения предоставлены пресс-службой МЧС."),
    )),
    Family(("илдир", "абар", "аалым", "аратты", "йтышты", "әлім", "abar"), (
        _rule("Бул тууралуу PARTY билдирди", rf"{ABOUT}{TURKIC} {role('turkic tells')}\b",
         "Бул тууралуу ӨКМдин басма сөз кызматы маалымдады."),
        _rule("Бул тууралуу PARTYден билдиришти", rf"{ABOUT}{TURKIC}{FROM} {role('turkic told')}\b",
         "Бул тууралуу ӨКМден билдиришти."),
        _rule("деп билдирди PARTY", rf"(?:деп|deb|deya|дея) {role('turkic tells')} {TURKIC}[.!]?$",
         "Ашуу жабылды, деп билдирди ӨКМдин басма сөз кызматы."),
        _rule("деп билдиришти PARTYден", rf"деп {role('turkic told')} {TURKIC}{FROM}[.!]?$",
         "Ашуу жабылды, деп билдиришти ӨКМден."),
    )),
    Family(("абар",), (
        _rule("Дар ин бора PARTY хабар дод",
         rf"(?:[Дд]ар ин (?:бора|хусус)|[Тт]авре(?: ки)?) {TAJIK} {role('tajik tells')}\b",
         "Дар ин бора хадамоти матбуоти Кумитаи ҳолатҳои фавқулода хабар дод."),
    )),
    Family(("said", "report"), (
        _rule("said PARTY", rf"[,”\"] (?:said|reported) {ENGLISH}[.,]?$",
         "The pass is shut, said the press service of the Bishkek City Court."),
        _rule("NAME reports.", r", (?P<party>[A-Z][\w.-]{2,20}(?: [A-Z][\w-]{2,20}){0,2}) reports\.?$",
         "The pass is shut, Alatoo News reports."),
    )),
)
# In front of a text only: deeper `по данным` tells the source of a number, `the court said` of a sentence.
LEADING = (
    Family(("ообщ", "нформир", "сказали", "точнили", "яснили", "бавили"), (
        _rule("PARTY сообщает, что",
         rf"{_CLAUSE}{party('nominative')}(?: [^\s,]{{1,20}}){{0,3}}? {_TELLS}(?:,| об? |$)",
         "Пресс-служба МЧС сообщает, что перевал закрыт."),
        _rule("В PARTY сообщили, что",
         rf"(?:^|(?<=[–—-] ))Во? {party('prepositional')}{TOLD_TO} {role('ru told in')}(?:,| об? )",
         "В пресс-службе МЧС сообщили, что перевал закрыт."),
    )),
    Family(("said", "report", "announced", "informed", "says"), (
        _rule("reported by PARTY", rf"(?:reported|announced) by {ENGLISH}",
         "The closure was reported by the Ministry of Transport."),
        _rule("PARTY said", rf"(?:^|(?<=[,”\"–—-] )){ENGLISH} (?:{role('en tells')})\b",
         "The pass is shut, the press service of the Emergency Ministry said."),
    )),
    Family(("данным", "нформации", "ообщени", "ведения"), (
        _rule("По данным PARTY",
         rf"(?:[Пп]о|[Сс]огласно) (?:[а-яё]{{3,20}}ым )?(?:данным|информации|сообщени(?:ю|ям)|сведениям)"
         rf" {party('genitive')}",
         "По данным Кыргызгидромета, ветер стихнет."),
    )),
    Family(("ccording",), (
        _rule("according to PARTY",
         rf"[Aa]ccording to (?:(?:data|figures|information|a statement|a report) (?:from|of|by) )?{ENGLISH}",
         "According to the Ministry of Health, the flu is over."),
    )),
    Family(("маалымат", "билдирүү", "мәлімет", "хабарла", "ʼlumot", "ълумот"), (
        _rule("PARTYнин маалыматына ылайык", rf"^(?:Ал эми )?{TURKIC}(?:{OF_WHOM})? {role('turkic paper')}\b",
         "Кыргызгидрометтин маалыматына ылайык, шамал басаңдайт."),
    )),
)
# fmt: on
