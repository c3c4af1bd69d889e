"""The elements that are read of a docx: of what the file has twice, one; of what only looks like words, none.

Used by the walk over its stories. Law: a word comes once, also where the file has it for two kinds of readers
(mc:AlternateContent); what a content control shows while it waits for words is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navograaf.letters.docx.names import child, each, short, told

if TYPE_CHECKING:
    from lxml.etree import _Element

DELETED = frozenset({"w:del", "w:moveFrom"})
"""Tracked changes that take words out."""
ELSEWHERE = frozenset({"w:altChunk", "w:subDoc"})
"""Text that stands in another file, within the zip or outside it."""
SILENT = frozenset(
    {"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr"}
    | {"w:rt", "w:rubyPr"}
)
"""Elements that hold no words, or (w:rt) how a word is pronounced."""
_WORDS = ("w:t", "w:sym", "w:fldChar", "w:lastRenderedPageBreak")


def read(element: _Element) -> Iterator[_Element]:
    """The children of an element, each once, those of a content control that waits for words left out."""
    for one in element:
        name = short(one)
        if name == "mc:AlternateContent":
            choices = [choice for choice in one if short(choice) in ("mc:Choice", "mc:Fallback")]
            for chosen in [choice for choice in choices if _speaks(choice)][:1]:
                yield from read(chosen)
        elif name == "w:sdt":
            if not told(child(one, "w:sdtPr", "w:showingPlcHdr")):
                content = child(one, "w:sdtContent")
                yield from () if content is None else read(content)
        else:
            yield one


def _speaks(choice: _Element) -> bool:
    """Whether there is a word in it, or a page end or a field: what has none may be a picture."""
    return next(each(choice, *_WORDS), None) is not None


def under(element: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table, or the cells of a row, also those in content controls and tracked changes."""
    for one in read(element):
        if short(one) == name:
            yield one
        elif short(one) not in SILENT and short(one) not in DELETED and short(one) != "w:tbl":
            yield from under(one, name)
