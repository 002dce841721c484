"""Any news page to its text, without a layout: ours beside other readers', on pages of other people.

Scored as scrapinghub's article extraction benchmark does: each text as its runs of four words, precision and recall of
each page, their means over all pages, and F1 of the means.
"""

import gzip
import json
import logging
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import trafilatura

from kirtag.items import Article
from kirtag.page import NotAnArticle, decode, read
from kirtag.pipelines import text_rules
from tests.corpus import CORPUS

PAGES = CORPUS / "extraction"
# Where `make bench` installs the peers. Last on the path: what kirtag has of its own stays as it is.
PEERS = Path(__file__).parents[2] / ".cache/bench"
RUN = 4
WARM = 5
WORD = re.compile(r"\w+")
ASKED = {
    "kirtag": "asked: F1 .965, not under trafilatura's, at 1.25 times its CPU at most",
    "kirtag and its text rules": "asked: the same F1",
}


class Page(NamedTuple):
    """A page, its address, and the text that a careful reader found in it."""

    url: str
    body: bytes
    text: str


class Score(NamedTuple):
    """What of the found text is right, and what of the right text was found."""

    precision: float
    recall: float


Reader = Callable[[bytes, str], str]


def run() -> None:
    if not PAGES.exists():
        print("extraction: not measured, ../shared/corpus/extraction is not there")
        return
    pages = list(_pages())
    readers = dict(_readers())
    scores: dict[str, list[Score]] = {name: [] for name in readers}
    cpu = dict.fromkeys(readers, 0.0)
    for number, page in enumerate(pages[:WARM] + pages):
        for name, reader in readers.items():
            began = time.process_time()
            text = reader(page.body, page.url)
            spent = time.process_time() - began
            if number >= WARM:
                cpu[name] += spent
                scores[name].append(score(page.text, text))
    print(f"{len(pages)} news pages to their text, without a layout; CPU beside that of trafilatura:")
    for name in readers:
        _tell(name, scores[name], cpu[name], cpu["trafilatura"])


def score(right: str, found: str) -> Score:
    """Compare two texts by their runs of four words; a run that stands twice counts twice.

    >>> score("one two three four five", "one two three four")
    Score(precision=1.0, recall=0.5)
    """
    wanted, got = _runs(right), _runs(found)
    both = (wanted & got).total()
    return Score(both / (got.total() or 1), both / (wanted.total() or 1))


def f1(scores: list[Score]) -> float:
    """Return F1 of the mean precision and the mean recall."""
    precision, recall = (mean(column) for column in zip(*scores, strict=True))
    return 2 * precision * recall / (precision + recall or 1)


def _tell(name: str, scores: list[Score], cpu: float, beside: float) -> None:
    precision, recall = (mean(column) for column in zip(*scores, strict=True))
    exact = mean(one == (1, 1) for one in scores)
    asked = f" ({ASKED[name]})" if name in ASKED else ""
    print(
        f"    {name}: F1 {f1(scores):.4f}, P {precision:.4f}, R {recall:.4f}, exact {exact:.2f}, "
        f"{cpu / len(scores) * 1000:.1f} ms, {cpu / beside:.2f} times{asked}"
    )


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def _pages() -> Iterator[Page]:
    truth = json.loads((PAGES / "ground-truth.json").read_text(encoding="utf-8"))
    for name, known in truth.items():
        body = gzip.decompress((PAGES / f"{name}.html.gz").read_bytes())
        yield Page(known["url"], body, known["articleBody"])


def _readers() -> Iterator[tuple[str, Reader]]:
    yield "kirtag", lambda body, url: "\n".join(_article(body, url).body)
    yield "kirtag and its text rules", lambda body, url: "\n".join(_ruled(body, url).body)
    yield "trafilatura", _trafilatura
    yield "trafilatura and its tables", lambda body, url: _trafilatura(body, url, tables=True)
    if PEERS.exists():
        sys.path.append(str(PEERS))
        yield "readability-lxml", _readability()
        yield "newspaper4k", _newspaper()
    else:
        print("readability-lxml and newspaper4k: not measured, `make bench` has not installed them into .cache/bench")


def _article(body: bytes, url: str) -> Article:
    try:
        return read(decode(body, None), url)
    except NotAnArticle:
        return Article(url=url, agency="", language=None, headline="", body=[])


def _ruled(body: bytes, url: str) -> Article:
    article = _article(body, url)
    for rule in text_rules() if article.body else ():
        article = rule.process_item(article)
    return article


def _trafilatura(body: bytes, url: str, *, tables: bool = False) -> str:
    found = trafilatura.extract(body, url=url, include_comments=False, include_tables=tables, favor_precision=True)
    return found or ""


def _readability() -> Reader:
    from lxml.html import fromstring
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)

    def reader(body: bytes, url: str) -> str:
        page = Document(decode(body, None), url=url)
        # It gives markup. Its paragraphs are told by their elements.
        summary = fromstring(page.summary())
        return "\n".join(summary.itertext())

    return reader


def _newspaper() -> Reader:
    with warnings.catch_warnings(action="ignore"):  # of packages that it has no use for here
        from newspaper import Article as Newspaper

    logging.getLogger("jieba").setLevel(logging.CRITICAL)

    def reader(body: bytes, url: str) -> str:
        page = Newspaper(url, fetch_images=False)
        page.download(input_html=decode(body, None))
        try:
            page.parse()
        except ImportError:
            return ""  # a language for which it wants a package more
        return page.text

    return reader
