"""The reader's desk, as Datasette serves it over an invented archive."""

import asyncio
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from datasette.app import Datasette
from datasette.utils import parse_metadata
from jinja2 import Environment, FileSystemLoader
from sqlite_utils import Database

from kirtag.archive.schema import APPLICATION_ID, migrations
from kirtag.archive.search.stems import searched_by
from kirtag.desk import typeset
from kirtag.desk.queries import PAGE, Choice, listing

DESK = Path(__file__).parent.parent / "archive"
SETTINGS = json.loads((DESK / "settings.json").read_text())
AGENCIES = [
    ("kirtag", "КирТАГ", "KG", "ru,ky,en", "Asia/Bishkek", "https://kyrtag.kg"),
    ("wire", "Tashkent Wire", "UZ", "en", "Asia/Tashkent", None),
]
HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>"

Ask = Callable[..., httpx.Response]


def new_archive(folder: Path) -> Database:
    db = Database(folder / "kirtag.db")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.apply(db)
    return db


def add(db: Database, key: str, wordings: list[str] | None = None, **columns: object) -> None:
    """Add an article with its revisions: `wordings` are the headlines before its last."""
    number = len(wordings or []) + 1
    seen = columns.get("first_seen", "2026-11-22T10:00:00Z")
    row = {
        "key": key, "agency": "kirtag", "language": "ru", "url": f"https://{key.partition(':')[2]}", "headline": key,
        "body": "Тело.", "first_seen": seen, "last_seen": seen, "status": "published", "revision": number,
        "sha256": key,
    } | columns  # fmt: skip
    row["stems"] = searched_by(row["headline"], row.get("dateline"), row["body"], row["language"])
    article = db["articles"].insert(row).last_pk
    cuts = [{"kind": "dateline", "paragraph": 0, "start": 0, "text": f"{row.get('dateline')} - "}]
    for count, headline in enumerate([*(wordings or []), row["headline"]], 1):
        db["revisions"].insert(
            {
                "article": article, "number": count, "headline": headline, "dateline": row.get("dateline"),
                "body": row["body"] if count == number else f"Прежний текст {count}.",
                "credit_line": row.get("credit_line"), "cuts": json.dumps(cuts), "sha256": f"{key} {count}",
                "captured": f"2026-11-22T1{count}:00:00Z", "reader": "0",
            }
        )  # fmt: skip


def fill(db: Database) -> None:
    """Put in a few articles of every kind that a reader meets."""
    for agency in AGENCIES:
        db.execute(
            "INSERT INTO agencies (id, name, country, languages, timezone, url) VALUES (?, ?, ?, ?, ?, ?)", agency
        )
    add(
        db, "kirtag:kyrtag.kg/ru/news/kanaly", ["Кабмин рассмотрит каналы", "Кабмин одобрил каналы"],
        headline="Кабмин утвердил каналы", dateline="БИШКЕК. 22 ноября. КирТАГ", place="Бишкек",
        attribution="пресс-служба кабмина", byline="Айжан Осмонова", section="Общество",
        body="Премьер-министр подписал план.\n\nПишет 24.kg в Бишкеке.",
        credit_line="Кабмин", published="2026-11-21T20:30:00Z", day="2026-11-22", edition="kirtag:7",
    )  # fmt: skip
    add(
        db, "kirtag:kyrtag.kg/ky/news/suu", headline="Өкмөт суу тармактарын бекитти", language="ky", day="2026-11-21",
        edition="kirtag:7",
        body="Өкмөттүн басма сөз кызматы билдирди.",
    )  # fmt: skip
    add(
        db, "wire:wire.example/rail?id=7&a=%D0%B0", agency="wire", headline="Railway timetable agreed", language="en",
        body="Operators met in Tashkent.", day="2026-11-20", published="2026-11-20T07:15:00Z", status="removed",
        last_seen="2026-11-21T05:00:00Z",
    )  # fmt: skip
    add(db, "kirtag:kyrtag.kg/undated", headline="Без даты", first_seen="2026-11-19T03:00:00Z")
    add(
        db, "kirtag:hostile", headline=HOSTILE, body=HOSTILE, dateline=HOSTILE, place=HOSTILE, byline=HOSTILE,
        section=HOSTILE, credit_line=HOSTILE, url="javascript:alert(1)", day="2026-11-18", published_printed=HOSTILE,
    )  # fmt: skip
    db["photos"].insert_all(
        [
            {"article": 1, "url": "https://kyrtag.kg/canal.jpg", "caption": "Канал", "credit": "Кабмин"},
            {"article": 5, "url": "javascript:alert(2)", "caption": HOSTILE, "credit": HOSTILE},
        ]
    )
    # The rail's text is the canals', an hour and a half earlier; the hostile one is an excerpt, the undated a series.
    db["copies"].insert_all(
        [
            {"article": 1, "first": 3, "kind": "same_text", "score": 0.9, "hours": 1.5},
            {"article": 5, "first": 1, "kind": "excerpt", "score": 0.5, "hours": 0.0},
            {"article": 4, "first": 1, "kind": "template", "score": 0.9, "hours": 48.0},
        ]
    )
    for key in ("kyrtag.kg/ru/news/kanaly", "kyrtag.kg/ru/tegi/kanaly"):
        db.execute(
            "INSERT INTO pages (url, key, agency, kind, state, article, first_seen) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (f"https://{key}", key, "kirtag", "article", "done", 1, "2026-11-22T00:00:00Z"),
        )


