"""What one way of reading found on a page, before all ways are joined into an article."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime

from kirtag.items import Credit, Dateline, Photo


@dataclass(slots=True)
class Parts:
    """The fields of an article that one way of reading knows; the rest is None or empty.

    `body` is paragraphs as printed, untidied.
    """

    headline: str | None = None
    body: list[str] = field(default_factory=list)
    published: datetime | date | None = None
    published_printed: str | None = None
    modified: datetime | None = None
    byline: str | None = None
    section: str | None = None
    language: str | None = None
    photos: list[Photo] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    dateline: Dateline | None = None


FIELDS = tuple(one.name for one in fields(Parts))
