"""Captures, and the WARC files in which they lie."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kirtag.archive.forgetting.takedown import MARK
from kirtag.archive.keys import url_key
from kirtag.archive.verify.report import RESTORE, Finding, tell
from kirtag.archive.verify.view import View
from kirtag.archive.warc import BadRecord, Stored, measured, read_record
from kirtag.archive.warc.files import OPEN, opened

_NAME = re.compile(r"([^/\0]+)-\d{6,}-\d{2,}\.warc\.gz(?:\.\w+)?")


def counts(view: View) -> dict[str, int]:
    """Count what there is; `bytes` are those of the WARC files, as far as captures or the manifest vouch for them."""
    tables = {"articles": "articles", "wordings": "revisions", "captures": "captures", "warc_files": "warcs"}
    found = {name: f"SELECT count(*) FROM {table}" for name, table in tables.items()}
    found["bytes"] = f"SELECT coalesce(sum(coalesce(bytes, reach)), 0) FROM ({MANIFEST})"
    return {name: view.db.execute(sql).fetchone()[0] for name, sql in found.items()}


def captures(view: View) -> Iterator[Finding]:
    """Find wordings without a capture, captures of which half is missing, and repetitions of what is not there."""
    for (number,) in view.db.execute("SELECT id FROM revisions WHERE capture IS NULL"):
        yield f"revisions {number}", f"has no capture. {RESTORE}"
    for (number,) in view.db.execute(f"SELECT id FROM captures WHERE warc_file IS NOT NULL AND NOT {_PLACED}"):
        yield f"captures {number}", f"does not say where in its WARC file it lies. {RESTORE}"
    for (number,) in view.db.execute(_REPEATS):
        yield f"captures {number}", f"repeats the body of a capture that does not hold it. {RESTORE}"


# A damaged row may hold anything.
_PLACED = """(
    (typeof(url), typeof(warc_file), typeof(warc_offset), typeof(warc_length), length(payload_sha256))
        IS ('text', 'text', 'integer', 'integer', 64) AND warc_offset >= 0 AND warc_length > 0
)"""

_REPEATS = """
    SELECT captures.id FROM captures LEFT JOIN captures AS whole ON whole.id = captures.repeats
    WHERE captures.repeats IS NOT NULL AND NOT coalesce(whole.id < captures.id AND whole.repeats IS NULL
        AND whole.warc_file IS NOT NULL AND whole.payload_sha256 = captures.payload_sha256, 0)
"""


def warcs(view: View) -> Iterator[Finding]:
    """Find WARC files that are not there, not as long as the manifest says, never closed, or in no manifest."""
    manifest = {}
    for file, size, _, closed, reach in view.db.execute(MANIFEST):
        manifest[file] = closed
        found = _size(view.warcs, file)
        if found is None:
            yield f"warc/{file}", f"is not there, or cannot be read. {RESTORE}"
        elif closed and found != size:
            yield f"warc/{file}", f"has {found} bytes, and had {size} when it was closed. {RESTORE}"
        elif reach is not None and found < reach:
            yield f"warc/{file}@{found}", f"ends here, and captures lie up to byte {reach}. {RESTORE}"
        elif not closed and _agency(file) not in view.running:
            yield f"warc/{file}", f"was never closed, and its run is over. {_after_death(file)}"
    for name in view.listed:
        if _agency(name) not in view.running and (wrong := _stray(name, manifest, view.listed)):
            yield f"warc/{name}", wrong


# Each WARC file as it was closed, and up to which byte captures lie in it.
MANIFEST = """
    SELECT file, bytes, sha256, closed, reach FROM warcs LEFT JOIN (
        SELECT warc_file, max(warc_offset + warc_length) AS reach FROM captures GROUP BY warc_file
    ) ON warc_file = file ORDER BY file