def serve(**arguments: Any) -> Iterator[Ask]:
    """Run Datasette in this process and yield a function that asks it for a page."""
    datasette = Datasette(**arguments)

    def ask(path: str, method: str = "get", **more: Any) -> httpx.Response:
        return asyncio.run(getattr(datasette.client, method)(path, **more))

    yield ask
    datasette.executor.shutdown()
    for database in datasette.databases.values():
        database.close()


def as_files(folder: Path) -> Iterator[Ask]:
    """Serve an archive of another folder, as `scrapy browse` does."""
    return serve(
        files=[str(folder / "kirtag.db")],
        metadata=metadata(),
        template_dir=str(DESK / "templates"),
        plugins_dir=str(DESK / "plugins"),
        static_mounts=[("static", str(DESK / "static"))],
        settings=SETTINGS,
    )


def metadata() -> dict[str, Any]:
    return parse_metadata((DESK / "metadata.yaml").read_text())


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("archive")
    db = new_archive(folder)
    fill(db)
    db.close()
    yield from as_files(folder)


def in_order(text: str, *parts: str) -> bool:
    """Say whether all parts stand in the text, one behind the other."""
    for part in parts:
        _, found, text = text.partition(part)
        assert found, f"{part!r} is not there, or not behind the parts before it"
    return True


def test_the_front_page_lists_by_day_newest_first(ask: Ask) -> None:
    page = ask("/").text
    assert in_order(
        page,
        "Sunday, November 22, 2026", "02:30", "Бишкек", "Кабмин утвердил каналы", "Премьер-министр подписал план.",
        "КирТАГ",
        "Saturday, November 21, 2026", "Өкмөт суу", "Friday, November 20, 2026", "12:15", "Railway", "removed",
        "Thursday, November 19, 2026", "no date", "Без даты",
    )  # fmt: skip
    assert "Пишет 24.kg" not in page


def test_a_day_has_its_own_page_and_leads_to_the_days_beside_it(ask: Ask) -> None:
    page = ask("/?day=2026-11-20").text
    assert "Railway" in page
    assert "Кабмин" not in page
    assert in_order(page, 'href="/?day=2026-11-19"', "Previous day", 'href="/?day=2026-11-21"', "Next day")


def test_an_undated_article_stands_under_the_day_it_was_first_seen(ask: Ask) -> None:
    assert "Без даты" in ask("/?day=2026-11-19").text


def test_a_day_without_articles_says_so(ask: Ask) -> None:
    page = ask("/?day=2026-01-01")
    assert page.status_code == 200
    assert "Nothing here." in page.text


@pytest.mark.parametrize("day", ["2026-13-01", "20261122", "yesterday", "' OR 1=1"])
def test_what_is_no_day_is_not_found(ask: Ask, day: str) -> None:
    assert ask(f"/?day={quote(day)}").status_code == 404


@pytest.mark.parametrize(
    ("choice", "there", "missing"),
    [
        ("agency=wire", "Railway", "Кабмин"),
        ("language=ky", "Өкмөт", "Railway"),
        ("agency=kirtag&language=ru", "Без даты", "Өкмөт"),
        ("agency='", "Nothing here.", "Railway"),
    ],
)
def test_the_front_page_can_be_narrowed(ask: Ask, choice: str, there: str, missing: str) -> None:
    page = ask(f"/?{choice}").text
    assert there in page
    assert missing not in page


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 50, "999999"])
def test_any_page_number_is_answered(ask: Ask, page: str) -> None:
    assert ask(f"/?page={page}").status_code == 200


