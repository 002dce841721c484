"""Where requests may go: to the agency's hosts on the public internet, and nowhere else."""

from collections.abc import Callable, Iterator
from subprocess import CompletedProcess
from typing import Any

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.resolver import dnscache
from scrapy.settings import Settings
from twisted.internet.error import DNSLookupError

from kirtag.archive import Archive
from kirtag.demo import Newsroom, serve
from kirtag.fetch.guard import GuardedResolver, GuardMiddleware, Refused, is_public
from kirtag.spiders.kirtag import KirtagSpider
from tests.builders import answer, crawl, links, rows, site, together


def guard(address: str = "", allowed: str = "") -> GuardMiddleware:
    """The guard of a crawl of KirTAG, or of what stands at another address."""
    crawler = Crawler(KirtagSpider, Settings({"GUARD_ALLOW": allowed}))
    crawler.spider = KirtagSpider(site=address)
    return GuardMiddleware.from_crawler(crawler)


# ---- schemes and hosts ----


@pytest.mark.parametrize(
    "url",
    [
        "https://kyrtag.kg/ru/news/a-b-",
        "http://kyrtag.kg/",
        "https://www.kyrtag.kg/robots.txt",
        "https://old.archive.kyrtag.kg/a",
        "https://KYRTAG.KG/ru/",
        "https://kyrtag.kg:8443/ru/",
    ],
)
def test_the_agencys_own_hosts_are_asked(url: str):
    assert guard().process_request(Request(url)) is None


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "file://kyrtag.kg/etc/hostname",
        "data:text/html,kyrtag.kg",
        "ftp://kyrtag.kg/a",
        "s3://kyrtag.kg/a",
    ],
)
def test_only_the_web_is_asked(url: str):
    with pytest.raises(Refused, match="only http and https"):
        guard().process_request(Request(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/",
        "https://example.com/kyrtag.kg",
        "https://kyrtag.kg.example.com/",
        "https://notkyrtag.kg/",
        "https://kyrtag.kg@example.com/",
        "https://example.com#@kyrtag.kg/",
        "https://kg/",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://[::1]/",
    ],
)
def test_other_hosts_are_not(url: str):
    with pytest.raises(Refused, match=r"is no host of kirtag\.$"):
        guard().process_request(Request(url))


def test_other_hosts_are_not_asked_even_where_a_private_one_is_allowed():
    with pytest.raises(Refused, match=r"127.0.0.1 is no host of kirtag"):
        guard(allowed="127.0.0.1").process_request(Request("http://127.0.0.1/"))


def test_where_a_site_stands_in_for_the_agency_its_own_hosts_are_not_asked():
    with pytest.raises(Refused, match=r"kyrtag.kg is no host"):
        guard("https://mirror.example.com").process_request(Request("https://kyrtag.kg/"))


# ---- addresses ----

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.0.0.7", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "255.255.255.255", "224.0.0.1", "::1", "::", "fe80::1", "fd12:3456::7", "ff02::1", "::ffff:10.0.0.7",
    "::ffff:7f00:1",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:2800:220:1::1", "::ffff:8.8.8.8"]


def in_url(address: str) -> str:
    return f"http://[{address}]" if ":" in address else f"http://{address}"


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_refused_though_it_is_the_agencys_own(address: str):
    assert not is_public(address)
    with pytest.raises(Refused, match=r"a private address. Allow it with -s GUARD_ALLOW="):
        guard(in_url(address)).process_request(Request(f"{in_url(address)}/"))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_asked(address: str):
    assert is_public(address)
    assert guard(in_url(address)).process_request(Request(f"{in_url(address)}/")) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "::1"])
def test_a_private_address_is_asked_where_it_is_allowed_by_name(address: str):
    guarded = guard(in_url(address), allowed=f"{address},localhost")
    assert guarded.process_request(Request(f"{in_url(address)}/")) is None


# ---- what a name stands for ----


def resolved(name: str, address: str, allowed: str = "") -> Any:
    """What our resolver says of a name that the name server has an address for."""
    resolver = GuardedResolver.from_crawler(Crawler(KirtagSpider, Settings({"GUARD_ALLOW": allowed})), None)
    dnscache[name] = address
    said: list[Any] = []
    resolver.getHostByName(name).addBoth(said.append)
    del dnscache[name]
    return said[0]


@pytest.mark.parametrize("address", [address for address in PRIVATE if ":" not in address])
def test_a_name_that_stands_for_a_private_address_is_refused(address: str):
    failure = resolved("kyrtag.kg", address)
    assert failure.check(DNSLookupError)
    assert f"kyrtag.kg stands for the private address {address}" in failure.getErrorMessage()


