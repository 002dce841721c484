"""A site that leads elsewhere: by every way that an address has into a crawl, in every spelling of what is inside."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from pathlib import Path
from socket import create_connection
from subprocess import CompletedProcess
from typing import Any
from urllib.parse import urlsplit

import pytest

from kirtag.archive import Archive
from kirtag.spiders.kirtag import KirtagSpider
from kirtag.wire import BadArgument
from tests.builders import UNMEASURED, Everywhere, answer, crawl, html, one, rows, together
from tests.faults.hostile import Act, Hostile, answered, hostile, in_turn, redirect, send, status
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.payloads import article_page, links_to, rss, sitemap

pytestmark = pytest.mark.row("T-14", "links, lists and redirects to private addresses and files")

# The agency is at this address, which is allowed. All other names of this machine are inside.
OURS = "127.0.0.2"
SPELLINGS = ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]", "0.0.0.0")
FORMS = {host: f"http://{host}:{{port}}{{path}}" for host in SPELLINGS} | {
    "octal": "http://0177.0.0.1:{port}{path}",
    "hexadecimal": "http://0x7f000001:{port}{path}",
    "capitals": "HTTP://LOCALHOST:{port}{path}",
    "digits in circles": "http://①②⑦.⓪.⓪.①:{port}{path}",
    "escaped digits": "http://%31%32%37.0.0.1:{port}{path}",
    "a tab in the host": "http://127.0.\t0.1:{port}{path}",
    "scheme-relative": "//127.0.0.1:{port}{path}",
    "three slashes": "http:///127.0.0.1:{port}{path}",
    "backslashes for slashes": "http:\\\\127.0.0.1:{port}{path}",
    "TLS": "https://127.0.0.1:{port}{path}",
    "our host as user": "http://127.0.0.2@127.0.0.1:{port}{path}",
    "our host and port as user and password": "http://127.0.0.2:80@127.0.0.1:{port}{path}",
    "our host behind a backslash": "http://127.0.0.1:{port}\\@127.0.0.2{path}",
    "our host in a fragment": "http://127.0.0.1:{port}{path}#@127.0.0.2/",
    "FTP": "ftp://127.0.0.1:{port}{path}",
    "a page in its own address": "data:text/html;charset=utf-8{path},<h1>{secret}</h1>",
    "a file": "file://{folder}{path}",
    "a file of our host": "file://127.0.0.2{folder}{path}",
    "a file without a host": "file:{folder}{path}",
}
# A listing's links, next page and base; a feed; a sitemap and an index of sitemaps; the redirect of an article, of one
# that failed first, of robots.txt; the sitemaps that robots.txt names; the head of an article and its headers.
WAYS = 11
SECRET = "Тайна за семью замками"
INSIDE = html(article_page(SECRET, f"{SECRET}: этого текста снаружи не видит никто."))
MISSING = Everywhere(html("", 404))
# A page that shows less than this may only lead elsewhere, and is no article then.
REST = (
    "Дорожники чистят трассу с вечера, на перевале работают восемь машин и два бульдозера. Грузовикам советуют ждать в "
    "долине до утра, автобусы идут в объезд. К ночи снег прекратится, но мороз усилится до двадцати градусов."
)
# What an article's page says of itself, and what a browser would fetch with it.
HEAD = (
    '<meta http-equiv="refresh" content="0;url={0}"><link rel="canonical" href="{0}"><link rel="amphtml" href="{0}">'
    '<meta property="og:url" content="{0}"><meta property="og:image" content="{0}"><base href="{0}">'
    '<link rel="stylesheet" href="{0}"><script src="{0}"></script>'
)


@dataclass(frozen=True, slots=True)
class Inside:
    """What must not be reached: a server that tells the secret, and files below a folder that do."""

    server: Hostile
    folder: Path

    def at(self, path: str) -> list[str]:
        """The addresses of a path in here, one in each form; `{n}` in the path is the form's number."""
        known = {"port": self.server.port, "folder": self.folder, "secret": SECRET}
        paths = [path.format(n=n) for n in range(len(FORMS))]
        named = (urlsplit(each).path for each in paths)
        for file in (self.folder / name.lstrip("/") for name in named if not name.endswith("/")):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(INSIDE.body)
        return [form.format_map(known | {"path": each}) for form, each in zip(FORMS.values(), paths, strict=True)]