@pytest.mark.parametrize(
    ("words", "headline", "hit"),
    [
        ("каналы", "Кабмин утвердил", "<mark>каналы</mark>"),
        ("Бишкек 24.kg", "Кабмин утвердил", "<mark>Бишкеке</mark>"),
        ("24.kg", "Кабмин утвердил", "<mark>24.kg</mark>"),
        ("премьер-министр", "Кабмин утвердил", "<mark>Премьер-министр</mark>"),
        ("өкмөт", "суу тармактарын", "<mark>Өкмөттүн</mark>"),
        ('"met in Tashkent"', "Railway", "<mark>met in Tashkent</mark>"),
    ],
)
def test_search_finds_in_russian_kyrgyz_and_english(ask: Ask, words: str, headline: str, hit: str) -> None:
    page = ask(f"/search?q={quote(words)}").text
    assert headline in page
    assert hit in page


def test_search_finds_other_forms_and_marks_them(ask: Ask) -> None:
    for words, hit in (("канал", "каналы"), ("БИШКЕК", "Бишкеке"), ("өкмөткө", "Өкмөттүн"), ("operator", "Operators")):
        assert f"<mark>{hit}</mark>" in ask(f"/search?q={quote(words)}").text


def test_search_gives_the_most_relevant_or_the_newest_first(ask: Ask) -> None:
    best = ask(f"/search?q={quote('б*')}").text
    assert "most relevant first" in best
    newest = ask(re.search(r'href="(/search[^"]*order=newest[^"]*)"', best)[1].replace("&amp;", "&")).text
    assert in_order(newest, "newest first", "Кабмин", "<mark>", "Өкмөт суу", "</mark> даты")


def test_search_can_be_narrowed(ask: Ask) -> None:
    assert "Railway" not in ask("/search?q=railway&language=ru").text
    assert "Railway" in ask("/search?q=railway&agency=wire").text
    assert "Railway" in ask("/search?q=agency:wire+-agency:kirtag+until:2026").text
    assert "Railway" not in ask("/search?q=railway+since:2026-11-21").text
    assert "Railway" not in ask("/search?q=agency:wire&agency=kirtag").text


@pytest.mark.parametrize(
    "words",
    ['"', "AND", "(", "*", "", " ", "\x00", "NEAR(a b)", "a OR", "-", "headline:x", "'; DROP TABLE", "C++", "😀", "\\"],
)
def test_everything_typed_is_answered(ask: Ask, words: str) -> None:
    assert ask(f"/search?q={quote(words)}").status_code == 200


def test_search_invents_no_date(ask: Ask) -> None:
    assert "First seen <time" in ask(f"/search?q={quote('даты')}").text
    assert "First seen <time" not in ask("/search?q=railway").text


def test_an_archive_that_is_not_up_to_date_yet_says_so(tmp_path: Path) -> None:
    new_archive(tmp_path).execute("DROP INDEX articles_found")
    for ask in as_files(tmp_path):
        page = ask("/search?q=a")
        assert (page.status_code, "cannot be searched yet" in page.text) == (503, True)


def test_search_without_words_is_answered(ask: Ask) -> None:
    assert ask("/search").status_code == 200


def test_an_article_page_shows_who_else_carries_the_text_and_who_was_first(ask: Ask) -> None:
    page = ask("/article/kirtag:kyrtag.kg/ru/news/kanaly").text
    _, _, carried = page.partition("This text elsewhere")
    carried = carried.partition("Permanent link")[0]
    excerpt, rail = "КирТАГ, a part of the text, at the same time", "Tashkent Wire, the same text, earlier: 2 hr"
    assert in_order(carried, "&lt;script&gt;", excerpt, "Railway timetable agreed</a>", rail)
    assert "Без даты" not in carried
    of_the_first = ask("/article/wire:wire.example/rail%3Fid%3D7%26a%3D%25D0%25B0").text
    assert in_order(of_the_first, "This text elsewhere", "Кабмин утвердил каналы</a>", "the same text, later: 2 hr")


def test_a_revision_shows_what_it_changed(ask: Ask) -> None:
    address = "/article/kirtag:kyrtag.kg/ru/news/kanaly?revision=2"
    page = ask(address).text
    assert f'<a href="{address}&amp;changes=1">What it changed</a>' in page
    assert "<del>" not in page
    page = ask(f"{address}&changes=1").text
    assert "<h1>Кабмин <del>рассмотрит</del><ins>одобрил</ins> каналы </h1>" in page
    assert "Прежний текст <del>1</del><ins>2</ins>." in page
    assert f'<a href="{address}">The whole text</a>' in page
    first = ask(address.replace("=2", "=1") + "&changes=1").text
    assert "<del>" not in first
    assert "Прежний текст 1." in first


