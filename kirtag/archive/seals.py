"""A seal on every row: a digest of what we wrote, by which `scrapy verify` finds a bit that has changed since.

SQLite's own check sees a broken tree, not a changed letter in a text. A seal is BLAKE2b, eight bytes long, of the row's
other columns in the table's order, as a JSON list in UTF-8 (`["kirtag", "КирТАГ", null, …]`). Triggers set it. They are
temporary, of our connections alone: the file stays one that any SQLite opens and writes, and what others change shows.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from sqlite3 import Connection
from typing import Any

TABLES = (
    "agencies",
    "places",
    "runs",
    "warcs",
    "captures",
    "articles",
    "revisions",
    "photos",
    "pages",
    "copies",
    "quarantine",
    "forgotten",
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def seal(*values: Any) -> bytes:
    """Return the seal of a row's values.

    >>> seal("kirtag", None, 1).hex()
    'c574655fa8dea9fb'
    """
    return hashlib.blake2b(_encode(values).encode(), digest_size=8).digest()


def install(db: Connection) -> None:
    """Have this connection seal each row that it writes."""
    db.create_function("kirtag_seal", -1, seal, deterministic=True)
    for table in TABLES:
        columns = _columns(db, table)
        values = ", ".join(f"new.{column}" for column in columns)
        # Of the other columns: setting the seal is no change of the row.
        for event, when in (("insert", "INSERT"), ("update", f"UPDATE OF {', '.join(columns)}")):
            unsealed_yet = "WHEN new.seal IS NULL" if event == "insert" else ""
            db.execute(f"""
                CREATE TEMP TRIGGER IF NOT EXISTS seal_{table}_{event} AFTER {when} ON main.{table} {unsealed_yet} BEGIN
                    UPDATE {table} SET seal = kirtag_seal({values}) WHERE rowid = new.rowid;
                END
            """)


def insert(db: Connection, table: str, row: Mapping[str, Any]) -> int:
    """Insert a row of a table that is numbered by `id`, sealed at once; return its number.

    For the tables that a save fills: the trigger would write each long row twice.
    """
    number: int = db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0]
    columns = _columns_of(db, table)
    values = [number if column == "id" else row.get(column) for column in columns]
    db.execute(_insertion(table, columns), (*values, seal(*values)))
    return number


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}, seal) VALUES ({'?, ' * len(columns)}?)"


def seal_anew(db: Connection, *tables: str) -> None:
    """Seal every row of some tables anew: the last step of a migration that changes their columns."""
    for table in tables:
        for event in ("insert", "update"):
            db.execute(f"DROP TRIGGER IF EXISTS temp.seal_{table}_{event}")
    install(db)
    for table in tables:
        column = _columns(db, table)[0]
        db.execute(f"UPDATE {table} SET {column} = {column}")


def broken(db: Connection) -> Iterator[tuple[str, int]]:
    """Yield table and rowid of each row that is not what we wrote."""
    for table in TABLES:
        columns = ", ".join(_columns(db, table))
        for number, found, *values in db.execute(f"SELECT rowid, seal, {columns} FROM {table}"):
            if not _fits(found, values):
                yield table, number


def unsealed(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield rows without their seals, which say nothing to a reader."""
    for row in rows:
        yield {name: value for name, value in row.items() if name != "seal"}


def _fits(found: Any, values: list[Any]) -> bool:
    try:
        return bool(found == seal(*values))
    except TypeError:
        # A flipped type makes a text into bytes, which JSON cannot say.
        return False


# Of one kirtag all archives have the same columns, once they are open.
_known: dict[str, tuple[str, ...]] = {}


def _columns_of(db: Connection, table: str) -> tuple[str, ...]:
    return _known.get(table) or _known.setdefault(table, tuple(_columns(db, table)))


def _columns(db: Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA main.table_info({table})") if row[1] != "seal"]
