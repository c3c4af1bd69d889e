"""What a graph folder tells of a letter that it holds: its id, its files, and how it was made.

Beside folder.py, which reads it from the list of letters, and for all that reads letters of a graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from navograaf.letters.model import Format


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A file that holds a letter of the graph in another format, or in another version of its text."""

    file: str
    source: str
    """As StoredLetter.source."""
    sha256: str
    format: Format
    pages: int


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """A letter of the graph: its id, file name, the path it was read from, and its files in the folder."""

    id: str
    file: str
    source: str
    """The absolute path that the letter was read from, or "-" for standard input."""
    sha256: str
    """Of the bytes of the source."""
    nquads: Path
    nquads_sha256: str
    text: Path
    text_sha256: str
    """Of the bytes of `text`, which is UTF-8 whatever the source was."""
    quads: int
    warnings: int
    made_by: str
    """Fingerprint of the rules, reference data and program that made the graph."""
    format: Format = "txt"
    pages: int = 0
    """Of the source; 0 where its format has none."""
    structure: Path = Path()
    structure_sha256: str = ""
    """Of the bytes of `structure`; "" where there is no such file."""
    also: tuple[OtherFile, ...] = ()
    """Other files that hold the same letter, and are not read."""
