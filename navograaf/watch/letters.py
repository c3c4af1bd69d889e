"""Which letters a file of the watched folder concerns: itself, or those that it tells of.

Used by follow.py. Laws: the graph is no letter, wherever it lies; a file that a program only keeps for itself while it
works (hidden, a lock, half a download) is none either.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from navograaf.letters.sources import BESIDE, ENDINGS
from navograaf.letters.table import FILE
from navograaf.watch.settling import is_file

_TEMPORARY = (".", "~")
"""How the names begin of files that are not for readers: .name (hidden, a fetch that is not done), ~$name (Word)."""
_OF_ONE = (".metadata.xml", ".metadata.json")
"""How the names end of files that tell of the letter with the same name."""


class Place:
    """The watched folder, and the graph folder, which may lie in it."""

    def __init__(self, folder: Path, graph: Path) -> None:
        self.folder, self.graph = _whole(folder), _whole(graph)

    def all(self) -> set[Path]:
        """The letters in the folder now."""
        return set(self._inside(self.folder))

    def holds(self, path: Path) -> bool:
        """Whether a path lies in the folder, and not in the graph."""
        return path.is_relative_to(self.folder) and not path.is_relative_to(self.graph)

    def is_letter(self, path: Path) -> bool:
        """Whether a file with this name is a letter."""
        name = path.name.lower()
        return (
            self.holds(path)
            and path.suffix.lower() in ENDINGS
            and not name.startswith(_TEMPORARY)
            and not name.endswith(BESIDE)
        )

    def concerned(self, path: Path) -> set[Path]:
        """The letters that are to be read since `path` came or changed: a letter, a file beside letters, a folder."""
        name = path.name.lower()
        if not self.holds(path):
            return set()
        if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for what is in a shut folder)
            return set(self._inside(path))
        if name == FILE:  # it tells of its own folder and of those right under it
            return {one for one in self._inside(path.parent) if path.parent in (one.parent, one.parent.parent)}
        if name == BESIDE[0]:
            return {one for one in self._inside(path.parent) if one.parent == path.parent}
        for ending in _OF_ONE:
            if name.endswith(ending):
                stem = path.name[: -len(ending)]
                return {one for one in self._inside(path.parent) if (one.parent, one.stem) == (path.parent, stem)}
        return {path} if self.is_letter(path) and is_file(path) else set()

    def _inside(self, folder: Path) -> Iterator[Path]:
        # Unlike Path.rglob, this passes over a folder that goes, or is shut, while it is looked through.
        found = (Path(at, name) for at, _, names in os.walk(folder) for name in names)
        return (path for path in found if self.is_letter(path) and is_file(path))


def _whole(path: Path) -> Path:
    """The path from the root, links left as they are: a graph names its letters so."""
    return Path(os.path.abspath(path))  # noqa: PTH100
