"""WARC files: what goes in comes out, whatever a server sends, a disk refuses, a kill tears or a court orders."""

import errno
import gzip
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import brotli
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from kirtag.archive.errors import DiskFull
from kirtag.archive.warc import (
    BadBody,
    BadRecord,
    Closed,
    Earlier,
    Exchange,
    Stored,
    Twice,
    Warc,
    Whole,
    blank,
    decoded,
    measured,
    read_record,
    records,
    salvage,
)
from kirtag.archive.warc.files import told
from kirtag.items import Record
from tests.builders import CHECKOUT, URL, gzipped

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

NOON = datetime(2026, 11, 22, 6, 0, 0, 123456, tzinfo=UTC)
PAGE = "<h1>На перевале Тоо-Ашуу выпал снег</h1><p>Дорожники расчистили трассу к утру.</p>".encode()
FIRST = "kirtag-000007-01.warc.gz"
# In memory, where a system has that: what is tried a thousand times over is flushed to the disk each time.
QUICK = "/dev/shm" if Path("/dev/shm").is_dir() else None


@pytest.fixture
def quick() -> Iterator[Path]:
    with TemporaryDirectory(dir=QUICK) as name:
        yield Path(name)


def exchange(body: bytes = PAGE, **facts) -> Exchange:
    known = {
        "url": URL,
        "captured": NOON,
        "request_method": "GET",
        "request_headers": (("User-Agent", "kirtag/0.1.0"), ("Accept-Encoding", "gzip, br")),
        "status": 200,
        "protocol": "HTTP/1.1",
        "headers": (("Content-Type", "text/html; charset=utf-8"),),
    }
    return Exchange(body=body, **(known | facts))


def warc(folder: Path, agency: str = "kirtag", run: int = 7, **facts) -> Warc:
    return Warc(folder, agency, run, software="kirtag/0.1.0", **facts)


def written(folder: Path, *exchanges: Exchange, **facts) -> list[Record]:
    """Write a file of these exchanges and close it."""
    file = warc(folder, **facts)
    found = [file.append(one) for one in exchanges or (exchange(),)]
    file.close()
    return found


def torn(folder: Path, *exchanges: Exchange, **facts) -> list[Record]:
    """Leave a file as a run does that is killed."""
    file = warc(folder, **facts)
    return [file.append(one) for one in exchanges or (exchange(),)]


def read(folder: Path, record: Record) -> Stored:
    return read_record(folder, record.file, record.offset, record.length)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def problems(file: Path) -> int:
    """What `warcio check` exits with."""
    return Checker(SimpleNamespace(inputs=[str(file)], verbose=False)).process_all()


def walked(file: Path) -> list[tuple[str, int]]:
    """Kind and offset of every record, as warcio's own reader goes through a file."""
    with file.open("rb") as stream:
        found = ArchiveIterator(stream, check_digests="raise")
        return [(record.rec_type, found.get_record_offset()) for record in found]


def plain(folder: Path, record: Record | Whole, file: str = FIRST) -> bytes:
    """A record's bytes without compression; their identifiers, which are new each time, replaced."""
    data = gzip.decompress((folder / file).read_bytes()[record.offset :][: record.length])
    return re.sub(rb"urn:uuid:[0-9a-f-]{36}", b"urn:uuid:0", data)


def digest(data: bytes) -> str:
    return "sha256:" + sha256(data).hexdigest()


# ---- a run's files ----


def test_a_run_that_fetched_nothing_leaves_nothing(tmp_path: Path):
    file = warc(tmp_path / "warc")
    file.close()
    assert (list(tmp_path.iterdir()), file.take_closed()) == ([], [])


def test_a_file_is_open_until_it_is_closed_and_is_taken_once(tmp_path: Path):
    folder = tmp_path / "archive" / "warc"
    file = warc(folder)
    record = file.append(exchange())
    assert (names(folder), read(folder, record).body, file.take_closed()) == ([f"{FIRST}.open"], PAGE, [])
    file.close()
    file.close()
    data = (folder / FIRST).read_bytes()
    closed = [Closed(FIRST, len(data), sha256(data).hexdigest())]
    assert (names(folder), file.closed, measured(folder, FIRST)) == ([FIRST], closed, closed[0])
    assert (file.take_closed(), file.take_closed(), read(folder, record).body) == (closed, [], PAGE)


def test_another_tool_finds_nothing_wrong(tmp_path: Path):
    last = exchange(PAGE * 3, protocol="h2", ip="2001:db8::1", truncated="disconnect")
    empty = exchange(b"", status=404)
    moved = exchange(b"", status=301, headers=(("Location", "/ru/"),))
    written(tmp_path, exchange(), empty, moved, exchange(status=304), last)
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "--verbose", tmp_path / FIRST], capture_output=True, text=True
    )
    verdicts = {line.strip() for line in checked.stdout.splitlines() if line.startswith("    ")}
    assert (checked.returncode, checked.stderr) == (0, "")
    assert verdicts == {"digest pass", "digest present but not checked (revisit)"}
    kinds = [kind for kind, _ in walked(tmp_path / FIRST)]
    assert kinds == ["warcinfo", *["response", "request"] * 3, "revisit", "request", "response", "request"]


def test_a_file_says_first_what_it_is(tmp_path: Path):
    written(tmp_path, agency="example.kg", run=1234567)
    file = "example.kg-1234567-01.warc.gz"
    about = (
        b"format: WARC File Format 1.1\r\n"
        b"conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
        b"software: kirtag/0.1.0\r\nagency: example.kg\r\nrun: 1234567\r\n"
    )
    head = (
        "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2026-11-22T06:00:00.123456Z\r\n"
        f"WARC-Filename: {file}\r\nContent-Type: application/warc-fields\r\n"
        f"WARC-Block-Digest: {digest(about)}\r\nContent-Length: {len(about)}\r\n\r\n"
    )
    first = next(records(tmp_path, file))
    assert plain(tmp_path, first, file) == head.encode() + about + b"\r\n\r\n"


