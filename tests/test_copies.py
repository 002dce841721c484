"""Copies: which articles carry the same text, which a part of it, and which are only written alike."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from sqlite_utils import Database

from kirtag.archive import Archive
from kirtag.archive.copies import candidates, link, sketches
from kirtag.archive.schema import migrations
from kirtag.text.likeness import carried_paragraphs, fingerprint, likeness
from tests.builders import URL, article, rows
from tests.timing import is_linear

NOON = datetime.fromisoformat("2026-01-14T12:00:00+06:00")
SNOW = (
    "На перевале Тоо-Ашуу третий день идёт снег, и к утру дорогу закрыли для грузовых машин.",
    "За ночь дорожники вывели со склона девять машин, рассказал дежурный по трассе Бакыт Осмонов.",
    "По его словам, на южной стороне намело 70 сантиметров, и технику перебросили из Суусамыра.",
    "Водителям советуют взять цепи, тёплую одежду и запас воды, а автобусы пойдут через Кочкор.",
    "К вечеру ветер стихнет, но ночью подморозит до 18 градусов, предупреждают синоптики.",
)
KYRGYZ = (
    "Ысык-Көлдүн жээгинде балыкчылар быйыл биринчи жолу чебакты көктөмгө чейин кармабоого макулдашты.",
    "Алардын айтымында, көлдө балык азайып, 2019-жылдагыга салыштырмалуу тордо үч эсе аз чыгат.",
    "Жээктеги беш айыл кезектешип кайык менен кайтарат, ал эми мектеп окуучулары санак жүргүзөт.",
)
OTHER = (
    "В Нарыне открыли мастерскую, где учат валять войлок по старым узорам долины.",
    "Первыми записались двадцать школьниц и пастух, который принёс шерсть своих овец.",
    "Весной мастерская покажет ковры в областном музее, вход на выставку будет свободным.",
    "Учить будут и тех, кто приехал издалека: при мастерской есть комната на 12 гостей.",
)
RATES = (
    "Национальный банк установил на {} января официальный курс доллара в {} сома.",
    "Курс евро составил {} сома, рубля {} сома, тенге {} сома, говорится в сообщении.",
    "Курсы действуют до установления новых, обменные бюро вправе устанавливать собственные.",
)


def edited(*paragraphs: str, **words: str) -> list[str]:
    """Paragraphs with some words exchanged."""
    text = "\n".join(paragraphs)
    for old, new in words.items():
        text = text.replace(old, new)
    return text.split("\n")


CARRIED = {
    "word for word": ([*SNOW], "same_text"),
    "quotes, case and ё": ([line.replace("ё", "е").upper() for line in SNOW], "same_text"),
    "a few words corrected": (edited(*SNOW, третий="второй", склона="перевала", Кочкор="Балыкчы"), "same_text"),
    "a dateline's words left in front": (["Бишкек, 14 января.", *SNOW], "same_text"),
    "background added": ([*SNOW, *OTHER[:3]], "same_text"),
    "cut down to its beginning": ([*SNOW[:2]], "excerpt"),
    "quoted in a digest": ([*OTHER, *KYRGYZ, *SNOW[:3]], "excerpt"),
    "its numbers changed": (
        edited(*SNOW, третий="четвёртый", **{"70": "95"}, **{"18": "24"}),
        "template",
    ),
}


@pytest.mark.parametrize("edit", CARRIED)
def test_a_copy_is_known_whatever_a_desk_does_to_it(edit: str):
    text, kind = CARRIED[edit]
    assert likeness(fingerprint(SNOW), fingerprint(text)).kind == kind
    assert likeness(fingerprint(text), fingerprint(SNOW)).kind == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [(SNOW, OTHER), (SNOW, KYRGYZ), (SNOW, ()), ((), ()), (("Снег.",), ("Снег.",))],
    ids=["two texts", "two languages", "nothing", "twice nothing", "a word"],
)
def test_what_has_little_in_common_is_no_copy(one: tuple[str, ...], other: tuple[str, ...]):
    assert likeness(fingerprint(one), fingerprint(other)).kind is None


def test_a_series_is_told_from_a_copy_by_its_numbers():
    days = [
        fingerprint([RATES[0].format(14, "87,4500"), RATES[1].format("101,2000", "1,1200", "0,1700"), RATES[2]]),
        fingerprint([RATES[0].format(15, "87,4512"), RATES[1].format("101,9008", "1,1187", "0,1702"), RATES[2]]),
    ]
    assert likeness(*days).kind == "template"
    assert likeness(days[0], days[0]).kind == "same_text"


def test_a_text_without_blanks_is_compared_by_its_signs():
    one = ["新华社比什凯克一月十四日电，山口连续三天降雪，公路对货车关闭，道路工人清理了九辆汽车。"]
    cut = ["山口连续三天降雪，公路对货车关闭，道路工人昨夜清理了九辆汽车。"]
    assert likeness(fingerprint(one), fingerprint(cut)).kind == "same_text"


def test_the_paragraphs_that_a_shorter_text_has_are_told():
    assert carried_paragraphs([*OTHER, *SNOW], fingerprint(SNOW[1:3])) == [6, 7]


@pytest.mark.parametrize("unit", ["а", "а ", "1 ", "1,", "снег ", "-"])
def test_a_hostile_text_costs_no_more_than_in_proportion(unit: str):
    assert is_linear(lambda text: fingerprint([text]), unit * 20_000, unit * 200_000)


# ---- in the archive ----


@pytest.fixture
def publish(archive: Archive) -> Iterator:
    numbers = count(1)

    def publish(*body: str, agency: str = "kirtag", hours: float = 0, number: int = 0) -> int:
        """Publish a text some hours after noon; return its number."""
        address = f"{URL}{number or next(numbers)}-"
        one = article(*body, url=address, published=NOON + timedelta(hours=hours))
        one.agency = agency
        one.headline = f"Снег {address}"
        archive.save(one)
        return rows(archive, f"SELECT id FROM articles WHERE url = '{address}'")[0][0]

    return publish


def copies(archive: Archive) -> list[tuple]:
    return rows(archive, "SELECT article, first, kind, hours FROM copies ORDER BY article, first")


def stories(archive: Archive) -> list[int | None]:
    return [story for (story,) in rows(archive, "SELECT story FROM articles ORDER BY id")]


def test_a_copy_is_linked_to_the_one_that_was_first(archive, publish):
    first, later = publish(*SNOW), publish(*SNOW, *OTHER[:1], agency="kabar", hours=5)
    assert copies(archive) == [(later, first, "same_text", 5.0)]
    assert stories(archive) == [first, first]


def test_the_first_to_publish_is_first_though_it_was_met_last(archive, publish):
    met, first = publish(*SNOW, hours=5), publish(*SNOW, agency="kabar")
    assert copies(archive) == [(met, first, "same_text", 5.0)]
    assert stories(archive) == [first, first]


def test_three_copies_are_one_story_and_two_stories_become_one(archive, publish):
    short, long = publish(*SNOW[:4], hours=1), publish(*SNOW, *OTHER, hours=2, agency="kabar")
    assert stories(archive) == [None, None]
    whole = publish(*SNOW, *OTHER[:1], agency="akipress")
    assert stories(archive) == [whole] * 3
    assert {(article, first) for article, first, *_ in copies(archive)} >= {(short, whole), (long, whole)}


def test_a_digest_makes_no_story_of_what_it_quotes(archive, publish):
    publish(*SNOW)
    publish(*KYRGYZ)
    digest = publish(*SNOW[:3], *KYRGYZ, *OTHER, hours=2)
    assert [kind for *_, kind, _ in copies(archive)] == ["excerpt", "excerpt"]
    assert rows(archive, f"SELECT part FROM copies WHERE article = {digest} ORDER BY first") == [("1-3",), ("4-6",)]
    assert stories(archive) == [None, None, None]


def test_what_lies_further_apart_than_three_days_is_not_linked(archive, publish):
    publish(*SNOW)
    publish(*SNOW, agency="kabar", hours=73)
    assert copies(archive) == []
    publish(*SNOW, agency="akipress", hours=71)
    assert len(copies(archive)) == 2


def test_an_edit_is_looked_at_again_and_keeps_its_old_links(archive, publish):
    first = publish(*SNOW)
    edited_one = publish(*OTHER, number=70, hours=1)
    assert copies(archive) == []
    assert publish(*SNOW, number=70, hours=1) == edited_one
    assert copies(archive) == [(edited_one, first, "same_text", 1.0)]
    publish(*OTHER, number=70, hours=1)
    assert copies(archive) == [(edited_one, first, "same_text", 1.0)]


def test_a_long_series_hides_no_copy(archive, publish):
    rates = (
        "Учётный курс доллара к сому на сегодня составил {0},1 сома, евро {0},2 сома, рубля {0},3, тенге {0},4 сома."
    )
    *_, last = [publish(rates.format(10 + number), hours=number / 10) for number in range(30)]
    publish(rates.format(100), hours=3)
    later = publish(rates.format(39), agency="kabar", hours=4)
    assert (later, last, "same_text", 1.1) in copies(archive)


def test_of_a_series_without_end_the_latest_are_known(archive, publish, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(candidates, "_WEIGHED", 5)
    for number in range(30):
        last = publish(f"{SNOW[0]} Сообщение {number}.", f"{SNOW[2]} Номер {number}.", hours=number / 10)
        assert max(len(held) for hashes in archive.index._days.values() for held in hashes.values()) < 10
    later = publish(f"{SNOW[0]} Сообщение 29.", f"{SNOW[2]} Номер 29.", agency="kabar", hours=4)
    assert (later, last, "same_text", 1.1) in copies(archive)


def test_articles_without_a_time_are_compared_by_their_day(archive):
    for number in (1, 2):
        archive.save(article(*SNOW, url=f"{URL}{number}-", published=NOON.date(), agency=f"a{number}"))
    assert [kind for *_, kind, _ in copies(archive)] == ["same_text"]


def test_a_backfill_finds_the_copies_of_its_own_days(archive, publish, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sketches, "OPEN", 8)
    first = publish(*SNOW)
    for day in range(1, 12):
        publish(f"Запись о погоде за день, который был {day}-м с начала наблюдений у озера.", hours=24 * day)
    held = {day for (day,) in rows(archive, "SELECT DISTINCT day FROM fingerprints")}
    opened = {day for (day,) in rows(archive, "SELECT day FROM fingerprint_days")}
    assert held <= opened
    assert len(opened) <= 8
    assert sketches.day_number(NOON) not in opened
    late = publish(*SNOW, agency="kabar", hours=20)
    assert (late, first, "same_text", 20.0) in copies(archive)
    assert len(rows(archive, "SELECT day FROM fingerprint_days")) <= 8


def test_of_a_long_backfill_only_the_days_around_are_kept_in_memory(archive, publish, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(candidates, "_HELD", 50)
    for day in range(30):
        publish(f"Запись о погоде за день, который был {day}-м с начала наблюдений у озера.", hours=24 * day)
        # And the seven that are asked for, however many hashes they have.
        assert len(archive.index._days) <= 7 or sum(map(len, archive.index._days.values())) <= 60
    last = publish(*SNOW, hours=24 * 29)
    assert publish(*SNOW, agency="kabar", hours=24 * 29 + 1) > last
    assert stories(archive)[-2:] == [last, last]


def test_a_text_that_another_process_has_stored_is_met(archive, publish, tmp_path: Path):
    publish(*OTHER)
    with Archive(tmp_path) as other:
        other.save(article(*KYRGYZ, url=f"{URL}other", agency="kabar", published=NOON))
    publish(*KYRGYZ, hours=1)
    assert [kind for *_, kind, _ in copies(archive)] == ["same_text"]


def test_a_text_that_another_process_has_edited_is_met(archive, publish, tmp_path: Path):
    with Archive(tmp_path) as other:
        for body in (OTHER, KYRGYZ):
            other.save(article(*body, url=f"{URL}other", agency="kabar", published=NOON))
            publish(*SNOW, number=70)
    publish(*KYRGYZ, hours=1)
    assert [kind for *_, kind, _ in copies(archive)] == ["same_text"]


def test_what_a_save_that_failed_has_looked_at_hides_no_text(archive, publish, tmp_path: Path):
    number = publish(*OTHER)
    with pytest.raises(RuntimeError), archive.transaction():
        for body in (SNOW, RATES, SNOW):
            link(archive.index, number, body)
        raise RuntimeError
    with Archive(tmp_path) as other:
        # Written under the numbers that were taken back.
        for at, body in enumerate((KYRGYZ, RATES, RATES, RATES)):
            other.save(article(*body, url=f"{URL}other{at}", agency=f"a{at}", published=NOON))
    publish(*KYRGYZ, hours=1)
    assert "same_text" in [kind for *_, kind, hours in copies(archive) if hours == 1.0]


def test_a_row_that_was_cut_off_stops_no_crawl(archive, publish, tmp_path: Path):
    publish(*OTHER)
    publish(*SNOW)
    with archive.transaction() as db:
        db.execute("UPDATE fingerprints SET hashes = substr(hashes, 1, 5) WHERE article = 1")
    with Archive(tmp_path) as other:
        other.save(article(*SNOW, url=f"{URL}other", agency="kabar", published=NOON))
    assert [kind for *_, kind, _ in copies(archive)] == ["same_text"]


def test_an_archive_from_before_there_were_copies_finds_them(archive, publish):
    publish(*SNOW)
    with archive.transaction() as db:
        db.execute("DELETE FROM fingerprints")
        db.execute("DELETE FROM fingerprint_days")
    publish(*SNOW, agency="kabar", hours=1)
    assert len(copies(archive)) == 1


def test_a_save_that_fails_leaves_no_link(archive, publish, tmp_path: Path):
    publish(*SNOW)
    with pytest.raises(RuntimeError), archive.transaction() as db:
        db.execute("INSERT INTO copies (article, first, kind) VALUES (1, 1, 'template')")
        raise RuntimeError
    assert copies(archive) == []


def words(number: int) -> str:
    return " ".join(f"слово{chr(ord('а') + each // 30)}{chr(ord('а') + each % 30)}" for each in range(number))


@pytest.mark.parametrize("longer", [60, 122, 123, 400, 900])
@pytest.mark.parametrize("shorter", [20, 32, 33, 120, 122])
def test_a_text_of_any_length_is_looked_up_by_hashes_of_the_text_that_it_is_in(shorter: int, longer: int):
    whole, part = fingerprint([words(max(shorter, longer))]), fingerprint([words(shorter)])
    assert {each for each in whole.sketch if each in part.threes} <= set(part.sketch)
    assert len(part.sketch) <= 45


# How texts were hashed when the last migration emptied the index, by a digest of what is looked up of three of them.
HASHED = ("m008_rows", "1051eae5d34cf4dc")


def test_who_changes_how_a_text_is_hashed_has_the_index_made_anew():
    """Copies of older articles would not be met any more. A new migration empties the index, as the one named here."""
    sketches = [sorted(fingerprint(body).sketch) for body in (SNOW, [*KYRGYZ, *OTHER, *RATES], [words(600)])]
    digest = sha256(str(sketches).encode()).hexdigest()[:16]
    names = [migration.name for migration in migrations.pending(Database(memory=True))]
    assert (HASHED[0] in names, digest) == (True, HASHED[1])
