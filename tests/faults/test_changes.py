"""What becomes of a site with time: articles are edited, go, or are hidden behind other pages, and layouts change."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from kirtag.archive import Archive
from kirtag.demo.newsroom import Response
from tests.builders import UNMEASURED, answer, crawl, html, is_article, one, rows
from tests.faults.hostile import Act, answered, hostile, send, status
from tests.faults.matrix import WHOLE, figure, sound
from tests.faults.payloads import Showing, article_page
from tests.faults.victim import let_time_pass

pytestmark = pytest.mark.row("T-25", "edits, deletes, soft 404, challenge page, layout change")

ARTICLES = 17


def page(title: str, *lines: str, head: str = "", language: str = "ru") -> str:
    """A page in the site's frame: menu, text, and what else there is to read."""
    text = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f'<nav><a href="/ru/news/">Новости</a> <a href="/ru/o-nas/">О нас</a></nav><main><h1>{title}</h1>{text}</main>'
        f"{ELSEWHERE}</body></html>"
    )


# What stands under the text of every page, and must not become its text.
ELSEWHERE = (
    "<aside><h2>Читают сейчас</h2><p>Дорожники закрыли перевал на ночь из-за схода лавин, объезда нет.</p>"
    "<p>Школьники Нарына заняли первое место на республиканской олимпиаде по астрономии.</p></aside>"
)

# Status 200, and the words of an error: in the frame of an article, said to be one, or in no layout of ours.
STATED = '<meta property="og:type" content="article">'
SORRY = "К сожалению, такой страницы на нашем сайте нет. Возможно, она была удалена или перенесена."
SOFT_404 = {
    "not found, in Russian": article_page("Страница не найдена", SORRY, "Вернитесь на главную страницу."),
    "not found, in Kyrgyz": article_page("Барак табылган жок", "Тилекке каршы, мындай барак сайтыбызда жок."),
    "not found, in English": article_page("Page not found", "Sorry, the page you were looking for is not here."),
    "removed": article_page("Материал удалён", "Материал удалён или перемещён. Воспользуйтесь поиском по сайту."),
    "404, said to be an article": page("404", "Страница не найдена.", SORRY, head=STATED),
    "an error, said to be an article": page("Ошибка 404", "Запрашиваемая страница не существует.", head=STATED),
    "not found, in no layout": page("Страница не найдена", SORRY),
}
# Pages that stand before a page, until a browser has proven itself.
CHALLENGES = {
    "just a moment": page(
        "Just a moment...",
        "Checking if the site connection is secure.",
        "Enable JavaScript and cookies to continue.",
        head='<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
        language="en",
    ),
    "checking your browser": page(
        "Проверка браузера",
        "Сайт проверяет ваш браузер перед тем, как открыть страницу.",
        "Проверка займёт несколько секунд, включите JavaScript и файлы cookie.",
        head='<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>',
    ),
    "are you a robot": page(
        "Подтвердите, что запросы отправляли вы, а не робот",
        "Нам очень жаль, но запросы с вашего устройства похожи на автоматические.",
        head='<script src="https://captcha.example/smart-captcha.js"></script>',
    ),
    "a cookie and again": (
        "<html><head><script>document.cookie='k=3f2a; path=/'; location.reload();</script></head><body></body></html>"
    ),
}
HIDDEN = SOFT_404 | CHALLENGES
# With the status of an error, as they should be.
REFUSALS: dict[str, Act] = {
    "a challenge with 403": send(answered(CHALLENGES["just a moment"], status=403)),
    "a challenge with 503": send(answered(CHALLENGES["checking your browser"], status=503)),
}


def plain(path: str, known: Response) -> Response:
    """The page in a new layout: the same words in other markup, without a label; of lists, no link to an article."""
    text = known.body.decode()
    for old, new in (("<p>", "<div>"), ("</p>", "</div>"), ("<h1", "<div"), ("<h2", "<div"), ("kt-", "x"), *LABELS):
        text = text.replace(old, new)
    return html(text if is_article(path) else text.replace("<a ", "<span data-").replace("</a>", "</span>"))


