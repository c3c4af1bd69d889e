"""A trace for a terminal: by meeting, letter and section, every quote with its place.

One of the forms of render. Law: whatever the width, a quote is whole, and the place in front of it is
what `navograaf show` takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.dates import day, month
from navograaf.answers.entries import Entry
from navograaf.answers.statements import Statement
from navograaf.answers.terminal import BOLD, DIM, safe, style, wrapped
from navograaf.answers.trace import Trace

NO_HEADING = "(before the first heading)"
_LEGEND = {
    "continued": "continued: the sentence goes on about the subject without naming it",
    "passage": "passage: the sentence stands in a passage about the subject",
}
_MOST = 12
"""So many silent letters are named on a terminal; the other forms name them all."""


def table(trace: Trace, *, width: int = 100, color: bool = False) -> str:
    """The trace as lines of at most `width` characters; with `color` the names of the subject are bold."""
    return "\n".join(_lines(trace, width, color)) + "\n"


def title(trace: Trace) -> str:
    """What the trace is about: the subjects' names."""
    if len(trace.things) == 1:
        return trace.things[0].label
    return ", ".join(f"{item.label} [{item.kind}]" for item in trace.things)


def summary(trace: Trace) -> str:
    """How much was said, where and from when to when: "27 statements in 4 of 5 letters · Feb 2020 – Oct 2020"."""
    count = len(trace.entries)
    text = f"{count} statement{'' if count == 1 else 's'} in {len(trace.letters)} of {trace.total} letters"
    dated = [month(entry.date) for entry in trace.entries if entry.date]
    if dated:
        text += f" · {dated[0]}" + (f" – {dated[-1]}" if dated[-1] != dated[0] else "")
    return text


def occasion(meeting: Meeting | None, date: str) -> tuple[str, str]:
    """The days and the name of a meeting, as a heading says them; of a letter about no meeting likewise."""
    if meeting is None:
        return (day(date) if date else "date unknown"), "letter about no meeting that it names"
    name = ", ".join(filter(None, (meeting.label, meeting.place, f"by {meeting.format}" * (meeting.format == "video"))))
    return (meeting.dates if meeting.start or meeting.end else day(date) or meeting.dates), name


def remarks(trace: Trace, entry: Entry) -> list[str]:
    """What a reader must know beside the words: which subject, not named, a footnote, papers cited."""
    asked = {item.id for item in trace.things}
    parts = {item.id: item.label for item in trace.also}
    notes = [f"on {', '.join(entry.about)}"] if len(trace.asked) > 1 else []
    if not any(one in asked for one in entry.found):
        notes += [f"under {', '.join(parts.get(one, one) for one in entry.found)}"]
    notes += [entry.how] if entry.how in _LEGEND else []
    notes += [] if entry.part == "text" else [entry.part]
    notes += [f"{one.kind} {one.words}" for one in entry.asked if not _in_heading(one, entry.section)]
    return notes + ([f"cites {', '.join(entry.references)}"] if entry.references else [])


def _in_heading(one: Statement, section: str) -> bool:
    """Whether the heading says all that there is to say of an answer: "Vraag 14 › Antwoord"."""
    return one.fact("answerKind") == "answered" and one.number in re.findall(r"\d+", section)


def legend(trace: Trace) -> list[str]:
    """What the words in the remarks mean, those that occur in this trace."""
    return [text for how, text in _LEGEND.items() if any(entry.how == how for entry in trace.entries)]


def place(entry: Entry) -> str:
    """Where the quote stands, as `navograaf show` takes it: LETTER:START-END."""
    return f"{entry.letter.id}:{entry.start}-{entry.end}"


def letter_name(card: LetterCard) -> str:
    """The letter as cited, with the id that commands know it by where its number is not that id."""
    return card.name if card.paper == card.id else f"{card.name} · {card.id}"


def _lines(trace: Trace, width: int, color: bool) -> Iterator[str]:
    yield from wrapped(safe(f"{title(trace)} · {summary(trace)}"), [(0, len(title(trace)))], width=width, color=color)
    if trace.also:
        text = f"with {', '.join(item.label for item in trace.also)}"
        yield from (style(line, DIM, color) for line in wrapped(safe(text), (), width=width, color=False))
    for meeting, date, letters in trace.occasions():
        when, name = occasion(meeting, date)
        yield ""
        yield f"{style(safe(when), BOLD, color)}  {safe(name)}"
        for letter, entries in letters:
            yield f"  {safe(letter_name(letter))}"
            for section, own in groupby(entries, lambda entry: entry.section):
                yield f"    {style(safe(section) or NO_HEADING, DIM, color)}"
                for entry in own:
                    yield from _quote(trace, entry, width, color)
    if trace.silent:
        yield ""
        yield from _silent(trace)
    if trace.entries:
        yield ""
        last = [*legend(trace), f"Mark a quote in its letter: navograaf show {place(trace.entries[0])}"]
        for text in last:
            yield from (style(line, DIM, color) for line in wrapped(safe(text), (), width=width, color=False))


def _quote(trace: Trace, entry: Entry, width: int, color: bool) -> Iterator[str]:
    notes = "; ".join(remarks(trace, entry))
    text = f"“{entry.quote}”" + (f" ({notes})" if notes else "")
    gutter = f"{entry.start}-{entry.end}".rjust(13) + "  "
    marks = [(start + 1, end + 1) for start, end in entry.quote_marks]
    room = max(width - len(gutter), 30)
    lines = [line for one in entry.statements for line in _said(one, room, color)]
    lines += wrapped(safe(text), marks, width=room, color=color)
    for number, line in enumerate(lines):
        yield (style(gutter, DIM, color) if number == 0 else " " * len(gutter)) + line


def _said(one: Statement, room: int, color: bool) -> Iterator[str]:
    """What a sentence says, over its words: the kind, and the rest beside it."""
    kind = f"{one.kind}  ".ljust(10)
    for number, line in enumerate(wrapped(safe(one.words), (), width=room - len(kind), color=False)):
        yield (style(kind, BOLD, color) if number == 0 else " " * len(kind)) + line


def _silent(trace: Trace) -> Iterator[str]:
    yield f"Not mentioned in {len(trace.silent)} of {trace.total} letters"
    for card in trace.silent[:_MOST]:
        when = occasion(card.meeting, card.when)[0]
        yield f"  {safe(when)}  {safe(letter_name(card))}"
    if len(trace.silent) > _MOST:
        yield f"  and {len(trace.silent) - _MOST} more (--format json names them all)"
