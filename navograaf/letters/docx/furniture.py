"""Which headers and footers of a docx are printed, and which of them is the letterhead.

Used by docx/read.py. Law: a header that no page shows is not read; what stands above the first page alone is
letterhead, and all else in headers and footers is furniture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from navograaf.letters.docx.names import attr, child, each, short, told

if TYPE_CHECKING:
    from lxml.etree import _Element

    from navograaf.letters.docx.package import Relation

_KINDS = ("w:headerReference", "w:footerReference")


class Furniture:
    """The parts with headers and footers, each once, in the order of their pages."""

    def __init__(self, body: _Element, settings: _Element | None, related: dict[str, Relation]) -> None:
        self.letterhead: list[str] = []
        """The header of the first page, where it has its own (17.10.6)."""
        self.running: list[str] = []
        even = told(child(settings, "w:evenAndOddHeaders"))
        sections = [one for one in each(body, "w:sectPr") if short(_parent(one)) != "w:sectPrChange"]
        for i, section in enumerate(sections):
            first = told(child(section, "w:titlePg"))
            for one in section:
                kind, relation = attr(one, "type") or "default", related.get(attr(one, "id", "r") or "")
                if short(one) not in _KINDS or relation is None:
                    continue
                if kind == "first" and first and i == 0 and short(one) == "w:headerReference":
                    self.letterhead.append(relation.part)
                elif kind == "default" or (kind == "first" and first) or (kind == "even" and even):
                    self.running.append(relation.part)
        running = dict.fromkeys(self.running)
        self.letterhead = [part for part in dict.fromkeys(self.letterhead) if part not in running]
        self.running = list(running)


def _parent(element: _Element) -> _Element:
    found = element.getparent()
    return element if found is None else found
