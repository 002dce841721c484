"""Who wrote an article: the names in a byline, without what is printed around them."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from kirtag.text import find_place, tidy_line
from kirtag.text.months import weekday
from kirtag.text.tidy import fold
from kirtag.text.vocabulary import agency_id, any_of

# A longer line is no byline.
_LONGEST = 300
_LONGEST_NAME, _MOST_WORDS = 60, 6
# A line with the address of another site names whoever made this one.
_ADDRESS = re.compile(r"https?:|www\.|facebook\.com", re.IGNORECASE)
_DROPPED = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]|（[^（）]{0,200}）|\S{0,80}@\S{0,80}")
_APART = re.compile(r"\s*[,;|/•·*、，；]+\s*|\s[–—-]+\s|(?<=[^\W\d_]{3})\.\s|\n")
# A name in the letters of China, Japan and Korea is one word.
_ONE_WORD = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}(?:[ ·][\u3400-\u9fff\uac00-\ud7af]{1,4}){0,4}")
_NO_LETTER = re.compile(r"[\d@:/\\_<>{}\[\]()«»\"“”!?#%*=+|~^$©&…]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_DOMAIN = re.compile(r"\w\.[a-z]{2,6}\b", re.IGNORECASE)
_FIRST_DIGIT = re.compile(r"\s?\d")
# A shorter weekday may be a name: `Minh Do`, which is a German Thursday.
_WHOLE_DAY = 5
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# `И.Иванов` is two words; `аль-Масри`, `d'Angelo` have an article.
_INITIAL = re.compile(r"(?:\A|[\s.])[^\W\d_]\.\Z")
_INSIDE = re.compile(r"[\s.]+")
_ARTICLE = re.compile(r"(?<=\w)[-'’ʼ‘]")
# `MD`, `RD`: what a name may be followed by.
_DEGREE = re.compile(r"[A-Z][A-Za-z]?\.?[A-Z]{1,3}\.?")


def rows() -> Iterator[tuple[str, tuple[str, ...], str, str | None]]:
    """Yield the rows of `data/bylines.tsv`: what the words do, the words, an example, the byline read of it."""
    for line in Path(__file__).with_name("data").joinpath("bylines.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            does, words, example, byline = line.split("\t")
            yield does, tuple(words.split("|")), example, None if byline == "-" else byline


@cache
def _words(does: str) -> frozenset[str]:
    return frozenset(fold(word) for its, words, _, _ in rows() if its == does for word in words)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a label in front, of what stands between two names, or of what is behind a name."""
    label, colon, between, part, role = (any_of(_words(does)) for does in ("label", "colon", "and", "part", "role"))
    written = {
        "label": rf"(?:(?:{label}|{colon})\s?[:：՝]|{label}\s)\s*[-–—]?\s*",
        "and": rf"\s+{between}\s+",
        "part": rf"\s{part}\s.*|(?:\A|\s){role}(?!\w).*",
    }
    return re.compile(written[name], re.IGNORECASE)


def read_byline(printed: str, sites: Collection[str] = ()) -> str | None:
    """Return the names in a byline, joined by commas; None where it names nobody.

    `sites` are the names of the site, folded: some sites tell machines that they wrote their articles themselves.

    >>> read_byline("By Aigul Sydykova and Bakyt Asanov | Example", {"example"})
    'Aigul Sydykova, Bakyt Asanov'
    >>> read_byline("Редакция"), read_byline("admin"), read_byline("https://example.kg/authors/1")
    (None, None, None)
    """
    names, _ = _read(printed, sites)
    return ", ".join(names) or None


def is_byline(line: str, sites: Collection[str] = ()) -> bool:
    """Tell whether a line is surely a byline: a label and names, and nothing else.

    >>> is_byline("By Aigul Sydykova"), is_byline("By Friday the snow was gone"), is_byline("Aigul Sydykova")
    (True, False, False)
    """
    names, others = _read(line, sites)
    return bool(names) and not others and _pattern("label").match(tidy_line(line)) is not None


def _read(printed: str, sites: Collection[str]) -> tuple[list[str], list[str]]:
    """Part a byline into the names of persons, each once, and what is neither that nor known for something else."""
    line = tidy_line(printed) if len(printed) <= 2 * _LONGEST else ""
    if not line or len(line) > _LONGEST or _ADDRESS.search(line):
        return [], [line]
    line = _DROPPED.sub(" ", line).strip(" ,:*-–—").lstrip(".")
    while label := _pattern("label").match(line):
        rest = line[label.end() :]
        if label[0][-1].isspace() and " " not in rest and not _ONE_WORD.fullmatch(rest):
            break  # a first name: `Von Miller`
        line = rest
    names: dict[str, str] = {}
    others: list[str] = []
    for piece in _pieces(line):
        cut = _bare(_FIRST_DIGIT.split(_pattern("part").sub("", piece), maxsplit=1)[0])
        if _is_known(cut, sites) or (names and (find_place(cut) or _DEGREE.fullmatch(cut))):
            continue
        if _is_name(cut):
            names.setdefault(fold(cut), cut)
        elif cut == piece:
            others.append(piece)
    return list(names.values()), others


def _pieces(line: str) -> Iterator[str]:
    """Yield what stands between commas and their like; `and` parts two names, not the two halves of one."""
    for piece in _APART.split(line):
        halves = _pattern("and").split(piece)
        whole = len(halves) == 1 or all(" " in half.strip() for half in halves)
        yield from (half.strip() for half in (halves if whole else [piece]) if half.strip())


def _bare(piece: str) -> str:
    """Return a piece without the signs around it, and the day of the week behind it; the stop of an initial stays."""
    piece = piece.strip(" ,:*'’-–—").lstrip(".")
    piece = piece if _INITIAL.search(piece) else piece.rstrip(". ")
    name, _, last = piece.rpartition(" ")
    return name if len(last) >= _WHOLE_DAY and weekday(last) is not None else piece


def _is_known(piece: str, sites: Collection[str]) -> bool:
    """Tell whether a piece is the name of the site or of an agency, or a word for somebody without a name."""
    folded = fold(piece)
    first = piece.split(maxsplit=1)[0] if piece else ""
    desk = agency_id(first) is not None and first.isupper()
    return desk or folded in sites or folded.replace(" ", "") in sites or agency_id(piece) is not None


def _is_name(piece: str) -> bool:
    """Tell whether a piece looks like the name of a person: some words in capitals, or one in Chinese."""
    if len(piece) > _LONGEST_NAME or _NO_LETTER.search(piece) or _DOMAIN.search(piece) or not _LETTERS.search(piece):
        return False
    words = piece.split()
    if not _words("nobody").isdisjoint(map(fold, words)):
        return False
    if _CJK.search(piece):
        return _ONE_WORD.fullmatch(piece) is not None
    joints = {fold(word) for word in words if not _is_capital(word)}
    capitals = len(_INSIDE.split(" ".join(word for word in words if _is_capital(word)).rstrip(".")))
    return len(words) <= _MOST_WORDS and capitals > 1 and joints <= _words("joint")


def _is_capital(word: str) -> bool:
    """Tell whether a word begins with a capital, perhaps behind an article (`аль-Масри`), or is of letters without."""
    # Georgian has small letters without capitals, but for headings.
    return word[0] == word[0].title() or any(part[:1].isupper() for part in _ARTICLE.split(word, maxsplit=1)[1:])
