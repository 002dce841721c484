"""A legal takedown: the text is nowhere any more, its hash and the reason are, and no crawl brings it back."""

import fcntl
import json
import re
import resource
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from html import escape
from pathlib import Path

import brotli
import pytest
from warcio.archiveiterator import ArchiveIterator

from kirtag.archive import Archive, Exchange, Warc, seals
from kirtag.archive.forgetting.forget import NoArticle, NoSuchPage, Unswept, find_page, forget
from kirtag.archive.forgetting.takedown import MARK, find_responses, take_out
from kirtag.archive.forgetting.telling import telling_traces
from kirtag.archive.forgetting.traces import LENGTH, pieces, quoted, traces
from kirtag.archive.verify import verify
from kirtag.archive.warc import Closed, measured, read_record, records
from kirtag.demo import Newsroom, serve
from kirtag.items import Link, Photo
from tests.builders import (
    CHECKOUT,
    KEY,
    KIRTAG,
    SECOND,
    URL,
    Clock,
    answer,
    article,
    capture,
    crawl,
    gzipped,
    one,
    rows,
    soundness,
)

FEED, LISTING = "https://kyrtag.kg/rss.xml", "https://kyrtag.kg/ru/news/"
OTHER = "https://kyrtag.kg/ru/news/v-naryne-otkryli-katok-"

LEAD = (
    "Хранитель музея Айнагүл Сыдыгалиева рассказала, что снегопад застал «экспедицию» у перевала, "
    "и лагерь пришлось переносить ночью."
)
REST = "По её словам, палатки ставили трижды: ветер ломал стойки, а рация замолчала ещё в полдень у Кара-Күжүр."
SHORT = "Никто не пострадал."
EDITED = "Вечером Сыдыгалиева уточнила: лагерь перенесли не на перевал, а на двести метров ниже, к старой кошаре."
STANDING = "Напомним, дорога через перевал закрыта с первого ноября, объезд открыт по старой трассе через Кочкор."
PLAIN = "В Нарыне открыли каток, на котором хватит места двумстам детям сразу, сообщили в городской мэрии."
# Of no other text here; short, since a page of SQLite may hold a piece of a text, and the index the end of a word.
NAMES = ("Сыдыгалиева", "ыгалиева", "Кара-Күжүр", "стойки, а рация")


def page(*paragraphs: str) -> bytes:
    lines = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
    return f"<!doctype html><html><body><h1>Снег</h1>\n{lines}</body></html>".encode()


# ---- traces ----


def in_json(text: str) -> str:
    return json.dumps({"articleBody": f"<p>{text}</p>\n"})


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (page(LEAD, REST), None),
        (page(LEAD).replace(b"\n", b"").replace(b" ", b"\r\n\t"), None),
        (f"<p>{LEAD.replace('Айнагүл', '<b>Айна&shy;гүл</b><!-- 1 -->')}</p>".encode(), None),
        (f"<p>{LEAD.upper().replace(' ', '&nbsp;')}</p>".encode(), None),
        ("".join(f"&#{ord(letter)};" for letter in LEAD).encode(), None),
        ("".join(f"&#x{ord(letter):x};" for letter in LEAD).encode(), None),
        (f'<meta name="description" content="{escape(LEAD)[:120]}…">'.encode(), None),
        (f"<description>{escape(LEAD.replace(' ', '&nbsp;'))}</description>".encode(), "text/xml"),
        (f"<content:encoded><![CDATA[<p>{LEAD}</p>]]></content:encoded>".encode(), None),
        (f"<content:encoded><![CDATA[{LEAD}<br>{REST}]]></content:encoded>".encode(), None),
        (f"<text><![CDATA[{LEAD}]]></text>".encode(), None),
        (f'<script type="application/ld+json">{in_json(LEAD)}</script>'.encode(), None),
        (in_json("Снег.\n" + LEAD).encode(), "application/json"),
        (json.dumps(in_json(LEAD)).encode(), None),
        (page(REST).decode().replace("ү", "у").encode("cp1251"), "text/html; charset=windows-1251"),
        (page(REST).decode().replace("ү", "у").encode("cp1251"), "text/html; charset=utf-8"),
        (page(REST).decode().replace("ү", "у").encode("koi8-r"), None),
        (page(REST).decode().replace("ү", "у").encode("cp866"), None),
        (page(LEAD).decode().encode("utf-16"), None),
        (page(LEAD).decode().encode("utf-16-be"), None),
        (page(LEAD).decode().encode("gb18030"), "text/html; charset=gb18030"),
        (page(LEAD) + b"\xff\xfe", None),
        (REST.replace("ё", "е\u0308").encode(), None),
    ],
)  # fmt: skip
def test_a_text_is_told_in_any_spelling(body: bytes, content_type: str | None):
    wanted = {piece.trace for text in (LEAD, REST, REST.replace("ү", "у")) for piece in pieces(text)}
    assert quoted(body, content_type, wanted)


