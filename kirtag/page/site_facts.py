"""Whose a site is: its country, its clock, and the languages of its pages, as far as these can be told from outside."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from keyword import iskeyword
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.core import get_global

# Domains of countries that are bought for their letters, or have another name than their country.
_BOUGHT = frozenset("ai am cc co fm gg io la ly me mn ms nu sh st to tv vc ws eu su asia".split())
_OTHER = {"uk": "GB", "xn--p1ai": "RU", "xn--80ao21a": "KZ", "xn--j1amh": "UA"}
# The capital's clock, where a country has several.
_CAPITALS = frozenset(
    "America/Mexico_City America/New_York America/Sao_Paulo America/Toronto Asia/Almaty Asia/Jakarta Asia/Shanghai "
    "Asia/Tashkent Asia/Ulaanbaatar Australia/Sydney Europe/Berlin Europe/Kyiv Europe/Lisbon Europe/Madrid "
    "Europe/Moscow".split()
)
# Letters that texts of a language hold, of each group some; the first that fits, so that Russian comes last.
_LETTERS = (
    "kk ә қғ", "tt ә ңҗ", "ky ңөү", "tg ҷӣ", "uz ў қғҳ", "uk їє", "be ў і", "ru ыэя", "az ə", "tr ğı", "hy աե",
    "ka აი", "zh 的",
)  # fmt: skip
# What templates state, and nobody changes for an edition in another language.
_TEMPLATES = frozenset(("ru", "en"))
# How much of a text's characters they must be.
_SHARE = 0.01
# How the paths of an edition begin.
_CODE = re.compile("[a-z]{2}|eng|kaz|kgz|kyr|rus|ukr|uzb")
# Words that only English has.
_ENGLISH = re.compile(r"\b(?:the|of|and|said|was|with|from|that)\b")


class Guess(NamedTuple):
    """A value, and whether it was stated or follows from what was; one that is not sure is a person's to check."""

    value: str
    sure: bool


def registered(url: str) -> str:
    """Return the domain that somebody registered, below which all hosts are theirs; of a number, the host.

    >>> registered("https://kg.news.example.co.uk/a"), registered("http://127.0.0.1:8000/")
    ('example.co.uk', '127.0.0.1')
    """
    # It brings urllib3, which no crawl needs.
    from courlan import extract_domain

    return extract_domain(url) or urlsplit(url).hostname or ""


def id_of(url: str) -> str:
    """Return what an agency may be called in code: its domain's name, as a Python identifier.

    >>> id_of("https://www.ak-press.kg/"), id_of("https://24.kg/"), id_of("https://all.kg/")
    ('akpress', 'kg24', 'kgall')
    """
    name, _, end = registered(url).partition(".")
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    taken = not plain[:1].isalpha() or iskeyword(plain) or plain in ("all", "any")
    return f"{re.sub('[^a-z]', '', end) or 'site'}{plain}" if taken else plain


def country_of(url: str, languages: Iterable[str]) -> Guess:
    """Return the country (ISO 3166-1 alpha-2) of a site by its domain; else that where most people speak its language.

    >>> country_of("https://example.kg/", ["ru"]), country_of("https://example.com/", ["ky", "ru"])
    (Guess(value='KG', sure=True), Guess(value='KG', sure=False))
    """
    end = (urlsplit(url).hostname or "").rpartition(".")[2].lower()
    country = _OTHER.get(end, end.upper())
    if end not in _BOUGHT and _clocks().get(country):
        return Guess(country, True)
    likely: Mapping[str, str] = get_global("likely_subtags")
    spoken = [likely[language].rpartition("_")[2] for language in languages if language in likely]
    # Russian and English are written everywhere: a site's other language tells more.
    telling = [country for country in spoken if country not in ("RU", "US")]
    return Guess(next(iter([*telling, *spoken]), "US"), False)


def clock_of(country: str, moments: Iterable[datetime]) -> Guess:
    """Return a country's clock (IANA name): its only one, or that which shows the offsets that pages state.

    `moments` are aware. Offsets of none, which machines like, tell nothing.

    >>> clock_of("KG", []), clock_of("KZ", [])
    (Guess(value='Asia/Bishkek', sure=True), Guess(value='Asia/Almaty', sure=False))
    >>> clock_of("KG", [datetime.fromisoformat("2026-01-12T12:00:00+03:00")])
    Guess(value='Asia/Bishkek', sure=False)
    """
    clocks = _clocks().get(country, ["UTC"])
    likely = sorted(clocks, key=lambda name: name not in _CAPITALS)
    told = [moment for moment in moments if moment.utcoffset()]
    fitting = [name for name in likely if all(_shows(name, moment) for moment in told)]
    sure = bool(fitting) and (len(clocks) == 1 or bool(told))
    return Guess((fitting or likely)[0], sure)


