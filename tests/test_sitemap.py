"""What a sitemap shows."""

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from kirtag.demo import Newsroom
from kirtag.items import Photo
from kirtag.page import Entry
from kirtag.page.sitemap import Place, read_sitemap
from tests.builders import BISHKEK
from tests.timing import is_linear

AT = "https://e.kg/sitemap.xml"
URL = "https://e.kg/ru/news/sneg-"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
LOC = f"<loc>{URL}</loc>"


def urlset(*urls: str, space: str = f' xmlns="{SPACE}" xmlns:news="{NEWS}" xmlns:image="{IMAGE}"') -> bytes:
    inside = "".join(f"<url>{url}</url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset{space}>{inside}</urlset>'.encode()


def index(*sitemaps: str) -> bytes:
    inside = "".join(f"<sitemap>{sitemap}</sitemap>" for sitemap in sitemaps)
    return f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="{SPACE}">{inside}</sitemapindex>'.encode()


def places(body: bytes) -> list[Place]:
    return read_sitemap(body, AT, zone=BISHKEK)


def test_the_sitemap_of_the_newsroom_is_read_whole():
    newsroom = Newsroom()
    assert places(newsroom.respond("/sitemap.xml", at="https://kyrtag.kg").body) == [
        Place(f"https://kyrtag.kg{newsroom.editions[each.language].path(each)}", changed=each.changed.date())
        for each in newsroom.articles
    ]


@pytest.mark.parametrize(
    ("inside", "place"),
    [
        (LOC, Place(URL)),
        (f"<loc>\n  {URL}\n</loc>", Place(URL)),
        (f"<loc><![CDATA[{URL}]]></loc>", Place(URL)),
        ("<loc>/ru/news/sneg-</loc>", Place(URL)),
        ("<loc>https://e.kg/?a=1&amp;b=2</loc>", Place("https://e.kg/?a=1&b=2")),
        ("<loc>https://e.kg/?a=1&copy=2</loc>", Place("https://e.kg/?a=1&copy=2")),
        (f"{LOC}<lastmod>2026-01-12</lastmod>", Place(URL, changed=date(2026, 1, 12))),
        # By the agency's clock it is the next day.
        (f"{LOC}<lastmod>2026-01-12T20:00:00Z</lastmod>", Place(URL, changed=date(2026, 1, 13))),
        (f"<lastmod>2026-01-12T09:15+06:00</lastmod>{LOC}", Place(URL, changed=date(2026, 1, 12))),
        (f"{LOC}<lastmod>12.01.2026 09:15</lastmod>", Place(URL, changed=date(2026, 1, 12))),
        (f"{LOC}<lastmod>0000-00-00</lastmod>", Place(URL)),
        (f"{LOC}<lastmod>1970-01-01T00:00:00+00:00</lastmod>", Place(URL)),
        (f"{LOC}<changefreq>daily</changefreq><priority>0.5</priority>", Place(URL)),
        (
            f'{LOC}<xhtml:link rel="alternate" hreflang="ky" href="https://e.kg/kg/news/kar-"/>',
            Place(URL),
        ),
        (f"<image:image><image:loc>https://e.kg/1.jpg</image:loc></image:image>{LOC}", Place(URL)),
    ],
)
def test_a_page_is_read(inside: str, place: Place):
    assert places(urlset(inside)) == [place]


@pytest.mark.parametrize(
    "inside", ["", "<loc/>", "<loc> </loc>", "<loc>mailto:a@e.kg</loc>", "<loc>https://[bad/</loc>"]
)
def test_a_page_without_an_address_is_none(inside: str):
    assert places(urlset(inside, LOC)) == [Place(URL)]


@pytest.mark.parametrize(
    ("inside", "entry"),
    [
        (
            "<news:publication><news:name>Е</news:name><news:language>ru</news:language></news:publication>"
            "<news:publication_date>2026-01-12T09:15:00+06:00</news:publication_date>"
            "<news:title>Снег &amp;amp; лёд</news:title>",
            Entry(URL, "Снег & лёд", datetime(2026, 1, 12, 3, 15, tzinfo=UTC), language="ru"),
        ),
        ("<news:publication_date>2026-01-12</news:publication_date>", Entry(URL, published=date(2026, 1, 12))),
        ("", Entry(URL)),
    ],
)
def test_a_news_sitemap_says_more_of_its_articles(inside: str, entry: Entry):
    assert places(urlset(f"{LOC}<news:news>{inside}</news:news>")) == [Place(URL, entry=entry)]


def test_a_picture_of_news_is_kept_with_its_caption():
    image = "<image:image><image:loc>/1.jpg</image:loc><image:caption>Перевал</image:caption></image:image>"
    title = "<news:news><news:title>Снег</news:title></news:news>"
    (place,) = places(urlset(f"{image}{LOC}{title}"))
    assert place.entry == Entry(URL, "Снег", photo=Photo("https://e.kg/1.jpg", "Перевал"))


def test_an_index_shows_sitemaps():
    body = index("<loc>/1.xml</loc><lastmod>2026-01-12</lastmod>", "<loc>https://e.kg/2.xml.gz</loc>")
    assert places(body) == [
        Place("https://e.kg/1.xml", "sitemap", date(2026, 1, 12)),
        Place("https://e.kg/2.xml.gz", "sitemap"),
    ]


@pytest.mark.parametrize(
    "space", ["", ' xmlns="https://www.google.com/schemas/sitemap/0.84"', ' xmlns="x" xmlns:y="y"']
)
def test_the_namespace_may_be_missing_or_wrong(space: str):
    body = urlset(f"{LOC}<news:news><news:title>Снег</news:title></news:news>", space=space)
    assert places(body) == [Place(URL, entry=Entry(URL, "Снег"))]


def test_every_element_may_have_a_prefix():
    body = f'<s:urlset xmlns:s="{SPACE}"><s:url><s:loc>{URL}</s:loc></s:url></s:urlset>'
    assert places(body.encode()) == [Place(URL)]


def test_a_feed_is_a_sitemap_of_news():
    body = f"<rss><channel><item><link>{URL}</link><title>Снег</title></item></channel></rss>"
    assert places(body.encode()) == [Place(URL, entry=Entry(URL, "Снег"))]


def test_lines_of_addresses_are_a_sitemap():
    body = f"\ufeff{URL}1\r\n\r\n  {URL}2\nnot an address\nftp://e.kg/3\n{URL} 4\n"
    assert places(body.encode()) == [Place(f"{URL}1"), Place(f"{URL}2")]


# ---- what is broken ----

TWO = urlset(f"<loc>{URL}1</loc>", f"<loc>{URL}2</loc>")
PACKED = gzip.compress(urlset(*(f"<loc>{URL}{number * 7919 % 10_007}</loc>" for number in range(5000))))


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(TWO),
        gzip.compress(gzip.compress(TWO)),
        gzip.compress(TWO) + b"\0" * 512,
        gzip.compress(TWO[:200]) + gzip.compress(TWO[200:]),
        gzip.compress(TWO)[:-8],
        b"\n \n" + TWO,
        b"<b>Notice</b>: Undefined variable\n" + TWO,
        TWO + b"<!-- cached -->",
        TWO[: -len("</urlset>")],
        TWO.replace(b"</urlset>", b"<url><loc>https://e.kg/ru/news/sn"),
        TWO.replace(b"</urlset>", b"<url><loc>https://e.kg/ru/news/sn</loc>"),
        TWO.replace(b"<url>", b"<!-- <url><loc>/old</loc></url> --><url>"),
        TWO.replace(b"sneg-", b"sn\x0beg-"),
        TWO.decode().encode("utf-16"),
        TWO.replace(b"</loc>", b"</loc><geo:geo>&nbsp;</geo:geo>"),
    ],
)
def test_a_broken_sitemap_still_gives_its_whole_pages(body: bytes):
    assert [place.url for place in places(body)] == [f"{URL}1", f"{URL}2"]


