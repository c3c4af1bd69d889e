"""Which meeting the words mean: by their date, their place, or the meeting of the letter that they lean on.

Law: a date that the letter does not print comes from the calendar or from the letter's own meeting, and the reason is
kept; where neither decides, the words stay without a meeting.
"""

from __future__ import annotations

from dataclasses import dataclass

from navograaf.findings import calendar
from navograaf.findings.meeting_words import DMM, GUESTS, SUMMIT, Named
from navograaf.words.lists import meanings

_FMM = "nato-fmm"
_OTHERS = (DMM, _FMM, SUMMIT, "udcg")
"""The series of which the calendar holds the days, in the order in which a day alone is looked up."""
_PLACE = "the date is from the calendar, by the place"
_YEAR = 400
"""Days: a place tells a meeting of ministers only when it was held about a year from the letter."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A meeting that words stand for: id, series, first and last day, why a date is believed, what it is part of."""

    id: str
    series: str
    start: str | None
    end: str | None
    why: str | None
    part_of: str | None = None


def resolve(one: Named, base: Resolved | None, day: str | None) -> Resolved | None:
    """Which meeting the words mean; None when they do not say.

    base: the meeting that the letter is about; day: the day from which the letter looks, whole or partial.
    """
    if one.rule.kind == "talks":
        return None
    if one.rule.kind in ("part", "event", "other") or one.series in GUESTS:
        return _of_its_own(one, base, day)
    if found := _by_date(one, base) if one.date is not None else _by_place(one, base, day):
        return found
    return _leaning(one, base, day) if one.date is None else None


def _by_date(one: Named, base: Resolved | None) -> Resolved | None:
    assert one.date is not None
    value, series = one.date.value, one.series
    if series is not None and one.place and one.date.has_year:
        there = calendar.at_place(series, one.place, value)
        months = len(value) == 7 and one.date.rule == "dates.bare-month" and there and there.start[5:7] == value[5:7]
        if there and (months or (len(value) == 4 and there.start[:4] == value)):  # "de top in Ankara in juli"
            return known(there, _PLACE)
    own = series or (base.series if base and one.loose else DMM)
    if len(value) == 4 and series is None and calendar.fitting(own, value) is None:
        return None  # "de bijeenkomst in 2014": any of several
    if series is None and len(value) == 10 and calendar.fitting(own, value, one.date.last) is None:
        others = (calendar.fitting(other, value, one.date.last) for other in _OTHERS)
        if fits := next((k for k in others if k), None):  # "de NAVO-bijeenkomst van 4 en 5 april", of another series
            return known(fits, "the body is from the calendar, by the date")
    return dated(own, value, one.date.last)


def _by_place(one: Named, base: Resolved | None, day: str | None) -> Resolved | None:
    """ "De top van Praag": the meeting held there that is nearest to the letter."""
    near = base.start if base and base.start else day
    if not one.place or not near:
        return None
    if one.series is not None:
        there = calendar.at_place(one.series, one.place, near, None if one.series == SUMMIT else 2 * _YEAR)
        return known(there, _PLACE) if there else None
    if one.place in meanings("common-place"):
        return None
    for series in dict.fromkeys((base.series if base else DMM, DMM, _FMM, "udcg", SUMMIT)):
        if there := calendar.at_place(series, one.place, near, _YEAR):
            return known(there, _PLACE)
    return None


def _leaning(one: Named, base: Resolved | None, day: str | None) -> Resolved | None:
    """Words that lean on the letter's meeting or on its day: "de vorige bijeenkomst", "de komende NAVO-top"."""
    own = one.series or (base.series if base else None)
    ours = base is not None and base.start is not None and base.series == own
    start = base.start if base and ours else day
    if own is None or start is None or (base is None and one.series is None):
        return None
    if one.which in ("previous", "next") or (one.which == "about" and not ours and one.series is not None):
        previous = one.which == "previous"
        other = (calendar.before if previous else calendar.after)(own, start)
        why = f"the meeting {'before' if previous else 'after'}, from the calendar"
        return known(other, why) if other else None
    if not ours or base is None:
        return None
    # "de bijeenkomst" is left alone; "De videoteleconferentie stond in het teken van" names it by itself
    return base if not one.loose or one.which == "about" or one.rule.more.get("telling") else None


_SOON = 45
"""Days between a letter and its meeting, or a meeting and its report, no more than which a day alone tells it."""


def by_day(one: Named, kind: str, day: str | None) -> Resolved | None:
    """The letter's own meeting where it names no day of it: the one after an agenda of that day, before a report.

    day: the day that the letter prints; None, or less than a whole date, tells nothing.
    """
    if day is None or len(day) < 10 or one.series is None or one.date is not None:
        return None
    report = kind == "report"
    found = (calendar.before if report else calendar.after)(one.series, day)
    if found is None or not calendar.within(found.end if report else found.start, day, _SOON):
        return None
    side = "last before this report" if report else "first after this letter"
    return known(found, f"the letter names no day; from the calendar, the {side}")


def known(one: calendar.Known, why: str | None) -> Resolved:
    """A meeting of the calendar."""
    return Resolved(one.id, one.series, one.start, one.end, why)


def dated(series: str, value: str, last: str | None) -> Resolved | None:
    """The meeting of a series on a date as printed: that of the calendar, else one made from the date."""
    fits = calendar.fitting(series, value, last)
    if fits and last is None and len(value) == 10 and value > fits.start:
        return Resolved(fits.id, series, fits.start[:7], None, f"the letter names one day of a longer meeting: {value}")
    if fits:
        return known(fits, None if value == fits.start else "the date in full is from the calendar")
    if value.startswith("--"):
        return None
    return Resolved(f"{series}-{value}", series, value, last, None)


def _of_its_own(one: Named, base: Resolved | None, day: str | None) -> Resolved | None:
    """A session with guests, a partner council or a conference: its own date, or that of the letter's meeting."""
    series = one.series or one.rule.id.rsplit(".", 1)[-1]
    if one.date is not None and one.date.has_year:
        return dated(series, one.date.value, one.date.last)
    near = day or (base.start if base else None)
    if near and one.place and (there := calendar.at_place(series, one.place, near, 2 * _YEAR)):
        return known(there, _PLACE)
    if near and one.rule.more.get("nearest") and (there := calendar.nearest(series, near, _YEAR // 2)):
        return known(there, "the date is from the calendar, the nearest to the letter")
    if base is None or base.start is None or one.rule.kind in ("event", "other"):
        return None
    month = base.start[:7]
    return Resolved(f"{series}-{month}", series, month, None, "held at the meeting that the letter is about", base.id)