LABELS = [
    (label, "")
    for label in ("Дата:", "Күнү:", "Date:", "Поделиться новостью", "Жаңылык менен бөлүшүү", "Share the news")
]


def script(path: str, known: Response) -> Response:
    """The page as a program in the browser would make it."""
    return html('<!doctype html><html><head><title>КирТАГ</title></head><body><div id="app"></div></body></html>')


LAYOUTS: dict[str, Callable[[str, Response], Response]] = {"other markup": plain}
if WHOLE:
    LAYOUTS |= {"made by a script": script}


# Five runs or six: all is well; some articles change; the layout does, each time to another one; all is well again.
EDITED, GONE, LATE = 0, (1, 2), ARTICLES - 1
CODES = [0, 0, *[7] * len(LAYOUTS), 0]


class Changing(Showing):
    """A newsroom whose pages can be given another layout; feed and sitemap stay as they are."""

    def __init__(self) -> None:
        super().__init__(articles=ARTICLES)
        self.articles = list(self.articles)
        self.layout: Callable[[str, Response], Response] | None = None

    def respond(self, path: str, *, at: str) -> Response:
        known = super().respond(path, at=at)
        return self.layout(path, known) if self.layout and "/news/" in path else known

    def path(self, number: int) -> str:
        article = self.articles[number]
        return self.editions[article.language].path(article)

    def edit(self, number: int) -> None:
        article = self.articles[number]
        lead, _, *rest = article.body
        edited = (lead, "Уточнение редакции: работы продлятся до конца недели.", *rest)
        self.articles[number] = replace(article, body=edited, modified=article.published + timedelta(hours=2))


@dataclass(frozen=True, slots=True)
class Moment:
    """The archive after a run: how that ended, the articles' current wordings by path, the pages' states, the rest."""

    ended: CompletedProcess[str]
    articles: dict[str, tuple[Any, ...]]
    pages: dict[str, str]
    revisions: int
    broken: int


@dataclass(frozen=True, slots=True)
class Changed:
    """All runs; `hidden` names the paths, of a known article and of a new one, behind each page that is none."""

    folder: Path
    newsroom: Changing
    moments: list[Moment]
    hidden: dict[str, tuple[str, str]]
    refused: list[str]

    def known(self, *numbers: int) -> list[str]:
        return [self.newsroom.path(number) for number in numbers]


WORDING = "SELECT replace(url, ?, ''), headline, body, dateline, credit_line, revision, status FROM articles"


def moment(ended: CompletedProcess[str], folder: Path, address: str) -> Moment:
    with Archive(folder) as archive:
        articles = {path.rstrip("/"): tuple(row) for path, *row in rows(archive, WORDING, address)}
        pages = rows(archive, "SELECT replace(url, ?, ''), state FROM pages", address)
        revisions = one(archive, "SELECT count(*) FROM revisions")
        broken = one(archive, "SELECT count(*) FROM quarantine WHERE reason = 'error'")
    return Moment(ended, articles, {path.rstrip("/"): state for path, state in pages}, revisions, broken)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Changed:
    newsroom, folder, acts = Changing(), tmp_path_factory.mktemp("changed"), {}
    first = max(GONE) + 1
    places = {name: newsroom.path(first + n) for n, name in enumerate([*HIDDEN, *REFUSALS])}
    hidden = {name: (places[name], f"/ru/news/novost-{n}-") for n, name in enumerate(HIDDEN)}
    made = Changed(folder, newsroom, [], hidden, [places[name] for name in REFUSALS])
    with hostile(lambda path: acts.get(path.rstrip("/")), newsroom=newsroom) as server:

        def run() -> None:
            ended = answer(crawl(server.address, folder, REVISIT_AFTER=0, RETRY_TIMES=0), **UNMEASURED)
            made.moments.append(moment(ended, folder, server.address))
            let_time_pass(folder)

        run()
        newsroom.edit(EDITED)
        newsroom.paths = tuple(new for _, new in hidden.values())
        acts |= {newsroom.path(number): status(code) for number, code in zip(GONE, (404, 410), strict=True)}
        acts |= {places[name]: act for name, act in REFUSALS.items()}
        acts |= {path: send(answered(HIDDEN[name])) for name, paths in hidden.items() for path in paths}
        run()
        acts.clear()
        for newsroom.layout in LAYOUTS.values():
            run()
        newsroom.layout = None
        acts |= {new: send(answered(article_page(f"Новость {new}", "Её долго не было."))) for _, new in hidden.values()}
        run()
    return made


