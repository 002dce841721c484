"""What a feed or a news sitemap says of an article, before its page is read."""

import html
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from kirtag.items import Photo
from kirtag.page.decode import Undecodable
from kirtag.page.document import Document
from kirtag.page.parts import Parts
from kirtag.page.times import read_machine_time, read_printed_time
from kirtag.text import tidy_line

# A tag, not a sign: `< 35`.
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# What stands in a text for machines and is none of it: Turbo's head with the headline again, and its buttons.
_BESIDE = "header, nav, form, [data-block]"
_MORE = (
    r"(?:чита(?:ть|йте) (?:далее|дальше|полностью|ещё|еще)|подробнее|читати далі|докладніше|толугу менен(?: окуу)?"
    r"|толук окуу|кененирээк|толығырақ|batafsil|davomi|devamı|read more|read the full|continue reading|full story)"
)
# The end of a text that goes on at its page.
_GOES_ON = re.compile(rf"(?:…|\.\.\.)[\s\])\"»”]{{0,3}}\Z|\b{_MORE}\W{{0,5}}\Z|\A\W{{0,5}}{_MORE}\b", re.IGNORECASE)
# What WordPress puts behind each text.
_FROM = re.compile(
    r"(?:the post|сообщение|запись|допис|жазуу|yozuv)\b.{0,500}?"
    r"(?:appeared first on|(?:впервые |сначала )?появил(?:ась|ось|ись)(?: сначала)? (?:на)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, or one article of a news sitemap.

    `published` and `modified` are aware datetimes, or dates where only the day is stated. `body` is the whole text in
    paragraphs, and empty where there is only the beginning of it.
    """

    url: str
    headline: str | None = None
    published: datetime | date | None = None
    byline: str | None = None
    section: str | None = None
    body: tuple[str, ...] = ()
    modified: datetime | None = None
    photo: Photo | None = None
    language: str | None = None

    def day(self, zone: tzinfo | None) -> date | None:
        """Return the day of publication by a clock; by the feed's own where none is known."""
        moment = self.published
        if not isinstance(moment, datetime):
            return moment
        return (moment.astimezone(zone) if zone else moment).date()


def parts_of(entry: Entry) -> Parts:
    """Return what the feed said as the parts of an article."""
    return Parts(
        headline=entry.headline,
        body=list(entry.body),
        published=entry.published,
        modified=entry.modified,
        byline=entry.byline,
        section=entry.section,
        language=entry.language,
        photos=[entry.photo] if entry.photo else [],
    )


def read_stated_time(text: str | None, zone: tzinfo | None = None) -> datetime | date | None:
    """Read a time as feeds and sitemaps state it: as a machine writes it or as a page prints it.

    One without an offset is `zone`'s. A program's empty time, of 1970 or the year 1, is none.

    >>> read_stated_time("Пн, 12 Янв 2026 09:15:00 +0600").isoformat(), read_stated_time("0001-01-01T00:00:00Z")
    ('2026-01-12T09:15:00+06:00', None)
    """
    # Programs write UTC so, which mail has for a clock of nobody knows where.
    text = re.sub(r"-0000\Z", "+0000", tidy_line(text or "")[:100])
    try:
        moment = read_machine_time(text, zone) or read_printed_time(text, zone)
        if isinstance(moment, datetime):
            moment.astimezone(UTC)  # what nobody can turn to another clock is no time
    except OverflowError:
        return None
    return moment if moment and 1971 <= moment.year < 9999 else None


def read_headline(text: str, *, is_html: bool = True) -> str | None:
    """Return a headline without markup; None without any letter.

    >>> read_headline("Снег <b>и</b> лёд &laquo;весной&raquo;"), read_headline("a < b", is_html=False)
    ('Снег и лёд «весной»', 'a < b')
    """
    return tidy_line(html.unescape(_TAG.sub("", text)) if is_html else text) or None


def whole_text(text: str, summary: str = "", base: str = "") -> tuple[str, ...]:
    """Return the paragraphs of a text, HTML or lines, that is the whole of an article; none where it is not.

    It is not where it ends in an ellipsis or a call to read on, or is no longer than the `summary` beside it.

    >>> whole_text("<p>Идёт <b>снег</b>.</p><p>Ветрено.</p>", "Идёт снег."), whole_text("Идёт снег и […]")
    (('Идёт снег.', 'Ветрено.'), ())
    """
    lines = _paragraphs(text, base)
    while lines and _FROM.match(tidy_line(lines[-1])[:1000]):
        lines.pop()
    if not lines or _GOES_ON.search(tidy_line(lines[-1][-500:])) or _GOES_ON.match(tidy_line(lines[-1][:200])):
        return ()
    told = sum(map(len, _paragraphs(summary, base)))
    return tuple(lines) if sum(map(len, lines)) > told else ()


def _paragraphs(text: str, base: str) -> list[str]:
    """Part a text, which is HTML or lines, into its paragraphs, without captions."""
    if not _TAG.search(text):
        return [line for line in text.splitlines() if line.strip()]
    try:
        page = Document(text, base)
    except Undecodable:
        return []  # made of tags
    blocks = page.blocks_of(page.root, tuple(page.select(_BESIDE)))
    return [block.text for block in blocks if block.tag != "img" and not block.caption]
