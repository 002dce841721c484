"""The reader's desk: the wire by day, search, and a page for each article, beside Datasette's own tables.

It only reads. Started by `datasette archive/`, or by `datasette serve FOLDER/kirtag.db` with this folder's
metadata, templates, plugins and static files named on the command line.
"""

import functools
import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from itertools import groupby
from typing import Any
from urllib.parse import quote, unquote, urlencode

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request
from jinja2 import Environment

from kirtag.archive.search import match
from kirtag.desk import queries, typeset
from kirtag.desk.queries import AGENCIES, PAGE, Choice
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
    rows, turning = await turn(datasette, request, "/", choice)
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
    """Answer `/search?q=&agency=&language=&page=`: the articles that hold all the words, newest first."""
    typed = request.args.get("q") or ""
    words = match(typed)
    if not words or NAME not in datasette.databases:
        return await page(datasette, request, "search.html", q=typed, words=words, rows=[], choice=Choice())
    choice = Choice(request.args.get("agency") or "", request.args.get("language") or "", match=words)
    rows, turning = await turn(datasette, request, "/search", choice, q=typed)
    found = await read(datasette, *queries.excerpts(choice, [row["id"] for row in rows]))
    marks = {row["id"]: row for row in found}
    rows = [row | marks[row["id"]] for row in rows if row["id"] in marks]
    context: Row = {"q": typed, "words": words, "rows": rows, "choice": choice}
    return await page(datasette, request, "search.html", **context, **turning, **await offers(datasette))


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


async def turn(datasette: Datasette, request: Request, path: str, choice: Choice, **more: str) -> tuple[list[Row], Row]:
    """Return the articles on the page asked for, and the links `newer` and `older` (None at either end)."""
    asked = request.args.get("page") or "1"
    number = max(1, int(asked)) if re.fullmatch("[0-9]{1,6}", asked) else 1
    rows = await read(datasette, *queries.listing(choice, number))
    link = functools.partial(address, datasette, path, choice, **more)
    newer = link(page=str(number - 1)) if number > 1 else None
    older = link(page=str(number + 1)) if len(rows) > PAGE else None
    shown = [row | {"href": permanent(datasette, row["key"])} for row in rows[:PAGE]]
    return shown, {"newer": newer, "older": older}


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
