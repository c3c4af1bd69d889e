"""Known meetings (ontology/calendar.ttl, meetings.ttl): which meeting of a series a date means.

A date that the letter cuts short ("februari 2021") or gives without a year is completed when exactly one known
meeting of the series fits; otherwise it stays as the letter gives it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache, lru_cache

from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.reference import Thing, find, of_kind

_KNOWN = 10_000
"""So many answers are remembered: letters ask for the same few dates and places again and again."""


@dataclass(frozen=True, slots=True)
class Known:
    """A meeting of the calendar: id, series, first and last day (ISO)."""

    id: str
    series: str
    start: str
    end: str
    place: str


@cache
def known(series: str) -> tuple[Known, ...]:
    """The known meetings of a series, oldest first."""
    rows = []
    for thing in of_kind("meeting"):
        start = thing.one("startDate")
        if start and series in thing.ids("series"):
            rows.append(Known(thing.id, series, start, thing.one("endDate") or start, thing.one("place") or ""))
    return tuple(sorted(rows, key=lambda k: k.start))


@lru_cache(maxsize=_KNOWN)
def fitting(
    series: str, value: str, last: str | None = None, near: str | None = None, on: int | None = None
) -> Known | None:
    """The known meeting of the series on this date, or None when none or more than one fits.

    value, last: first and last day as printed, partial or without a year ("--10-22"). Of several that fit a date
    without a year, the one nearest to `near` (the day of the letter) is meant, and only those that began on the day of
    the week `on` (Monday 0) count.
    """
    yearless = value.startswith("--")
    rows = [
        k
        for k in known(series)
        if _same(k.start[4:] if yearless else k.start, value[1:] if yearless else value, k, last)
    ]
    if yearless and on is not None:
        rows = [k for k in rows if datetime.date.fromisoformat(k.start).weekday() == on]
    if yearless and near and len(rows) > 1:
        rows = sorted(rows, key=lambda k: abs(_days(k.start) - _days(near)))[:1]
    return rows[0] if len(rows) == 1 else None


def _same(start: str, value: str, one: Known, last: str | None) -> bool:
    if last is not None:
        return start == value and one.end.endswith(last.lstrip("-"))
    return start.startswith(value) or (len(value) == 10 and one.start <= value <= one.end)


def _days(day: str) -> int:
    """Days since the start of the calendar, of a date cut to its precision."""
    return datetime.date.fromisoformat((day + "-01-01")[:10] if len(day) == 4 else (day + "-15")[:10]).toordinal()


@lru_cache(maxsize=_KNOWN)
def at_place(series: str, place: str, near: str, within: int | None = None) -> Known | None:
    """The known meeting of the series at this place that is nearest to a day; None when none is.

    near: a date (ISO), whole or partial; within: no more days away from it than this.
    """
    there = meanings("summit-place").get(place, place)
    return _nearest([k for k in known(series) if k.place and fold(there) in fold(k.place)], near, within)


@lru_cache(maxsize=_KNOWN)
def nearest(series: str, near: str, within: int) -> Known | None:
    """The known meeting of the series nearest to a day, no more than so many days away."""
    return _nearest(list(known(series)), near, within)


def _nearest(rows: list[Known], near: str, within: int | None) -> Known | None:
    one = min(rows, key=lambda k: abs(_days(k.start) - _days(near)), default=None)
    return one if one and (within is None or abs(_days(one.start) - _days(near)) <= within) else None


def within(first: str, second: str, days: int) -> bool:
    """Whether two dates, whole or partial, lie no more days apart."""
    return abs(_days(first) - _days(second)) <= days


def one_place(series: str, first: str, second: str) -> bool:
    """Whether a meeting of the series was held at both places: "Straatsburg en Kehl"."""
    here, there = (fold(meanings("summit-place").get(place, place)) for place in (first, second))
    return here != there and any(here in fold(k.place) and there in fold(k.place) for k in known(series))


def in_months(series: str, year: str, months: list[str]) -> Known | None:
    """The only known meeting of the series in these months (without leading zero) of a year."""
    rows = [k for k in known(series) if k.start[:4] == year and k.start[5:7].lstrip("0") in months]
    return rows[0] if len(rows) == 1 else None


def before(series: str, day: str) -> Known | None:
    """The last known meeting of the series that began before this day."""
    return next((k for k in reversed(known(series)) if k.start < day), None)


def after(series: str, day: str) -> Known | None:
    """The first known meeting of the series that began after this day."""
    return next((k for k in known(series) if k.start[: len(day)] > day), None)


@lru_cache(maxsize=_KNOWN)
def series_body(series: str) -> str:
    """The English name of the body that meets, from the series' label; the id itself where it has none."""
    thing: Thing | None = find("series", series)
    if thing is None:
        return series
    names = [x.text for x in thing.labels if x.role == "name" and x.language == "en"]
    return names[0] if names else thing.name_nl
