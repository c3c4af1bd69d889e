"""What the styles of a docx say of a paragraph: whether it is a heading, numbered, hidden or of a table of contents.

Between the parts of the file and the reader of its words. Law: a style inherits from those that it is based on, the
nearest first, and a circle of styles ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from navograaf.letters.docx.names import attr, child, count, each, short, told

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 30
"""Styles in a chain; Word allows 11. A circle of them ends here."""
_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc [1-9]")
"""The names of Word's own styles: in the file they are English in every language (ISO/IEC 29500-1, 17.7.4.9)."""


class Style(NamedTuple):
    """A style with what it inherits."""

    level: int = 0
    """Of a heading, from 1; 0: no heading."""
    number: str = ""
    """Of a list in numbering.xml; "" or "0": none."""
    depth: int | None = None
    """In that list, from 0."""
    hidden: bool = False
    contents: bool = False
    lines: bool = False
    """Of a table: whether it is drawn with lines."""


class _Own(NamedTuple):
    """What a style says itself; None or "": nothing."""

    based: str
    """The id of the style that it is based on."""
    name: str
    level: int | None
    number: str
    depth: int | None
    hidden: bool | None
    lines: bool


class Styles:
    """The styles of a docx by id."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._defaults: dict[str, str] = {}
        self._owns: dict[str, _Own] = {}
        self._made: dict[str, Style] = {}
        for one in () if root is None else root:
            if short(one) == "w:style" and (name := attr(one, "styleId")):
                self._elements.setdefault(name, one)
                if attr(one, "default") in ("1", "true", "on"):
                    self._defaults.setdefault(attr(one, "type") or "", name)

    def style(self, name: str | None, kind: str = "paragraph") -> Style:
        """A style by its id; without one, the usual style of its kind (paragraph, character, table)."""
        name = name or self._defaults.get(kind, "")
        if name not in self._made:
            self._made[name] = _inherited(self._chain(name))
        return self._made[name]

    def _chain(self, name: str) -> list[_Own]:
        """What the style says and those that it is based on, the nearest first."""
        chain: list[_Own] = []
        while name in self._elements and len(chain) < _DEEPEST:
            if name not in self._owns:  # a style that thousands are based on is read once
                self._owns[name] = _own(self._elements[name])
            chain.append(self._owns[name])
            name = chain[-1].based
        return chain


def _own(element: _Element) -> _Own:
    properties = child(element, "w:pPr")
    listed = child(properties, "w:numPr")
    depth = child(listed, "w:ilvl")
    name = (attr(child(element, "w:name"), "val") or "").lower()
    return _Own(
        attr(child(element, "w:basedOn"), "val") or "",
        name,
        outline(properties),
        attr(child(listed, "w:numId"), "val") or "",
        None if depth is None else count(depth, 0),
        told(child(element, "w:rPr", "w:vanish")),
        any(drawn(borders) for borders in each(element, "w:tblBorders", "w:tcBorders")),
    )


def _inherited(chain: list[_Own]) -> Style:
    names = [one.name for one in chain]
    level = next((one.level for one in chain if one.level is not None), None)
    if level is None:
        level = next((int(named[1]) for name in names if (named := _HEADING.fullmatch(name))), 0)
    return Style(
        level,
        next((one.number for one in chain if one.number), ""),
        next((one.depth for one in chain if one.depth is not None), None),
        next((one.hidden for one in chain if one.hidden is not None), False),
        any(map(_CONTENTS.fullmatch, names)),
        any(one.lines for one in chain),
    )


def outline(properties: _Element | None) -> int | None:
    """The level of a heading, from 1, that the properties of a paragraph give; 0: text; None: they say nothing."""
    found = child(properties, "w:outlineLvl")
    if found is None:
        return None
    level = count(found, 9)
    return level + 1 if level < 9 else 0  # 17.3.1.20: 9 is text


def drawn(borders: _Element | None) -> bool:
    """Whether the borders of a table or a cell (w:tblBorders, w:tcBorders) have a line that is drawn."""
    return borders is not None and any(attr(line, "val") not in ("none", "nil", None) for line in borders)
