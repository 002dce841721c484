"""What the newsroom offers to machines: RSS, sitemap and robots.txt."""

from collections.abc import Iterable, Mapping
from email.utils import format_datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kirtag.demo.articles import Article, Edition

MAILRU = "http://news.mail.ru/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ElementTree.register_namespace("mailru", MAILRU)


def rss(articles: Iterable[Article], edition: Edition, at: str) -> bytes:
    """An RSS 2.0 feed of the articles in their order; `mailru:full-text` is the body with its credit, tags stripped."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    _add(
        channel,
        title=" ".join(edition.masthead),
        link=at + edition.listing,
        description=edition.home,
        language=edition.language,
    )
    for article in articles:
        item = SubElement(channel, "item")
        address = at + edition.path(article)
        _add(
            item,
            guid=address,
            title=article.headline,
            link=address,
            category=article.section,
            pubDate=format_datetime(article.published),
        )
        SubElement(item, f"{{{MAILRU}}}full-text").text = "\n".join(article.lines)
    return _write(root)


def sitemap(articles: Iterable[Article], editions: Mapping[str, Edition], at: str) -> bytes:
    """A sitemap of the articles in their order; `lastmod` is the edit or else the publication, in Bishkek time."""
    root = Element("urlset", xmlns=SITEMAP)
    for article in articles:
        _add(
            SubElement(root, "url"),
            loc=at + editions[article.language].path(article),
            lastmod=article.changed.isoformat(),
        )
    return _write(root)


def robots(at: str) -> bytes:
    """A robots.txt that allows everything and names the sitemap."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {at}/sitemap.xml\n".encode()


def _add(parent: Element, **texts: str) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = text


def _write(root: Element) -> bytes:
    ElementTree.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode").encode()