def test_each_run_says_what_has_changed(request: pytest.FixtureRequest, changed: Changed):
    assert [each.ended.returncode for each in changed.moments] == CODES, [each.ended for each in changed.moments]
    figure(request, f"exit codes well, changed, layout changed, well again: {CODES}")


def test_an_edit_is_a_revision(changed: Changed):
    before, after = (each.articles[changed.newsroom.path(EDITED)] for each in changed.moments[:2])
    assert (before[-2:], after[-2:]) == ((1, "published"), (2, "published"))
    assert "Уточнение редакции" in after[1]
    assert "Уточнение редакции" not in before[1]


def test_an_article_that_is_gone_is_kept_as_removed(changed: Changed):
    before, after = changed.moments[:2]
    for path in changed.known(*GONE):
        assert after.articles[path] == (*before.articles[path][:-1], "removed")
        assert after.pages[path] == "gone"


@pytest.mark.parametrize("name", HIDDEN)
def test_a_page_that_is_no_article_is_quarantined(changed: Changed, name: str):
    assert [changed.moments[1].pages[path] for path in changed.hidden[name]] == ["quarantined"] * 2


@pytest.mark.parametrize("name", HIDDEN)
def test_an_article_behind_such_a_page_keeps_its_wording(changed: Changed, name: str):
    known, new = changed.hidden[name]
    before, after = changed.moments[:2]
    assert after.articles[known] == before.articles[known]
    assert new not in after.articles


def test_of_all_changes_only_the_edit_is_a_revision(request: pytest.FixtureRequest, changed: Changed):
    first, *later = (each.revisions for each in changed.moments[:-1])
    assert (first, set(later)) == (ARTICLES, {ARTICLES + 1})
    figure(
        request, f"{len(HIDDEN)} soft 404 and challenge pages on known and on new addresses: 0 revisions, 0 articles"
    )


def test_a_refusal_is_tried_again(changed: Changed):
    before, after = changed.moments[:2]
    for path in changed.refused:
        assert (after.pages[path], after.articles[path]) == ("failed", before.articles[path])


def test_an_article_that_did_not_change_is_the_same(changed: Changed):
    before, after = changed.moments[:2]
    (path,) = changed.known(LATE)
    assert (after.pages[path], after.articles[path]) == ("done", before.articles[path])


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_new_layout_changes_no_wording(changed: Changed, name: str):
    before, after = changed.moments[1], changed.moments[2 + list(LAYOUTS).index(name)]
    for path, wording in before.articles.items():
        assert after.articles[path][:-1] == wording[:-1]
    assert len(after.articles) == len(before.articles)
    assert "The layout has changed" in after.ended.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_page_in_a_new_layout_is_quarantined(changed: Changed, name: str):
    after = changed.moments[2 + list(LAYOUTS).index(name)]
    # One that was gone may be read from the feed, which has its text whole.
    there = [number for number in range(ARTICLES) if number not in GONE]
    assert {after.pages[path] for path in changed.known(*there)} == {"quarantined"}


def test_when_all_is_well_again_all_is_complete(changed: Changed):
    edited, last = changed.moments[1], changed.moments[-1]
    assert {state for path, state in last.pages.items()} == {"done"}
    for path in changed.known(*range(ARTICLES)):
        assert last.articles[path] == (*edited.articles[path][:-1], "published")
    assert len(last.articles) == last.revisions - 1 == ARTICLES + len(HIDDEN)


def test_none_of_it_is_an_error_of_ours(changed: Changed):
    assert [each.broken for each in changed.moments] == [0] * len(CODES)


def test_such_an_archive_is_sound(changed: Changed):
    sound(changed.folder)
