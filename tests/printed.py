"""The five letters as paragraphs, for the tests that render them into other formats: what a typesetter gets.

Made by the text station from the letters of seeds/, whose texts keep line ends, hyphens and page ends: these are gone
here, so that a rendering makes its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from navograaf.files import folder
from navograaf.letters.model import Kind
from navograaf.letters.reading import read_letter
from navograaf.text.reading import read_text


@dataclass(frozen=True)
class NoteMark:
    """A reference to a footnote inside a paragraph."""

    number: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its kind and its words, cut where the reference to a footnote stands."""

    kind: Kind
    pieces: tuple[str | NoteMark, ...]

    @property
    def words(self) -> str:
        """The words alone."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


@dataclass(frozen=True)
class PrintedLetter:
    """A letter: its file, its paragraphs in order, the words of its footnotes by number, its footers."""

    file: str
    paragraphs: tuple[Paragraph, ...]
    notes: dict[str, str]
    footers: tuple[str, ...]


def seed_files() -> list[Path]:
    """The five letters."""
    return sorted((folder("seeds") / "letters").glob("*.txt"))


@cache
def printed(path: Path) -> PrintedLetter:
    """A letter of seeds/ as paragraphs."""
    text = read_text(read_letter(path))
    marks: dict[int, str] = {}
    for note in text.notes:
        assert note.marker is not None
        place = text.view.place(note.marker[0] - 1)
        assert place is not None, (path.name, note.number)
        # the last character of a paragraph is told by the place of the paragraph's end
        marks[place + (text.view.text[place] != "\n")] = note.number
    paragraphs: list[Paragraph] = []
    notes: dict[str, str] = {}
    for block in text.blocks:
        words = text.view.text[block.start : block.end]
        if block.kind == "footnote":
            assert block.note is not None
            notes[block.note] = words.removeprefix(block.note).lstrip(" .")
            continue
        pieces: list[str | NoteMark] = []
        last = block.start
        for at in sorted(place for place in marks if block.start < place <= block.end):
            pieces += [text.view.text[last:at], NoteMark(marks[at])]
            last = at
        pieces.append(text.view.text[last : block.end])
        paragraphs.append(Paragraph(block.kind, tuple(piece for piece in pieces if piece)))
    footers = tuple(dict.fromkeys(line.text for line in text.footers))
    return PrintedLetter(path.name, tuple(paragraphs), notes, footers)
