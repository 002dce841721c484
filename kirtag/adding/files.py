"""What a new agency is on the disk: the words it begins with, a spider's module, saved pages, a row of the README."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from kirtag.adding.draft import Draft
from kirtag.adding.source import source
from kirtag.errors import KirtagError
from kirtag.items import Article, StoredPage
from kirtag.page import Document, Undecodable, decode, host, is_under
from kirtag.page.listing import web_address
from kirtag.page.saved import as_json, written
from kirtag.page.site_facts import id_of

# The heading under which the README lists the agencies.
_AGENCIES = "## Agencies\n"
_ID = re.compile(r"[a-z][a-z0-9_]*")


class Unfit(KirtagError):
    """Something that was given is not what it should be, or is there already. The message says what to give instead."""

    exit_code = 2


class NotProven(KirtagError):
    """The drafted spider does not read the pages that it was drafted from. The message says which."""


def address(words: list[str]) -> str:
    """Return the address that was given. Raises Unfit."""
    url = web_address("", words[0]) if len(words) == 1 else ""
    if not url:
        raise Unfit("Name one address, of an article or of the home page: scrapy addagency https://example.kg/news/1.")
    return url


def new_id(url: str, wanted: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """Return the id of a new agency, as `wanted` or by its host. `known` are the hosts of those that there are.

    Raises Unfit where it is known, or cannot be called so.
    """
    for one, hosts in known.items():
        if is_under(host(url), hosts):
            raise Unfit(f"{host(url)} is known: it is {one}, in kirtag/spiders/{one}.py. Correct that one.")
    name = wanted or id_of(url)
    if not _ID.fullmatch(name) or name in ("all", "any"):
        raise Unfit(f"--name {name} cannot be an agency's id. Take small letters and digits: --name example.")
    if name in known:
        raise Unfit(f"There is an agency {name} already. Choose another id: --name ID.")
    return name


def saved_page(file: Path, url: str) -> StoredPage:
    """Return a page as it was saved, from where it says that it is, if that is of the site, else from `url`.

    Raises Unfit where there is none.
    """
    try:
        body, moment = file.read_bytes(), file.stat().st_mtime
        page = Document(decode(body, "text/html"), url)
    except OSError as error:
        raise Unfit(f"{file} cannot be read: {error.strerror}.") from None
    except Undecodable as error:
        raise Unfit(f"{file} is no saved page: {error}") from None
    stated = (page.absolute(link.get("href")) for link in page.select("link[rel=canonical][href]"))
    own = next((one for one in stated if host(one) == host(url)), url)
    return StoredPage(own, datetime.fromtimestamp(int(moment), UTC), "text/html", body)


def new_files(made: Draft, root: Path, rules: Callable[[Article], Article]) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a new agency below `root`, the checkout, with what they hold; last the README as it will be.

    `rules` are the text rules. Raises NotProven where the spider does not read its pages.
    """
    text = source(made)
    yield root / "kirtag/spiders" / f"{made.name}.py", text.encode()
    spider = spider_of(text)
    for number, page in enumerate(made.pages, 1):
        article = rules(spider.read(page.stored))
        if article.language != page.language:
            raise NotProven(
                f"The addresses of {made.hosts[0]} do not tell its languages apart: {page.stored.url} would be "
                f"taken for {article.language}, and is in {page.language}. Give saved pages of one language, by --page."
            )
        file = root / "tests/pages" / made.name / (_slug(page.stored.url) or f"{page.language}-{number}")
        yield file.with_name(f"{file.name}.html"), page.stored.body
        yield file.with_name(f"{file.name}.json"), written(as_json(page.stored, article)).encode()
    yield root / "README.md", _listed(made, (root / "README.md").read_text("utf-8")).encode()


def spider_of(text: str) -> Any:
    """Return the spider of a module's text."""
    module = ModuleType("draft")
    exec(compile(text, "draft.py", "exec"), vars(module))  # noqa: S102 - our own text
    return next(one for key, one in vars(module).items() if key.endswith("Spider") and key != "WireSpider")()


def _slug(url: str) -> str:
    """Return a file's name for an address: its last part, if that says something."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2].lower()
    slug = re.sub("[^a-z0-9]+", "-", re.sub(r"\.\w{2,5}$", "", last)).strip("-")[:80].strip("-")
    return slug if re.search("[a-z]{3}", slug) else ""


def _listed(made: Draft, readme: str) -> str:
    """Return the README with the agency's row under the others."""
    start, heading, rest = readme.partition(_AGENCIES)
    table, gap, end = rest.lstrip("\n").partition("\n\n")
    month = max(f"{page.stored.captured:%Y-%m}" for page in made.pages)
    where, languages = host(f"https://{made.hosts[0]}"), ", ".join(made.agency.languages)
    proof = f"`page {month}`: as `scrapy addagency` guessed it"
    row = f"| {made.agency.name}, {where} | `{made.name}` | {languages} | {proof} |"
    return f"{start}{heading}\n{table}\n{row}{gap}{end}"
