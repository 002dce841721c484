"""The archive's tables, as migrations: each is applied once, in order, in a transaction of its own.

Times are UTC, ISO 8601 with `Z`; days are the agency's own calendar; lists and records are JSON. An applied
migration is never edited: a change of the schema is a new one at the end.
"""

from sqlite_utils import Database, Migrations

from kirtag.archive import seals
from kirtag.archive.search.stems import searched_by

# "KTAG" in the file's header (PRAGMA application_id): a database without it is no archive of ours.
APPLICATION_ID = 0x4B544147

migrations = Migrations("kirtag")

# One statement at a time: sqlite3's executescript would commit the migration's transaction.
WIRE = (
    """
    CREATE TABLE agencies (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, country TEXT, languages TEXT,
        timezone TEXT NOT NULL DEFAULT 'UTC', url TEXT
    ) STRICT
    """,
    """
    CREATE TABLE places (
        geonameid INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, latitude REAL, longitude REAL
    ) STRICT
    """,
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY, agency TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, outcome TEXT,
        exit_code INTEGER, fetched INTEGER NOT NULL DEFAULT 0, new INTEGER NOT NULL DEFAULT 0,
        revised INTEGER NOT NULL DEFAULT 0, same INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
        quarantined INTEGER NOT NULL DEFAULT 0, errors INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE warcs (
        file TEXT PRIMARY KEY, bytes INTEGER, sha256 TEXT, closed TEXT
    ) STRICT
    """,
    """
    CREATE TABLE captures (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL, run INTEGER REFERENCES runs(id), captured TEXT NOT NULL,
        status INTEGER NOT NULL, payload_sha256 TEXT, warc_file TEXT REFERENCES warcs(file), warc_offset INTEGER,
        warc_length INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, agency TEXT NOT NULL REFERENCES agencies(id),
        language TEXT, url TEXT NOT NULL, headline TEXT NOT NULL, byline TEXT, section TEXT, dateline TEXT,
        place TEXT, geonameid INTEGER REFERENCES places(geonameid), dateline_date TEXT, source TEXT,
        attribution TEXT, body TEXT NOT NULL, credit_line TEXT, published TEXT, published_printed TEXT, day TEXT,
        modified TEXT, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('published', 'removed')), revision INTEGER NOT NULL,
        sha256 TEXT NOT NULL, story INTEGER, edition TEXT, provenance TEXT, stems TEXT
    ) STRICT
    """,
    "CREATE INDEX articles_day ON articles(day, published)",
    # The desk's pages of an agency, and of articles without a day, at a million articles.
    "CREATE INDEX articles_agency ON articles(agency, day, published)",
    "CREATE INDEX articles_undated ON articles(day, first_seen) WHERE day IS NULL",
    "CREATE INDEX articles_same ON articles(sha256, agency, day)",
    """
    CREATE TABLE revisions (
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(id), number INTEGER NOT NULL,
        headline TEXT NOT NULL, dateline TEXT, body TEXT NOT NULL, credit_line TEXT, cuts TEXT NOT NULL,
        original TEXT, sha256 TEXT NOT NULL, captured TEXT NOT NULL, capture INTEGER REFERENCES captures(id),
        reader TEXT NOT NULL, UNIQUE (article, number)
    ) STRICT
    """,
    """
    CREATE TABLE photos (
        article INTEGER NOT NULL REFERENCES articles(id), url TEXT NOT NULL, caption TEXT, credit TEXT,
        PRIMARY KEY (article, url)
    ) STRICT
    """,
    """
    CREATE TABLE pages (
        url TEXT NOT NULL, key TEXT PRIMARY KEY, agency TEXT NOT NULL REFERENCES agencies(id),
        kind TEXT NOT NULL CHECK (kind IN ('feed', 'sitemap', 'listing', 'article')),
        state TEXT NOT NULL CHECK (state IN ('due', 'done', 'gone', 'quarantined', 'failed')),
        article INTEGER REFERENCES articles(id), language TEXT, status INTEGER, etag TEXT, last_modified TEXT,
        body_sha256 TEXT, first_seen TEXT NOT NULL, last_fetched TEXT, next_visit TEXT,
        failures INTEGER NOT NULL DEFAULT 0, chain TEXT, walked TEXT
    ) STRICT
    """,
    "CREATE INDEX pages_due ON pages(agency, next_visit)",
    "CREATE INDEX pages_article ON pages(article)",
    """
    CREATE TABLE copies (
        article INTEGER NOT NULL REFERENCES articles(id), first INTEGER NOT NULL REFERENCES articles(id),
        kind TEXT NOT NULL CHECK (kind IN ('same_text', 'excerpt', 'template')), score REAL, hours REAL,
        PRIMARY KEY (article, first)
    ) STRICT
    """,
    """
    CREATE TABLE quarantine (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL, run INTEGER REFERENCES runs(id), reason TEXT NOT NULL,
        detail TEXT, capture INTEGER REFERENCES captures(id), found TEXT NOT NULL
    ) STRICT
    """,
)

# content="articles" in double quotes: only so does Datasette find the search table. The triggers name the
# indexed columns: a touch of last_seen must not write the index (60 times faster so).
SEARCH = (
    """
    CREATE VIRTUAL TABLE articles_fts
    USING fts5(headline, dateline, body, stems, content="articles", content_rowid="id")
    """,
    """
    CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
        INSERT INTO articles_fts(rowid, headline, dateline, body, stems)
        VALUES (new.id, new.headline, new.dateline, new.body, new.stems);
    END
    """,
    """
    CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
        INSERT INTO articles_fts(articles_fts, rowid, headline, dateline, body, stems)
        VALUES ('delete', old.id, old.headline, old.dateline, old.body, old.stems);
    END
    """,
    """
    CREATE TRIGGER articles_fts_update AFTER UPDATE OF headline, dateline, body, stems ON articles BEGIN
        INSERT INTO articles_fts(articles_fts, rowid, headline, dateline, body, stems)
        VALUES ('delete', old.id, old.headline, old.dateline, old.body, old.stems);
        INSERT INTO articles_fts(rowid, headline, dateline, body, stems)
        VALUES (new.id, new.headline, new.dateline, new.body, new.stems);
    END
    """,
)

# Failures are counted in halves too, a page may be forgotten by law, and a whole body is asked for now and then.
TRUST = (
    """
    CREATE TABLE pages_new (
        url TEXT NOT NULL, key TEXT PRIMARY KEY, agency TEXT NOT NULL REFERENCES agencies(id),
        kind TEXT NOT NULL CHECK (kind IN ('feed', 'sitemap', 'listing', 'article')),
        state TEXT NOT NULL CHECK (state IN ('due', 'done', 'gone', 'quarantined', 'failed', 'forgotten')),
        article INTEGER REFERENCES articles(id), language TEXT, status INTEGER, etag TEXT, last_modified TEXT,
        body_sha256 TEXT, first_seen TEXT NOT NULL, last_fetched TEXT, next_visit TEXT,
        failures REAL NOT NULL DEFAULT 0, chain TEXT, walked TEXT, last_full TEXT
    ) STRICT
    """,
    """
    INSERT INTO pages_new (url, key, agency, kind, state, article, language, status, etag, last_modified, body_sha256,
        first_seen, last_fetched, next_visit, failures, chain, walked)
    SELECT url, key, agency, kind, state, article, language, status, etag, last_modified, body_sha256,
        first_seen, last_fetched, next_visit, failures, chain, walked FROM pages
    """,
    "DROP TABLE pages",
    "ALTER TABLE pages_new RENAME TO pages",
    "CREATE INDEX pages_due ON pages(agency, next_visit)",
    "CREATE INDEX pages_article ON pages(article)",
    """
    CREATE TABLE forgotten (
        key TEXT PRIMARY KEY, url TEXT NOT NULL, article INTEGER REFERENCES articles(id), sha256 TEXT,
        reason TEXT NOT NULL, moment TEXT NOT NULL, traces TEXT
    ) STRICT
    """,
    "ALTER TABLE agencies ADD COLUMN told_to_wait TEXT",
    "ALTER TABLE runs ADD COLUMN coverage TEXT",
    "ALTER TABLE captures ADD COLUMN repeats INTEGER REFERENCES captures(id)",
    "CREATE INDEX captures_payload ON captures(payload_sha256)",
    # For `scrapy status`, at a million pages and half a million runs.
    "CREATE INDEX pages_failing ON pages(agency) WHERE state IN ('failed', 'quarantined')",
    "CREATE INDEX runs_agency ON runs(agency, id)",
    *(f"ALTER TABLE {table} ADD COLUMN seal BLOB" for table in seals.TABLES),
)


# The desk's way from an article to its translations.
EDITIONS = "CREATE INDEX articles_edition ON articles(edition) WHERE edition IS NOT NULL"


# Hashes of what articles say, by which copies are found, for the days that are open; and which part a copy has.
COPIES = (
    """
    CREATE TABLE fingerprints (
        hash INTEGER NOT NULL, day INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, day, article)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE fingerprint_days (day INTEGER PRIMARY KEY, opened INTEGER NOT NULL) STRICT",
    "CREATE INDEX articles_story ON articles(story) WHERE story IS NOT NULL",
    "CREATE INDEX copies_first ON copies(first)",
    "ALTER TABLE copies ADD COLUMN part TEXT",
)

