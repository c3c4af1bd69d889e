"""What a paragraph of a docx is made of, piece by piece: the words that are printed, marks of notes, page ends.

Used by story.py, which walks the elements. Law: what is printed is kept, once, in its order: words that are hidden,
deleted or the instructions of a field are none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from navograaf.letters.canonical import Mark, Piece
from navograaf.letters.docx.names import attr, short
from navograaf.letters.model import PartKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_SYMBOLS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0A8: "□",
    0xF06F: "□",
    0xF0FE: "☒",
    0xF0FC: "✓",
    0xF0E0: "→",
    0xF0AE: "→",
    0xF0B3: "≥",
    0xF0A3: "≤",
    0xF0B1: "±",
    0xF0B0: "°",
    0xF02D: "-",
    0xF02A: "*",
    0xF020: " ",
}
"""Signs of the fonts Symbol and Wingdings, which stand at places of no meaning in Unicode -> what they show."""
_UNKNOWN = "\ufffd"
_PLAIN = {"w:tab": " ", "w:ptab": " ", "w:cr": "\n", "w:noBreakHyphen": "-"}


class Reference(NamedTuple):
    """That a paragraph refers to a note."""

    key: str
    """As in its Mark."""
    kind: str
    """footnote or endnote."""
    id: str
    number: str
    """As it is printed."""
    page: int


@dataclass
class Paragraph:
    """A paragraph, or a row of a table, ready to be laid down."""

    pieces: list[Piece]
    path: str
    page: int
    """That it begins on."""
    references: list[Reference] = field(default_factory=list)
    kind: PartKind | None = None
    level: int = 0

    @property
    def words(self) -> str:
        """Its words, the marks of notes left out."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


@dataclass
class Line:
    """A paragraph in the making."""

    pieces: list[Piece] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    before: list[Paragraph] = field(default_factory=list)
    """Of the text boxes that hang on the paragraph before its first word."""
    after: list[Paragraph] = field(default_factory=list)

    begun: bool = False
    """Whether it has a word yet."""

    def add(self, piece: Piece) -> None:
        """The next piece."""
        self.pieces.append(piece)
        self.begun = self.begun or isinstance(piece, Mark) or (isinstance(piece, str) and not piece.isspace())


class Spaces:
    """Where blanks around a text are the letter's: xml:space says so of an element and of what stands in it."""

    def __init__(self) -> None:
        self._told: dict[_Element, bool] = {}
        # what was told of an element holds for all in it: to walk up anew from each text takes depth times their number

    def preserved(self, element: _Element) -> bool:
        """Whether the nearest xml:space (XML 1.0, 2.10) says "preserve"."""
        passed: list[_Element] = []
        at: _Element | None = element
        told = False
        while at is not None:
            if (value := at.get(_SPACE)) is not None:
                told = value == "preserve"
                break
            if at in self._told:
                told = self._told[at]
                break
            passed.append(at)
            at = at.getparent()
        self._told.update(dict.fromkeys(passed[1:], told))  # no text is asked about twice
        return told


def said(element: _Element, spaces: Spaces) -> str | None:
    """What an element of a run prints; None for one that prints no words."""
    name = short(element)
    if name in ("w:t", "m:t"):
        text = element.text or ""
        if text.strip(_BLANKS) != text and not spaces.preserved(element):
            text = text.strip(_BLANKS)
        return text.replace("\n", " ")
    if name == "w:br":
        return " " if attr(element, "type") in ("page", "column") else "\n"
    if name == "w:sym":
        return _symbol(attr(element, "char") or "")
    return _PLAIN.get(name)


def _symbol(code: str) -> str:
    try:
        at = int(code, 16)
    except ValueError:
        return _UNKNOWN
    if 0xF000 <= at <= 0xF0FF:
        return _SYMBOLS.get(at, _UNKNOWN)
    return chr(at) if 0x20 <= at < 0xD800 or 0xE000 <= at < 0xFFFE else _UNKNOWN
