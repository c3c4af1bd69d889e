"""The footnotes and endnotes of a docx: their numbers, which the file does not have, and their words.

Used by the reader of its stories. Law: notes are numbered in the order in which the text refers to them, each once, in
the form that the file asks for (ISO/IEC 29500-1, 17.11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from navograaf.letters.docx.names import attr, child, count, short
from navograaf.letters.docx.numbering import formed

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""Kinds of notes -> how they are numbered where the file does not say (17.11.17, 17.11.18)."""


class Notes:
    """The notes of a file. `settings` and `body` say how they are numbered."""

    def __init__(self, roots: dict[str, _Element | None], settings: _Element | None, body: _Element) -> None:
        self._notes = {
            kind: {
                attr(one, "id") or "": one
                for one in (() if root is None else root)
                if short(one) == f"w:{kind}" and attr(one, "type") in (None, "normal")
            }
            for kind, root in roots.items()
        }
        self._numbers: dict[tuple[str, str], str] = {}
        self._next: dict[str, int] = {}
        self._start: dict[str, int] = {}
        self._form: dict[str, str] = {}
        self._anew: set[str] = set()
        for kind, usual in _FORMS.items():
            said = [child(body, "w:sectPr", f"w:{kind}Pr"), child(settings, f"w:{kind}Pr")]
            forms = [attr(child(one, "w:numFmt"), "val") for one in said]
            self._form[kind] = next((form for form in forms if form), usual)
            starts = [found for one in said if (found := child(one, "w:numStart")) is not None]
            self._next[kind] = self._start[kind] = count(starts[0], 1) if starts else 1
            if any(attr(child(one, "w:numRestart"), "val") == "eachSect" for one in said):
                self._anew.add(kind)

    def number(self, kind: str, note: str, own: str | None) -> str | None:
        """The number of a note as it is printed, `own` where the text gives its mark; None: there is no such note."""
        if note not in self._notes.get(kind, {}):
            return None
        if (kind, note) not in self._numbers:
            if own is None:
                at = self._next[kind]
                self._next[kind] = at + 1
                own = formed(at, self._form[kind]) or str(at)
            self._numbers[kind, note] = own
        return self._numbers[kind, note]

    def section_end(self, properties: _Element | None) -> None:
        """After a paragraph with which a section ends, numbers may begin anew."""
        if self._anew and child(properties, "w:sectPr") is not None:
            for kind in self._anew:
                self._next[kind] = self._start[kind]

    def element(self, kind: str, note: str) -> _Element:
        """The element with the words of a note that has a number."""
        return self._notes[kind][note]