# What a page said of its last change when it had a wording; removed articles, the latest first; the days that are open.
STORIES = (
    "ALTER TABLE revisions ADD COLUMN modified TEXT",
    "CREATE INDEX articles_removed ON articles(last_seen) WHERE status = 'removed'",
    # Copies are looked for by a third of the hashes: the index is made again as it is needed.
    "DELETE FROM fingerprints",
    "DROP TABLE fingerprint_days",
    "CREATE TABLE fingerprint_days (day INTEGER PRIMARY KEY) STRICT",
)

# Articles are found by their stems and by who made their pictures, too; what a search asks of them beside words stands
# in two indexes, by number and by day, so that no long row is read for it.
FINDING = (
    *(f"DROP TRIGGER articles_fts_{event}" for event in ("insert", "delete", "update")),
    "DROP TABLE articles_fts",
    "UPDATE articles SET stems = kirtag_stems(headline, dateline, body, language) WHERE body <> ''",
    """
    CREATE VIRTUAL TABLE articles_fts
    USING fts5(headline, dateline, body, credit_line, stems, content="articles", content_rowid="id")
    """,
    "INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')",
    """
    CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
        INSERT INTO articles_fts(rowid, headline, dateline, body, credit_line, stems)
        VALUES (new.id, new.headline, new.dateline, new.body, new.credit_line, new.stems);
    END
    """,
    """
    CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
        INSERT INTO articles_fts(articles_fts, rowid, headline, dateline, body, credit_line, stems)
        VALUES ('delete', old.id, old.headline, old.dateline, old.body, old.credit_line, old.stems);
    END
    """,
    """
    CREATE TRIGGER articles_fts_update AFTER UPDATE OF headline, dateline, body, credit_line, stems ON articles BEGIN
        INSERT INTO articles_fts(articles_fts, rowid, headline, dateline, body, credit_line, stems)
        VALUES ('delete', old.id, old.headline, old.dateline, old.body, old.credit_line, old.stems);
        INSERT INTO articles_fts(rowid, headline, dateline, body, credit_line, stems)
        VALUES (new.id, new.headline, new.dateline, new.body, new.credit_line, new.stems);
    END
    """,
    "CREATE INDEX articles_found ON articles(id, day, published, agency, language, geonameid, source)",
    "DROP INDEX articles_day",
    "CREATE INDEX articles_day ON articles(day, published, agency, language, geonameid, source)",
)