def test_a_response_and_its_request_are_written_as_they_were(tmp_path: Path):
    bishkek = timezone(timedelta(hours=6))
    asked = (("User-Agent", "kirtag/0.1.0"), ("Referer", "https://kyrtag.kg/ru/"))
    one = exchange(
        url="https://kyrtag.kg/ru/news/?PAGEN_1=2#top",
        captured=NOON.astimezone(bishkek),
        request_headers=asked,
        headers=(("Content-Type", "text/html"), ("X-Powered-By", "PHP"), ("X-Powered-By", "Bitrix")),
        ip="192.0.2.7",
    )
    (record,) = written(tmp_path, one)
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Powered-By: PHP\r\nX-Powered-By: Bitrix\r\n\r\n" + PAGE
    common = "WARC-Target-URI: https://kyrtag.kg/ru/news/?PAGEN_1=2#top\r\nWARC-IP-Address: 192.0.2.7\r\n"
    response = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2026-11-22T06:00:00.123456Z\r\n"
        f"{common}Content-Type: application/http; msgtype=response\r\nWARC-Payload-Digest: {digest(PAGE)}\r\n"
        f"WARC-Block-Digest: {digest(block)}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    assert plain(tmp_path, record) == response.encode() + block + b"\r\n\r\n"
    sent = (
        b"GET /ru/news/?PAGEN_1=2 HTTP/1.1\r\nHost: kyrtag.kg\r\nUser-Agent: kirtag/0.1.0\r\n"
        b"Referer: https://kyrtag.kg/ru/\r\n\r\n"
    )
    request = (
        "WARC/1.1\r\nWARC-Type: request\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2026-11-22T06:00:00.123456Z\r\n"
        f"WARC-Concurrent-To: <urn:uuid:0>\r\n{common}Content-Type: application/http; msgtype=request\r\n"
        f"WARC-Block-Digest: {digest(sent)}\r\nContent-Length: {len(sent)}\r\n\r\n"
    )
    *_, last = records(tmp_path, FIRST)
    assert plain(tmp_path, last) == request.encode() + sent + b"\r\n\r\n"


def test_a_request_names_the_response_that_it_got(tmp_path: Path):
    written(tmp_path)
    with (tmp_path / FIRST).open("rb") as stream:
        ids = {
            found.rec_type: [found.rec_headers.get(name) for name in ("WARC-Record-ID", "WARC-Concurrent-To")]
            for found in ArchiveIterator(stream)
        }
    assert ids["request"][1] == ids["response"][0]
    assert len({id_ for id_, _ in ids.values()}) == 3


@pytest.mark.parametrize(
    ("url", "lines"),
    [
        ("https://example.kg", b"GET / HTTP/1.1\r\nHost: example.kg\r\n"),
        ("https://example.kg?rss", b"GET /?rss HTTP/1.1\r\nHost: example.kg\r\n"),
        ("http://127.0.0.1:8000//a#b", b"GET //a HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n"),
        ("http://reader:secret@[::1]:80/a/?q=/#", b"GET /a/?q=/ HTTP/1.1\r\nHost: [::1]:80\r\n"),
    ],
)
def test_a_request_has_its_path_and_host(tmp_path: Path, url: str, lines: bytes):
    written(tmp_path, exchange(url=url, request_headers=()))
    *_, last = records(tmp_path, FIRST)
    assert plain(tmp_path, last).split(b"\r\n\r\n", 1)[1] == lines + b"\r\n\r\n\r\n"


def test_a_host_that_was_sent_is_not_sent_twice(tmp_path: Path):
    written(tmp_path, exchange(request_headers=(("host", "kyrtag.kg"),)))
    *_, last = records(tmp_path, FIRST)
    assert plain(tmp_path, last).lower().count(b"\r\nhost:") == 1


@pytest.mark.parametrize(
    ("protocol", "line", "field"),
    [
        ("HTTP/1.0", b"HTTP/1.0 200 OK\r\n", None),
        ("h2", b"HTTP/1.1 200 OK\r\n", b"WARC-Protocol: h2\r\n"),
        ("HTTP/1.1\r\nX: 1", b"HTTP/1.1 200 OK\r\n", b"WARC-Protocol: HTTP/1.1  X: 1\r\n"),
    ],
)
def test_another_protocol_is_named_in_the_record(tmp_path: Path, protocol: str, line: bytes, field: bytes | None):
    (record,) = written(tmp_path, exchange(protocol=protocol))
    head, block = plain(tmp_path, record).split(b"\r\n\r\n", 1)
    assert (block.startswith(line), b"WARC-Protocol" in head) == (True, field is not None)
    assert field is None or field in head


def test_a_status_without_a_name_has_none(tmp_path: Path):
    (record,) = written(tmp_path, exchange(status=599))
    assert b"\r\n\r\nHTTP/1.1 599 \r\n" in plain(tmp_path, record)
    assert read(tmp_path, record).status == 599


def test_a_file_that_is_large_enough_is_closed_and_the_next_part_follows(tmp_path: Path):
    file = warc(tmp_path, limit=2000)
    found = [file.append(exchange(random.Random(number).randbytes(300))) for number in range(5)]
    closed = file.take_closed()
    assert [record.file[-10:-8] for record in found] == ["01", "01", "02", "02", "03"]
    assert [one.file for one in closed] == [FIRST, FIRST.replace("-01.", "-02.")]
    assert all(one.bytes >= 2000 and one == measured(tmp_path, one.file) for one in closed)
    file.close()
    last = found[-1].file
    assert (names(tmp_path), [one.file for one in file.closed]) == ([*(one.file for one in closed), last], [last])
    for number, record in enumerate(found):
        assert read(tmp_path, record).body == random.Random(number).randbytes(300)
    for name in names(tmp_path):
        assert problems(tmp_path / name) == 0
        assert next(records(tmp_path, name)).kind == "warcinfo"


@pytest.mark.parametrize("taken", [FIRST, f"{FIRST}.open"])
def test_a_name_that_is_taken_is_passed_over(tmp_path: Path, taken: str):
    (tmp_path / taken).write_bytes(b"of another time")
    (record,) = written(tmp_path)
    assert record.file == "kirtag-000007-02.warc.gz"
    assert (names(tmp_path), (tmp_path / taken).read_bytes()) == (sorted([taken, record.file]), b"of another time")


