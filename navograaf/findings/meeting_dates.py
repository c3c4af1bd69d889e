"""The date and place that stand by the words for a meeting.

They stand behind the words ("op 3 mei te Praag"), before them ("de op 3 mei gehouden ...") or elsewhere in a sentence
that says that the meeting takes place. Law: what is read here is what the letter says; a year may be reckoned, a day
never is.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import replace

from navograaf.findings import calendar
from navograaf.findings.dates import Date, bare_month, bare_months, resolved
from navograaf.findings.layout import Layout
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.rules import of_kind

_WINDOW = 60
"""A date before the words stands no more characters away than this."""


def behind(
    text: str, end: int, dates: list[Date], limit: int, series: str, day: str | None
) -> tuple[int, Date | None, str | None]:
    """The date and place behind the words, in either order, and where they end.

    dates: as printed, in order; limit: the end of the block; series, day: what turns "dit voorjaar" into a date.
    """
    date: Date | None = None
    place: str | None = None
    end = _beyond_aside(text[:limit], end, dates)
    for _ in range(4):
        after = bisect.bisect_left(dates, end, key=lambda d: d.start)
        nearest = dates[after] if after < len(dates) else None
        reckoned = _reckoned(text[:limit], end, series, day) if date is None else None
        if reckoned:
            date, end = reckoned, reckoned.end
            continue
        if date is None and nearest and nearest.end <= limit and _link(text[end : nearest.start]):
            date, end = nearest, nearest.end
            continue
        match = next((m for r in of_kind("meetings", "place") if (m := r.regex.match(text[end:limit]))), None)
        if place is None and match and fold(match["place"]) not in meanings("month"):
            place, end = match["place"].rstrip("., "), end + match.end("place")
            continue
        if date is None and (month := bare_month(text[:limit], end)):
            date, end = month, month.end
            continue
        break
    return end, date, place


def _beyond_aside(text: str, end: int, dates: list[Date]) -> int:
    """Where an aside behind the words ends, with a date or place next: "(NAVO DMM) op 11 en 12 oktober"."""
    after = end
    for _ in range(2):  # "(DMM), met partners, op 17 oktober"
        found = (rule.regex.match(text[after : after + _ASIDE]) for rule in of_kind("meetings", "aside"))
        match = next((m for m in found if m), None)
        if match is None:
            break
        after += match.end()
        at = bisect.bisect_left(dates, after, key=lambda d: d.start)
        if at < len(dates) and dates[at].end <= len(text) and _near_link(text[after : dates[at].start]):
            return after
    return end


_ASIDE = 120


def _near_link(between: str) -> bool:
    """Whether the date comes next, or behind a place: " te Brussel op "."""
    if _link(between):
        return True
    placed = [m for rule in of_kind("meetings", "place") if (m := rule.regex.match(between))]
    return any(_link(between[match.end() :]) for match in placed)


def _reckoned(text: str, at: int, series: str, day: str | None) -> Date | None:
    """The date that "van vorig jaar" or "in het voorjaar van 2018" gives, as far as the calendar knows it."""
    for rule in of_kind("dates", "year-word"):
        if day and (match := rule.regex.match(text[at : at + 40])):
            year = int(day[:4]) + int(meanings("year-word")[fold(match["which"])])
            return Date(at, at + match.end(), str(year), None, "nearest", rule.id)
    for rule in of_kind("dates", "season"):
        match = rule.regex.match(text[at : at + 50])
        printed = (match["year"] or (day or "")[:4]) if match else None
        if match and printed:
            months = meanings("season")[fold(match["season"])].split()
            one = calendar.in_months(series, printed, months)
            first, last = (one.start, one.end) if one else (printed, None)
            return Date(at, at + match.end(), first, last, "nearest", rule.id)
    return None


def _link(between: str) -> bool:
    """Whether only words such as "op" or "gehouden op" stand between a meeting and its date."""
    return any(rule.regex.match(between) for rule in of_kind("meetings", "link"))


def before(text: str, start: int, dates: list[Date]) -> Date | None:
    """The date before the words: "de op 24 en 25 oktober gehouden bijeenkomst"."""
    at = bisect.bisect_right(dates, start, key=lambda d: d.end) - 1
    if at < 0 or start - dates[at].end > _WINDOW:
        return None
    between = text[dates[at].end : start]
    return dates[at] if any(r.regex.match(between) for r in of_kind("meetings", "held-before")) else None


def in_sentence(layout: Layout, start: int, end: int, dates: list[Date], shortest: int = 5) -> Date | None:
    """The date of a meeting that is held: "Op 15 oktober 2025 vonden ... plaats van de NAVO-ministers".

    shortest: dates of fewer characters (a year: 4) do not count. A month without a year counts where no date does.
    """
    sentence = layout.sentence_at(start)
    if not layout.word_set(sentence) & meanings("held").keys():
        return None
    near = [d for d in dates_of(sentence.start, sentence.end, dates) if len(d.value) >= shortest] or bare_months(
        layout.text.view.text, sentence.start, sentence.end
    )
    return min(near, key=lambda d: min(abs(d.end - start), abs(d.start - end)), default=None)


def next_sentence(layout: Layout, end: int, dates: list[Date]) -> Date | None:
    """The date that the sentence behind the words gives: "... de komende ministeriële. Deze vindt plaats op 3 mei"."""
    text = layout.text.view.text
    at = layout.sentence_index(end - 1) + 1
    if at >= len(layout.text.sentences) or layout.text.sentences[at].kind != "text":
        return None
    one = layout.text.sentences[at]
    if not any(rule.regex.match(text[one.start : one.end]) for rule in of_kind("meetings", "held-next")):
        return None
    near = [d for d in dates_of(one.start, one.end, dates) if len(d.value) > 4] or bare_months(text, one.start, one.end)
    return next(iter(near), None)


def dates_of(start: int, end: int, dates: list[Date]) -> list[Date]:
    """The printed dates that begin between two offsets."""
    first = bisect.bisect_left(dates, start, key=lambda d: d.start)
    last = bisect.bisect_left(dates, end, key=lambda d: d.start)
    return dates[first:last]


def from_first_day(text: str, date: Date) -> Date:
    """The date from the first of its days where weekdays stand between: "woensdag 14 en donderdag 15 februari"."""
    if date.last is not None or not re.fullmatch(r"(?:\d{4}|-)-\d\d-\d\d", date.value):
        return date
    for rule in of_kind("meetings", "first-day"):
        match = rule.regex.search(text, max(0, date.start - _FIRST_DAY), date.start)
        if match and 0 < int(match["day"]) < int(date.value[-2:]):
            first = f"{date.value[:-2]}{int(match['day']):02}"
            return replace(date, start=match.start("day"), value=first, last=date.value)
    return date


_FIRST_DAY = 40


def weekday(text: str, date: Date) -> int | None:
    """The day of the week that stands before the date, Monday 0; None where none does."""
    before = re.search(r"(\w+)\s+$", text[max(0, date.start - _FIRST_DAY) : date.start])
    told = meanings("weekday").get(fold(before[1])) if before else None
    return int(told) if told else None


def with_year(date: Date | None, series: str, day: str | None, on: int | None = None) -> Date | None:
    """The date with a year: that of a known meeting on these very days, else reckoned from the day of the letter.

    on: the day of the week that the letter gives, Monday 0: only a year in which the date fell on it is meant.
    """
    if date is None or date.has_year:
        return date
    fits = calendar.fitting(series, date.value, date.last, day, on)
    reckoned = resolved(date, day)
    if fits and (not reckoned.has_year or not fits.start.startswith(reckoned.value)):
        told = date.last is not None or on is not None
        sure = told and (day is None or _in_reach(date, fits.start, day))
        return replace(date, value=fits.start, last=fits.end) if sure else reckoned
    return reckoned


_REACH, _OVERLAP = 300, 45
"""Days from the day of a letter within which a date without a year lies; by which that day, where it is reckoned from
what the letter looks back on, may be too early."""


def _in_reach(date: Date, start: str, day: str) -> bool:
    """Whether a known meeting can be meant: "14 en 15 februari a.s.", written on 2 February 2024, is none of 2023."""
    if len(day) < 10:
        return abs(int(start[:4]) - int(day[:4])) <= 1
    if not calendar.within(start, day, _REACH):
        return False
    apart = calendar.within(start, day, _OVERLAP)
    return apart or not ((date.near == "next" and start < day) or (date.near == "last" and start > day))