def test_what_was_changed_is_escaped(tmp_path: Path) -> None:
    db = new_archive(tmp_path)
    db.execute("INSERT INTO agencies (id, name) VALUES ('kirtag', 'КирТАГ')")
    add(db, "kirtag:edited", [HOSTILE], headline=f"Снег {HOSTILE}", body=HOSTILE)
    db.close()
    for ask in as_files(tmp_path):
        page = ask("/article/kirtag:edited?revision=2&changes=1").text
    assert "<ins>Снег </ins>" in page
    assert "<script>alert" not in page
    assert "<img" not in page


def test_an_article_page_shows_its_parts(ask: Ask) -> None:
    page = ask("/article/kirtag:kyrtag.kg/ru/news/kanaly").text
    assert in_order(
        page, "<title>Кабмин утвердил каналы — КирТАГ", 'name="description" content="Премьер-министр подписал план."',
        '<article lang="ru" dir="auto">', "Общество", "<h1>Кабмин утвердил каналы</h1>", "Айжан Осмонова",
        "November 22, 2026, 02:30 (UTC+06:00)", "БИШКЕК. 22 ноября. КирТАГ</p>", '<p dir="auto">Премьер-министр',
        '<p dir="auto">Пишет 24.kg', "Credit:</span> Кабмин", "Канал</span>",
        '<a href="https://kyrtag.kg/canal.jpg" rel="noreferrer noopener">', "Revision 3", "Revision 2", "Revision 1",
        "Кабмин рассмотрит каналы", '<a href="https://kyrtag.kg/ru/news/kanaly" rel="noreferrer noopener">',
        "https://kyrtag.kg/ru/tegi/kanaly", "In other languages", '<dd lang="ky" dir="auto"><a href="/article/kirtag:',
        "Өкмөт суу тармактарын бекитти</a>", "kirtag:kyrtag.kg/ru/news/kanaly</a>", "Бишкек",
        "Source named", "пресс-служба кабмина", "First seen",
        "dateline", "КирТАГ -",
    )  # fmt: skip
    assert "<img" not in page


def test_a_revision_shows_its_own_wording(ask: Ask) -> None:
    page = ask("/article/kirtag:kyrtag.kg/ru/news/kanaly?revision=1").text
    assert in_order(page, "<h1>Кабмин рассмотрит каналы</h1>", "This is an older wording", "Прежний текст 1.")
    assert "Премьер-министр" not in page


@pytest.mark.parametrize("number", ["0", "4", "x", "-1", "9" * 40, "1;"])
def test_an_unknown_revision_is_not_found(ask: Ask, number: str) -> None:
    page = ask(f"/article/kirtag:kyrtag.kg/ru/news/kanaly?revision={number}")
    assert page.status_code == 404
    assert "no such revision" in page.text


def test_a_removed_article_says_when_it_was_last_seen(ask: Ask) -> None:
    page = ask("/?day=2026-11-20").text
    address = page.split("/article/")[1].split('"')[0]
    assert address == "wire:wire.example/rail%3Fid%3D7%26a%3D%25D0%25B0"
    assert "Last seen on November 21, 2026, 10:00 (UTC+05:00)" in ask(f"/article/{address}").text


@pytest.mark.parametrize("key", ["nothing", "kirtag:kyrtag.kg/ru/news/", "%D0%BA%20%22", "a%00b", "..%2f", "%ff"])
def test_an_unknown_key_is_not_found(ask: Ask, key: str) -> None:
    page = ask(f"/article/{key}")
    assert page.status_code == 404
    assert "There is no such article in the archive" in page.text


@pytest.mark.parametrize("path", ["/", "/article/kirtag:hostile", "/search?q=alert", f"/search?q={quote(HOSTILE)}"])
def test_hostile_text_stays_text(ask: Ask, path: str) -> None:
    page = ask(path).text
    assert "&lt;" in page
    for harm in ("<script", "<img", 'href="javascript:'):
        assert harm not in page


def test_an_address_that_is_not_of_the_web_is_no_link(ask: Ask) -> None:
    assert "javascript:alert(1)</dd>" in ask("/article/kirtag:hostile").text