@pytest.mark.parametrize("agency", ["kirtag", "example.kg", "a-b", "127.0.0.1", "::1", "жаңылык.kg", "24_kg"])
def test_an_agencys_id_begins_the_name(tmp_path: Path, agency: str):
    (record,) = written(tmp_path, agency=agency)
    assert names(tmp_path) == [f"{agency}-000007-01.warc.gz"] == [record.file]


@pytest.mark.parametrize(
    "agency", ["", ".", "..", "a/b", "/a", "../a", "a..b", "a\0b", "a b", "a\nb", "-rf", ".a", "a\\b"]
)
@pytest.mark.parametrize("use", [warc, salvage])
def test_an_id_that_could_lead_elsewhere_is_refused(tmp_path: Path, agency: str, use: Callable):
    with pytest.raises(ValueError, match="another id"):
        use(tmp_path, agency)
    assert names(tmp_path) == []


def test_what_is_appended_is_on_the_disk_before_its_place_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    flushed, really = [], os.fsync

    def watched(descriptor: int) -> None:
        really(descriptor)
        flushed.append((Path(f"/proc/self/fd/{descriptor}").readlink().name, os.fstat(descriptor).st_size))

    monkeypatch.setattr(os, "fsync", watched)
    file = warc(tmp_path / "warc")
    file.append(exchange())
    first = (tmp_path / "warc" / f"{FIRST}.open").stat().st_size
    assert [name for name, _ in flushed] == [tmp_path.name, f"{FIRST}.open", "warc"]
    assert flushed[1][1] == first
    del flushed[:]
    file.append(exchange())
    assert flushed == [(f"{FIRST}.open", (tmp_path / "warc" / f"{FIRST}.open").stat().st_size)]
    del flushed[:]
    file.close()
    assert [name for name, _ in flushed] == [f"{FIRST}.open", "warc"]


# ---- one record ----


def test_any_record_can_be_read_without_the_others(tmp_path: Path):
    pages = [exchange(b"%d " % number + PAGE, url=f"{URL}{number}") for number in range(20)]
    found = list(zip(written(tmp_path, *pages), pages, strict=True))
    random.Random(1).shuffle(found)
    for record, page in found:
        stored = Stored("response", page.url, NOON, 200, page.headers, page.body)
        assert (read(tmp_path, record), record.payload_sha256) == (stored, sha256(page.body).hexdigest())
        with (tmp_path / FIRST).open("rb") as stream:
            stream.seek(record.offset)
            other = next(iter(ArchiveIterator(stream)))
            assert (other.rec_headers["WARC-Target-URI"], other.raw_stream.read()) == (page.url, page.body)


def test_a_walk_meets_every_record_in_order(tmp_path: Path):
    one, two = written(tmp_path, exchange(), exchange(b"", url=f"{URL}2", status=404))
    found = list(records(tmp_path, FIRST))
    assert [(whole.kind, whole.url, whole.payload_sha256) for whole in found] == [
        ("warcinfo", "", None),
        ("response", URL, sha256(PAGE).hexdigest()),
        ("request", URL, None),
        ("response", f"{URL}2", sha256(b"").hexdigest()),
        ("request", f"{URL}2", None),
    ]
    assert [(found[i].offset, found[i].length) for i in (1, 3)] == [(r.offset, r.length) for r in (one, two)]
    ends = [whole.offset + whole.length for whole in found]
    assert [0, *ends] == [*(whole.offset for whole in found), (tmp_path / FIRST).stat().st_size]
    assert [(whole.kind, whole.offset) for whole in found] == walked(tmp_path / FIRST)


def test_every_kind_of_record_can_be_read(tmp_path: Path):
    written(tmp_path, exchange(request_headers=(("Host", "kyrtag.kg"),)))
    info, response, request = (
        read_record(tmp_path, FIRST, whole.offset, whole.length) for whole in records(tmp_path, FIRST)
    )
    assert (info.kind, info.url, info.status, info.headers, info.body[:8]) == ("warcinfo", "", None, (), b"format: ")
    assert (response.kind, response.status) == ("response", 200)
    assert request == Stored("request", URL, NOON, None, (("Host", "kyrtag.kg"),), b"")


def foreign(*lines: str, block: bytes = b"") -> bytes:
    """A record as other tools write it."""
    return gzipped("".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + block + b"\r\n\r\n")


FOREIGN = ("WARC/1.0", "WARC-Type: response", "WARC-Record-ID: <urn:uuid:0>", "WARC-Date: 2016-02-25T11:41:00Z")
HTTP = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nOsh\r\n0\r\n\r\n"


def test_a_record_of_another_tool_is_read_as_it_is(tmp_path: Path):
    told = ("WARC-Target-URI: <https://example.kg/>", "WARC-Payload-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
    data = foreign(*FOREIGN, *told, "Content-Type: application/http;msgtype=response",
                   f"Content-Length: {len(HTTP)}", block=HTTP)  # fmt: skip
    (tmp_path / "other.warc.gz").write_bytes(data)
    moment = datetime(2016, 2, 25, 11, 41, tzinfo=UTC)
    stored = Stored("response", "https://example.kg/", moment, 200, (("Transfer-Encoding", "chunked"),), HTTP[47:])
    assert read_record(tmp_path, "other.warc.gz", 0, len(data)) == stored
    assert list(records(tmp_path, "other.warc.gz")) == [Whole(0, len(data), "response", "https://example.kg/", None)]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"WARC/1.1\r\n\r\n", "no sound gzip member"),
        (gzipped(b"<html>" * 9), "does not begin"),
        (gzipped(b"WARC/1.1\r\nWARC-Type: response"), "does not begin"),
        (foreign("WARC/1.7", *FOREIGN[1:], "Content-Length: 0"), "version"),
        (foreign(*FOREIGN), "lacks Content-Length"),
        (foreign(*FOREIGN, "Content-Length: -1"), "lacks a Content-Length"),
        (foreign("WARC/1.1", "Content-Length: 0"), "lacks WARC-Type, WARC-Record-ID, WARC-Date"),
        (foreign(*FOREIGN, "Content-Length: 5", block=b"four"), "shorter"),
        (foreign(*FOREIGN, "Content-Length: 4", block=b"fours"), "longer"),
        (foreign(*FOREIGN, "Content-Length: 0", block=b"\r\n\r\n" * 9), "longer"),
        (foreign(*FOREIGN, f"WARC-Block-Digest: {digest(b'Osh')}", "Content-Length: 3", block=b"Oss"), "digest"),
        (foreign(*FOREIGN, "Content-Length: 0")[:-1], "cut off"),
    ],
)
def test_what_is_no_whole_record_is_named(tmp_path: Path, data: bytes, why: str):
    (tmp_path / FIRST).write_bytes(data)
    for reading in (lambda: read_record(tmp_path, FIRST, 0, len(data)), lambda: list(records(tmp_path, FIRST))):
        with pytest.raises(BadRecord, match=f"{tmp_path / FIRST} has no whole record at byte 0: .*{why}"):
            reading()


