"""What can happen to an archive, each with the check of `scrapy verify` that is to find it."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kirtag.archive import Archive
from kirtag.archive.database import FILE
from kirtag.archive.mark import mark
from kirtag.archive.wording import WORDING, wording_sha256
from kirtag.text import tidy_line

Damage = Callable[[Path], None]


def warc(folder: Path, number: int = 0) -> Path:
    return sorted((folder / "warc").iterdir())[number]


def stock(*statements: str) -> Damage:
    """Somebody edits the file with SQLite as it comes."""

    def damage(folder: Path) -> None:
        with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as db:
            for statement in statements:
                assert db.execute(statement).rowcount != 0, statement

    return damage


def ours(sql: str, *values: object) -> Damage:
    """Our own code writes what is wrong: the rows' seals are right."""

    def damage(folder: Path) -> None:
        with Archive(folder) as archive:
            assert archive.db.conn.execute(f"UPDATE {sql}", values).rowcount > 0

    return damage


def schema(old: str, new: str, *also: str) -> Damage:
    """Somebody edits SQL in the schema itself."""
    edit = f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}')"
    return stock("PRAGMA writable_schema = ON", edit, *also)


def bytes_of(change: Callable[[bytearray], bytes | bytearray], file: Callable[[Path], Path] = warc) -> Damage:
    def damage(folder: Path) -> None:
        path = file(folder)
        path.write_bytes(change(bytearray(path.read_bytes())))

    return damage


def tables(folder: Path) -> Path:
    return folder / FILE


