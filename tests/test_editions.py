"""Translations of one article: what a page names, and how the archive joins them."""

import pytest

from kirtag.archive import Archive
from kirtag.items import StoredPage
from kirtag.page import Document
from kirtag.page.translations import read_translations
from kirtag.spiders.kirtag import KirtagSpider
from tests.builders import KEY, URL, Clock, article, capture, rows

KYRGYZ = "https://kyrtag.kg/kg/news/ashuuda-kar-jaady-"
ENGLISH = "https://kyrtag.kg/en/news/snow-on-the-pass-"
HOME = "https://kyrtag.kg/kg/"
NAME = KEY
PAGE = "<title>Снег</title><h1>Снег</h1><p>Дата: 09:30, 22-11-2026.<p>Идёт снег.<p>Поделиться новостью"


def alternate(language: str, href: str) -> str:
    return f'<link rel="alternate" hreflang="{language}" href="{href}">'


@pytest.mark.parametrize(
    ("html", "named"),
    [
        (alternate("ky", KYRGYZ), [KYRGYZ]),
        (alternate("ky", "/kg/news/ashuuda-kar-jaady-"), [KYRGYZ]),
        (alternate("ru", URL) + alternate("ky", KYRGYZ) + alternate("x-default", KYRGYZ), [KYRGYZ]),
        (f'<a rel="alternate" hreflang="ky" href="{KYRGYZ}">Кыргызча</a>', [KYRGYZ]),
        (alternate("ky", HOME), [HOME]),
        (alternate("ky", "javascript:void(0)") + alternate("ky", "https://[bad/"), []),
        (f'<link rel="alternate" type="application/rss+xml" href="{KYRGYZ}">', []),
        (f'<link rel="canonical" href="{KYRGYZ}"><a href="{KYRGYZ}">Кыргызча</a>', []),
        ("".join(alternate("ky", f"/kg/news/a-{number}") for number in range(500)), 50),
    ],
    ids=["absolute", "relative", "itself and twice", "a link", "a home page", "no address", "a feed", "others", "many"],
)
def test_what_a_page_names_as_its_translations(html: str, named: list[str] | int):
    found = read_translations(Document(f"<title>Снег</title>{html}", URL))
    assert found == named or len(found) == named


def test_a_spider_takes_only_articles_of_its_agency_for_translations():
    head = (
        alternate("ky", KYRGYZ) + alternate("en", "https://kyrtag.kg/en/") + alternate("de", "https://example.de/a-b")
    )
    stored = StoredPage(URL, Clock()(), None, (head + PAGE).encode())
    assert KirtagSpider().read(stored).translations == [KYRGYZ]


def test_a_number_in_the_address_names_the_edition():
    class Numbered(KirtagSpider):
        shared_id = r"/(\d+)-"

    stored = StoredPage("https://kyrtag.kg/ru/news/1906059-sneg-", Clock()(), None, PAGE.encode())
    read_ = Numbered().read(stored)
    assert (read_.edition, read_.provenance["edition"]) == ("kirtag:1906059", "address")
    assert KirtagSpider().read(stored).edition is None


def kept(archive: Archive) -> list[tuple[str, str | None]]:
    return rows(archive, "SELECT language, edition FROM articles ORDER BY id")


def save(archive: Archive, url: str, language: str, *translations: str, **facts: object) -> None:
    moment = archive.clock()
    text = f"Текст статьи на языке {language}."
    archive.save(
        article(text, url=url, language=language, translations=list(translations), **facts), capture(moment, url)
    )


def test_an_article_and_its_translation_share_the_key_of_the_first(archive: Archive):
    save(archive, URL, "ru")
    save(archive, KYRGYZ, "ky", URL)
    assert kept(archive) == [("ru", NAME), ("ky", NAME)]


def test_a_third_edition_joins_the_two(archive: Archive):
    save(archive, URL, "ru", KYRGYZ, ENGLISH)
    save(archive, KYRGYZ, "ky", URL)
    save(archive, ENGLISH, "en", URL, KYRGYZ)
    assert kept(archive) == [("ru", NAME), ("ky", NAME), ("en", NAME)]


def test_two_pairs_become_one_when_a_page_names_both(archive: Archive):
    fourth = "https://kyrtag.kg/ru/news/sneg-v-gorah-2-"
    save(archive, URL, "ru")
    save(archive, KYRGYZ, "ky", URL)
    save(archive, ENGLISH, "en")
    save(archive, fourth, "de", ENGLISH)
    assert [edition for _, edition in kept(archive)] == [NAME] * 2 + ["kirtag:kyrtag.kg/en/news/snow-on-the-pass"] * 2
    save(archive, ENGLISH, "en", KYRGYZ)
    assert {edition for _, edition in kept(archive)} == {NAME}


@pytest.mark.parametrize("named", [HOME, "https://kyrtag.kg/ru/news/drugaya-", "https://other.kg/a-b-"])
def test_what_is_no_article_here_joins_nothing(archive: Archive, named: str):
    save(archive, URL, "ru", named)
    assert kept(archive) == [("ru", None)]


def test_another_article_in_the_same_language_is_no_translation(archive: Archive):
    other = "https://kyrtag.kg/ru/news/drugaya-"
    save(archive, other, "ru", headline="Другая")
    save(archive, URL, "ru", other)
    assert kept(archive) == [("ru", None), ("ru", None)]


def test_an_edit_and_a_page_that_names_none_any_more_keep_the_edition(archive: Archive, clock: Clock):
    save(archive, URL, "ru")
    save(archive, KYRGYZ, "ky", URL)
    clock.forward(hours=7)
    save(archive, KYRGYZ, "ky", headline="Ашууда кар калың жаады")
    assert kept(archive) == [("ru", NAME), ("ky", NAME)]


def test_the_edition_of_an_address_is_kept_with_every_wording(archive: Archive, clock: Clock):
    save(archive, URL, "ru", edition="kirtag:7")
    clock.forward(hours=7)
    save(archive, URL, "ru", edition="kirtag:7", headline="Снег")
    assert kept(archive) == [("ru", "kirtag:7")]
