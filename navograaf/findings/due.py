"""When a promise is due: the moment in the letter's words, with the date and the meeting that they give.

Beside the commitments. Law: a date is given only where the words hold one, name a meeting that has one, or name a time
of the year ("voor het kerstreces"); "binnenkort" has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from navograaf.findings.dates import Date, resolved
from navograaf.findings.layout import Layout
from navograaf.findings.model import Meeting
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.rules import of_kind
from navograaf.words.trials import finds

_BEFORE = 40
"""The words before a date that say "uiterlijk" or "voor eind" take no more characters."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a promise is due: the words (span of the view), the date and the meeting that they give."""

    start: int
    end: int
    date: str | None
    meeting: str | None


def find_moment(
    layout: Layout,
    start: int,
    end: int,
    dates: Sequence[Date],
    meetings: Sequence[Meeting],
    about: str | None,
    day: str | None,
) -> Moment | None:
    """The moment that a sentence of the view names, or None. about: the letter's meeting; day: the letter's day.

    What it waits for ("zodra") goes before a date or "na de bijeenkomst"; of these the first in the sentence counts.
    """
    text = layout.text.view.text
    clauses = sorted(_worded(text, start, end, "clause"))
    spans = clauses or sorted([*_dated(text, start, end, dates), *_worded(text, start, end, "due")])
    if not spans:
        return None
    begin, stop = spans[0][0], max(e for s, e in spans if s == spans[0][0])
    inside = [d for d in dates if begin <= d.start <= stop + 1]
    if inside:  # "na de bijeenkomst op 6 en 7 december"
        stop = max(stop, inside[0].end)
    meeting = _meeting(layout, begin, stop, meetings, about)
    known = next((m for m in meetings if m.id == meeting), None)
    date = next((d.value for d in inside if d.has_year), None) or (known and (known.end_date or known.start_date))
    return Moment(begin, stop, date or _by_season(text[begin:stop], day), meeting)


def _worded(text: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int]]:
    for rule in of_kind("commitments", kind):
        for match in rule.regex.finditer(text, start, end):
            if not _aside(text, start, end, match.start()):
                yield match.start(), start + len(text[start : match.end()].rstrip(" ,"))


def _dated(text: str, start: int, end: int, dates: Sequence[Date]) -> Iterator[tuple[int, int]]:
    for date in dates:
        if start <= date.start and date.end <= end and not _aside(text, start, end, date.start):
            for rule in of_kind("commitments", "due-date"):
                before = max(start, date.start - _BEFORE)
                if match := rule.regex.search(text[before : date.start]):
                    yield before + match.start(), date.end


def _aside(text: str, start: int, end: int, at: int) -> bool:
    """Whether a place lies in a clause set apart by commas, which tells of something else."""
    rules = of_kind("commitments", "aside")
    return any(m.start() < at < m.end() for rule in rules for m in rule.regex.finditer(text, start, end))


def _meeting(layout: Layout, start: int, end: int, meetings: Sequence[Meeting], about: str | None) -> str | None:
    """The meeting that the words name; "de bijeenkomst" and "na afloop" are the one that the letter is about."""
    words = layout.text.view.text[start:end]
    a, b = layout.text.view.raw_span(start, end)
    named = [m.id for m in meetings if any(x.start < b and a < x.end for x in m.mentions)]
    if named:
        return named[0]
    loose = finds("commitments", "loose-meeting", words)
    other = finds("commitments", "other-meeting", words)
    return about if loose and not other and _month(words) is None else None


def _by_season(words: str, day: str | None) -> str | None:
    """The year in which "voor de zomer" or "volgend jaar" falls, reckoned from the day of the letter."""
    if day is None:
        return None
    said = fold(words)
    if (named := _month(words)) is not None:
        bare = Date(0, 0, f"--{named:02}", None, "next", "")
        return resolved(bare, day).value if len(day) >= 7 else None
    for word, years in meanings("later").items():
        if years and re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", said):
            return str(int(day[:4]) + int(years))
    for word, month in meanings("moment").items():
        if month and re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", said):
            past = len(day) >= 7 and int(day[5:7]) > int(month)
            return str(int(day[:4]) + past)
    return None


def _month(words: str) -> int | None:
    """The month without a year that the words name ("na de top in juni")."""
    for rule in of_kind("commitments", "due"):
        if (match := rule.regex.search(words)) and match.groupdict().get("month"):
            return int(meanings("month")[fold(match["month"])])
    return None