@pytest.mark.parametrize(
    "body",
    [b"", b"\0\xff" * 50, page(SHORT), page(LEAD[:60]), page(PLAIN), page(LEAD.replace("музея", "театра")), b"<" * 999],
)
def test_another_text_is_not(body: bytes):
    assert quoted(body, "text/html", {next(pieces(LEAD)).trace}) == set()


def test_pieces_follow_each_other_from_word_to_word_and_are_among_the_traces_of_their_text():
    found = list(pieces(LEAD))
    letters = re.sub(r"[\W_]+", "", LEAD).casefold()
    assert len(found) == 1 < len(letters) / LENGTH
    assert found[0].words == tuple("хранитель музея айнагүл сыдыгалиева рассказала что снегопад застал".split())
    assert {piece.trace for piece in pieces(LEAD + REST)} < set(traces(f"{LEAD} {REST}"))
    assert list(pieces(SHORT)) == []


# ---- an archive, and what of it is left ----


@dataclass
class Room:
    """An archive with a run under way, and its WARC file."""

    archive: Archive
    clock: Clock
    warc: Warc

    def store(self, url: str, body: bytes, *headers: tuple[str, str], asked: str | None = None, status: int = 200):
        """Put a response into the WARC file; return its capture."""
        moment = self.clock.forward(seconds=1)
        said = Exchange(url, moment, "GET", (), status, "HTTP/1.1", (("Content-Type", "text/html"), *headers), body)
        return capture(moment, url, asked=asked, status=status, record=self.warc.append(said))

    def close(self) -> None:
        self.warc.close()
        self.archive.close_warcs(self.warc.take_closed())
        self.archive.end("well", 0)


@pytest.fixture
def room(archive: Archive, clock: Clock) -> Room:
    # As SQLite is by default; Debian's is built to overwrite what it frees.
    archive.db.execute("PRAGMA secure_delete = 0")
    run = archive.begin("kirtag", KIRTAG, "https://kyrtag.kg/")
    return Room(archive, clock, Warc(archive.folder / "warc", "kirtag", run, software="kirtag"))


def fill(room: Room) -> None:
    """An article with two wordings and two addresses, the lists that show it, and another article."""
    archive = room.archive
    feed = f"<rss><item><description>{escape(f'<p>{escape(REST)}</p>')}</description></item></rss>".encode()
    listing = page(PLAIN, LEAD[:130] + "…")
    archive.seen("kirtag", room.store(FEED, gzipped(feed), ("Content-Encoding", "gzip")), kind="feed",
                 links=[Link(URL), Link(OTHER)])  # fmt: skip
    archive.seen("kirtag", room.store(LISTING, listing), kind="listing", links=[Link(URL)])
    photo = Photo("https://kyrtag.kg/upload/7.jpg", "Айнагүл Сыдыгалиева у перевала", "Из личного архива")
    about = {"byline": "Айжан Осмонова", "section": "Общество", "photos": [photo]}
    first = article(LEAD, REST, SHORT, STANDING, **about)
    stored = room.store(URL, brotli.compress(page(LEAD, REST)), ("Content-Encoding", "br"))
    archive.save(first, stored)
    archive.save(article(LEAD, REST, SHORT, STANDING, url=SECOND), room.store(SECOND, page(LEAD, REST)))
    archive.save(article(LEAD, EDITED, SHORT, STANDING, **about), room.store(URL, page(LEAD, EDITED)))
    archive.save(article(PLAIN, STANDING, url=OTHER, headline="Каток"), room.store(OTHER, page(PLAIN, STANDING)))
    # No transaction tells of these: their runs were killed, or no spider saw them.
    room.store("https://kyrtag.kg/search?q=1", json.dumps(LEAD).encode())
    room.store("https://kyrtag.kg/print", page(EDITED).decode().encode("utf-16"))
    room.store("https://kyrtag.kg/cut", gzipped(page(PLAIN * 9, LEAD, REST, EDITED))[:-9], ("Content-Encoding", "gzip"))
    room.store("https://kyrtag.kg/robots.txt", b"User-agent: *")


