"""A page to its article, beside lxml's parse of the same page."""

from datetime import UTC, datetime

from lxml.html import document_fromstring

from kirtag.demo import Newsroom
from kirtag.items import Article
from kirtag.page import decode, read
from kirtag.pipelines import text_rules
from kirtag.spiders.kirtag import KirtagSpider
from tests.bench.measure import in_turns

CALLS = 40
SIZE = 40_000
CAPTURED = datetime(2026, 11, 26, tzinfo=UTC)


def page() -> tuple[str, bytes]:
    """Return the address and the bytes of a demo page, filled up to 40 kB with the menus that a real one has."""
    article = next(one for one in Newsroom().articles if one.language == "ru" and "КирТАГ -" in one.body[0])
    path = f"/ru/news/{article.slug}"
    body = Newsroom().respond(path, at="https://kyrtag.kg").body
    item = b'<li class="menu__item"><a href="/ru/news/?SECTION=1" title="Menu">Menu item</a></li>\n'
    return f"https://kyrtag.kg{path}", body.replace(
        b"<footer", item * ((SIZE - len(body)) // len(item)) + b"<footer", 1
    )


def read_page(url: str, body: bytes) -> Article:
    """Read a page as the crawl does, text rules included."""
    text = decode(body, "text/html; charset=utf-8")
    article = read(text, url, KirtagSpider.layouts, zone="Asia/Bishkek", captured=CAPTURED)
    for rule in text_rules():
        article = rule.process_item(article)
    return article


def run() -> None:
    url, body = page()
    assert read_page(url, body).dateline

    def ours() -> int:
        for _ in range(CALLS):
            read_page(url, body)
        return CALLS

    def floor() -> int:
        for _ in range(CALLS):
            document_fromstring(body)
        return CALLS

    whole, parse = in_turns(ours, floor)
    print(f"read a page of {len(body) / 1000:.0f} kB to its article, KirTAG's layout:")
    print(f"    {whole.cpu * 1000:.2f} ms (asked: under 5)")
    print(f"    floor, lxml's parse alone: {parse.cpu * 1000:.2f} ms; ours is {whole.cpu / parse.cpu:.1f} times that")
