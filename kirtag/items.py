"""What kirtag reads off a page: an article and its parts. Data only, free to every room.

Words are the trade's own (IPTC ninjs, NewsML, schema.org NewsArticle). All texts are plain text, no HTML.
"""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Agency:
    """A publisher that we crawl.

    `country` is ISO 3166-1 alpha-2, `timezone` an IANA name (the clock its pages print), `languages` are
    BCP 47 codes in the order of its editions.
    """

    name: str
    country: str
    timezone: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, day and agency in front of the lead: `Бишкек. 25 февраля. КирТАГ - `.

    `text` is exactly the characters taken off. `place` is the place in its normal spelling, with the country or the
    second place that is printed beside it; `place_printed`, `day` and `agency` are as printed. `date` is ISO 8601
    with the year inferred from the publication, `source` the agency's id, `geonameid` the place's number in
    GeoNames, of two places the first one's. What the dateline does not say is None.
    """

    text: str
    place: str | None = None
    day: str | None = None
    date: str | None = None
    agency: str | None = None
    source: str | None = None
    reporter: str | None = None
    geonameid: int | None = None
    place_printed: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Who made a picture. `text` is as printed (`Источник фото: Кабмин`), `credit` the party (`Кабмин`).

    An unnamed credit (`Фото иллюстративное`) is its own party. `kind` is `photo`, `video`, `collage` or
    `illustration`.
    """

    text: str
    credit: str
    kind: str = "photo"


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece taken out of the body, and where it stood, so that `recompose` can put it back.

    `kind` says what it is: `dateline`, `credit`, `promo` (a line that advertises the site), `endmark` (`-0-`, the
    author's initials) or `repeat` (a lead that is printed twice). `paragraph` and `start` (characters, from 0) are its
    place in the tidied original. A `text` that ends in a line feed took the end of its paragraph along: that
    paragraph is no longer in the body.
    """

    kind: str
    paragraph: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture's address (the picture itself is not kept), the sentence under it, and who made it."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Where a response lies in the archive's WARC files.

    `file` is a name below `warc/`, `offset` and `length` are in bytes. `payload_sha256` is the digest of the body as
    received, still compressed, in hex. `repeats` is the number of the capture that holds the same body, where this
    one only says so.
    """

    file: str
    offset: int
    length: int
    payload_sha256: str
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as it was fetched.

    `url` is where it came from, `asked` the address that was asked for (another one after a redirect).
    `captured` is an aware datetime in UTC, `sha256` the digest of the decompressed body in hex. `record` is None for a
    response that is in no WARC file.
    """

    url: str
    asked: str
    status: int
    captured: datetime
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What the archive keeps of a page as it was fetched: enough to read it again, without a network.

    `body` is decompressed, `content_type` the HTTP header's value, `captured` an aware datetime.
    """

    url: str
    captured: datetime
    content_type: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a feed, a sitemap or a listing shows.

    `kind` is `article`, `listing` (also a listing's next page), `feed` or `sitemap`. `day` is the article's, where
    the list prints it, or that of a listing which shows one day; `changed` the day of its last change, where a sitemap
    states it.
    """

    url: str
    kind: str = "article"
    language: str | None = None
    day: date | None = None
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a run is to backfill, both included, by the agency's calendar; None leaves a side open."""

    since: date | None = None
    until: date | None = None


@dataclass(slots=True)
class Article:
    """One published text.

    `body` holds the paragraphs without dateline, credits and promo lines; `cuts` holds what was taken off and
    `original` the paragraphs as the page had them, where tidying changed any (else None).
    `published` is an aware datetime in the agency's zone; a date where the page prints no time; None where it
    prints neither. `published_printed` is what the page prints. `byline` and `section` are as printed.
    `source` of a dateline is an agency's id; `attribution` is the institution that the text names as its source.
    `edition` is the name that it shares with its translations, `translations` are their addresses as the page names
    them. `provenance` tells for each field where it was read (`layout`, `text order`, `json-ld`, `meta`, `feed`, …).
    """

    url: str
    agency: str
    language: str | None
    headline: str
    body: list[str]
    published: datetime | date | None = None
    published_printed: str | None = None
    modified: datetime | None = None
    byline: str | None = None
    section: str | None = None
    dateline: Dateline | None = None
    credits: list[Credit] = field(default_factory=list)
    attribution: str | None = None
    photos: list[Photo] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    original: list[str] | None = None
    edition: str | None = None
    translations: list[str] = field(default_factory=list)
    provenance: dict[str, str] = field(default_factory=dict)
    capture: Capture | None = None

    @property
    def credit_line(self) -> str | None:
        """The parties of all credits in the order of the text, each once, joined by `; `; None without any."""
        return "; ".join(dict.fromkeys(credit.credit for credit in self.credits)) or None
