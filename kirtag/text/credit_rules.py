"""The shapes in which wires print who made a picture.

`text` is the credit as printed; the group of its party is named for what the party must be (`is_party`), and is
`nobody` where the credit names none.
"""

import re
from typing import NamedTuple

from kirtag.text.credit_parts import (
    ADDRESS,
    ALONE,
    FUSED,
    HEAD,
    OPENER,
    PICTURES,
    TWO_NAMES,
    UNNAMED,
    labels,
    words,
)
from kirtag.text.rules import CAPITAL, SMALL, Rule
from kirtag.text.vocabulary import rows


class Family(NamedTuple):
    """Rules for credits of one sign, which none of them is without and which is found far more quickly.

    The sign stands in the text in small letters.

    `ends` close a paragraph or are one; `starts` stand in front of a caption, at the start of a paragraph or behind a
    closed sentence. One in brackets is in both.
    """

    sign: re.Pattern[str]
    ends: tuple[Rule, ...]
    starts: tuple[Rule, ...]


_COLON = r"\s?[:：՝]\s?"
_LABEL = rf"(?P<label>{labels(':', ',', 'sure', 'known', 'name', 'source')})"
_OF_PHOTO = rf"(?!{CAPITAL}{{4}})(?P<label>{labels(':', ',', 'known', 'name', 'source', kind='photo')})"
_BEFORE_NAME = rf"(?P<label>{labels('name')})"
_BEFORE_KNOWN = rf"(?P<label>{labels('known')})"
_BEFORE_FAMILIAR = rf"(?P<label>{labels('source')})"
_BEFORE_COMMA = rf"(?P<label>{labels(',')})"
_OF_TEXTS_TOO = rf"(?P<label>{labels('?')})"
_NOBODY = rf"(?<!\w)(?P<nobody>{words(UNNAMED)})"
_PICTURE_OF = words(row[0] for row in rows("picture_suffixes"))
_AGENCY = r"(?P<agency>\S{2,30}(?:\s\S{2,20})?)"

# Where a credit may begin: a line, behind a closed sentence, behind what parts it from a caption.
_ALONE = r"(?:^|(?<=[.!?…»”\"’)\]]\s)|(?<=[/|•,–—-]\s)|(?<=[/|•]))"
_APART = r"(?:^|(?<=[.!?…»”\"’)\]]\s)|(?<=[/|•,–—-]\s))"
_SENTENCE = r"(?:^|(?<=[.!?…»”\"’)\]]\s))"
# In the middle of a sentence only a capital tells a label from a word.
_INSIDE = rf"(?:{_ALONE}|(?<=\s)(?={CAPITAL}))"
_END = r"[\s.,;]{0,3}\Z"
_CAPTION = rf"(?=[«\"“„(\d]|{CAPITAL})"
_OPEN, _CLOSE = r"[(\[（]\s?", r"\s?\.?\s?[)\]）]"
# Up to a full stop, but for those of an address and of initials.
_TO_STOP = r"(?:[^.!?…:;]|\.(?=\w)|(?<!\w\w)(?<=\w)\.){2,90}?"
_IN_BRACKETS = r"[^()\[\]（）]{2,110}(?:\([^()]{1,40}\)[^()]{0,20})?"

# In front of a credit that has a label of its own, or a mark: it is of the credit too.
LABEL_AHEAD = Rule(
    "label: credit", rf"{_ALONE}(?P<label>{labels(':', ',', 'sure', 'known', 'name', 'source')}){_COLON}\Z", "Фото: "
)

# fmt: off
_COPYRIGHT_ENDS = (
    Rule("© label party",
         rf"(?P<text>(?:©\s?){{1,2}}(?!\d{{4}}){_LABEL}?\s?[:/]?\s?(?P<sure>(?:(?!{FUSED})[^©]){{2,90}}?){_END})",
         "© Фото / пресс-служба МЧС КР"),
)
_COPYRIGHT_STARTS = (
    Rule("© source / name caption",
         rf"{_SENTENCE}(?P<text>(?:©\s?){{1,2}}(?P<named>{PICTURES}(?:\s\d{{4}})?(?:\s?/\s?{TWO_NAMES})?)\.?)(?:\s(?=\S)|{FUSED})",
         "© Sputnik / Табылды Кадырбеков Жаңы шайланган өлкө башчы"),
    Rule("© label body, caption",
         rf"{_SENTENCE}(?P<text>(?:©\s?){{1,2}}{_LABEL}\s?[:/]?\s?(?P<body>[^,.:]{{3,80}}?)(?:,[^.]{{2,60}}?)?)(?:{FUSED}|\.\s{_CAPTION})",
         "© © фото очевидца, отправленное в редакциюСнег на перевале"),
)

