"""Words of a page of a PDF become lines: what stands on one base line without a wide gap.

Between `sheets` and `furniture`. Laws: every word is in one line, from left to right; a small raised number
stays with the word that it stands behind, whatever its own base line is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from navograaf.letters.pdf.sheets import Sheet
from navograaf.letters.pdf.words import Word

_LEVEL = 0.22
"""Words whose base lines differ by less, in sizes of their type, are printed on one line."""
_RAISED, _SMALLER = 0.7, 0.9
"""A raised or lowered number is so much smaller than its neighbour, and stands off its base line by less than this."""
_NEAR = 1.2
"""And stands no further from it than this: a note's number stands off the note a little."""
_WIDE = 1.0
"""A gap that may be that between columns, in sizes of the type; justified lines have some as wide."""
_TOUCH = 0.22
"""Pieces nearer than this, in sizes of the type, may be one word."""
_MOST_WORDS = 3_000
"""Of a page on which raised words are looked for: more is no page of a letter, and looking takes their square."""


@dataclass(frozen=True)
class Line:
    """A printed line, or the part of one between wide gaps."""

    page: int
    words: tuple[Word, ...]

    @cached_property
    def main(self) -> Word:
        """A word in the style of most of the line."""
        styles = Counter[tuple[float, bool, bool]]()
        for word in self.words:
            styles[round(word.size, 1), word.bold, word.italic] += len(word.text)
        style = max(styles, key=lambda one: styles[one])
        return next(word for word in self.words if (round(word.size, 1), word.bold, word.italic) == style)

    @property
    def base(self) -> float:
        """The height of its base line."""
        return self.main.base

    @property
    def size(self) -> float:
        """Of its type, in points."""
        return self.main.size

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """Its right end."""
        return max(word.x1 for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(word.bold for word in self.words if not self.raised(word))

    @cached_property
    def italic(self) -> bool:
        """Whether all of it is."""
        return all(word.italic for word in self.words if not self.raised(word))

    @cached_property
    def text(self) -> str:
        """Its words, with a space where one is printed."""
        return joined(self.words)

    def raised(self, word: Word) -> bool:
        """Whether the word is small and stands above the base line."""
        return word.size <= _SMALLER * self.size and word.base > self.base + 0.1 * self.size

    def joined_to(self, *others: Line) -> Line:
        """One line of several that stand on a base line."""
        words = [word for line in (self, *others) for word in line.words]
        return Line(self.page, tuple(sorted(words, key=lambda word: word.x0)))


def joined(words: Sequence[Word]) -> str:
    """The text of words, with a space where one is printed."""
    made = []
    for at, word in enumerate(words):
        if at and not touches(words[at - 1], word):
            made.append(" ")
        made.append(word.text)
    return "".join(made)


def touches(left: Word, right: Word) -> bool:
    """Whether no space stands between two pieces: they follow one another, or one is raised beside the other."""
    gap = (right.x0 - left.x1) / max(left.size, right.size, 0.1)
    if right.glued:
        return gap < _TOUCH
    if right.size <= _SMALLER * left.size:
        return gap < _TOUCH
    return left.size <= _SMALLER * right.size and gap < 0.5 * _TOUCH


def lines_of(sheet: Sheet) -> list[Line]:
    """The lines of a page, from its top; those at one height from the left."""
    made = []
    for row in _with_raised(_rows(sheet.words)):
        row.sort(key=lambda word: (word.x0, word.x1))
        start = 0
        for at in range(1, len(row)):
            if row[at].x0 - max(word.x1 for word in row[max(start, at - 3) : at]) > _WIDE * row[at].size:
                made.append(Line(sheet.number, tuple(row[start:at])))
                start = at
        made.append(Line(sheet.number, tuple(row[start:])))
    return sorted(made, key=lambda line: (-line.base, line.x0))


def same_row(one: Line, other: Line) -> bool:
    """Whether two lines of a page stand on one base line."""
    return abs(one.base - other.base) <= _LEVEL * min(one.size, other.size)


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words by base line, from the top."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (-one.base, one.x0)):
        if rows and rows[-1][0].base - word.base <= _LEVEL * min(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Small raised and lowered words put into the row of the larger words that they touch."""
    if sum(map(len, rows)) > _MOST_WORDS:
        return rows
    kept: list[list[Word]] = [[] for _ in rows]
    for at, row in enumerate(rows):
        for word in row:
            kept[_home(rows, at, word)].append(word)
    return [row for row in kept if row]


def _home(rows: list[list[Word]], at: int, word: Word) -> int:
    """The row that a word belongs to, given the row of its base line."""
    best, nearest = at, _NEAR
    for step in (1, -1):  # raised, then lowered
        other = at + step
        while 0 <= other < len(rows) and abs(rows[other][0].base - word.base) < 1.5 * word.size:
            for large in rows[other]:
                if word.size > _SMALLER * large.size or abs(large.base - word.base) > _RAISED * large.size:
                    continue
                gap = max(word.x0 - large.x1, large.x0 - word.x1) / large.size
                if -0.3 < gap < nearest:
                    best, nearest = other, gap
            other += step
    return best