@pytest.mark.parametrize(
    ("lines", "block", "why"),
    [
        (["WARC-Date: yesterday"], b"", "no date"),
        (["Content-Type: application/http"], b"Osh\r\n\r\n", "status"),
        ([f"WARC-Payload-Digest: {digest(b'Osh')}"], b"Oss", "digest"),
    ],
)
def test_a_record_that_cannot_be_understood_is_named(tmp_path: Path, lines: list[str], block: bytes, why: str):
    start = [line for line in FOREIGN if line.split(":")[0] != lines[0].split(":")[0]]
    data = foreign(*start, *lines, f"Content-Length: {len(block)}", block=block)
    (tmp_path / FIRST).write_bytes(data)
    with pytest.raises(BadRecord, match=why):
        read_record(tmp_path, FIRST, 0, len(data))


@pytest.mark.parametrize(
    ("offset", "length", "why"),
    [
        (1, 0, "no sound gzip member"),
        (0, -1, "cut off"),
        (0, 1, "bytes long, not"),
        (0, 10**15, "does not reach"),
        (10**9, 0, "does not reach"),
        (-1000, 0, "does not reach"),
        (0, -(10**6), "does not reach"),
    ],
)
def test_a_place_that_is_not_a_records_is_named(tmp_path: Path, offset: int, length: int, why: str):
    (record,) = written(tmp_path)
    place = record.offset + offset
    with pytest.raises(BadRecord, match=f"{FIRST} has no whole record at byte {place}: .*{why}") as caught:
        read_record(tmp_path, FIRST, place, record.length + length)
    assert caught.value.exit_code == 8


def test_a_file_that_is_gone_is_named(tmp_path: Path):
    with pytest.raises(BadRecord, match=f"{FIRST} .* at byte 9: No such file"):
        read_record(tmp_path, FIRST, 9, 9)
    with pytest.raises(BadRecord, match="No such file"):
        list(records(tmp_path, FIRST))