_LABEL_IN_BRACKETS = (
    Rule("(label: party)",
         rf"(?P<text>{_OPEN}{_OF_PHOTO}{_COLON}(?P<any>{_IN_BRACKETS}){_CLOSE})", "(Фото: REUTERS/Vladimir Pirogov)"),
    Rule("(label: sure party)",
         rf"(?P<text>{_OPEN}{_LABEL}{_COLON}(?P<sure>{_IN_BRACKETS}){_CLOSE})", "(Видео: ГУОБДД)"),
    Rule("(label name)",
         rf"(?P<text>{_OPEN}{_BEFORE_NAME}\s(?:the\s)?(?P<named>{_IN_BRACKETS}){_CLOSE})", "(Photo by Sarah Lazare)"),
    Rule("(label known party)",
         rf"(?P<text>{_OPEN}{_BEFORE_KNOWN}\s(?P<known>{_IN_BRACKETS}){_CLOSE})", "(фото пресс-службы МЧС)"),
    Rule("(label familiar party)",
         rf"(?P<text>{_OPEN}{_BEFORE_FAMILIAR}\s(?P<familiar>{_IN_BRACKETS}){_CLOSE})", "(photo 24.kg)"),
    Rule("(source: picture agency)",
         rf"(?P<text>{_OPEN}{_OF_TEXTS_TOO}{_COLON}(?P<picture>{_IN_BRACKETS}){_CLOSE})",
         "[File: Ints Kalnins/Reuters]"),
    Rule("(nobody)",
         rf"(?P<text>{_OPEN}{_NOBODY}{_CLOSE})", "(архивное фото)"),
)
_LABEL_ENDS = (
    Rule("nobody",
         rf"{_APART}(?P<text>{_NOBODY}{_END})", "Фото иллюстративное"),
    Rule("label: any party",
         rf"{_ALONE}(?P<text>{_OF_PHOTO}{_COLON}(?P<any>.{{2,120}}?){_END})", "Источник фото: Кабмин"),
    Rule("label: sure party",
         rf"{_INSIDE}(?P<text>{_LABEL}{_COLON}(?P<sure>.{{2,120}}?){_END})", "на границе Фото: gps.gov.kg/"),
    Rule("source: picture agency",
         rf"{_ALONE}(?P<text>{_OF_TEXTS_TOO}{_COLON}(?P<picture>.{{2,120}}?){_END})", "Source: Getty Images"),
    Rule("label, party",
         rf"{_ALONE}(?P<text>{_BEFORE_COMMA},\s(?P<sure>.{{2,120}}?){_END})", "Автор фото, Getty Images"),
    Rule("label name",
         rf"{_INSIDE}(?P<text>{_BEFORE_NAME}\s(?:the\s)?(?P<named>.{{2,120}}?){_END})", "Photo by Pedro Pardo / AFP"),
    Rule("label known party",
         rf"{_ALONE}(?P<text>{_BEFORE_KNOWN}\s(?P<known>.{{2,120}}?){_END})", "Фото пресс-службы МЧС"),
    Rule("/ label name",
         rf"(?<=[/|]\s)(?P<text>{_BEFORE_KNOWN}\s(?P<named>.{{2,120}}?){_END})", "Снег на перевале / Фото Генштаб"),
    Rule("label familiar party",
         rf"{_ALONE}(?P<text>{_BEFORE_FAMILIAR}\s(?P<familiar>.{{2,120}}?){_END})", "Photo 24.kg"),
)
_LABEL_STARTS = (
    Rule("nobody. caption",
         rf"{_SENTENCE}(?P<text>{_NOBODY}\.)\s(?=\S)", "Архивное фото. Снег на перевале"),
    Rule("label: party. caption",
         rf"{_SENTENCE}(?P<text>{_LABEL}{_COLON}(?P<sure>{_TO_STOP})\.)\s{_CAPTION}",
         "Фото: пресс-служба МЧС. Снег на перевале"),
    Rule("label known party. caption",
         rf"{_SENTENCE}(?P<text>{_BEFORE_KNOWN}\s(?P<known>{_TO_STOP})\.)\s{_CAPTION}",
         "Фото пресс-службы президента. Снег на перевале"),
    Rule("label familiar party. caption",
         rf"{_SENTENCE}(?P<text>{_BEFORE_FAMILIAR}\s(?P<familiar>{_TO_STOP})\.)\s{_CAPTION}",
         "Photo 24.kg. Snow at the pass"),
    Rule("label source caption",
         rf"{_SENTENCE}(?P<text>{_BEFORE_KNOWN}(?:{_COLON}|\s)(?P<sure>(?:{ADDRESS}|{PICTURES})(?:\s?/\s?{TWO_NAMES})?))"
         rf"\s{_CAPTION}",
         "Фото kremlin.ru Президент объявил об отставке"),
    Rule("label: party opener",
         rf"{_SENTENCE}(?P<text>{_LABEL}{_COLON}(?P<sure>{_TO_STOP}))\s(?={OPENER}\s)",
         "Фото: акимат Алматы В пресс-службе сообщили"),
)

