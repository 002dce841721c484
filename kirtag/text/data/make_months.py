"""Make `months.tsv` beside this file, what Unicode's CLDR calls months and weekdays; `make months` runs it.

CLDR comes by way of Babel. Reading its 300 languages takes the better part of a second; the table takes a hundredth.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

from kirtag.text.tidy import fold

# The languages that our wires write most: they are asked first, and alone know a word by its beginning.
WIRES = ("ru", "ky", "en", "kk", "uz", "uz_Cyrl", "tg", "uk", "be", "az", "tr", "de", "de_AT", "fr", "es", "it", "pt")
# Three letters mean something else in too many languages: `Wis.` and `Ala.` are weekdays somewhere.
SHORTEST = 4

HEADER = """\
# Months and weekdays in all languages of Unicode's CLDR, made by make_months.py: do not edit. Columns, parted by tabs:
# `month` or `weekday`; its number, Monday being 0; `wires` for the languages that our wires write most, `others` for
# the rest; `whole` or `short`; the names, folded and parted by |.
"""


def names(locales: Iterable[str], calendar: str, width: str) -> dict[str, int]:
    """Return the numbers of `months` or `days` by their folded names; of several, what most languages mean."""
    meanings: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for code in locales:
        for form in getattr(Locale.parse(code), calendar).values():
            for number, name in form[width].items():
                meanings[fold(name).rstrip(".")][number] += 1
    return {name: meaning.most_common(1)[0][0] for name, meaning in meanings.items()}


def table() -> Iterator[str]:
    """Yield the lines of the table."""
    others = sorted(code for code in locale_identifiers() if "_" not in code)
    for what, calendar in (("month", "months"), ("weekday", "days")):
        known: set[str] = set()
        for whose, locales in (("wires", WIRES), ("others", others)):
            for form, width in (("whole", "wide"), ("short", "abbreviated")):
                numbered = defaultdict(list)
                for name, number in sorted(names(locales, calendar, width).items()):
                    if name not in known and (whose == "wires" or len(name) >= SHORTEST) and "|" not in name:
                        numbered[number].append(name)
                        known.add(name)
                for number, called in sorted(numbered.items()):
                    yield "\t".join((what, str(number), whose, form, "|".join(called))) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("months.tsv").write_text(HEADER + "".join(table()), encoding="utf-8")
