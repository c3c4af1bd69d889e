"""Tables of a docx: which hold matter, row by row, and which only put paragraphs beside each other.

Used by the walk over a story, which reads the cells. Law: every paragraph of every cell comes, once.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from navograaf.letters.canonical import CELLS, Piece, Turn
from navograaf.letters.docx.line import Paragraph, Reference
from navograaf.letters.docx.names import attr, child, count, short
from navograaf.letters.docx.styles import Styles, drawn

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHORT = 80
"""Characters of a post or a name in a table of signatures."""


class Row(NamedTuple):
    """A row: its cells with their paragraphs, its path, and the page that it begins on (0: none is told)."""

    cells: list[list[Paragraph]]
    path: str
    page: int


class Look(NamedTuple):
    """How a table looks."""

    lines: bool
    """Whether it is drawn with lines."""
    even: bool
    """Whether its columns are about as wide as each other."""


def look(table: _Element, cells: list[_Element], styles: Styles) -> Look:
    """How a table with these cells looks."""
    properties = child(table, "w:tblPr")
    lines = (
        styles.style(attr(child(properties, "w:tblStyle"), "val"), "table").lines
        or drawn(child(properties, "w:tblBorders"))
        or any(drawn(child(cell, "w:tcPr", "w:tcBorders")) for cell in cells)
    )
    grid = child(table, "w:tblGrid")
    widths = [count(one, 0, "w") for one in (() if grid is None else grid) if short(one) == "w:gridCol"]
    return Look(lines, len(widths) > 1 and min(widths) * 5 >= max(widths) * 4 > 0)


def arranged(rows: list[Row], of: Look) -> list[Paragraph]:
    """The paragraphs of a table in reading order.

    With lines, a row of cells of a paragraph each is one paragraph; without, a table lays out. Short words without
    numbers in even columns are signatures beside each other: the post stands above the name, not beside it.
    """
    if not of.lines and of.even and len(rows) > 1 and _signs(rows):
        columns = zip_longest(*(row.cells for row in rows), fillvalue=list[Paragraph]())
        return [paragraph for column in columns for cell in column for paragraph in cell]
    made: list[Paragraph] = []
    for row in rows:
        cells = [cell for cell in row.cells if cell]
        if of.lines and len(cells) > 1 and all(len(cell) == 1 for cell in cells):
            made.append(_joined(cells, row))
        else:
            made += [paragraph for cell in cells for paragraph in cell]
    return made


def _signs(rows: list[Row]) -> bool:
    return all(
        len(paragraph.words) <= _SHORT and not any(map(str.isdigit, paragraph.words))
        for row in rows
        for cell in row.cells
        for paragraph in cell
    )


def _joined(cells: list[list[Paragraph]], row: Row) -> Paragraph:
    """The cells of a row as one paragraph: "Litouwen | 2,1 %"."""
    pieces: list[Piece] = []
    references: list[Reference] = []
    for cell in cells:
        if pieces:
            pieces.append(CELLS)
        for one in cell:
            pieces += [Turn(one.page), *one.pieces] if row.page else one.pieces
            references += one.references
    return Paragraph(pieces, row.path, row.page, references)
