"""Pages that stand in an article's place, and the articles about them."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirtag.demo import Newsroom
from kirtag.page import Document, decode
from kirtag.page.barrier import Barrier, _hits, find_barrier
from kirtag.page.barrier_signs import REASONS, Sign, signs
from kirtag.page.seen import Seen
from tests.barrier_pages import HITS, LEAD, MENU, MISSES, URL, article, bare
from tests.timing import is_linear

TESTS = Path(__file__).parent
SHARED = TESTS.parents[1] / "shared"


def barrier(html: str, url: str = URL) -> Barrier | None:
    return find_barrier(Document(html, url))


def reason(html: str, url: str = URL) -> str | None:
    found = barrier(html, url)
    return found and found.reason


def page_of(sign: Sign, spot: str) -> Document:
    """The example of a sign where it is looked for."""
    example = sign.example
    match spot:
        case "address":
            return Document(bare(f"<ul>{MENU}</ul>"), f"https://{example}")
        case "heading":
            return Document(bare(f"<ul>{MENU * 4}</ul><h1>{example}</h1>", title=example), URL)
        case "line" | "alone":
            return Document(bare(f"<ul>{MENU * 4}</ul><p>{example}</p>"), URL)
        case "form":
            return Document(bare(f"<h1>{example}</h1><input type=password>"), URL)
        case "refresh":
            return Document(bare("", f"<meta http-equiv=refresh content='{example}'>"), URL)
    return Document(bare(f"<div>{example}</div>"), URL)


@pytest.mark.parametrize(
    ("sign", "spot"),
    [
        pytest.param(sign, spot, id=f"{sign.reason} in {spot}: {sign.example[:40]}")
        for sign in signs()
        for spot in sign.spots
    ],
)
def test_the_example_of_a_sign_is_matched_by_its_own_sign_first(sign: Sign, spot: str):
    page = page_of(sign, spot)
    first = min((hit for hit in _hits(Seen(page)) if hit.spot == spot), key=lambda hit: hit.number)
    assert first.sign == sign
    assert find_barrier(page).reason == sign.reason


@pytest.mark.parametrize("name", HITS)
def test_a_page_in_an_articles_place_is_told_by_its_reason(name: str):
    expected, *page = HITS[name]
    assert reason(*page) == expected


@pytest.mark.parametrize("name", MISSES)
def test_an_article_is_none_whatever_it_is_about_and_whatever_stands_around_it(name: str):
    page = MISSES[name]
    assert barrier(*((page,) if isinstance(page, str) else page)) is None


@pytest.mark.parametrize(("missing", "around"), [("КирТАГ", "{} | КирТАГ"), ("Снег", "КирТАГ — {}"), ("404", "{}")])
def test_the_sites_name_may_stand_beside_the_words_of_a_title(missing: str, around: str):
    html = bare(f"<ul>{MENU * 4}</ul><p>{missing}</p>", title=around.format("Страница не найдена"))
    assert reason(html) == "soft 404"


def test_the_archivist_is_told_what_stands_there_by_which_words_and_what_to_do():
    assert barrier(bare("<h1>example.kg</h1>", title="Just a moment...")) == Barrier(
        "challenge",
        "A check for bots, or a refusal, stands in the article's place (Cloudflare; known by its heading, “just a "
        "moment...”). The site refuses our name: ask the agency to let it in, or crawl more slowly.",
    )
    assert barrier(article("Снег", LEAD, "Продолжение доступно по подписке")) == Barrier(
        "paywall",
        "Only the beginning of the article stands here, before a paywall (Russian; known by the beginning of a line, "
        "“продолжение доступно по подписке”). Ask the agency for its wire, or leave it: the rest is not in the page.",
    )


def test_every_reason_has_a_sign_and_a_page():
    assert {sign.reason for sign in signs()} == set(REASONS) == {hit[0] for hit in HITS.values()}


# ---- pages that are all articles, or lists of them ----


def ours():
    for file in sorted((TESTS / "pages").rglob("*.html")):
        yield file.name, decode(file.read_bytes())
    for layout in ("today", "old"):
        newsroom = Newsroom(layout)
        for day in ("first", "second"):
            listings = [edition.listing for edition in newsroom.editions.values()]
            articles = [newsroom.editions[one.language].path(one) for one in newsroom.articles]
            for path in listings + articles:
                yield f"{layout} {day} {path}", newsroom.respond(path, at="https://kyrtag.kg").body.decode()
            newsroom.next_day()


def real(folder: Path):
    for file in sorted(folder.glob("*.html.gz")):
        yield file.name, decode(gzip.decompress(file.read_bytes()))


def alarms(pages) -> dict[str, Barrier]:
    found = {name: barrier(html) for name, html in pages}
    assert len(found) >= 14
    return {name: one for name, one in found.items() if one}


def test_no_page_of_ours_is_taken_for_a_barrier():
    assert alarms(ours()) == {}


@pytest.mark.parametrize("layout", ["today", "old"])
@pytest.mark.parametrize("folder", ["ru", "kg", "en"])
def test_the_newsrooms_note_is_one_in_every_language(layout: str, folder: str):
    note = Newsroom(layout).respond(f"/{folder}/news/net-takoy-", at="https://kyrtag.kg").body.decode()
    assert reason(note) == "soft 404"


@pytest.mark.skipif(not SHARED.exists(), reason="the real pages are not beside this checkout")
@pytest.mark.parametrize("folder", ["pages", "corpus/extraction"])
def test_no_real_page_is_taken_for_a_barrier(folder: str):
    assert alarms(real(SHARED / folder)) == {}


# ---- hostile pages ----


@given(st.text(max_size=300), st.text(max_size=80))
def test_no_text_makes_it_fail(body: str, title: str):
    found = barrier(bare(body, title=title))
    assert found is None or found.reason in REASONS


WALL = '<script>"isAccessibleForFree": false, "hasPart", "cssSelector": ".paywall"</script>'
UNITS = {
    "unclosed elements": "<div>",
    "unclosed inline elements": "<b>x",
    "headings": "<h1>",
    "titles": "<title>404",
    "paragraphs": "<p>Страница не найдена",
    "notes": "Страница не найдена. ",
    "apologies": "к сожалению, ",
    "many lines": "404<br>",
    "captchas": "captcha ",
    "cookies": "<script>document.cookie</script>",
    "walls": "чтобы прочитать подпишитесь ",
    "frames": "<iframe>Request unsuccessful",
    "scripts' absence": "<noscript>Please enable JavaScript ",
    "refreshes": "<meta http-equiv=refresh content='0;url='>",
    "passwords": "<input type=password>",
    "parts": f"<i class='paywall'></i>{WALL}",
    "nested parts": f"<i class='paywall'>{WALL}",
    "selectors": "<script>'isAccessibleForFree':false,'hasPart','cssSelector':'".replace("'", '"'),
    "broken JSON": '<script type="application/ld+json">{"articleBody": [',
    "separators": " | ",
}


@pytest.mark.parametrize("family", UNITS)
def test_a_hostile_page_costs_no_more_than_in_proportion(family: str):
    def hostile(size: int) -> Document:
        # A page of more tags is refused before.
        page = Document((UNITS[family] * min(size, 190_000))[:size], URL)
        # These are made for whatever reads a page.
        assert isinstance(page.blocks, list)
        return page

    barrier("")
    assert is_linear(find_barrier, hostile(10**5), hostile(10**6), floor=0.01, most=0.5)
