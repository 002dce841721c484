"""Articles without end, made of words: what an archive of years holds, without anybody's text.

Words are drawn as wires use them (Zipf), in the forms that they take; each article keeps to a few topics, names a
place, an agency and a photographer, and one in twenty is another agency's copy of an earlier one. The article of a
number is always the same.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate, islice, product
from pathlib import Path
from typing import NamedTuple

from kirtag.items import Article, Credit, Dateline, Photo
from kirtag.text.stems_kyrgyz import _KIND, _endings, _harmony

LEMMAS = Path(__file__).with_name("lemmas")
START = datetime(2006, 1, 1, tzinfo=UTC)
DAILY = 1000
LANGUAGES = ("ru", "ky", "en")
# Of a hundred articles; and the letters of a body, as in the corpus: mean, and the spread of its logarithm.
SHARES = (50, 35, 15)
LETTERS = {"ru": (1850, 0.5), "ky": (850, 0.5), "en": (1750, 0.5)}
COMMON = {
    "ru": "в и на что с по о для не из к за от до как это был при году также после его".split(),
    "ky": "жана менен бул болгон деп үчүн эмес бар ошондой эле боюнча тарабынан кийин чейин билдирди".split(),
    "en": "the of to and in a for on is that with said was by at as has from be it".split(),
}
AGENCIES = ("kirtag", "kabar", "akipress", "24kg", "kaktus", "tass", "kazinform", "uza")
PLACES = (("Бишкек", 1528675), ("Ош", 1527534), ("Нарын", 1527592), ("Талас", 1527299), ("Каракол", 1528121))
PARTIES = ("Кабмин", "пресс-служба МЧС", "Пресс-служба президента", "Султан Досалиев", "АКИpress", "Reuters")
# So many words of each list are little ones, and their weight makes them a third of a text.
LITTLE, GRAMMAR = 15, 1.2
# Words of a topic, and how much of a text they make.
TOPIC, TOPICAL = 14, 0.3
# What one word in twenty is: a number, or a name that was never met.
ODD = 0.05
# From which one in so many articles was copied.
COPY_EVERY, COPY_OF = 20, 37


class Word(NamedTuple):
    """A word in its forms, the commoner first."""

    forms: list[str]


class Vocabulary(NamedTuple):
    """Words by how common they are, and their added up weights."""

    words: list[Word]
    weights: list[float]

    def draw(self, at: random.Random, count: int, least: int = 0) -> list[Word]:
        """Draw words, of those that are not among the `least` most common ones."""
        low, high = (self.weights[least - 1] if least else 0.0), self.weights[-1]
        return [self.words[bisect(self.weights, at.uniform(low, high))] for _ in range(count)]


def articles(start: int = 0) -> Iterator[Article]:
    """Yield articles from a number on, a thousand a day."""
    number = start
    while True:
        yield article(number)
        number += 1


def article(number: int) -> Article:
    """Return the article of a number."""
    copied = number - COPY_OF if number % COPY_EVERY == 0 and number > COPY_OF else None
    at = random.Random(number)
    language = at.choices(LANGUAGES, SHARES)[0]
    agency, (place, geonameid) = at.choice(AGENCIES), at.choice(PLACES)
    published = START + timedelta(days=number // DAILY, seconds=number % DAILY * 80)
    if copied is None:
        headline, body = text(at, language)
    else:
        original = article(copied)
        language, headline, body = original.language, original.headline, original.body[:-1] or original.body
    credit = at.choice(PARTIES)
    return Article(
        f"https://{agency}.example/{language}/news/{number}-{'-'.join(map(str, at.sample(range(10_000), 6)))}",
        agency,
        language,
        headline,
        body,
        published,
        section="Общество",
        dateline=Dateline(f"{place}. {published:%d.%m}. ", place, source=agency, geonameid=geonameid),
        credits=[Credit(f"Фото: {credit}", credit, "photo")] if number % 3 else [],
        photos=[Photo(f"https://{agency}.example/upload/iblock/{number % 4096:03x}/{number}.jpg")],
        provenance={"headline": "layout", "body": "layout", "published": "json-ld"},
    )


def text(at: random.Random, language: str) -> tuple[str, list[str]]:
    """Return a headline and paragraphs."""
    known = vocabulary(language)
    topic = known.draw(at, TOPIC, least=LITTLE)
    headline = " ".join(form(at, word) for word in at.sample(topic, at.randint(5, 9)))
    mean, spread = LETTERS[language]
    left, body = mean * at.lognormvariate(-spread * spread / 2, spread), []
    while left > 0:
        paragraph = " ".join(sentence(at, known, topic) for _ in range(at.randint(2, 4)))
        body.append(paragraph)
        left -= len(paragraph)
    return headline[0].upper() + headline[1:], body


def sentence(at: random.Random, known: Vocabulary, topic: list[Word]) -> str:
    words = [form(at, word) for word in known.draw(at, at.randint(8, 22))]
    for index in range(len(words)):
        lot = at.random()
        if lot < ODD:
            words[index] = str(at.randrange(2030)) if lot < ODD / 2 else name(at)
        elif lot < ODD + TOPICAL:
            words[index] = form(at, at.choice(topic))
    made = " ".join(words)
    return f"{made[0].upper()}{made[1:]}."


def form(at: random.Random, word: Word) -> str:
    return word.forms[min(int(at.expovariate(0.7)), len(word.forms) - 1)]


def name(at: random.Random) -> str:
    made = "".join(at.choice("бгджклмнрст") + at.choice("аеиоуы") for _ in range(at.randint(2, 3)))
    return f"{made.title()}{at.choice(('ов', 'ев', 'бек', 'баев'))}"


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language: its common ones, those of the lists of forms, and made or found ones."""
    words = [Word([one]) for one in COMMON[language]]
    listed = {"ru": "russian", "ky": "kyrgyz", "en": "english"}[language]
    lines = LEMMAS.joinpath(f"{listed}.tsv").read_text(encoding="utf-8").splitlines()
    known = [Word(line.split("\t")[1].split()) for line in lines if not line.startswith("#")]
    more = {"ru": russian, "ky": kyrgyz, "en": english}[language]()
    rest = list(more)
    random.Random(language).shuffle(rest)
    words += known + rest
    return Vocabulary(words, list(accumulate(weight(rank) for rank in range(len(words)))))


