"""The fields of an article, filled by the most trustworthy way of reading that knows them, and by which it was."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache

from kirtag.items import Article
from kirtag.page.byline import read_byline
from kirtag.page.byline_marks import find_byline
from kirtag.page.document import Document
from kirtag.page.entry import Entry, parts_of
from kirtag.page.heading import Heading, find_heading, read_heading
from kirtag.page.layouts import AnyLayout
from kirtag.page.metadata import (
    read_author,
    read_json_ld,
    read_meta,
    read_microdata,
    site_names,
    told_headlines,
    without_site,
)
from kirtag.page.parts import FIELDS, Parts
from kirtag.page.pictures import find_pictures
from kirtag.page.unstated import guess_day
from kirtag.text import tidy, tidy_line
from kirtag.text.tidy import fold

# Where a day begins first: without the agency's zone it may be that one.
_EARLIEST = timezone(timedelta(hours=14))
_DAY = timedelta(days=1)
# What machines are told, in the order in which it is believed.
_TOLD = (("json-ld", read_json_ld), ("meta", read_meta), ("microdata", read_microdata))
# The ways that know their own pictures.
_OWN = ("layout", "text order")


def fill_fields(
    article: Article,
    page: Document,
    held: tuple[AnyLayout, Parts] | None,
    zone: tzinfo | None,
    *,
    captured: datetime | None,
    entry: Entry | None,
) -> None:
    """Fill what the agency's layout (the one that `held`), metadata, the feed and the page's looks tell of an article.

    In this order, but for the headline: the heading that a reader sees comes before what machines are told. Pictures
    that are told to machines, and a day that has to be guessed, are left to `fill_rest`.
    """
    if held:
        layout, parts = held
        fill(article, layout.way, _cleaned(page, parts), zone, captured)
    stated = {way: read(page, zone) for way, read in _TOLD}

    @cache
    def heading() -> Heading | None:
        headlines = [*told_headlines(page), *(parts.headline for parts in stated.values())]
        return find_heading(page, [line for line in headlines if line])

    if not article.headline and (found := heading()):
        fill(article, "heading", Parts(headline=found.text), zone, captured)
    for way, parts in stated.items():
        bare = replace(parts if article.byline else _cleaned(page, parts), body=[], photos=[], credits=[])
        if not article.headline:
            told = told_headlines(page) if way == "meta" else [bare.headline or ""]
            bare.headline = next(filter(None, (_without_site(page, line) for line in told)), None)
        fill(article, way, bare, zone, captured)
    if entry:
        fill(article, "feed", _cleaned(page, parts_of(entry)), zone, captured)
    # What is printed is read last: a machine's time has its offset.
    if not isinstance(article.published, datetime) and (found := heading()):
        fill(article, "heading", read_heading(page, found, zone), zone, captured)
    if held and getattr(held[0], "byline", None):
        return  # the layout knows where it would stand
    if not article.byline:
        fill(article, "mark", Parts(byline=find_byline(page, heading(), site_names(page))), zone, captured)
    if not article.byline and (byline := _cleaned(page, read_author(page)).byline):
        # Whoever made the site is not printed as an author.
        printed = all(any(name in block.text for block in page.blocks) for name in byline.split(", "))
        fill(article, "meta", Parts(byline=byline if printed else None), zone, captured)


def fill_rest(article: Article, page: Document, zone: tzinfo | None, captured: datetime | None) -> None:
    """Fill the pictures of an article whose body is read, and guess its day where nothing else tells it."""
    if article.provenance["body"] not in _OWN:
        found = find_pictures(page, article.headline, article.body)
        known = {credit.credit for credit in article.credits}
        article.credits += [credit for credit in found.credits if credit.credit not in known]
        fill(article, "figure", found, zone, captured)
        if article.credits:
            article.provenance.setdefault("credits", "figure")
    for way, read in _TOLD:
        if not article.photos:
            fill(article, way, Parts(photos=read(page, zone).photos), zone, captured)
    # A time that was told and refused would only come back.
    if article.published is None and not any(read(page, zone).published for _, read in _TOLD):
        fill(article, "htmldate", Parts(published=guess_day(page, captured)), zone, captured)


def fill(article: Article, way: str, parts: Parts, zone: tzinfo | None, captured: datetime | None) -> None:
    """Fill the fields that the article still lacks, and note by which way they came.

    An hour on a day that is known already is filled in, too. Times of publication are turned to the agency's zone.
    """
    if _is_impossible(parts.published, zone, captured):
        parts = replace(parts, published=None, published_printed=None)
    if _is_impossible(parts.modified, zone, captured):
        parts = replace(parts, modified=None)
    if isinstance(parts.published, datetime) and zone:
        parts = replace(parts, published=parts.published.astimezone(zone))
    says_more = _says_more(parts.published, article.published)
    for name in FIELDS:
        value = getattr(parts, name)
        if isinstance(value, str):
            value = tidy_line(value)
        if name == "body" and not tidy(value):
            continue
        if value and (not getattr(article, name) or (says_more and name.startswith("published"))):
            setattr(article, name, value)
            article.provenance[name] = way


def _says_more(found: datetime | date | None, known: datetime | date | None) -> bool:
    """Tell whether a found time is the first that could be read, or one of the day that is known."""
    if known is None or found is None:
        return found is not None
    return isinstance(found, datetime) and not isinstance(known, datetime) and found.date() == known


def _is_impossible(value: datetime | date | None, zone: tzinfo | None, captured: datetime | None) -> bool:
    """Tell whether a time is a program's empty one, or lies more than a day after the capture."""
    if value is None:
        return False
    if not 1971 <= value.year < 9999:
        return True
    if captured is None:
        return False
    begins = value if isinstance(value, datetime) else datetime.combine(value, time(), zone or _EARLIEST)
    return begins > captured.astimezone(UTC) + _DAY


def _cleaned(page: Document, parts: Parts) -> Parts:
    """Return parts with nothing but names in their byline."""
    return replace(parts, byline=read_byline(parts.byline, site_names(page))) if parts.byline else parts


def _without_site(page: Document, headline: str) -> str | None:
    """Return a headline that machines are told, without the site's name; None where it is nothing else."""
    if fold(headline) in site_names(page):
        return None
    return without_site(tidy_line(headline), site_names(page))
