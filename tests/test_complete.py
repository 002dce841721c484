"""Whether a response came whole, by its framing, its coding's own end, or its last tag."""

import gzip
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from kirtag.fetch.codings import why_cut, zstd
from kirtag.fetch.complete import CompletenessMiddleware, Truncated, codings_of, has_end
from kirtag.spiders.kirtag import KirtagSpider
from tests.builders import CHECKOUT, gzipped
from tests.timing import is_linear, seconds

PAGE = "<html><body><h1>На перевале выпал снег</h1><p>Ашууда кар жаады. Snow fell.</p></body></html>\n".encode()


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def checked_zstd(data: bytes) -> bytes:
    return zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})


# A way to code a body, and the name that Content-Encoding has for it.
CODED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "stored gzip": ("gzip", partial(gzip.compress, compresslevel=0)),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", raw_deflate),
    "br": ("br", partial(brotli.compress, quality=5)),
    "zstd": ("zstd", zstd.compress),
    "zstd with a checksum": ("zstd", checked_zstd),
}
SKIPPABLE = b"\x50\x2a\x4d\x18\x05\0\0\0abcde"
ways = pytest.mark.parametrize("way", CODED)


# ---- a coding's own end ----


@ways
@pytest.mark.parametrize("body", [b"", b"a", PAGE, PAGE * 3000, os.urandom(200_000)], ids=len)
def test_a_whole_body_is_whole(way: str, body: bytes):
    name, encode = CODED[way]
    assert why_cut(encode(body), [name]) is None


@ways
def test_every_cut_of_a_body_is_seen(way: str):
    name, encode = CODED[way]
    whole = encode(PAGE)
    said = {why_cut(whole[:cut], [name]) for cut in range(1, len(whole))}
    assert said == {f"its {name} stream ends in the middle"}


@settings(deadline=None, max_examples=300)
@given(
    body=st.binary(max_size=3000) | st.text(max_size=300).map(lambda text: (text * 50).encode("utf-8", "ignore")),
    way=st.sampled_from(sorted(CODED)),
    at=st.floats(0, 1, exclude_max=True),
)
def test_whole_is_whole_and_no_beginning_of_it_is(body: bytes, way: str, at: float):
    name, encode = CODED[way]
    whole = encode(body)
    cut = 1 + int(at * (len(whole) - 1))
    assert why_cut(whole, [name]) is None
    assert cut == len(whole) or why_cut(whole[:cut], [name]) is not None


@settings(deadline=None, max_examples=200)
@given(bodies=st.lists(st.binary(max_size=200), min_size=2, max_size=4), name=st.sampled_from(["gzip", "zstd"]))
def test_of_several_members_or_frames_the_last_is_judged_as_the_first(bodies: list[bytes], name: str):
    _, encode = CODED[name]
    *first, last = [encode(body) for body in bodies]
    assert why_cut(b"".join([*first, last]), [name]) is None
    said = {why_cut(b"".join([*first, last[:cut]]), [name]) for cut in range(1, len(last))}
    assert said == {f"its {name} stream ends in the middle"}


@settings(deadline=None, max_examples=200)
@given(body=st.binary(max_size=500), order=st.lists(st.sampled_from(sorted(CODED)), min_size=2, max_size=4))
def test_a_cut_is_seen_through_every_coding(body: bytes, order: list[str]):
    names, whole = [], body
    for way in order:
        name, encode = CODED[way]
        names.append(name)
        whole = encode(whole)
    assert why_cut(whole, names) is None
    assert why_cut(whole[:-1], names) == f"its {names[-1]} stream ends in the middle"


@pytest.mark.parametrize("outer", ["gzip", "deflate", "br", "zstd"])
@pytest.mark.parametrize("inner", ["gzip", "deflate", "br", "zstd"])
def test_what_was_cut_before_it_was_coded_again_is_cut(inner: str, outer: str):
    cut = CODED[outer][1](CODED[inner][1](PAGE)[:-1])
    assert why_cut(cut, [inner, outer]) == f"its {inner} stream ends in the middle"


