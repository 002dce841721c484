"""What was read: times that are possible, and texts that are texts."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kirtag.archive.verify.report import RESTORE, Finding, tell
from kirtag.archive.verify.rows import judged
from kirtag.archive.verify.view import View
from kirtag.archive.wording import printed
from kirtag.text import is_mojibake

# Our own times, by table; those joined by < stand in this order.
_MOMENTS = {
    "agencies": "told_to_wait",
    "articles": "first_seen < last_seen",
    "captures": "captured",
    "forgotten": "moment",
    "pages": "first_seen next_visit last_fetched walked last_full",
    "quarantine": "found",
    "revisions": "captured",
    "runs": "started < finished",
    "warcs": "closed",
}

# A page may print the date of tomorrow, where the day has begun already; no page is older than the web.
_AHEAD, _FIRST = timedelta(days=2), date(1971, 1, 1)

_MISREAD = "See what its page says: a rule misread it, or the agency wrote so."

# So many letters that could not be decoded stand in a text for which nobody need be sorry.
_SPOILT, _SHARE = 4, 1000


def dates(view: View) -> Iterator[Finding]:
    """Find times that are none, that stand in an impossible order, or that nobody can have printed."""
    for table, names in _MOMENTS.items():
        columns = names.replace("<", " ").split()

        def judge(*values: str | None, names: str = names) -> str | None:
            moments = [moment for value in values if (moment := _moment(value))]
            if "<" in names and moments != sorted(moments):
                return f"its times are not in order ({names}: {', '.join(map(tell, values))}). {RESTORE}"
            return None

        yield from judged(view.db, table, ", ".join(columns), judge)
    beside = "JOIN agencies ON agencies.id = articles.agency"
    columns_ = "published, day, articles.modified, dateline_date, last_seen, agencies.country, agencies.timezone"
    yield from judged(view.db, "articles", columns_, _publication, beside)


def _publication(*values: str) -> str | None:
    """Say what is wrong with an article's dates; None where nothing is."""
    published, day, modified, dateline_date, last_seen, country, timezone = values
    moment, latest = _moment(published), datetime.fromisoformat(last_seen) + _AHEAD
    _moment(modified)
    printed_day = date.fromisoformat(day) if day else None
    if dateline_date:
        date.fromisoformat(dateline_date)
    if moment and printed_day is None:
        return f"it was published at {published}, and has no day. {RESTORE}"
    if moment and printed_day:
        # Of an agency that is known by its id alone the clock is not known.
        off = abs(printed_day - moment.astimezone(ZoneInfo(timezone)).date())
        if off > timedelta(days=0 if country else 1):
            return f"it was published at {published}, which is not {day} in {timezone}. {RESTORE}"
    if printed_day and printed_day < _FIRST:
        return f"it was published on {day}, before there were pages. {_MISREAD}"
    if printed_day and (moment > latest if moment else printed_day > latest.date()):
        return f"it was published on {day}, long after it was last seen ({last_seen}). {_MISREAD}"
    return None


def _moment(text: str | None) -> datetime | None:
    """Read a time as the archive keeps it. Raises ValueError where it is none."""
    if text is None:
        return None
    if not text.endswith("Z"):
        raise ValueError(f"{tell(text)} is no time in UTC")
    return datetime.fromisoformat(text)


def texts(view: View) -> Iterator[Finding]:
    """Find wordings that are empty, or in a wrong charset, but for those that were taken down by law."""
    forgotten = view.forgotten_articles()

    def judge(article: int, headline: str, body: str, cuts: str, original: str | None) -> str | None:
        if article in forgotten:
            return None
        if not (headline and body):
            return f"it has no {'body' if headline else 'headline'}. {_MISREAD}"
        # To the letter what was judged when the page was read.
        text = "\n".join([headline, *(json.loads(original) if original is not None else printed(body, cuts))])
        spoilt = text.count("\ufffd")
        if is_mojibake(text) or spoilt > max(_SPOILT, len(text) / _SHARE):
            return f"its text is garbled. {_MISREAD}"
        return None

    yield from judged(view.db, "revisions", "article, headline, body, cuts, original", judge)
