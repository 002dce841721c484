"""The families of datelines: each a pattern, the example that shows it, and the proof that it needs.

Patterns are made of the parts below; every repetition is bounded, and a dateline is looked for in the first
`LONGEST` characters only, so that a megabyte of capitals costs no more than a line of them.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from kirtag.text import proofs
from kirtag.text.dates import DAY as _DAY
from kirtag.text.proofs import Proof
from kirtag.text.rules import CAPITAL, Rule
from kirtag.text.tidy import DASHES

LONGEST = 160


@dataclass(frozen=True)
class Family(Rule):
    """A rule that also asks for a proof."""

    proof: Proof = proofs.agency_known

    @cached_property
    def mark(self) -> str:
        """A character that every dateline of the family has, as its name shows: most leads need not be matched."""
        return next((mark for mark in "(/-" if mark in self.name), "")


# The parts. A name is one to five words, parted by a hyphen or a space: `Чолпон-Ата`, `St. Paul`, `Frankfurt a.M.`
_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}[^\W\d_'’ʻ‘ʼ`]{{0,25}}(?:['’ʻ‘ʼ`]{_LETTER}{{1,25}})?"
_NAME = rf"(?:(?:St|Ste|Mt|Ft|г|с|пос|аул)\.\s?)?{_WORD}(?:[-‑–\s]{_WORD}){{0,4}}(?:\sa\.\s?[MdO]\.(?:\s?{_WORD})?)?"
# What stands with a place: its country or state, `, Kyrgyzstan`, `, N.Y.`, `, Wis.`, ` /Киргизия/`, ` (NICARAGUA)`.
_BESIDE = (
    rf",\s?(?:(?:{_LETTER}\.\s?){{2,3}}|{_WORD}(?:\s{_WORD}){{0,2}}(?:\.(?=,|\s))?)"
    rf"|\s?[/(\[]{_NAME}[/)\]]"
)
P = rf"(?P<place>{_NAME}(?:\s?/\s?{_NAME})?(?:{_BESIDE})?)"
DAY = rf"(?P<day>{_DAY}|no date)"
# An agency in the open, and what stands in brackets or slashes: an agency, with a reporter or a day.
A = r"(?P<agency>[«\"“]?[^\W_][^\n/()—–:;!?,|]{1,34}?)"
IN_BRACKETS = r"\(\s?(?P<signature>[^()\n]{2,60}?)\s?\)"
IN_SLASHES = r"/\s?(?P<signature>[^/\n]{2,60}?)\s?/"
R = rf"(?P<reporter>{_WORD}(?:[-\s.]{{1,2}}{_WORD}){{1,3}})"
_LOUD = rf"{CAPITAL}{{2,20}}"
R_LOUD = rf"(?P<reporter>{_LOUD}(?:[-\s]{_LOUD}){{1,3}})"
BYLINE = rf"(?P<reporter>{_WORD}\s{_LOUD}(?:-{_LOUD})?|[^\n:,.]{{3,60}}(?=\n))"
_ = r"\s{0,3}"
__ = r"\s{1,3}"
_DASH = rf"[{DASHES}_]{{1,3}}"
DASH = rf"(?:\s{{0,3}}{_DASH}(?:\s{{1,3}}|$)|\s{{1,3}}{_DASH}(?-i:(?=[«\"“\dA-ZÀ-ÖØ-ÞА-ЯЁ])))"
# After a bracket or a slash a dash needs no space, and a stop or nothing does as well.
DASHED = rf"\s?[.,:]?\s{{0,3}}{_DASH}\s{{0,3}}"
STOP = r"[.:](?:\s{1,3}|$)"
END = rf"(?:\s?[.,:]{{0,2}}\s{{0,3}}{_DASH}\s{{0,3}}|\s?[.:]\s{{0,3}}|\s{{1,3}}|$)"
BEGIN = r"\s{0,4}(?-i:(?![a-zа-я])|$)"


def _family(name: str, written: str, example: str, proof: Proof) -> Family:
    return Family(name, written, example, re.IGNORECASE, proof)


# How any of them begins: with a figure or a bracket, or with a few words and what parts them from the rest. Of more
# words than one, all but short ones and the kinds of places begin with a capital: most sentences end here.
_SOME = r"[^\s.,()/–—_:\d]"
_SMALL = "a-zß-öø-ÿа-яёіїєґөүңқғұһәўҳҷӣӯ"
_NEXT = (
    rf"(?:(?![{_SMALL}]){_SOME}{{1,40}}|{_SOME}{{1,3}}"
    r"|(?:облас|облус|облыс|край|район|шаар|вилоят|viloyat|region|oblast|province|city|county)\w{0,6})"
)
BEGINS = re.compile(
    rf"{_SOME}{{1,40}}(?:\s{{1,3}}{_NEXT}){{0,6}}\s{{0,3}}[{DASHES}.,:(/_]|{_SOME}{{1,40}}(?:\s{{1,3}}{_NEXT})?\s{{1,3}}[«\"]?[\d|]"
    r"|By\s|[\d(/«\"“一-鿿]"
)


# fmt: off
FAMILIES = (
    # Day and agency beside the place.
    _family("place. day. AGENCY /reporter/ -",
            rf"{P}[.,]{_}{DAY}[.,]?{__}{A}\s?/\s?(?P<reporter>[^/\n]{{3,60}}?)\s?/{DASHED}",
            "АСТАНА. 22 ноября. КАЗИНФОРМ /Анна Ли/ - ", proofs.agency_known),
    _family("place. day. AGENCY -",
            rf"{P}[.,]{_}{DAY}[.,]?{__}{A}\.?{DASH}", "Бишкек. 25 февраля. КирТАГ - ", proofs.signed_at_place),
    _family("place, day. /AGENCY/.",
            rf"{P}[.,]{_}{DAY}[.,]?{_}{IN_SLASHES}{END}", "МОСКВА, 29 июня. /ТАСС/. ", proofs.signed),
    _family("place, day (AGENCY) -",
            rf"{P}[.,]{_}{DAY}[.,]?{_}{IN_BRACKETS}{END}", "BEIJING, Nov. 24 (Xinhua) -- ", proofs.signed),
    _family("place day (AGENCY) -",
            rf"{P}{__}{DAY}{_}{IN_BRACKETS}{DASHED}", "Praha 28. července (ČTK) - ", proofs.agency_known),
    _family("place, day - AGENCY, reporter.",
            rf"{P}[.,]{_}{DAY}{DASH}{A},\s?{R}{STOP}", "МАГАС, 1 дек — РИА Новости, Адам Буражев. ",
            proofs.agency_known),
    _family("place, day - AGENCY.",
            rf"{P}[.,]{_}{DAY}{DASH}{A}{STOP}", "БИШКЕК, 25 ноя - РИА Новости. ", proofs.agency_known),
    _family("place, day, time - AGENCY",
            rf"{P}[.,]{_}{DAY}(?:,\s\d\d?:\d\d)?{DASH}{A}(?:{STOP}|\s{{1,3}}(?={CAPITAL}))",
            "МОСКВА, 16 февраля 2023, 10:15 — REGNUM ", proofs.agency_opens),
    _family("place, day - Odd-Agency.",
            rf"{P}[.,]{_}{DAY}{DASH}(?P<agency>[«\"“]?[^\W_][^\s/()—–:;!?,|]{{2,30}}?[»\"”]?){STOP}",
            "ТБИЛИСИ, 5 мая - Вести-Абхазия. ", proofs.signed_oddly),
    _family("place. day. «AGENCY».",
            rf"{P}[.,]{_}{DAY}[.,]?{__}(?P<agency>[«\"“][^«»\"“”\n]{{2,40}}[»\"”]){END}",
            "Тбилиси. 5 мая. «Вести-Абхазия». ", proofs.signed_at_place),
    _family("place. day. AGENCY.",
            rf"{P}[.,]{_}{DAY}[.,]?{__}{A}(?:{STOP}|\n\s{{0,3}})",
            "КИЕВ. 3 декабря. УНН. ", proofs.agency_known),
    _family("place. day. AGENCY/",
            rf"{P}[.,]{_}{DAY}[.,]?{__}{A}/{_}", "Baku. 4 July. REPORT.AZ/ ", proofs.agency_known),
    _family("place/day/AGENCY:",
            rf"{P}/\s?{DAY}\s?/\s?{A}{STOP}", "Баку/05.03.20/Turan: ", proofs.agency_known),
    _family("place - day /AGENCY/.",
            rf"{P}{DASH}{DAY}[.,]?{_}{IN_SLASHES}{END}", "Ошская область - 30 августа /KGinform/. ", proofs.signed),
    _family("place (AGENCY - day)",
            rf"{P}{_}\((?P<agency>[^()\n]{{2,50}}?){DASH}{DAY}\){END}",
            "BISHKEK (UrduPoint News / Sputnik - 24th February, 2021) ", proofs.signed_anywhere),
    _family("place, day By reporter - AGENCY:",
            rf"{P}[.,]{_}{DAY}{__}By{__}(?P<reporter>[^\n:]{{3,80}}?){DASH}{A}:(?:\s{{1,4}}|$)",
            "Baku, Azerbaijan, July 23\n\nBy Elchin Mehdiyev, Azad Hasanli – Trend:\n\n", proofs.agency_known),
    # The day, or a time and the day, in front.
    _family("day, place /reporter - AGENCY/.",
            rf"{DAY},{_}{P}{_}{IN_SLASHES}{END}", "12 октября, Минск /Татьяна Полежай - БЕЛТА/. ", proofs.signed),
    _family("day (AGENCY) -",
            rf"{DAY}{_}{IN_BRACKETS}{DASHED}", "Jan. 10 (Xinhua) -- ", proofs.signed),
    _family("day. AGENCY -",
            rf"{DAY}\.{__}{A}{DASH}", "14 марта. Interfax-Russia.ru - ", proofs.agency_known),
    _family("time, day, place - AGENCY, reporter",
            rf"\d\d?:\d\d,{_}{DAY},{_}{P}{DASH}{A}\s{{0,2}},\s?(?:by\s)?{BYLINE}\s{{0,4}}",
            "11:35, 10 января 2022, Бишкек - 24.kg , Жазгуль МАСАЛИЕВА\n", proofs.agency_known),
    _family("time, day, place - AGENCY",
            rf"\d\d?:\d\d,{_}{DAY},{_}{P}{DASH}{A}(?:\s{{1,4}}(?-i:(?![a-z]))|$)",
            "12:35, 20 января 2026, Бишкек - 24-kg.com\n\n", proofs.agency_known),
    # The agency beside the place, without a day.
    _family("By reporter PLACE (AGENCY) -",
            rf"By{__}(?P<reporter>[^\n()]{{3,60}}?){__}(?P<place>{_LOUD}(?:[-\s/]{_LOUD}){{0,4}}(?:,\s{_NAME})?)"
            rf"(?:,\s?{DAY})?{_}{IN_BRACKETS}{DASHED}",
            "By Fergus Jensen JAKARTA (Reuters) - ", proofs.signed),
    _family("place (AGENCY) - REPORTER -",
            rf"{P}[.,]?{_}{IN_BRACKETS}{DASHED}{R_LOUD}{DASH}", "İSTANBUL (AA) - AYŞE YILMAZ - ", proofs.agency_known),
    _family("place (AGENCY) -",
            rf"{P}[.,]?{_}(?:--)?{IN_BRACKETS}{DASHED}", "MUMBAI (Reuters) - ", proofs.signed_anywhere),
    _family("place (AGENCY).",
            rf"{P}[.,]?{_}{IN_BRACKETS}\.(?:\s{{1,3}}|$)", "Berlin (epd). ", proofs.signed_place),
    _family("place (AGENCY)",
            rf"{P}[.,]?{_}{IN_BRACKETS}:?{BEGIN}", "London (CNN)", proofs.agency_at_place),
    _family("place /AGENCY/ -",
            rf"{P}{_}{IN_SLASHES}{END}", "БИШКЕК /Trend/ – ", proofs.signed_place),
    _family("place. AGENCY /reporter/ -",
            rf"{P}[.,]{__}{A}\s?/\s?(?P<reporter>[^/\n]{{3,60}}?)\s?/{DASHED}", "АСТАНА. КАЗИНФОРМ /Анна Ли/ - ",
            proofs.agency_known),
    _family("place. AGENCY -",
            rf"{P}\.{__}{A}\.?{DASH}", "ПЕТРОПАВЛОВСК. КАЗИНФОРМ – ", proofs.agency_known),
    _family("place, AGENCY -",
            rf"{P},{__}{A}{DASH}", "Tehran, IRNA – ", proofs.agency_at_place),
    _family("place. reporter - AGENCY.",
            rf"{P}\.{__}{R}{DASH}{A}{STOP}", "Bakı. Aynur Əliyeva – APA.az. ", proofs.agency_known),
    _family("place. AGENCY.",
            rf"{P}\.{__}{A}(?:{STOP}|{__})", "Bishkek. Kabar. ", proofs.agency_at_place),
    _family("place - AGENCY.",
            rf"{P}\s{{0,3}}{_DASH}\s{{0,3}}{A}{STOP}", "Узбекистан, Ташкент - АН Podrobno.uz. ", proofs.agency_opens),
    _family('place, "AGENCY".',
            rf"{P},{_}(?P<agency>[«\"“„][^«»\"“”„\n]{{2,40}}[»\"”“]){END}", 'Бишкек, "САЯСАТ.KG". ',
            proofs.known_place),
    _family("PLACE agency |",
            rf"{P}\s{A}\s\|\s", "BERLIN taz | ", proofs.agency_known),
    # The agency in front, or alone.
    _family("(AGENCY) - place, day -",
            rf"\((?P<agency>[^()\n]{{2,30}})\){DASHED}{P}[.,]{_}{DAY}\.?{DASH}",
            "(ANSA) - ROMA, 28 LUG - ", proofs.agency_known),
    _family("AGENCY, place, day:",
            rf"{A},{_}{P},{_}{DAY}(?:,{_}[^\n:.]{{2,40}}:|{DASHED}|{STOP})\s{{0,3}}",
            "China News Service, Nur-Sultan, October 8th, Bishkek News: ", proofs.agency_known),
    _family("AGENCY, day.",
            rf"{A},{_}{DAY}{STOP}", "ТАСС, 16 февраля. ", proofs.agency_opens),
    _family("AGENCY place day 电",
            r"(?P<agency>[一-鿿]{1,6}?[社网報报])(?P<place>[一-鿿·]{2,12}?)??(?P<day>(?:\d{1,2}月)?\d{1,2}日)[电電讯訊]"
            r"(?:\s?[（(](?:记者|記者|通讯员)\s?(?P<reporter>[^（）()\n]{2,30})[）)])?\s{0,3}",
            "新华社北京4月24日电 ", proofs.signed),
    _family("«rubric» (AGENCY) -",
            rf"(?:[«\"“][^«»\"“”\n]{{2,50}}[»\"”]{__})?\((?P<agency>[^()\n]{{2,30}})\)(?:{DASHED}|{BEGIN})",
            "«Здоровье» (АКИpress) — ", proofs.agency_known),
    _family("/AGENCY/.",
            rf"{IN_SLASHES}{END}", "/КирТАГ/ - ", proofs.agency_known),
    _family("AGENCY (COUNTRY) -",
            rf"{A}\s\([A-Z]{{2}}\){DASH}", "CA-NEWS (KG) - ", proofs.agency_opens),
    _family("AGENCY -",
            rf"(?P<agency>(?-i:{CAPITAL}[\w.«»\"-]{{1,30}}?(?:\s[«\"]?\w[\w.«»\"-]{{1,20}}?){{0,2}}?))"
            rf"(?:\.?{DASH}|{STOP})",
            "ОРЕАНДА-НОВОСТИ. ", proofs.agency_opens),
    # The place without an agency.
    _family("place, day -",
            rf"{P}[.,]{_}{DAY}\.?{DASH}", "SANTA CRUZ, Calif., Feb 26 - ", proofs.dated_place),
    _family("PLACE, day.",
            rf"{P}[.,]{_}{DAY}{STOP}", "САНКТ-ПЕТЕРБУРГ, 10 марта. ", proofs.place_in_capitals),
    _family("(place) -",
            rf"\({P}\){DASHED}", "(Leipzig) - ", proofs.known_place),
    _family("place -",
            rf"{P}(?:{DASH}|\.{_DASH}\s{{0,3}})", "BISHKEK, Kyrgyzstan – ", proofs.place_alone),
    _family("PLACE.",
            rf"{P}{STOP}", "БИШКЕК. ", proofs.place_in_capitals),
)
# fmt: on
