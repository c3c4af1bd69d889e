"""A story of a docx (the body, a note, a header) becomes paragraphs in reading order.

Between the parts of the file and read.py, which lays the paragraphs down. Laws: a paragraph comes once, also where the
file has it for two kinds of readers (mc:AlternateContent) or in a text box; a change that is tracked is read as
accepted; the words of a field are its last result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from navograaf.letters.canonical import Mark, Turn
from navograaf.letters.docx.children import DELETED, ELSEWHERE, SILENT, read, under
from navograaf.letters.docx.fields import Fields
from navograaf.letters.docx.line import Line, Paragraph, Reference, Spaces, said
from navograaf.letters.docx.names import Paths, attr, child, short
from navograaf.letters.docx.notes import Notes
from navograaf.letters.docx.numbering import Numbering
from navograaf.letters.docx.package import Package
from navograaf.letters.docx.properties import is_shown, joins_next, place_in_list, rank
from navograaf.letters.docx.styles import Styles
from navograaf.letters.docx.tables import Row, arranged, look

if TYPE_CHECKING:
    from lxml.etree import _Element


class Means(NamedTuple):
    """What the stories of a file share."""

    package: Package
    styles: Styles
    numbering: Numbering
    notes: Notes
    paths: Paths
    spaces: Spaces


class Story:
    """Walks one story. `page` is the page that it has come to, 0 where the file tells no pages."""

    def __init__(self, root: _Element, means: Means, page: int = 0) -> None:
        self._means = means
        self.page = page
        self._line = Line()
        self._held: Line | None = None
        self._muted = 0
        self._fields = Fields(root)

    def paragraphs(self, container: _Element) -> list[Paragraph]:
        """The paragraphs in an element, of any depth."""
        made = self._blocks(container)
        if self._held and self._held.begun:
            made.append(Paragraph(self._held.pieces, self._means.paths.of(container), self.page, self._held.references))
        self._held = None
        return made

    def _blocks(self, container: _Element) -> list[Paragraph]:
        made: list[Paragraph] = []
        for one in read(container):
            name = short(one)
            if name == "w:p":
                made += self._paragraph(one)
            elif name == "w:tbl":
                made += self._table(one)
            elif name in ELSEWHERE:
                raise self._means.package.refused(
                    f"a part of its text stands in another file ({name})", "Open it in Word, and save it anew"
                )
            elif name not in SILENT and name not in DELETED:
                made += self._blocks(one)
        return made

    def _paragraph(self, element: _Element) -> list[Paragraph]:
        properties = child(element, "w:pPr")
        style = self._means.styles.style(attr(child(properties, "w:pStyle"), "val"))
        runs_on = joins_next(properties, style)
        outer, self._line = self._line, self._held or Line()
        self._held = None
        page = self.page
        number = "" if runs_on else self._means.numbering.next(*place_in_list(properties, style))
        self._inline(element, style.hidden)
        line, self._line = self._line, outer
        # the number of a question may stand alone, above its words; a bullet that has none is nothing
        if number and (line.begun or any(map(str.isalnum, number))):
            line.pieces.insert(0, f"{number} ")
            line.begun = True
        if runs_on:
            self._held = Line(line.pieces, line.references, begun=line.begun)
            return line.before + line.after
        self._means.notes.section_end(properties)
        if not line.begun:
            return line.before + line.after
        made = Paragraph(line.pieces, self._means.paths.of(element), page, line.references)
        made.kind, made.level = rank(properties, style, len(made.words))
        return [*line.before, made, *line.after]

    def _inline(self, element: _Element, hidden: bool) -> None:
        """The pieces of what stands in a paragraph; `hidden`: its style says so, and a run may say otherwise."""
        for one in read(element):
            name = short(one)
            if name == "w:r":
                self._run(one, hidden)
            elif name == "w:txbxContent":
                self._box(one)
            elif name in DELETED:
                self._mute(one, hidden)
            elif name not in SILENT:
                text = said(one, self._means.spaces)
                if text is not None:
                    self._say(text)
                else:
                    self._inline(one, hidden)

    def _run(self, run: _Element, hidden: bool) -> None:
        shown = is_shown(run, hidden, self._means.styles)
        self._muted += not shown
        for one in read(run):
            name = short(one)
            if name == "w:fldChar":
                self._fields.passed(one)
            elif name == "w:lastRenderedPageBreak":
                if self.page:
                    self.page += 1
                    self._line.add(Turn(self.page))
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                custom = attr(one, "customMarkFollows") in ("1", "true", "on")
                self._refer(name[2:].removesuffix("Reference"), attr(one, "id") or "", one if custom else None)
                if custom:
                    break
            elif name == "w:txbxContent":
                self._box(one)
            elif name not in SILENT:
                text = said(one, self._means.spaces)
                if text is not None:
                    self._say(text)
                else:
                    self._inline(one, hidden)
        self._muted -= not shown

    def _mute(self, element: _Element, hidden: bool) -> None:
        """Passes what is deleted: a field may begin in it and end behind it."""
        self._muted += 1
        self._inline(element, hidden)
        self._muted -= 1

    def _say(self, text: str) -> None:
        if text and not self._silent:
            self._line.add(text)

    @property
    def _silent(self) -> bool:
        return bool(self._muted) or self._fields.instructing

    def _refer(self, kind: str, note: str, marked: _Element | None) -> None:
        """A reference to a note; `marked`: the element behind which its mark is written out."""
        if self._silent:
            return
        own = (
            None
            if marked is None
            else "".join(said(one, self._means.spaces) or "" for one in marked.itersiblings()).strip()
        )
        number = self._means.notes.number(kind, note, own)
        if number is None:
            self._say(own or "")
            return
        key = f"{kind}-{note}"
        self._line.add(Mark(key, number))
        self._line.references.append(Reference(key, kind, note, number, self.page))

    def _box(self, box: _Element) -> None:
        if self._silent:
            return
        line = self._line
        found = self.paragraphs(box)
        (line.after if line.begun else line.before).extend(found)

    def _table(self, table: _Element) -> list[Paragraph]:
        cells = {one: list(under(one, "w:tc")) for one in under(table, "w:tr")}
        looks = look(table, [cell for row in cells.values() for cell in row], self._means.styles)
        rows = [
            self._row(one, own)
            for one, own in cells.items()
            if all(child(one, "w:trPr", name) is None for name in ("w:del", "w:hidden"))
        ]
        return arranged(rows, looks)

    def _row(self, element: _Element, cells: list[_Element]) -> Row:
        first = last = self.page
        found: list[list[Paragraph]] = []
        for cell in cells:
            if child(cell, "w:tcPr", "w:cellDel") is None:
                self.page = first  # cells stand beside each other, and each has the page ends of the row
                found.append(self.paragraphs(cell))
                last = max(last, self.page)
        self.page = last
        return Row(found, self._means.paths.of(element), first)