def test_a_changed_bit_is_found_or_changes_nothing(quick: Path):
    (record,) = written(quick)
    file, stored = quick / FIRST, read(quick, record)
    data = file.read_bytes()
    unnoticed = set()
    for place in range(record.offset * 8, (record.offset + record.length) * 8):
        rotten = bytearray(data)
        rotten[place // 8] ^= 1 << place % 8
        file.write_bytes(rotten)
        try:
            assert read(quick, record) == stored
            unnoticed.add(place // 8 - record.offset)
        except BadRecord:
            pass
    # Flags, time and system in gzip's own head, and what is left of the last byte of its stream. The digest of the
    # whole file tells of those.
    assert unnoticed <= {*range(3, 10), record.length - 9}


def test_a_record_of_any_size_is_walked_in_little_memory(tmp_path: Path):
    written(tmp_path, exchange(bytes(64 * 1024 * 1024)), exchange(random.Random(1).randbytes(8 * 1024 * 1024)))
    tracemalloc.start()
    found = list(records(tmp_path, FIRST))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(found), peak < 4 * 1024 * 1024) == (5, True)


# ---- a body that is there already ----


def warc_fields(folder: Path, record: Record) -> dict[str, str]:
    head = plain(folder, record).split(b"\r\n\r\n")[0].decode()
    return dict(line.split(": ", 1) for line in head.splitlines()[1:])


EARLIER = Earlier(41, f"{URL}1", datetime(2026, 11, 21, 6, 0, tzinfo=UTC))
REFERS = {
    "WARC-Refers-To-Target-URI": f"{URL}1",
    "WARC-Refers-To-Date": "2026-11-21T06:00:00.000000Z",
}
PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
SAME = {
    "WARC-Profile": f"{PROFILE}identical-payload-digest",
    "WARC-Payload-Digest": digest(PAGE),
    "WARC-Truncated": "length",
}
UNMODIFIED = {"WARC-Profile": f"{PROFILE}server-not-modified"}


@pytest.mark.parametrize(
    ("one", "earlier", "told"),
    [
        (exchange(), EARLIER, SAME | REFERS),
        (exchange(truncated="time"), EARLIER, SAME | REFERS),
        (exchange(b"", status=304), EARLIER, UNMODIFIED | REFERS),
        (exchange(b"", status=304), None, UNMODIFIED),
        (exchange(b"against the rules", status=304), EARLIER, UNMODIFIED | REFERS),
    ],
)
def test_a_body_that_is_there_already_is_referred_to(
    tmp_path: Path, one: Exchange, earlier: Earlier | None, told: dict
):
    file = warc(tmp_path)
    file.append(exchange())
    one = replace(one, headers=(("ETag", '"a1"'),))
    record = file.append(one, earlier)
    file.close()
    found = warc_fields(tmp_path, record)
    always = {"WARC-Type", "WARC-Record-ID", "WARC-Date", "WARC-Target-URI", "Content-Type", "WARC-Block-Digest"}
    assert {name: value for name, value in found.items() if name not in always | {"Content-Length"}} == told
    assert (found["WARC-Type"], always - set(found), problems(tmp_path / FIRST)) == ("revisit", set(), 0)
    assert record.repeats == (earlier.capture if earlier else None)
    assert record.payload_sha256 == sha256(one.body).hexdigest()
    assert read(tmp_path, record) == Stored("revisit", URL, NOON, one.status, one.headers, b"")


# ---- what servers and callers send ----


@pytest.mark.parametrize(
    "name",
    ["Cookie", "cookie2", "Set-Cookie", "SET-COOKIE2", "Authorization", "Proxy-Authorization", "Cookie\0", " cookie:"],
)
def test_cookies_and_credentials_are_left_out(tmp_path: Path, name: str):
    known = (("Accept", "*/*"), (name, "secret"), ("Cookie-Policy", "none"))
    written(tmp_path, exchange(request_headers=known, headers=known))
    data = gzip.decompress((tmp_path / FIRST).read_bytes())
    assert (b"secret" in data, data.count(b"Accept: */*"), data.count(b"Cookie-Policy: none")) == (False, 2, 2)


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (("X-Line", "a\r\nSet-Cookie: b"), b"X-Line: a  Set-Cookie: b"),
        (("X-End", "a\r\n\r\n<html>"), b"X-End: a    <html>"),
        (("X-Nul", "a\0b\n"), b"X-Nul: a b"),
        (("X-Empty", ""), b"X-Empty: "),
        (("X-Space", " \t a \t "), b"X-Space: a"),
        (("X-Octets", "\xd0\x9e\xd1\x88".encode("latin-1").decode("latin-1")), "X-Octets: Ош".encode()),
        (("X-1251", "Ош".encode("cp1251").decode("latin-1")), "X-1251: Ош".encode("cp1251")),
        (("X-Letters", "Ош"), "X-Letters: Ош".encode()),
        (("X-Surrogate", "a\ud800"), b"X-Surrogate: a\\ud800"),
        (("X Name", "a"), b"X_Name: a"),
        (("X-Name: b\r\n", "a"), b"X-Name__b__: a"),
        (("\tX-Name", "a"), b"_X-Name: a"),
        (("Имя", "a"), "Имя: a".encode()),
        (("", "a"), b"_: a"),
        # The body that is stored is not chunked any more.
        (("transfer-encoding", "chunked"), b"X-Orig-Transfer-Encoding: chunked"),
    ],
)
def test_a_hostile_header_breaks_nothing_and_is_kept_as_far_as_can_be(tmp_path: Path, header: tuple, line: bytes):
    headers = (("Before", "1"), header, ("After", "2"))
    (record,) = written(tmp_path, exchange(headers=headers, request_headers=headers))
    block = plain(tmp_path, record).split(b"\r\n\r\n", 1)[1]
    assert block == b"HTTP/1.1 200 OK\r\nBefore: 1\r\n" + line + b"\r\nAfter: 2\r\n\r\n" + PAGE + b"\r\n\r\n"
    stored = read(tmp_path, record)
    assert (stored.body, stored.headers[0], stored.headers[-1]) == (PAGE, ("Before", "1"), ("After", "2"))
    assert (len(stored.headers), problems(tmp_path / FIRST)) == (3, 0)


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        ("https://example.kg/жаңылык", "https://example.kg/%D0%B6%D0%B0%D2%A3%D1%8B%D0%BB%D1%8B%D0%BA"),
        ("HTTPS://example.kg/%D0?a=[1]|2", "https://example.kg/%D0?a=[1]|2"),
        ("https://example.kg/a b\r\nWARC-Type: c", "https://example.kg/a%20b%0D%0AWARC-Type:%20c"),
        ("https://example.kg/<\ud800>", "https://example.kg/%3C\\ud800%3E"),
    ],
)
def test_an_address_is_written_as_one(tmp_path: Path, url: str, stored: str):
    (record,) = written(tmp_path, exchange(url=url))
    assert (read(tmp_path, record).url, problems(tmp_path / FIRST)) == (stored, 0)
    assert next(whole for whole in records(tmp_path, FIRST) if whole.kind == "response").url == stored


many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
tokens = st.from_regex(r"X-[A-Za-z0-9!#$%&'*+.^_`|~-]{1,12}", fullmatch=True)
values = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=40)
anything = st.text(st.characters(), max_size=12) | st.text("\r\n\0 \t:;=\x85\u2028Ш\ud800", max_size=12)


@many
@given(body=st.binary(max_size=400), headers=st.lists(st.tuples(tokens, values), max_size=6).map(tuple))
@example(body=b"\r\n\r\nWARC/1.1\r\n\r\n", headers=())
@example(body=gzipped(b""), headers=(("Content-Encoding", "gzip"),))
def test_every_body_and_header_comes_back_as_it_was(body: bytes, headers: tuple[tuple[str, str], ...]):
    with TemporaryDirectory(dir=QUICK) as folder:
        (record,) = written(Path(folder), exchange(body, headers=headers))
        assert read(Path(folder), record) == Stored("response", URL, NOON, 200, headers, body)


@many
@given(
    headers=st.lists(st.tuples(anything, anything), max_size=6).map(tuple),
    url=anything.map("https://example.kg/".__add__),
    words=st.lists(anything, min_size=4, max_size=4),
    status=st.integers(100, 599),
    earlier=st.none() | st.just(EARLIER),
)
def test_nothing_that_a_server_sends_breaks_a_file(headers, url, words, status, earlier):
    method, protocol, ip, truncated = words
    one = exchange(url=url, headers=headers, request_headers=headers, status=status, request_method=method,
                   protocol=protocol, ip=ip, truncated=truncated)  # fmt: skip
    with TemporaryDirectory(dir=QUICK) as name:
        folder = Path(name)
        file = warc(folder)
        record = file.append(one, earlier)
        whole = file.append(exchange())
        file.close()
        stored = read(folder, record)
        assert (stored.status, stored.body) == (status, PAGE if stored.kind == "response" else b"")
        assert read(folder, whole).body == PAGE
        assert [offset for _, offset in walked(folder / FIRST)] == [one.offset for one in records(folder, FIRST)]
        assert problems(folder / FIRST) == 0


# ---- content encodings ----


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data, wbits=-15)


def stored_as(body: bytes, *encodings: str) -> Stored:
    return Stored("response", URL, NOON, 200, tuple(("content-encoding", name) for name in encodings), body)


LONG = PAGE * 500


