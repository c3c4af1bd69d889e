"""Dates of a letter, with the precision that the letter gives them and a year where one can be known.

A date without a year ("21 en 22 oktober a.s.") is resolved against the day of the letter: a.s. is the next such day,
jl. the last, and else the nearest. Dates are ISO strings cut to their precision: 2021, 2021-02, 2021-02-17.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.openings import finditer
from navograaf.words.rules import of_kind

Near = Literal["next", "last", "nearest"]


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a view: first day, last day (None for one day), and whether the year was printed.

    `value` and `last` lack the year ("--10-21", after ISO 8601) until `resolved` gives one.
    """

    start: int
    end: int
    value: str
    last: str | None
    near: Near
    rule: str

    @property
    def has_year(self) -> bool:
        return not self.value.startswith("--")


def find_dates(text: str) -> list[Date]:
    """The dates in a view's text, in order, none inside another."""
    found: list[Date] = []
    taken = bytearray(len(text))  # characters that a date holds
    for kind in ("range", "day", "month", "year"):
        for date in _of_kind(text, kind):
            if taken.find(1, date.start, date.end) < 0:
                taken[date.start : date.end] = b"\x01" * (date.end - date.start)
                found.append(date)
    return sorted(found, key=lambda d: d.start)


def bare_month(text: str, at: int) -> Date | None:
    """The month without a year behind the words that end at `at` ("ministeriële bijeenkomst in juni"), or None."""
    for rule in of_kind("dates", "bare-month"):
        if match := rule.regex.match(text[at : at + 40]):
            near: Near = "nearest" if not match["near"] else "last" if side(match["near"]) == "last" else "next"
            return Date(at + match.start("month"), at + match.end(), _month(match), None, near, rule.id)
    return None


def bare_months(text: str, start: int, end: int) -> list[Date]:
    """The months without a year between two offsets: "die in december bijeenkomen"."""
    return [
        Date(match.start("month"), match.end("month"), _month(match), None, "nearest", rule.id)
        for rule in of_kind("dates", "month-in")
        for match in rule.regex.finditer(text, start, end)
    ]


def side(word: str | None) -> str | None:
    """On which side of the letter a word such as "a.s." puts a date: next, last, or None."""
    return meanings("near").get(fold(word or ""))


def _month(match: re.Match[str]) -> str:
    return f"--{_number(match['month']):02}"


def _of_kind(text: str, kind: str) -> Iterator[Date]:
    for rule in of_kind("dates", kind):
        for match in finditer(rule.regex, text, 0, len(text)):
            parts = match.groupdict()
            year, number = parts.get("year"), parts.get("monthnumber")
            last_month = _number(parts.get("month2"))
            month = _number(parts.get("month")) or (int(number) if number else last_month)
            day = int(parts["day"]) if parts.get("day") else None
            told = side(parts.get("near"))
            near: Near = "next" if told == "next" else "last" if told == "last" else "nearest"
            last = None
            if parts.get("day2") and last_month:
                last = _iso(year, last_month, int(parts["day2"]))
                year = parts.get("year1") or year
            value = _iso(year, month, day)
            if value is None or (parts.get("day2") and last is None):
                continue
            if last and year and not parts.get("year1") and last[5:7] < value[5:7]:
                value = f"{int(value[:4]) - 1}{value[4:]}"  # "30 december en 2 januari 2021"
            if last and last[5:7] == value[5:7] and last[:4] == value[:4] and last < value:
                continue  # "5 en 3 mei" is no range
            yield Date(match.start(), match.end(), value, last, near, rule.id)


def _number(month: str | None) -> int | None:
    return int(meanings("month")[fold(month)]) if month else None


def _iso(year: str | None, month: int | None, day: int | None) -> str | None:
    """ISO date cut to its precision, "--" for a missing year; None when there is no such day."""
    if month is None:
        return year
    try:
        datetime.date(int(year or 2000), month, day or 1)
    except ValueError:
        return None
    return f"{year or '-'}-{month:02}" + (f"-{day:02}" if day else "")


def _is_day(value: str) -> bool:
    """Whether there is such a day: 29 February is not in every year."""
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def resolved(date: Date, anchor: str | None) -> Date:
    """`date` with a year, reckoned from `anchor` (an ISO date, whole or partial); unchanged without one.

    The day that a.s. points to is on or after the anchor, the day of jl. on or before it.
    """
    if date.has_year or anchor is None or len(anchor) < 7:
        return date
    day = datetime.date.fromisoformat(anchor if len(anchor) == 10 else f"{anchor}-15")
    options = []
    for year in (day.year - 1, day.year, day.year + 1):
        value = f"{year}{date.value[1:]}"
        try:
            when = datetime.date.fromisoformat(value if len(value) == 10 else f"{value}-15")
        except ValueError:  # 29 February
            continue
        options.append((when, year))
    slack = datetime.timedelta(days=0 if len(anchor) == 10 and len(date.value) > 5 else 31)
    if date.near == "next":
        options = [o for o in options if o[0] >= day - slack] or options[-1:]
    elif date.near == "last":
        options = [o for o in options if o[0] <= day + slack] or options[:1]
    year = min(options, key=lambda o: (abs((o[0] - day).days), o[1]))[1]
    last = f"{year}{date.last[1:]}" if date.last and _is_day(f"{year}{date.last[1:]}") else None
    if last and last < f"{year}{date.value[1:]}":  # "31 december en 1 januari"
        last = f"{year + 1}{date.last[1:]}" if date.last else None
    return replace(date, value=f"{year}{date.value[1:]}", last=last)
