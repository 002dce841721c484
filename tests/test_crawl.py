"""The crawl from end to end: the real command against the newsroom on loopback."""

import os
import pty
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kirtag.archive import Archive
from kirtag.demo import Newsroom, serve
from tests.builders import CHECKOUT, UNMEASURED, Spoilt, answer, crawl, html, is_article, one, rows

LISTS = {"/robots.txt", "/rss.xml", "/sitemap.xml", "/ru/news/", "/kg/news/", "/en/news/"}


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    """Two runs with a day between them: the newsroom, what each run asked for, and the archive's folder."""
    newsroom, folder, asked = Newsroom(), tmp_path_factory.mktemp("days"), []
    with serve(newsroom) as server:
        for _ in range(2):
            done = answer(crawl(server.address, folder, REVISIT_AFTER=3600))
            assert done.returncode == 0, done.stderr
            asked.append(list(server.requests))
            server.requests.clear()
            newsroom.next_day()
    return newsroom, asked, folder


def test_the_first_run_stores_every_article_of_every_edition(days):
    with Archive(days[2]) as archive:
        stored = dict(rows(archive, "SELECT language, count(*) FROM articles GROUP BY language"))
    assert stored == {"ru": 17, "ky": 7, "en": 7}


def test_no_page_is_asked_for_twice_in_a_run(days):
    for asked in days[1]:
        pages = [path.rstrip("/") for path in asked]
        assert len(pages) == len(set(pages))


def test_the_second_run_asks_for_the_lists_and_for_what_is_new(days):
    second = set(days[1][1])
    new = {path for path in second if is_article(path)}
    # The lists show an article under a second address; that a known page was edited they do not say.
    assert {path.rstrip("/").rsplit("/", 1)[1] for path in new} == {
        "v-naryne-zalili-katok-dlinoy-v-polkilometra-",
        "balet-cholpon-pokazhut-v-dekoratsiyakh-po-eskizam-1950-kh-godov-",
    }
    assert second - new == LISTS | {"/ru/news/?PAGEN_1=2", "/ru/news/?PAGEN_1=3"}


def test_a_second_address_is_a_second_page_of_one_article(days):
    with Archive(days[2]) as archive:
        row = archive.search("балет Чолпон эскизам")[0]
        pages = archive.article(row["key"])["pages"]
    assert sorted(Path(page["key"]).name[:12] for page in pages) == ["balet-cholpo", "teatr-opery-"]


def test_a_page_without_text_is_read_from_a_feed_that_has_it_whole(tmp_path):
    empty = "v-bishkeke-na-marshrut-vyshli-12-novykh-elektrobusov"
    newsroom = Spoilt(lambda path: html("<h1>Электробусы</h1>") if empty in path else None)
    with serve(newsroom) as server:
        done = answer(crawl(server.address, tmp_path))
    assert done.returncode == 0, done.stderr
    with Archive(tmp_path) as archive:
        row = archive.article(archive.search("электробусов маршрут")[0]["key"])
    assert '"body": "feed"' in row["provenance"]
    assert len(row["body"].split("\n\n")) > 2


def test_every_column_that_the_page_has_is_filled(days):
    with Archive(days[2]) as archive:
        row = archive.article(archive.search("землетрясение")[0]["key"])
    filled = {name: row[name] for name in ("dateline", "place", "geonameid", "dateline_date", "source", "credit_line")}
    assert filled == {
        "dateline": "Бишкек. 13 января. КирТАГ",
        "place": "Бишкек",
        "geonameid": 1528675,
        "dateline_date": "2026-01-13",
        "source": "kirtag",
        "credit_line": "Служба сейсмического наблюдения",
    }
    assert (row["published"], row["day"], row["section"]) == ("2026-01-13T04:50:00Z", "2026-01-13", "Происшествия")
    assert [photo["credit"] for photo in row["photos"]] == ["Служба сейсмического наблюдения"]


def test_the_frontier_keeps_what_a_revisit_needs(days):
    with Archive(days[2]) as archive:
        missing = "SELECT count(*) FROM pages WHERE kind = 'article' AND (etag IS NULL OR body_sha256 IS NULL)"
        assert one(archive, missing) == 0


def test_the_old_layout_is_read_by_its_selectors(tmp_path):
    with serve(Newsroom("old")) as server:
        done = answer(crawl(server.address, tmp_path))
    assert done.returncode == 0, done.stderr
    with Archive(tmp_path) as archive:
        assert one(archive, 'SELECT count(*) FROM articles WHERE provenance LIKE \'%"body": "layout"%\'') == 30
        assert one(archive, "SELECT count(*) FROM articles WHERE day IS NULL") == 0


def test_a_window_leaves_out_what_is_older(tmp_path):
    with serve(Newsroom()) as server:
        done = answer(crawl(server.address, tmp_path, "-a", "since=2026-01-10", "-a", "until=2026-01-12"))
    assert done.returncode == 0, done.stderr
    with Archive(tmp_path) as archive:
        days = {date.fromisoformat(row["day"]).day for row in archive.articles()}
    # The sitemap knows when an article changed, not when it was published: a younger one may come along.
    assert days >= {10, 11, 12}
    assert min(days) == 10