@pytest.fixture
def full(room: Room) -> Room:
    fill(room)
    room.close()
    return room


def everything(folder: Path) -> bytes:
    """Every byte below an archive's folder, as it lies there, and what its WARC records hold, decoded."""
    raw = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    for file in sorted((folder / "warc").glob("*")):
        with file.open("rb") as stream:
            # To its end: warcio's own reader raises where anything is torn.
            for record in ArchiveIterator(stream):
                body = record.raw_stream.read()
                raw += [bytes(str(record.rec_headers), "utf-8"), body, *inflated(body)]
    return b"\n".join(raw)


def inflated(body: bytes) -> list[bytes]:
    found = [zlib.decompressobj(31).decompress(body)] if body.startswith(b"\x1f\x8b") else []
    try:
        return [*found, brotli.decompress(body)]
    except brotli.error:
        return found


def spellings(text: str) -> list[bytes]:
    charsets = ("utf-8", "utf-16-le", "utf-16-be")
    return [text.encode(charset) for charset in charsets] + [
        text.encode("cp1251", "xmlcharrefreplace"),
        json.dumps(text)[1:-1].encode(),
        escape(text).encode(),
    ]


def left(folder: Path, *texts: str) -> list[str]:
    """Those texts of which any spelling is left anywhere below an archive's folder."""
    held = everything(folder)
    return [text for text in texts if any(spelling in held for spelling in spellings(text))]


TEXTS = (LEAD, REST, EDITED, LEAD[:130], *NAMES)


def test_what_the_proof_looks_for_is_there_before(full: Room):
    assert left(full.archive.folder, *TEXTS) == list(TEXTS)


def test_the_text_is_nowhere_any_more(full: Room):
    taken = forget(full.archive, URL, "Решение суда № 7")
    assert (taken.name, taken.wordings, taken.responses, taken.files) == (KEY, 2, 8, 1)
    assert left(full.archive.folder, *TEXTS) == []
    assert full.archive.search("Сыдыгалиева") == []
    # FTS5's own list of the words in its index.
    full.archive.db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, articles_fts, row)")
    assert rows(full.archive, "SELECT term FROM words WHERE term LIKE 'сыдыг%'") == []
    assert rows(full.archive, "SELECT term FROM words WHERE term LIKE 'каток%'") == [("каток",)]


def test_no_fingerprint_of_it_is_left(full: Room):
    (number,) = rows(full.archive, f"SELECT id FROM articles WHERE key = '{KEY}'")[0]
    held = f"SELECT count(*) FROM fingerprints WHERE article = {number}"
    assert rows(full.archive, held)[0][0] > 0
    forget(full.archive, URL, "Решение суда № 7")
    assert rows(full.archive, held) == [(0,)]


