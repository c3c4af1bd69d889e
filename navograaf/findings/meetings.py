"""Meetings: every one that the letter tells apart, with its date as far as it can be known.

First the words that name a meeting are found (meeting_words), then the meeting that the letter is about is chosen; here
words that lean on it ("de vorige Raad", "de komende DMM") are resolved (meeting_which) and what stands for a meeting
without naming one is added (meeting_traces). "De bijeenkomst" is left alone: it names nothing by itself.
"""

from __future__ import annotations

import bisect
from dataclasses import replace
from functools import cache, lru_cache

from navograaf.findings import calendar
from navograaf.findings.dates import Date
from navograaf.findings.layout import Layout
from navograaf.findings.meeting_traces import Trace, find_traces
from navograaf.findings.meeting_which import Resolved, by_day, known, resolve
from navograaf.findings.meeting_words import SUMMIT, Named
from navograaf.findings.model import Meeting, Mention
from navograaf.words.gazetteer import Gazetteer
from navograaf.words.reference import of_kind as things
from navograaf.words.rules import of_kind

_NAMED = "meetings.named"


def find_meetings(
    layout: Layout,
    named: list[Named],
    about: Named | None,
    dates: list[Date],
    day: str | None,
    own: tuple[str, str | None],
) -> tuple[list[Meeting], str | None]:
    """The meetings of a letter, oldest first, and the id of the one that it is about (None: not known).

    own: the kind of the letter, and the date that it prints.
    """
    base = (resolve(about, None, day) or by_day(about, *own)) if about else None
    held = _Held(layout)
    resolved_ones = [(one, base if one is about else resolve(one, base, day)) for one in named]
    by_series: dict[str, set[Resolved]] = {}
    for _, what in resolved_ones:
        if what is not None:
            by_series.setdefault(what.series, set()).add(replace(what, why=None, part_of=None))
    resolved_ones = [(one, what or _undated(one, by_series, day)) for one, what in resolved_ones]
    for one, what in resolved_ones:
        if what is not None:
            held.add(Trace(one.start, one.end, one.rule.id, what, one.place), "description")
    with_meeting = [one for one, what in resolved_ones if what is not None or one.rule.kind == "talks"]
    for trace in find_traces(layout, with_meeting, dates, base, day):
        if not (trace.place and held.told(trace)):
            held.add(trace, "description")
    _meals(held, layout, [(one, what) for one, what in resolved_ones if what is not None])
    _by_name(held, layout, day)
    return held.found(), base.id if base else None


def _meals(held: _Held, layout: Layout, found: list[tuple[Named, Resolved]]) -> None:
    """The one meal with guests goes by its bare name elsewhere: "Het werkdiner staat in het teken van ..."."""
    text = layout.text.view.text
    for rule in of_kind("meetings", "meal"):
        spots = [(block, match) for block, match in layout.text.matches(rule.regex) if block.kind == "text"]
        meals = {what.id: what for one, what in found if rule.regex.search(text, one.start, one.end)}
        if len(meals) == 1:
            (what,) = meals.values()
            for _, match in spots:
                held.add(Trace(match.start(), match.end(), rule.id, what, None), "description")


def _undated(one: Named, by_series: dict[str, set[Resolved]], day: str | None) -> Resolved | None:
    """A name without a date ("RBZ Defensie"): the one of its kind that the letter dates; a summit, the nearest one."""
    if not one.series or one.date or one.place or one.loose or one.which in ("previous", "next"):
        return None
    dated_ones = by_series.get(one.series, set())
    if len(dated_ones) == 1 and (one.which is None or one.series == SUMMIT):
        return next(iter(dated_ones))
    if not dated_ones and one.series == SUMMIT and day:
        near = calendar.nearest(SUMMIT, day, _SOON)
        return known(near, "the date is from the calendar, the nearest to the letter") if near else None
    return None


_SOON = 120
"""Days: "de NAVO-top" without a date is one that lies no further from the letter."""


class _Held:
    """The meetings found so far, each with its mentions in the order of the letter."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._meetings: dict[str, Meeting] = {}
        self._mentions: dict[str, list[Mention]] = {}

    def add(self, trace: Trace, kind: str) -> None:
        """One more place where a meeting is spoken of; words that it holds already are left out."""
        view, raw, what = self._layout.text.view, self._layout.text.letter.raw, trace.what
        a, b = view.raw_span(trace.start, trace.end)
        spots = self._mentions.setdefault(what.id, [])
        at = bisect.bisect_left(spots, a, key=lambda m: m.start)
        if (at and spots[at - 1].end > a) or (at < len(spots) and spots[at].start < b):
            return
        spots.insert(at, Mention(a, b, raw[a:b], trace.rule, type=kind))
        old = self._meetings.get(what.id)
        if old is None:
            body = calendar.series_body(what.series)
            self._meetings[what.id] = Meeting(
                what.id, body, (), what.start, what.end, trace.place, inferred=what.why, part_of=what.part_of
            )
            return
        if len(what.start or "") > len(old.start_date or ""):  # a later mention prints the date in full
            old = replace(old, start_date=what.start, inferred=what.why)
        self._meetings[what.id] = replace(old, place=old.place or trace.place, end_date=old.end_date or what.end)

    def told(self, trace: Trace) -> bool:
        """Whether the sentence has named the meeting of a place: "De volgende top heeft in 2016 plaats in Warschau"."""
        sentence, spots = self._layout.sentence_at(trace.start), self._mentions.get(trace.what.id, [])
        first, last = self._layout.text.view.raw_span(sentence.start, sentence.end)
        at = bisect.bisect_left(spots, first, key=lambda m: m.start)
        return at < len(spots) and spots[at].start < last

    def found(self) -> list[Meeting]:
        """The meetings, oldest first."""
        whole = [replace(m, mentions=tuple(self._mentions[m.id])) for m in self._meetings.values()]
        return sorted(whole, key=lambda m: (m.start_date or "9", m.id))


@cache
def _begin() -> tuple[str, ...]:
    """The month from which each meeting of the ontology is spoken of."""
    return tuple((thing.one("validFrom") or "")[:7] for thing in things("meeting"))


@lru_cache(maxsize=100)
def _named_meetings(begun: tuple[bool, ...]) -> Gazetteer:
    """The names of the meetings of the ontology that have begun."""
    known_ones = [thing for thing, told in zip(things("meeting"), begun, strict=True) if told]
    return Gazetteer(known_ones, ("abbr", "description", "hidden"))


def _by_name(held: _Held, layout: Layout, day: str | None) -> None:
    """Meetings that the ontology knows by a name ("Afghanistan Peace Negotiations"), from when they began."""
    view = layout.text.view
    begun = tuple(not day or begins <= day for begins in _begin())
    for hit in _named_meetings(begun).find(view.text, view.folded):
        for thing, _ in hit.named:
            series = next(iter(thing.ids("series")), "meeting")
            what = Resolved(
                thing.id, series, thing.one("startDate"), thing.one("endDate"), "the date is from the calendar"
            )
            held.add(Trace(hit.start, hit.end, _NAMED, what), "name")
