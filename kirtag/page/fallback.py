"""The text of a page whose layout nobody described."""

from copy import deepcopy
from itertools import islice

from kirtag.items import Credit
from kirtag.page.document import Document
from kirtag.page.furniture import is_standfirst
from kirtag.page.lines import Box, Line, read_lines
from kirtag.page.main_text import MainText, find_main_text
from kirtag.page.parts import Parts
from kirtag.page.picked import pick
from kirtag.text import find_credits, read_credit, tidy, tidy_line
from kirtag.text.tidy import fold

# No headline is longer.
_LONGEST = 400
# A shorter line between headline and text is a section, a name or a time.
_STANDFIRST = 30
# Another reader is believed if it finds so much more.
_MORE = 1.5


def read_any(page: Document, headline: str | None = None, byline: str | None = None) -> Parts:
    """Return the body of any news page, in paragraphs, and its credits; empty where it finds none.

    `headline` and `byline` are as read before. The text begins behind the headline; pictures and what stands under
    them, other articles, forms, comments and what is told of the text are left out. Where that is not sure,
    trafilatura is asked, too.
    """
    boxes, lines = read_lines(page.root)
    told = _told(page)
    titled = _titled(lines, fold(headline or ""), told)
    main = find_main_text(boxes, lines, titled)
    chosen = _standfirst(lines, main, told) + lines[main.first : main.last]
    names = (byline or "").split(", ")
    known = frozenset(fold(line) for line in (headline, byline, *names) if line)
    body = [line.text for line in pick(chosen, known)]
    if not (body and main.sure):
        body = _ask_another(page, body, known)
    return Parts(body=body, credits=_credits(page, lines, main) if body else [])


def _told(page: Document) -> dict[str, str]:
    """Return what the page tells of its headline and standfirst, folded: title, og:title and og:description."""
    title = next(page.root.iter("title"), None)
    found = {"title": fold(title.text_content()[:_LONGEST])} if title is not None else {}
    for element in page.root.iter("meta"):
        name = element.get("property") or element.get("name")
        if name in ("og:title", "og:description", "description"):
            found.setdefault(name, fold((element.get("content") or "")[:_LONGEST]))
    return found


def _titled(lines: list[Line], headline: str, told: dict[str, str]) -> int | None:
    """Return the number of the line that is the headline, if the page calls itself so: a heading before another."""
    core = headline.rstrip("….")
    titles = [told[name].rstrip("….") for name in ("title", "og:title") if told.get(name)]
    if not core or not any(core in title or title in core or core.startswith(title[:60]) for title in titles if title):
        return None
    same = [number for number, line in enumerate(lines) if len(line.text) < _LONGEST and fold(line.text) == headline]
    return next((number for number in same if lines[number].heading), next(iter(same), None))


def _standfirst(lines: list[Line], main: MainText, told: dict[str, str]) -> list[Line]:
    """Return the lines between headline and text that are named as standfirst, or that the page tells of itself."""
    if main.titled is None:
        return []
    descriptions = [told[name].rstrip("….") for name in ("og:description", "description") if told.get(name)]
    return [
        line
        for line in lines[main.titled + 1 : main.first]
        if not line.box.dead
        and line.linked < 0.3
        and len(line.text) >= _STANDFIRST
        and (_is_named(line.box) or any(text and fold(line.text).startswith(text) for text in descriptions))
    ]


def _is_named(box: Box) -> bool:
    return any(is_standfirst(around.names) for around in islice(box.up(), 3))


def _ask_another(page: Document, body: list[str], known: frozenset[str]) -> list[str]:
    """Return trafilatura's text where it finds much more."""
    # A tenth of a second that no crawl needs whose pages are all of known layouts.
    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(page.root), url=page.url, include_comments=False, include_tables=False, favor_precision=True
    )
    text = None if found is None or isinstance(found, dict) else found.text
    lines = tidy((text or "").splitlines())
    other = [line for line in lines if fold(line) not in known and not read_credit(line)]
    return other if sum(map(len, other)) > _MORE * sum(map(len, body)) else body


def _credits(page: Document, lines: list[Line], main: MainText) -> list[Credit]:
    """Return the credits printed from the headline to the end of the text, or else those of the page, each once."""
    start = main.first if main.titled is None else main.titled
    found = [read_credit(line.text) or _credit_under(line) for line in lines[start : main.last]]
    if not any(found):
        found = [read_credit(tidy_line(block.text)) for block in page.blocks if block.tag != "img"]
    return list(dict.fromkeys(filter(None, found)))


def _credit_under(line: Line) -> Credit | None:
    """Return the credit that closes a caption."""
    if not (line.pictured or line.box.dead):
        return None
    return next((one.credit for one in find_credits([line.text]) if one.span.end == len(line.text)), None)
