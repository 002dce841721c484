"""Times as the archive keeps them: UTC, ISO 8601 with `Z`, so that the texts of a column sort as the times do."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Write a moment of ours (an aware datetime), to the millisecond: a run does several things in a second.

    >>> stamp(datetime.fromisoformat("2022-02-25T17:41:00+06:00"))
    '2022-02-25T11:41:00.000Z'
    """
    return _utc(moment, "milliseconds")


def stated(moment: datetime) -> str:
    """Write a moment that a page states, to the second.

    >>> stated(datetime.fromisoformat("2022-02-25T17:41:00+06:00"))
    '2022-02-25T11:41:00Z'
    """
    return _utc(moment, "seconds")


def _utc(moment: datetime, precision: str) -> str:
    return moment.astimezone(UTC).isoformat(timespec=precision).removesuffix("+00:00") + "Z"
