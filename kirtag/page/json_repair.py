"""JSON as the web has it: the values of a script, whole or broken in the ways in which sites break theirs."""

import html
import json
import re
from typing import Any

# What sites put around a script's JSON: comments of HTML and JavaScript that hide it from browsers of the last century.
_WRAPPING = re.compile(r"\A(?:\s|\ufeff|//|/\*|\*/|<!--|<!\[CDATA\[){1,40}|(?:\s|;|//|/\*|\*/|-->|\]\]>){1,40}\Z")
# What stands between two values in a row.
_BETWEEN = re.compile(r"[\s,;]*")
# More values, or a longer broken script, are nothing that a page says of its article.
_MOST, _LONGEST = 100, 500_000

_SIGNS = re.compile(r'["\\{}\[\],]')
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
# Behind the quotation mark that closes a string: a key has its colon, a value what may follow one there.
_AFTER_KEY = re.compile(r"\s{0,200}:")
_AFTER_VALUE = {
    "{": re.compile(r'\s{0,200}(?:[}\]]|,\s{0,200}(?:"[^"\n]{1,80}"\s{0,20}:|\})|\Z)'),
    "[": re.compile(r'\s{0,200}(?:[}\]]|,\s{0,200}(?:["{\[\d\]-]|true|false|null)|\Z)'),
}
_TRAILING_COMMA = re.compile(r"\s{0,200}(?:[}\]]|\Z)")
_CLOSING = {"{": "}", "[": "]"}


def read_json(text: str) -> list[Any]:
    r"""Return the JSON values of a script, in order; what cannot be read of it is passed over.

    >>> read_json('<!-- {"a": "кино "Мост" снова\nидёт",} -->')
    [{'a': 'кино "Мост" снова\nидёт'}]
    >>> read_json('{"a": 1}{"a": 2};'), read_json("нет")
    ([{'a': 1}, {'a': 2}], [])
    """
    text = _WRAPPING.sub("", text.strip())
    if "&quot;" in text and '"' not in text:
        text = html.unescape(text)
    values, rest = _values(text)
    if rest and len(rest) <= _LONGEST:
        values += _values(_repaired(rest))[0]
    return values


def _values(text: str) -> tuple[list[Any], str]:
    """Return the values at the beginning of a text, and the rest from the first one that is broken."""
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    at = len(text) - len(text.lstrip())
    while at < len(text) and len(values) < _MOST:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return values, text[at:]
        values.append(value)
        between = _BETWEEN.match(text, end)
        at = between.end() if between else end
    return values, ""


def _repaired(text: str) -> str:
    """Return a broken text mended: quotation marks and backslashes in strings, commas too many, brackets unclosed.

    One pass: whether a quotation mark closes its string is told by what follows it.
    """
    found: list[str] = []
    open_: list[str] = []
    inside = key = False
    kept = at = 0
    while sign := _SIGNS.search(text, at):
        start, at, char = sign.start(), sign.end(), sign[0]
        if inside:
            mended = char
            if char == "\\":
                whole = _ESCAPE.match(text, start)
                # `\'` is JavaScript's; any other backslash stands for itself.
                at, mended = (whole.end(), whole[0]) if whole else (at, "" if text[at : at + 1] == "'" else "\\\\")
            elif char == '"':
                after = _AFTER_KEY if key else _AFTER_VALUE[open_[-1] if open_ else "["]
                inside = not after.match(text, at)
                mended = '\\"' if inside else '"'
                key = key and inside
        else:
            mended = char
            if char == '"':
                inside = True
            elif char in _CLOSING:
                open_.append(char)
                key = char == "{"
            elif char in "}]":
                mended = _CLOSING[open_.pop()] if open_ else ""
                key = False
            elif char == ",":
                mended = "" if _TRAILING_COMMA.match(text, at) else ","
                key = bool(open_) and open_[-1] == "{"
        found += (text[kept:start], mended)
        kept = at
    found.append(text[kept:])
    return "".join(found) + ('"' if inside else "") + "".join(_CLOSING[one] for one in reversed(open_))
