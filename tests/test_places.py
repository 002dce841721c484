"""The places that datelines name."""

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirtag.text import find_place
from kirtag.text.gazetteer import LANGUAGES, _trie, areas_named, cities_named, key, places_named, plain
from kirtag.text.places import country_of, dictionary_form, normal_spelling, place_numbered
from kirtag.text.vocabulary import rows

OWN = [(int(row[0]), name) for row in rows("places") for name in (*row[5:11], *row[11].split("|")) if name]
LETTERS = st.text(st.sampled_from("БИШКЕКбишкекОшёЁğĞİIıiŞşßÉé‘ʻ’'-– ,./()[]NYny12\u0300\u00ad京"), max_size=60)


def number(printed: str, country: str | None = None) -> int | None:
    place = find_place(printed, country)
    return place.geonameid if place else None


def folded(text: str) -> str:
    """Its letters and digits; I and ı are one, as the Turkish rule makes one of the other."""
    return "".join(letter for letter in text.casefold() if letter.isalnum()).replace("ı", "i")


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("Бишкек", 1528675),
        ("БИШКЕК", 1528675),
        ("Bishkek", 1528675),
        ("Bischkek", 1528675),
        ("г. Бишкек", 1528675),
        ("Ош шаары", 1527534),
        ("Чолпон‑Ата", 1528512),
        ("Токмак", 1527199),
        ("Өзгөн", 1527513),
        ("Узген", 1527513),
        ("Нур-Султан", 1526273),
        ("НҰР-СҰЛТАН", 1526273),
        ("Ошская область", 1346798),
        ("Ош облусу", 1346798),
        ("Osh region", 1346798),
        ("FARG'ONA", 1514019),
        ("Farg‘ona", 1514019),
        ("КИШИНЕВ", 618426),
        ("İSTANBUL", 745044),
        ("ISTANBUL", 745044),
        ("DİYARBAKIR", 316541),
        ("ISPARTA", 311073),
        ("SAO PAULO", 3448439),
        ("SÃO PAULO", 3448439),
        ("BOGOTA", 3688689),
        ("ST. LOUIS", 4407066),
        ("SAINT LOUIS, Mo.", 4407066),
        ("THE BRONX", 5110266),
        ("北京", 1816670),
        ("Frankfurt/Main", 2925533),
        ("Frankfurt/Oder", 2925535),
        ("VATICAN CITY", 6691831),
    ],
)
def test_a_place_is_found_by_any_of_its_names(printed: str, found: int):
    assert number(printed) == found


@pytest.mark.parametrize(
    ("printed", "country", "state"),
    [
        ("ЧОЛПОН-АТА /Киргизия/", "KG", ""),
        ("JALAL-ABAD, Kyrgyzstan", "KG", ""),
        ("MANAGUA (NICARAGUA)", "NI", ""),
        ("BEIJING (PRC)", "CN", ""),
        ("MOSCOW (USSR)", "RU", ""),
        ("BERLIN [GDR]", "DE", ""),
        ("DORTMUND, Alemania", "DE", ""),
        ("Baku, Azerbaijan", "AZ", ""),
        ("TRIPOLI, Lebanon", "LB", ""),
        ("LA CROSSE, Wis.", "US", "WI"),
        ("COMMACK, N.Y.", "US", "NY"),
        ("WASHINGTON, D.C.", "US", "DC"),
        ("PORTLAND, Ore.", "US", "OR"),
        ("PORTLAND, ME", "US", "ME"),
        ("ST. JOSEPH, Mich.", "US", "MI"),
        ("MOSCOW, Idaho", "US", "ID"),
        ("ATLANTA, Georgia", "US", "GA"),
        ("TBILISI, Georgia", "GE", ""),
        ("HOPE, Ark.", "US", "AR"),
        ("Ивановка, Чуйская область", "KG", ""),
        ("BISHKEK, Narnia", "KG", ""),
        ("PARIS, Peru", "FR", ""),
    ],
)
def test_the_country_or_state_beside_a_place_tells_it_from_its_namesakes(printed: str, country: str, state: str):
    place = find_place(printed)
    assert place and (place.country, place.state) == (country, state)


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("МОСКВА/БИШКЕК", 524901),
        ("BEIRUT/THE HAGUE", 276781),
        ("LONDON/NEW YORK", 2643743),
        ("LONDON/OTTAWA", 2643743),
        ("НИГДЕ/БИШКЕК", 1528675),
    ],
)
def test_of_two_places_it_is_the_first_that_is_known(printed: str, found: int):
    assert number(printed) == found


