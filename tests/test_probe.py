"""`scrapy status --probe`: whether an agency can still be read, asked of its site, with nothing stored."""

import sys
from pathlib import Path

import pytest

from kirtag.demo import Newsroom, serve
from kirtag.demo.newsroom import Response
from tests.builders import Everywhere, Spoilt, answer, html, is_article, together

STATED = '<meta property="og:type" content="article"><meta property="og:title" content="Снег"><h1>Снег</h1>'
OTHER_LAYOUT = STATED + "<article>" + "<p>На перевале третий день идёт снег, дорогу чистят дорожники.</p>" * 9
GONE = {"/rss.xml": Response(404, "text/html", b"")}


def probe(address: str, folder: Path, agency: str = "kirtag"):
    words = ["--probe", agency, "-a", f"site={address}", "-s", f"ARCHIVE={folder}"]
    settings = ["-s", "GUARD_ALLOW=127.0.0.1", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0"]
    return answer([sys.executable, "-m", "scrapy", "status", *words, *settings])


@pytest.fixture(scope="module")
def probed(tmp_path_factory):
    """What the probe says of sites, by what is wrong with them; and the folder in which nothing must be stored."""
    folder = tmp_path_factory.mktemp("probe") / "archive"

    def of(newsroom):
        with serve(newsroom) as site:
            return probe(site.address, folder), site.requests

    sites = {
        "nothing": Newsroom(),
        "its feed": Spoilt(GONE.get),
        "its layout": Spoilt(lambda path: html(OTHER_LAYOUT) if is_article(path) else None),
        "its articles": Spoilt(lambda path: html("<h1>Раздел</h1>") if is_article(path) else GONE.get(path)),
        "its lists": Everywhere(html("<p>Пусто</p>")),
    }
    return together({wrong: lambda newsroom=newsroom: of(newsroom) for wrong, newsroom in sites.items()}), folder


def test_one_list_and_one_article_are_fetched_and_each_field_told_with_its_way(probed):
    done, requests = probed[0]["nothing"]
    assert done.returncode == 0
    assert len([path for path in requests if path != "/robots.txt"]) == 2
    assert "/rss.xml, a feed, shows 10 articles." in done.stdout
    fields = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line[1:2].isalpha()}
    assert fields["published"][:2] == ["text", "order"]
    assert fields["dateline"][1:3] == ["Бишкек.", "13"]
    assert fields["byline"] == ["–", "–"]
    assert "Layout 1 of 2 holds. Nothing was stored." in done.stdout


def test_where_a_list_fails_the_next_is_asked(probed):
    done, _ = probed[0]["its feed"]
    assert (done.returncode, "/rss.xml could not be fetched" in done.stdout) == (0, True)
    assert "/sitemap.xml, a sitemap, shows" in done.stdout


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("its layout", "None of 2 layouts holds. Nothing was stored."),
        ("its articles", "no text under it"),
        ("its lists", "None of its lists shows an article: their layout, or `articles`, has changed."),
    ],
)
def test_what_does_not_hold_ends_with_1_and_a_sentence(probed, wrong: str, said: str):
    done, _ = probed[0][wrong]
    assert (done.returncode, said in done.stdout) == (1, True)


def test_nothing_is_stored(probed):
    assert not probed[1].exists()


def test_a_site_that_does_not_answer_ends_with_1(tmp_path: Path):
    done = probe("http://127.0.0.1:9", tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "None of its lists could be read.")


@pytest.mark.parametrize(
    ("agency", "site", "said"),
    [
        ("kirtak", "http://127.0.0.1:9", "There is no agency 'kirtak'"),
        ("kirtag", "kyrtag.kg", "is no address of a site"),
    ],
)
def test_a_probe_that_makes_no_sense_ends_with_2(tmp_path: Path, agency: str, site: str, said: str):
    done = probe(site, tmp_path, agency)
    assert (done.returncode, said in done.stderr) == (2, True)
