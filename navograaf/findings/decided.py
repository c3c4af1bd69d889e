"""The decisions of a letter with what they are about: object, date, meeting, mission and topic.

After `decisions`, which tells act, status and decider. The object is what is left of the clause when the decider, the
verbs and the date are taken out: "het overkoepelend ruimtebeleid van de NAVO".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from navograaf.findings.acts import act_words
from navograaf.findings.dates import Date
from navograaf.findings.decisions import Deed
from navograaf.findings.layout import Layout
from navograaf.findings.model import Document, Meeting
from navograaf.findings.status import said
from navograaf.findings.themes import Themes
from navograaf.findings.told import Decision
from navograaf.words.lists import alternation

_ADVERBIAL = 0.4
"""A stretch that opens the clause as an adverbial ("Op basis van die opties ...") counts for so much of its length."""
_OTHER = 0.3
"""And one that belongs to a decision told inside: "het plan ter uitvoering van het in 2019 vastgestelde beleid"."""
_BEFORE = 40
"""So many characters before a date or meeting tell how it belongs to the act."""
_LEAST, _MOST = 4, 160
"""An object has so many characters at least and at most."""


def describe(
    layout: Layout,
    deeds: Sequence[Deed],
    document: Document,
    about: Themes,
    dates: Sequence[Date],
    meetings: Sequence[Meeting],
) -> list[Decision]:
    """The deeds as findings, in the same order."""
    view, raw = layout.text.view, layout.text.letter.raw
    own = next((m for m in meetings if m.id == document.about_meeting), None)
    found = []
    for deed in deeds:
        start, end = view.raw_span(deed.start, deed.end)
        meeting, date = _when(layout, deed, about, dates, meetings, own, document)
        found.append(
            Decision(
                start,
                end,
                raw[start:end],
                deed.rule,
                deed.act,
                deed.status,
                decider=deed.decider.name if deed.decider else None,
                decider_id=deed.decider.id if deed.decider else None,
                object=_object(layout, deed, dates, meetings, _inner(deed, deeds)),
                date=date,
                meeting=meeting,
                mission=about.mission(deed.start, deed.end),
                topic=about.topic(deed.start, deed.end),
                asserted_by=deed.asserted_by,
            )
        )
    return found


def _when(
    layout: Layout,
    deed: Deed,
    about: Themes,
    dates: Sequence[Date],
    meetings: Sequence[Meeting],
    own: Meeting | None,
    document: Document,
) -> tuple[str | None, str | None]:
    """Meeting and date of a decision: what its words name, else the letter's meeting where its body decides there."""
    start, end = deed.told
    text, (first, last) = layout.text.view.text, layout.text.view.raw_span(start, end)
    named = about.meeting(start, end)
    spots = (m for one in meetings if one.id == named for m in one.mentions if first <= m.start < last)
    if (spot := next(spots, None)) is not None:
        words = " ".join(spot.surface.split())
        at = text.find(words, start, end)
        if at >= 0 and said("not-at", text[max(0, at - _BEFORE) : at]):
            named = None  # "kort na de vorige bijeenkomst besloot ..."
    told = [d for d in dates if start <= d.start < end and d.has_year and (deed.phrase or not _of_a_thing(layout, d))]
    printed = told[0].value if told else None
    if named:
        known = next((m for m in meetings if m.id == named), None)
        return named, (known.start_date if known else None) or printed
    theirs = own is not None and deed.decider is not None and deed.decider.name == own.body
    if own is not None and theirs and not printed and (document.kind == "report") == (deed.status == "taken"):
        return own.id, own.start_date
    return None, printed


def _of_a_thing(layout: Layout, date: Date) -> bool:
    """Whether a date tells of a thing and not of the act: "het beleid dat ..., de in 2019 vastgestelde ..."."""
    before = layout.text.view.text[max(0, date.start - _BEFORE) : date.start]
    return said("article", before)


def _inner(deed: Deed, deeds: Sequence[Deed]) -> int:
    """Where the first decision begins that is told inside another; the end of this one where there is none."""
    start, end = deed.told
    return min((one.told[0] for one in deeds if start < one.told[0] and one.told[1] <= end), default=end)


def _object(layout: Layout, deed: Deed, dates: Sequence[Date], meetings: Sequence[Meeting], inner: int) -> str | None:
    """The longest stretch of the clause that is no decider, no meeting and no verb; None when little is left."""
    view = layout.text.view
    start, end = deed.told
    adverb = _adverbial().match(view.text, start, end) is not None
    if opener := _leading().match(view.text, start, end):
        start = opener.end()
        adverb = adverb or _adverbial().match(view.text, start, end) is not None
    holes: list[tuple[int, int]] = []
    for word in act_words(layout, start, end):
        if word.form == "verb":
            holes.append((word.start, word.end))
        elif word.form == "split":  # "keurden ... goed"
            first, *rest = word.words.split()
            holes += [(word.start, word.start + len(first)), (word.end - len(" ".join(rest)), word.end)]
    if deed.decider and start <= deed.decider.start < end:
        holes.append((deed.decider.start, deed.decider.end))
    holes.append((inner, inner))
    holes += _held(layout, deed.told[0], end, meetings)
    holes += [m.span() for m in _between().finditer(view.text, start, end)]
    at, pieces = start, list[tuple[float, int, int]]()
    for hole, after in [*sorted(holes), (end, end)]:
        if hole > at:
            weight = (_ADVERBIAL if adverb and at == start else 1) * (_OTHER if at >= inner else 1)
            pieces.append(((hole - at) * weight, at, hole))
        at = max(at, after)
    _, begin, stop = max(pieces, default=(0, start, start))
    while match := _leading().match(view.text, begin, stop):
        begin = match.end()
        begin = next((d.end for d in dates if d.start == begin and d.end < stop), begin)
    words = view.text[begin:stop].strip(" ,.;:()«»")
    words = _trailing().sub("", words)
    if words.count("(") > words.count(")"):  # "full operational capable (FOC"
        words = words[: words.rindex("(")].rstrip()
    return words[:_MOST].rsplit(" ", 1)[0] if len(words) > _MOST else words if len(words) >= _LEAST else None


def _held(layout: Layout, start: int, end: int, meetings: Sequence[Meeting]) -> list[tuple[int, int]]:
    """Where a stretch of the view names a meeting: "tijdens de bijeenkomst in februari" is when, not what."""
    view = layout.text.view
    first, last = view.raw_span(start, end)
    found = []
    for words in {m.surface for one in meetings for m in one.mentions if first <= m.start < last}:
        at = view.text.find(" ".join(words.split()), start, end)
        if at >= 0 and _at_it().search(view.text, start, at):  # not "de gesprekken zijn hervat": these are the object
            found.append((at, at + len(" ".join(words.split()))))
    return sorted(found)


@cache
def _at_it() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternation('at-meeting')}\s+(?:{alternation('article')}\s+)?$", re.I)


@cache
def _adverbial() -> re.Pattern[str]:
    return re.compile(rf"{alternation('adverbial')}(?![\w-])", re.I)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternation('finite')}|{alternation('between')})(?![\w-])", re.I)


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"[\s,]*(?:{alternation('leading')}\s+)+|\s+", re.I)


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,]+(?:{alternation('leading')}|{alternation('object-tail')}))+$", re.I)
