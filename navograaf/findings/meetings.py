"""Meetings: every one that the letter tells apart, with its date as far as it can be known.

First the words that name a meeting are found, with the date and place behind them; then the meeting that the letter is
about is chosen; then words that lean on it ("de vorige Raad", "de komende DMM") are resolved. "De bijeenkomst" is
left alone: it names nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from navograaf.findings import calendar
from navograaf.findings.dates import Date, bare_month, resolved
from navograaf.findings.layout import Layout
from navograaf.findings.model import Meeting, Mention
from navograaf.words.folding import fold
from navograaf.words.gazetteer import Gazetteer
from navograaf.words.lists import meanings
from navograaf.words.reference import of_kind as things
from navograaf.words.rules import Rule, of_kind

_LINK = re.compile(
    r"^\s*,?\s*(?:(?:gehouden|plaats)\s+)?(?:op|van|in|d\.d\.|tijdens|die\s+op)?\s*(?:woensdag|donderdag|vrijdag|dinsdag|maandag)?\s*$"
)
_PLACE = re.compile(
    r"\s*,?\s+(?:te|in)\s+(?P<place>(?:['’]s-)?[A-Z][\w’'-]+(?:\s(?!Haag)[A-Z]\w+|\sHaag|,\s*DC\.?)?)(?!\s+(?:zal|is|zijn|heeft)\b)"
)
_WORD_BEFORE = re.compile(r"(\w[\w’-]*)\s+$")
_CALENDAR, _PRINTED, _NAMED = "meetings.calendar", "meetings.date", "meetings.named"
_DMM = "nato-dmm"


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name a meeting: span in the view, series (None: of its own), date and place where printed."""

    start: int
    end: int
    rule: Rule
    series: str | None
    date: Date | None
    place: str | None
    which: str | None
    """What the word before says: previous, about, next, anaphor or None."""


def named_meetings(layout: Layout, dates: list[Date], day: str | None) -> list[Named]:
    """The words that name meetings, in order. dates: as printed; day: the day from which a year is reckoned."""
    found: list[Named] = []
    ordered = [r for kind in ("meeting", "part", "talks", "other") for r in of_kind("meetings", kind)]
    for rule in sorted(ordered, key=lambda r: bool(r.more.get("loose"))):  # "bijeenkomst" alone comes last
        found += [n for n in _named(layout, rule, dates, day) if not _overlaps(n, found)]
    return sorted(found, key=lambda n: n.start)


