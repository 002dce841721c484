"""One page in, one article out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from kirtag.items import Article
from kirtag.page.barrier import find_barrier
from kirtag.page.document import Document
from kirtag.page.entry import Entry, parts_of
from kirtag.page.fallback import read_any
from kirtag.page.heading import read_heading
from kirtag.page.layouts import AnyLayout, first_holding
from kirtag.page.metadata import is_stated, read_json_ld, read_meta
from kirtag.page.parts import FIELDS, Parts
from kirtag.page.translations import read_translations
from kirtag.text import is_mojibake, tidy, tidy_line
from kirtag.text.tidy import fold


class NotAnArticle(ValueError):
    """The page holds no article. `reason` is what it lacks or is, in one or two words; the message a sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def read(
    html: str,
    url: str,
    layouts: Iterable[AnyLayout] = (),
    *,
    zone: tzinfo | str | None = None,
    captured: datetime | None = None,
    entry: Entry | None = None,
) -> Article:
    """Read a decoded page at its address.

    `layouts` are the agency's, tried in order. Without any, a news page is read by what it tells machines and by its
    looks; where there are some and none holds, only a page that says of itself to be an article. `zone` is the
    agency's clock (IANA name or tzinfo) for times that are printed without an offset. `captured` (aware) is when the
    page was fetched: a layout that ended before is not tried, and a time of publication more than a day after it is
    refused. `entry` is what a feed said of the article; it fills what the page lacks, and stands in for a page that a
    barrier hides.

    The article's `agency` is the page's host, `language` what the page states; a spider knows both better. Body
    and headline are as printed: the text rules come after. Raises NotAnArticle where there is no headline, no
    body, or nothing but mojibake, and where something else stands in the article's place (`barrier`).
    """
    zone = ZoneInfo(zone) if isinstance(zone, str) else zone
    page = Document(html, url)
    barrier = find_barrier(page)
    if barrier and (barrier.reason == "soft 404" or not (entry and entry.body)):
        raise NotAnArticle(barrier.reason, barrier.detail)
    article = Article(url=url, agency=host(url), language=None, headline="", body=[])
    layouts = tuple(layouts)
    # What stands behind a check for bots or a wall, the feed may have told whole.
    ways = [("feed", parts_of(entry))] if barrier and entry else _ways(page, layouts, zone, captured, entry)
    for way, parts in ways:
        _fill(article, way, parts, captured)
    if not article.body:
        found = read_any(page)
        # The headline stands above the text, and trafilatura may take it along.
        body = [line for line in found.body if fold(line) != fold(article.headline)]
        _fill(article, "fallback", replace(found, body=body), captured)
    if not article.body:
        # Last, since it is often cut short or without paragraphs.
        _fill(article, "json-ld", Parts(body=read_json_ld(page, zone).body), captured)
    if not article.headline:
        raise NotAnArticle("no headline", "The page has no headline, neither where this agency has one nor elsewhere.")
    if not article.body:
        raise NotAnArticle("no body", "The page has a headline, but no text under it.")
    if is_mojibake("\n".join([article.headline, *article.body])):
        raise NotAnArticle(
            "mojibake",
            "The headline and text are garbled: the page is not in the charset that it was decoded with, or was put "
            "together wrongly. See which charset its server and its head name, then fetch it again.",
        )
    if layouts and article.provenance["body"] in ("fallback", "json-ld") and not is_stated(page):
        raise NotAnArticle(
            "unknown layout", "None of the agency's layouts holds, and the page does not say it is news."
        )
    from_feed = entry and article.provenance["body"] == "feed"
    if from_feed and entry and entry.headline and fold(entry.headline) in fold(article.headline):
        # Without what a page's title has around it, which would look like an edit.
        article.headline, article.provenance["headline"] = tidy_line(entry.headline), "feed"
    if isinstance(article.published, datetime) and zone:
        article.published = article.published.astimezone(zone)
    article.translations = read_translations(page)
    if article.language:
        article.language = article.language.replace("_", "-").split("-")[0].lower()
    return article


def _ways(
    page: Document,
    layouts: Iterable[AnyLayout],
    zone: tzinfo | None,
    captured: datetime | None,
    entry: Entry | None,
) -> Iterator[tuple[str, Parts]]:
    """Yield what each way of reading finds, the most trustworthy first."""
    if held := first_holding(layouts, page, zone, captured):
        layout, parts = held
        yield layout.way, parts
    stated, meta = read_json_ld(page, zone), read_meta(page, zone)
    told = [line for line in (stated.headline, meta.headline) if line]
    heading = read_heading(page, told, zone)
    yield "heading", Parts(headline=heading.headline)
    yield "json-ld", replace(stated, body=[])
    yield "meta", meta
    if entry:
        yield "feed", parts_of(entry)
    # What is printed is read last: a machine's time has its offset.
    yield "heading", heading


def _fill(article: Article, way: str, parts: Parts, captured: datetime | None) -> None:
    """Fill the fields that the article still lacks, and note by which way they came."""
    if _impossible(parts.published, captured):
        parts = replace(parts, published=None, published_printed=None)
    if _impossible(parts.modified, captured):
        parts = replace(parts, modified=None)
    for name in FIELDS:
        value = getattr(parts, name)
        if isinstance(value, str):
            value = tidy_line(value)
        if name == "body" and not tidy(value):
            continue
        if value and not getattr(article, name):
            setattr(article, name, value)
            article.provenance[name] = way


def _impossible(value: object, captured: datetime | None) -> bool:
    """Tell whether a time is a program's empty one, or lies more than a day after the capture."""
    if not isinstance(value, date):
        return False
    if not 1971 <= value.year < 9999:
        return True
    if captured is None:
        return False
    if isinstance(value, datetime):
        return value > captured + timedelta(days=1)
    return value > captured.date() + timedelta(days=2)


def is_under(name: str, hosts: Iterable[str]) -> bool:
    """Tell whether a host is one of some hosts, or one below them.

    >>> is_under("kg.kabar.kg", ["kabar.kg"]), is_under("nekabar.kg", ["kabar.kg"])
    (True, False)
    """
    return any(name == own or name.endswith(f".{own}") for own in hosts)


def host(url: str) -> str:
    """Return the host of an address, without `www.`: what we call an agency that we have no spider for.

    >>> host("https://www.example.kg/ru/news/a-")
    'example.kg'
    """
    return (urlsplit(url).hostname or "").removeprefix("www.")
