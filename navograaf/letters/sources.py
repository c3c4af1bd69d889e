"""Where letters are: the files that a command names, and their bytes. Input is untrusted: sizes are bounded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from navograaf.errors import LetterError

MAX_BYTES = 64_000_000
"""A letter of 100 pages with pictures is a PDF of some MB; beyond this a file is something else."""
ENDINGS = frozenset({".txt", ".pdf", ".docx", ".html", ".htm", ".xhtml", ".xml"})
"""Of the files in a folder that are letters. A file that is named is read whatever it is called."""
BESIDE = ("metadata.xml", ".metadata.xml")
"""Names, and endings of names, of files that tell of a letter and are none."""
GRAPH_MARK = "navograaf.json"
"""The file that marks a graph folder (graph/folder.py)."""
_PART = 1 << 16
"""Bytes read at a time: to read 8 MB at once would take the memory for it, for each of a thousand letters anew."""
STDIN = "-"


def read_bytes(source: Path | str) -> bytes:
    """The bytes of a letter at a path or, for "-", on standard input; of one that is too large, enough to tell.

    Raises LetterError when it is missing, a folder or cannot be read.
    """
    name = str(source)
    try:
        if name == STDIN:
            return _bounded(sys.stdin.buffer)
        with Path(source).open("rb") as stream:
            return _bounded(stream)
    except FileNotFoundError:
        raise LetterError("there is no such file", where=name, todo="Check the path") from None
    except IsADirectoryError:
        raise LetterError("this is a folder", where=name, todo="Name a letter in it") from None
    except OSError as error:
        raise LetterError(f"the file cannot be read ({error.strerror})", where=name) from error


def _bounded(stream: BinaryIO) -> bytes:
    """All bytes, or the first of them, more than MAX_BYTES."""
    parts: list[bytes] = []
    size = 0
    while size <= MAX_BYTES and (part := stream.read(_PART)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def letter_paths(sources: Iterable[Path | str]) -> list[Path]:
    """The letters named by `sources`: files as given, folders expanded to the letters under them.

    Each path once, sorted inside a folder; "-" (standard input) passes through. Raises LetterError
    for a path that is not there and for a folder without letters.
    """
    found: dict[Path, None] = {}
    for source in map(Path, sources):
        if not source.is_dir():
            if str(source) != STDIN and not source.exists():
                raise LetterError("there is no such file or folder", where=str(source), todo="Check the path")
            found[source] = None
            continue
        inside = sorted(_inside(source))
        if not inside:
            endings = ", ".join(sorted(ENDINGS))
            raise LetterError(
                "the folder holds no letters", where=str(source), todo=f"Name another folder; letters end in {endings}"
            )
        found.update(dict.fromkeys(inside))
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    """The letters under a folder. Hidden folders and graph folders, which keep texts of letters, are left out."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(name for name in folders if name[0] != "." and not (here / name / GRAPH_MARK).is_file())
        yield from (here / name for name in names if is_letter(name) and (here / name).is_file())


def is_letter(name: str) -> bool:
    """Whether a file in a folder is a letter, by its name; Word keeps a "~$brief.docx" beside a file that is open."""
    lower = name.lower()
    return Path(lower).suffix in ENDINGS and not lower.startswith((".", "~")) and not lower.endswith(BESIDE)