def test_what_is_left_tells_that_there_was_something_and_proves_what(full: Room):
    before = full.archive.article(KEY)
    forget(full.archive, URL, "Решение суда № 7")
    after = full.archive.article(KEY)
    emptied = dict.fromkeys(
        ("dateline", "byline", "section", "credit_line", "attribution", "published_printed", "stems", "edition",
         "provenance")
    )  # fmt: skip
    assert before["photos"]
    parts = {name: after.pop(name) for name in ("revisions", "photos", "pages", "cuts")}
    assert after == {name: before[name] for name in after} | emptied | {"headline": "", "body": "", "status": "removed"}
    assert before["sha256"].encode() in everything(full.archive.folder)
    assert [
        (one["number"], one["headline"], one["body"], one["cuts"], one["original"]) for one in parts["revisions"]
    ] == [
        (1, "", "", "[]", None),
        (2, "", "", "[]", None),
    ]
    assert [one["sha256"] for one in parts["revisions"]] == [one["sha256"] for one in before["revisions"]]
    assert parts["photos"] == []
    assert [(one["key"], one["state"], one["next_visit"], one["etag"]) for one in parts["pages"]] == [
        (key, "forgotten", None, None) for key in (KEY.partition(":")[2], "kyrtag.kg/ru/news/na-too-ashuu-vypal-sneg")
    ]
    assert rows(full.archive, "SELECT key, url, article, sha256, reason, moment FROM forgotten ORDER BY url DESC") == [
        (KEY.partition(":")[2], URL, 1, before["sha256"], "Решение суда № 7", "2026-11-22T06:00:10.000Z"),
        ("kyrtag.kg/ru/news/na-too-ashuu-vypal-sneg", SECOND, 1, before["sha256"], "Решение суда № 7",
         "2026-11-22T06:00:10.000Z"),
    ]  # fmt: skip


def test_every_other_article_stays_with_its_captures(full: Room):
    taken = forget(full.archive, URL, "Решение суда")
    (found,) = full.archive.search("каток")
    assert found["url"] == OTHER
    assert taken.elsewhere == ["kirtag:kyrtag.kg/ru/news/v-naryne-otkryli-katok"]
    (place,) = rows(full.archive, "SELECT warc_file, warc_offset, warc_length FROM captures WHERE url = ?", OTHER)
    assert read_record(full.archive.folder / "warc", *place).body == page(PLAIN, STANDING)


def test_the_archive_is_sound_afterwards(full: Room):
    before = rows(full.archive, "SELECT id, url, status, payload_sha256, warc_offset, warc_length FROM captures")
    forget(full.archive, URL, "Решение суда")
    assert (
        rows(full.archive, "SELECT id, url, status, payload_sha256, warc_offset, warc_length FROM captures") == before
    )
    assert verify(full.archive.folder, read_data=True).problems == ()
    assert soundness(full.archive.file) == ["ok"]
    warcs = full.archive.folder / "warc"
    assert [(Closed(*row)) for row in rows(full.archive, "SELECT file, bytes, sha256 FROM warcs")] == [
        measured(warcs, path.name) for path in sorted(warcs.iterdir())
    ]


def test_a_blanked_response_names_the_page_that_it_was_blanked_for(full: Room):
    forget(full.archive, URL, "Решение суда")
    places = rows(
        full.archive, "SELECT warc_file, warc_offset, warc_length FROM captures WHERE url IN (?, ?)", URL, FEED
    )
    for place in places:
        stored = read_record(full.archive.folder / "warc", *place)
        assert (stored.kind, stored.url, stored.body) == (
            "metadata",
            "",
            f"{MARK}: {KEY.partition(':')[2]}\r\n".encode(),
        )
    assert len(places) == 3


def test_an_article_that_another_one_copies_word_for_word_is_told_of_and_keeps_its_own(room: Room):
    room.archive.save(article(LEAD, REST), room.store(URL, page(LEAD, REST)))
    later = {"url": OTHER, "published": room.clock() + timedelta(days=3)}
    room.archive.save(article(LEAD, REST, **later), room.store(OTHER, page(LEAD, REST)))
    room.store(FEED, page(LEAD, REST))
    room.close()
    assert forget(room.archive, URL, "Решение суда").elsewhere == ["kirtag:kyrtag.kg/ru/news/v-naryne-otkryli-katok"]
    assert left(room.archive.folder, LEAD) == [LEAD]
    assert forget(room.archive, OTHER, "Решение суда").responses == 2
    assert left(room.archive.folder, LEAD, REST, *NAMES) == []


