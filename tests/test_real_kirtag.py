"""A real text of KirTAG in today's page. The text is not ours to keep: it lies beside the checkout, or nowhere."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kirtag.demo import Newsroom
from kirtag.demo.articles import Article as Printed
from kirtag.items import Article, Credit, Dateline
from kirtag.page import decode, read
from kirtag.pipelines import text_rules
from kirtag.spiders.kirtag import KirtagSpider
from kirtag.text import recompose

TEXT = Path(__file__).parents[2] / "shared/pages/kirtag/000_92feaa0ab6255b2e.txt"
BISHKEK = ZoneInfo("Asia/Bishkek")
AT = "https://kyrtag.kg"
PUBLISHED = datetime(2022, 2, 25, 14, 0, tzinfo=BISHKEK)

pytestmark = pytest.mark.skipif(not TEXT.exists(), reason="needs ../shared/pages/kirtag")


@pytest.fixture(scope="module")
def printed() -> Printed:
    headline, *body, credit = filter(None, map(str.strip, TEXT.read_text("utf-8").splitlines()))
    return Printed(headline, "vstrecha-v-stolitse-", "ru", "Политика", PUBLISHED, tuple(body), "meeting", "", credit)


@pytest.fixture(scope="module")
def article(printed: Printed) -> Article:
    newsroom = Newsroom()
    newsroom.articles = (printed, *newsroom.articles)
    url = AT + newsroom.editions["ru"].path(printed)
    response = newsroom.respond(url, at=AT)
    captured = datetime(2022, 2, 25, 9, 0, tzinfo=UTC)
    html = decode(response.body, response.content_type)
    article = read(html, url, KirtagSpider.layouts, zone=BISHKEK, captured=captured)
    for rule in text_rules():
        article = rule.process_item(article)
    return article


def test_its_dateline_is_read_whole(article: Article):
    agency = article.dateline.agency
    assert agency.casefold() == "киртаг"
    assert article.dateline == Dateline(
        text=f"Бишкек. 25 февраля. {agency} - ",
        place="Бишкек",
        day="25 февраля",
        date="2022-02-25",
        agency=agency,
        source="kirtag",
        geonameid=1528675,
        place_printed="Бишкек",
    )


def test_its_headline_time_and_credit_are_read(article: Article, printed: Printed):
    assert (article.headline, article.published) == (printed.headline, PUBLISHED)
    assert article.credits == [Credit("Источник фото: Кабмин", "Кабмин")]
    assert (article.credit_line, [photo.credit for photo in article.photos]) == ("Кабмин", ["Кабмин"])


def test_its_body_is_seven_paragraphs_without_dateline_and_credit(article: Article, printed: Printed):
    assert len(article.body) == 7
    assert article.body[0].startswith("На полях заседания")
    assert article.body[1:] == list(printed.body[1:])


def test_nothing_of_it_is_lost(article: Article, printed: Printed):
    assert recompose(article.body, article.cuts) == list(printed.lines)
