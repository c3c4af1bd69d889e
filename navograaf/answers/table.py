"""A trace for a terminal: by meeting, letter and section, every quote with its place.

One of the forms of render. Law: whatever the width, a quote is whole, and the place in front of it is
what `navograaf show` takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from navograaf.answers.dates import month
from navograaf.answers.entries import Entry
from navograaf.answers.occasions import Occasion
from navograaf.answers.printed import SHOW, marked_by, on_page
from navograaf.answers.statements import Statement
from navograaf.answers.terminal import BOLD, DIM, safe, style, wrapped
from navograaf.answers.trace import Trace
from navograaf.answers.wording import (
    NO_DATE,
    NO_HEADING,
    came,
    counts,
    legend,
    letter_name,
    limited,
    no_longer,
    occasion,
    place,
    related,
    remarks,
    since_when,
    title,
)

_PLACES = 8
"""So many places of what is not said again are named on a terminal."""
_RUN = 3
"""So many meetings in a row that are silent are named one by one on a terminal; markdown and json name all."""


def table(trace: Trace, *, width: int = 100, color: bool = False, show: str = SHOW) -> str:
    """The trace in lines of at most `width` characters, but for a command; with `color` names of the subject are bold.

    show: as render has it.
    """
    return "\n".join(_lines(trace, width, color, show)) + "\n"


def _lines(trace: Trace, width: int, color: bool, show: str) -> Iterator[str]:
    yield from _head(trace, width, color)
    for text in (limited(trace), f"with {', '.join(item.label for item in trace.also)}" if trace.also else ""):
        yield from _dim(text, width, color) if text else ()
    for silent, run in groupby(trace.timeline(), lambda one: one.silent):
        found = list(run)
        if silent and len(found) > _RUN:
            yield ""
            yield from _indented(f"{_stretch(found)}  Not mentioned", _counted(found), width)
            continue
        for one in found:
            yield from _occasion(trace, one, width, color)
    shown = marked_by(show, place(trace.entries[0])) if trace.entries else ""
    told = [text for text in (*legend(trace), related(trace)) if text]
    if told or shown:
        yield ""
    for text in told:
        yield from _dim(text, width, color)
    if shown:
        yield style(safe(shown), DIM, color)


def _head(trace: Trace, width: int, color: bool) -> Iterator[str]:
    """The title and the summary, broken between its parts."""
    marks = [(0, len(title(trace)))]
    line = title(trace)
    for part in counts(trace):
        if len(line) + len(part) + 3 > width:
            yield from wrapped(safe(line), marks, width=width, color=color)
            line, marks = part, []
        else:
            line += f" · {part}"
    yield from wrapped(safe(line), marks, width=width, color=color)


def _occasion(trace: Trace, one: Occasion, width: int, color: bool) -> Iterator[str]:
    when, name = occasion(one.meeting, one.date)
    yield ""
    yield f"{style(safe(when), BOLD, color)}  {safe(name)}"
    for silent, run in groupby(one.letters, lambda row: not row[1]):
        letters = list(run)
        if silent:
            names = ", ".join(letter_name(card) for card, _ in letters)
            whole = "the letters about this meeting: " if one.silent and one.meeting else ""
            yield from _indented(f"  Not mentioned in {whole}", names, width)
            continue
        for letter, entries in letters:
            yield from _indented("  ", letter_name(letter), width)
            yield from _indented("    ", since_when(trace, letter), width) if since_when(trace, letter) else ()
            for section, own in groupby(entries, lambda entry: entry.section):
                yield f"    {style(safe(section) or NO_HEADING, DIM, color)}"
                for entry in own:
                    yield from _quote(trace, entry, width, color)
    if one.dropped:
        yield from _indented("  ", no_longer(one.dropped, _PLACES), width)


def _quote(trace: Trace, entry: Entry, width: int, color: bool) -> Iterator[str]:
    notes = "; ".join(remarks(trace, entry))
    text = f"“{entry.quote}”" + (f" ({notes})" if notes else "")
    gutter = f"{entry.start}-{entry.end}".rjust(13) + "  "
    marks = [(start + 1, end + 1) for start, end in entry.quote_marks]
    room = max(width - len(gutter), 30)
    lines = [line for one in entry.statements for line in _said(trace, one, room, color)]
    lines += wrapped(safe(text), marks, width=room, color=color)
    beside = [gutter, *([on_page(entry.page).rjust(13) + "  "] if entry.page is not None else [])]
    for number, line in enumerate(lines):
        yield (style(beside[number], DIM, color) if number < len(beside) else " " * len(gutter)) + line
    for one in beside[len(lines) :]:
        yield style(one.rstrip(), DIM, color)


def _said(trace: Trace, one: Statement, room: int, color: bool) -> Iterator[str]:
    """What a sentence says, over its words: the kind, the rest beside it, and what came of it."""
    kind = f"{one.kind}  ".ljust(10)
    text = safe(one.words + came(trace, one))
    for number, line in enumerate(wrapped(text, (), width=room - len(kind), color=False)):
        yield (style(kind, BOLD, color) if number == 0 else " " * len(kind)) + line


def _stretch(found: Sequence[Occasion]) -> str:
    months = list(dict.fromkeys(month(one.date) for one in (found[0], found[-1]) if one.date))
    return " – ".join(months) or NO_DATE


def _counted(found: Sequence[Occasion]) -> str:
    meetings, letters = sum(one.meeting is not None for one in found), sum(len(one.letters) for one in found)
    return f" in {letters} letters about {meetings} meetings (--format json names them all)"


def _indented(head: str, text: str, width: int) -> Iterator[str]:
    """`head` and `text` in lines, those after the first a little further in than the first."""
    spaces = len(head) - len(head.lstrip(" "))
    lines = wrapped(safe(head[spaces:] + text), (), width=max(width - spaces - 2, 30), color=False)
    for number, line in enumerate(lines):
        yield " " * (spaces + (2 if number else 0)) + line


def _dim(text: str, width: int, color: bool) -> Iterator[str]:
    yield from (style(line, DIM, color) for line in wrapped(safe(text), (), width=width, color=False))
