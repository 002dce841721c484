"""Photo credits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kirtag.items import Credit, Photo
from kirtag.text import read_credit, split_credits
from kirtag.text.credit import credit_photos
from kirtag.text.vocabulary import rows


@pytest.mark.parametrize(
    ("line", "party", "kind"),
    [
        ("Источник фото: Кабмин", "Кабмин", "photo"),
        ("Источник фото: Из открытых источников", "Из открытых источников", "photo"),
        ("Источник фото:Пресс-служба МЧС", "Пресс-служба МЧС", "photo"),
        ("ИСТОЧНИК ФОТО:  Айзада Кыдыкова.", "Айзада Кыдыкова", "photo"),
        ("Сүрөттүн булагы: ӨКМдин басма сөз кызматы", "ӨКМдин басма сөз кызматы", "photo"),
        ("Photo source: Press service: the lake", "Press service: the lake", "photo"),
        ("Фото : МЧС", "МЧС", "photo"),
        ("Источник\u00a0фото:\u00a0МЧС", "МЧС", "photo"),
        ("Видео: МЧС", "МЧС", "video"),
        ("Коллаж: КирТАГ / Снег", "КирТАГ / Снег", "collage"),
        ("Illustration: KirTAG", "KirTAG", "illustration"),
    ],
)
def test_a_credit_is_read(line: str, party: str, kind: str):
    assert read_credit(line) == Credit(line, party, kind)


@pytest.mark.parametrize(("kind", "label"), list(rows("credits")))
def test_every_label_is_read_in_any_case(kind: str, label: str):
    for printed in (f"{label}: МЧС", f"{label.upper()}: МЧС"):
        assert read_credit(printed) == Credit(printed, "МЧС", kind)


@pytest.mark.parametrize(
    "line",
    [
        "",
        ":",
        "Источник фото",
        "Источник фото:",
        "Источник фото: .",
        "Фото дня. Снег в горах",
        "Источник: Кабмин",
        "Фото и видео очевидцев: что известно о метели",
        "На фото: снег на перевале",
        "Фотография деда: история одной семьи",
        "Видео с перевала посмотрели миллион раз.",
        "Видео: " + "снег идёт третий день подряд, " * 6,
    ],
)
def test_another_line_is_no_credit(line: str):
    assert read_credit(line) is None


def test_credits_are_parted_from_the_text_and_both_keep_their_order():
    body = ["Идёт снег.", "Фото: МЧС", "Дороги скользкие.", "Видео: ГАИ", "Сүрөт: КирТАГ"]
    credits = [Credit("Фото: МЧС", "МЧС"), Credit("Видео: ГАИ", "ГАИ", "video"), Credit("Сүрөт: КирТАГ", "КирТАГ")]
    assert split_credits(body) == (["Идёт снег.", "Дороги скользкие."], credits)
    assert body[1] == "Фото: МЧС"


@given(st.lists(st.sampled_from(["Фото: А", "Видео: Б", "Photo: C", "Идёт снег.", "Фото дня"]) | st.text(max_size=9)))
def test_no_line_is_lost_doubled_or_moved(body: list[str]):
    text, credits = split_credits(body)
    assert text == [line for line in body if not read_credit(line)]
    assert [credit.text for credit in credits] == [line for line in body if read_credit(line)]


ONE, TWO = Photo("https://e.kg/1.jpg"), Photo("https://e.kg/2.jpg", "Снег", "ГАИ")
MCHS, GAI = Credit("Фото: МЧС", "МЧС"), Credit("Фото: ГАИ", "ГАИ")


@pytest.mark.parametrize(
    ("photos", "credits", "credited"),
    [
        ([], [], []),
        ([], [MCHS], []),
        ([ONE], [], [None]),
        ([ONE], [MCHS], ["МЧС"]),
        ([ONE, ONE], [MCHS], ["МЧС", "МЧС"]),
        ([ONE, ONE], [MCHS, MCHS], ["МЧС", "МЧС"]),
        ([ONE, ONE], [MCHS, GAI], ["МЧС", "ГАИ"]),
        ([ONE, TWO], [MCHS], ["МЧС", "ГАИ"]),
        ([ONE, ONE, ONE], [MCHS, GAI], [None, None, None]),
    ],
)
def test_a_photo_gets_the_credit_that_is_its_own(
    photos: list[Photo], credits: list[Credit], credited: list[str | None]
):
    found = credit_photos(photos, credits)
    assert [photo.credit for photo in found] == credited
    assert [(photo.url, photo.caption) for photo in found] == [(photo.url, photo.caption) for photo in photos]


def test_a_video_credit_is_not_that_of_a_photo():
    assert credit_photos([ONE], [Credit("Видео: ГАИ", "ГАИ", "video")]) == [ONE]