def _overlaps(one: Named, others: list[Named]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _named(layout: Layout, rule: Rule, dates: list[Date], day: str | None) -> Iterator[Named]:
    text = layout.text.view.text
    for start, end in _spans(layout, rule, dates):
        block = layout.block_at(start)
        if block.kind == "signature":
            continue
        stop, date, place = _tail(text, end, dates, block.end)
        before = _WORD_BEFORE.search(text[max(0, start - 30) : start])
        which = meanings("which").get(fold(before[1])) if before else None
        if date is None and not rule.more.get("loose") and rule.kind == "meeting":
            date = _elsewhere(layout, start, stop, dates)
        series = rule.more.get("series")
        yield Named(start, stop, rule, series, _with_year(date, series or _DMM, day), place, which)


def _elsewhere(layout: Layout, start: int, end: int, dates: list[Date]) -> Date | None:
    """The date of a meeting that is held: "Op 15 oktober 2025 vonden ... bijeenkomsten plaats van de NAVO-ministers"."""
    sentence = layout.sentence_at(start)
    words = set(re.findall(r"\w+", layout.text.view.folded[sentence.start : sentence.end]))
    if not words & set(meanings("held")):
        return None
    near = [d for d in dates if sentence.start <= d.start < sentence.end and len(d.value) > 4]
    return min(near, key=lambda d: min(abs(d.end - start), abs(d.start - end)), default=None)


def _with_year(date: Date | None, series: str, day: str | None) -> Date | None:
    """The date with a year: that of a known meeting on these very days, else reckoned from the day of the letter."""
    if date is None or date.has_year:
        return date
    fits = calendar.fitting(series, date.value, date.last, day)
    reckoned = resolved(date, day)
    if fits and (not reckoned.has_year or not fits.start.startswith(reckoned.value)):
        sure = date.last is not None and (day is None or abs(int(fits.start[:4]) - int(day[:4])) <= 1)
        return replace(date, value=fits.start, last=fits.end) if sure else reckoned
    return reckoned


def _spans(layout: Layout, rule: Rule, dates: list[Date]) -> Iterator[tuple[int, int]]:
    text = layout.text.view.text
    if rule.kind != "other":
        yield from (m.span() for _, m in layout.text.matches(rule.regex))
        return
    for date in dates:  # "... conferentie over Afghanistan in Londen op 28 januari"
        sentence = layout.sentence_at(date.start)
        if match := rule.regex.search(text[sentence.start : date.start]):
            yield sentence.start + match.start("what"), sentence.start + match.end("what")


def _tail(text: str, end: int, dates: list[Date], limit: int) -> tuple[int, Date | None, str | None]:
    """The date and place behind the words, in either order, and where they end."""
    date: Date | None = None
    place: str | None = None
    for _ in range(4):
        nearest = next((d for d in dates if d.start >= end), None)
        if date is None and nearest and nearest.end <= limit and _LINK.match(text[end : nearest.start]):
            date, end = nearest, nearest.end
            continue
        match = _PLACE.match(text, end, limit)
        if place is None and match and fold(match["place"]) not in meanings("month"):
            place, end = match["place"].rstrip("., "), match.end("place")
            continue
        if date is None and (month := bare_month(text[:limit], end)):
            date, end = month, month.end
            continue
        break
    return end, date, place


def choose_about(layout: Layout, named: list[Named], kind: str) -> Named | None:
    """The words that name the meeting which the letter is about: in its title or opening, else the most frequent."""
    dated = [n for n in named if n.date and n.rule.kind == "meeting"]
    first_text = [b for b in layout.text.blocks if b.kind == "text"][:2]
    limit = first_text[-1].end if first_text else 0
    opening = [n for n in dated if n.start < limit and layout.block_at(n.start).kind != "footnote"]
    if kind != "questions" and opening:
        return opening[0]
    full = [n for n in dated if n.date and len(n.date.value) >= 7 and n.date.last] or dated
    series = [n for n in full if n.series == _DMM or n.rule.more.get("loose")] or full
    return series[0] if series else None


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
    for one in named:
        what = base if one is about else _resolve(one, base)
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
    if one.rule.kind in ("part", "other") or series in ("npg", "partner"):
        return _of_its_own(one, base)
    if one.date is not None:
        value = one.date.value
        return _dated(series or (base.series if base and loose else _DMM), value, one.date.last)
    if base is None or base.start is None or not (loose or series == base.series):
        return None
    if one.which == "previous":
        earlier = calendar.before(base.series, base.start)
        return (
            _Resolved(earlier.id, base.series, earlier.start, earlier.end, "the meeting before, from the calendar")
            if earlier
            else None
        )
    if one.which == "next" and loose:
        return None
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
    """A session with its own participants, a partner council or a conference: its date, or that of the letter's meeting."""
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
        held[what.id] = Meeting(what.id, body, (mention,), what.start, what.end, place, inferred=what.why, part_of=what.part_of)
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
    """A date alone that can only be a meeting: "voor de eerste keer na 12 en 13 februari 2020", "februari 2021, wanneer de Ministers"."""
    text, series = layout.text.view.text, base.series if base else _DMM
    for date in dates:
        if not date.has_year or any(
            n.start <= date.start < n.end or (n.date and n.date.start == date.start) for n in named
        ):
            continue
        fits = calendar.fitting(series, date.value, date.last)
        whole = fits and len(date.value) == 10 and date.last == fits.end and fits.start != fits.end
        told = len(date.value) == 7 and any(
            r.regex.match(text[date.end : date.end + 60]) for r in of_kind("meetings", "month")
        )
        if layout.block_at(date.start).kind == "text" and (whole or told):
            what = _dated(series, date.value, date.last)
            if what:
                _add(held, layout, what, date.start, date.end, _CALENDAR, None, "description")


def _by_name(held: dict[str, Meeting], layout: Layout, day: str | None) -> None:
    """Meetings that the ontology knows by a name of their own ("Afghanistan Peace Negotiations"), from when they began."""
    view = layout.text.view
    known = [t for t in things("meeting") if not day or (t.one("validFrom") or "")[:7] <= day]
    for hit in Gazetteer(known, ("abbr", "description", "hidden")).find(view.text, view.folded):
        for thing, _ in hit.named:
            series = next(iter(thing.ids("series")), "meeting")
            what = _Resolved(
                thing.id, series, thing.one("startDate"), thing.one("endDate"), "the date is from the calendar"
            )
            _add(held, layout, what, hit.start, hit.end, _NAMED, None, "name")
