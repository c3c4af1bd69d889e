"""The order in which the lines of a page are read: columns one after the other, side columns apart.

Between `furniture` and `notes`. Columns are told by a left edge that several lines share and that no line
crosses. Laws: every line is in one column, joined with those beside it where they are one row; a label in the margin
("Nr. 333") and a cell of a table stay in their row; a block beside the text (a letterhead's references) is a column of
its own, which interrupts no paragraph.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from navograaf.letters.pdf.lines import Line, same_row

_EDGE = 2.5
"""Points between left ends that are one edge."""
_GUTTER, _WIDE_GUTTER, _FEW = 0.8, 2.2, 5
"""In sizes of the type: between columns, and between those of so few lines (names that sign side by side; wide gaps of
justified lines may happen to stand below one another)."""
_NARROW = 0.45
"""A column of less than this share of the other's width is no column of text."""
_FULL = 0.75
"""Lines of running text fill their column more than this; cells do not."""
_TABLE_ROWS = 8
"""Two short columns of so many rows at most may be names that sign side by side."""
_DEPTH, _MOST_EDGES = 12, 16
"""Columns inside columns: each level is cut at one edge, which is sought among so many."""
_MOST_LINES = 800
"""Of a page on which columns are looked for; a full page of small type in three columns has some 300."""


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read on from one to the next; `side` if they stand beside the text."""

    lines: tuple[Line, ...]
    side: bool = False


def columns(lines: list[Line], width: float, sought: bool = True) -> list[Column]:
    """The columns of a page of a width in points, in reading order; all of it is one where they are not `sought`."""
    depth = _DEPTH if sought and len(lines) <= _MOST_LINES else 0
    return _cut(sorted(lines, key=lambda line: (-line.base, line.x0)), width, depth)


def _cut(lines: list[Line], width: float, depth: int) -> list[Column]:
    best: tuple[int, int, int, float, str] | None = None
    for edge in _edges(lines) if depth else ():
        for start, stop in _stretches(lines, edge):
            how = _split(lines[start:stop], edge, width)
            weight = min(sum(line.x0 < edge - _EDGE for line in lines[start:stop]), stop - start)
            if how and (best is None or weight > best[0]):
                best = weight, start, stop, edge, how
    if best is None:
        rows = _in_rows(lines)
        return [Column(tuple(rows))] if rows else []
    _, start, stop, edge, how = best
    left = [line for line in lines[start:stop] if line.x0 < edge - _EDGE]
    right = [line for line in lines[start:stop] if line.x0 >= edge - _EDGE]
    if how == "left aside":  # labels of rows among what stands beside the text
        labels = [line for line in left if _aligned([line], right)]
        known = set(map(id, labels))
        left = [line for line in left if id(line) not in known]
        right = sorted(right + labels, key=lambda line: (-line.base, line.x0))
    inner = [_cut(left, width, depth - 1), _cut(right, width, depth - 1)]
    if how == "right aside":
        inner = [_aside(inner[1]), inner[0]]
    elif how == "left aside":
        inner = [_aside(inner[0]), inner[1]]
    above, below = _cut(lines[:start], width, depth - 1), _cut(lines[stop:], width, depth - 1)
    return [*above, *inner[0], *inner[1], *below]


def _aside(found: list[Column]) -> list[Column]:
    return [Column(column.lines, True) for column in found]


def _edges(lines: list[Line]) -> list[float]:
    """Left ends that two lines or more share, but the leftmost."""
    ends = sorted(line.x0 for line in lines)
    groups: list[list[float]] = []
    for end in ends:
        if groups and end - groups[-1][0] <= _EDGE:
            groups[-1].append(end)
        else:
            groups.append([end])
    shared = sorted((group for group in groups[1:] if len(group) > 1), key=lambda group: (-len(group), group[0]))
    return [group[0] for group in shared[:_MOST_EDGES]]


def _stretches(lines: list[Line], edge: float) -> Iterable[tuple[int, int]]:
    """Runs of lines none of which crosses the edge."""
    start = 0
    for at, line in enumerate(lines):
        if line.x0 < edge - _EDGE and line.x1 > edge - 0.5 * line.size:
            if at > start:
                yield start, at
            start = at + 1
    if start < len(lines):
        yield start, len(lines)


def _split(lines: list[Line], edge: float, width: float) -> str:
    """How a stretch is read: "" in rows, "columns", "left aside", "right aside"."""
    cells = [line for line in lines if line.x0 >= edge - _EDGE]
    left, right = _in_rows([line for line in lines if line.x0 < edge - _EDGE]), _in_rows(cells)
    if min(len(left), len(right)) < 2 or _apart(left, right):
        return ""
    size = min(left[0].size, right[0].size)
    gutter = (min(line.x0 for line in right) - max(line.x1 for line in left)) / size
    if min(len(left), len(right)) <= _FEW:
        ends = [line.x1 for line in right]
        if gutter < _WIDE_GUTTER or max(ends) - min(ends) < _EDGE:
            return ""
    elif gutter < _GUTTER:
        return ""
    reach = 0.5 * right[0].size
    beside = [line for line in left if right[-1].base - reach <= line.base <= right[0].base + reach]
    if 1 < len(beside) < len(left) and _span(beside) < _NARROW * _span(right) and _aligned(beside, right):
        return ""  # labels of the letterhead ("Datum", "Betreft"), below which the text begins
    spans = [_span(left), _span(right)]
    letters = [sum(len(line.text) for line in side) for side in (left, right)]
    in_rows = [_aligned(left, right), _aligned(right, left)]
    if spans[0] < _NARROW * spans[1] and letters[0] < letters[1]:
        return "" if in_rows[0] else "left aside"
    if letters[1] < letters[0] and (spans[1] < _NARROW * spans[0] or edge > 0.66 * width):
        smaller = right[0].size < 0.93 * left[0].size
        if edge > 0.6 * width or smaller:
            return "" if in_rows[1] and not smaller and _fill(left) < _FULL else "right aside"
    short = max(_fill(left), _fill(right)) < _FULL
    if all(in_rows) and short and (len(left) > _TABLE_ROWS or _edges(cells)):
        return ""
    return "columns"


def _span(lines: list[Line]) -> float:
    return max(line.x1 for line in lines) - min(line.x0 for line in lines)


def _apart(left: list[Line], right: list[Line]) -> bool:
    """Whether one stands below the other, rather than beside it."""
    top = min(left[0].base, right[0].base) + 0.5 * left[0].size
    low = max(left[-1].base, right[-1].base) - 0.5 * left[0].size
    return min(sum(low <= line.base <= top for line in side) for side in (left, right)) < 2


def _aligned(lines: list[Line], others: list[Line]) -> bool:
    """Whether nine in ten lines of a side stand in a row with one of the other, of the same type."""
    bases = sorted((other.base, other.size) for other in others)
    met = 0
    for line in lines:
        at = bisect_left(bases, (line.base, 0.0))
        met += any(
            abs(base - line.base) <= 0.2 * line.size and 0.9 < line.size / max(size, 0.1) < 1.1
            for base, size in bases[max(0, at - 1) : at + 1]
        )
    return met >= 0.9 * len(lines)


def _fill(lines: list[Line]) -> float:
    """How much of their column the lines fill: that of the middle one."""
    first, last = min(line.x0 for line in lines), max(line.x1 for line in lines)
    filled = sorted((line.x1 - line.x0) / max(last - first, 1) for line in lines)
    return filled[len(filled) // 2]


def _in_rows(lines: list[Line]) -> list[Line]:
    """The lines of a column; those at one height are one."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (-one.base, one.x0)):
        if rows and same_row(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [row[0] if len(row) == 1 else row[0].joined_to(*row[1:]) for row in rows]


def leading(lines: Iterable[Line]) -> float:
    """The usual distance between base lines, in sizes of the type; 1.2 where there are too few to tell."""
    edges: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        edges.setdefault((line.page, round(line.x0 / _EDGE)), []).append(line)
    steps = sorted(
        (one.base - two.base) / one.size
        for column in edges.values()
        for one, two in pairwise(sorted(column, key=lambda line: -line.base))
        if 0.9 * one.size < one.base - two.base < 3 * one.size
    )
    return steps[len(steps) // 4] if len(steps) > 3 else 1.2
