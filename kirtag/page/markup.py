"""The bytes of a feed or a sitemap as markup that any parser takes: unpacked, decoded, bounded, its damages mended."""

import gzip
import html
import io
import re
import zlib
from contextlib import suppress

from kirtag.page.decode import Undecodable, decode

# So many bytes are read, once unpacked: a sitemap of 50,000 pages has about 8 MB.
_MOST_BYTES = 20 * 1024 * 1024
# An element that is longer or has more tags is no article of a feed, and no page of a sitemap with all its pictures.
_LONGEST, _MOST_TAGS, _LONGEST_ROOT = 1_000_000, 10_000, 10_000
_GZIP, _PIECE = b"\x1f\x8b", 64 * 1024
_ROOT = re.compile(r"<(?:[\w-]{1,30}:)?(rss|feed|rdf|channel|urlset|sitemapindex)(?=[\s>/])", re.IGNORECASE)
_SECTIONS = re.compile(r"(<!\[CDATA\[|\]\]>|<!--|-->)")
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
# What no XML may hold, by itself or as a reference.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z]\w{0,31});")
_NO_REFERENCE = re.compile(r"&(?!(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z]\w{0,31});)")
_NO_TAG = re.compile(r"<(?![a-zA-Z_/!?])")
_OWN = ("&amp;", "&lt;", "&gt;", "&quot;", "&apos;")
_PREFIX, _DECLARED = re.compile(r"</?([A-Za-z][\w-]{0,30}):"), re.compile(r"\sxmlns:([\w-]{1,31})\s{0,5}=")
_SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_MOST_SPACES = 50


def read_text(body: bytes, content_type: str | None = None) -> str:
    """Return the text of bytes that may be packed by gzip, also twice; "" where they are no text.

    Of what was cut off or damaged this is what came before the break. `content_type` is the HTTP header's value.

    >>> read_text(gzip.compress(gzip.compress(b"<rss/>"))), read_text(gzip.compress(b"https://e.kg/a")[:-9])
    ('<rss/>', 'https://e.kg/a')
    """
    for _ in range(2):
        body = _unpacked(body) if body.startswith(_GZIP) else body
    body = body[:_MOST_BYTES]
    if body.startswith((b"<\0", b"\0<")):
        # UTF-16 that does not say so.
        body = (b"\xff\xfe" if body[0] else b"\xfe\xff") + body
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        body = body[: len(body) // 2 * 2]
    try:
        return decode(body, content_type)
    except Undecodable:
        return ""


def root_of(text: str) -> str | None:
    """Return the name of the element that a feed's or sitemap's text is, in small letters; None of any other text.

    >>> root_of("Warning: line 3 <?xml version='1.0'?><rdf:RDF>"), root_of("<html><body>404")
    ('rdf', None)
    """
    found = _ROOT.search(text)
    return found[1].lower() if found else None


def mended(text: str) -> str:
    r"""Return the text from its root element on, as XML without what breaks parsers; "" without a root.

    Left out are whatever stands before (warnings of a program, a document type with its entities, none of which is
    ever resolved), comments, and characters that XML forbids. References that only HTML knows become their letters, a
    lone `&` or `<` and all of a CDATA section are escaped, and prefixes that nobody declared are declared.

    >>> mended("<!DOCTYPE r [<!ENTITY x 'y'>]><rss>Снег&nbsp;&x; & лёд < 3, a=1&copy=2</rss>")
    '<rss>Снег\xa0 &amp; лёд &lt; 3, a=1&amp;copy=2</rss>'
    """
    root = _ROOT.search(text)
    if root is None:
        return ""
    kept: list[str] = []
    inside = ""
    for part in _SECTIONS.split(_FORBIDDEN.sub("", text[root.start() :])):
        if inside:
            if part == _ENDS[inside]:
                inside = ""
            elif inside == "<![CDATA[":
                kept.append(html.escape(part, quote=False))
        elif part in _ENDS:
            inside = part
        elif part not in _ENDS.values():
            kept.append(_NO_TAG.sub("&lt;", _REFERENCE.sub(_letter, _NO_REFERENCE.sub("&amp;", part))))
    text = "".join(kept)
    declared = _DECLARED.findall(text[: text.find(">")])
    missing = sorted({*_PREFIX.findall(text)} - {*declared} - {"xml"})[:_MOST_SPACES]
    name = root.end() - root.start()
    spaces = "".join(f' xmlns:{prefix}="{_SPACES.get(prefix, f"urn:{prefix}")}"' for prefix in missing)
    return text[:name] + spaces + text[name:]


def elements_of(text: str, name: str, most: int) -> tuple[str, list[str]]:
    """Part mended text into its root's tag and its elements of a name; at most so many.

    `name` is a pattern of names without prefixes. One that is not closed, since the text was cut off, is left out, and
    so is one that is far too large.

    >>> elements_of("<rss><channel><item>1</item><item>2</item><item>3", "item", 10)
    ('<rss>', ['<item>1</item>', '<item>2</item>'])
    """
    found, opened = [], None
    for tag in re.finditer(rf"<(/?)(?:[\w-]{{1,30}}:)?(?:{name})(?=[\s>/])[^<>]*>", text, re.IGNORECASE):
        if not tag[1]:
            opened = tag.start()
        elif opened is not None:
            if tag.end() - opened <= _LONGEST and text.count("<", opened, tag.end()) <= _MOST_TAGS:
                found.append(text[opened : tag.end()])
            opened = None
            if len(found) == most:
                break
    root = text[: text.find(">") + 1]
    return (root, found) if len(root) <= _LONGEST_ROOT else ("", [])


def _unpacked(body: bytes) -> bytes:
    pieces, size = [], 0
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as file, suppress(EOFError, zlib.error, gzip.BadGzipFile):
        while size < _MOST_BYTES and (piece := file.read1(_PIECE)):
            pieces.append(piece)
            size += len(piece)
    return b"".join(pieces)


def _letter(reference: re.Match[str]) -> str:
    """Return what a reference stands for, as XML has it; nothing for one that nobody knows."""
    if reference[0] in _OWN:
        return reference[0]
    letter = html.unescape(reference[0])
    return "" if letter == reference[0] else html.escape(_FORBIDDEN.sub("", letter))