def test_a_text_of_short_paragraphs_is_known_as_a_whole(room: Room):
    printed = ("Сыдыгалиева ушла в отставку.", "Это решили утром.", "Причину назвали вечером.", "Преемника пока нет.")
    room.archive.save(article(*printed), room.store(URL, page(*printed)))
    room.store(FEED, page("Молния", *printed))
    room.close()
    assert forget(room.archive, URL, "Решение суда").responses == 2
    assert left(room.archive.folder, *printed, *NAMES) == []


def test_what_stood_on_other_pages_before_there_was_the_article_is_the_sites_and_takes_nothing_along(room: Room):
    foot = "Свидетельство о регистрации выдано министерством юстиции, копирование текстов без ссылки запрещено."
    room.archive.save(article(PLAIN, url=OTHER, headline="Каток"), room.store(OTHER, page(PLAIN, foot)))
    room.clock.forward(days=30)
    later = {"published": room.clock()}
    room.archive.save(article(LEAD, foot, **later), room.store(URL, page(LEAD, foot)))
    room.store(FEED, page(foot))
    room.store(LISTING, page(LEAD, foot))
    room.close()
    assert forget(room.archive, URL, "Решение суда").responses == 2
    assert left(room.archive.folder, LEAD, PLAIN, foot, *NAMES) == [PLAIN, foot]


def test_a_line_that_was_cut_off_is_no_trace(room: Room):
    promo = "Подписывайтесь на наш Telegram-канал, чтобы первыми узнавать о самых важных новостях Кыргызстана!"
    first, other = article(LEAD, promo), article(PLAIN, promo, url=OTHER)
    assert [one.body for one in (first, other)] == [[LEAD], [PLAIN]]
    room.archive.save(first, room.store(URL, page(LEAD, promo)))
    room.archive.save(other, room.store(OTHER, page(PLAIN, promo)))
    room.close()
    assert forget(room.archive, URL, "Решение суда").responses == 1


# ---- which page ----


@pytest.mark.parametrize(
    "spelled",
    [
        URL,
        SECOND,
        "http://www.kyrtag.kg/ru/news/sneg-na-perevale-/?utm_source=tg#top",
        "kyrtag.kg/ru/news/sneg-na-perevale",
    ],
)
def test_any_spelling_of_any_address_is_the_article(full: Room, spelled: str):
    assert forget(full.archive, spelled, "Решение суда").name == KEY
    assert left(full.archive.folder, *TEXTS) == []


@pytest.mark.parametrize("url", ["https://kyrtag.kg/ru/news/net-takoy-", "", "http://[", "kirtag"])
def test_an_unknown_page_is_said_to_be_unknown(full: Room, url: str):
    with pytest.raises(NoSuchPage, match=r"There is no page .* in the archive\."):
        forget(full.archive, url, "Решение суда")
    assert rows(full.archive, "SELECT * FROM forgotten") == []


def test_a_list_is_not_taken_down(full: Room):
    with pytest.raises(NoArticle, match="is a feed, not an article"):
        forget(full.archive, FEED, "Решение суда")


def test_a_page_of_the_frontier_alone_is_never_fetched(full: Room):
    url = "https://kyrtag.kg/ru/news/skoro-vyydet-"
    full.archive.seen("kirtag", capture(full.clock(), LISTING), kind="listing", links=[Link(url)])
    taken = forget(full.archive, url, "Решение суда")
    assert (taken.name, taken.wordings, taken.responses, taken.since) == ("kyrtag.kg/ru/news/skoro-vyydet", 0, 0, None)
    again = full.archive.seen("kirtag", capture(full.clock(), LISTING), kind="listing", links=[Link(url)])
    assert (again, full.archive.due("kirtag")) == ([], [])


@pytest.mark.parametrize("asked", [OTHER, "https://kyrtag.kg/go/7"])
def test_a_page_in_quarantine_loses_body_and_detail(room: Room, asked: str):
    stored = room.store(OTHER, page(LEAD), asked=asked)
    room.archive.quarantine("kirtag", stored, "error", f"Traceback: {LEAD}", error=True)
    room.archive.quarantine("kirtag", room.store(FEED, page(PLAIN)), "empty", "It has no text.", kind="feed")
    room.close()
    assert find_page(room.archive.db.conn, OTHER).agency == "kirtag"
    assert forget(room.archive, OTHER, "Решение суда").responses == 1
    assert left(room.archive.folder, LEAD, *NAMES) == []
    assert rows(room.archive, "SELECT reason, detail FROM quarantine") == [
        ("error", None),
        ("empty", "It has no text."),
    ]
    assert room.archive.seen("kirtag", capture(room.clock(), LISTING), kind="listing", links=[Link(OTHER)]) == []


