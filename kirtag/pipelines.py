"""The text rules in running order, then the archive. Thin adapters: a replay runs the same classes without Scrapy."""

from typing import Any, Self

from kirtag.archive import Archive
from kirtag.items import Article
from kirtag.text import Span, find_credits, split_dateline, take, tidy
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
        item.credits = item.credits + [one.credit for one in found]
        item.photos = credit_photos(item.photos, item.credits)
        item.body, item.cuts = take(item.body, item.cuts, "credit", (one.span for one in found))
        return item


class DatelinePipeline:
    """Move the dateline out of the lead."""

    def process_item(self, item: Article) -> Article:
        # A body of credits alone has no lead.
        item.dateline, _ = split_dateline(item.body[0] if item.body else "", item.published)
        if item.dateline:
            item.body, item.cuts = take(item.body, item.cuts, "dateline", [Span(0, 0, len(item.dateline.text))])
        return item


class ArchivePipeline:
    """Save the article; outside of `scrapy crawl`, which alone holds the agency's lock, nothing."""

    def __init__(self, archive: Archive | None) -> None:
        self.archive = archive

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """Open the archive of this crawl's settings, counting into the run that the command began."""
        return cls(Archive.of(crawler.settings) if crawler.settings["RUN"] else None)

    def process_item(self, item: Article) -> Article:
        if self.archive:
            self.archive.save(item, item.capture)
        return item

    def close_spider(self) -> None:
        if self.archive:
            self.archive.close()


TEXT_PIPELINES = (TidyPipeline, CreditPipeline, DatelinePipeline)
