"""Spells: the days on which a node or an edge is there, from dates of any precision.

Gephi drops the second of two overlapping spells and every reversed one, so laws: the spells of one
element are closed, sorted, disjoint, and cover exactly the days that were given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from navograaf.words.period import period

_MOMENT = re.compile(r"(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:(?<=\d-\d\d-\d\d)T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


class Spell(NamedTuple):
    """From `start` to `end`, both included; ISO days (yyyy-mm-dd), start <= end."""

    start: str
    end: str


def days_of(moment: str) -> Spell:
    """The first and the last day of a date, month or year: 2021-02 -> 2021-02-01, 2021-02-28.

    A time of day and a time zone are cut off. Raises ValueError for what is no date.
    """
    match = _MOMENT.fullmatch(moment)
    if not match:
        raise ValueError(f"{moment!r} is not a date (yyyy, yyyy-mm or yyyy-mm-dd)")
    days = period(match["date"])
    if days is None:
        raise ValueError(f"{moment!r} is not a day of the calendar")
    return Spell(days[0].isoformat(), days[1].isoformat())


@lru_cache(maxsize=4096)  # few meetings, many rows
def spell(start: str | None, end: str | None) -> Spell | None:
    """The spell of a row: from the first day of `start` to the last day of `end`.

    Where one of the two is None the other gives both; None when both are. Raises ValueError when
    one is no date or the spell would end before it starts.
    """
    if start is None and end is None:
        return None
    first = days_of(start if start is not None else str(end))
    last = days_of(end if end is not None else str(start))
    if last.end < first.start:
        raise ValueError(f"it ends ({end}) before it starts ({start})")
    return Spell(first.start, last.end)


def merged(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """The same days as sorted spells that share none: those that overlap become one."""
    result: list[Spell] = []
    for item in sorted(spells):
        if result and item.start <= result[-1].end:
            result[-1] = Spell(result[-1].start, max(result[-1].end, item.end))
        else:
            result.append(item)
    return tuple(result)