_CHAIN_IN_BRACKETS = (
    Rule("(chain)",
         rf"(?P<text>{_OPEN}(?P<picture>{_IN_BRACKETS}){_CLOSE})", "(AP Photo/Ted S. Warren)"),
)
_CHAIN_ENDS = (
    Rule("chain",
         rf"{_SENTENCE}(?P<text>(?P<chain>.{{4,100}}?){_END})", "Mark Wilson/Getty Images"),
    Rule("/ source",
         r"(?<=\S)\s[/|]\s?(?P<text>(?P<source>[^/|]{2,40}(?:/[^/|]{2,40})?(?<=[\w»\"]))\.?)\Z",
         "Снег идёт на перевале / УНИАН"),
    Rule("REUTERS/name",
         rf"(?<=\s)(?P<text>(?P<chain>(?-i:REUTERS|AP Photo|EPA|AFP)\s?/.{{4,100}}?){_END})",
         "на перевале REUTERS/Issam Abdallah"),
)

_SOURCE_ENDS = (
    Rule("party's picture",
         rf"{_ALONE}(?P<text>{_AGENCY}\s{_PICTURE_OF}{_END})", "24.kg сүрөтү."),
    Rule("source alone",
         rf"^(?P<text>(?P<alone>.{{2,60}}?){_END})", "Global Look Press"),
    Rule("[agency]",
         r"(?P<text>\[(?P<press>(?!\s)[^()\[\]]{2,60})\])\.?\Z", "after protests toppled his predecessor [AP]"),
    Rule("(agency)",
         r"(?:^|(?<=[^\n]{40})(?<=[^\s.!?…]\s))(?P<text>\((?P<press>[^()\[\]]{2,40})\))\Z",
         "Members of a search and rescue team carry a stretcher (Reuters)"),
    Rule("- agency",
         r"(?P<text>(?<=\s)[-–—]\s(?P<printed>Sputnik(?:\s(?-i:[A-ZА-ЯЎҚ])\w{3,20})?|РИА Новости)"
         r"(?:,\s\d{3,4},\s\d\d\.\d\d\.\d{4})?)\Z",
         "Садыр Жапаров. Архив - Sputnik Кыргызстан"),
    Rule("社记者 name 摄",
         r"(?P<text>[（(]?(?P<printed>[\u4e00-\u9fff]{1,6}社(?:记者|发)[（(\s]{0,2}[\u4e00-\u9fff·、\s]{2,16}?)\s?摄[）)]{0,2})[\s。.]{0,2}\Z",
         "新华社记者 才扬 摄"),
)
_SOURCE_STARTS = (
    Rule("body's. caption",
         rf"^(?P<text>(?={SMALL})(?P<body>{HEAD}\s(?:{CAPITAL}|\d){_TO_STOP})\.)\s{_CAPTION}",
         "читателя 24-kg.com. Пробка на улице"),
    Rule("party's picture. caption",
         rf"{_SENTENCE}(?P<text>{_AGENCY}\s{_PICTURE_OF}\.)\s{_CAPTION}", "24.kg сүрөтү. Баткенде кар жаады"),
)
# fmt: on

_WITH_COLON = rf"{labels(':', ',', 'sure', 'known', 'name', 'source', '?')}(?:\s?[:：՝]|,\s)"
_WITHOUT = rf"{labels('known', 'name', 'source')}\s"
FAMILIES = (
    Family(re.compile("©"), _COPYRIGHT_ENDS, _COPYRIGHT_STARTS),
    Family(
        re.compile(rf"{_WITH_COLON}|{_WITHOUT}|(?<!\w){words(UNNAMED)}"),
        _LABEL_IN_BRACKETS + _LABEL_ENDS,
        _LABEL_IN_BRACKETS + _LABEL_STARTS,
    ),
    Family(re.compile(r"[/|]|\svia\s"), _CHAIN_IN_BRACKETS + _CHAIN_ENDS, _CHAIN_IN_BRACKETS),
    Family(
        re.compile(rf"[)\]]\.?\Z|\A{ALONE}|\A{HEAD}|{_PICTURE_OF}|- sputnik|- риа новости|摄"),
        _SOURCE_ENDS,
        _SOURCE_STARTS,
    ),
)
RULES = tuple(dict.fromkeys(shape for family in FAMILIES for shape in (*family.ends, *family.starts)))
