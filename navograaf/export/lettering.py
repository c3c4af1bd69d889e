"""Room for words in a picture: how wide a text is, where a long one is cut, and where each label goes.

Used by picture.py. Laws: no two labels overlap; no label lies on a node (by the widths estimated here), nor so near
another node that it is read as its name; a label is given up only when no place around its node is free; larger nodes
choose first; the same network gives the same places.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

Point = tuple[float, float]
Taken = dict[tuple[int, int], list[tuple[str, "Box"]]]  # boxes by cell; those of nodes have the node's name

ELLIPSIS = "…"
Anchor = Literal["start", "middle", "end"]
LINE_HEIGHT = 1.18
"""Of a line, in font sizes."""
_APART = 8.0  # pixels between a label and a node beside it that is not its own
_GRAIN = 8.0  # pixels; of the grid on which lines are counted
_CELL = 64.0  # pixels; about the size of a label, so that few cells hold few neighbours each
# Widths in font sizes, those of DejaVu Sans, the widest of the common fonts, so that a label has room in any.
_NARROW, _SLIM, _WIDE = frozenset("iljI.,:;'|!’‘·"), frozenset('ftr()[]{}/\\-– "“”'), frozenset("mwMWOQG%@&—…")


class Box(NamedTuple):
    """A rectangle in pixels; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether it lies wholly inside `other`."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Wanted(NamedTuple):
    """A label that asks for a place: its words in lines, its font size, and the disc that it names."""

    name: str
    texts: tuple[tuple[str, ...], ...]
    """Ways to write it, the fullest first; a shorter one is taken where no fuller one has room."""
    font: float
    x: float
    y: float
    radius: float
    sides: tuple[str, ...]
    """Places to try, the best first; of right, left, above, below and the four corners (right-above)."""


class Label(NamedTuple):
    """A label in its place: `x` by `anchor`, `y` the base line of the first line."""

    name: str
    lines: tuple[str, ...]
    font: float
    x: float
    y: float
    anchor: Anchor
    box: Box


def width_of(text: str, font: float) -> float:
    """How wide `text` is at `font` pixels, an estimate that errs to the wide side."""
    return font * sum(map(_width, text))


def one_line(text: str) -> str:
    """`text` without line breaks, tabs and double spaces."""
    return " ".join(text.split())


def cut(text: str, limit: int) -> str:
    """The first `limit` characters, with an ellipsis for what is left out; never between a letter and its accent."""
    if len(text) <= limit:
        return text
    end = limit - 1
    while end > 1 and (_joins(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def wrapped(text: str, limit: int, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines of at most `limit` characters, broken between words; the rest is cut."""
    words = one_line(text[: limit * lines * 8]).split(" ")
    result: list[str] = []
    line = ""
    for place, word in enumerate(words):
        joined = f"{line} {word}" if line else word
        if not line or len(joined) <= limit:
            line = joined
        elif len(result) == lines - 1:
            line = cut(" ".join((line, *words[place:])), limit)
            break
        else:
            result.append(cut(line, limit))
            line = word
    return (*result, cut(line, limit))


def placed(
    wanted: Iterable[Wanted], discs: Mapping[str, Box], page: Box, strokes: Iterable[Point] = ()
) -> tuple[Label, ...]:
    """A place for each label that has one, first come first served.

    discs: the boxes of all nodes by name, which no label may touch; strokes: points along the lines, which it covers
    only where no better place is free. Time: about the number of labels and points; only what is near is compared.
    """
    taken: Taken = {}
    for name, disc in discs.items():
        _take(taken, disc._replace(left=disc.left - _APART, right=disc.right + _APART), name)
    crossed = Counter((int(x // _GRAIN), int(y // _GRAIN)) for x, y in strokes)
    result = []
    for item in wanted:
        for lines in item.texts:
            found = [_at(item, lines, side) for side in item.sides]
            own = discs[item.name]
            free = [at for at in found if not at.box.overlaps(own) and _free(taken, at.box, page, item.name)]
            if free:
                # Of equals the first; an earlier place is worth a crossing or two.
                label = min(free, key=lambda label: _covered(crossed, label.box) + 2 * found.index(label))
                _take(taken, label.box)
                result.append(label)
                break
    return tuple(result)


def _covered(crossed: Counter[tuple[int, int]], box: Box) -> int:
    columns = range(int(box.left // _GRAIN), int(box.right // _GRAIN) + 1)
    rows = range(int(box.top // _GRAIN), int(box.bottom // _GRAIN) + 1)
    return sum(crossed[column, row] for column in columns for row in rows) if crossed else 0


def _at(item: Wanted, lines: tuple[str, ...], side: str) -> Label:
    width = max(width_of(line, item.font) for line in lines)
    height = item.font * LINE_HEIGHT * len(lines)
    corner = "-" in side
    gap = item.radius * (0.72 if corner else 1.0) + 3.0
    anchor: Anchor = "start" if side.startswith("right") else "end" if side.startswith("left") else "middle"
    x = item.x + (gap if anchor == "start" else -gap if anchor == "end" else 0.0)
    left = x - (width if anchor == "end" else width / 2 if anchor == "middle" else 0.0)
    if side.endswith("above"):
        top = item.y - gap - height
    elif side.endswith("below"):
        top = item.y + gap
    else:
        top = item.y - height / 2
    box = Box(round(left, 1), round(top, 1), round(left + width, 1), round(top + height, 1))
    return Label(item.name, lines, item.font, round(x, 1), round(top + item.font * 0.94, 1), anchor, box)


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row


def _take(taken: Taken, box: Box, name: str = "") -> None:
    for cell in _cells(box):
        taken.setdefault(cell, []).append((name, box))


def _free(taken: Taken, box: Box, page: Box, name: str) -> bool:
    """Whether a box is on the page and over nothing that is there, but for the room around the node `name`."""
    others = (other for cell in _cells(box) for of, other in taken.get(cell, ()) if of != name)
    return box.within(page) and not any(map(box.overlaps, others))


def _joins(letter: str) -> bool:
    return bool(unicodedata.combining(letter)) or letter in "\u200d\ufe0f"


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.33
    if letter in _SLIM:
        return 0.43
    if letter in _WIDE:
        return 0.98
    if letter < "\u0300":
        return 0.73 if letter.isupper() else 0.62
    if _joins(letter):
        return 0.0
    return 1.3 if letter > "\uffff" or unicodedata.east_asian_width(letter) in "WF" else 0.75
