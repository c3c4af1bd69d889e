"""The strip of meetings in time, drawn at the head of a page: where its bars, rings and marks stand.

Between the answers and templates/strip.html. Laws: nothing is told by colour alone; what falls on one day is one bar;
the picture is as wide as its `viewBox`, so it shrinks with the page and never sticks out of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, HEIGHT = 320, 104
"""The viewBox; on the narrowest telephone a unit is nearly a pixel."""
BASE = 82
_MARGIN, _LEAST, _MOST = 14, 4, 50
"""Room beside the axis for half a year's name; the smallest and the largest bar."""
_ABOVE, _APART = 7, 10
"""Where the first mark stands above its bar, and the second above the first."""
_TICKS = 8


@dataclass(frozen=True, slots=True)
class Stop:
    """A meeting, or a letter about none: ISO date, how much was said, how much of that is settled and how much open."""

    date: str
    count: int
    settled: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A date in the strip, in units of the viewBox: count 0 is a ring; a mark that is not there is None."""

    date: str
    x: float
    top: float
    count: int
    settled: float | None
    """Height of the filled mark."""
    open: float | None
    """Height of the hollow one."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The picture; `years` are the ticks of its axis: (x, year)."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[float, str], ...]
    thick: float = 0
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE


def strip(stops: Iterable[Stop]) -> Strip:
    """The strip of these stops in any order; those without a date are left out."""
    days: dict[str, Stop] = {}
    for stop in stops:
        if stop.date:
            old = days.get(stop.date, Stop(stop.date, 0))
            days[stop.date] = Stop(stop.date, old.count + stop.count, old.settled + stop.settled, old.open + stop.open)
    if not days:
        return Strip((), ())
    first, last = (int(edge(_year(date) for date in days)) for edge in (min, max))
    most = max(1, *(stop.count for stop in days.values()))
    bars = tuple(_bar(stop, _x(_year(date), first, last), most) for date, stop in sorted(days.items()))
    step = (last + 1 - first) // _TICKS + 1
    years = tuple((_x(year, first, last), str(year)) for year in range(first, last + 2, step))
    return Strip(bars, years, thick=round(max(1.0, min(6.0, 0.7 * (WIDTH - 2 * _MARGIN) / len(bars))), 2))


def _bar(stop: Stop, x: float, most: int) -> Bar:
    top = BASE - (_LEAST + (_MOST - _LEAST) * stop.count / most if stop.count else 0)
    settled = top - _ABOVE if stop.settled else None
    hollow = top - _ABOVE - (_APART if stop.settled else 0) if stop.open else None
    return Bar(stop.date, x, round(top, 1), stop.count, _rounded(settled), _rounded(hollow))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _year(iso: str) -> float:
    """A date as a year with its fraction; a bare year or month stands at its beginning."""
    parts = [int(part) for part in iso.split("-")] + [1, 1]
    return parts[0] + (parts[1] - 1) / 12 + (parts[2] - 1) / 372


def _x(year: float, first: int, last: int) -> float:
    return round(_MARGIN + (WIDTH - 2 * _MARGIN) * (year - first) / (last + 1 - first), 1)