# ---- again, and after a death ----


def test_a_second_time_there_is_nothing_left(full: Room):
    forget(full.archive, URL, "Решение суда")
    before = rows(full.archive, "SELECT * FROM forgotten")
    full.clock.forward(days=1)
    again = forget(full.archive, SECOND, "Другая причина")
    assert (again.wordings, again.responses, again.files, again.since) == (0, 0, 0, "2026-11-22T06:00:10.000Z")
    assert not again.anything
    assert rows(full.archive, "SELECT * FROM forgotten") == before


def test_a_new_address_of_a_forgotten_article_can_be_forgotten_too(full: Room):
    forget(full.archive, URL, "Решение суда")
    third = "https://kyrtag.kg/ru/news/tretiy-adres-"
    full.archive.db.execute(
        "INSERT INTO pages (url, key, agency, kind, state, article, first_seen) VALUES (?, ?, 'kirtag', 'article', "
        "'done', 1, '2026-11-22')", (third, third[8:-1])
    )  # fmt: skip
    assert forget(full.archive, third, "Решение суда").name == KEY
    assert one(full.archive, "SELECT count(*) FROM forgotten") == 3


class Died(Exception):
    pass


@pytest.fixture
def two(room: Room) -> Room:
    """The same archive after a second run, which died while it wrote."""
    fill(room)
    room.close()
    run = room.archive.begin("kirtag", KIRTAG, None)
    room.warc = Warc(room.archive.folder / "warc", "kirtag", run, software="kirtag")
    room.store(FEED, page(LEAD, REST))
    with (room.archive.folder / "warc" / f"kirtag-{run:06d}-01.warc.gz.open").open("ab") as file:
        file.write(gzipped(page(LEAD))[:-20])
    return room


def check_complete(room: Room) -> None:
    assert left(room.archive.folder, *TEXTS) == []
    assert rows(room.archive, "SELECT DISTINCT reason FROM forgotten") == [("Решение суда",)]
    warcs = room.archive.folder / "warc"
    written = {
        file: Closed(file, *facts) for file, *facts in rows(room.archive, "SELECT file, bytes, sha256 FROM warcs")
    }
    assert written == {path.name: measured(warcs, path.name) for path in warcs.iterdir()}
    assert list(seals.broken(room.archive.db.conn)) == []


@pytest.mark.parametrize(("step", "left_to_do"), [(0, (2, 9, 2)), (2, (2, 9, 2)), (3, (2, 1, 1)), (4, (0, 0, 0))])
def test_what_a_death_interrupts_the_same_call_completes(two: Room, step: int, left_to_do: tuple[int, int, int]):
    """Before either file is read (0, 1), before either is changed (2, 3), before the database is written anew (4)."""
    said = []

    def die(what: str) -> None:
        said.append(what)
        if len(said) > step:
            raise Died

    with pytest.raises(Died):
        forget(two.archive, URL, "Решение суда", die)
    again = forget(two.archive, SECOND, "Другая причина")
    assert (again.wordings, again.responses, again.files) == left_to_do
    check_complete(two)


@pytest.mark.parametrize("known", [False, True])
def test_so_does_a_death_before_a_copy_takes_its_files_place(two: Room, known: bool):
    def die(closed: Closed) -> None:
        if known:
            two.archive.close_warcs([closed])
        raise Died

    warcs, quiet = two.archive.folder / "warc", lambda _: None
    found = find_responses(warcs, "kirtag", (), telling_traces(two.archive.db.conn, 1)[0], quiet)
    with pytest.raises(Died):
        take_out(warcs, found, KEY, die, quiet)
    assert len(list(warcs.glob("*.forgetting"))) == 1
    assert forget(two.archive, URL, "Решение суда").responses == 9
    check_complete(two)