def flipped(whole: bytearray) -> bytearray:
    whole[len(whole) // 2] ^= 1
    return whole


def last_flipped(whole: bytearray) -> bytearray:
    whole[-1] ^= 1
    return whole


def overwritten(whole: bytearray) -> bytearray:
    whole[len(whole) // 3 :] = b"\xa5" * (len(whole) - len(whole) // 3)
    return whole


def foreign_id(whole: bytearray) -> bytearray:
    whole[68] ^= 1
    return whole


def foreign_version(whole: bytearray) -> bytearray:
    whole[18] ^= 8
    return whole


def swapped(folder: Path) -> None:
    first, second = warc(folder), warc(folder, 1)
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)


def beside(name: str) -> Damage:
    return lambda folder: (folder / name).write_bytes(warc(folder).read_bytes()) and None


def a_folder(folder: Path) -> None:
    path = warc(folder)
    path.unlink()
    path.mkdir()


def renamed_open(folder: Path) -> None:
    warc(folder).rename(f"{warc(folder)}.open")


def doubled_keys(folder: Path) -> None:
    schema(
        "key TEXT NOT NULL UNIQUE", "key TEXT NOT NULL", "DELETE FROM sqlite_schema WHERE name LIKE '%auto%articles_1'"
    )(folder)
    ours("articles SET key = (SELECT key FROM articles WHERE id = 1) WHERE id = 2")(folder)


def marked_otherwise(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as db:
        db.execute(f"PRAGMA user_version = {mark(db)}")
        db.execute("UPDATE _sqlite_migrations SET applied_at = replace(applied_at, '20', '21')")


def anothers(folder: Path) -> None:
    stock("INSERT INTO agencies (id, name) VALUES ('example', 'Example')")(folder)
    ours("pages SET agency = 'example' WHERE article = 1")(folder)


def untyped_migration(folder: Path) -> None:
    marked_otherwise(folder)
    stock("UPDATE _sqlite_migrations SET applied_at = x'00'")(folder)


def earlier_wording(folder: Path) -> None:
    """An article shows its first wording again, though it has been revised since."""
    columns = ", ".join((*WORDING, "sha256"))
    first = f"SELECT {columns} FROM revisions WHERE article = articles.id AND number = 1"
    ours(f"articles SET ({columns}) = ({first}) WHERE revision = 2")(folder)


def misread(headline: str, body: str) -> Damage:
    """An article is stored as our code stores one, with a text that it should have refused."""

    def damage(folder: Path) -> None:
        row = dict.fromkeys(WORDING) | {"headline": headline, "body": body}
        values = (headline, body, wording_sha256(row))
        one = "SET headline = ?, body = ?, sha256 = ?, dateline = NULL, credit_line = NULL"
        ours(f"articles {one} WHERE id = 1", *values)(folder)
        ours(f"revisions {one}, cuts = '[]', original = NULL WHERE article = 1", *values)(folder)

    return damage


TEXT = " ".join(["В горах всю ночь шёл снег, и к утру дорогу закрыли."] * 5)
GARBLED = tidy_line(TEXT.encode().decode("cp1251", "replace"))
CUT = "WHERE id = (SELECT min(id) FROM revisions WHERE cuts <> '[]')"
FULL = "WHERE id = (SELECT min(id) FROM captures WHERE status = 200 AND repeats IS NULL)"
AGAIN = "WHERE id = (SELECT max(id) FROM captures WHERE repeats IS NOT NULL)"
UNINDEX = """
    INSERT INTO articles_fts(articles_fts, rowid, headline, dateline, body, stems)
    SELECT 'delete', id, headline, dateline, body, stems FROM articles WHERE id = 1
"""
FORGET = "INSERT INTO forgotten (key, url, reason, moment) VALUES ('a', 'b', 'c', '2026')"
FAR = '[{"kind": "promo", "paragraph": 99, "start": 0, "text": "x\\n"}]'
ELSEWHERE = "(warc_offset, warc_length) = (SELECT warc_offset, warc_length FROM captures WHERE id = 9)"
OLD = "'2020-01-01T00:00:00Z'"
LONGEST = "SELECT id FROM captures ORDER BY warc_length DESC LIMIT 1"

DAMAGES: dict[str, tuple[str, Damage]] = {
    "a fingerprint was changed": ("copies", stock("UPDATE fingerprints SET hashes = zeroblob(8) WHERE article = 2")),
    "a fingerprint is gone": ("copies", stock("DELETE FROM fingerprints WHERE article = 2")),
    "a day of fingerprints was changed": ("copies", stock("UPDATE fingerprint_days SET day = day + 99 WHERE day % 2")),
    "a day of fingerprints is none": ("copies", stock("INSERT INTO fingerprint_days VALUES (9999999)")),
    # 1. SQLite's own checks
    "the file is cut in half": ("sqlite", bytes_of(lambda whole: whole[: len(whole) // 8192 * 4096], tables)),
    "the file is cut after its head": ("sqlite", bytes_of(lambda whole: whole[:4096], tables)),
    "most of the file is overwritten": ("sqlite", bytes_of(overwritten, tables)),
    "the file is a text": ("sqlite", bytes_of(lambda _: "Список покупок: чай, лепёшки.\n".encode() * 99, tables)),
    "the file is empty": ("sqlite", bytes_of(lambda _: b"", tables)),
    "the file is gone": ("sqlite", lambda folder: (folder / FILE).unlink()),
    "the file's mark is another one's": ("sqlite", bytes_of(foreign_id, tables)),
    "an agency is gone": ("sqlite", stock("DELETE FROM agencies")),
    "an article is not in the search index": ("sqlite", stock(UNINDEX)),
    "the search index has an article too many": (
        "sqlite",
        stock("INSERT INTO articles_fts(rowid, headline) VALUES (999, 'Кар')"),
    ),
    "the search index was emptied": ("sqlite", stock("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")),
    "the search index has a hole": ("sqlite", stock("DELETE FROM articles_fts_data WHERE id > 10")),
    "a signpost of the search index is wrong": (
        "sqlite",
        stock("UPDATE articles_fts_idx SET term = CAST('0а' AS BLOB) WHERE term > CAST('0' AS BLOB) AND pgno = 4"),
    ),
    # 2. the schema
    "an index is gone": ("schema", stock("DROP INDEX articles_same")),
    "a trigger is gone": ("schema", stock("DROP TRIGGER articles_fts_update")),
    "a table is gone": ("schema", stock("DROP TABLE copies")),
    "a column was added": ("schema", stock("ALTER TABLE photos ADD COLUMN width INTEGER")),
    "there is a trigger too many": ("schema", stock("CREATE TRIGGER t AFTER UPDATE ON runs BEGIN SELECT 1; END")),
    "there is a table too many": ("schema", stock("CREATE TABLE notes (text)")),
    "a constraint was taken out": ("schema", schema("CHECK (status IN", "CHECK (1 OR status IN")),
    "a setting of the search index is misspelt": ("schema", stock("UPDATE articles_fts_config SET k = 'Version'")),
    "a migration is missing": ("schema", stock("DELETE FROM _sqlite_migrations WHERE name = 'm003_trust'")),
    "a migration is of a newer kirtag": (
        "schema",
        stock("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kirtag', 'm999_x', '')"),
    ),
    "a migration has another time": ("schema", marked_otherwise),
    "a migration's time is no text": ("schema", untyped_migration),
    "the file's format is of no known version": ("schema", bytes_of(foreign_version, tables)),
    "the journal mode is another": ("schema", stock("PRAGMA journal_mode = DELETE")),
    "there is a journal": ("schema", beside(f"{FILE}-journal")),
    # 3. seals and wordings
    "an agency's name was edited": ("seals", stock("UPDATE agencies SET name = 'КирТаг'")),
    "a place was moved": ("seals", stock("UPDATE places SET latitude = latitude + 1 WHERE country = 'KG'")),
    "a run's figures were edited": ("seals", stock("UPDATE runs SET fetched = fetched + 1 WHERE id = 1")),
    "a manifest was edited": ("seals", stock("UPDATE warcs SET closed = replace(closed, '20', '21')")),
    "a capture was edited": ("seals", stock("UPDATE captures SET status = 201 WHERE id = 3")),
    "an article was edited": ("seals", stock("UPDATE articles SET byline = 'Айжан' WHERE id = 2")),
    "a revision was edited": ("seals", stock("UPDATE revisions SET reader = '0' WHERE id = 2")),
    "a caption was edited": ("seals", stock("UPDATE photos SET caption = 'Тоо' WHERE rowid = 1")),
    "a page was edited": ("seals", stock("UPDATE pages SET etag = 'x' WHERE kind = 'article'")),
    "a row was added": ("seals", stock("INSERT INTO quarantine (url, reason, found) VALUES ('a', 'b', '2026')")),
    "a copy was noted": ("seals", stock("INSERT INTO copies (article, first, kind) VALUES (1, 2, 'excerpt')")),
    "a takedown was noted": ("seals", stock(FORGET)),
    "a seal was broken": ("seals", stock("UPDATE articles SET seal = NULL WHERE id = 3")),
    "a text is no UTF-8": ("seals", stock("UPDATE articles SET byline = CAST(x'ff41' AS TEXT) WHERE id = 3")),
    "a wording does not have its digest": ("seals", ours("revisions SET body = body || ' ' WHERE id = 1")),
    "a digest does not have its wording": ("seals", ours("articles SET sha256 = 'x' WHERE id = 1")),
    "an article shows an earlier wording": ("seals", earlier_wording),
    # 4. originals
    "what was cut off is lost": ("cuts", ours(f"revisions SET cuts = '[]' {CUT}")),
    "a cut stands elsewhere": ("cuts", ours(f"revisions SET cuts = replace(cuts, ': 0,', ': 1,') {CUT}")),
    "the cuts are no JSON": ("cuts", ours("revisions SET cuts = 'x' WHERE id = 1")),
    "the cuts are other JSON": ("cuts", ours("revisions SET cuts = '[{}]' WHERE id = 1")),
    "a cut is of a paragraph too many": ("cuts", ours("revisions SET cuts = ? WHERE id = 1", FAR)),
    "the original is another": ("cuts", ours("revisions SET original = '[\"Кар жаады.\"]' WHERE id = 1")),
    # 5. keys and numbers
    "two articles have one key": ("keys", doubled_keys),
    "a wording was deleted": ("keys", stock("DELETE FROM revisions WHERE number = 1 AND article = 1")),
    "the last wording was deleted": ("keys", stock("DELETE FROM revisions WHERE number = 2")),
    "a wording has another number": ("keys", ours("revisions SET number = 3 WHERE number = 2")),
    "an article counts a wording too many": ("keys", ours("articles SET revision = 2 WHERE id = 1")),
    "an article is gone": ("keys", stock("DELETE FROM articles WHERE id = 5")),
    "a capture is gone": ("keys", stock(f"DELETE FROM captures {FULL}")),
    "a run is gone": ("keys", stock("DELETE FROM runs WHERE id = 1")),
    "a page is another agency's": ("keys", anothers),
    # 6. times
    "a time is no time": ("dates", ours("articles SET published = 'вчера' WHERE id = 1")),
    "a time is in no zone": ("dates", ours("captures SET captured = '2026-11-22T10:00:00' WHERE id = 1")),
    "a day is no day": ("dates", ours("articles SET day = '2026-02-30' WHERE id = 1")),
    "a day is not that of the time": ("dates", ours("articles SET day = date(day, '+1 day') WHERE id = 1")),
    "a time has no day": ("dates", ours("articles SET day = NULL WHERE id = 1")),
    "a dateline's day is none": ("dates", ours("articles SET dateline_date = '22 ноября' WHERE id = 1")),
    "an article is of the future": (
        "dates",
        ours("articles SET published = '2062-01-09T09:30:00Z', day = '2062-01-09' WHERE id = 1"),
    ),
    "a day is of the future": ("dates", ours("articles SET published = NULL, day = '2062-01-09' WHERE id = 1")),
    "an article is older than the web": (
        "dates",
        ours("articles SET published = '1970-01-01T00:00:00Z', day = '1970-01-01' WHERE id = 1"),
    ),
    "an article was seen before it was first seen": ("dates", ours("articles SET last_seen = " + OLD)),
    "a run ended before it began": ("dates", ours("runs SET finished = " + OLD)),
    "an agency's clock is on no map": ("dates", ours("agencies SET timezone = 'Asia/Nowhere'")),
    # 7. captures and WARC files
    "a wording has no capture": ("captures", ours("revisions SET capture = NULL WHERE id = 1")),
    "a capture has no place": ("captures", ours(f"captures SET warc_offset = NULL {FULL}")),
    "a capture lies behind the end": ("captures", ours(f"captures SET warc_offset = 99999999 {FULL}")),
    "a capture lies a byte further": ("captures", ours(f"captures SET warc_offset = warc_offset + 1 {FULL}")),
    "a capture is shorter": ("captures", ours(f"captures SET warc_length = warc_length - 1 {FULL}")),
    "a capture is of another page": ("captures", ours(f"captures SET url = url || '?a=b' {FULL}")),
    "a capture has another status": ("captures", ours(f"captures SET status = 203 {FULL}")),
    "a capture has another body": ("captures", ours(f"captures SET payload_sha256 = '{'0' * 64}' {FULL}")),
    "a capture lies where another does": ("captures", ours(f"captures SET {ELSEWHERE} WHERE id = 2")),
    "a capture repeats itself": ("captures", ours(f"captures SET repeats = id {AGAIN}")),
    "a capture repeats another body": ("captures", ours(f"captures SET repeats = ({LONGEST}) {AGAIN}")),
    "a WARC file is gone": ("captures", lambda folder: warc(folder).unlink()),
    "all WARC files are gone": ("captures", lambda folder: shutil.rmtree(folder / "warc")),
    "a WARC file lacks its last byte": ("captures", bytes_of(lambda whole: whole[:-1])),
    "a WARC file was cut in half": ("captures", bytes_of(lambda whole: whole[: len(whole) // 2])),
    "a WARC file is empty": ("captures", bytes_of(lambda _: b"")),
    "a WARC file has a byte too many": ("captures", bytes_of(lambda whole: whole + b"\0")),
    "a bit of a WARC file was flipped": ("captures", bytes_of(flipped)),
    "a bit of a WARC file's last byte was flipped": ("captures", bytes_of(last_flipped)),
    "two WARC files were swapped": ("captures", swapped),
    "a WARC file is a folder": ("captures", a_folder),
    "a foreign file lies there": ("captures", beside("warc/notes.txt")),
    "an unknown WARC file lies there": ("captures", beside("warc/kirtag-000009-01.warc.gz")),
    "a dead run's file lies there": ("captures", beside("warc/kirtag-000009-01.warc.gz.open")),
    "a file is there both open and closed": ("captures", beside("warc/kirtag-000001-01.warc.gz.open")),
    "a closed file is called open": ("captures", renamed_open),
    "a file was never closed": ("captures", ours("warcs SET closed = NULL, bytes = NULL, sha256 = NULL")),
    "a takedown died": ("captures", beside("warc/kirtag-000001-01.warc.gz.forgetting")),
    # 8. runs
    "a run was never closed": ("runs", ours("runs SET finished = NULL WHERE id = 2")),
    "a run has no exit code": ("runs", ours("runs SET exit_code = NULL WHERE id = 2")),
    "a run counts too many new": ("runs", ours("runs SET new = new + 1 WHERE id = 1")),
    "a run counts too few revised": ("runs", ours("runs SET revised = 0 WHERE id = 2")),
    "a run counts what is not in quarantine": ("runs", ours("runs SET quarantined = 1 WHERE id = 2")),
    # 9. texts
    "a text is garbled": ("texts", misread("Снег", GARBLED)),
    "a text could not be decoded": ("texts", misread("Снег", TEXT.replace("о", "\ufffd", 6))),
    "an article has no body": ("texts", misread("Снег", "")),
    "an article has no headline": ("texts", misread("", TEXT)),
}
