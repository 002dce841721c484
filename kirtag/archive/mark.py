"""A mark of the migrations that were applied, and when: their table is sqlite-utils', and its rows have no seals."""

from sqlite3 import Connection

from kirtag.archive.seals import seal


def mark(db: Connection) -> int:
    """Return a number, made of all that an archive says of its migrations, which it keeps as its `user_version`.

    It has at least two bits set: no flipped bit makes it 0, which stands for an archive that is not marked.
    """
    rows = db.execute("SELECT id, name, applied_at FROM _sqlite_migrations WHERE migration_set = 'kirtag' ORDER BY id")
    return int.from_bytes(seal(*rows)[:4], "big") >> 1 | 3