def test_a_copy_that_a_death_left_goes_and_other_agencies_files_are_let_alone(full: Room):
    warcs = full.archive.folder / "warc"
    (warcs / "kirtag-000002-01.warc.gz.forgetting").write_bytes(page(LEAD))
    (warcs / "kirtag-kg-000001-01.warc.gz.forgetting").write_bytes(b"theirs")
    foreign = Warc(warcs, "kirtag-kg", 1, software="kirtag")
    foreign.append(Exchange(FEED, full.clock(), "GET", (), 200, "HTTP/1.1", (), page(LEAD)))
    forget(full.archive, URL, "Решение суда")
    names = ["kirtag-000001-01.warc.gz", "kirtag-kg-000001-01.warc.gz.forgetting", "kirtag-kg-000001-01.warc.gz.open"]
    assert sorted(path.name for path in warcs.iterdir()) == names
    assert [one.kind for one in records(warcs, names[2].removesuffix(".open"))] == ["warcinfo", "response", "request"]
    foreign.close()


def test_a_file_that_cannot_be_read_to_its_end_is_named_and_nothing_is_out_of_the_tables(full: Room):
    file = full.archive.folder / "warc" / "kirtag-000001-01.warc.gz"
    whole = file.read_bytes()
    file.write_bytes(whole[:-100])
    with pytest.raises(Exception, match=r"kirtag-000001-01.warc.gz has no whole record at byte \d+"):
        forget(full.archive, URL, "Решение суда")
    assert full.archive.article(KEY)["body"]
    file.write_bytes(whole)
    forget(full.archive, URL, "Решение суда")
    assert left(full.archive.folder, *TEXTS) == []


def test_a_reader_of_the_old_state_keeps_the_bytes_and_one_is_told(full: Room):
    full.archive.db.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(full.archive.file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchone()
        with pytest.raises(
            Unswept, match=r"out of the tables and the WARC files, but .*Run the same again later"
        ) as told:
            forget(full.archive, URL, "Решение суда")
    assert told.value.exit_code == 75
    assert full.archive.search("Сыдыгалиева") == []
    forget(full.archive, URL, "Решение суда")
    assert left(full.archive.folder, *TEXTS) == []


# ---- the command ----


def takedown(folder: Path, *words: str, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "forget", *words, "-s", f"ARCHIVE={folder}"]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=False, **options)


def test_the_command_says_in_a_line_what_it_took_out_and_what_it_did_not(full: Room):
    done = takedown(full.archive.folder, URL, "--reason", "Решение суда")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"{KEY}: took out 2 wordings, and 8 responses in 1 WARC files. Hash and reason stay, and so do headlines in "
        "lists. Backups and exports made earlier still hold the text: delete those too. Parts of it stand in other "
        "articles, which keep them: kirtag:kyrtag.kg/ru/news/v-naryne-otkryli-katok.\n"
    )
    again = takedown(full.archive.folder, SECOND, "--reason", "Решение суда")
    assert again.returncode == 0
    assert f"{KEY} was forgotten already, on 20" in again.stdout
    assert left(full.archive.folder, *TEXTS) == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ([], 2, "Name one page"),
        ([URL, SECOND, "--reason", "Суд"], 2, "Name one page"),
        ([URL], 2, "Say why"),
        ([URL, "--reason", " \n "], 2, "Say why"),
        (
            [URL + "2", "--reason", "Суд"],
            1,
            "There is no page https://kyrtag.kg/ru/news/sneg-na-perevale-2 in the archive.",
        ),
        ([FEED, "--reason", "Суд"], 1, "is a feed, not an article"),
    ],
)
def test_a_wrong_call_is_answered_by_one_sentence(full: Room, words: list[str], code: int, sentence: str):
    done = takedown(full.archive.folder, *words)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (code, "", 1)
    assert sentence in done.stderr
    assert full.archive.article(KEY)["body"]


def test_without_an_archive_none_is_made(tmp_path: Path):
    done = takedown(tmp_path / "none", URL, "--reason", "Суд")
    assert (done.returncode, "There is no archive" in done.stderr) == (1, True)
    assert not (tmp_path / "none").exists()


