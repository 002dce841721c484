"""The pictures of an article: their addresses, the sentences under them, and who made them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from kirtag.items import Credit, Photo
from kirtag.page.document import Block, Document
from kirtag.page.marks import names_of, stands_beside
from kirtag.page.parts import Parts
from kirtag.text import split_credits, tidy, tidy_line
from kirtag.text.tidy import fold

# `[1/5]`, `2 из 7`: a gallery's count, in front of its captions.
_COUNT = re.compile(r"\[\d{1,3}\s?/\s?\d{1,3}\]\s?|\d{1,3}\s?(?:/|из|of)\s?\d{1,3}\s(?=[A-ZА-ЯЁ])")
# What stands for a picture where an article has none.
_NO_PICTURE = re.compile(
    r"(?<![a-z])(?:logo|placeholder|spacer|pixel|blank|transparent|(?:pre)?load(?:er|ing)\w*|(?:no|missing)[-_]?(?:image|photo))"
    r"(?![a-z])|\.(?:gif|svg)$",
    re.IGNORECASE,
)
# How far above its caption a picture may begin, and how far above its headline an article.
_LEVELS, _ABOVE = 4, 4
_WHOLE = frozenset(("article", "body", "html", "main"))
# A longer caption is a text of another kind; more pictures are a gallery's, whose captions say the same.
_LONGEST, _MOST = 1_500, 100
_BEGINNING = 60


def from_blocks(headline: str | None, blocks: list[Block]) -> Parts | None:
    """Part blocks into paragraphs and pictures with their captions; None without a headline or a paragraph."""
    body = [block.text for block in blocks if block.tag != "img" and not block.caption]
    if not headline or not body:
        return None
    photos, credits = _pictures(blocks)
    return Parts(headline=headline, body=body, photos=photos, credits=credits)


def pictures_in(
    page: Document, css: str, drop: tuple[HtmlElement, ...], captions: tuple[HtmlElement, ...]
) -> tuple[list[Photo], list[Credit]]:
    """Return the pictures in what a selector finds, and the credits in their captions.

    `drop` is what to leave out of them. The first of `captions` is that of the first where none stands among them.
    """
    roots = page.select(css)
    # What holds the pictures may be dropped from the body for that.
    drop = tuple(element for element in drop if element not in roots)
    blocks = [block for element in roots for block in page.blocks_of(element, drop, captions)]
    photos, credits = _pictures(blocks)
    caption = " ".join(block.text for block in page.blocks_of(captions[0], drop)) if captions else None
    if photos and caption and photos[0].caption is None:
        photos[0], more = credited(replace(photos[0], caption=caption))
        credits = more + credits
    return photos, list(dict.fromkeys(credits))


def find_pictures(page: Document, headline: str, body: list[str]) -> Parts:
    """Return the pictures that stand with captions in an article whose layout nobody described, and their credits.

    Only those between the headline and the end of the body, which is as read. Credits that the body holds are left
    out: the text rules find them there.
    """
    captions = [(element, lines) for element in _captions(page) if (lines := _lines(page, element))]
    if not captions:
        return Parts()
    inside = _between(page.blocks, headline, body)
    photos: dict[str, Photo] = {}
    credits: dict[Credit, None] = {}
    for element, lines in captions:
        if fold(lines[0])[:_BEGINNING] not in inside:
            continue
        photo, found = credited(Photo(_picture_of(page, element) or "", " ".join(lines)))
        credits.update(dict.fromkeys(found))
        if photo.url:
            photos.setdefault(photo.caption or photo.url, photo)
    said = "\n".join(tidy(body))
    return Parts(photos=list(photos.values()), credits=[credit for credit in credits if credit.text not in said])


def credited(photo: Photo) -> tuple[Photo, list[Credit]]:
    """Part a photo's caption into the sentence, which stays, and the credits in it. A credit that it has stays, too.

    >>> credited(Photo("https://e.kg/1.jpg", "Снег в горах. Фото: МЧС"))[0]
    Photo(url='https://e.kg/1.jpg', caption='Снег в горах.', credit='МЧС')
    """
    if not photo.caption:
        return photo, []
    lines, credits = split_credits([_COUNT.sub("", tidy_line(photo.caption), count=1)])
    party = "; ".join(dict.fromkeys(credit.credit for credit in credits if credit.kind != "video")) or None
    return Photo(photo.url, "\n".join(tidy(lines)) or None, photo.credit or party), credits


def is_picture(url: str) -> bool:
    """Tell whether an address may be a picture of an article, and not a logo or what else stands in its place.

    >>> is_picture("https://e.kg/2026/snow.jpg"), is_picture("https://e.kg/img/e_logo.png"), is_picture("data:,")
    (True, False, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and not _NO_PICTURE.search(parts.path.rpartition("/")[2])


def _pictures(blocks: list[Block]) -> tuple[list[Photo], list[Credit]]:
    """Return the pictures among blocks, each with the captions up to the next, and the credits in these."""
    grouped: list[tuple[str, list[str]]] = [("", [])]
    for block in blocks:
        if block.tag == "img":
            grouped.append((block.text, []))
        elif block.caption:
            grouped[-1][1].append(tidy_line(block.text))
    pairs = [credited(Photo(url, " ".join(dict.fromkeys(lines)) or None)) for url, lines in grouped]
    credits = [credit for _, found in pairs for credit in found]
    return [photo for photo, _ in pairs[1:]], list(dict.fromkeys(credits))


def _captions(page: Document) -> Iterator[HtmlElement]:
    """Yield the elements that are captions by their tag or class, the outermost, but for those of other articles."""
    found = page.select("figcaption, [class*=caption], [class*=Caption]")
    taken: set[HtmlElement] = set()
    for element in found[:_MOST]:
        inner = any(one in taken for one in element.iterancestors())
        if inner or (element.tag != "figcaption" and "caption" not in names_of(element)):
            continue
        taken.add(element)
        linked = element.tag == "a" or any(one.tag == "a" for one in element.iterancestors())
        if not linked and not stands_beside(element):
            yield element


def _lines(page: Document, element: HtmlElement) -> list[str]:
    """Return the lines of a caption, each once; none where it is a link, as under the pictures of other articles."""
    lines = tidy([block.text for block in page.blocks_of(element) if block.tag != "img"])
    length = sum(map(len, lines))
    links = sum(len(tidy_line(link.text_content())) for link in element.iter("a"))
    return list(dict.fromkeys(lines)) if length <= _LONGEST and links <= length / 2 else []


def _between(blocks: list[Block], headline: str, body: list[str]) -> set[str]:
    """Return the beginnings of the lines from a little above the headline to the last paragraph of the body."""
    folded = [fold(block.text[: 3 * _LONGEST])[:_BEGINNING] if block.tag != "img" else "" for block in blocks]
    head = fold(headline)[:_BEGINNING]
    # The very last lines may be credits, which stand anywhere.
    ends = {fold(line)[:_BEGINNING] for line in body[-5:]}
    start = next((number for number, line in enumerate(folded) if line == head), 0)
    end = next((number for number in range(len(folded) - 1, start, -1) if folded[number] in ends), start)
    return set(folded[max(0, start - _ABOVE) : end + 1])


def _picture_of(page: Document, element: HtmlElement) -> str | None:
    """Return the address of the picture over a caption."""
    for around in islice(element.iterancestors(), _LEVELS):
        if around.tag in _WHOLE:
            break
        pictures = [block.text for block in page.blocks_of(around) if block.tag == "img" and is_picture(block.text)]
        if pictures:
            return pictures[0] if len(set(pictures)) == 1 or around.tag == "figure" else None
    return None