@pytest.mark.parametrize(
    ("encodings", "body"),
    [
        ([], LONG),
        (["identity"], LONG),
        ([""], LONG),
        (["gzip"], gzipped(LONG)),
        (["X-GZIP "], gzipped(LONG)),
        (["gzip"], gzipped(LONG[:900]) + gzipped(LONG[900:])),
        (["gzip"], gzipped(LONG) + b"\0\0rubbish"),
        (["deflate"], zlib.compress(LONG)),
        (["deflate"], raw_deflate(LONG) + b"rubbish"),
        (["br"], brotli.compress(LONG)),
        (["zstd"], zstd.compress(LONG)),
        (["zstd"], zstd.compress(LONG[:900]) + zstd.compress(LONG[900:])),
        (["gzip, br"], brotli.compress(gzipped(LONG))),
        (["deflate", "zstd"], zstd.compress(zlib.compress(LONG))),
        # A server's mistake: no encoding of that name.
        (["utf-8"], LONG),
        (["utf-8, gzip"], gzipped(LONG)),
    ],
)
def test_an_encoding_is_undone(encodings: list[str], body: bytes):
    assert decoded(stored_as(body, *encodings)) == LONG


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_no_body_has_no_encoding(name: str):
    assert decoded(stored_as(b"", name)) == b""


ENCODERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": partial(brotli.compress, quality=1),
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("name", ENCODERS)
def test_a_stream_that_is_cut_off_is_never_half_a_text(name: str):
    body = ENCODERS[name](PAGE)
    for length in range(1, len(body)):
        with pytest.raises(BadBody, match=f"body of {URL}, captured 2026-11-22 06:00:00 UTC, .* {name} stream ends in"):
            decoded(stored_as(body[:length], name))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("gzip", b"<html>"),
        ("deflate", b"<html>"),
        ("br", b"<html>"),
        ("zstd", b"<html>"),
        ("gzip", gzipped(PAGE)[:-4] + b"\0\0\0\0"),
        ("br", brotli.compress(PAGE) + b"rubbish"),
        ("zstd", zstd.compress(PAGE) + b"rubbish"),
    ],
)
def test_a_damaged_stream_is_named(name: str, body: bytes):
    with pytest.raises(BadBody, match=f"its {name} stream is damaged") as caught:
        decoded(stored_as(body, name))
    assert caught.value.exit_code == 1


@pytest.mark.parametrize("name", ENCODERS)
def test_a_bomb_is_put_out_at_fifty_mebibytes(name: str):
    fifty = bytes(50 * 1024 * 1024)
    assert len(decoded(stored_as(ENCODERS[name](fifty), name))) == len(fifty)
    bomb = ENCODERS[name](fifty + b"\0")
    tracemalloc.start()
    with pytest.raises(BadBody, match=f"its {name} stream holds more than 50 MiB"):
        decoded(stored_as(bomb, name))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * len(fifty)


# ---- a run that dies ----


def left(folder: Path, file: str = FIRST) -> list[Whole]:
    return list(records(folder, file))


def test_a_file_torn_at_any_byte_is_whole_again_and_keeps_its_offsets(quick: Path):
    folder = quick
    first, second = torn(folder, exchange(), exchange(b"Osh", headers=(), request_headers=()))
    data = (folder / f"{FIRST}.open").read_bytes()
    whole = left(folder)
    for length in range(len(data)):
        (folder / FIRST).unlink(missing_ok=True)
        (folder / f"{FIRST}.open").write_bytes(data[:length])
        kept = [one for one in whole if one.offset + one.length <= length]
        closed = salvage(folder, "kirtag")
        if not kept:
            assert (closed, names(folder)) == ([], [])
            continue
        end = kept[-1].offset + kept[-1].length
        assert closed == [Closed(FIRST, end, sha256(data[:end]).hexdigest())]
        assert ((folder / FIRST).read_bytes(), names(folder)) == (data[:end], [FIRST])
        if length in (end, len(data) - 1):
            assert (left(folder), problems(folder / FIRST)) == (kept, 0)
    assert read(folder, first).body == PAGE
    assert read(folder, second).body == b"Osh"


@pytest.mark.parametrize("tail", [bytes(5000), b"\x1f\x8b\x08" * 5000, gzipped(b""), gzipped(b"<html>")])
def test_what_is_no_record_behind_the_last_one_is_cut_off(tmp_path: Path, tail: bytes):
    torn(tmp_path)
    path = tmp_path / f"{FIRST}.open"
    data = path.read_bytes()
    # Half of a record between them: an empty member right behind a whole record is what `blank` may leave.
    path.write_bytes(data + data[:100] + tail)
    assert [one.bytes for one in salvage(tmp_path, "kirtag")] == [len(data)]


def test_a_file_that_no_run_tore_is_closed_as_it_is_and_only_once(tmp_path: Path):
    torn(tmp_path, exchange(), exchange())
    before = (tmp_path / f"{FIRST}.open").read_bytes()
    assert salvage(tmp_path, "kirtag") == [Closed(FIRST, len(before), sha256(before).hexdigest())]
    assert (salvage(tmp_path, "kirtag"), (tmp_path / FIRST).read_bytes()) == ([], before)


def test_nothing_to_salvage_is_no_error(tmp_path: Path):
    assert salvage(tmp_path / "warc", "kirtag") == []


def test_all_parts_and_runs_of_an_agency_are_salvaged_and_no_other_agencys(tmp_path: Path):
    for agency in ("a", "a-b", "b", "aa", "a-000007-01", "a.b"):
        torn(tmp_path, agency=agency)
    torn(tmp_path, agency="a", run=8)
    torn(tmp_path, agency="a")  # a second part
    (tmp_path / "a-000009-01.warc.gz.open.bak").touch()
    (tmp_path / "a-9-1.warc.gz.open").touch()
    before = set(names(tmp_path))
    mine = {f"a-{part}.warc.gz" for part in ("000007-01", "000007-02", "000008-01")}
    assert [one.file for one in salvage(tmp_path, "a")] == sorted(mine)
    assert set(names(tmp_path)) == before - {f"{name}.open" for name in mine} | mine
    assert [one.file for one in salvage(tmp_path, "a.b")] == ["a.b-000007-01.warc.gz"]


