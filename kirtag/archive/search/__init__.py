"""Search: what a person types, and the articles that it means.

`asked` reads what was typed, `expression` says it to the full-text index and `conditions` to SQL; `answer` finds the
articles and puts them in order, `hits` shows where the words stand.
"""

from kirtag.archive.search.answer import Answer, Query, answer, chosen
from kirtag.archive.search.asked import Asked, Condition, asked
from kirtag.archive.search.hits import END, HIT, Hits, pieces

__all__ = ["END", "HIT", "Answer", "Asked", "Condition", "Hits", "Query", "answer", "asked", "chosen", "pieces"]
