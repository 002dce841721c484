"""The commands as people type them."""

import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from tests.builders import CHECKOUT, answer

CHROMIUM = shutil.which("chromium")


def scrapy(*words, cwd=CHECKOUT):
    return answer([sys.executable, "-m", "scrapy", *map(str, words)], cwd=cwd)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo's archive, with what the demo printed."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, scrapy("demo", "-s", f"ARCHIVE={folder}")


@contextmanager
def browsing(folder):
    """The desk over an archive, and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-u", "-m", "scrapy", "browse", "--port", str(port), "-s", f"ARCHIVE={folder}"]
    desk = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with desk:
        # Its server says so on stderr when it answers.
        for line in desk.stderr:
            if "Uvicorn running" in line:
                break
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            desk.send_signal(signal.SIGINT)
            desk.communicate(timeout=20)


def test_the_demo_shows_both_days_and_one_article_taken_apart(demo):
    folder, done = demo
    assert done.returncode == 0
    rows = [re.findall(r"\d+", line)[1:] for line in done.stdout.splitlines() if "│ day" in line]
    assert rows == [["30", "0", "0", "0", "0", "0"], ["1", "1", "29", "1", "1", "0"]]
    for part in ("Бишкек. 13 января. КирТАГ -", "Бишкек · 2026-01-13 · kirtag", "Служба сейсмического наблюдения"):
        assert part in done.stdout
    assert f"ARCHIVE={folder}" in done.stdout.replace("\n", "")


def test_the_demo_never_touches_an_archive(demo):
    folder, _ = demo
    before = (folder / "kirtag.db").read_bytes()
    done = scrapy("demo", "-s", f"ARCHIVE={folder}")
    assert done.returncode == 2
    assert str(folder) in done.stderr
    assert (folder / "kirtag.db").read_bytes() == before


def test_find_shows_time_agency_headline_and_address(demo):
    done = scrapy("find", "петроглифов", "тропу", "-s", f"ARCHIVE={demo[0]}")
    assert done.returncode == 0
    assert "2026-01-09 15:30  КирТАГ  Музей петроглифов в Чолпон-Ате откроет зимнюю тропу" in done.stdout
    assert "/ru/news/muzey-petroglifov-v-cholpon-ate-otkroet-zimnyuyu-tropu-" in done.stdout


@pytest.mark.parametrize("words", ["бегемот", '"', "(", "^", "-", "*"])
def test_find_says_so_when_there_is_nothing(demo, words):
    done = scrapy("find", words, "-s", f"ARCHIVE={demo[0]}")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Nothing found." in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["find"], 2, "Say what to look for"),
        (["find", "снег", "-s", "ARCHIVE=/nowhere"], 1, "There is no archive in /nowhere yet."),
        (["browse", "-s", "ARCHIVE=/nowhere"], 1, "There is no archive in /nowhere yet."),
        (["browse", "--port", "99999", "-s", "ARCHIVE={demo}"], 2, "Port 99999 is not free"),
        (["crawl", "-a", "kirtag"], 2, "Invalid -a value"),
    ],
)
def test_a_wrong_call_is_answered_by_one_sentence(demo, words, code, sentence):
    done = scrapy(*(word.format(demo=demo[0]) for word in words))
    assert done.returncode == code
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_relative_archive_is_meant_from_the_checkout_wherever_one_stands(demo):
    done = scrapy("find", "снег", "-s", "ARCHIVE=no-such-folder", cwd=CHECKOUT / "tests")
    assert str(CHECKOUT / "no-such-folder") in done.stderr


def test_browse_serves_the_desk_and_ends_on_ctrl_c(demo):
    with browsing(demo[0]) as address:
        page = urlopen(address).read().decode()
    assert "В Нарыне залили каток длиной в полкилометра" in page


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
def test_a_reader_finds_and_reads_an_article_in_a_real_browser(demo, tmp_path):
    with browsing(demo[0]) as address:
        hits = dom(f"{address}/search?q=землетрясение", tmp_path)
        link = re.search(r'href="(/article/[^"]*zemletryasenie)"', hits)[1]
        article = dom(address + link, tmp_path)
    for part in ("Бишкек. 13 января. КирТАГ", "4,5 балла", "Служба сейсмического наблюдения", "revision=1"):
        assert part in article


def dom(address, profile):
    """A page as the browser has it."""
    quiet = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    quiet += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command = [CHROMIUM, *quiet, f"--user-data-dir={profile}", "--dump-dom", address]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
