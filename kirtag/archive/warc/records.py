"""The bytes of WARC records, each a gzip member of its own, so that one can be read without the others.

They are put together here: warcio's writer percent-encodes the headers that a server sent in another script, knows
SHA-1 only, and has no record for a 304.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import responses
from urllib.parse import quote
from uuid import uuid4

FIELDS = "application/warc-fields"
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
_FORMAT = {
    "format": "WARC File Format 1.1",
    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
}
# What identifies us to a server, and what it gives us to be identified by, belongs in no archive.
_SECRET = {"authorization", "cookie", "cookie2", "proxy-authorization", "set-cookie", "set-cookie2"}
_URL_SAFE = "".join(map(chr, range(0x21, 0x7F))).translate(str.maketrans("", "", '"<>'))


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and the response to it.

    `captured` is an aware datetime. Header names and values are strings of octets (ISO 8859-1), as HTTP libraries hand
    them on; other letters are written in UTF-8. `body` is as received, transfer encoding taken off. `protocol` is
    `HTTP/1.1` or another one's name (`h2`). `truncated` tells why the body is not whole: `length`, `time`,
    `disconnect` or `unspecified`.
    """

    url: str
    captured: datetime
    request_method: str
    request_headers: tuple[tuple[str, str], ...]
    status: int
    protocol: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str | None = None
    truncated: str | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The capture that holds the body which another one repeats. `captured` is its record's WARC-Date."""

    capture: int
    url: str
    captured: datetime


def warcinfo(file: str, moment: datetime, about: dict[str, str]) -> bytes:
    """Return the member that begins a file and says what it is."""
    return member(record("warcinfo", moment, {"WARC-Filename": file, "Content-Type": FIELDS}, fields(_FORMAT | about)))


def exchange_members(exchange: Exchange, earlier: Earlier | None, payload_sha256: str) -> tuple[bytes, bytes]:
    """Return the member of the response and that of the request.

    The response is a `revisit` record without its body where its status is 304, and where `earlier` holds that body.
    """
    url, moment = _uri(exchange.url), exchange.captured
    http1 = re.fullmatch(r"HTTP/1\.[01]", exchange.protocol)
    protocol = exchange.protocol if http1 else "HTTP/1.1"
    common = {
        "WARC-Target-URI": url,
        "WARC-IP-Address": exchange.ip,
        "WARC-Protocol": None if http1 else exchange.protocol,
    }
    id_ = _new_id()
    response = {"WARC-Record-ID": id_, **common, "Content-Type": "application/http; msgtype=response"}
    response["WARC-Truncated"] = exchange.truncated
    block = _http(f"{protocol} {exchange.status} {responses.get(exchange.status, '')}", exchange.headers)
    kind = "revisit"
    if exchange.status == 304:
        response |= {"WARC-Profile": f"{_PROFILE}server-not-modified", **_refers_to(earlier)}
    elif earlier:
        response |= {"WARC-Profile": f"{_PROFILE}identical-payload-digest", **_refers_to(earlier)}
        # The standard's word for a body left out on purpose (6.7.2).
        response |= {"WARC-Payload-Digest": f"sha256:{payload_sha256}", "WARC-Truncated": "length"}
    else:
        kind, block = "response", block + exchange.body
        response["WARC-Payload-Digest"] = f"sha256:{payload_sha256}"
    request = {"WARC-Concurrent-To": id_, **common, "Content-Type": "application/http; msgtype=request"}
    asked = _request(url, exchange.request_method, protocol, exchange.request_headers)
    return member(record(kind, moment, response, block)), member(record("request", moment, request, asked))


def record(kind: str, moment: datetime, named: Mapping[str, str | None], block: bytes = b"") -> bytes:
    """Return a record, not yet compressed. A field that is None is left out."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": _new_id(),
        "WARC-Date": _date(moment),
        **{name: value for name, value in named.items() if value is not None},
        # Hexadecimal: padded base 32 is against the standard's grammar.
        **({"WARC-Block-Digest": f"sha256:{hashlib.sha256(block).hexdigest()}"} if block else {}),
        "Content-Length": str(len(block)),
    }
    return b"WARC/1.1\r\n" + fields(head) + b"\r\n" + block + b"\r\n\r\n"


def member(data: bytes) -> bytes:
    """Return a gzip member that holds a record."""
    # Level 9 takes three times as long for a hundred and fortieth of the size.
    return zlib.compress(data, 6, 31)


def fields(named: Mapping[str, str]) -> bytes:
    """Return lines of `name: value` in UTF-8; what would break a line is replaced."""
    lines = (f"{_name(name)}: {_value(value)}\r\n" for name, value in named.items())
    return "".join(lines).encode("utf-8", "backslashreplace")


def _refers_to(earlier: Earlier | None) -> dict[str, str]:
    if earlier is None:
        return {}
    return {"WARC-Refers-To-Target-URI": _uri(earlier.url), "WARC-Refers-To-Date": _date(earlier.captured)}


def _request(url: str, method: str, protocol: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    place = re.match(r"[^:]*://([^/?#]*)([^#]*)", url)
    host, target = place.groups() if place else ("", url)
    if not any(name.lower() == "host" for name, _ in headers):
        # Scrapy leaves it to the connection, which sends it first.
        headers = (("Host", host.rpartition("@")[2]), *headers)
    target = target if target.startswith("/") else f"/{target}"
    return _http(f"{method} {target} {protocol}", headers)


def _http(first: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """Return the head of an HTTP message, in the octets in which it came."""
    lines = [_octets(_value(first, end="")), *(b"%b: %b" % (_octets(n), _octets(v)) for n, v in _kept(headers))]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _kept(headers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, value in headers:
        bare = re.sub(r"[^a-z0-9-]", "", name.lower())
        if bare in _SECRET:
            continue
        # The body that is stored has no such encoding any more. The name is browsertrix-crawler's.
        yield _name("X-Orig-Transfer-Encoding" if bare == "transfer-encoding" else name), _value(value)


def _name(name: str) -> str:
    return re.sub(r"[\x00-\x20\x7f:]", "_", name) or "_"


def _value(value: str, end: str = " \t") -> str:
    """Put a space for what ends a line, as RFC 9110 (5.5) has it, and take off the white space around a value."""
    return re.sub(r"[\r\n\0]", " ", value).strip(end)


def _octets(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace")


def _uri(url: str) -> str:
    """Return an address in the characters of one; its scheme small, since warcio knows no other."""
    scheme, colon, rest = url.partition(":")
    return quote(f"{scheme.lower()}{colon}{rest}", safe=_URL_SAFE, errors="backslashreplace")


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def _new_id() -> str:
    return f"<urn:uuid:{uuid4()}>"