def weight(rank: int) -> float:
    """Return how common a word is, by Zipf's law as Mandelbrot put it: little words apart from those that say much."""
    return GRAMMAR / (rank + 2.7) if rank < LITTLE else 1 / (rank + 100)


def russian() -> Iterator[Word]:
    """Yield nouns, adjectives and verbs of the dictionary, some of each beginning."""
    from pymorphy3 import MorphAnalyzer

    dictionary = MorphAnalyzer()
    letters = "абвгдежзиклмнопрстуфхцчшэюя"
    for beginning in map("".join, product(letters, "аеиоуырлнкт")):
        found = {normal for _, _, normal, _, _ in islice(dictionary.dictionary.iter_known_words(beginning), 4000)}
        for normal in sorted(found)[:: max(1, len(found) // 40)][:40]:
            yield Word(list(dict.fromkeys(one.word for one in dictionary.parse(normal)[0].lexeme))[:12])


def kyrgyz() -> Iterator[Word]:
    """Yield made nouns with the endings that they can have."""
    at = random.Random("ky")
    for low in ("аы", "еи", "оу", "өү"):
        for _ in range(1500):
            root = "".join(at.choice("бгжкмнстч") + at.choice(low) for _ in range(2)) + at.choice("клнрштй")
            fits = (_harmony(root), _KIND.get(root[-1], "voiced"))
            endings = sorted((end for end, places in _endings().items() if fits in places), key=len)
            yield Word([root, *(root + end for end in at.sample(endings, min(8, len(endings))))])


def english() -> Iterator[Word]:
    """Yield made words with the endings of nouns and verbs."""
    at = random.Random("en")
    for _ in range(6000):
        root = "".join(at.choice("bcdfglmnprst") + at.choice("aeiou") for _ in range(2)) + at.choice("dklmnrt")
        yield Word([root, f"{root}s", f"{root}ed", f"{root}ing"])
