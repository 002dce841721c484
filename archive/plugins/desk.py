"""The reader's desk: the wire by day, search, and a page for each article, beside Datasette's own tables.

It only reads. Started by `datasette archive/`, or by `datasette serve FOLDER/kirtag.db` with this folder's
metadata, templates, plugins and static files named on the command line.
"""

import functools
import json
import re
from collections.abc import Awaitable, Callable, Generator, MutableMapping
from itertools import groupby
from typing import Any
from urllib.parse import quote, unquote, urlencode

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request
from jinja2 import Environment

from kirtag.archive.search import Answer, Condition, Hits, Query, answer, asked
from kirtag.desk import queries, typeset
from kirtag.desk.queries import AGENCIES, FOUND_PAGE, PAGE, Choice
from kirtag.text.changes import Piece, difference

NAME = "kirtag"

COMMON = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
OURS = f"default-src 'none'; style-src 'self'; img-src 'self' data:; {COMMON}"
# Datasette's tables bring inline scripts and styles of their own.
TABLES = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
    f"img-src 'self' data:; {COMMON}"
)
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Content-Security-Policy": TABLES}

Row = dict[str, Any]
View = Callable[[Datasette, Request], Awaitable[Response]]
Asgi = Callable[..., Awaitable[None]]


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """Put the desk at `/`, in place of Datasette's list of databases, with search and articles beside it."""
    return [(r"/$", reading(front)), (r"/search$", reading(search)), (r"/article/(?P<key>.+)$", reading(article))]


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Give the templates the filters that print days, moments and hits."""
    env.filters |= {
        "day": typeset.day,
        "moment": typeset.moment,
        "clock": typeset.clock,
        "span": typeset.span,
        "marked": typeset.marked,
        "from_json": json.loads,
    }
    env.tests["web"] = typeset.web


@hookimpl
def asgi_wrapper() -> Callable[[Asgi], Asgi]:
    """Add the security headers to every response, Datasette's and errors too; a stricter policy set before stays."""

    def wrap(app: Asgi) -> Asgi:
        async def secured(scope: Any, receive: Any, send: Any) -> None:
            async def add(message: MutableMapping[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    headers = list(message.get("headers", []))
                    there = {bytes(name).lower() for name, _ in headers}
                    more = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
                    message = {**message, "headers": headers + [pair for pair in more if pair[0] not in there]}
                await send(message)

            await app(scope, receive, add)

        return secured

    return wrap


def reading(view: View) -> View:
    """Let `view` answer GET and HEAD alone, and say so where a question takes longer than the time limit."""

    @functools.wraps(view)
    async def answer(datasette: Datasette, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response.text("GET only", status=405, headers={"Allow": "GET, HEAD"})
        try:
            return await view(datasette, request)
        except QueryInterrupted:
            return await page(datasette, request, "404.html", status=503, why="slow")

    return answer


async def front(datasette: Datasette, request: Request) -> Response:
    """Answer `/?day=&agency=&language=&page=`: the latest articles, or those of one day."""
    if NAME not in datasette.databases:
        return await page(datasette, request, "front.html", days=[], choice=Choice(), absent=True)
    wanted = request.args.get("day") or ""
    if wanted and not typeset.is_day(wanted):
        return await page(datasette, request, "404.html", status=404, why="no_day", what=wanted)
    choice = Choice(request.args.get("agency") or "", request.args.get("language") or "", wanted)
    number = page_number(request)
    rows = await read(datasette, *queries.listing(choice, number))
    turning = turn(functools.partial(address, datasette, "/", choice), number, more=len(rows) > PAGE)
    rows = [row | {"href": permanent(datasette, row["key"])} for row in rows[:PAGE]]
    near: Row = {"before": None, "after": None}
    if wanted:
        near = (await read(datasette, *queries.neighbours(choice)))[0]
    context: Row = {
        "days": [(shown, list(group)) for shown, group in groupby(rows, key=lambda row: row["shown"])],
        "choice": choice,
        "links": {way: near[way] and address(datasette, "/", choice, day=near[way]) for way in near},
        "address": functools.partial(address, datasette, "/", choice),
    }
    return await page(datasette, request, "front.html", **context, **turning, **await offers(datasette))


async def search(datasette: Datasette, request: Request) -> Response:
    """Answer `/search?q=&agency=&language=&order=&page=`: the most relevant articles first, or the `newest`."""
    typed, order = request.args.get("q") or "", request.args.get("order") or ""
    choice = Choice(request.args.get("agency") or "", request.args.get("language") or "")
    what = asked(typed)
    if not what or NAME not in datasette.databases:
        return await page(datasette, request, "search.html", q=typed, asked=what, rows=[], choice=choice)
    if not await read(datasette, queries.SEARCHABLE):
        return await page(datasette, request, "404.html", status=503, why="older_archive")
    # What is chosen counts before what is typed.
    chosen = [Condition(*one) for one in (("agency", choice.agency), ("lang", choice.language)) if one[1]]
    names = {one.name for one in chosen}
    what.conditions[:] = [*(one for one in what.conditions if one.name not in names), *chosen]
    number = page_number(request)
    skip = (number - 1) * FOUND_PAGE
    found = await answered(datasette, answer(what, limit=FOUND_PAGE + 1, skip=skip, newest=order == "newest"))
    hits = Hits(found.asked)
    rows = [
        row
        | {
            "href": permanent(datasette, row["key"]),
            "headline": hits.mark(row["headline"], row["language"]),
            "snippet": hits.snippet(row["body"], row["language"]),
        }
        for row in await read(datasette, queries.FOUND, {"numbers": str(found.numbers[:FOUND_PAGE])})
    ]
    link = functools.partial(address, datasette, "/search", choice, q=typed)
    context: Row = {
        "q": typed, "asked": what, "rows": rows, "choice": choice, "order": order, "newest": found.newest,
        # Conditions narrow what the words alone were counted by.
        "hits": None if what.conditions else found.hits,
        "other_order": link(order="" if order else "newest"),
    }  # fmt: skip
    turning = turn(functools.partial(link, order=order), number, more=len(found.numbers) > FOUND_PAGE)
    return await page(datasette, request, "search.html", **context, **turning, **await offers(datasette))


async def answered(datasette: Datasette, asking: Generator[Query, list[Row], Answer]) -> Answer:
    """Run the queries that an answer takes."""
    try:
        query = next(asking)
        while True:
            query = asking.send(await read(datasette, *query))
    except StopIteration as stopped:
        found: Answer = stopped.value
    return found


async def article(datasette: Datasette, request: Request) -> Response:
    """Answer `/article/KEY?revision=N&changes=1`: one article, in its current wording or in that of revision N.

    With `changes` it shows what that revision changed in the wording before it.
    """
    key = unquote(request.url_vars["key"])
    found = await read(datasette, queries.ARTICLE, {"key": key}) if NAME in datasette.databases else []
    if not found:
        return await page(datasette, request, "404.html", status=404, why="no_article", what=key)
    kept = found[0]
    asked = request.args.get("revision") or str(kept["revision"])
    of = {"article": kept["id"], "number": int(asked) if re.fullmatch("[0-9]{1,9}", asked) else 0}
    wording = await read(datasette, queries.REVISION, of)
    if not wording:
        return await page(datasette, request, "404.html", status=404, why="no_revision", what=asked)
    before = await read(datasette, queries.REVISION, of | {"number": of["number"] - 1})
    asked_for = bool(before and request.args.get("changes"))
    translations = await read(datasette, queries.TRANSLATIONS, kept)
    copies = await read(datasette, queries.COPIES, of)
    context: Row = {
        # The wording asked for over the article's own columns: headline, dateline, body and credit line.
        "article": kept | wording[0],
        "paragraphs": wording[0]["body"].split("\n\n"),
        "before": before,
        "changes": changes(before[0], wording[0]) if asked_for else None,
        "revisions": await read(datasette, queries.REVISIONS, of),
        "photos": await read(datasette, queries.PHOTOS, of),
        "addresses": await read(datasette, queries.ADDRESSES, of | {"url": kept["url"]}),
        "translations": [one | {"href": permanent(datasette, one["key"])} for one in translations],
        "copies": [one | {"href": permanent(datasette, one["key"])} for one in copies],
        "href": permanent(datasette, key),
    }
    return await page(datasette, request, "article.html", **context)


def changes(old: Row, new: Row) -> dict[str, list[list[Piece]]]:
    """Return the headline and the paragraphs of two wordings as the pieces of their difference."""
    return {
        "headline": difference([old["headline"]], [new["headline"]]),
        "body": difference(*(wording["body"].split("\n\n") for wording in (old, new))),
    }


async def read(datasette: Datasette, sql: str, values: dict[str, Any] | None = None) -> list[Row]:
    """Return the rows of a query on the archive, as dicts."""
    return [dict(row) for row in (await datasette.get_database(NAME).execute(sql, values)).rows]


def page_number(request: Request) -> int:
    """Return the page that is asked for, from 1."""
    asked_for = request.args.get("page") or "1"
    return max(1, int(asked_for)) if re.fullmatch("[0-9]{1,6}", asked_for) else 1


def turn(link: Callable[..., str], number: int, *, more: bool) -> Row:
    """Return the links `newer` and `older` of a page (None at either end)."""
    newer = link(page=str(number - 1)) if number > 1 else None
    return {"newer": newer, "older": link(page=str(number + 1)) if more else None}


async def offers(datasette: Datasette) -> Row:
    """Return the agencies and languages that a reader can choose from."""
    agencies = await read(datasette, AGENCIES)
    languages = sorted({language for agency in agencies for language in (agency["languages"] or "").split(",")} - {""})
    return {"agencies": agencies, "languages": languages}


async def page(datasette: Datasette, request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """Return a page of the desk, in the reader's language."""
    ui = typeset.interface(request.headers.get("accept-language", ""))
    html = await datasette.render_template(template, {"ui": ui, **context}, request=request)
    return Response.html(
        html, status, {"Content-Security-Policy": OURS, "Content-Language": ui, "Vary": "Accept-Language"}
    )


def address(datasette: Datasette, path: str, choice: Choice, **more: str) -> str:
    """Return the address of a list for `choice`, with `more` query arguments over the choice's own."""
    own = {"agency": choice.agency, "language": choice.language, "day": choice.day}
    asked = urlencode({name: value for name, value in (own | more).items() if value})
    return str(datasette.urls.path(path + ("?" + asked if asked else "")))


def permanent(datasette: Datasette, key: str) -> str:
    """Return the address of the article with this key."""
    return str(datasette.urls.path("/article/" + quote(key, safe=":/")))
