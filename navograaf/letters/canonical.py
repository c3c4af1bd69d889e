"""The canonical text of a letter whose format is no plain text: laid down paragraph by paragraph.

Used by the readers of formats. Laws: each paragraph is a Part, none overlaps another, and between two stands one blank
line; the text between the tags, spaces aside, is that of the file, in its order; footnotes come behind the letter, as
"5 Zie ...", and running headers and footers behind them, each once, so that a paragraph that a page end cuts is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from navograaf.letters.model import Part, PartKind

MAX_CHARACTERS = 4_000_000
"""Of a canonical text: some 1,300 pages."""
CELLS = " | "
"""Between the cells of a row of a table, which is one paragraph."""
_BLANK = re.compile(r"[ \t\r\f\v\u2028\u2029\x00-\x08\x0e-\x1f]+")
"""What is one blank in a line; a no-break space stays what it is."""
_LINE_END = re.compile(r" ?\n[ \n]*")
_NOTHING = dict.fromkeys(map(ord, "\xad\u200b\ufeff\ufffe"))
"""Characters that print nothing: soft hyphens and the like."""


class Mark(NamedTuple):
    """In the words of a paragraph: a reference to the footnote `note`, printed as `text` ("5"; "" prints nothing)."""

    note: str
    text: str


class Turn(NamedTuple):
    """In the words of a paragraph: from here on they stand on this page, from 1."""

    page: int


Piece = str | Mark | Turn
"""A string may hold line feeds, which stay: a printed line, a line break that the format asks for."""


class TooLong(Exception):
    """The canonical text is longer than MAX_CHARACTERS."""


@dataclass
class Canonical:
    """Takes what a reader finds in a file, in reading order; `laid` gives the text, its parts and its pages."""

    _parts: list[Part] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _size: int = 0
    _pages: list[tuple[int, int]] = field(default_factory=list)
    _page: int = 0
    _marks: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _notes: list[tuple[str, str, tuple[Piece, ...], str, int]] = field(default_factory=list)
    _furniture: dict[str, tuple[str, int]] = field(default_factory=dict)

    def page(self, number: int) -> None:
        """What follows stands on this page, the first sheet of the file being 1."""
        self._page = number

    def paragraph(
        self, words: str | Iterable[Piece], kind: PartKind | None = None, path: str = "", level: int = 0
    ) -> None:
        """A paragraph, heading, list item or row of a table; one without words is left out. Raises TooLong."""
        self._lay((words,) if isinstance(words, str) else tuple(words), kind, path, level)

    def note(self, note: str, number: str, words: str | Iterable[Piece], path: str = "") -> None:
        """A footnote: `note` as its Marks say, `number` as it is printed; laid down behind the letter."""
        pieces = (words,) if isinstance(words, str) else tuple(words)
        self._notes.append((note, number, _begun(pieces), path, self._page))

    def furniture(self, words: str, path: str = "") -> None:
        """A running header or footer; the same words are laid down once, as on the first page that has them."""
        self._furniture.setdefault(" ".join(words.split()), (path, self._page))

    def laid(self) -> tuple[str, tuple[Part, ...], tuple[tuple[int, int], ...]]:
        """The canonical text, its parts and its pages, as in Letter. Raises TooLong."""
        for note, number, pieces, path, page in self._notes:
            self._page = page
            before = len(self._parts)
            self._lay((f"{number} ", *pieces) if number else pieces, "footnote", path, 0)
            if len(self._parts) > before:
                self._parts[-1] = self._parts[-1]._replace(number=number, markers=tuple(self._marks.get(note, ())))
        self._notes.clear()
        for words, (path, page) in self._furniture.items():
            self._page = page
            self._lay((words,), "footer", path, 0)
        self._furniture.clear()
        text = "".join(self._pieces)
        return f"{text}\n" if text else "", tuple(self._parts), tuple(self._pages)

    def _lay(self, pieces: tuple[Piece, ...], kind: PartKind | None, path: str, level: int) -> None:
        whole, marks, turns = _joined(pieces)
        if not whole:
            self._page = turns[-1][1] if turns else self._page
            return
        if self._pieces:
            self._put("\n\n")
        start = self._size
        for at, page in [(0, self._page), *turns]:
            self._page = page
            if page and at < len(whole) and (not self._pages or self._pages[-1][1] != page):
                if self._pages and self._pages[-1][0] == start + at:
                    self._pages.pop()
                self._pages.append((start + at, page))
        for note, first, last in marks:
            self._marks.setdefault(note, []).append((start + first, start + last))
        self._put(whole)
        self._parts.append(Part(start, self._size, kind, path, level))

    def _put(self, text: str) -> None:
        self._size += len(text)
        if self._size > MAX_CHARACTERS:
            raise TooLong
        self._pieces.append(text)


def _begun(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces from their first word on: its number stands in the same line."""
    found = list(pieces)
    for at, piece in enumerate(found):
        if isinstance(piece, str):
            found[at] = piece.lstrip()
            if found[at]:
                break
        elif isinstance(piece, Mark):
            break
    return tuple(found)


def _joined(pieces: Iterable[Piece]) -> tuple[str, list[tuple[str, int, int]], list[tuple[int, int]]]:
    """The words of a paragraph with single blanks, where its marks stand, and where its pages begin, by offset."""
    made = _Words()
    marks, turns = list[tuple[str, int, int]](), list[tuple[int, int]]()
    for piece in pieces:
        if isinstance(piece, Turn):
            turns.append((made.size, piece.page))
        elif isinstance(piece, Mark):
            if piece.text:
                made.strip(" ")  # "Rusland <noot>5</noot>" is printed as "Rusland5"
            turns = [(min(at, made.size), page) for at, page in turns]
            first = made.size
            made.put(piece.text)
            marks.append((piece.note, first, made.size))
        else:
            words = _BLANK.sub(" ", piece.translate(_NOTHING))
            words = _LINE_END.sub("\n", words)
            if words.startswith("\n"):
                made.strip(" ")
                turns = [(min(at, made.size), page) for at, page in turns]
            made.put(words.lstrip(" \n") if made.last in " \n" else words)
    made.strip(" \n")
    return made.text, [mark for mark in marks if mark[1] < mark[2] <= made.size], turns


class _Words:
    """A paragraph that grows: a thousand references to notes in one must not copy it a thousand times."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.size = 0

    @property
    def last(self) -> str:
        """Its last character, "" while it has none."""
        return self._pieces[-1][-1] if self._pieces else ""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)

    def put(self, text: str) -> None:
        """Add text."""
        if text:
            self._pieces.append(text)
            self.size += len(text)

    def strip(self, blanks: str) -> None:
        """Take these characters off its end."""
        while self._pieces:
            piece = self._pieces.pop()
            self.size -= len(piece)
            if rest := piece.rstrip(blanks):
                self.put(rest)
                return