def acts(ours: Hostile, inside: Inside, others: list[Hostile]) -> dict[str, Act]:
    """A site that leads inside by every way. `others` are our own host on other ports, one for each form."""
    pages: dict[str, Act] = {}
    for n, address in enumerate(inside.at("/ru/news/perehod-{n}-")):
        told = HEAD.format(escape(address))
        pages[f"/ru/news/redirect-{n}-"] = redirect(address)
        pages[f"/ru/news/retry-{n}-"] = in_turn(status(503), redirect(address))
        pages[f"/ru/news/refresh-{n}-"] = send(
            answered(snow(n, told), f"Refresh: 0;url={address}", f"Content-Location: {address}")
        )
    news = [*pages, *(f"{other.address}/ru/news/port-{n}-" for n, other in enumerate(others))]
    # A walk is followed while it shows something new: here the secrets below the base, and one of our own.
    for n, address in enumerate(inside.at("/kg/news/?PAGEN_1={n}"), 1):
        following = f"/kg/news/?PAGEN_1={n + 1}"
        shown = links_to(f"tayna-{n}-", following, f"{ours.address}/kg/news/kar-{n}-", ours.address + following)
        pages[f"/kg/news/?PAGEN_1={n}" if n > 1 else "/kg/news/"] = send(
            answered(f'<base href="{escape(address)}">{shown}')
        )
    own_feed, own_map = f"{ours.address}/ru/news/nasha-lenta-", f"{ours.address}/ru/news/nasha-karta-"
    robots = "".join(f"Sitemap: {address}\n" for address in inside.at("/robots-{n}.xml"))
    listing = [*inside.at("/ru/news/ssylka-{n}-"), *news, *inside.at("/ru/news/?PAGEN_1=2")]
    return pages | {
        "/robots.txt": send(answered(robots, content_type="text/plain")),
        "/rss.xml": send(answered(rss(*map(item, [*inside.at("/ru/news/lenta-{n}-"), own_feed])))),
        "/sitemap.xml": send(
            answered(sitemap(*map(escape, inside.at("/karta-{n}.xml")), f"{ours.address}/karta.xml", index=True))
        ),
        "/karta.xml": send(answered(sitemap(*map(escape, inside.at("/ru/news/karta-{n}-")), own_map))),
        "/ru/news/": send(answered(links_to(*listing))),
        "/en/news/": send(answered(links_to("/ru/news/nasha-lenta-"))),
        "/ru/news/nasha-lenta-": send(answered(snow(301))),
        "/ru/news/nasha-karta-": send(answered(snow(302))),
    }


def snow(number: int, told: str = "") -> str:
    return article_page(
        f"Снег шёл {number} часов подряд", f"За это время выпало {number} сантиметров.", REST, head=told
    )


def item(address: str) -> str:
    return f"<title>Снег</title><link>{escape(address)}</link><guid>{escape(address)}</guid>"


# ---- every way in, in every form ----


@dataclass(frozen=True, slots=True)
class Led:
    """A crawl of such a site: how it ended, what it asked of our host and of what is inside, its archive."""

    ended: CompletedProcess[str]
    folder: Path
    ours: Hostile
    others: list[Hostile]
    inside: Hostile
    pages: set[str]


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Led:
    folder, pages = tmp_path_factory.mktemp("led"), {}
    with ExitStack() as stack:
        inside = Inside(stack.enter_context(hostile({}, newsroom=Everywhere(INSIDE))), folder / "files")
        ours = stack.enter_context(hostile(pages.get, newsroom=MISSING, host=OURS))
        others = [
            stack.enter_context(hostile(another_port(n, goal), newsroom=MISSING, host=OURS))
            for n, goal in enumerate(inside.at("/robots-{n}.txt"))
        ]
        pages |= acts(ours, inside, others)
        words = crawl(ours.address, folder / "archive", GUARD_ALLOW=OURS, RETRY_TIMES=1)
        ended = answer(words, **UNMEASURED)
    return Led(ended, folder / "archive", ours, others, inside.server, set(pages))