@pytest.mark.parametrize(
    ("printed", "agency", "country"),
    [
        ("Кант", "RU", "KG"),
        ("Paris", "US", "FR"),
        ("Ивановка", "KG", "KG"),
        ("Ивановка", "UA", "UA"),
        ("Valencia", "ES", "ES"),
        ("Valencia", "VE", "VE"),
        ("Birmingham", "GB", "GB"),
        ("Birmingham", "US", "US"),
        ("Stanford", "DE", "US"),
        ("Лейпциг", "RU", "DE"),
    ],
)
def test_an_agency_means_the_place_at_home_unless_the_other_is_far_larger(printed: str, agency: str, country: str):
    place = find_place(printed, agency)
    assert place and place.country == country


@pytest.mark.parametrize(
    "printed", ["", " ", ",", "/", "()", "Нигде", "Бишкеке", "Ошский", "New", "Б" * 81, "Country kg"]
)
def test_no_other_word_is_a_place(printed: str):
    assert find_place(printed) is None


@pytest.mark.parametrize(
    "word",
    """
    ВИДЕО ФОТО ИНТЕРВЬЮ ОБЗОР СПОРТ СРОЧНО МОЛНИЯ АНОНС МНЕНИЕ ПОЛИЦИЯ ПОБЕДА ДЕНЬГИ МИР НАТО США ОБСЕ КРЫМ
    НАДЕЖДА РОМАН ОН ОНИ ТАК ПО ИЛИ УТРО ЗИМА ОКТЯБРЬ МААЛЫМАТ МАЕК СҮРӨТ ШАШЫЛЫШ ЖАРНАМА ЖЕДЕЛ
    VIDEO PHOTO UPDATE REPORTAGE CARTES EXCLUSIVE NATO FILE AXA HIV KV USA UK EU UN WATCH BREAKING OPINION ANALYSIS
    CORRECTED INTERVIEW MEDIA POLICE HOPE FAITH LIBERTY MARCH MAY AUGUST SPRING UNION STAR POST TRIBUNE SANTÉ HIER
    RUSSIA GERMANY GEORGIA CALIFORNIA TEXAS INDIA CHINA AFP TASS ПРЕЗИДЕНТ ПРАВИТЕЛЬСТВО
    """.split(),
)
def test_the_words_of_a_newsroom_are_no_places(word: str):
    assert find_place(word) is None


def test_a_word_that_is_no_place_alone_is_in_the_table_because_a_place_has_the_name():
    words = [word for words, _ in rows("no_places") for word in words.split("|")]
    assert [word for word in words if find_place(word)] == []
    assert [word for word in words if not (places_named(key(word)) or places_named(plain(key(word))))] == []


def test_our_own_names_lead_to_their_places_in_capitals_too():
    assert [name for found, name in OWN if not number(name) == number(name.upper()) == found] == []