# Another part of the hashes is looked up: the index is made again as it is needed.
SKETCHES = ("DELETE FROM fingerprints", "DELETE FROM fingerprint_days")

# One row for what an article is found by, and each row's number tells which were written since.
ROWS = (
    "DROP TABLE fingerprints",
    """
    CREATE TABLE fingerprints (
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL UNIQUE, day INTEGER NOT NULL, hashes BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX fingerprints_day ON fingerprints(day)",
    "DELETE FROM fingerprint_days",
)


@migrations()
def m001_wire(db: Database) -> None:
    """Agencies, articles with every wording, the frontier and the ledger of runs."""
    for statement in WIRE:
        db.execute(statement)


@migrations()
def m002_search(db: Database) -> None:
    """Full-text search over the current wordings."""
    for statement in SEARCH:
        db.execute(statement)


@migrations()
def m003_trust(db: Database) -> None:
    """WARC files, seals, legal takedowns, and what a run's fields were like."""
    for statement in TRUST:
        db.execute(statement)
    seals.seal_anew(db.conn, *seals.TABLES)


@migrations()
def m004_editions(db: Database) -> None:
    """Articles by the edition that they share with their translations."""
    db.execute(EDITIONS)


@migrations()
def m005_copies(db: Database) -> None:
    """Copies of a text, and the index by which they are found."""
    for statement in COPIES:
        db.execute(statement)
    seals.seal_anew(db.conn, "copies")


@migrations()
def m006_finding(db: Database) -> None:
    """Stems of every article, all that a search asks of it, and what tells a silent edit."""
    for statement in STORIES:
        db.execute(statement)
    seals.seal_anew(db.conn, "revisions")
    db.conn.create_function("kirtag_stems", 4, searched_by, deterministic=True)
    for statement in FINDING:
        db.execute(statement)


@migrations()
def m007_sketches(db: Database) -> None:
    """Copies found by fewer hashes of a text."""
    for statement in SKETCHES:
        db.execute(statement)


@migrations()
def m008_rows(db: Database) -> None:
    """Hashes of an article in one row."""
    for statement in ROWS:
        db.execute(statement)