def another_port(n: int, goal: str) -> dict[str, Act]:
    return {"/robots.txt": redirect(goal), f"/ru/news/port-{n}-": send(answered(snow(100 + n)))}


@pytest.fixture
def archive_of_led(led: Led) -> Iterator[Archive]:
    with Archive(led.folder) as archive:
        yield archive


def test_nothing_inside_is_asked(request: pytest.FixtureRequest, led: Led):
    assert led.inside.visits == []
    figure(request, f"0 visits over {WAYS} ways x {len(FORMS)} forms of an address, in one crawl")


def test_every_page_that_leads_inside_was_read(led: Led):
    assert led.pages - set(led.ours.requests) == set()
    assert all(other.requests[0] == "/robots.txt" for other in led.others)
    assert all(f"/ru/news/port-{n}-" in other.requests for n, other in enumerate(led.others))
    # Each was answered 503 at first.
    assert all(led.ours.requests.count(f"/ru/news/retry-{n}-") == 2 for n in range(len(FORMS)))


def test_no_file_and_no_page_in_an_address_is_read(archive_of_led: Archive):
    wordings = rows(archive_of_led, "SELECT headline, body FROM revisions")
    assert not [wording for wording in wordings if any(SECRET in text for text in wording)]
    assert rows(archive_of_led, "SELECT url FROM pages WHERE url NOT LIKE 'http://%'") == []


def test_the_sites_own_articles_are_stored(archive_of_led: Archive):
    # Those with a head that leads inside, those on other ports, one of the feed and one of the sitemap.
    assert one(archive_of_led, "SELECT count(*) FROM articles") == 2 * len(FORMS) + 2


def test_a_page_that_leads_inside_is_put_off_and_tried_again(archive_of_led: Archive):
    sql = "SELECT url FROM pages WHERE (url LIKE '%/redirect-%' OR url LIKE '%/retry-%') AND state = 'failed'"
    # A redirect to three slashes stays at our own host, which has nothing there.
    assert len(rows(archive_of_led, f"{sql} AND next_visit > last_fetched")) == 2 * (len(FORMS) - 1)


def test_such_a_run_ends_with_errors(led: Led):
    assert led.ended.returncode == 5, led.ended.stderr


def test_such_an_archive_is_sound(led: Led):
    sound(led.folder)


# ---- as the site itself ----

WEB = [name for name, form in FORMS.items() if form.lower().startswith("http") and urlsplit(form).hostname]
# Five of them are under `make test` too, in tests/test_guard.py.
TOLD = WEB if WHOLE else []


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Crawls that are told to take what is inside for the agency's site: their ends, and who came."""
    with hostile({}, newsroom=Everywhere(INSIDE)) as inside:

        def run(name: str) -> Callable[[], Any]:
            folder, address = tmp_path_factory.mktemp("site"), FORMS[name].format(port=inside.port, path="")
            return lambda: answer(crawl(address, folder, GUARD_ALLOW=OURS, RETRY_TIMES=0), **UNMEASURED).returncode

        return {"codes": together({name: run(name) for name in TOLD}), "visits": list(inside.visits)}


def test_what_is_inside_is_no_site(request: pytest.FixtureRequest, sites: dict[str, Any]):
    assert sites == {"codes": dict.fromkeys(TOLD, 6), "visits": []}
    if TOLD:
        figure(request, f"{len(TOLD)} forms of it as the site itself: exit 6")


@pytest.mark.parametrize("name", [name for name in FORMS if name not in WEB])
def test_what_is_not_the_web_is_no_site(name: str):
    with pytest.raises(BadArgument, match="is no address of a site"):
        KirtagSpider(site=FORMS[name].format(port=80, path="/ru/", folder="/etc", secret=SECRET))


# ---- the proof of the proof ----


@pytest.mark.parametrize("host", [*SPELLINGS, "0177.0.0.1", "0x7f000001", "①②⑦.⓪.⓪.①"])
def test_every_spelling_leads_inside_where_nobody_guards(host: str):
    with hostile({}, newsroom=Everywhere(INSIDE)) as inside:
        create_connection((host.strip("[]"), inside.port), timeout=5).close()
