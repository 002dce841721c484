"""Where on a page its article stands: the box whose running text outweighs all else in it."""

import re
from dataclasses import dataclass
from itertools import accumulate

from kirtag.page.furniture import body_rank, is_firm
from kirtag.page.lines import Box, Line
from kirtag.text.tidy import fold

_STOPS = ".!?…։。।؟\"”»)'’:;"
# A line that ends like a sentence counts as one from so many characters, another one only if it is long.
_SENTENCE, _PARAGRAPH = 45, 140
# A teaser's lead stands under its linked headline, and is no longer.
_HEADLINE, _LEAD = 20, 400
# Letters of Chinese and Japanese say as much as three others.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
# What one character that is no running text takes from a box, and what it adds to one that is named as the text.
_NOISE, _NAMED_NOISE = 0.7, 0.3
# How much of a page's running text a box may hold that says to be beside it.
_MOST_ASIDE, _MOST_FIRM_ASIDE = 0.4, 0.75
# A box named as the text is believed if it holds so much of what the best box without a name holds. The article that
# holds the headline needs little, for pages append other articles to theirs.
_SHARE, _SHARE_OF_ALL, _SHARE_OF_OWN = 0.3, 0.5, 0.1
# Below so much running text behind it, a headline stands where no article begins.
_BEHIND = 200
# With less of the page's running text, the box may be the wrong one.
_SURE = 0.3


@dataclass(frozen=True)
class MainText:
    """The lines from `first` up to `last` hold the article; `titled` is the headline's number.

    `sure` says that they hold a good part of the page's running text, are named as nothing else is, or are the article
    that the headline is in.
    """

    first: int
    last: int
    titled: int | None
    sure: bool


def find_main_text(boxes: list[Box], lines: list[Line], titled: int | None) -> MainText:
    """Return where the article of a page stands. `titled` is the number of the line that is its headline.

    Marks as `dead` the boxes that are beside the text, and weighs the lines.
    """
    _weigh(lines)
    if titled is not None and sum(line.weight for line in lines[titled:]) < _BEHIND:
        titled = None
    start = 0 if titled is None else titled + 1
    _sum(boxes, lines[start:])
    whole = boxes[0].weight
    whole -= _bury(boxes, lines, titled)
    _sum(boxes, lines[start:])
    densest = _densest(boxes)
    named = _named(boxes, densest, titled)
    first, last = (named.first, named.last) if named else (densest.first, densest.last)
    if named and _rank(named) == 2:
        first, last = _with_kin(boxes, lines, named)
    first = max(first, start)
    inside = sum(line.weight for line in lines[first:last] if not line.box.dead)
    sure = inside >= _SURE * whole or (named is not None and (_owns(named, titled) or _rank(named) == 2))
    return MainText(first, last, titled, sure)


def _weigh(lines: list[Line]) -> None:
    """Give running text its weight, and everything else its noise."""
    above = None
    for line in lines:
        length = len(line.text)
        if dense := len(_DENSE.findall(line.text)):
            length += 2 * dense
        runs = length >= _PARAGRAPH or (length >= _SENTENCE and line.text[-1] in _STOPS)
        if line.linked > 0.5:
            line.noise = 2 * length + 20
        elif runs and not line.heading:
            weight = length * (1 - line.linked)
            if above and len(line.text) < _LEAD and _leads_to_another(above, line):
                line.noise = weight
            else:
                line.weight = weight
        elif not line.heading:
            line.noise = length
        above = line


def _leads_to_another(above: Line, line: Line) -> bool:
    """Tell whether a line stands right under the linked headline of another article, in one box with it."""
    return (
        above.linked > 0.85
        and len(above.text) >= _HEADLINE
        and not {*_nearest(above.box)}.isdisjoint(_nearest(line.box))
    )


def _nearest(box: Box) -> list[Box]:
    return [around for around, _ in zip(box.up(), range(3), strict=False)]


def _sum(boxes: list[Box], lines: list[Line]) -> None:
    for box in boxes:
        box.weight = box.noise = 0.0
    for line in lines:
        if not line.box.dead:
            line.box.weight += line.weight
            line.box.noise += line.noise
    for box in reversed(boxes):
        if box.parent:
            box.parent.weight += box.weight
            box.parent.noise += box.noise


