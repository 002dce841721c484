"""The signs of pages that are no articles: the rows of `data/barriers.tsv`, each with its example."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kirtag.text.rules import Rule

# The reasons: what stands there, and what to do about it.
REASONS = {
    "challenge": (
        "A check for bots, or a refusal, stands in the article's place",
        "The site refuses our name: ask the agency to let it in, or crawl more slowly.",
    ),
    "consent": (
        "A wall that asks for consent stands in the article's place",
        "Ask the agency for a way around it: the text is not in the page.",
    ),
    "paywall": (
        "Only the beginning of the article stands here, before a paywall",
        "Ask the agency for its wire, or leave it: the rest is not in the page.",
    ),
    "soft 404": (
        "The page says that there is no article, though the server says that all is well",
        "Nothing is to be done.",
    ),
    "blocked": (
        "The page is closed by law, or to the country that we crawl from",
        "Crawl it from elsewhere, where that is lawful.",
    ),
    "error": (
        "A server's failure, or a host without its site, stands in the article's place",
        "The site must mend it: fetch the page again later.",
    ),
    "login": (
        "The page asks for a login instead of showing the article",
        "Ask the agency for access: the text is not in the page.",
    ),
    "age check": (
        "A question for the reader's age stands in the article's place",
        "Ask the agency for a way around it: the text is not in the page.",
    ),
    "redirect": (
        "The page only leads to another one",
        "Look where it leads: the agency may have moved its articles.",
    ),
}
# The spots, as the archivist is told of them.
SPOTS = {
    "address": "its address",
    "heading": "its heading",
    "short": "its only words",
    "line": "the beginning of a line",
    "alone": "a line",
    "form": "the heading over a password",
    "refresh": "its meta refresh",
    "markup": "its source",
}


# How much a page may hold and yet be no article. In spots that are seen, characters of running text: a note has one
# paragraph, a notice explains itself in several, and a teaser is what paywalls leave (three of four real articles hold
# more). That alone tells nothing, for one real article of ten is as short as a note: the words must be there too. In
# the other spots, characters of all that is seen: no real page shows less than twice of what is short here, and a bare
# one shows a script or a widget and hardly a line.
MOST = {"note": 600, "teaser": 1_200, "notice": 2_500, "any": 10**9, "short": 600, "bare": 200}

# What may stand in front of any words: `Ошибка 404. К сожалению, ...`
OPENING = (
    r"(?:(?:(?:ошибка|ката|қате|xato|хато|помилка|error|http)[ :#№-]{0,3})?404 ?[.,:;|!–—-]{0,3} ?)?"
    r"(?:(?:к сожалению|извините|простите|упс|ой|ошибка|кечиресиз|кешіріңіз|на жаль|вибачте|oops|sorry|we're sorry|"
    r"unfortunately|error) ?[.,:;|!–—-]{0,3} ?(?:но |but )?)?"
)

_PART = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, kw_only=True)
class Sign(Rule):
    """A rule that tells a page for one `reason`, in `spots`, if it holds no more than `most` characters.

    The `written` of a sign in `markup` is no pattern but pieces of the source, parted by ` … `.
    """

    reason: str
    spots: tuple[str, ...]
    most: int


@cache
def signs() -> tuple[Sign, ...]:
    """Return the signs in the order of the table: the first that holds gives the reason."""
    parts: dict[str, str] = {}
    found = []
    for line in Path(__file__).with_name("data").joinpath("barriers.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("part\t"):
            _, name, pattern = line.split("\t")
            parts[name] = pattern
        elif line and not line.startswith("#"):
            reason, spots, most, name, pattern, example = line.split("\t")
            written = _PART.sub(lambda part: parts[part[1]], pattern)
            found.append(Sign(name, written, example, reason=reason, spots=tuple(spots.split(",")), most=MOST[most]))
    return tuple(found)
