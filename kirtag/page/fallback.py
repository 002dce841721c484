"""The text of a page whose layout nobody described: trafilatura's work."""

from trafilatura import bare_extraction
from trafilatura.settings import Document as Extracted

from kirtag.page.document import Document
from kirtag.page.parts import Parts
from kirtag.text import read_credit, tidy


def read_any(page: Document) -> Parts:
    """Return the body of any news page, in paragraphs, without comments and tables; empty where it finds none.

    Credits stand under the pictures, which trafilatura leaves out: they follow the text, as on a wire's page.
    """
    found = bare_extraction(
        page.text, url=page.url, include_comments=False, include_tables=False, with_metadata=False, favor_precision=True
    )
    text = found.text if isinstance(found, Extracted) else None
    body = tidy((text or "").splitlines())
    credits = [line for line in tidy([block.text for block in page.blocks]) if read_credit(line)] if body else []
    return Parts(body=body + [line for line in dict.fromkeys(credits) if line not in body])
