"""Meetings: every one that the letter tells apart, with its date as far as it can be known.

First the words that name a meeting are found (meeting_words), then the meeting that the letter is about is chosen; here
words that lean on it ("de vorige Raad", "de komende DMM") are resolved. "De bijeenkomst" is left alone: it names
nothing by itself.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace

from navograaf.findings import calendar
from navograaf.findings.dates import Date
from navograaf.findings.layout import Layout
from navograaf.findings.meeting_words import DMM, GUESTS, Named
from navograaf.findings.model import Meeting, Mention
from navograaf.words.gazetteer import Gazetteer
from navograaf.words.reference import of_kind as things
from navograaf.words.rules import of_kind

_CALENDAR, _NAMED = "meetings.calendar", "meetings.named"


@dataclass(frozen=True, slots=True)
class _Resolved:
    id: str
    series: str
    start: str | None
    end: str | None
    why: str | None
    part_of: str | None = None


def find_meetings(
    layout: Layout, named: list[Named], about: Named | None, dates: list[Date], day: str | None
) -> tuple[list[Meeting], str | None]:
    """The meetings of a letter, oldest first, and the id of the one that it is about (None: not known)."""
    base = _resolve(about, None) if about else None
    held: dict[str, Meeting] = {}
    resolved_ones = [(one, base if one is about else _resolve(one, base)) for one in named]
    by_series: dict[str, set[_Resolved]] = {}
    for _, what in resolved_ones:
        if what is not None:
            by_series.setdefault(what.series, set()).add(replace(what, why=None))
    for one, what in resolved_ones:
        if (
            what is None
            and one.series
            and one.date is None
            and one.which is None
            and len(by_series.get(one.series, ())) == 1
        ):
            (what,) = by_series[one.series]  # "RBZ Defensie" where the letter dates one only
        if what is not None:
            _add(held, layout, what, one.start, one.end, one.rule.id, one.place, "description")
    _talks(held, layout, named, dates)
    _bare_dates(held, layout, named, dates, base)
    _by_name(held, layout, day)
    return sorted(held.values(), key=lambda m: (m.start_date or "9", m.id)), base.id if base else None


def _resolve(one: Named | None, base: _Resolved | None) -> _Resolved | None:
    """Which meeting the words mean; None when they do not say."""
    if one is None or one.rule.kind == "talks":
        return None
    loose, series = bool(one.rule.more.get("loose")), one.series
    if one.rule.kind in ("part", "other") or series in GUESTS:
        return _of_its_own(one, base)
    if (
        series is not None
        and one.place
        and one.date is not None
        and one.date.has_year
        and one.date.rule == "dates.bare-month"
    ):
        there = calendar.at_place(series, one.place, one.date.value)
        if there and there.start[5:7] == one.date.value[5:7]:  # "de top in Ankara in juli"
            return _Resolved(there.id, series, there.start, there.end, "the date is from the calendar, by the place")
    if one.date is not None:
        value = one.date.value
        return _dated(series or (base.series if base and loose else DMM), value, one.date.last)
    if series is not None and one.place and (near := base.start if base else None):
        there = calendar.at_place(series, one.place, near)
        if there:  # "de top van Praag": the one held there, nearest to the letter
            return _Resolved(there.id, series, there.start, there.end, "the date is from the calendar, by the place")
    if base is None or base.start is None or not (loose or series == base.series):
        return None
    if one.which in ("previous", "next"):
        other = (calendar.before if one.which == "previous" else calendar.after)(base.series, base.start)
        why = f"the meeting {'before' if one.which == 'previous' else 'after'}, from the calendar"
        return _Resolved(other.id, base.series, other.start, other.end, why) if other else None
    # "de bijeenkomst" is left alone; "De videoteleconferentie stond in het teken van" names it by itself
    return base if not loose or one.which == "about" or one.rule.more.get("telling") else None


def _dated(series: str, value: str, last: str | None) -> _Resolved | None:
    fits = calendar.fitting(series, value, last)
    if fits:
        exact = value == fits.start
        return _Resolved(
            fits.id, series, fits.start, fits.end, None if exact else "the date in full is from the calendar"
        )
    if value.startswith("--"):
        return None
    return _Resolved(f"{series}-{value}", series, value, last, None)


def _of_its_own(one: Named, base: _Resolved | None) -> _Resolved | None:
    """A session with guests, a partner council or a conference: its own date, or that of the letter's meeting."""
    series = one.series or one.rule.id.rsplit(".", 1)[-1]
    if one.date is not None and one.date.has_year:
        return _Resolved(f"{series}-{one.date.value}", series, one.date.value, one.date.last, None)
    if base is None or base.start is None or one.rule.kind == "other":
        return None
    return _Resolved(
        f"{series}-{base.start[:7]}",
        series,
        base.start[:7],
        None,
        "held at the meeting that the letter is about",
        base.id,
    )


