"""Words that name a meeting, with the date and place that stand by them.

Law: a date belongs to one meeting only when nothing but a linking word stands between ("op", "gehouden op"), or when
the sentence says that the meeting takes place.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from navograaf.findings import calendar
from navograaf.findings.dates import Date, bare_month, resolved
from navograaf.findings.layout import Layout
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.rules import Rule, of_kind

_WORD_BEFORE = re.compile(r"(\w[\w’-]*)\s+$")
DMM = "nato-dmm"
_LONGEST = 250
"""Words that name a meeting of its own take no more characters than this before their date."""
GUESTS = ("partner", "npg")
"""Series of meetings that are held beside another one, at which the letter's meeting decides the day."""


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
        yield Named(start, stop, rule, series, _with_year(date, series or DMM, day), place, which)


def _elsewhere(layout: Layout, start: int, end: int, dates: list[Date]) -> Date | None:
    """The date of a meeting that is held: "Op 15 oktober 2025 vonden ... plaats van de NAVO-ministers"."""
    sentence = layout.sentence_at(start)
    if not layout.word_set(sentence) & meanings("held").keys():
        return None
    first = bisect.bisect_left(dates, sentence.start, key=lambda d: d.start)
    last = bisect.bisect_left(dates, sentence.end, key=lambda d: d.start)
    near = [d for d in dates[first:last] if len(d.value) > 4]
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
        begin = max(layout.sentence_at(date.start).start, date.start - _LONGEST)
        if match := rule.regex.search(text[begin : date.start]):
            yield begin + match.start("what"), begin + match.end("what")


def _tail(text: str, end: int, dates: list[Date], limit: int) -> tuple[int, Date | None, str | None]:
    """The date and place behind the words, in either order, and where they end."""
    date: Date | None = None
    place: str | None = None
    for _ in range(4):
        after = bisect.bisect_left(dates, end, key=lambda d: d.start)
        nearest = dates[after] if after < len(dates) else None
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


def _link(between: str) -> bool:
    """Whether only words such as "op" or "gehouden op" stand between a meeting and its date."""
    return any(rule.regex.match(between) for rule in of_kind("meetings", "link"))


def choose_about(layout: Layout, named: list[Named], kind: str) -> Named | None:
    """The words that name the meeting which the letter is about: in its title or opening, else the most frequent."""
    dated = [n for n in named if n.date and n.rule.kind == "meeting"]
    first_text = [b for b in layout.text.blocks if b.kind == "text"][:2]
    limit = first_text[-1].end if first_text else 0
    opening = [n for n in dated if n.start < limit and layout.block_at(n.start).kind != "footnote"]
    own = [n for n in opening if n.series not in GUESTS]
    if kind != "questions" and opening:
        return (own or opening)[0]
    full = [n for n in dated if n.date and len(n.date.value) >= 7 and n.date.last] or dated
    series = [n for n in full if n.series == DMM or n.rule.more.get("loose")] or full
    return series[0] if series else None
