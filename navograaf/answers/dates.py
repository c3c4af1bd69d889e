"""Dates as a reader writes them, with the precision they have: 12–13 Feb 2020, Feb 2021, 2016."""

from __future__ import annotations

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(iso: str) -> str:
    """An ISO date, month or year as English words: "2020-02-03" -> "3 Feb 2020"; anything else as it is."""
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return iso
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return iso
    words = [parts[0]] + [MONTHS[int(month) - 1] for month in parts[1:2]] + [str(int(d)) for d in parts[2:]]
    return " ".join(reversed(words))


def span(start: str, end: str) -> str:
    """Two ISO dates as one span, the shared month and year said once; `end` may be "" or the same."""
    if not end or start.startswith(end):
        return day(start)
    if not start:
        return day(end)
    first, last = day(start).split(" "), day(end).split(" ")
    shared = 0
    while len(first) == len(last) and shared < len(first) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    left = first[: len(first) - shared]
    return f"{' '.join(left)}{'–' if len(left) == 1 else ' – '}{' '.join(last)}"


def month(iso: str) -> str:
    """The month of a date, "Feb 2020"; the year where that is all there is; "" for ""."""
    return day("-".join(iso.split("-")[:2]))
