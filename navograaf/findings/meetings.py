"""Meetings: every one that the letter tells apart, with its date as far as it can be known.

First the words that name a meeting are found (meeting_words), then the meeting that the letter is about is chosen; here
words that lean on it ("de vorige Raad", "de komende DMM") are resolved (meeting_which) and what stands for a meeting
without naming one is added (meeting_traces). "De bijeenkomst" is left alone: it names nothing by itself.
"""

from __future__ import annotations

from dataclasses import replace

from navograaf.findings import calendar
from navograaf.findings.dates import Date
from navograaf.findings.layout import Layout
from navograaf.findings.meeting_traces import Trace, find_traces
from navograaf.findings.meeting_which import Resolved, known, resolve
from navograaf.findings.meeting_words import SUMMIT, Named
from navograaf.findings.model import Meeting, Mention
from navograaf.words.gazetteer import Gazetteer
from navograaf.words.reference import of_kind as things

_NAMED = "meetings.named"


def find_meetings(
    layout: Layout, named: list[Named], about: Named | None, dates: list[Date], day: str | None
) -> tuple[list[Meeting], str | None]:
    """The meetings of a letter, oldest first, and the id of the one that it is about (None: not known)."""
    base = resolve(about, None, day) if about else None
    held: dict[str, Meeting] = {}
    resolved_ones = [(one, base if one is about else resolve(one, base, day)) for one in named]
    by_series: dict[str, set[Resolved]] = {}
    for _, what in resolved_ones:
        if what is not None:
            by_series.setdefault(what.series, set()).add(replace(what, why=None, part_of=None))
    resolved_ones = [(one, what or _undated(one, by_series, day)) for one, what in resolved_ones]
    for one, what in resolved_ones:
        if what is not None:
            _add(held, layout, Trace(one.start, one.end, one.rule.id, what, one.place), "description")
    with_meeting = [one for one, what in resolved_ones if what is not None or one.rule.kind == "talks"]
    for trace in find_traces(layout, with_meeting, dates, base, day):
        if not (trace.place and _told(held, layout, trace)):
            _add(held, layout, trace, "description")
    _by_name(held, layout, day)
    return sorted(held.values(), key=lambda m: (m.start_date or "9", m.id)), base.id if base else None


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


def _told(held: dict[str, Meeting], layout: Layout, trace: Trace) -> bool:
    """Whether the sentence has named the meeting of a place: "De volgende top heeft in 2016 plaats in Warschau"."""
    sentence, old = layout.sentence_at(trace.start), held.get(trace.what.id)
    first, last = layout.text.view.raw_span(sentence.start, sentence.end)
    return old is not None and any(first <= m.start < last for m in old.mentions)


def _add(held: dict[str, Meeting], layout: Layout, trace: Trace, kind: str) -> None:
    view, raw, what = layout.text.view, layout.text.letter.raw, trace.what
    a, b = view.raw_span(trace.start, trace.end)
    mention = Mention(a, b, raw[a:b], trace.rule, type=kind)
    old = held.get(what.id)
    if old is None:
        body = calendar.series_body(what.series)
        held[what.id] = Meeting(
            what.id, body, (mention,), what.start, what.end, trace.place, inferred=what.why, part_of=what.part_of
        )
    elif not any(m.start < b and a < m.end for m in old.mentions):
        mentions = tuple(sorted((*old.mentions, mention), key=lambda m: m.start))
        held[what.id] = replace(
            old,
            mentions=mentions,
            place=old.place or trace.place,
            start_date=max(old.start_date or "", what.start or "", key=len) or None,
            end_date=old.end_date or what.end,
        )


def _by_name(held: dict[str, Meeting], layout: Layout, day: str | None) -> None:
    """Meetings that the ontology knows by a name ("Afghanistan Peace Negotiations"), from when they began."""
    view = layout.text.view
    things_known = [t for t in things("meeting") if not day or (t.one("validFrom") or "")[:7] <= day]
    for hit in Gazetteer(things_known, ("abbr", "description", "hidden")).find(view.text, view.folded):
        for thing, _ in hit.named:
            series = next(iter(thing.ids("series")), "meeting")
            what = Resolved(
                thing.id, series, thing.one("startDate"), thing.one("endDate"), "the date is from the calendar"
            )
            _add(held, layout, Trace(hit.start, hit.end, _NAMED, what), "name")
