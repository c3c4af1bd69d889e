"""From which day parliament had a letter: the one rule by which every answer tells what was known on a day.

For link_quads.py, which tells the day beside the links, and for the answers that are asked as of a day. Law: a letter
without a date is never taken for known before it must have been.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from navograaf.words.period import period

How = Literal["dated", "before", "after", ""]
"""By its own date; as of the day before its meeting begins, or after it ends; "" when nothing tells the day."""
BEFORE = frozenset({"agenda", "questions"})
"""Kinds of letter that are written for a meeting that is still to come."""


def known_from(kind: str, date_: str, meeting_start: str, meeting_end: str) -> tuple[date | None, How]:
    """The first day on which a letter was surely known, and how that is told: (None, "") when it cannot be told.

    On its date, else by its kind and its meeting: an agenda or consultation on the day before its meeting begins, any
    other on the day after it ends. Dates are ISO, "" when unknown; a month or a year counts to its last day.
    """
    own = period(date_)
    if own:
        return own[1], "dated"
    start, end = period(meeting_start or meeting_end), period(meeting_end or meeting_start)
    if start is None or end is None:
        return None, ""
    try:
        if kind in BEFORE:
            return start[1] - timedelta(days=1), "before"
        return max(start[1], end[1]) + timedelta(days=1), "after"  # of an end misread as before the start: the later
    except OverflowError:  # 31 December 9999
        return None, ""
