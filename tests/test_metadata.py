"""What a page tells machines about itself, in whichever of their languages."""

import pytest

from kirtag.page import Document
from kirtag.page.metadata import is_stated, site_names, without_site

URL = "https://www.primer.kg/ru/sneg"
ARTICLE = '{"@type": "NewsArticle", "headline": "Снег", "publisher": {"name": "КирПримТАГ"}}'
JSON_LD = f'<script type="application/ld+json">{ARTICLE}</script>'


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        (JSON_LD, True),
        ("<meta property='og:type' content='article'>", True),
        ("<meta property='og:type' content='website'>", False),
        ("<title>Снег</title>", False),
        ("", False),
    ],
)
def test_a_page_says_of_itself_that_it_is_an_article(head: str, stated: bool):
    assert is_stated(Document(head, URL)) == stated


@pytest.mark.parametrize(
    ("head", "url", "names"),
    [
        ("", URL, {"primer.kg", "primer"}),
        ("", "", set()),
        ("", "https://[", set()),
        (JSON_LD, "https://ru.primer.com.kg/", {"кирпримтаг", "ru.primer.com.kg", "primer"}),
        (
            "<p itemprop=publisher itemscope><b itemprop=name>Пример</b></p><p itemscope><b itemprop=name>Нет</b></p>",
            URL,
            {"primer.kg", "primer", "пример"},
        ),
        ("<meta property='og:site_name' content='Пример'>", URL, {"primer.kg", "primer", "пример"}),
        (
            "<meta name=application-name content='Снег в горах'><title>Снег в горах</title>",
            URL,
            {"primer.kg", "primer"},
        ),
    ],
)
def test_a_site_is_called_what_it_says_and_what_its_host_says(head: str, url: str, names: set[str]):
    assert site_names(Document(head, url)) == names


@pytest.mark.parametrize(
    ("told", "headline"),
    [
        ("Снег в горах | Пример", "Снег в горах"),
        ("Снег в горах - Пример", "Снег в горах"),
        ("Снег в горах — ПРИМЕР", "Снег в горах"),
        ("Снег в горах|Пример", "Снег в горах"),
        ("Снег в горах :: Пример", "Снег в горах"),
        ("Снег в горах! -Пример", "Снег в горах!"),
        ("Снег в горах!-Пример", "Снег в горах!"),
        ("Снег в горах - KirTAG", "Снег в горах"),
        ("Снег в горах", "Снег в горах"),
        ("Снег — не новость", "Снег — не новость"),
        ("Снег в горах — Reuters", "Снег в горах — Reuters"),
        ("Снег-Пример", "Снег-Пример"),
        ("Пример", "Пример"),
        ("| Пример", "| Пример"),
        ("", ""),
    ],
)
def test_the_sites_name_is_cut_off_a_headline(told: str, headline: str):
    assert without_site(told, frozenset({"пример", "киртаг"})) == headline