def test_of_a_packed_sitemap_that_is_cut_off_what_came_before_is_read():
    whole, cut = places(PACKED), places(PACKED[: len(PACKED) // 2])
    assert 1000 < len(cut) < len(whole) == 5000
    assert cut == whole[: len(cut)]


def test_of_a_packed_sitemap_that_is_damaged_what_came_before_is_read():
    middle = len(PACKED) // 2
    damaged = places(PACKED[:middle] + bytes(1000) + PACKED[middle + 1000 :])
    assert 1000 < len(damaged) < 5000
    assert damaged[:1000] == places(PACKED)[:1000]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0",
        b"<urlset>",
        b"<urlset",
        b"<urlset/>",
        b"<!doctype html><html><body><a href='https://e.kg/a'>404</a></body></html>",
        b'{"urls": ["https://e.kg/a"]}',
        b"\x1f\x8b\x08 no gzip",
        bytes(range(256)) * 20,
        urlset(),
        index(),
    ],
)
def test_what_is_no_sitemap_shows_nothing(body: bytes):
    assert places(body) == []


def test_no_entity_of_a_document_type_is_resolved():
    kind = b'<!DOCTYPE urlset [<!ENTITY a "https://e.kg/laugh"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body = kind + f"<urlset><url><loc>&a;</loc></url><url><loc>{URL}&f;</loc></url></urlset>".encode()
    assert places(body) == [Place(URL)]


# ---- what is huge ----


def test_of_pages_without_an_end_the_first_fifty_thousand_are_read():
    assert len(places(urlset(*[LOC] * 60_000))) == 50_000


def test_of_sitemaps_without_an_end_the_first_ten_thousand_are_read():
    assert len(places(index(*[LOC] * 20_000))) == 10_000


def test_of_lines_without_an_end_the_first_fifty_thousand_are_read():
    assert len(places(f"{URL}\n".encode() * 60_000)) == 50_000


UNITS = (
    "<", "<a ", "<a>", "<a:b>", "&", "&nbsp;", "<![CDATA[", "]]>", "<!--", "<url>", "<url ", "</url>", "<loc>",
    "<sitemap>", "https://", "12.01.2026 ", "2026-", "\n",
)  # fmt: skip
PLACES: dict[str, Callable[[str], bytes]] = {
    "the set": lambda text: f"<urlset>{text}<url>{LOC}</url></urlset>".encode(),
    "a page": lambda text: urlset(text + LOC),
    "an address": lambda text: urlset(f"<loc>{text}</loc>"),
    "a change": lambda text: urlset(f"{LOC}<lastmod>{text}</lastmod>"),
    "news": lambda text: urlset(f"{LOC}<news:news><news:title>{text}</news:title></news:news>"),
    "nothing": lambda text: text.encode(),
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("place", PLACES)
def test_a_hostile_sitemap_costs_no_more_than_in_proportion(place: str, unit: str):
    small, large = (PLACES[place]((unit * size)[:size]) for size in (20_000, 200_000))
    assert is_linear(places, small, large, most=1)
