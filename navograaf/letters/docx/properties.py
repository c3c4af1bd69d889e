"""What the properties of a paragraph or a run of a docx say, together with its style.

Between the styles and the walk over a story. Law: what an element says itself goes before what its style says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from navograaf.letters.docx.children import DELETED
from navograaf.letters.docx.names import attr, child, told
from navograaf.letters.docx.styles import Style, Styles, outline
from navograaf.letters.model import PartKind

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_HEADING = 250
"""Characters: what is longer is text that wears a heading's style."""


def joins_next(properties: _Element | None, style: Style) -> bool:
    """Whether a paragraph runs on in the next: its mark is deleted or hidden."""
    mark = child(properties, "w:rPr")
    hides = told(child(mark, "w:vanish"))
    return any(child(mark, name) is not None for name in DELETED) or (style.hidden if hides is None else hides)


def place_in_list(properties: _Element | None, style: Style) -> tuple[str, int]:
    """The list that a paragraph is an item of, and its depth there, from 0; "" is no list, as "0" is (17.9.18)."""
    own = child(properties, "w:numPr")
    depth = attr(child(own, "w:ilvl"), "val")
    at = int(depth) if depth and depth.isdecimal() and len(depth) == 1 else style.depth or 0
    number = attr(child(own, "w:numId"), "val") or style.number
    return ("" if number == "0" else number), at


def rank(properties: _Element | None, style: Style, size: int) -> tuple[PartKind | None, int]:
    """The kind of a paragraph of `size` characters, and the level of a heading; None, 0: nothing tells them."""
    own = outline(properties)
    level = style.level if own is None else own
    if style.contents:
        return "letterhead", 0
    return ("heading", level) if level and size <= MAX_HEADING else (None, 0)


def is_shown(run: _Element, hidden: bool, styles: Styles) -> bool:
    """Whether a run is printed; `hidden`: the style of its paragraph says not."""
    properties = child(run, "w:rPr")
    direct = told(child(properties, "w:vanish"))
    if direct is not None:
        return not direct
    style = attr(child(properties, "w:rStyle"), "val")
    # a property that toggles: hidden by the style of the paragraph and by that of the run is shown (17.7.3)
    return hidden == (style is not None and styles.style(style).hidden)
