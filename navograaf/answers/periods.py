"""Dates that a user gives: a day, a month or a year, or an error that says how to write one.

For trace, ledger and meetings. Law: a date that says less than a day is never taken for an earlier day than
its last when the question is what was known by then.
"""

from __future__ import annotations

from datetime import date

from navograaf.errors import QueryError
from navograaf.words.period import period


def check_stretch(since: str, until: str) -> None:
    """Raises QueryError for a date that is none, and for two of which the second lies before the first; "" is open."""
    first = asked_period(since, "since")[0] if since else None
    last = asked_period(until, "until")[1] if until else None
    if first and last and last < first:
        raise QueryError(
            "the stretch ends before it begins", where=f"{since} - {until}", todo="Give the earlier date to --since"
        )


def touches(begin: str, end: str, since: str, until: str) -> bool | None:
    """Whether what lasts from `begin` to `end` (ISO, "" when unknown) touches the stretch from `since` to `until`.

    A month or year may be any day of it. None when the beginning is no date. Raises QueryError as asked_period.
    """
    first = asked_period(since, "since")[0] if since else date.min
    last = asked_period(until, "until")[1] if until else date.max
    starts, ends = period(begin), period(end)
    if starts is None:
        return None
    return starts[0] <= last and max(starts[1], ends[1] if ends else starts[1]) >= first


def asked_period(iso: str, option: str) -> tuple[date, date]:
    """The first and the last day of a date that a user gives. Raises QueryError when it is none."""
    found = period(iso.strip())
    if found is None:
        raise QueryError(
            f"{iso!r} is no date", where=option, todo="Write a day, a month or a year: 2020-10-22, 2020-10, 2020"
        )
    return found
