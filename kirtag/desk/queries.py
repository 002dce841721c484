"""What the reader's desk asks of the archive: SQL and its parameters, nothing run here.

What a reader types only ever becomes a bound parameter; the texts of the queries are put together from the
fragments below. An article without a day of its own stands under the day on which it was first seen.
"""

from dataclasses import dataclass

# Articles on a page of the wire, and of a search.
PAGE, FOUND_PAGE = 100, 30

Query = tuple[str, dict[str, str | int]]

COLUMNS = """
    articles.id, articles.key, articles.language, articles.headline, articles.place,
    articles.published, articles.status, articles.revision, articles.day IS NULL AS undated,
    substr(articles.body, 1, 500) AS beginning, agencies.name AS agency, agencies.timezone
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles a reader wants: an agency's id, a language, a day (ISO); '' is any."""

    agency: str = ""
    language: str = ""
    day: str = ""

    @property
    def filters(self) -> str:
        """The conditions of this choice but for its day, as SQL that begins with AND."""
        return "".join(
            (
                " AND agency = :agency" if self.agency else "",
                " AND language = :language" if self.language else "",
            )
        )

    @property
    def values(self) -> dict[str, str | int]:
        """The bound values; those that a query does not name do no harm."""
        return {"agency": self.agency, "language": self.language, "day": self.day}


def listing(choice: Choice, page: int) -> Query:
    """Return the query for the `page`th hundred of articles (from 1), newest day first, the latest first in it.

    It gives one row more than PAGE where another page follows. `shown` is the day an article stands under.
    """
    dated, undated = ("day = :day", "first_seen >= :day AND first_seen < date(:day, '+1 day')")
    if not choice.day:
        dated, undated = "day > ''", "first_seen > ''"
    # Both halves are cut to size by their own order before they are joined, so that neither is read in full.
    sql = f"""
        WITH chosen AS (
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
        SELECT {COLUMNS}, chosen.shown FROM chosen
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


# What a search found, in its order.
FOUND = f"""
    SELECT {COLUMNS}, coalesce(articles.day, substr(articles.first_seen, 1, 10)) AS shown, articles.body
    FROM json_each(:numbers) AS answer CROSS JOIN articles ON articles.id = answer.value
        JOIN agencies ON agencies.id = articles.agency
    ORDER BY answer.key
"""

# Whether the archive has what a search asks it for: one of an older kirtag has not, before its next crawl.
SEARCHABLE = "SELECT 1 FROM sqlite_schema WHERE name = 'articles_found'"

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
