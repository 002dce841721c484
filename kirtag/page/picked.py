"""Which lines of an article's box are its text."""

import re

from kirtag.page.lines import Line
from kirtag.text import find_credits, find_promo, read_credit
from kirtag.text.tidy import fold

_STOPS = ".!?…。！？؟։।"
_CLOSED = f"{_STOPS}\"”»)'’:;"
_HEADLINE, _LABEL, _CALL, _DATED, _CREDIT, _CAPTION = 400, 70, 260, 120, 200, 400
_STANDFIRST = 40
_WORD = re.compile(r"\w")
_ADDRESS = re.compile(r"https?:|www\.")
# `Related: Ten photographs of snow`, of which the headline is a link.
_LABELLED = re.compile(r"[^.!?:：]{1,40}(?::\s|：)\s*\S")
_BYLINE = re.compile(
    r"(?:authors?|autor|by|di|par|por"
    r"|posted(?: by)?|published|updated|von|written by|автор|авторы|обновлено|опубликовано)\b",
    re.IGNORECASE,
)
# An hour, or a day with its year. A year alone may be in any heading.
_TIME = re.compile(
    r"(?<!\d)(?:\d{1,2}:\d{2}|\d{1,2}(?!\d)\D.{0,20}(?<!\d)(?:19|20)\d\d|(?:19|20)\d\d\D{1,3}\d{1,2})(?!\d)"
)
_FIGURE = re.compile(r"\d")
# Calls to the reader: how they begin, and what they are for.
_CALLING = re.compile(
    r"\W*(?:be the first|click|contact|download|e?mail|follow|for more|get|have an? \w+\?|join|like us|listen to|"
    r"reach (?:him|her|out|the|them|us)|read|sign up|start your|stay (?:connected|in|informed|up)|subscribe|"
    r"want (?:more|to)|watch (?:live|us)|you can (?:follow|read|reach|subscribe))\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"[«“„\"]|\b(?:according|said|says|told|tweeted|writes|wrote)\b", re.IGNORECASE)
_SERVICE = re.compile(
    r"\b(?:alerts|facebook|inbox|instagram|newsletters?|sign up|subscri\w+|telegram|twitter|whatsapp)\b|@\w",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\W*(?:advert(?:isement|ising)?|anzeige|email|highlights|image \d+ of \d+|key points|loading|newsletter|print|"
    r"publicidade?|reklama|share|sign up|subscribe(?: now)?|tags?|tweet|werbung|\d+ comments?|реклама)\W*",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"\b(?:web)?site uses cookies\b|\buse of cookies\b", re.IGNORECASE)


def pick(lines: list[Line], known: frozenset[str]) -> list[Line]:
    """Return the lines that are text. `known` are lines, folded, that are not: the headline, the byline, its names."""
    live = [line for line in lines if not line.box.dead]
    gone = {line for line in live if _is_none(line, known)}
    gone |= _in_front([line for line in live if line not in gone])
    gone |= _labels(live, gone)
    kept = [line for line in live if line not in gone]
    kept = _without_repeats(_without_promo(kept))
    return _without_end(kept)


def _is_none(line: Line, known: frozenset[str]) -> bool:
    """Tell whether a line is no text by itself: the headline again, a link, a credit, a caption, a call."""
    text, length = line.text, len(line.text)
    if not _WORD.search(text) or (length < _HEADLINE and fold(text) in known):
        return True
    if line.linked > (0.9 if text[-1] in _STOPS or length >= 200 else 0.75) and not _ADDRESS.match(text):
        return True
    if line.linked > 0.4 and length < 200 and _LABELLED.match(text):
        return True
    if length < _CREDIT and read_credit(text):
        return True
    if length < _CALL and (_ALONE.fullmatch(text) or _COOKIES.search(text) or _calls(text)):
        return True
    return line.pictured and length < _CAPTION and any(one.span.end == length for one in find_credits([text]))


def _calls(text: str) -> bool:
    """Tell whether a line calls the reader to a service of the site. Words that somebody said are none."""
    return bool(_CALLING.match(text) and _SERVICE.search(text) and not _SAID.search(text))


def _in_front(lines: list[Line]) -> set[Line]:
    """Return what stands above the text, or between its standfirst and the rest: names, places and times."""
    running = [number for number, line in enumerate(lines) if line.weight or len(line.text) >= 100]
    if not running:
        return set()
    first = running[0]
    second = next((number for number in running[1:] if lines[number].weight), first)
    gone = {line for line in lines[:first] if _may_go(line) and (_is_told(line, _DATED) or _is_name(line))}
    between = [line for line in lines[first:second] if _may_go(line) and not line.weight]
    told = {line for line in between if _is_told(line, 60)}
    return gone | told | ({line for line in between if _is_name(line)} if told else set())


def _may_go(line: Line) -> bool:
    return not line.heading and line.box.tag not in ("li", "tr")


def _is_told(line: Line, longest: int) -> bool:
    """Tell whether a line is a byline or a time, or begins or ends with one."""
    text = line.text
    if len(text) >= longest:
        return False
    return _TIME.search(text) is not None or (_BYLINE.match(text) is not None and text[-1] not in _STOPS)


def _is_name(line: Line) -> bool:
    """Tell whether a line is a place, a name, a section, or a number of readers."""
    text = line.text
    short = len(text) < 30 and len(text.split()) <= 3 and text[-1] not in _CLOSED
    return short and (text.isdigit() or not _FIGURE.search(text))


def _labels(lines: list[Line], gone: set[Line]) -> set[Line]:
    """Return the lines that head nothing but links: `Related` above two or at the end, `Read also:`."""
    found = set()
    links, at_end = 0, True
    for line in reversed(lines):
        if line.linked > 0.4 and line in gone:
            links += 1
            continue
        label = line not in gone and len(line.text) <= _LABEL and not line.weight and line.text[-1] not in _STOPS
        sure = at_end or links > 1 or line.text[-1] in ":：" or line.text.isupper()
        if label and links and sure:
            found.add(line)
        elif line not in gone:
            at_end = False
        links = 0
    return found


def _without_promo(lines: list[Line]) -> list[Line]:
    """Return the lines without those that advertise the site, from end to end."""
    whole = {
        one.span.paragraph
        for one in find_promo([line.text for line in lines])
        if one.kind == "promo" and one.span.start == 0 and one.span.end == len(lines[one.span.paragraph].text)
    }
    return [line for number, line in enumerate(lines) if number not in whole]


def _without_repeats(lines: list[Line]) -> list[Line]:
    """Return the lines without the second copy of the first one: a standfirst is printed above and below a picture."""
    return lines[:1] + [line for line in lines[1:] if line.text != lines[0].text or len(line.text) < _STANDFIRST]


def _without_end(lines: list[Line]) -> list[Line]:
    """Return the lines without what heads nothing, and without a list of links behind the last paragraph."""
    last = max((number for number, line in enumerate(lines) if line.weight), default=len(lines))
    linked = {line for line in lines[last + 1 :] if line.linked > 0.05 and not _ADDRESS.match(line.text)}
    if len(linked) > 2:
        lines = [line for line in lines if line not in linked]
    end = len(lines)
    while end and (lines[end - 1].heading or (end > last + 1 and _is_word(lines[end - 1]))):
        end -= 1
    return lines[:end]


def _is_word(line: Line) -> bool:
    """Tell whether a line is a word that nothing follows: `Photos`, above what is no text."""
    text = line.text
    return _may_go(line) and " " not in text and len(text) <= 20 and text[-1] not in _CLOSED
