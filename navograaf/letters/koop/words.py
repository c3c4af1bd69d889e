"""The words inside a paragraph of a published paper, with the marks of its footnotes.

Used by koop/blocks. Laws: emphasis, references and instructions leave no trace and no blank (an instruction may cut a
word); elements that print apart (first name, last name) get one; a footnote leaves its mark where it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from navograaf.letters.canonical import Canonical, Mark, Piece
from navograaf.letters.koop import names
from navograaf.letters.koop.markup import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANK = re.compile(r"[ \t\r\n]+")
_BLOCKS = names.LINES | names.HEADINGS | names.ROWS | names.SIGNED | {"li", "lijst", "table", "divisie", "al-groep"}


class Words:
    """Reads the words of elements, and hands the footnotes among them to the canonical text."""

    def __init__(self, root: _Element, canonical: Canonical) -> None:
        self._canonical = canonical
        self._laid: set[str] = set()
        self._notes: dict[str, tuple[str, str]] = {}  # how a pointer names a note -> its key and number
        self._keys: dict[_Element, str] = {}
        numbers: dict[str, tuple[str, str]] = {}
        for i, note in enumerate(root.iter(*(f"{{*}}{name}" for name in sorted(names.NOTES)))):
            key, number = f"note{i}", _number(note)
            self._keys[note] = key
            self._notes.setdefault(note.get("id") or "", (key, number))
            numbers.setdefault(number, (key, number))
        self._notes = numbers | self._notes  # a pointer that names no id prints the number

    def of(self, element: _Element, path: str, spaced: bool = False) -> list[Piece]:
        """All that is printed in an element, in order; `spaced`: its elements stand apart."""
        made: list[Piece] = [flat(element.text)]
        for child, name, at in children(element, path):
            pieces = self.inline(child, name, at)
            block = name in _BLOCKS or name in names.CELLS
            apart = spaced or block
            if pieces and (block or (spaced and _ends_word(made))):
                made.append(" ")
            made += pieces
            tail = flat(child.tail)
            made.append(f" {tail}" if pieces and apart and (not tail or tail[0].isalnum()) else tail)
        return made

    def inline(self, child: _Element, name: str, path: str) -> list[Piece]:
        """What an element inside a paragraph prints, its tail apart."""
        if not name or name in names.HIDDEN:
            return []
        if name in names.NOTES:
            return [self.note(child, path)]
        if name in names.POINTERS:
            return self._pointer(child, path)
        if name == names.BREAK:
            return ["\n", *self.of(child, path)]
        return self.of(child, path, name in names.SPACED)

    def note(self, note: _Element, path: str) -> Mark:
        """Hands over a footnote; its mark."""
        key, number = self._keys[note], _number(note)
        if key not in self._laid:
            self._laid.add(key)
            self._canonical.note(key, number, self._said(note, path), path)
        return Mark(key, number)

    def _said(self, note: _Element, path: str) -> list[Piece]:
        made: list[Piece] = [flat(note.text)]
        number = _numbered(note)
        for child, name, at in children(note, path):
            if child is not number:
                made += ["\n"] * (name in names.LINES) + self.inline(child, name, at)
            tail = flat(child.tail)
            made.append(tail if tail.strip() or name not in names.LINES else "")
        return made

    def _pointer(self, element: _Element, path: str) -> list[Piece]:
        """A reference to a note that stands elsewhere; the number that it prints is the note's if it prints none."""
        printed = plain(element)
        known = (
            self._notes.get(name)
            for name in (element.get("refid"), element.get("id"), element.get("nr"), printed)
            if name
        )
        key, number = next((one for one in known if one), ("", ""))
        if not key:
            return self.of(element, path)
        return [Mark(key, printed or number)]


def children(element: _Element, path: str) -> Iterator[tuple[_Element, str, str]]:
    """The children with their names ("" for what is no element) and their paths, counted by name."""
    seen: Counter[str] = Counter()
    for child in element:
        name = name_of(child)
        seen[name] += 1
        yield child, name, f"{path}/{name}[{seen[name]}]"


def flat(text: str | None) -> str:
    """Text with its blanks and line ends as one blank: a line end of the file is none of the letter."""
    return _BLANK.sub(" ", text) if text else ""


def holds_blocks(element: _Element) -> bool:
    """Whether paragraphs stand in an element, those of notes apart."""
    stack = [child for child in element if name_of(child) not in names.NOTES]
    while stack:
        one = stack.pop()
        if name_of(one) in _BLOCKS:
            return True
        stack += [child for child in one if name_of(child) not in names.NOTES]
    return False


def is_block(name: str) -> bool:
    """Whether an element of this name ends the paragraph that it stands in."""
    return name in _BLOCKS or name in names.LABELS or name in names.CELLS


def plain(element: _Element) -> str:
    """The words of an element on one line, its notes apart; a blank between its elements."""
    made = [flat(element.text)]
    for child in element:
        if name_of(child) and name_of(child) not in names.NOTES:
            made += [" ", plain(child), " "]
        made.append(flat(child.tail))
    return " ".join("".join(made).split())


def _numbered(note: _Element) -> _Element | None:
    """The element that has the number of a note."""
    return next((one for one in note if name_of(one) == names.NOTE_NUMBER), None)


def _number(note: _Element) -> str:
    printed = _numbered(note)
    return plain(printed) if printed is not None else (note.get("nr") or "").strip()


def _ends_word(made: list[Piece]) -> bool:
    """Whether what stands before is a word, so that a blank belongs between it and the next element."""
    last = next((piece for piece in reversed(made) if piece), "")
    printed = last.text if isinstance(last, Mark) else last if isinstance(last, str) else ""
    return printed[-1:].isalnum() or printed[-1:] in (".", ",", ";", ":")
