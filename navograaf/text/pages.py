"""Page furniture and footnotes, taken out of the flow of the text and kept.

A footnote block interrupts a sentence ("... alle terreinen / 1 Kenmerk 2020D11584 / waarop de NAVO"),
and its number sticks to a word ("Rusland5"). A block counts as a footnote only when its number is the
next one and a marker with that number stands before it, so that numbered lists stay in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from navograaf.text.lines import Line
from navograaf.words.openings import first_fit, matchers
from navograaf.words.rules import of_kind


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its printed number, its lines, and the raw span of the marker in the text (None: not found)."""

    number: str
    lines: tuple[Line, ...]
    marker: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Pages:
    """The flow (with blank lines), the footnotes in order and the footers of a letter."""

    flow: tuple[Line, ...]
    notes: tuple[Note, ...]
    footers: tuple[Line, ...]


def take_apart(raw: str, lines: list[Line]) -> Pages:
    """Sort the lines of a letter into flow, footnotes and footers. No line is lost or taken twice."""
    footers = tuple(line for line in lines if not line.blank and first_fit("layout", ("footer",), line.text))
    gone = {line.start for line in footers}
    flow: list[Line] = []
    notes: list[Note] = []
    rest = [line for line in lines if line.blank or line.start not in gone]
    noted: set[int] = set()
    """Where the lines of the last note start."""
    i, last_marker = 0, 0
    while i < len(rest):
        line = rest[i]
        opens = line.top or i == 0 or rest[i - 1].blank or rest[i - 1].start in noted
        marker = _marker(raw, line, str(len(notes) + 1), last_marker) if opens else None
        if marker is None and opens:
            marker = _damaged(raw, rest, i, last_marker)
        if marker is None:
            flow.append(line)
            i += 1
            continue
        stop = _block_end(raw, rest, i, len(notes) + 2, marker[1])
        notes.append(Note(str(len(notes) + 1), tuple(x for x in rest[i:stop] if not x.blank), marker))
        noted = {x.start for x in notes[-1].lines}
        last_marker = marker[1]
        i = stop
    return Pages(tuple(flow), tuple(notes), footers)


def _marker(raw: str, line: Line, number: str, after: int) -> tuple[int, int] | None:
    """Where the marker of this note stands, when the line opens note `number`; else None."""
    found = (match(line.text) for match in matchers("layout", ("note",), line.text[:1]))
    if not any(one and number in (one["number"], one["bracketed"]) for one in found):
        return None
    glued = re.compile(
        rf"(?<=[a-zà-ÿ.,;:)%»”\"’']){number}(?![\w%])(?!,\d)|\[{number}\]|(?<=[A-Z]{{2}}){number}(?=[\s.,;])"
    )
    match = glued.search(raw, after, line.start)
    return match.span() if match else None


def _damaged(raw: str, rest: list[Line], i: int, after: int) -> tuple[int, int] | None:
    """The marker of a note whose number OCR has spoilt ("luchtruimverdediging®" ... "T De negen bondgenoten")."""
    line = rest[i]
    if not first_fit("layout", ("note-damaged",), line.text):
        return None
    block = _paragraph(rest, i)
    ends_page = all(x.blank for x in rest[block:]) or any(x.top for x in rest[block : block + 2])
    if not ends_page:
        return None
    for rule in of_kind("layout", "marker-damaged"):
        if match := rule.regex.search(raw, after, line.start):
            return match.span()
    return None


def _paragraph(rest: list[Line], i: int) -> int:
    """Index after the last line of the paragraph that starts at i: a blank line or a new page ends it."""
    stop = i + 1
    while stop < len(rest) and not rest[stop].blank and not rest[stop].top:
        stop += 1
    return stop


def _block_end(raw: str, rest: list[Line], i: int, following: int, after: int) -> int:
    """Index after the note that starts at i; the next note on the same page ends it too."""
    stop = i + 1
    while stop < len(rest) and not rest[stop].blank and not rest[stop].top:
        if _marker(raw, rest[stop], str(following), after):
            break
        stop += 1
    return stop