def test_an_agency_that_is_being_crawled_is_let_alone(full: Room):
    lock = full.archive.folder / "locks" / "kirtag.lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = takedown(full.archive.folder, URL, "--reason", "Суд")
    assert (done.returncode, "kirtag is being crawled" in done.stderr) == (73, True)
    assert full.archive.article(KEY)["body"]


def test_where_the_file_cannot_be_written_anew_that_is_said_and_the_same_again_completes_it(room: Room):
    fill(room)
    for number in range(300):
        # Many pages, in which the index and the log have little part.
        room.archive.failed("kirtag", f"https://kyrtag.kg/ru/news/{number}-{'n' * 3000}-")
    room.close()
    room.archive.close()
    size = room.archive.file.stat().st_size
    limit = size // 2

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    done = takedown(room.archive.folder, URL, "--reason", "Суд", preexec_fn=bounded)
    assert (done.returncode, done.stdout) == (3, "")
    assert "its bytes may still lie in free space of" in done.stderr
    assert "make room and run the same again" in done.stderr
    assert takedown(room.archive.folder, URL, "--reason", "Суд").returncode == 0
    assert left(room.archive.folder, *TEXTS) == []


# ---- a real crawl ----


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The demo's newsroom, crawled on two days, one article taken down, and crawled again while all of it is listed."""
    folder = tmp_path_factory.mktemp("forget")
    newsroom = Newsroom()
    with serve(newsroom) as server:
        codes = [answer(crawl(server.address, folder, REVISIT_AFTER=0)).returncode]
        newsroom.next_day()
        codes.append(answer(crawl(server.address, folder, REVISIT_AFTER=0)).returncode)
        with closing(sqlite3.connect(folder / "kirtag.db")) as db:
            # The one that was edited, and shown by feed, sitemap, listing, and other articles.
            number, url, sha256 = db.execute("SELECT id, url, sha256 FROM articles WHERE revision = 2").fetchone()
            texts = [body for (body,) in db.execute("SELECT body FROM revisions WHERE article = ?", (number,))]
        done = takedown(folder, url, "--reason", "Решение суда")
        # The feed shows something new, and the whole text still, which also stands at another address now.
        old = next(one for one in newsroom.articles if url.rstrip("/").endswith(one.slug))
        new = replace(old, slug="sovsem-novoe-", headline="Совсем новое", body=("В долине потеплело.",))
        newsroom.articles = (new, replace(old, slug="po-drugomu-adresu-"), *newsroom.articles)
        asked = len(server.requests)
        codes.append(answer(crawl(server.address, folder, REVISIT_AFTER=0)).returncode)
        paths = server.requests[asked:]
    paragraphs = [part for text in texts for paragraph in text.split("\n\n") for part in (paragraph, paragraph[:80])]
    return folder, url, sha256, paragraphs, done, codes, paths


def test_a_crawl_brings_nothing_back_and_does_not_even_ask(crawled):
    folder, url, sha256, paragraphs, done, codes, paths = crawled
    assert (codes, done.returncode, done.stderr) == ([0, 0, 0], 0, "")
    assert "/ru/news/" in paths
    assert not [path for path in paths if url.endswith(path.rstrip("/"))]
    assert left(folder, *paragraphs) == []
    assert sha256.encode() in everything(folder)
    with Archive(folder) as archive:
        assert archive.search("землетрясение") == []
        assert one(archive, "SELECT state FROM pages WHERE url = ?", url) == "forgotten"
        assert rows(archive, "SELECT status, headline, section FROM articles WHERE url = ?", url) == [
            ("removed", "", None)
        ]
        assert one(archive, "SELECT count(*) FROM pages WHERE url LIKE '%po-drugomu-adresu-'") == 1


def test_the_third_day_brings_what_is_new_and_no_more(crawled):
    folder, *_ = crawled
    with Archive(folder) as archive:
        last = archive.runs()[-1]
        assert [last[name] for name in ("new", "revised", "errors", "quarantined")] == [1, 0, 0, 0]
        assert soundness(archive.file) == ["ok"]
        assert verify(folder, read_data=True).problems == ()