@pytest.mark.parametrize("row", list(rows("places")), ids=lambda row: row[10])
def test_a_place_of_ours_is_where_geonames_has_it(row: list[str]):
    ours = find_place(row[5])
    assert ours and len(row) == 12
    assert {"ru", "en"} <= set(ours.names) <= set(LANGUAGES)
    names = [key(name) for name in (*row[5:11], *row[11].split("|"))]
    theirs = [place for name in (*names, *map(plain, names)) for place in cities_named(name)]
    region = ours.latitude is None
    assert region or ours[:5] in [place[:5] for place in theirs]


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Germany", "DE"),
        ("ГЕРМАНИЯ", "DE"),
        ("Alemania", "DE"),
        ("德国", "DE"),
        ("Киргизия", "KG"),
        ("Кыргызстан", "KG"),
        ("Қырғызстан", "KG"),
        ("Қазақстан", "KZ"),
        ("O‘zbekiston", "UZ"),
        ("Ўзбекистон", "UZ"),
        ("Белоруссия", "BY"),
        ("USSR", "RU"),
        ("СССР", "RU"),
        ("FRG", "DE"),
        ("PRC", "CN"),
        ("NORTH KOREA", "KP"),
        ("ОАЭ", "AE"),
        ("UK", "GB"),
        ("Wis.", "US-WI"),
        ("N.Y.", "US-NY"),
        ("D.C.", "US-DC"),
        ("CALIFORNIA", "US-CA"),
        ("CA", "US-CA"),
        ("Georgia", "GE"),
    ],
)
def test_a_country_or_state_has_a_code(printed: str, code: str):
    assert country_of(printed) == code


@pytest.mark.parametrize("printed", ["", "ca", "Ca", "uk", "КР", "KR", "Бишкек", "AFP", "Kabar", "Wis", "г" * 81])
def test_no_other_word_is_a_country(printed: str):
    assert country_of(printed) is None


def test_each_country_and_state_of_ours_is_found_by_each_name():
    names = [(code, name) for code, names in rows("areas") for name in names.split("|")]
    assert [name for code, name in names if code not in areas_named(name)] == []


@pytest.mark.parametrize(
    ("printed", "spelling"),
    [
        ("БИШКЕК", "Бишкек"),
        ("бишкек", "Бишкек"),
        ("BISHKEK", "Bishkek"),
        ("ӨЗГӨН", "Өзгөн"),
        ("УЗГЕН", "Узген"),
        ("ЧОЛПОН-АТА", "Чолпон-Ата"),
        ("ЧОЛПОН-АТА /Киргизия/", "Чолпон-Ата /Киргизия/"),
        ("ЧОЛПОН-АТА /КИРГИЗИЯ/", "Чолпон-Ата /Киргизия/"),
        ("ТОКМАК", "Токмак"),
        ("NUR-SULTAN", "Nur-Sultan"),
        ("НҰР-СҰЛТАН", "Нұр-Сұлтан"),
        ("ОШСКАЯ ОБЛАСТЬ", "Ошская область"),
        ("НОВОСИБИРСКАЯ ОБЛАСТЬ", "Новосибирская область"),
        ("г. БИШКЕК", "г. БИШКЕК"),
        ("Г. БИШКЕК", "г. Бишкек"),
        ("КИШИНЕВ", "Кишинев"),
        ("САН-ХОСЕ", "Сан-Хосе"),
        ("BUENOS AIRES", "Buenos Aires"),
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("The Hague", "The Hague"),
        ("РОСТОВ-НА-ДОНУ", "Ростов-на-Дону"),
        ("Ростов-на-Дону", "Ростов-на-Дону"),
        ("LA CROSSE, Wis.", "La Crosse, Wis."),
        ("COMMACK, N.Y.", "Commack, N.Y."),
        ("PALO ALTO, CA", "Palo Alto, CA"),
        ("BEIRUT/THE HAGUE", "Beirut/The Hague"),
        ("MANAGUA (NICARAGUA)", "Managua (Nicaragua)"),
        ("MOSCOW (USSR)", "Moscow (USSR)"),
        ("TEGUCIGALPA, HONDURAS", "Tegucigalpa, Honduras"),
        ("Frankfurt/Main", "Frankfurt/Main"),
        ("FRANKFURT/MAIN", "Frankfurt/Main"),
        ("NEW YORK CITY", "New York City"),
        ("İSTANBUL", "İstanbul"),
        ("DİYARBAKIR", "Diyarbakır"),
        ("IĞDIR", "Iğdır"),
        ("ISPARTA", "Isparta"),
        ("O‘ZBEKISTON", "O‘zbekiston"),
        ("QO'QON", "Qo'qon"),
        ("FARG‘ONA", "Farg‘ona"),
        ("L'AQUILA", "L'Aquila"),
        ("O'FALLON, Mo.", "O'Fallon, Mo."),
        ("北京", "北京"),
        ("", ""),
    ],
)
def test_a_place_is_spelt_as_inside_a_sentence(printed: str, spelling: str):
    assert normal_spelling(printed) == spelling


