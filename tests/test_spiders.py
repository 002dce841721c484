"""Spiders are tables of facts: what every one of them must state, and how."""

import re
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from babel import Locale

from kirtag.page import host, is_under
from tests.test_golden import AGENCIES, SPIDERS, spider_of

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


@pytest.fixture(params=AGENCIES)
def agency(request):
    return request.param


def test_a_spider_is_short(agency: str):
    lines = (SPIDERS / f"{agency}.py").read_text("utf-8").splitlines()
    assert 12 <= len(lines) <= 40


def test_a_spider_is_called_as_its_module(agency: str):
    assert spider_of(agency).name == agency


def test_an_agency_has_a_country_a_clock_and_languages(agency: str):
    facts = spider_of(agency).agency
    assert ZoneInfo(facts.timezone)
    assert re.fullmatch("[A-Z]{2}", facts.country)
    assert all(Locale.parse(language) for language in facts.languages)


def test_what_an_agency_has_lies_on_its_hosts(agency: str):
    spider = spider_of(agency)
    ways = [*spider.feeds, *spider.sitemaps, *spider.listings.values(), *spider.days.values()]
    assert ways
    assert [url for url in ways if not is_under(host(url), spider.hosts) or urlsplit(url).scheme != "https"] == []


def test_its_lists_and_editions_are_of_its_languages(agency: str):
    spider = spider_of(agency)
    assert {*spider.listings, *spider.days, *spider.editions} <= set(spider.agency.languages)


def test_its_pattern_of_articles_takes_none_of_its_lists(agency: str):
    spider = spider_of(agency)
    lists = [f"https://{spider.hosts[0]}/", *spider.feeds, *spider.sitemaps, *spider.listings.values()]
    assert [url for url in lists if re.search(spider.articles, urlsplit(url).path)] == []


def test_the_readme_tells_by_what_it_is_proven(agency: str):
    (row,) = re.findall(rf"^\|[^|]+\| `{agency}` \|([^|]+)\|([^|]+)\|$", README, re.MULTILINE)
    assert set(re.findall(r"\w+", row[0])) == set(spider_of(agency).agency.languages)
    assert re.match(r" `(described|page \d{4}-\d{2})`", row[1])