def test_a_file_that_is_there_twice_is_left_to_a_person(tmp_path: Path):
    torn(tmp_path, run=6)
    torn(tmp_path)
    shutil.copy(tmp_path / f"{FIRST}.open", tmp_path / FIRST)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(Twice, match=rf"{FIRST} and \S+{FIRST}\.open are both there") as caught:
        salvage(tmp_path, "kirtag")
    assert ({path: path.read_bytes() for path in tmp_path.iterdir()}, caught.value.exit_code) == (before, 8)


@pytest.mark.parametrize("byte", [0, 20, -1])
def test_a_record_that_rots_before_it_is_salvaged_takes_no_later_one_along(tmp_path: Path, byte: int):
    found = torn(tmp_path, exchange(), exchange(b"rotten"), exchange(b"Osh"))
    path = tmp_path / f"{FIRST}.open"
    data = bytearray(path.read_bytes())
    data[found[1].offset + byte % found[1].length] ^= 0xFF
    path.write_bytes(data + b"torn")
    assert [one.bytes for one in salvage(tmp_path, "kirtag")] == [len(data)]
    assert (read(tmp_path, found[0]).body, read(tmp_path, found[2]).body) == (PAGE, b"Osh")
    with pytest.raises(BadRecord, match=f"at byte {found[1].offset}:"):
        left(tmp_path)


ENDLESS = """
import sys
from pathlib import Path
from tests.test_warc import exchange, warc
file = warc(Path(sys.argv[1]), limit=30_000)
number = 0
while True:
    record = file.append(exchange(b"%d" % number * 200))
    print(record.file, record.offset, record.length, number, flush=True)
    number += 1
"""


@pytest.mark.parametrize("lines", [1, 40])
def test_a_kill_loses_nothing_whose_place_was_told(tmp_path: Path, lines: int):
    run = [sys.executable, "-c", ENDLESS, str(tmp_path)]
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT) as process:
        told = [process.stdout.readline() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        told += [line for line in process.stdout if line.endswith("\n")]
    salvage(tmp_path, "kirtag")
    assert [name for name in names(tmp_path) if problems(tmp_path / name) or name.endswith(".open")] == []
    for line in told:
        file, *place = line.split()
        offset, length, number = map(int, place)
        assert read_record(tmp_path, file, offset, length).body == b"%d" % number * 200


# ---- a disk that is full ----

FILLING = """
import json, resource, sys
from pathlib import Path
from kirtag.archive.errors import DiskFull
from tests.test_warc import exchange, warc
import random
limit = int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
file, told = warc(Path(sys.argv[1])), []
try:
    while True:
        told.append(file.append(exchange(random.Random(1).randbytes(3000))))
except DiskFull as error:
    size = Path(sys.argv[1], f"{told[-1].file}.open").stat().st_size
    print(json.dumps([[(r.file, r.offset, r.length) for r in told], size, str(error), error.exit_code]))
small = file.append(exchange(b""))
file.close()
print(json.dumps([[small.file, small.offset, small.length], file.closed[0].sha256]))
"""


def fill(folder: Path, limit: int = 0) -> None:
    """Append to a file until the disk is full, then something small, and look at what is there."""
    run = [sys.executable, "-c", FILLING, str(folder), str(limit)]
    found = subprocess.run(run, capture_output=True, text=True, cwd=CHECKOUT, check=True)
    first, second = map(json.loads, found.stdout.splitlines())
    told, size, message, exit_code = first
    file = folder / told[0][0]
    assert message.startswith(f"The disk is full at {file}.open (")
    # The torn record is gone, and the next one, which is short enough, stands in its place.
    assert (exit_code, size, second[1]) == (3, second[0][1], sha256(file.read_bytes()).hexdigest())
    assert (problems(file), len(left(folder, file.name))) == (0, 1 + 2 * (len(told) + 1))
    for place in told:
        assert read_record(folder, *place).body == random.Random(1).randbytes(3000)


def test_a_file_that_may_not_grow_ends_with_its_last_whole_record(tmp_path: Path):
    fill(tmp_path, 50_000)


@pytest.mark.skipif(not shutil.which("mount"), reason="needs a small disk")
def test_a_full_disk_leaves_whole_records(tmp_path: Path):
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", tmp_path], capture_output=True)
    if mounted.returncode:
        pytest.skip("may not mount a small disk here")
    try:
        fill(tmp_path)
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_a_file_that_nothing_could_be_written_to_goes(tmp_path: Path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    file = warc(tmp_path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(DiskFull):
            file.append(exchange())
        file.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (names(tmp_path), file.take_closed()) == ([], [])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])
def test_a_disk_that_takes_nothing_more_is_full(number: int):
    with pytest.raises(DiskFull, match=re.escape(os.strerror(number))), told(Path("a.warc.gz")):
        raise OSError(number, os.strerror(number))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOENT])
def test_what_else_goes_wrong_keeps_its_name(number: int):
    with pytest.raises(OSError, match=re.escape(os.strerror(number))), told(Path("a.warc.gz")):
        raise OSError(number, os.strerror(number))


# ---- a legal takedown ----

REASON = {"reason": "Решение суда № 7\r\nдело 12", "removed": "2026-11-22", "payload-sha256": sha256(PAGE).hexdigest()}
SAID = (
    f"reason: Решение суда № 7  дело 12\r\nremoved: 2026-11-22\r\npayload-sha256: {sha256(PAGE).hexdigest()}\r\n"
).encode()


SECRET = "Суд обязал удалить имя свидетеля.".encode()