EVERY_PAGE = [
    "/", "/?day=x", "/search?q=a", "/article/kirtag:hostile", "/article/none", "/nothing/at/all", "/static/desk.css",
    "/static/none", "/kirtag", "/kirtag/articles", "/kirtag/articles.json", "/kirtag/articles/1", "/-/versions",
]  # fmt: skip


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_has_the_security_headers(ask: Ask, path: str) -> None:
    headers = ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer")
    policy = headers["content-security-policy"]
    assert all(rule in policy for rule in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"))


@pytest.mark.parametrize("path", ["/", "/search?q=a", "/article/kirtag:hostile", "/article/none"])
def test_the_desk_lets_no_script_run(ask: Ask, path: str) -> None:
    assert "unsafe-inline" not in ask(path).headers["content-security-policy"]
    assert "<style" not in ask(path).text
    assert " style=" not in ask(path).text


@pytest.mark.parametrize("path", ["/", "/search", "/article/kirtag:hostile"])
def test_the_desk_answers_get_alone(ask: Ask, path: str) -> None:
    assert ask(path, "post").status_code in (403, 405)
    assert ask(path, "delete").status_code in (403, 405)
    assert ask(path, "head").status_code == 200


def test_the_tables_stay_open_and_are_described(ask: Ask) -> None:
    page = ask("/kirtag/articles").text
    assert "Each article once, in its current wording." in page
    assert 'name="_search"' in page
    assert "_sqlite_migrations" not in ask("/kirtag").text.split("hidden table")[0]


def test_the_tables_and_columns_described_are_the_ones_there(tmp_path: Path) -> None:
    db = new_archive(tmp_path)
    described = metadata()["databases"]["kirtag"]["tables"]
    there = {name: {column.name for column in db[name].columns} for name in db.table_names()}
    db.close()
    assert {name for name in there if not name.startswith("articles_fts")} == set(described)
    for name, table in described.items():
        assert set(table.get("columns", {})) <= there[name]


@pytest.mark.parametrize(("accepted", "word"), [("ru-RU,en;q=0.5", "Поиск"), ("ky", "Издөө"), ("fr, *", "Search")])
def test_the_desk_speaks_the_readers_language(ask: Ask, accepted: str, word: str) -> None:
    for path in ("/", "/article/kirtag:kyrtag.kg/ru/news/kanaly", "/article/kirtag:hostile", "/search?q=a"):
        assert f'placeholder="{word}"' in ask(path, headers={"accept-language": accepted}).text


def test_every_language_has_every_word() -> None:
    templates = Environment(loader=FileSystemLoader(DESK / "templates"), autoescape=True)
    words = templates.get_template("words.html").module.WORDS
    assert tuple(words) == typeset.LANGUAGES
    assert {frozenset(table) for table in words.values()} == {frozenset(words["en"])}


def test_an_empty_archive_says_what_fills_it(tmp_path: Path) -> None:
    new_archive(tmp_path).close()
    for ask in as_files(tmp_path):
        assert "scrapy crawl kirtag" in ask("/").text
        assert ask("/search?q=a").status_code == 200
        assert ask("/article/a").status_code == 404


@pytest.mark.parametrize("filled", [False, True])
def test_the_folder_serves_as_a_datasette_directory(tmp_path: Path, filled: bool) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(DESK, folder, ignore=shutil.ignore_patterns("*.db*", "warc", "locks"))
    if filled:
        db = new_archive(folder)
        fill(db)
        db.close()
    for ask in serve(config_dir=folder):
        assert ("Кабмин" if filled else "scrapy crawl kirtag") in ask("/").text
        assert ask("/static/desk.css").status_code == 200
        assert ask("/search?q=railway").status_code == 200


def test_pages_hold_a_hundred_and_turn(tmp_path: Path) -> None:
    db = new_archive(tmp_path)
    db.execute("INSERT INTO agencies (id, name) VALUES ('kirtag', 'КирТАГ')")
    for number in range(PAGE + 1):
        add(db, f"kirtag:{number}", day="2026-11-22", published=f"2026-11-21T20:{number // 60:02}:{number % 60:02}Z")
    db.close()
    for ask in as_files(tmp_path):
        first, second = ask("/").text, ask("/?page=2").text
        assert first.count("<li>") == PAGE
        assert 'href="/?page=2"' in first
        assert second.count("<li>") == 1
        assert 'href="/?page=1"' in second
        assert "kirtag:0</a>" in second


def test_the_first_page_walks_the_index_on_days(tmp_path: Path) -> None:
    db = new_archive(tmp_path)
    plan = [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + listing(Choice(), 1)[0], listing(Choice(), 1)[1])]
    db.close()
    assert any("articles_day (day>?)" in step for step in plan)
    assert "SCAN articles" not in plan
