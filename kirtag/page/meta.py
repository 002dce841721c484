"""Meta elements: OpenGraph, article:*, Dublin Core in its spellings, and what search and mail services ask for."""

from datetime import date, datetime, tzinfo

from kirtag.items import Photo
from kirtag.page.document import Document
from kirtag.page.once import once
from kirtag.page.parts import Parts
from kirtag.page.pictures import is_picture
from kirtag.page.times import read_machine_time
from kirtag.text import tidy_line

# The names in which sites state one thing, the surest first, in small letters; `dc:`, `dcterms:` and `dc.terms.` are
# read as `dc.`, `schema:` and `og:article:` as nothing and `article:`.
_HEADLINE = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dc.issued",
    "dc.date.published",
    "article:published",
    "article.published",
    "published_time",
    "mediator_published_time",
    "cxenseparse:recs:publishtime",
    "og:published_time",
    "og:pubdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "published-date",
    "sailthru.date",
    "dc.date",
    "date",
    "dc.date.created",
    "dc.created",
    "datecreated",
)
_MODIFIED = (
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "dc.date.modified",
    "dc.modified",
    "lastmod",
    "last-modified",
)
_BYLINE = (
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "mediator_author",
    "cxenseparse:author",
    "dc.creator",
    "byl",
    "byline",
)
_SECTION = (
    "article:section",
    "articlesection",
    "og:section",
    "parsely-section",
    "mediator_theme",
    "cxenseparse:category",
)
_LANGUAGE = ("content-language", "dc.language", "language", "og:locale")
_PICTURE = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
)
_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "al:android:app_name", "dc.publisher")
_PREFIXES = (
    ("schema:", ""),
    ("og:article:", "article:"),
    ("dcterms:", "dc."),
    ("dcterms.", "dc."),
    ("dc.terms.", "dc."),
    ("dc:", "dc."),
)
# An article has no more authors or pictures.
_MOST = 50


def read_meta(page: Document, zone: tzinfo | None) -> Parts:
    """Return the parts that the page's meta elements, its title and its language attribute state.

    The byline is as stated. `author` is not asked: `read_author` does.
    """
    published = _time(page, _PUBLISHED, zone)
    modified = _time(page, _MODIFIED, zone)[1]
    addresses = (page.absolute(one) for name in _PICTURE for one in meta_of(page).get(name, ()))
    picture = next(filter(is_picture, addresses), None)
    return Parts(
        headline=_first(page, _HEADLINE) or page.line("title"),
        published=published[1],
        published_printed=published[0],
        modified=modified if isinstance(modified, datetime) else None,
        byline=next((", ".join(meta_of(page)[name]) for name in _BYLINE if name in meta_of(page)), None),
        section=_first(page, _SECTION),
        language=page.root.get("lang") or page.root.get("xml:lang") or _first(page, _LANGUAGE),
        photos=[Photo(picture)] if picture else [],
    )


def read_author(page: Document) -> Parts:
    """Return the byline of `<meta name="author">`, as stated: of an article, or of whoever made the site."""
    stated = meta_of(page).get("author")
    return Parts(byline=", ".join(stated) if stated else None)


def told_headlines(page: Document) -> list[str]:
    """Return all lines that a page's meta elements give for its headline, and its title."""
    stated = [_first(page, (name,)) for name in _HEADLINE]
    return list(dict.fromkeys(line for line in (*stated, page.line("title")) if line))


def site_names_stated(page: Document) -> list[str]:
    """Return what the page's meta elements call the site."""
    return [one for name in _SITE for one in meta_of(page).get(name, ())]


@once
def meta_of(page: Document) -> dict[str, list[str]]:
    """Return what meta elements state by their names, in small letters, each once and in the page's order."""
    found: dict[str, list[str]] = {}
    for element in page.root.iter("meta"):
        content = tidy_line(element.get("content") or "")
        names = (element.get(key) for key in ("property", "name", "http-equiv"))
        for name in dict.fromkeys(_plain(name) for name in names if name and name.strip()):
            stated = found.setdefault(name, [])
            if content and len(stated) < _MOST and content not in stated:
                stated.append(content)
    return {name: contents for name, contents in found.items() if contents}


def _plain(name: str) -> str:
    name = name.strip().lower()
    return next((plain + name.removeprefix(prefix) for prefix, plain in _PREFIXES if name.startswith(prefix)), name)


def _first(page: Document, names: tuple[str, ...]) -> str | None:
    return next((meta_of(page)[name][0] for name in names if name in meta_of(page)), None)


def _time(page: Document, names: tuple[str, ...], zone: tzinfo | None) -> tuple[str | None, datetime | date | None]:
    """Return the first stated time as stated and as read; one that cannot be read only where none can."""
    stated = [one for name in names for one in meta_of(page).get(name, ())]
    read = ((one, moment) for one in stated if (moment := read_machine_time(one, zone)))
    return next(read, (stated[0] if stated else None, None))