GZIP, BROTLI, ZSTD = gzipped(PAGE), brotli.compress(PAGE), zstd.compress(PAGE)


@pytest.mark.parametrize(
    ("body", "codings"),
    [
        # What servers and file systems put behind a member.
        (GZIP + b"\0" * 512, ["gzip"]),
        (GZIP + b"\0" * 200_000, ["gzip"]),
        (GZIP + b"\0" * 7 + GZIP, ["gzip"]),
        (GZIP + b"<!-- served in 0.02 s -->", ["gzip"]),
        (GZIP + b"rubbish \x1f\x8b\x08 and more" * 20_000, ["gzip"]),
        (gzipped(PAGE) + gzipped(b"") + gzipped(PAGE), ["gzip"]),
        (zlib.compress(PAGE) + b"\r\n", ["deflate"]),
        (raw_deflate(PAGE) + b"\r\n", ["deflate"]),
        (SKIPPABLE + ZSTD, ["zstd"]),
        (ZSTD + SKIPPABLE, ["zstd"]),
        (ZSTD + SKIPPABLE + ZSTD, ["zstd"]),
        # Inside of what we cannot decode nothing is judged; around it, all.
        (b"anything", []),
        (b"anything", ["dcb"]),
        (GZIP[:-9], ["gzip", "dcb"]),
        (gzipped(b"anything"), ["dcb", "gzip"]),
        # Nothing came where nothing was announced.
        (b"", ["gzip"]),
        (b"", ["deflate"]),
        (b"", ["br"]),
        (b"", ["zstd"]),
        (b"", ["gzip", "br"]),
        (brotli.compress(b""), ["gzip", "br"]),
    ],
)
def test_these_are_whole(body: bytes, codings: list[str]):
    assert why_cut(body, codings) is None


def spoilt(body: bytes, place: int) -> bytes:
    return body[:place] + bytes([body[place] ^ 1]) + body[place:][1:]


@pytest.mark.parametrize(
    ("body", "codings", "why"),
    [
        (spoilt(GZIP, -8), ["gzip"], "its gzip stream is damaged"),  # checksum
        (spoilt(GZIP, -1), ["gzip"], "its gzip stream is damaged"),  # length
        (spoilt(GZIP, 20), ["gzip"], "its gzip stream is damaged"),
        (PAGE, ["gzip"], "its gzip stream is damaged"),
        (b"\0" * 20 + GZIP, ["gzip"], "its gzip stream is damaged"),
        (GZIP + spoilt(GZIP, -8), ["gzip"], "its gzip stream is damaged"),
        (GZIP + GZIP[:1], ["gzip"], "its gzip stream ends in the middle"),
        (GZIP + b"\0" * 9 + GZIP[:-1], ["gzip"], "its gzip stream ends in the middle"),
        (spoilt(zlib.compress(PAGE), -1), ["deflate"], "its deflate stream is damaged"),
        (PAGE, ["deflate"], "its deflate stream is damaged"),
        (PAGE, ["br"], "its br stream is damaged"),
        (BROTLI + b"more", ["br"], "its br stream is damaged"),
        (PAGE, ["zstd"], "its zstd stream is damaged"),
        (ZSTD + b"more", ["zstd"], "its zstd stream is damaged"),
        (spoilt(checked_zstd(PAGE), -1), ["zstd"], "its zstd stream is damaged"),
        (ZSTD + SKIPPABLE[:-1], ["zstd"], "its zstd stream ends in the middle"),
        (SKIPPABLE + ZSTD[:-1], ["zstd"], "its zstd stream ends in the middle"),
        # What is around a coding that ended early is judged to its own end.
        (brotli.compress(GZIP + os.urandom(200_000))[:-1], ["gzip", "br"], "its br stream ends in the middle"),
        (gzipped(GZIP)[:-1], ["dcb", "gzip"], "its gzip stream ends in the middle"),
        # What nobody makes who wants to be read.
        (GZIP, ["gzip"] * 6, "it is coded 6 times"),
        (gzipped(b"") * 10_001, ["gzip"], "it is put together of more than 10,000 gzip streams"),
        (SKIPPABLE * 10_001, ["zstd"], "it is put together of more than 10,000 zstd streams"),
    ],
)
def test_these_are_not(body: bytes, codings: list[str], why: str):
    assert why_cut(body, codings) == why


