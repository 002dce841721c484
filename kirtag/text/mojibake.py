r"""Mojibake: text that was decoded with another charset than it was written in. It is told, never repaired.

A page may quote a garbled line, so the text is judged by how much of it is garbled, and what is too short to judge
is taken for sound. Five signs, each measured on every wrong pair of UTF-8, windows-1251 and -1252, KOI8-R, cp866 and
MacCyrillic: UTF-8 that was read byte by byte, signs and turned case inside of words, Cyrillic that became accented
Latin, U+FFFD, and question marks in place of letters.
"""

import re
from functools import cache

# Charsets that people read UTF-8 in by mistake; windows-1252 stands for Latin-1 too.
_READERS = ("cp1251", "cp1252", "koi8-r", "cp866", "mac_cyrillic")
# Shorter text is not judged, and of longer its beginning; a garbled text is so in most of its pieces.
_SHORTEST, _LONGEST, _PIECE = 40, 20_000, 250
# Bytes that a charset leaves free come through as controls or as U+FFFD.
_FREE = "\x80-\x9f\ufffd"

# What no language has inside of words, though the middle of another charset has it there; `м²`, `¿`, `™` apart.
_SIGNS = rf"{_FREE}¢-¨¬¯±´-¶¸¼-¾×÷†‡€‰ƒˆ˜›∙√≈≤≥≠∂∆∏∑∞∫⌠⌡◊─-◿\uf8ff"
_LETTER = r"[^\W\d_]"
# Runs are bounded, so that a megabyte of signs is read once.
_ODD = re.compile(
    rf"(?<={_LETTER})[°{_SIGNS}]{{1,9}}|[{_SIGNS}]{{1,9}}(?=[a-zа-яё])|[─-◿](?={_LETTER})"
    # Case turned over: KOI8-R as windows-1251. An `я` of MacCyrillic became a capital.
    r"|\b[а-яё](?=[А-ЯЁ]{2})|(?<=[а-яё])Я"
    # An umlaut that became Cyrillic.
    r"|(?<=[a-z])[А-яЁё](?=[a-z])"
)
_ACCENTED = re.compile("[À-ÖØ-öø-ÿ]")
_ASKED = re.compile(r"\?{4,}|(?<=[a-zа-яё])\?(?=[a-zа-яё])")
_REPLACED = re.compile("\ufffd")

# A text without any of these is sound. Looked for in all of it, each by one set or one letter, which is quick;
_TELLTALES = (
    re.compile(rf"[{_SIGNS}ÂÃÄÅâÐÑØÙÎîðòÏÁÕ]"),
    re.compile("–[^\\s\\d–—]"),
    re.compile(r"\?[?a-zа-яё]"),
)
# and these, which cost more, at its beginning: capitals, and Cyrillic inside of Latin words.
_MIXED = re.compile(r"[А-ЯЁ]{6}|[a-z][А-яё]")
_BEGINNING = 300


def is_mojibake(text: str) -> bool:
    """Tell whether a text was decoded with the wrong charset, all of it or most.

    >>> line = "Снег в горах шёл всю ночь, и к утру дорогу закрыли."
    >>> is_mojibake(line), is_mojibake(line.encode().decode("cp1251", "replace"))
    (False, True)
    """
    text = text[:_LONGEST]
    if not (any(one.search(text) for one in _TELLTALES) or _MIXED.search(text, 0, _BEGINNING)):
        return False
    size = sum(map(len, text.split()))
    if size < _SHORTEST:
        return False
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return (
        _garbled(_REPLACED, text) > max(4, size * 0.01)
        or _garbled(_ASKED, text) > max(5, size * 0.01)
        or _garbled(_ACCENTED, text) > size * 0.4
        or _garbled(_ODD, text) > max(2, size * 0.01)
        or any(_garbled(_sequences(one), text) > max(5, foreign * 0.6, size * 0.005) for one in _READERS)
    )


def _garbled(pattern: re.Pattern[str], text: str) -> int:
    """Count the characters that a pattern finds; none where they stand together, as in a line that is quoted."""
    lengths, pieces = 0, set()
    for match in pattern.finditer(text):
        lengths += match.end() - match.start()
        pieces.add(match.start() // _PIECE)
    return lengths if len(pieces) > 0.6 * round(len(text) / _PIECE) else 0


@cache
def _sequences(charset: str) -> re.Pattern[str]:
    """Compile what the letters of UTF-8 look like in a charset: a first byte, then so many of the middle."""

    def read(first: int, last: int) -> str:
        return re.escape(bytes(range(first, last + 1)).decode(charset, "ignore"))

    middle = f"[{read(0x80, 0xBF)}{_FREE}]"
    two, three, four = read(0xC2, 0xDF), read(0xE0, 0xEF), read(0xF0, 0xF4)
    return re.compile(f"[{two}]{middle}|[{three}]{middle}{{2}}|[{four}]{middle}{{3}}")