def _add(
    held: dict[str, Meeting],
    layout: Layout,
    what: _Resolved,
    start: int,
    end: int,
    rule: str,
    place: str | None,
    kind: str,
) -> None:
    view, raw = layout.text.view, layout.text.letter.raw
    a, b = view.raw_span(start, end)
    mention = Mention(a, b, raw[a:b], rule, type=kind)
    old = held.get(what.id)
    if old is None:
        body = calendar.series_body(what.series)
        held[what.id] = Meeting(
            what.id, body, (mention,), what.start, what.end, place, inferred=what.why, part_of=what.part_of
        )
    elif not any(m.start < b and a < m.end for m in old.mentions):
        mentions = tuple(sorted((*old.mentions, mention), key=lambda m: m.start))
        held[what.id] = replace(old, mentions=mentions, place=old.place or place, end_date=old.end_date or what.end)


def _talks(held: dict[str, Meeting], layout: Layout, named: list[Named], dates: list[Date]) -> None:
    """Peace talks between two parties: one round a letter, on the day that a sentence about them gives."""
    rounds = [n for n in named if n.rule.kind == "talks"]
    if not rounds:
        return
    days = [
        d.value
        for n in rounds
        for d in dates
        if d.has_year
        and len(d.value) == 10
        and layout.sentence_at(n.start).start <= d.start < layout.sentence_at(n.start).end
    ]
    day = days[0] if days else None
    for one in rounds:
        what = _Resolved("talks-" + (day or "undated"), "talks", day, None, None if day else "no date is given")
        _add(held, layout, what, one.start, one.end, one.rule.id, one.place, "description")


def _bare_dates(
    held: dict[str, Meeting], layout: Layout, named: list[Named], dates: list[Date], base: _Resolved | None
) -> None:
    """A date alone that can only be a meeting: "voor de eerste keer na 12 en 13 februari 2020"."""
    text, series = layout.text.view.text, base.series if base else DMM
    used = {n.date.start for n in named if n.date}
    starts = [n.start for n in named]
    for date in dates:
        at = bisect.bisect_right(starts, date.start) - 1
        if not date.has_year or date.start in used or (at >= 0 and date.start < named[at].end):
            continue
        fits = calendar.fitting(series, date.value, date.last)
        one_day = fits and date.value == fits.start == fits.end
        whole = fits and len(date.value) == 10 and (one_day or (date.last == fits.end and fits.start != fits.end))
        told = len(date.value) == 7 and any(
            r.regex.match(text[date.end : date.end + 60]) for r in of_kind("meetings", "month")
        )
        if layout.block_at(date.start).kind == "text" and (whole or told):
            what = _dated(series, date.value, date.last)
            if what:
                _add(held, layout, what, date.start, date.end, _CALENDAR, None, "description")


def _by_name(held: dict[str, Meeting], layout: Layout, day: str | None) -> None:
    """Meetings that the ontology knows by a name ("Afghanistan Peace Negotiations"), from when they began."""
    view = layout.text.view
    known = [t for t in things("meeting") if not day or (t.one("validFrom") or "")[:7] <= day]
    for hit in Gazetteer(known, ("abbr", "description", "hidden")).find(view.text, view.folded):
        for thing, _ in hit.named:
            series = next(iter(thing.ids("series")), "meeting")
            what = _Resolved(
                thing.id, series, thing.one("startDate"), thing.one("endDate"), "the date is from the calendar"
            )
            _add(held, layout, what, hit.start, hit.end, _NAMED, None, "name")