@ways
def test_what_grows_beyond_the_limit_is_left_to_scrapy(way: str):
    name, encode = CODED[way]
    whole = encode(os.urandom(300_000))
    assert why_cut(whole[:-1], [name], limit=200_000) is None
    assert why_cut(whole[:-1], [name], limit=300_000) == f"its {name} stream ends in the middle"
    assert why_cut(whole, [name], limit=300_000) is None


def test_the_limit_holds_for_what_lies_between_two_codings():
    padded = gzipped(gzipped(PAGE) + bytes(2_000_000))[:-1]
    assert why_cut(padded, ["gzip", "gzip"], limit=1_000_000) is None
    assert why_cut(padded, ["gzip", "gzip"], limit=3_000_000) == "its gzip stream ends in the middle"


# ---- bombs ----

# The kernel's own high-water mark: getrusage's begins at that of the process which started this one.
MEMORY = """
import pathlib, re, sys
from kirtag.fetch.codings import why_cut
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())[1])
body, name = sys.stdin.buffer.read(), sys.argv[1]
before = peak()
print(why_cut(body, [name]), peak() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")
@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_costs_no_memory_and_time_in_proportion(name: str):
    small, large = (CODED[name][1](bytes(size)) for size in (10_000_000, 100_000_000))
    words = [sys.executable, "-c", MEMORY, name]
    done = subprocess.run(words, cwd=CHECKOUT, input=large, capture_output=True, check=True)
    said, kibibytes = done.stdout.split()
    # Brotli looks back over up to 16 MiB, zstd over 8.
    assert (said, int(kibibytes) < 24 * 1024) == (b"None", True), done.stdout
    judge = partial(why_cut, codings=[name])
    assert is_linear(judge, small, large, floor=0.003)
    # Of the large one no more is unpacked than the bound says, which is what the small one holds.
    assert is_linear(partial(judge, limit=10_000_000), small, large, times=3, floor=0.003)


# ---- a text's own end ----

HTML = "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (PAGE, HTML),
        (PAGE, ""),
        (b"<HTML><BODY>Osh</BODY></HTML>", HTML),
        (b"<html>Osh</html >\r\n\r\n\t ", HTML),
        (b"<html>Osh</html>\0\0", HTML),
        (b"<html>Osh</html>\xef\xbb\xbf\n", HTML),
        (b"<html>Osh</html>\x1a", HTML),
        (b"<html>Osh</html><!-- page served from cache -->\n<!-- 0.02 s -->\n", HTML),
        (b"<html>Osh</html><!---->", HTML),
        ("<html>Ош</html>\n".encode("utf-16"), HTML),
        (b"<xhtml:html>Osh</xhtml:html>", "application/xhtml+xml"),
        (b"<rss><channel></channel></rss>", "text/xml"),
        (b"<feed></feed>\n", "application/atom+xml"),
        (b"<atom:feed></atom:feed>", "text/xml"),
        (b"<urlset></urlset>", "application/xml"),
        (b"<ns0:urlset></ns0:urlset>", "application/xml"),
        (b"<sitemapindex></sitemapindex>", "text/xml"),
        (b"<rdf:RDF></rdf:RDF>", "application/rdf+xml"),
        (b"<html>Osh</html>", "text/plain"),
        (b'{"items": []}', "application/json"),
        (b"[]\n", "application/feed+json; charset=utf-8"),
        ('\ufeff{"a": "Ош"}'.encode(), "text/json"),
        # Nothing can show it whole; of a robots.txt the rules that came hold.
        (b"User-agent: *\nDisallow: /search", "text/plain; charset=utf-8"),
        (b"", "text/plain"),
    ],
)
def test_these_show_that_they_are_whole(body: bytes, content_type: str):
    assert has_end(body, content_type)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", HTML),
        (b" \n", ""),
        (PAGE[:-2], HTML),
        (b"<html><body>Osh</body>", HTML),
        (b"<html>Osh</html", HTML),
        (b"<html>Osh<html>", HTML),
        (b"<p>Osh</p>", HTML),
        (b"<html>Osh</html><p>and more", HTML),
        (b"<html>Osh</html><!-- cut", HTML),
        (b"<html>Osh<!-- cut </html> -->", HTML),
        (b"Osh</html> -->", HTML),
        (b"<!--</html>" + b" " * 20_000 + b"-->", HTML),
        (b"<htmlx></htmlx>", HTML),
        (b"<a:b:html></a:b:xhtml>", HTML),
        (b"<rss><channel></channel>", "text/xml"),
        (b"<urlset><url></url>", "application/xml"),
        (b"<html><p>Osh", "text/plain"),
        (b"\xef\xbb\xbf\n <html><p>Osh", "text/plain"),
        (b'{"items": []', "application/json"),
        (b'{"items": "', "application/json"),
        (b"12", "application/json"),
        (b'"Osh"', "application/json"),
        (b"", "application/json"),
        (b"\xff\xff\xff", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"[" + b"0," * 600_000 + b"0]", "application/json"),  # too long to look
        (b"\x89PNG", "image/png"),
    ],
)
def test_these_do_not(body: bytes, content_type: str):
    assert not has_end(body, content_type)


@pytest.mark.parametrize("body", [b"<!---->", b"-->", b"</a", b"</html", b"</html>-->", b" ", b"<!--"], ids=repr)
def test_looking_for_the_end_costs_next_to_nothing(body: bytes):
    assert seconds(lambda: has_end(body * (10_000_000 // len(body)), HTML)) < 0.25


# ---- responses ----


def response(
    body: bytes = PAGE, *flags: str, status: int = 200, coding: str | list[str] = "", content_type: str = HTML
) -> Response:
    headers: dict[str, Any] = {"Content-Type": content_type} | ({"Content-Encoding": coding} if coding else {})
    return Response("https://kyrtag.kg/ru/news/a-b-", status, headers, body, list(flags))


@pytest.mark.parametrize(
    ("coding", "body", "codings"),
    [
        ("", PAGE, []),
        ("gzip", GZIP, ["gzip"]),
        ("GZIP ", GZIP, ["gzip"]),
        ("x-gzip", GZIP, ["gzip"]),
        ("br, gzip", GZIP, ["br", "gzip"]),
        (["br", "deflate,gzip"], GZIP, ["br", "deflate", "gzip"]),
        ("identity", PAGE, []),
        ("gzip, identity", GZIP, ["gzip"]),
        ("dcb", PAGE, ["dcb"]),
        ("utf-8", PAGE, ["utf-8"]),
        # sitemap.xml.gz, a file that is handed out as it is.
        ("", GZIP, ["gzip"]),
        ("identity", GZIP, ["gzip"]),
    ],
)
def test_the_codings_of_a_response(coding: str | list[str], body: bytes, codings: list[str]):
    assert codings_of(response(body, coding=coding)) == codings


def middleware(**other: object) -> CompletenessMiddleware:
    """The middleware of a crawl of KirTAG."""
    crawler = Crawler(KirtagSpider, Settings({"RETRY_TIMES": 1, "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG"} | other))
    crawler.stats = MemoryStatsCollector(crawler)
    crawler.spider = KirtagSpider.from_crawler(crawler)
    return CompletenessMiddleware.from_crawler(crawler)


def asked(url: str = "https://kyrtag.kg/ru/news/a-b-", **meta: Any) -> Request:
    return Request(url, meta=meta)


@pytest.mark.parametrize(
    "came",
    [
        response(),
        response(b""),
        response(GZIP, coding="gzip"),
        response(GZIP, "partial", coding="gzip"),
        response(GZIP, "partial", content_type="application/x-gzip"),
        response(BROTLI, "partial", coding="br"),
        response(gzipped(b"<p>Osh"), "partial", coding="gzip"),
        response(PAGE, "partial"),
        response(PAGE, "partial", coding="utf-8"),
        response(b"User-agent: *", "partial", content_type="text/plain"),
        response(b"<p>Osh", "cached"),
        response(b"", coding="gzip"),
        response(b"", coding="gzip", status=204),
        # Only the status of these is read.
        response(b"", coding="gzip", status=304),
        response(b"<p>", "partial", status=301),
        response(b"<p>", "dataloss", status=302),
        response(b"<p>", "partial", status=404),
        response(GZIP[:-1], coding="gzip", status=410),
        response(b"", "dataloss", status=503),
    ],
)
def test_what_came_whole_or_is_not_read_passes(came: Response):
    stage = middleware()
    assert stage.process_response(asked(), came) is came
    assert stage.crawler.stats.get_stats() == {}


@pytest.mark.parametrize(
    ("came", "why"),
    [
        (response(GZIP[:-1], coding="gzip"), "its gzip stream ends in the middle"),
        (response(GZIP[:-1], content_type="application/x-gzip"), "its gzip stream ends in the middle"),
        (response(GZIP[:-1], "partial", coding="gzip"), "its gzip stream ends in the middle"),
        (response(b"", "partial", coding="gzip"), "it ended with the connection, and not with its last tag"),
        (response(b"<p>Osh", "partial"), "it ended with the connection, and not with its last tag"),
        (response(b"<p>Osh", "partial", coding="dcb"), "it ended with the connection, and not with its last tag"),
        (response(b"", "partial"), "it ended with the connection, and not with its last tag"),
        (response(PAGE, "dataloss"), "its last chunk did not come"),
        (response(b"", "dataloss"), "its last chunk did not come"),
        (response(GZIP, "dataloss", coding="gzip"), "its last chunk did not come"),
    ],
)
def test_what_came_cut_off_is_asked_for_again_and_then_given_up(came: Response, why: str):
    stage = middleware()
    again = stage.process_response(asked(link="kept"), came)
    assert isinstance(again, Request)
    assert (again.url, again.dont_filter, again.meta) == (asked().url, True, {"link": "kept", "retry_times": 1})
    with pytest.raises(Truncated) as given_up:
        stage.process_response(again, came)
    assert str(given_up.value) == f"The page is cut off: {why}."
    assert given_up.value.response is came
    assert came.meta["link"] == "kept"
    told = {"kirtag/truncated": 2, "retry/count": 1, "retry/reason_count/truncated": 1, "retry/max_reached": 1}
    assert stage.crawler.stats.get_stats() == told


def test_a_body_shorter_than_announced_says_by_how_much():
    came = response(b"<p>Osh", "dataloss")
    came.headers["Content-Length"] = "1200"
    with pytest.raises(Truncated, match=r"^The page is cut off: only 6 of its 1200 bytes came\.$"):
        middleware(RETRY_TIMES=0).process_response(asked(), came)


def test_a_request_may_name_its_own_number_of_retries():
    came = response(b"<p>Osh", "dataloss")
    with pytest.raises(Truncated):
        middleware(RETRY_TIMES=5).process_response(asked(max_retry_times=0), came)


ROBOTS = "https://kyrtag.kg/robots.txt"


def test_of_a_robots_txt_that_comes_cut_off_every_time_the_rules_that_came_hold():
    stage, came = middleware(), response(b"User-agent: *\nDisallow: /se", "dataloss", content_type="text/plain")
    again = stage.process_response(asked(ROBOTS), came)
    assert isinstance(again, Request)
    assert stage.process_response(again, came) is came


def test_of_one_whose_coding_is_cut_no_rule_can_be_relied_on():
    came = response(gzipped(b"User-agent: *")[:-1], coding="gzip", content_type="text/plain")
    with pytest.raises(Truncated):
        middleware(RETRY_TIMES=0).process_response(asked(ROBOTS), came)


def test_a_bomb_is_left_to_scrapy():
    came = response(gzipped(bytes(2_000_000))[:-1], coding="gzip")
    assert middleware(DOWNLOAD_MAXSIZE=1_000_000).process_response(asked(), came) is came
