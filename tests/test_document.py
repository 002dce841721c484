"""A page as its reader sees it."""

import pytest

from kirtag.page import Document, Undecodable
from kirtag.page.document import Block
from tests.timing import seconds

URL = "https://e.kg/ru/news/sneg-?a=1"


def blocks(html: str) -> list[Block]:
    return Document(html, URL).blocks


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html)]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Снег</p><p>Лёд</p>", ["Снег", "Лёд"]),
        ("<p>Ид<b>ёт</b> <a href='#'>снег</a>, <em>да</em>.</p>", ["Идёт снег, да."]),
        ("Снег<br>Лёд<br/>Град", ["Снег", "Лёд", "Град"]),
        ("<div>Снег<p>Лёд</p>Град</div>", ["Снег", "Лёд", "Град"]),
        ("<ul><li>Снег<li>Лёд</ul>", ["Снег", "Лёд"]),
        ("<table><tr><td>Снег<td>Лёд</table>", ["Снег", "Лёд"]),
        ("<p>Снег<!-- нет --> и<?php нет ?> лёд</p>", ["Снег и лёд"]),
        ("<p>Снег &amp; лёд &lt; 35 &#1085;&nbsp;&laquo;да&raquo;</p>", ["Снег & лёд < 35 н\u00a0«да»"]),
        ("<p> \n </p><p>&nbsp;</p><p>Снег</p>", ["Снег"]),
        ("Снег<script>нет</script><style>нет</style><noscript>нет</noscript>, лёд", ["Снег, лёд"]),
        ("<p>Снег<svg><text>нет</text></svg></p><button>нет</button><select><option>нет</select>", ["Снег"]),
        ("<p>Сн\0ег</p><p>Лёд</p>", ["Снег", "Лёд"]),
        ("\0<p>Снег</p>\0", ["Снег"]),
        ("<?xml version='1.0' encoding='windows-1251'?><html><body><p>Снег</p></body></html>", ["Снег"]),
        ("<meta charset=windows-1251><p>Снег</p>", ["Снег"]),
        ("", []),
        ("\0", []),
        ("<!-- -->", []),
        ("<", ["<"]),
    ],
)
def test_the_text_of_a_page_is_its_blocks_in_reading_order(html: str, lines: list[str]):
    assert texts(html) == lines


def test_a_block_knows_its_element_and_whether_it_is_a_caption():
    html = (
        "<h1>Снег</h1><figure><img src=/1.jpg><figcaption>Зима <i>в горах</i></figcaption></figure><p>Лёд <b>ждёт</b>"
    )
    assert blocks(html) == [
        Block("Снег", "h1"),
        Block("https://e.kg/1.jpg", "img"),
        Block("Зима в горах", "figcaption", caption=True),
        Block("Лёд ждёт", "p"),
    ]


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        ("src='/1.jpg'", "https://e.kg/1.jpg"),
        ("src='//e.kg/1.jpg?5'", "https://e.kg/1.jpg?5"),
        ("src='1.jpg'", "https://e.kg/ru/news/1.jpg"),
        ("src='https://cdn.example/1.jpg'", "https://cdn.example/1.jpg"),
        ("src='data:image/gif;base64,R0' data-src='/1.jpg'", "https://e.kg/1.jpg"),
        ("data-original='/1.jpg'", "https://e.kg/1.jpg"),
        ("data-lazy-src=' /1.jpg '", "https://e.kg/1.jpg"),
    ],
)
def test_a_picture_has_a_whole_address(attributes: str, address: str):
    assert blocks(f"<p><img {attributes}></p>") == [Block(address, "img")]


@pytest.mark.parametrize("attributes", ["", "src=''", "src='data:image/gif;base64,R0'", "alt='Снег'"])
def test_a_picture_without_an_address_is_none(attributes: str):
    assert blocks(f"<p><img {attributes}></p>") == []


@pytest.mark.parametrize(
    ("head", "address", "whole"),
    [
        ("", "/a", "https://e.kg/a"),
        ("", "a", "https://e.kg/ru/news/a"),
        ("", " ?PAGEN_1=2 ", "https://e.kg/ru/news/sneg-?PAGEN_1=2"),
        ("", "https://[bad/", "https://[bad/"),
        ("<base href='https://b.kg/x/'>", "a", "https://b.kg/x/a"),
        ("<base href='/x/'>", "a", "https://e.kg/x/a"),
        ("<base href='https://[bad/'>", "/a", "https://e.kg/a"),
    ],
)
def test_an_address_is_meant_from_where_the_page_stands(head: str, address: str, whole: str):
    assert Document(f"<head>{head}</head>", URL).absolute(address) == whole


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<h1>Снег  в\nгорах</h1>", "Снег в горах"),
        ("<h1> </h1><h1>Снег</h1>", "Снег"),
        ("<h1>Снег<br>в горах</h1>", "Снег в горах"),
        ("<h1><div>Снег</div><div>в горах</div></h1>", "Снег в горах"),
        ("<h1>Сн<b>ег</b></h1>", "Снег"),
        ("<h2>Снег</h2>", None),
    ],
)
def test_a_selected_line_is_the_first_with_text(html: str, line: str | None):
    assert Document(html, URL).line("h1") == line


def test_parts_below_an_element_can_be_dropped():
    page = Document("<p>Нет</p><div><p>Снег</p><aside>Реклама <p>Нет</p></aside>и лёд<p>Град</p></div><p>Нет</p>", URL)
    [root] = page.select("div")
    assert [block.text for block in page.blocks_of(root, tuple(page.select("aside")))] == ["Снег", "и лёд", "Град"]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<b>" * 100_000 + "Снег",
        "<p>Снег" * 100_000,
        "<" * 200_000,
        "&" * 1_000_000,
        "<a " + "b " * 100_000,
    ],
    ids=["divs", "bolds", "paragraphs", "brackets", "ampersands", "attributes"],
)
def test_a_hostile_page_is_read_in_good_time(html: str):
    assert seconds(lambda: texts(html), 5) < 5


def test_a_page_that_is_made_of_tags_is_no_text():
    with pytest.raises(Undecodable, match="it has more than 200,000 tags"):
        Document("<p>а" * 200_001, URL)


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (".a", "1 2 4"),
        (".a.b", "2"),
        (".b", "2 3"),
        (".a, .c", "1 2 4"),
        (".a > p", "5"),
        (".a p", "5"),
        ("[class*=c-]", "4"),
        ("[class^=a]", "1 2 4"),
        ("[data-id$=x]", "3"),
        ("[data-id]", "3"),
        ("#six", "6"),
        ("div:not(.a)", "3 6"),
        (":not([class])", "html body 5 6"),
        ("[title='@class']", "6"),
        (":is(.b, #six)", "2 3 6"),
        ("p", "5"),
        (".A", ""),
    ],
)
def test_a_selector_finds_what_css_means(css: str, found: str):
    html = (
        "<html id=html><body id=body><div class=a id=1></div><div class='a  b' id=2></div>"
        "<div class=b data-id=x id=3></div>"
        "<div class='a c-d' id=4><p id=5>Снег</div><div id=six title='@class'></div>"
    )
    elements = Document(html, "https://e.kg/").select(css)
    assert " ".join(element.get("id").replace("six", "6") for element in elements if element.tag != "head") == found
