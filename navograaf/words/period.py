"""Days that a date stands for: a day, a month or a year has a first and a last one.

For all that sets dates against each other. Law: what no calendar has is no date, and never a day near it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


def period(iso: str) -> tuple[date, date] | None:
    """The first and the last day of "2020-10-22", "2020-10" or "2020"; None for what is no date."""
    found = _DATE.fullmatch(iso)
    if found is None:
        return None
    try:
        first = date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:  # "2020-02-30"
        return None
    month = int(found["month"] or 12)
    return first, date(first.year, month, int(found["day"] or monthrange(first.year, month)[1]))
