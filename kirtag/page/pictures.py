"""The pictures of an article: their addresses and the sentences under them."""

from kirtag.items import Photo
from kirtag.page.document import Block, Document
from kirtag.page.parts import Parts
from kirtag.text import tidy_line


def from_blocks(headline: str | None, blocks: list[Block]) -> Parts | None:
    """Part blocks into paragraphs and pictures with their captions; None without a headline or a paragraph."""
    body = [block.text for block in blocks if block.tag != "img" and not block.caption]
    if not headline or not body:
        return None
    return Parts(headline=headline, body=body, photos=_pictures(blocks))


def pictures_in(page: Document, css: str, caption: str | None) -> list[Photo]:
    """Return the pictures in what a selector finds; `caption` is that of the first where none stands among them."""
    photos = _pictures([block for element in page.select(css) for block in page.blocks_of(element)])
    if photos and caption and photos[0].caption is None:
        photos[0] = Photo(photos[0].url, caption)
    return photos


def _pictures(blocks: list[Block]) -> list[Photo]:
    photos: list[Photo] = []
    for block in blocks:
        if block.tag == "img":
            photos.append(Photo(block.text))
        elif block.caption and photos:
            photos[-1] = Photo(photos[-1].url, tidy_line(block.text))
    return photos
