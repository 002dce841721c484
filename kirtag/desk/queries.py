"""What the reader's desk asks of the archive: SQL and its parameters, nothing run here.

What a reader types only ever becomes a bound parameter; the texts of the queries are put together from the
fragments below. An article without a day of its own stands under the day on which it was first seen.
"""

from dataclasses import dataclass

PAGE = 100

# Hits are marked with characters that no stored text holds, since it is printable text.
HIT, END = "\x02", "\x03"

Query = tuple[str, dict[str, str | int]]

COLUMNS = """
    articles.id, articles.key, articles.language, articles.headline, articles.place,
    articles.published, articles.status, articles.revision, chosen.shown, articles.day IS NULL AS undated,
    substr(articles.body, 1, 500) AS beginning, agencies.name AS agency, agencies.timezone
"""

HITS = "SELECT rowid AS id FROM articles_fts WHERE articles_fts MATCH :match"
NO_HITS = "SELECT NULL AS id WHERE 0"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles a reader wants: an agency's id, a language, a day (ISO), an FTS5 expression; '' is any."""

    agency: str = ""
    language: str = ""
    day: str = ""
    match: str = ""

    @property
    def filters(self) -> str:
        """The conditions of this choice but for its day, as SQL that begins with AND."""
        return "".join(
            (
                " AND agency = :agency" if self.agency else "",
                " AND language = :language" if self.language else "",
                # The plus keeps SQLite from fetching every hit by its rowid: it walks the index on days instead.
                " AND +id IN (SELECT id FROM hits)" if self.match else "",
            )
        )

    @property
    def values(self) -> dict[str, str | int]:
        """The bound values; those that a query does not name do no harm."""
        return {"agency": self.agency, "language": self.language, "day": self.day, "match": self.match}


def listing(choice: Choice, page: int) -> Query:
    """Return the query for the `page`th hundred of articles (from 1), newest day first, the latest first in it.

    It gives one row more than PAGE where another page follows. `shown` is the day an article stands under,
    `hits` in every row how many articles match (0 without words).
    """
    dated, undated = ("day = :day", "first_seen >= :day AND first_seen < date(:day, '+1 day')")
    if not choice.day:
        dated, undated = "day > ''", "first_seen > ''"
    # Both halves are cut to size by their own order before they are joined, so that neither is read in full.
    sql = f"""
        WITH hits AS MATERIALIZED ({HITS if choice.match else NO_HITS}),
        chosen AS (
            SELECT * FROM (
                SELECT id, day AS shown, published FROM articles WHERE {dated} {choice.filters}
                ORDER BY day DESC, published DESC, id DESC LIMIT :most
            )
            UNION ALL
            SELECT * FROM (
                SELECT id, substr(first_seen, 1, 10) AS shown, NULL AS published FROM articles
                WHERE day IS NULL AND {undated} {choice.filters} ORDER BY first_seen DESC, id DESC LIMIT :most
            )
            ORDER BY shown DESC, published DESC, id DESC LIMIT :size OFFSET :skip
        )
        SELECT {COLUMNS}, (SELECT count(*) FROM hits) AS hits FROM chosen
        CROSS JOIN articles ON articles.id = chosen.id JOIN agencies ON agencies.id = articles.agency
        ORDER BY chosen.shown DESC, chosen.published DESC, chosen.id DESC
    """
    skip = (page - 1) * PAGE
    return sql, choice.values | {"size": PAGE + 1, "skip": skip, "most": skip + PAGE + 1}


def neighbours(choice: Choice) -> Query:
    """Return the query for the nearest days before and after the chosen one that have articles: one row."""

    def nearest(compare: str, order: str) -> str:
        return f"""
            SELECT shown FROM (
                SELECT * FROM (
                    SELECT day AS shown FROM articles WHERE day {compare} :day {choice.filters}
                    ORDER BY day {order} LIMIT 1
                )
                UNION ALL
                SELECT * FROM (
                    SELECT substr(first_seen, 1, 10) AS shown FROM articles
                    WHERE day IS NULL AND first_seen {compare}
                        {"date(:day, '+1 day')" if compare == ">" else ":day"} {choice.filters}
                    ORDER BY first_seen {order} LIMIT 1
                )
            ) ORDER BY shown {order} LIMIT 1
        """

    return f"SELECT ({nearest('<', 'DESC')}) AS before, ({nearest('>', 'ASC')}) AS after", choice.values


def excerpts(choice: Choice, ids: list[int]) -> Query:
    """Return the query for headline and text around the hits, HIT and END about each, for articles by `ids`."""
    # With the plus the index is read once; without it once for each id, and a prefix is dear to read.
    sql = """
        SELECT rowid AS id, highlight(articles_fts, 0, :hit, :end) AS headline,
            snippet(articles_fts, 2, :hit, :end, '…', 30) AS snippet
        FROM articles_fts WHERE articles_fts MATCH :match AND +rowid IN (SELECT value FROM json_each(:ids))
    """
    return sql, {"match": choice.match, "ids": str(ids), "hit": HIT, "end": END}


AGENCIES = "SELECT id, name, languages FROM agencies ORDER BY name"

ARTICLE = """
    SELECT articles.*, agencies.name AS agency_name, agencies.timezone
    FROM articles JOIN agencies ON agencies.id = articles.agency WHERE key = :key
"""

REVISIONS = "SELECT number, captured, headline FROM revisions WHERE article = :article ORDER BY number DESC"

REVISION = """
    SELECT number, headline, dateline, body, credit_line, cuts, captured FROM revisions
    WHERE article = :article AND number = :number
"""

PHOTOS = "SELECT url, caption, credit FROM photos WHERE article = :article"

TRANSLATIONS = """
    SELECT key, language, headline FROM articles
    WHERE edition = :edition AND agency = :agency AND key <> :key ORDER BY language, id
"""

# What is written alike is no copy: a series would fill the page.
COPIES = """
    SELECT other.key, other.language, other.headline, agencies.name AS agency, copies.kind, copies.hours,
        copies.first = other.id AS earlier
    FROM copies JOIN articles AS other ON other.id = iif(copies.article = :article, copies.first, copies.article)
        JOIN agencies ON agencies.id = other.agency
    WHERE (copies.article = :article OR copies.first = :article) AND copies.kind <> 'template' AND other.headline <> ''
    ORDER BY coalesce(other.published, other.day, other.first_seen), other.id
"""

ADDRESSES = "SELECT url FROM pages WHERE article = :article AND url <> :url ORDER BY first_seen"
