"""The bytes of a page to its text."""

import gzip

import pytest

from kirtag.demo.picture import draw
from kirtag.page import NotAnArticle, Undecodable, decode, read

RU = "На перевале Тоо-Ашуу идёт снег, дорога закрыта до утра. «Ждите», - сказали в дорожной службе. " * 4
KY = "Чүй өрөөнүндө күн суук болуп, тоо этектеринде кар жаайт. «Күтө туруңуздар», - дешти кызматта. " * 4
EN = "Snow falls on the Too-Ashuu pass, and the road is closed until morning. “Wait,” the café’s owner said. " * 4
UTF_8, CP1251, NONE = "text/html; charset=utf-8", "text/html; charset=windows-1251", "text/html"


def page(text: str, charset: str = "") -> str:
    label = f"<meta charset={charset}>" if charset else ""
    return f"<html><head>{label}<title>Снег</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("text", [RU, KY, EN], ids=["ru", "ky", "en"])
@pytest.mark.parametrize("label", [UTF_8, CP1251, NONE, "text/html; charset=nonsense", "", None])
@pytest.mark.parametrize("meta", ["utf-8", "windows-1251", "iso-8859-1", "nonsense", ""])
def test_utf_8_is_read_under_any_label(text: str, label: str | None, meta: str):
    assert decode(page(text, meta).encode(), label) == page(text, meta)


@pytest.mark.parametrize(
    ("label", "meta"),
    [(CP1251, ""), (CP1251, "utf-8"), (UTF_8, "windows-1251"), (UTF_8, "utf-8"), (UTF_8, ""), (None, "")],
)
def test_cp1251_is_read_under_a_wrong_label_and_under_none(label: str | None, meta: str):
    assert decode(page(RU, meta).encode("cp1251"), label) == page(RU, meta)


@pytest.mark.parametrize(
    ("body", "label", "text"),
    [
        (b"", None, ""),
        (b"plain", None, "plain"),
        (b"\xef\xbb\xbf" + RU.encode(), CP1251, RU),
        (b"\xff\xfe" + RU.encode("utf-16-le"), UTF_8, RU),
        (b"\xfe\xff" + RU.encode("utf-16-be"), None, RU),
        (RU.encode("koi8-r", "replace"), "text/html; charset=koi8-r", RU.replace("«", "?").replace("»", "?")),
        (EN.encode("cp1252"), "text/html; charset=iso-8859-1", EN),
    ],
)
def test_bytes_are_read_by_what_they_are(body: bytes, label: str | None, text: str):
    assert decode(body, label) == text


@pytest.mark.parametrize("label", [UTF_8, NONE, None])
@pytest.mark.parametrize("place", [0, 100, 2000])
def test_one_bad_byte_costs_one_letter(label: str | None, place: int):
    body = (RU * 8).encode()
    text = decode(body[:place] + b"\xff" + body[place:], label)
    assert text.replace("\ufffd", "") == RU * 8
    assert text.count("\ufffd") == 1


def test_one_bad_byte_in_a_short_page_is_no_other_charset():
    text = "A café in Osh, and a café in Naryn. " * 6
    assert decode(text.encode().replace(b"Osh", b"O\xffh", 1), NONE) == text.replace("Osh", "O\ufffdh", 1)


@pytest.mark.parametrize(
    ("printed", "read"),
    [("The café at the résumé’s end", "The café at the résumé’s end"), ("Кафе café", "Кафе cafй")],
    ids=["Western letters", "both: the label stands"],
)
def test_western_text_under_a_cyrillic_label_is_told_by_its_letters(printed: str, read: str):
    body = b"".join(char.encode("cp1251" if char in "Кафе" else "cp1252") for char in printed)
    assert decode(body, CP1251) == read


def test_a_page_cut_in_the_middle_of_a_letter_is_still_utf_8():
    assert decode((RU * 8 + "я").encode()[:-1], UTF_8) == RU * 8 + "\ufffd"


@pytest.mark.parametrize(
    "body",
    [
        draw("pass"),
        bytes(range(256)) * 40,
        gzip.compress(RU.encode() * 50, mtime=0),
        b"\xff\xd8\xff\xe0" + gzip.compress(KY.encode() * 50, mtime=0),
        b"\xef\xbb\xbf\xff\xfe\xfd",
        b"\xff\xfea",
    ],
    ids=["png", "all bytes", "gzip", "jpeg", "broken utf-8 mark", "half a letter"],
)
@pytest.mark.parametrize("label", [UTF_8, NONE, "image/png", None])
def test_what_is_no_text_becomes_no_article(body: bytes, label: str | None):
    with pytest.raises((Undecodable, NotAnArticle)):
        read(decode(body, label), "https://e.kg/a")


def test_the_refusal_says_what_is_wrong():
    with pytest.raises(Undecodable, match="This page is no text: its byte order mark says utf-8, its bytes do not"):
        decode(b"\xef\xbb\xbf\xff")