@pytest.mark.parametrize(
    ("printed", "language", "name"),
    [
        ("БЭЭЖИН", "en", "Beijing"),
        ("ДУШАНБЕ", "ky", "Дүйшөмбү"),
        ("TASHKENT", "uz", "Toshkent"),
        ("LA CROSSE, Wis.", "en", "La Crosse"),
        ("КОЙ-ТАШ /Киргизия/", "en", "Кой-Таш"),
        ("КАРАКОЛ", "kk", "Каракол"),
    ],
)
def test_a_list_keeps_a_place_under_one_name(printed: str, language: str, name: str):
    assert dictionary_form(find_place(printed), printed, language) == name


def test_a_number_leads_back_to_its_place():
    assert place_numbered(5258957, "La Crosse, Wis.") == find_place("LA CROSSE, Wis.")
    assert place_numbered(3625549, "Valencia") == find_place("Valencia", "VE")
    assert place_numbered(5258957, "Бишкек") is None


@given(LETTERS | st.text(max_size=100))
def test_no_text_is_too_odd_and_its_letters_stay(printed: str):
    find_place(printed, "KG")
    country_of(printed)
    dictionary_form(None, printed)
    spelling = normal_spelling(printed)
    assert folded(spelling) == folded(printed)
    assert normal_spelling(spelling) == spelling


@given(st.sampled_from(OWN), st.sampled_from(["{}, Narnia", "{} (Nowhere)", "{} /Нигде/", "{}/Nowhere"]))
def test_what_is_printed_beside_a_place_does_not_hide_it(own: tuple[int, str], beside: str):
    assert number(beside.format(own[1])) == own[0] or "/" in own[1] or "(" in own[1]


def test_a_megabyte_costs_no_more_than_a_line():
    for letters in ("А", "А ", " ", "/", "А-", "O'", "İ", "(" * 9):
        printed = letters * (1_000_000 // len(letters))
        assert (find_place(printed), country_of(printed)) == (None, None)
        assert len(normal_spelling(printed)) == len(printed)


# Eleven thousand names, some of them real.
LOOK = """
import json, sys, tracemalloc
from itertools import product
from kirtag.text import find_place

lazy = "marisa_trie" not in sys.modules
tracemalloc.start()
names = product("BDHKLMNPRSTV", "aeiou", "bdgklmnprstz", "aeio", ("", "n", "r", "s"))
found = [find_place("".join(name)) for name in names]
print(json.dumps({"lazy": lazy, "found": sum(map(bool, found)), "bytes": tracemalloc.get_traced_memory()[1]}))
"""


def test_the_gazetteer_is_opened_late_and_takes_no_memory_of_ours():
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["lazy"]
    assert told["found"] > 500
    assert told["bytes"] < 3_000_000


def test_the_gazetteer_was_made_by_the_rules_that_look_it_up():
    names = [name.removeprefix("Country ") for name in islice(_trie().iterkeys(), 0, None, 20)]
    # Small letters of a few other alphabets fall into two characters, which a second look makes one again.
    assert [name for name in names if (name.isascii() or name[0] in "абвгдежз") and key(name) != name] == []


def test_the_gazetteer_is_small():
    file = Path(sys.modules["kirtag.text.gazetteer"].__file__ or "").with_name("data") / "gazetteer.marisa"
    assert 5_000_000 < file.stat().st_size < 9_000_000
