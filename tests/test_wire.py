"""What an agency's addresses are, and in which language."""

from datetime import UTC, datetime
from typing import ClassVar

import pytest
from scrapy import Request
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from kirtag.items import Agency, StoredPage
from kirtag.wire import WireSpider


class Wire(WireSpider):
    name = "wire"
    agency = Agency("Wire", country="KG", timezone="Asia/Bishkek", languages=("ru", "ky", "en"))
    hosts = ("wire.kg", "wire.media")
    editions: ClassVar = {"ky": "kg.wire.kg/", "en": "/en/", "ru": "wire.kg/"}
    articles = r"/news/\d+"


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("https://wire.kg/news/1", "ru"),
        ("https://www.wire.kg/news/1", "ru"),
        ("https://kg.wire.kg/news/1", "ky"),
        ("https://wire.kg/en/news/1", "en"),
        ("https://kg.wire.kg/en/news/1", "ky"),
        ("https://wire.media/news/1", None),
        ("https://wire.kg.example/news/1", None),
    ],
)
def test_the_language_of_an_address_is_told_by_its_host_or_path(url: str, language: str | None):
    assert Wire().language_of(url) == language


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://kyrtag.kg/ru/news/sneg-", ["kirtag"]),
        ("https://www.kyrtag.kg/", ["kirtag"]),
        ("https://notkyrtag.kg/ru/news/sneg-", []),
        ("https://example.kg/?u=kyrtag.kg", []),
    ],
)
def test_scrapy_finds_the_spider_of_an_address(url: str, ours: list[str]):
    loader = get_spider_loader(get_project_settings())
    assert loader.find_by_request(Request(url)) == ours


@pytest.mark.parametrize(
    ("url", "language"), [("https://kg.wire.kg/news/1", "ky"), ("https://wire.media/news/1", "ru"), ("", "ru")]
)
def test_an_address_tells_the_language_before_the_list_that_showed_it(url: str, language: str):
    head = "<title>Снег</title><meta property=og:type content=article><h1>Снег</h1>"
    html = head + "<p>Идёт снег, дороги чистят.</p>" * 9
    page = StoredPage(url or "https://wire.media/news/2", datetime(2026, 11, 22, tzinfo=UTC), None, html.encode())
    assert Wire().read(page, "ru").language == language