"""


def _stray(name: str, manifest: dict[Any, Any], listed: tuple[str, ...]) -> str | None:
    """Say why a file has no business there; None where it has. Nobody crawls its agency."""
    if not _agency(name):
        return "is none of kirtag's. Move it away."
    file = name.removesuffix(OPEN)
    if not file.endswith(".gz"):
        return "was left by a `scrapy forget` that died. Call it again with the same address."
    if name != file and file in listed:
        return f"is there beside {file}. Compare them, and move one of the two away."
    if name != file and manifest.get(file):
        return f"was closed, and is still called open. {_after_death(name)}"
    return None if file in manifest else f"is in no manifest, and its run is over. {_after_death(name)}"


def _after_death(name: str) -> str:
    return (
        f"Where that died, the next `scrapy crawl {_agency(name)}` brings the file to an end. Where it ended well, the "
        "database is older than its WARC files: restore both from one backup."
    )


def data(view: View) -> Iterator[Finding]:
    """Find captures whose records are not whole, or not theirs, and WARC files with another digest, by reading all."""
    forgotten = view.forgotten_pages()
    missing = {file for (file,) in view.db.execute("SELECT file FROM warcs") if _size(view.warcs, file) is None}
    for number, file, offset, length, *told in view.db.execute(_RECORDS):
        if file in missing:
            continue  # which is told already
        try:
            wrong = _differs(read_record(view.warcs, file, offset, length), forgotten, told)
        except BadRecord as error:
            wrong = str(error)
        if wrong:
            yield f"warc/{file}@{offset}", f"captures {number}: {wrong}"
    for file, sha256 in view.db.execute("SELECT file, sha256 FROM warcs WHERE closed IS NOT NULL ORDER BY file"):
        if file not in missing and (wrong := _digest_differs(view.warcs, file, sha256)):
            yield f"warc/{file}", f"{wrong} {RESTORE}"


_RECORDS = f"""
    SELECT id, warc_file, warc_offset, warc_length, url, status, payload_sha256, repeats FROM captures
    WHERE warc_file IS NOT NULL AND {_PLACED} ORDER BY warc_file, warc_offset
"""


def _differs(stored: Stored, forgotten: frozenset[str], told: list[Any]) -> str | None:
    """Say in what a record is not what its capture tells; None where it is, or was taken out by law."""
    url, status, payload, repeats = told
    if forgotten and (stored.kind, stored.url) == ("metadata", ""):
        lines = stored.body.decode(errors="replace").splitlines()
        keys = {line.removeprefix(f"{MARK}: ") for line in lines if line.startswith(f"{MARK}: ")}
        return None if keys <= forgotten else f"was taken out for no reason. {RESTORE}"
    kind = "revisit" if repeats or status == 304 else "response"
    if unquote(stored.url) != unquote(url) or (stored.kind, stored.status) != (kind, status):
        return f"the record there is a {stored.kind} of {tell(stored.url)} ({stored.status}). {RESTORE}"
    if kind == "response" and hashlib.sha256(stored.body).hexdigest() != payload:
        return f"the body there is another one. {RESTORE}"
    if kind == "response" and forgotten and url_key(url) in forgotten:
        return f"still holds what was taken down by law. Call `scrapy forget {url}` again."
    return None


def _digest_differs(folder: Path, file: str, sha256: str) -> str | None:
    try:
        same = measured(folder, file).sha256 == sha256
    except OSError as error:
        return f"cannot be read to its end ({error.strerror})."
    return None if same else "does not have the digest that it had when it was closed."


def _size(folder: Path, file: Any) -> int | None:
    """Return how long a WARC file is, open or closed; None where there is none to be read, or its name is no such."""
    if not _agency(file):
        return None
    try:
        with opened(folder, file) as stream:
            return stream.seek(0, 2)
    except OSError:
        return None


def _agency(name: Any) -> str | None:
    """Return the agency that a file belongs to; None of a file that is none of ours, or where this is no name."""
    found = _NAME.fullmatch(str(name))
    return found[1] if found else None
