"""One page in, one article out."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from kirtag.items import Article
from kirtag.page.barrier import find_barrier
from kirtag.page.barrier_signs import MOST
from kirtag.page.document import Document
from kirtag.page.entry import Entry, parts_of
from kirtag.page.fallback import read_any
from kirtag.page.fields import fill, fill_fields, fill_rest
from kirtag.page.layouts import AnyLayout, first_holding
from kirtag.page.metadata import is_stated, read_json_ld
from kirtag.page.parts import Parts
from kirtag.page.translations import read_translations
from kirtag.text import is_mojibake, tidy_line
from kirtag.text.tidy import fold

# Characters of text in the agency's own layout over which a page is no barrier: a paywall leaves a teaser there.
_BARRED = MOST["teaser"]


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
    layouts = tuple(layouts)
    held = first_holding(layouts, page, zone, captured)
    barrier = None if held and sum(map(len, held[1].body)) > _BARRED else find_barrier(page)
    if barrier and (barrier.reason == "soft 404" or not (entry and entry.body)):
        raise NotAnArticle(barrier.reason, barrier.detail)
    article = Article(url=url, agency=host(url), language=None, headline="", body=[])
    if barrier and entry:
        # What stands behind a check for bots or a wall, the feed may have told whole.
        fill(article, "feed", parts_of(entry), zone, captured)
    else:
        fill_fields(article, page, held, zone, captured=captured, entry=entry)
    if not article.body:
        fill(article, "fallback", read_any(page, article.headline, article.byline), zone, captured)
    if not article.body:
        # Last, since it is often cut short or without paragraphs.
        fill(article, "json-ld", Parts(body=read_json_ld(page, zone).body), zone, captured)
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
    if not barrier:
        fill_rest(article, page, zone, captured)
    article.translations = read_translations(page)
    if article.language:
        article.language = article.language.replace("_", "-").split("-")[0].lower()
    return article


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
