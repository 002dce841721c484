"""How a place is written inside a sentence, whatever case the wire prints it in."""

import re

from kirtag.text.gazetteer import key, own_areas, own_places

# What kind of place it is, before or behind its name: `г. Бишкек`, `Ош шаары`.
KIND = re.compile(
    r"^(?:(?:г|с|п|пос|гор|дер|ст)\. ?|(?:г|с|пгт|город|село|пос[её]лок|деревня|станица|аул|шаҳри) )"
    r"| (?:ш\.|шаары|айылы|қаласы|ауылы|шаҳри|shahri|qalasy)$",
    re.IGNORECASE,
)
# What may stand inside a word: an apostrophe, and marks that are not part of their letter.
_INSIDE = "['’ʼ‘ʻ`\u0300-\u036f]"
# A word; after `D'`, `L'` and `O'` a capital stands too, but not after the `O‘` of Uzbek, which is one letter.
_WORD = re.compile(rf"((?<!\w)[DLO]['’](?=\w\w)\w|\w)((?:\w|{_INSIDE}(?=\w))*)", re.IGNORECASE)
# Small words inside a name: `Ростов-на-Дону`, `Rio de Janeiro`, `Ошская область`.
_LINKING = re.compile(
    r"(?<=[- ])(?:На|Де|Да|De|Da|Do|Du|Del|Di|On|Of|Sur|Am|An|Der|La|Le|Les|El|Upon|And|И"
    r"|Область|Край|Район|Облусу|Району|Шаары|Облысы|Ауданы|Вилояти|Viloyati|Tumani)(?=[- ]|$)"
)
_ABBREVIATED = re.compile(r"(?:\w\.){2,}")
# What is between the marks that part: words and the white space among them.
_PART = re.compile(r"[^\s,/()\[\]]+(?:\s+[^\s,/()\[\]]+)*")
# A name of so many capitals that we do not know is none: `ООН`.
_ACRONYM = 3
# In a name of capitals they tell that I is the ı without a dot.
_TURKISH = frozenset("İĞ")


def normal_spelling(printed: str) -> str:
    """Return the place as one writes it inside a sentence, with what is printed beside it.

    A name in our own tables takes the capitals that it has there; of any other each word gets one, where all of it
    was capitals or none was. No letter becomes another, but the I that in Turkish is no i.

    >>> normal_spelling("БИШКЕК"), normal_spelling("САН-ХОСЕ"), normal_spelling("Өзгөн"), normal_spelling("The Hague")
    ('Бишкек', 'Сан-Хосе', 'Өзгөн', 'The Hague')
    >>> normal_spelling("ЧОЛПОН-АТА /КИРГИЗИЯ/"), normal_spelling("COMMACK, N.Y."), normal_spelling("DİYARBAKIR")
    ('Чолпон-Ата /Киргизия/', 'Commack, N.Y.', 'Diyarbakır')
    """
    return _PART.sub(lambda part: _spelt(part[0]), printed)


def _spelt(name: str) -> str:
    if not (name.isupper() or name.islower()) or _ABBREVIATED.fullmatch(name):
        return name
    turkish = not _TURKISH.isdisjoint(name)
    ours = next((ours for ours in _written(name) if len(ours) == len(name)), None)
    if ours:
        cased = zip(name, ours, strict=True)
        return "".join(_small(letter, turkish) if like.islower() else letter.upper() for letter, like in cased)
    if len(name) <= _ACRONYM:
        return name
    return _capitalised(name, turkish)


def _written(name: str) -> list[str]:
    """The name as our own tables write it."""
    found = key(name)
    return [own[0] for own in (own_places().get(found), *own_areas().get(name, ()), *own_areas().get(found, ())) if own]


def _capitalised(name: str, turkish: bool) -> str:
    kind = KIND.match(name)
    start = kind.end() if kind else 0
    words = _WORD.sub(lambda word: word[1].title() + _small(word[2], turkish), name[start:])
    return name[:start].lower() + _LINKING.sub(lambda word: word[0].lower(), words)


def _small(letters: str, turkish: bool) -> str:
    # İ alone is two characters when Python makes it small.
    letters = letters.replace("İ", "i")
    return (letters.replace("I", "ı") if turkish else letters).lower()
