"""The source of a spider, as a person would have written it and `ruff format` leaves it."""

from collections.abc import Iterator
from dataclasses import fields
from textwrap import wrap
from typing import Any
from unicodedata import east_asian_width

from babel import Locale

from kirtag.adding.draft import Draft
from kirtag.items import Agency
from kirtag.page import Layout
from kirtag.page.discovery import ARTICLE

_WIDTH = 120
# Facts in the order in which spiders state them; empty ones are left out.
_FACTS = ("agency", "hosts", "feeds", "sitemaps", "listings", "editions", "articles", "layouts")


def source(made: Draft) -> str:
    """Return the text of a spider's module."""
    general = made.articles == ARTICLE
    lines = [
        f'"""{_plain(made.agency.name)}."""',
        "",
        "from kirtag.items import Agency",
        *(["from kirtag.page import Layout"] if made.layouts else []),
        *(["from kirtag.page.discovery import ARTICLE"] if general else []),
        "from kirtag.wire import WireSpider",
        "",
        "",
        f"class {''.join(part.capitalize() for part in made.name.split('_'))}Spider(WireSpider):",
        *_docstring(made),
        "",
        f"    name = {_text(made.name)}",
    ]
    for name in _FACTS:
        value = getattr(made, name)
        if name == "articles" and general:
            lines.append("    articles = ARTICLE")
        elif value:
            lines += _stated(f"    {name} = ", value, "")
    return "\n".join(lines) + "\n"


def _docstring(made: Draft) -> Iterator[str]:
    """Yield what the spider says of itself: who, where, in which languages, and by what it was made."""
    spoken = [Locale.parse(language).get_display_name("en") or language for language in made.agency.languages]
    told = ", ".join(spoken[:-1]) + " and " + spoken[-1] if len(spoken) > 1 else "".join(spoken)
    yield from wrap(
        f'    """{_plain(made.agency.name)}: https://{made.hosts[0]}, {told}.', _WIDTH, subsequent_indent="    "
    )
    yield ""
    days = sorted(f"{page.stored.captured:%Y-%m}" for page in made.pages)
    yield from wrap(
        f"What stands here was guessed by `scrapy addagency` from the lists and pages of {days[-1]}.",
        _WIDTH,
        initial_indent="    ",
        subsequent_indent="    ",
    )
    yield '    """'


def _stated(head: str, value: Any, tail: str) -> list[str]:
    """Return the lines of a statement: one where it fits, else each part on its own, with a comma behind the last."""
    whole = f"{head}{_value(value)}{tail}"
    parts = _parts(value)
    # Chinese letters are twice as wide.
    if len(whole) + sum(east_asian_width(letter) in "WF" for letter in whole) <= _WIDTH or not parts:
        return [whole]
    indent = " " * (len(head) - len(head.lstrip()))
    opening, pairs, closing = parts
    lines = [f"{head}{opening}"]
    for name, part in pairs:
        lines += _stated(f"{indent}    {name}", part, ",")
    return [*lines, f"{indent}{closing}{tail}"]


def _parts(value: Any) -> tuple[str, list[tuple[str, Any]], str] | None:
    """Return what opens a value, its parts with what stands in front of each, and what closes it."""
    match value:
        case tuple():
            return "(", [("", one) for one in value], ")"
        case dict():
            return "{", [(f"{_text(key)}: ", one) for key, one in value.items()], "}"
        case Agency():
            named = ("country", "timezone", "languages")
            return "Agency(", [("", value.name), *((f"{name}=", getattr(value, name)) for name in named)], ")"
        case Layout():
            names = ["headline", *(one.name for one in fields(value) if one.name != "headline")]
            stated = ((name, getattr(value, name)) for name in names)
            return "Layout(", [(f"{name}=", one) for name, one in stated if one], ")"
        case _:
            return None


def _value(value: Any) -> str:
    parts = _parts(value)
    if parts is None:
        return _text(value)
    opening, pairs, closing = parts
    comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
    return f"{opening}{', '.join(name + _value(one) for name, one in pairs)}{comma}{closing}"


def _text(text: str) -> str:
    """Return a string as ruff quotes it; a pattern raw."""
    quote = "'" if '"' in text and "'" not in text else '"'
    if "\\" in text and quote not in text:
        return f"r{quote}{text}{quote}"
    told = text.replace("\\", "\\\\")
    return f"{quote}{told.replace(quote, chr(92) + quote)}{quote}"


def _plain(text: str) -> str:
    """Return a name as it may stand in a docstring."""
    return text.replace("\\", "").replace('"', "'")
