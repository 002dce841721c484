"""White space and invisible characters. Letters, quotes and dashes are the author's and stay."""

import re
import unicodedata

# Soft hyphen, zero-width space and (non-)joiners, word joiner, byte order mark, and the marks that turn the
# writing direction: invisible in a page, but they break a search for the word that they stand in.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
# C0 and C1 controls but the white space among them: a NUL ends a string for some readers of SQLite.
_CONTROLS = "".join(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace())
# What most lines have none of. One set: alternatives are slow.
_ODD = re.compile(f"[{re.escape(_CONTROLS)}{_INVISIBLE}\ud800-\udfff]")
_DROPPED = str.maketrans("", "", _INVISIBLE + _CONTROLS)


def tidy_line(text: str) -> str:
    r"""Return `text` as one line: NFC, no invisible characters, every run of white space one space, none at the ends.

    A lone surrogate, which no encoding can store, becomes U+FFFD.

    >>> tidy_line(" Бишкек.\u00a025\xa0февраля.  Кир\u00adТАГ\n-  ")
    'Бишкек. 25 февраля. КирТАГ -'
    """
    if _ODD.search(text):
        text = text.translate(_DROPPED).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def tidy(paragraphs: list[str]) -> list[str]:
    r"""Return the paragraphs tidied, without those that hold nothing.

    >>> tidy(["На\xa0полях  заседания", " \u200b ", "прошла встреча."])
    ['На полях заседания', 'прошла встреча.']
    """
    return [line for line in map(tidy_line, paragraphs) if line]


# What stands for a dash, the hyphen first, for a pattern's sake.
DASHES = "-‐‑‒–—―−"
_FOLDED = str.maketrans(
    dict.fromkeys(DASHES, "-") | dict.fromkeys("«»„“”‟", '"') | dict.fromkeys("‘’‚‛ʻʼ`´", "'") | {"ё": "е"}
)


def fold(text: str) -> str:
    """Return `text` as it is compared, never as it is kept: case, ё and е, the kinds of dashes and of quotes made one.

    >>> fold("КирТАГ – «Её»")
    'киртаг - "ее"'
    """
    return tidy_line(text).casefold().translate(_FOLDED)
