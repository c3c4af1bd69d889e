"""Words that name a meeting, with the date and place that stand by them.

Law: a date belongs to one meeting only when nothing but a linking word stands between ("op", "gehouden op"), or when
the sentence says that the meeting takes place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from navograaf.findings import calendar
from navograaf.findings import meeting_dates as stands
from navograaf.findings.dates import Date
from navograaf.findings.layout import Layout
from navograaf.findings.spots import Taken
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.rules import Rule, of_kind

_WORDS_BEFORE = re.compile(r"(\w[\w’-]*)\s+$")
DMM = "nato-dmm"
SUMMIT = "nato-summit"
_LONGEST = 250
"""Words that name a meeting of its own take no more characters than this before their date."""
GUESTS = frozenset(("npg", "nrc", "nuc", "eapc", "udcg", "nato-ukraine-commission", "nato-georgia-commission"))
"""Series of meetings that are held beside another one, at which the letter's meeting decides the day."""
KINDS = ("meeting", "part", "event", "talks", "other")
"""The kinds of rules that name a meeting, in the order in which they are tried."""


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

    @property
    def loose(self) -> bool:
        """Whether the words name a meeting only with a date or place, or with a word such as "komende" before them."""
        return bool(self.rule.more.get("loose"))


def named_meetings(layout: Layout, dates: list[Date], day: str | None) -> list[Named]:
    """The words that name meetings, in order. dates: as printed; day: the day from which a year is reckoned."""
    found: list[Named] = []
    dates = [stands.from_first_day(layout.text.view.text, date) for date in dates]
    taken, parts = Taken(len(layout.text.view.text)), Taken(len(layout.text.view.text))
    for rule in _ordered():
        found += _free(list(_named(layout, rule, dates, day)), taken, parts)
    listed = [more for one in found if one.series == SUMMIT for more in _listed(layout, one)]
    found += _free(listed, taken, parts)
    return sorted(found, key=lambda n: n.start)


@cache
def _ordered() -> tuple[Rule, ...]:
    """The rules in the order in which they are tried; "bijeenkomst" alone comes last."""
    ordered = [rule for kind in KINDS for rule in of_kind("meetings", kind)]
    return tuple(sorted(ordered, key=lambda rule: bool(rule.more.get("loose"))))


def _free(named: list[Named], taken: Taken, parts: Taken) -> list[Named]:
    """Those whose words are no part of words found before: "derde werksessie, in aanwezigheid van" is one session.

    taken: the words found before; parts: the sessions among them with what stands close behind. Both grow.
    """
    free = [
        one
        for one in named
        if not taken.touches(one.start, one.end) and not (one.rule.kind == "part" and parts.touches(one.start, one.end))
    ]
    for one in free:
        taken.add(one.start, one.end)
        if one.rule.kind == "part":
            parts.add(one.start, one.end + _CLOSE)
    return free


_CLOSE = 3


def _named(layout: Layout, rule: Rule, dates: list[Date], day: str | None) -> Iterator[Named]:
    text = layout.text.view.text
    series = rule.more.get("series")
    own = series or DMM
    for start, end, printed in _spans(layout, rule, dates):
        block = layout.block_at(start)
        if block.kind == "signature" or (rule.more.get("meets") and not _meets(layout, start, end)):
            continue
        stop, date, place = stands.behind(text, end, dates, block.end, own, day)
        which = _which(text, start)
        date = date or stands.before(text, max(start, block.start), dates)
        if (
            date is None
            and rule.kind in ("meeting", "event", "part")
            and (not rule.more.get("loose") or which in _SIDES)
        ):
            shortest = 4 if series == SUMMIT else 5
            date = stands.in_sentence(layout, start, stop, dates, shortest)
        if date is None and rule.kind == "meeting" and not place and which in _SIDES + _COMING:
            date = stands.next_sentence(layout, stop, dates)
        if date is not None and not date.has_year and date.near == "nearest" and which in _SIDES:
            date = replace(date, near="last" if which == "previous" else "next")
        on = stands.weekday(text, date) if date is not None else None
        yield Named(start, stop, rule, series, stands.with_year(date, own, day, on), place or printed, which)


_SIDES = ("previous", "next")
_COMING = ("about",)


def _which(text: str, start: int) -> str | None:
    """What the word before says, over words such as "formele": "de volgende formele bijeenkomst"."""
    for _ in range(3):
        before = _WORDS_BEFORE.search(text, max(0, start - 30), start)
        told = meanings("which").get(fold(before[1])) if before else None
        if before is None or told != "skip":
            return told
        start = before.start()
    return None


def _meets(layout: Layout, start: int, end: int) -> bool:
    """Whether a council is named as a meeting, not as a body: in a heading of its own, or where it sits or sat."""
    block, text = layout.block_at(start), layout.text.view.text
    if block.kind in ("heading", "letterhead"):
        return not text[block.start : start].strip()
    if any(r.regex.search(text, max(block.start, start - _BEFORE), start) for r in of_kind("meetings", "met-before")):
        return True
    return any(r.regex.match(text[end : min(block.end, end + _BEHIND)]) for r in of_kind("meetings", "met-behind"))


_BEFORE, _BEHIND = 60, 120


def _spans(layout: Layout, rule: Rule, dates: list[Date]) -> Iterator[tuple[int, int, str | None]]:
    """The words of a rule, with the place that is part of them ("Wales-top")."""
    text = layout.text.view.text
    if rule.kind != "other":
        yield from ((*m.span(), m.groupdict().get("place")) for _, m in layout.text.matches(rule.regex))
        return
    for date in dates:  # "... conferentie over Afghanistan in Londen op 28 januari"
        begin = max(layout.sentence_at(date.start).start, date.start - _LONGEST)
        if match := rule.regex.search(text[begin : date.start]):
            yield begin + match.start("what"), begin + match.end("what"), None


def _listed(layout: Layout, one: Named) -> Iterator[Named]:
    """The other summits of a list: "de toppen in Wales (2014) en Warschau (2016)"."""
    text, limit, end = layout.text.view.text, layout.block_at(one.start).end, one.end
    for _ in range(4):
        match = next((m for r in of_kind("meetings", "listed") if (m := r.regex.match(text, end, limit))), None)
        if match is None:
            return
        year = match["year"]
        date = Date(match.start("year"), match.end("year"), year, None, "nearest", "dates.year") if year else None
        end = match.end()
        if one.place and calendar.one_place(SUMMIT, one.place, match["place"]):
            continue  # "Straatsburg en Kehl"
        yield Named(match.start("place"), end, one.rule, one.series, date, match["place"], None)