def test_a_record_that_is_taken_down_is_gone_and_the_others_keep_their_places(tmp_path: Path):
    found = written(tmp_path, exchange(), exchange(SECRET + os.urandom(200)), exchange(b"Osh"))
    before, size = left(tmp_path), (tmp_path / FIRST).stat().st_size
    blank(tmp_path, FIRST, found[1].offset, found[1].length, REASON)
    after = left(tmp_path)
    place = [one.offset for one in before].index(found[1].offset)
    assert after[place] == Whole(found[1].offset, found[1].length, "metadata", "", None)
    assert after[:place] + after[place + 1 :] == before[:place] + before[place + 1 :]
    stored = read(tmp_path, found[1])
    assert (stored.kind, stored.url, stored.status, stored.headers) == ("metadata", "", None, ())
    assert stored.body == SAID
    assert [(one.kind, one.offset) for one in after] == walked(tmp_path / FIRST)
    assert (problems(tmp_path / FIRST), (tmp_path / FIRST).stat().st_size) == (0, size)
    assert SECRET not in gzip.decompress((tmp_path / FIRST).read_bytes())
    assert read(tmp_path, found[2]).body == b"Osh"


@pytest.mark.parametrize("more", [*range(12), 60_000, 1_000_003])
def test_any_length_is_filled_to_the_byte(tmp_path: Path, more: int):
    one, two = written(tmp_path, exchange(random.Random(1).randbytes(400 + more)), exchange(b"Osh"))
    blank(tmp_path, FIRST, one.offset, one.length, REASON)
    assert (read(tmp_path, one).body, read(tmp_path, two).body) == (SAID, b"Osh")
    assert (problems(tmp_path / FIRST), walked(tmp_path / FIRST)[1]) == (0, ("metadata", one.offset))
    assert subprocess.run(["gzip", "--test", tmp_path / FIRST]).returncode == 0


def test_the_shortest_record_of_a_response_can_be_taken_down(tmp_path: Path):
    (record,) = written(tmp_path, exchange(b"", url="http://a", headers=(), request_headers=()))
    blank(tmp_path, FIRST, record.offset, record.length, {"reason": "Суд"})
    assert (read(tmp_path, record).kind, read(tmp_path, record).body) == ("metadata", "reason: Суд\r\n".encode())


def test_a_reason_that_does_not_fit_is_left_out(tmp_path: Path):
    (record,) = written(tmp_path)
    blank(tmp_path, FIRST, record.offset, record.length, {"reason": random.Random(1).randbytes(900).hex()})
    assert (read(tmp_path, record).kind, read(tmp_path, record).body) == ("metadata", b"")
    assert problems(tmp_path / FIRST) == 0


@pytest.mark.parametrize("text", [b"", b"Osh", b"Bishkek, Osh"])
def test_what_is_too_short_for_a_record_becomes_an_empty_member(tmp_path: Path, text: bytes):
    written(tmp_path)
    before, whole = (tmp_path / FIRST).read_bytes(), left(tmp_path)
    tiny, at = gzipped(text), whole[1].offset
    (tmp_path / FIRST).write_bytes(before[:at] + tiny + before[at:])
    blank(tmp_path, FIRST, at, len(tiny), REASON)
    data = (tmp_path / FIRST).read_bytes()
    assert (data[:at] + data[at + len(tiny) :], gzip.decompress(data[at:][: len(tiny)])) == (before, b"")
    assert [one.kind for one in left(tmp_path)] == [kind for kind, _ in walked(tmp_path / FIRST)]
    with pytest.raises(BadRecord, match="made empty"):
        read_record(tmp_path, FIRST, at, len(tiny))
    # A run that dies afterwards loses nothing by it.
    (tmp_path / FIRST).rename(tmp_path / f"{FIRST}.open")
    assert [one.bytes for one in salvage(tmp_path, "kirtag")] == [len(data)]


def test_a_record_can_be_taken_down_again(tmp_path: Path):
    one, two = written(tmp_path, exchange(), exchange(b"Osh"))
    for reason in ({"reason": "Суд"}, {"reason": "Закон"}):
        blank(tmp_path, FIRST, one.offset, one.length, reason)
    assert (read(tmp_path, one).body, read(tmp_path, two).body) == ("reason: Закон\r\n".encode(), b"Osh")


@pytest.mark.parametrize("written_of_it", [0, 1, 9, 30, 200, -1])
def test_a_takedown_that_the_power_cut_in_half_can_be_done_again(tmp_path: Path, written_of_it: int):
    one, two = written(tmp_path, exchange(os.urandom(300)), exchange(b"Osh"))
    path = tmp_path / FIRST
    old = path.read_bytes()
    blank(tmp_path, FIRST, one.offset, one.length, REASON)
    cut = one.offset + written_of_it % one.length
    path.write_bytes(path.read_bytes()[:cut] + old[cut:])
    blank(tmp_path, FIRST, one.offset, one.length, REASON)
    assert (read(tmp_path, one).body, read(tmp_path, two).body, problems(path)) == (SAID, b"Osh", 0)


def test_the_last_record_of_an_open_file_can_be_taken_down_even_damaged(tmp_path: Path):
    torn(tmp_path)
    path, last = tmp_path / f"{FIRST}.open", left(tmp_path)[-1]
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(data)
    blank(tmp_path, FIRST, last.offset, last.length, REASON)
    assert [one.kind for one in left(tmp_path)] == ["warcinfo", "response", "metadata"]


@pytest.mark.parametrize(
    ("offset", "length", "why"),
    [
        (0, 1, "bytes long, not"),
        (0, -1, "bytes long, not"),
        (1, -1, "no sound gzip member"),
        (0, 10**6, "does not reach"),
        (-(10**6), 0, "does not reach"),
        (0, -(10**6), "does not reach"),
    ],
)
def test_only_exactly_one_record_is_taken_down(tmp_path: Path, offset: int, length: int, why: str):
    (record,) = written(tmp_path)
    before = (tmp_path / FIRST).read_bytes()
    with pytest.raises(BadRecord, match=why):
        blank(tmp_path, FIRST, record.offset + offset, record.length + length, REASON)
    assert (tmp_path / FIRST).read_bytes() == before


def test_a_takedown_from_a_file_that_is_gone_is_named(tmp_path: Path):
    with pytest.raises(BadRecord, match="No such file"):
        blank(tmp_path, FIRST, 0, 100, REASON)


def test_a_range_too_short_for_any_member_is_left(tmp_path: Path):
    (tmp_path / FIRST).write_bytes(b"\x1f\x8b\x08 torn")
    with pytest.raises(BadRecord, match="no gzip member is 8 bytes long"):
        blank(tmp_path, FIRST, 0, 8, REASON)
