"""What of an agency's standing a person should act on, in the middle of the night if need be. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kirtag.archive.status import Standing, read

# Runs that follow each other sooner are called by hand: no timer is late.
_SHORTEST = timedelta(hours=1)

# What to do about a run's exit code.
ADVICE = {
    70: "kirtag itself failed: read the log",
    8: "run scrapy verify",
    3: "make room on the disk",
    75: "the next run goes on from there",
    6: "nothing of the agency could be reached: try it in a browser",
    7: "the layout has changed: mend the spider",
    5: "read the log and the quarantine table",
    4: "the next run goes on from there",
}


def problems(one: Standing, moment: datetime) -> Iterator[str]:
    """Yield what is wrong with an agency, each in a sentence that says what to do."""
    if one.exit_code:
        advice = ADVICE.get(one.exit_code, "read the log")
        yield f"{one.agency}: the last run ended with {one.exit_code}, {one.outcome}: {advice}."
    if one.interval and one.started and not one.running:
        silent = moment - read(one.started)
        usual = timedelta(seconds=one.interval)
        if silent > max(3 * usual, _SHORTEST):
            yield f"{one.agency}: no run for {span(silent)}, where one comes every {span(usual)}: look at the timer."
    if one.pause and one.published:
        silent = moment - read(one.published)
        usual = timedelta(seconds=one.pause)
        if silent > 2 * usual:
            said = f"nothing new for {span(silent)}, and its longest pause was {span(usual)}"
            yield f"{one.agency}: {said}: compare its site with what the spider sees."


def span(time: timedelta) -> str:
    """Say how long a time is, in its largest unit.

    >>> span(timedelta(seconds=59)), span(timedelta(minutes=200)), span(timedelta(days=40))
    ('1 min', '3 h', '40 days')
    """
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days"