def _bury(boxes: list[Box], lines: list[Line], titled: int | None) -> float:
    """Mark as dead what stands beside the text, but nothing that holds the headline or most of the text.

    Returns how much of it is running text of other articles.
    """
    others, whole = 0.0, boxes[0].weight
    headline = None if titled is None else fold(lines[titled].text)
    above = list(accumulate((line.weight for line in lines), initial=0.0))
    for box in boxes:
        if box.parent and box.parent.dead:
            box.dead = True
        elif titled is not None and box.first <= titled < box.last:
            continue
        elif box.marked and box.tag not in ("html", "body"):
            firm = box.tag in ("nav", "aside", "footer") or is_firm(box.names)
            box.dead = box.weight <= (_MOST_FIRM_ASIDE if firm else _MOST_ASIDE) * whole
        elif box.tag == "article" and box.first < box.last:
            first = lines[box.first]
            other = first.box.tag == "h1" and titled is not None and fold(first.text) != headline
            teaser = first.heading and first.linked > 0.85 and box.weight <= _MOST_FIRM_ASIDE * whole
            box.dead = teaser or (other and above[box.first] - above[titled or 0] > _BEHIND)
            others += box.weight * box.dead
    return others


def _densest(boxes: list[Box]) -> Box:
    """Return the box with the most running text after its noise is taken off; of equal ones the innermost."""
    best, most = boxes[0], float("-inf")
    for box in boxes:
        worth = box.weight - _NOISE * box.noise
        if not box.dead and worth >= most - 1:
            best, most = box, max(worth, most)
    return best


def _named(boxes: list[Box], densest: Box, titled: int | None) -> Box | None:
    """Return the box that is named as the article's text and holds enough of it; None without one.

    Inside of a named box a box with a better name wins if it holds most of it, beside of one only if it holds more;
    an article that holds the headline wins over all that follow.
    """
    crowded = _crowded(boxes)
    best, best_rank, best_owns = None, 0, False
    for box in boxes:
        if box.dead or box in crowded or box.tag not in ("article", "div", "main", "section", "td"):
            continue
        rank = _rank(box)
        if not rank and box.tag != "article":
            continue
        owns = _owns(box, titled)
        worth = box.weight + _NAMED_NOISE * box.noise
        enough = box.weight >= (_SHARE_OF_OWN if owns else _SHARE) * densest.weight
        if not enough and worth < _SHARE_OF_ALL * (densest.weight + _NAMED_NOISE * densest.noise):
            continue
        if best:
            inside = best.holds(box)
            asked = 9.0 if best_owns and not inside else 0.4 if rank > best_rank else 0.85 if inside else 1.3
            if worth < asked * (best.weight + _NAMED_NOISE * best.noise):
                continue
        best, best_rank, best_owns = box, rank, owns
    return best


def _rank(box: Box) -> int:
    return 2 if box.stated else body_rank(box.names)


def _owns(box: Box, titled: int | None) -> bool:
    return titled is not None and box.tag == "article" and box.first <= titled < box.last


def _crowded(boxes: list[Box]) -> set[Box]:
    """Return the articles that hold several others: lists of articles."""
    inner: dict[Box, int] = {}
    for box in reversed(boxes):
        if box.parent:
            own = box.tag == "article" and not box.dead and box.weight > 0
            inner[box.parent] = inner.get(box.parent, 0) + inner.get(box, 0) + own
    return {box for box, count in inner.items() if box.tag == "article" and count > 1}


def _with_kin(boxes: list[Box], lines: list[Line], named: Box) -> tuple[int, int]:
    """Return the first and last line of a text that stands in several boxes of one name, parted by advertisements.

    Where a headline stands between them, they are articles of their own.
    """
    kin = [
        box
        for box in boxes
        if box.names == named.names
        and box.tag == named.tag
        and not box.dead
        and (box is named or not (box.weight == 0 or box.holds(named) or named.holds(box)))
    ]
    first, last = min(box.first for box in kin), max(box.last for box in kin)
    held = {number for box in kin for number in range(box.first, box.last)}
    if any(lines[number].box.tag in ("h1", "h2") for number in range(first, last) if number not in held):
        return named.first, named.last
    return first, last