def _shows(clock: str, moment: datetime) -> bool:
    return moment.astimezone(ZoneInfo(clock)).utcoffset() == moment.utcoffset()


@cache
def _clocks() -> dict[str, list[str]]:
    """Return the clocks of each country, as the tables of time zones have them."""
    found: dict[str, list[str]] = {}
    for line in files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            country, _, clock = line.split("\t")[:3]
            found.setdefault(country, []).append(clock)
    return found


def language_of(text: str, stated: str | None = None) -> Guess | None:
    """Return the language of a text by its letters, where these tell one; else the stated one; None without either.

    A page in Kyrgyz often states the language of its site's Russian edition.

    >>> language_of("Тоолордо таңдан бери кар жаап, көчкү коркунучу жогорулады.", "ru")
    Guess(value='ky', sure=True)
    >>> language_of("Snow falls in the mountains", "en"), language_of("Neve", "it"), language_of("Neve")
    (Guess(value='en', sure=True), Guess(value='it', sure=True), None)
    """
    stated = (stated or "").replace("_", "-").split("-")[0].lower() or None
    if stated and stated not in _TEMPLATES:
        return Guess(stated, True)
    count = Counter(text.lower())
    enough = _SHARE * len(text)
    told = (rule.split() for rule in _LETTERS)
    fitting = (name for name, *groups in told if all(sum(count[one] for one in group) > enough for group in groups))
    if language := next(fitting, None):
        return Guess(language, True)
    return Guess(stated, True) if stated else Guess("en", False) if _ENGLISH.search(text.lower()) else None


def editions_of(pages: Mapping[str, str]) -> dict[str, str]:
    """Return how the addresses of each language begin, by the languages of some pages (address: language).

    A first part of the path, or a host, that one language alone has; "/" for one that has none. Empty where the
    addresses do not tell the languages apart.

    >>> editions_of({"https://e.kg/ky/a/1": "ky", "https://e.kg/a/2": "ru"})
    {'ky': '/ky/', 'ru': '/'}
    >>> editions_of({"https://e.kg/news/1": "ru"})
    {'ru': '/'}
    """
    languages = [*dict.fromkeys(pages.values())]
    if len(languages) == 1:
        own_starts = {_path_start(url) for url in pages}
        return {languages[0]: (len(own_starts) == 1 and own_starts.pop()) or "/"}
    found: dict[str, str] = {}
    for language in languages:
        own = [url for url, other in pages.items() if other == language]
        others = [url for url, other in pages.items() if other != language]
        starts = [_path_start(own[0]), _host_start(own[0]), "/"]
        found[language] = next(
            (one for one in starts if one and _all_begin(own, one) and not any(_begins(url, one) for url in others)),
            "/",
        )
    if len(found) > 1 and [*found.values()].count("/") > 1:
        return {}
    return dict(sorted(found.items(), key=lambda pair: pair[1] == "/"))


def edition_of(url: str, editions: Mapping[str, str]) -> str | None:
    """Return the language of an address by the edition that it stands under; None under none.

    >>> edition_of("https://www.e.kg/ky/a/1", {"ky": "/ky/", "en": "en.e.kg/"}), edition_of("https://e.kg/a", {})
    ('ky', None)
    """
    return next((language for language, start in editions.items() if _begins(url, start)), None)


def _path_start(url: str) -> str | None:
    first = urlsplit(url).path.split("/")[1:2]
    return f"/{first[0]}/" if first and _CODE.fullmatch(first[0]) else None


def _host_start(url: str) -> str:
    return f"{(urlsplit(url).hostname or '').removeprefix('www.')}/"


def _all_begin(urls: Iterable[str], start: str) -> bool:
    return all(_begins(url, start) for url in urls)


def _begins(url: str, start: str) -> bool:
    path = urlsplit(url).path
    return (path if start.startswith("/") else _host_start(url)[:-1] + path).startswith(start)
