"""Meetings that no word for a meeting names: a date, a place or the ministers themselves stand for them.

"Op 25 mei besloten de regeringsleiders", "in Lissabon is afgesproken", "voor de eerste keer na 12 en 13 februari".
Law: such words count only where the calendar knows a meeting of that body on that date or at that place.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from navograaf.findings import calendar
from navograaf.findings import meeting_dates as stands
from navograaf.findings.dates import Date, bare_months
from navograaf.findings.layout import Layout
from navograaf.findings.meeting_which import Resolved, dated, known
from navograaf.findings.meeting_words import DMM, SUMMIT, Named
from navograaf.findings.spots import Taken
from navograaf.text.reading import Span
from navograaf.words.lists import meanings
from navograaf.words.rules import Rule, of_kind

_CALENDAR = "meetings.calendar"
_FMM = "nato-fmm"


@dataclass(frozen=True, slots=True)
class Trace:
    """A span of the view that stands for a meeting, the rule that says so and the place that it names."""

    start: int
    end: int
    rule: str
    what: Resolved
    place: str | None = None


def find_traces(
    layout: Layout, named: list[Named], dates: list[Date], base: Resolved | None, day: str | None
) -> list[Trace]:
    """The traces of a letter, in order of kind and place. dates: with their years; named: words that have a meeting."""
    taken = Taken(len(layout.text.view.text))  # what another meeting holds
    for one in named:
        for start, end in ((one.start, one.end), (one.date.start, one.date.end) if one.date else (0, 0)):
            taken.add(start, end)
    own = next((n.place for n in named if n.place and base and n.series == base.series), None)
    found: list[Trace] = []
    for trace in (
        *_talks(layout, named, dates, day),
        *_actors(layout, dates, base, day),
        *_places(layout, dates, base, day, own),
        *_bare_dates(layout, named, dates, base),
    ):
        if trace.what.series == "talks" or not taken.touches(trace.start, trace.end):
            taken.add(trace.start, trace.end)
            found.append(trace)
    return found


def _talks(layout: Layout, named: list[Named], dates: list[Date], day: str | None) -> Iterator[Trace]:
    """Peace talks between two parties: one round a letter, on the day that a sentence about them gives."""
    rounds = [n for n in named if n.rule.kind == "talks"]
    if not rounds:
        return
    told: list[str] = []
    for one in rounds:
        sentence = layout.sentence_at(one.start)
        near = [d for d in stands.dates_of(sentence.start, sentence.end, dates) if d.has_year]
        told += [d.value for d in near if len(d.value) == 10]
        told += [d.value for d in near if len(d.value) == 7]
        printed = bare_months(layout.text.view.text, sentence.start, sentence.end)
        months = [stands.with_year(d, "talks", day) for d in printed]
        told += [d.value for d in months if d and d.has_year]
    when = next((v for v in told if len(v) == 10), None) or (told[0] if told else None)
    if when is None:
        return  # talks that nobody dates cannot be told from other talks
    what = Resolved("talks-" + when, "talks", when, None, None)
    for one in rounds:
        yield Trace(one.start, one.end, one.rule.id, what, one.place)


def _actors(layout: Layout, dates: list[Date], base: Resolved | None, day: str | None) -> Iterator[Trace]:
    """Those who meet, with the date of a meeting of theirs: "De NAVO-ministers hebben op 9 november ingestemd"."""
    text = layout.text.view.text
    for rule in of_kind("meetings", "actors"):
        series = rule.more.get("series") or (base.series if base else None)
        for block, match in layout.text.matches(rule.regex):
            if series is None or block.kind == "signature":
                continue
            sentence = layout.sentence_at(match.start())
            longest = rule.more["longest"]
            first, last = max(sentence.start, match.start() - longest), min(sentence.end, match.end() + longest)
            near = stands.dates_of(first, last, dates) or bare_months(text, first, last)
            date = min(near, key=lambda d: abs(d.start - match.start()), default=None)
            when = stands.with_year(date, series, day)
            if date is None or when is None or not when.has_year or len(when.value) < 7:
                continue
            start, end = min(date.start, match.start()), max(date.end, match.end())
            fits = calendar.fitting(series, when.value, when.last)
            if end - start > longest:
                continue
            what = dated(series, when.value, when.last) if fits or rule.more.get("own") else None
            if what and (rule.more.get("series") or base is None or what.id != base.id):
                yield Trace(start, end, rule.id, what)


_AT = "the date is from the calendar, by the place"
_NEAR = 40
"""Characters: a date beside a place begins no further away."""
_YEAR = 400
"""Days: a place stands for a meeting of ministers only when it was held about a year from the letter."""


def _places(
    layout: Layout, dates: list[Date], base: Resolved | None, day: str | None, own: str | None
) -> Iterator[Trace]:
    """A place for the meeting held there, where the words tell that something was agreed: "in Lissabon is besloten".

    The place of the letter's own meeting (`own`) is where it tells of that meeting, and names nothing.
    """
    if day is None:
        return
    text = layout.text.view.text
    for rule in of_kind("meetings", "agreed-at"):
        for block, match in layout.text.matches(rule.regex):
            if block.kind != "text":
                continue
            place, start, end = match["place"], match.start(), match.end()
            sentence = layout.sentence_at(start)
            first, last = max(sentence.start, start - _NEAR), min(sentence.end, end + _NEAR)
            date = _beside(text, start, end, stands.dates_of(first, last, dates))
            date = date or _beside(text, start, end, bare_months(text, first, last))
            when = stands.with_year(date, SUMMIT, day)
            there = calendar.at_place(SUMMIT, place, when.value if when and when.has_year else day)
            if when and date and there and there.start.startswith(when.value):
                yield Trace(min(start, date.start), max(end, date.end), rule.id, known(there, _AT), place)
            elif when is None and place != own and (rule.more.get("sure") or _tells(layout, sentence, rule)):
                there = _held_at(place, day)
                if there and not (base and there.id == base.id):
                    yield Trace(start, end, rule.id, known(there, _AT), place)


def _tells(layout: Layout, sentence: Span, rule: Rule) -> bool:
    """Whether a sentence tells what was agreed, or else does not speak of those who are stationed there.

    At a place where leaders and others met, it must also look back.
    """
    words = layout.word_set(sentence)
    if words & meanings("agreed").keys():
        return True
    if words & meanings("stationed").keys():
        return False
    return "unless" in rule.more or any(meanings("tense").get(word) == "past" for word in words)


def _held_at(place: str, day: str) -> calendar.Known | None:
    """The meeting that a place alone tells: any summit, but at a place of many meetings only one of about this year."""
    if place in meanings("common-place"):
        return calendar.at_place(SUMMIT, place, day, _YEAR) if meanings("common-place")[place] != "never" else None
    there = calendar.at_place(SUMMIT, place, day)
    return there or next((k for s in (DMM, _FMM, "udcg") if (k := calendar.at_place(s, place, day, _YEAR))), None)


def _beside(text: str, start: int, end: int, dates: list[Date]) -> Date | None:
    """The date right before or behind a place: "in november 2010 in Lissabon", "in Wales in 2014"."""
    for date in dates:
        gap = text[date.end : start] if date.end <= start else text[end : date.start] if date.start >= end else "-"
        if gap.strip() in ("", "in", "van", "op", "(", ",", ", op"):
            return date
    return None


def _bare_dates(layout: Layout, named: list[Named], dates: list[Date], base: Resolved | None) -> Iterator[Trace]:
    """A date alone that can only be a meeting: "voor de eerste keer na 12 en 13 februari 2020"."""
    text, own = layout.text.view.text, base.series if base else DMM
    used = {n.date.start for n in named if n.date}
    starts = [n.start for n in named]
    for date in dates:
        at = bisect.bisect_right(starts, date.start) - 1
        if not date.has_year or date.start in used or (at >= 0 and date.start < named[at].end):
            continue
        if layout.block_at(date.start).kind != "text":
            continue
        told = len(date.value) == 7 and any(
            r.regex.match(text[date.end : date.end + 60]) for r in of_kind("meetings", "month")
        )
        allied = layout.word_set(layout.sentence_at(date.start)) & meanings("ally").keys()
        for series in dict.fromkeys((own, *((DMM, _FMM, SUMMIT) if allied else ()))):
            fits = calendar.fitting(series, date.value, date.last)
            one_day = fits and date.value == fits.start == fits.end
            whole = fits and len(date.value) == 10 and (one_day or (date.last == fits.end and fits.start != fits.end))
            what = dated(series, date.value, date.last) if whole or told else None
            if what:
                yield Trace(date.start, date.end, _CALENDAR, what)
                break
