"""A part of a page becomes paragraphs: words, where footnotes are referred to, what the element says that they are.

Between html/main and the canonical text. Laws: inline elements add no space, block elements break; the words of the
paragraphs are those of the page in its order, besides the numbers that a list prints by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.html import HtmlElement

from navograaf.letters.canonical import Mark, Piece
from navograaf.letters.html.frames import Frame, framed
from navograaf.letters.html.lists import Numbering
from navograaf.letters.html.names import BLOCKS, SIGNING_LINES, classes, tag
from navograaf.letters.html.notes import Notes
from navograaf.letters.html.paths import Paths
from navograaf.letters.html.shown import left_out
from navograaf.letters.html.tables import is_data, rows, side_by_side
from navograaf.letters.model import PartKind

_BLANK = re.compile(r"[ \t\r\n\f]+")
"""White space of the source (Infra Standard, ASCII whitespace): a line end of a page is a blank."""
_GAP = re.compile(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")
"""Blank lines in preformatted text part paragraphs."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a page. `note`: it is the words of this footnote."""

    pieces: tuple[Piece, ...]
    kind: PartKind | None
    path: str
    level: int = 0
    note: str = ""


@dataclass
class Flow:
    """Reads elements of one page."""

    notes: Notes
    paths: Paths
    heads: frozenset[HtmlElement] = frozenset()
    """The lines of the printed head of an official page."""
    numbering: Numbering = field(default_factory=Numbering)

    def paragraphs(self, root: HtmlElement) -> Iterator[Paragraph]:
        """The paragraphs under an element, in order; the words of its footnotes are left to who asks for them."""
        yield from _Reading(self, root).paragraphs()


@dataclass
class _Reading:
    """The reading of one element: the open blocks, and the paragraph that is being read."""

    flow: Flow
    root: HtmlElement
    frames: list[Frame] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    filled: bool = False
    """Whether the pieces hold words."""
    note: str = ""

    def paragraphs(self) -> Iterator[Paragraph]:
        notes = self.flow.notes
        self.frames.append(Frame(self.root))
        walk = etree.iterwalk(self.root, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in walk:
            if event == "end":
                if element is not self.root:
                    if element is not skipped and self._breaks(element):
                        yield from self._done()
                        self._close(element)
                    yield from self._text(element.tail)
                continue
            if element is not self.root and self._skips(element):
                walk.skip_subtree()
                skipped = element
                if tag(element) in BLOCKS:
                    yield from self._done()
            elif element in notes.marks:
                self.pieces.append(Mark(*notes.marks[element]))
                self.filled = True
                walk.skip_subtree()
                skipped = element
            elif tag(element) == "br":
                yield from self._line_end()
            elif element is not self.root and tag(element) == "table" and is_data(element):
                yield from self._done()
                yield from self._table(element)
                walk.skip_subtree()
                skipped = element
            else:
                if element in notes.starts:
                    yield from self._done()
                    self.note = notes.starts[element]
                if self._breaks(element):
                    yield from self._done()
                    self._open(element)
                yield from self._text(element.text)
        yield from self._done()

    def _skips(self, element: HtmlElement) -> bool:
        """Whether an element is not read here: nowhere, or as the words of a note."""
        return left_out(element) or element in self.flow.notes.bodies or element in self.flow.notes.back

    def _breaks(self, element: HtmlElement) -> bool:
        if tag(element) in BLOCKS:
            return True
        return self.frames[-1].kind == "signature" and not SIGNING_LINES.isdisjoint(classes(element))

    def _open(self, element: HtmlElement) -> None:
        if element is self.root:
            self.frames[0] = framed(element, self.frames[0], self.flow.heads)
            return
        self.frames.append(framed(element, self.frames[-1], self.flow.heads))
        if tag(element) in ("li", "ol"):
            self.flow.numbering.opens(element)

    def _close(self, element: HtmlElement) -> None:
        if len(self.frames) > 1 and self.frames[-1].element is element:
            self.frames.pop()
        self.note = ""
        if tag(element) in ("li", "ol"):
            self.flow.numbering.closes(element)

    def _text(self, text: str | None) -> Iterator[Paragraph]:
        if not text:
            return
        if not self.frames[-1].pre:
            self._add(_BLANK.sub(" ", text))
            return
        first, *rest = _GAP.split(text)
        self._add(first)
        for words in rest:
            yield from self._done()
            self._add(words)

    def _add(self, words: str) -> None:
        if words.strip() and not self.filled:
            self.pieces.append(self.flow.numbering.due())
            self.filled = True
        self.pieces.append(words)

    def _line_end(self) -> Iterator[Paragraph]:
        """A line break; the second of two ends the paragraph, and each ends a line of a signature."""
        blank = " \xa0"
        last = next((one for one in reversed(self.pieces) if not isinstance(one, str) or one.strip(blank)), "")
        if self.frames[-1].kind == "signature" or (isinstance(last, str) and last.rstrip(blank).endswith("\n")):
            note = self.note
            yield from self._done()
            self.note = note
        else:
            self.pieces.append("\n")

    def _done(self) -> Iterator[Paragraph]:
        """The paragraph that ends here, if it has words."""
        frame = self.frames[-1]
        if self.filled:
            path = self.flow.paths.of(frame.element)
            yield Paragraph(tuple(self.pieces), frame.kind, path, frame.level, self.note)
        self.pieces, self.filled = [], False

    def _table(self, table: HtmlElement) -> Iterator[Paragraph]:
        def words(cell: HtmlElement) -> tuple[Piece, ...]:
            made: list[Piece] = []
            for one in self.flow.paragraphs(cell):
                made += [" ", *(piece.replace("\n", " ") if isinstance(piece, str) else piece for piece in one.pieces)]
            return tuple(made)

        kind = self.frames[-1].kind
        columns = side_by_side(table, self._skips)
        for cell in columns:
            yield from (replace(one, kind=one.kind or kind) for one in self.flow.paragraphs(cell))
        for element, pieces in () if columns else rows(table, words, self._skips):
            yield Paragraph(pieces, kind, self.flow.paths.of(element))
