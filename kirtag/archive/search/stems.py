"""The column of `articles` by which words are found in all of their forms. It can be made again from the others."""

from kirtag.text.stems import unshown_stems


def searched_by(headline: str, dateline: str | None, body: str, language: str | None) -> str:
    """Return an article's `stems`: those of all that it says and does not show itself, parted by blanks."""
    return unshown_stems("\n".join((headline, dateline or "", body)), language)
