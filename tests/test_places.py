"""The places that datelines name."""

import pytest

from kirtag.text import find_place
from kirtag.text.places import LANGUAGES, normal_spelling
from kirtag.text.vocabulary import rows

PLACES = [(int(row[0]), name) for row in rows("places") for name in (*row[4:7], *filter(None, row[7].split("|")))]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Бишкек", 1528675),
        ("БИШКЕК", 1528675),
        ("Bishkek", 1528675),
        ("Чолпон‑Ата", 1528512),
        ("Токмак", 1527199),
        ("Өзгөн", 1527513),
        ("Узген", 1527513),
        ("Нур-Султан", 1526273),
    ],
)
def test_a_place_is_found_by_any_of_its_names(printed: str, number: int):
    place = find_place(printed)
    assert place and place.geonameid == number


@pytest.mark.parametrize("printed", ["", "Нигде", "Бишкеке", "Ошский", "New", "Чолпон Ата"])
def test_no_other_word_is_a_place(printed: str):
    assert find_place(printed) is None


@pytest.mark.parametrize(("number", "name"), PLACES)
def test_no_name_leads_to_another_place(number: int, name: str):
    place = find_place(name.upper())
    assert place and place.geonameid == number


@pytest.mark.parametrize("row", list(rows("places")), ids=lambda row: row[6])
def test_a_place_has_a_country_and_stands_on_the_globe(row: list[str]):
    place = find_place(row[4])
    assert place and len(row) == 8
    assert (len(place.country), place.country.isupper(), tuple(place.names)) == (2, True, LANGUAGES)
    assert -90 < place.latitude < 90
    assert -180 < place.longitude < 180


@pytest.mark.parametrize(
    ("printed", "spelling"),
    [
        ("БИШКЕК", "Бишкек"),
        ("бишкек", "Бишкек"),
        ("BISHKEK", "Bishkek"),
        ("ӨЗГӨН", "Өзгөн"),
        ("УЗГЕН", "Узген"),
        ("ЧОЛПОН-АТА", "Чолпон-Ата"),
        ("ТОКМАК", "Токмак"),
        ("NUR-SULTAN", "Nur-Sultan"),
        ("САН-ХОСЕ", "Сан-Хосе"),
        ("BUENOS AIRES", "Buenos Aires"),
        ("The Hague", "The Hague"),
        ("РОСТОВ-НА-ДОНУ", "Ростов-на-Дону"),
        ("Ростов-на-Дону", "Ростов-на-Дону"),
    ],
)
def test_a_place_is_spelt_as_inside_a_sentence(printed: str, spelling: str):
    assert normal_spelling(printed) == spelling
