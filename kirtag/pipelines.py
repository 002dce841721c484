"""The text rules in running order, then the archive. Thin adapters: a replay runs the same classes without Scrapy."""

from collections.abc import Callable
from typing import Any, Self

from kirtag.archive import Archive
from kirtag.items import Article, StoredPage
from kirtag.page import NotAnArticle, Undecodable
from kirtag.text import (
    Span,
    find_attribution,
    find_credits,
    find_dateline,
    find_promo,
    find_repeat,
    looks_like_dateline,
    take,
    tidy,
)
from kirtag.text.credit import credit_photos


class TidyPipeline:
    """Tidy the white space of the body, and keep it as printed where that changed anything."""

    def process_item(self, item: Article) -> Article:
        printed, item.body = item.body, tidy(item.body)
        item.original = printed if printed != item.body else None
        return item


class CreditPipeline:
    """Take photo credits out of the body."""

    def process_item(self, item: Article) -> Article:
        found = list(find_credits(item.body))
        if found:
            item.provenance.setdefault("credits", "body")
        item.credits = item.credits + [one.credit for one in found]
        item.photos = credit_photos(item.photos, item.credits)
        item.body, item.cuts = take(item.body, item.cuts, "credit", (one.span for one in found))
        return item


class PromoPipeline:
    """Take off what is no body: lines that advertise the site, then the marks that close the text."""

    def process_item(self, item: Article) -> Article:
        for kind in ("promo", "endmark"):
            spans = [found.span for found in find_promo(item.body) if found.kind == kind]
            item.body, item.cuts = take(item.body, item.cuts, kind, spans)
        return item


class RepeatPipeline:
    """Take the second of two leads that are one, as some pages print it."""

    def process_item(self, item: Article) -> Article:
        item.body, item.cuts = take(item.body, item.cuts, "repeat", find_repeat(item.body))
        return item


class DatelinePipeline:
    """Move the dateline out of the lead, and tell of a lead that seems to have one which could not be read."""

    def __init__(self, country: str | None = None, unread: Callable[[str], None] | None = None) -> None:
        self.country = country
        self.unread = unread

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Look for places in the agency's own country first, and count the unread leads into the crawl's figures."""

        def unread(lead: str) -> None:
            crawler.stats.inc_value("text/dateline_unread")
            crawler.stats.set_value("text/dateline_unread/example", lead)

        # Scrapy's own commands have spiders of no agency.
        agency = getattr(crawler.spidercls, "agency", None)
        return cls(agency.country if agency else None, unread)

    def process_item(self, item: Article) -> Article:
        if item.dateline:
            return item  # it stands outside of the text, where the agency's layout found it
        found = find_dateline(item.body, item.published, self.country)
        if found:
            paragraph, item.dateline = found
            item.provenance["dateline"] = "body"
            if item.byline is None and item.dateline.reporter:
                item.byline, item.provenance["byline"] = item.dateline.reporter, "dateline"
            span = Span(paragraph, 0, len(item.dateline.text))
            item.body, item.cuts = take(item.body, item.cuts, "dateline", [span])
        elif self.unread and item.body and looks_like_dateline(item.body[0]):
            self.unread(item.body[0])
        return item


class AttributionPipeline:
    """Note whom the text names as its source."""

    def process_item(self, item: Article) -> Article:
        item.attribution = find_attribution(item.body)
        if item.attribution:
            item.provenance["attribution"] = "body"
        return item


class ArchivePipeline:
    """Save the article, or keep it out where the rules left no text of it.

    Outside of `scrapy crawl`, which alone holds the agency's lock, nothing.
    """

    def __init__(self, archive: Archive | None, spider: Any = None) -> None:
        self.archive = archive
        self.spider = spider

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Open the archive of this crawl's settings, counting into the run that the command began."""
        return cls(Archive.of(crawler.settings) if crawler.settings["RUN"] else None, crawler.spider)

    def process_item(self, item: Article) -> Article:
        if self.archive and item.body:
            self.archive.save(item, item.capture, self._read_again)
        elif self.archive and item.capture:
            detail = "The page has a headline, and under it nothing but credits and lines that are no text."
            self.archive.quarantine(item.agency, item.capture, "no body", detail)
        return item

    def _read_again(self, page: StoredPage) -> Article | None:
        """Read a stored page of this agency by today's rules."""
        try:
            article: Article = self.spider.read(page)
        except (NotAnArticle, Undecodable):
            return None
        for rule in text_rules(self.spider.agency.country):
            article = rule.process_item(article)
        return article

    def close_spider(self) -> None:
        if self.archive:
            self.archive.close()


def text_rules(country: str | None = None) -> list[Any]:
    """Return the text rules in running order; places are looked for in a country (ISO 3166-1 alpha-2) first."""
    plain = (TidyPipeline, CreditPipeline, PromoPipeline, RepeatPipeline)
    return [*(rule() for rule in plain), DatelinePipeline(country), AttributionPipeline()]