def test_a_name_that_stands_for_a_public_address_is_resolved():
    assert resolved("kyrtag.kg", "93.184.216.34") == "93.184.216.34"


def test_a_name_may_stand_for_a_private_address_where_it_is_allowed():
    assert resolved("newsroom.test", "10.0.0.7", allowed="newsroom.test") == "10.0.0.7"


# ---- real crawls ----

SPELLINGS = ("127.0.0.1", "2130706433", "0x7f.1", "127.1", "localhost")


@pytest.fixture(scope="module")
def spelled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Crawls of loopback under several of its names, none of which is allowed: their ends, and what was asked."""
    folder = tmp_path_factory.mktemp("spelled")
    with serve(Newsroom()) as server:
        port = server.address.rpartition(":")[2]

        def run(host: str) -> Callable[[], Any]:
            return lambda: answer(crawl(f"http://{host}:{port}", folder / host, GUARD_ALLOW="", RETRY_TIMES=0))

        return together({host: run(host) for host in SPELLINGS}) | {"requests": list(server.requests)}


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_loopback_is_reached(spelled: dict[str, Any], host: str):
    assert (spelled["requests"], spelled[host].returncode) == ([], 6)
    assert "private address" in spelled[host].stderr


ELSEWHERE = ("localhost", *SPELLINGS[1:4])


@pytest.fixture(scope="module")
def led_astray(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A crawl of a site whose articles and lists redirect to another server, which may be private."""
    folder = tmp_path_factory.mktemp("astray")
    with site({"/secret": "<h1>Сыр</h1><p>Купуя текст.</p>"}) as inside:
        goals = {f"/ru/news/k-{host}-": f"{inside.at(host)}/secret?{host}" for host in ELSEWHERE}
        goals |= {"/ru/news/k-file-": "file:///etc/hostname", "/ru/news/k-data-": "data:text/html,<h1>a</h1><p>b</p>"}
        lists = {path: f"{inside.at('localhost')}{path}" for path in ("/robots.txt", "/rss.xml", "/sitemap.xml")}
        with site({"/ru/news/": links(*goals)}, goals | lists) as outside:
            allowed = ",".join(("127.0.0.1", *ELSEWHERE))
            ended = answer(crawl(outside.address, folder, GUARD_ALLOW=allowed, RETRY_TIMES=0))
    with Archive(folder) as archive:
        pages = dict(rows(archive, "SELECT replace(url, ?, ''), state FROM pages", outside.address))
        articles = [row["url"] for row in archive.articles()]
    asked = {"inside": inside.requests, "outside": outside.requests, "expected": [*goals, *lists]}
    return asked | {"ended": ended, "pages": pages, "articles": articles}


def test_no_redirect_leaves_the_agencys_host(led_astray: dict[str, Any]):
    assert led_astray["inside"] == []
    assert sorted(led_astray["outside"]) == sorted([*led_astray["expected"], "/ru/news/", "/kg/news/", "/en/news/"])
    assert led_astray["articles"] == []


def test_a_page_that_leads_elsewhere_has_failed_and_where_it_leads_is_no_page_of_ours(led_astray: dict[str, Any]):
    failed = dict.fromkeys(led_astray["expected"], "failed")
    del failed["/robots.txt"]
    lists = {"/ru/news/": "done", "/kg/news/": "gone", "/en/news/": "gone"}
    assert led_astray["pages"] == failed | lists


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, CompletedProcess[str], Archive]]:
    """A crawl of a site on which two articles redirect to a third page of the same host."""
    text = "<meta property='og:type' content='article'><h1>Кар жаады</h1><p>" + "Ашууда кечээ кар жаады. " * 20 + "</p>"
    old = ("/ru/news/eski-jol-", "/ru/news/bayyrky-jol-")
    lists = {f"/{edition}/news/": links(*old) for edition in ("ru", "kg", "en")}
    with site(lists | {"/ru/news/jany-jol-": text}, dict.fromkeys(old, "/ru/news/jany-jol-")) as server:
        folder = tmp_path_factory.mktemp("moved")
        ended = answer(crawl(server.address, folder))
    with Archive(folder) as archive:
        yield server.address, ended, archive


def test_a_redirect_within_the_host_is_followed(moved: tuple[str, CompletedProcess[str], Archive]):
    address, ended, archive = moved
    assert ended.returncode == 0, ended.stderr
    assert [row["url"] for row in archive.articles()] == [f"{address}/ru/news/jany-jol-"]


def test_of_pages_that_lead_to_one_none_is_fetched_for_ever(moved: tuple[str, CompletedProcess[str], Archive]):
    _, _, archive = moved
    assert rows(archive, "SELECT url FROM pages WHERE state = 'due'") == []
