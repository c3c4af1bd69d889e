"""A letter laid out to be read: headings, paragraphs, footnotes, with marks that nest in each of them.

Between marks.py and letter_page.py. Laws: every character of the letter but space stands in one block, in the order of
the letter; only the hyphen of a broken word is left out ("bijeen-/komst"); a mark that goes on over the end of a block
goes on in the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from navograaf.answers.marks import Mark
from navograaf.answers.show import nested
from navograaf.text.hyphens import decider

PLACE = "place"
"""The kind of a mark that is only a place to link to; its thing is the id of the place."""
LEAF = "leaf"
"""The kind of a mark where a page of the file begins; its thing is the page."""
_BLANK = re.compile(r"\n[^\S\n]*\n")
_LINE_END = re.compile(r"[-‑\u00ad][^\S\n]*\n\s*")
_WORD = re.compile(r"\S*\Z")
_Edge = tuple[str, str, int]
"""Kind and thing of a mark, and where it begins or ends."""
_LONGEST = 200
"""Words are shorter than this; so much of the lines beside a hyphen is looked at."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the raw letter that is of one kind: text, footnote, heading, letterhead, signature.

    `level` is that of a heading of a section (1 the highest), else 0.
    """

    start: int
    end: int
    kind: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A step through a block: words, or a mark that opens or closes."""

    what: Literal["words", "open", "close"]
    words: str = ""
    mark: Mark | None = None
    first: bool = False
    last: bool = False
    """Where a mark opens: whether it begins and ends with this piece, for one that is cut has several."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph. start and end count code points of the raw letter."""

    start: int
    end: int
    kind: str
    level: int
    pieces: tuple[Piece, ...]


def blocks(raw: str, parts: Iterable[Part], found: Sequence[Mark]) -> list[Block]:
    """The letter in blocks, with the marks `found` in them; what is in no part is of kind "page"."""
    spans = list(_spans(raw, parts))
    starts = [part.start for part in spans]
    own: dict[int, list[Mark]] = {}
    begins: set[_Edge] = set()
    ends: set[_Edge] = set()
    for mark in found:
        cut: list[Mark] = []
        for number in range(max(bisect_right(starts, mark.start) - 1, 0), len(spans)):
            part = spans[number]
            if part.start >= mark.end:
                break
            start, end = max(mark.start, part.start), min(mark.end, part.end)
            if start < end:
                cut.append(Mark(start, end, mark.kind, mark.thing))
                own.setdefault(number, []).append(cut[-1])
        if cut:
            begins.add((mark.kind, mark.thing, cut[0].start))
            ends.add((mark.kind, mark.thing, cut[-1].end))
    hidden = {at for start, end in _hidden(raw) for at in range(start, end)}
    return [
        Block(part.start, part.end, part.kind, part.level, tuple(_pieces(raw, part, marks, hidden, begins, ends)))
        for part, marks in ((part, own.get(number, [])) for number, part in enumerate(spans))
    ]


def _spans(raw: str, parts: Iterable[Part]) -> Iterator[Part]:
    """The blocks as parts without space around them: cut at blank lines, and where the part changes its kind."""
    whose = [-1] * len(raw)
    known = list(parts)
    # The shortest has the place, a heading of a section before all: a footnote stands inside a sentence.
    ranked = sorted(range(len(known)), key=lambda i: (known[i].level > 0, known[i].start - known[i].end))
    for i in ranked:
        whose[known[i].start : known[i].end] = [i] * (known[i].end - known[i].start)
    blank = {found.start() for found in _BLANK.finditer(raw)}
    start = last = -1
    one: tuple[str, int, int] | None = None
    for at, char in enumerate(raw):
        if at in blank and one:
            yield Part(start, last, one[0], one[1])
            one = None
        if char.isspace():
            continue
        part = known[whose[at]] if whose[at] >= 0 else None
        own = (part.kind, part.level, whose[at] if part.level else -1) if part else ("page", 0, -1)
        if one and part is None and not one[1] and "\n" not in raw[last:at]:
            own = one  # the number of a footnote behind the full stop
        if one and own != one:
            yield Part(start, last, one[0], one[1])
            one = None
        if one is None:
            one, start = own, at
        last = at + 1
    if one:
        yield Part(start, last, one[0], one[1])


def _hidden(raw: str) -> Iterator[tuple[int, int]]:
    """Where the hyphen and the line end of a broken word stand: (start, end) of what is not shown."""
    decide = decider(raw)
    for found in _LINE_END.finditer(raw):
        left = _WORD.search(raw, max(found.start() - _LONGEST, 0), found.start())
        right = raw[found.end() : found.end() + _LONGEST].partition("\n")[0]
        if left is None or not left[0] or "\n" in found[0].partition("\n")[2]:
            continue
        choice = decide(f"{left[0]}-", right)[0]
        if choice != "suspend":
            yield found.start() + (choice == "keep"), found.end()


def _pieces(
    raw: str,
    part: Part,
    marks: list[Mark],
    hidden: Set[int],
    begins: Set[_Edge],
    ends: Set[_Edge],
) -> Iterator[Piece]:
    opened: list[Mark] = []
    at = part.start
    for mark in nested(marks):
        while opened and opened[-1].end <= mark.start:
            yield from _words(raw, at, opened[-1].end, hidden)
            at = opened[-1].end
            yield Piece("close", mark=opened.pop())
        yield from _words(raw, at, mark.start, hidden)
        at = mark.start
        opened.append(mark)
        own = mark.kind, mark.thing
        yield Piece("open", mark=mark, first=(*own, mark.start) in begins, last=(*own, mark.end) in ends)
    while opened:
        yield from _words(raw, at, opened[-1].end, hidden)
        at = opened[-1].end
        yield Piece("close", mark=opened.pop())
    yield from _words(raw, at, part.end, hidden)


def _words(raw: str, start: int, end: int, hidden: Set[int]) -> Iterator[Piece]:
    """The words between two places as they are shown."""
    shown = "".join(raw[at] for at in range(start, end) if at not in hidden)
    if shown:
        yield Piece("words", shown)
