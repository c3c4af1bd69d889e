"""The date axis of a picture in time: which day stands where on the page.

For picture.py. The layout puts the first day of a node on the x axis but does not say at what scale, so the scale is
read back from the nodes. A few days are named themselves, for the layout may spread days that lie close together;
many days get a calendar. Law: ticks run from left to right in time, each between the nodes of the days before and after
it; without two days that lie apart there is no axis.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from navograaf.export.lettering import Box
from navograaf.network.model import Node

_MOST, _APART = 14, 54.0  # ticks of a calendar; pixels from one to the next
_DAYS, _DAY = 40, 82.0  # days that are named themselves; pixels that a whole date needs
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240)


class Axis(NamedTuple):
    """Ticks from left to right (x in pixels; yyyy, yyyy-mm, yyyy-mm-dd or no text), below the drawing at `y`."""

    ticks: tuple[tuple[float, str], ...]
    y: float
    left: float
    right: float
    even: bool
    """Whether equal times are about equally wide."""


def time_axis(nodes: Iterable[tuple[Node, float]], page: Box) -> Axis | None:
    """The axis of the nodes (with their x), by the first day of each. None when all lie on one day or none has any."""
    known = day_places(nodes)
    days, places = [day.toordinal() for day, _ in known], [x for _, x in known]
    if len(days) < 2 or places[-1] - places[0] < _APART:
        return None
    wide, long = places[-1] - places[0], days[-1] - days[0]
    straight = (places[0] + wide * (day - days[0]) / long for day in days)
    even = all(abs(place - line) <= wide * 0.05 for place, line in zip(places, straight, strict=True))
    if len(days) <= _DAYS:
        return Axis(tuple(_named(days, places)), page.bottom, places[0], places[-1], even)
    for months in _MONTHS:
        ticks = _ticks(days, places, months)
        gaps = [after[0] - before[0] for before, after in pairwise(ticks)]
        if len(ticks) <= _MOST and all(gap >= _APART for gap in gaps):
            break
    return Axis(tuple(ticks), page.bottom, places[0], places[-1], even) if ticks else None


def day_places(nodes: Iterable[tuple[Node, float]]) -> list[tuple[date, float]]:
    """The first days of nodes, in order, and where each stands: in the middle of its nodes, never before an earlier."""
    found: defaultdict[date, list[float]] = defaultdict(list)
    for node, x in nodes:
        first = node.values.get("first") or (node.spells[0].start if node.spells else None)
        if isinstance(first, str):
            try:
                found[date.fromisoformat(first)].append(x)
            except ValueError:
                continue
    result: list[tuple[date, float]] = []
    for day in sorted(found):
        # Days may be closer than their nodes are wide; an axis that ran backwards would be worse than a coarse one.
        middle = sum(found[day]) / len(found[day])
        result.append((day, max(middle, result[-1][1]) if result else middle))
    return result


def _named(days: list[int], places: list[float]) -> list[tuple[float, str]]:
    """A tick for each day, its date where the one before leaves room."""
    ticks = []
    free = -_DAY
    for day, place in zip(days, places, strict=True):
        ticks.append((round(place, 1), date.fromordinal(day).isoformat() if place - free >= _DAY else ""))
        free = place if ticks[-1][1] else free
    return ticks


def _ticks(days: list[int], places: list[float], months: int) -> list[tuple[float, str]]:
    first, last = date.fromordinal(days[0]), date.fromordinal(days[-1])
    number = (first.year * 12 + first.month - 1) // months * months
    ticks = []
    while number <= last.year * 12 + last.month - 1:
        day = date(max(number // 12, 1), number % 12 + 1, 1).toordinal()
        if days[0] <= day <= days[-1]:
            text = f"{number // 12:04}" if months >= 12 else f"{number // 12:04}-{number % 12 + 1:02}"
            ticks.append((round(_place(day, days, places), 1), text))
        number += months
    return ticks


def _place(day: int, days: list[int], places: list[float]) -> float:
    after = min(bisect_right(days, day), len(days) - 1)
    before = after - 1
    share = (day - days[before]) / (days[after] - days[before])
    return places[before] + share * (places[after] - places[before])