def test_a_page_without_text_is_quarantined_and_the_run_goes_on(tmp_path):
    empty = "chuy-oroonundo-kun-18-graduska-cheyin-suutat"
    newsroom = Spoilt(lambda path: html("<h1>Күн суутат</h1>") if empty in path else None)
    with serve(newsroom) as server:
        done = answer(crawl(server.address, tmp_path))
    assert done.returncode == 0, done.stderr
    with Archive(tmp_path) as archive:
        assert rows(archive, "SELECT reason, detail FROM quarantine") == [
            ("no body", "The page has a headline, but no text under it.")
        ]
        assert one(archive, "SELECT count(*) FROM articles") == 29


@pytest.mark.parametrize("status", [202, 206])
def test_a_listing_or_a_page_that_is_not_there_whole_is_asked_for_again(tmp_path, status):
    article = "chuy-oroonundo-kun-18-graduska-cheyin-suutat"

    class Busy(Newsroom):
        def respond(self, path, *, at):
            page = super().respond(path, at=at)
            return replace(page, status=status, etag=None) if path == "/en/news/" or article in path else page

    with serve(Busy()) as server:
        done = answer(crawl(server.address, tmp_path), **UNMEASURED)
    assert done.returncode == 0, done.stderr
    with Archive(tmp_path) as archive:
        put_off = rows(archive, "SELECT kind, state, status FROM pages WHERE state <> 'done' ORDER BY kind")
        assert put_off == [("article", "failed", status), ("listing", "failed", status)]


def test_a_page_in_the_wrong_charset_is_quarantined_as_it_is(tmp_path):
    class Garbled(Newsroom):
        def respond(self, path, *, at):
            page = super().respond(path, at=at)
            if "chuy-oroonundo-kun" not in path:
                return page
            return replace(page, body=page.body.decode().encode().decode("cp1251", "replace").encode())

    with serve(Garbled()) as server:
        done = answer(crawl(server.address, tmp_path))
    assert done.returncode == 0, done.stderr
    with Archive(tmp_path) as archive:
        assert rows(archive, "SELECT reason FROM quarantine") == [("mojibake",)]
        assert one(archive, "SELECT count(*) FROM articles") == 29


def test_a_dateline_of_an_unknown_family_is_told_at_the_end(tmp_path):
    class Newsroom2027(Newsroom):
        def respond(self, path, *, at):
            page = super().respond(path, at=at)
            signed = "13 января. КирТАГ - ".encode(), "13 января [КирТАГ] — ".encode()
            return replace(page, body=page.body.replace(*signed))

    with serve(Newsroom2027()) as server:
        done = answer(crawl(server.address, tmp_path))
    told = (
        r"\d leads look like datelines that no rule reads, such as “Бишкек. 13 января \[КирТАГ\] — .*”. See kirtag/text"
    )
    assert done.returncode == 0, done.stderr
    assert re.search(told, done.stdout)


BROKEN_PIPELINE = """
class BrokenPipeline:
    def process_item(self, item):
        if item.language in LANGUAGES:
            raise ZeroDivisionError("a rule of ours is wrong")
        return item
"""


@pytest.mark.parametrize(("languages", "code"), [("ky", 5), ("ru ky en", 70)])
def test_an_article_that_a_pipeline_fails_on_is_counted_logged_and_quarantined(tmp_path, languages, code):
    (tmp_path / "broken.py").write_text(f"LANGUAGES = {languages.split()}\n{BROKEN_PIPELINE}")
    pipelines = '{"broken.BrokenPipeline": 500, "kirtag.pipelines.ArchivePipeline": 900}'
    with serve(Newsroom()) as server:
        words = crawl(server.address, tmp_path / "archive", ITEM_PIPELINES=pipelines)
        done = answer(words, PYTHONPATH=str(tmp_path))
    assert done.returncode == code, done.stderr
    with Archive(tmp_path / "archive") as archive:
        failed = rows(archive, "SELECT url, detail FROM quarantine WHERE reason = 'error'")
        assert len(failed) == archive.runs()[0]["errors"] == (7 if code == 5 else 30)
    assert all(
        f"Error processing {url}" in done.stderr and "a rule of ours is wrong" in detail for url, detail in failed
    )


def test_a_terminal_sees_how_far_the_crawl_is(tmp_path):
    terminal, end = pty.openpty()
    with serve(Newsroom()) as server:
        words = crawl(server.address, tmp_path)
        with subprocess.Popen(
            words, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=end, env=os.environ | {"TERM": "xterm"}
        ) as run:
            os.close(end)
            seen = b"".join(iter(lambda: read(terminal), b"")).decode()
            assert run.wait(60) == 0
    os.close(terminal)
    assert "pages fetched" in seen
    assert "articles read" in seen
    assert "INFO" not in seen


def read(terminal):
    """What the terminal shows next; nothing at its end, which Linux tells as an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
