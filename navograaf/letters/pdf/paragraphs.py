"""Lines of a PDF in reading order become paragraphs, whole across columns and pages.

Before `kinds` and the canonical text. A paragraph ends at a wider gap, at an indent, where the type changes, and after
a line that had room for the next word and ends a sentence. Law: lines stay in their order, each in one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from navograaf.letters.canonical import Mark, Piece, Turn
from navograaf.letters.model import PartKind
from navograaf.letters.pdf.columns import Column
from navograaf.letters.pdf.furniture import Type
from navograaf.letters.pdf.lines import Line, touches
from navograaf.letters.pdf.notes import Marks

_GAP = 1.25
"""A step of so many usual ones parts paragraphs."""
_INDENT, _DEEP = 0.7, 5.0
"""Of a first line, in sizes of the type."""
_SENTENCE_END = re.compile(r"[.?!:;…][»”\"’')\]]*\d{0,3}$")
_ITEM = re.compile(r"(?:[•·▪●○−–—\uf0b7\uf02d-]|\(?\d{1,3}[.)]|\(?[a-z][.)]|[ivx]{1,4}[.)])(?=\s)")
"""What a list item begins with."""


@dataclass
class Paragraph:
    """Lines that belong together; `kinds` tells what kind the type makes of them."""

    lines: list[Line]
    left: float
    right: float
    """Where the lines of its column begin and end."""
    kind: PartKind | None = None
    forced: bool = False
    """A line of it ends though it had room: the writer ended it."""


def paragraphs(pages: list[list[Column]], body: Type) -> list[Paragraph]:
    """The paragraphs of a letter; one in a side column comes before that which stands open beside it."""
    rights = _rights(pages)
    made: list[Paragraph] = []
    held: Paragraph | None = None
    for columns in pages:
        for column in columns:
            left, right = min(line.x0 for line in column.lines), rights[_left(column)]
            if column.side:
                made += _cut(column.lines, left, right, body, None)
                continue
            cut = _cut(column.lines, left, right, body, held)
            made += cut[:-1]
            held = cut[-1] if cut else held
    if held:
        made.append(held)
    return made


def pieces(lines: Iterable[Line], marks: Marks, page: int) -> list[Piece]:
    """The words of lines as the canonical text takes them; they begin on `page`."""
    made: list[Piece] = []
    text = ""
    for line in lines:
        text += "\n" if text or made else ""
        if line.page != page:
            made += [text, Turn(line.page)]
            text, page = "", line.page
        for at, word in enumerate(line.words):
            if at and not touches(line.words[at - 1], word):
                text += " "
            key = marks.get((line.page, word))
            if key is None:
                text += word.text
            else:
                made += [text, Mark(key, word.text)]
                text = ""
        if text.endswith("\xad"):
            text = text[:-1] + "-"
    return [*made, text]


def _cut(lines: Iterable[Line], left: float, right: float, body: Type, held: Paragraph | None) -> list[Paragraph]:
    """The paragraphs of a column; `held`, which stands open from the column before, is the first."""
    made = [held] if held else []
    for line in lines:
        if made and _goes_on(made[-1], line, left, body):
            one = made[-1]
            one.forced = one.forced or _has_room(one.lines[-1], line, one.right)
            one.lines.append(line)
            one.left, one.right = left, right
        else:
            made.append(Paragraph([line], left, right))
    return made


def _goes_on(held: Paragraph, line: Line, left: float, body: Type) -> bool:
    """Whether a line continues a paragraph; left: where the lines of its column begin."""
    last = held.lines[-1]
    if abs(line.size - last.size) > 0.08 * last.size:
        return False
    room = _has_room(last, line, held.right)
    ended = _SENTENCE_END.search(last.text) is not None
    if _changes(held, line, room or ended):
        return False
    step = last.base - line.base
    if line.page != last.page or step < 0:
        indented = line.x0 - left > _INDENT * line.size and last.x0 - held.left < _INDENT * line.size
        if last.text.endswith("-"):
            return True
        return not indented and (not room or (not ended and line.text[:1].islower()))
    if step > _GAP * body.step * line.size / body.size:
        return False
    if room and (_ITEM.match(line.text) or (last.bold and line.bold)):  # a heading under a heading
        return False
    return not (room and ended) and not _indented(held.lines, line, room, ended)


def _changes(held: Paragraph, line: Line, closed: bool) -> bool:
    """Whether the face of the type says that a line begins anew: a heading above it, or it is one."""
    last = held.lines[-1]
    if (last.bold, last.italic) == (line.bold, line.italic):
        return False
    heads = last.bold or (last.italic and len(held.lines) < 3)
    return closed or (heads and all((one.bold, one.italic) == (last.bold, last.italic) for one in held.lines))


def _indented(lines: list[Line], line: Line, room: bool, ended: bool) -> bool:
    """Whether the left end of a line says that it begins a paragraph."""
    shift = (line.x0 - lines[-1].x0) / line.size
    if abs(shift) < _INDENT or not (room or ended):
        return False
    if shift > 0:
        return shift < _DEEP and not (len(lines) == 1 and _ITEM.match(lines[0].text))
    return len(lines) > 1


def _has_room(line: Line, following: Line, right: float) -> bool:
    """Whether the first word of the next line would have stood on this one."""
    words = following.words
    stop = next((at for at, (one, two) in enumerate(pairwise(words), 1) if not touches(one, two)), len(words))
    needed = max(word.x1 for word in words[:stop]) - following.x0
    return line.x1 + 0.3 * line.size + needed < right - 0.4 * line.size


def _left(column: Column) -> int:
    """Columns that begin at one place: the left end of the longest lines, rounded."""
    ends = sorted(line.x0 for line in column.lines)
    return round(ends[len(ends) // 4] / 6)


def _rights(pages: list[list[Column]]) -> dict[int, float]:
    """Where the lines of a column may end, by its left end."""
    ends: dict[int, list[float]] = {}
    for columns in pages:
        for column in columns:
            ends.setdefault(_left(column), []).extend(line.x1 for line in column.lines)
    return {left: sorted(found)[int(0.97 * (len(found) - 1))] for left, found in ends.items()}
