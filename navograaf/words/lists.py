"""Word lists: extract/words/NAME.tsv, one word a line, optionally with its meaning behind a tab.

Lines that begin with # are remarks. A rule refers to a list as {NAME}.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from navograaf.errors import RuleError
from navograaf.files import folder
from navograaf.kept import digest
from navograaf.words.trie import pattern


@cache
def meanings(name: str) -> dict[str, str]:
    """The words of a list with their meanings ("" where none is given), in file order.

    Raises RuleError, with file and line, for a missing list, an empty word or a word given twice.
    """
    path = _folder() / f"{name}.tsv"
    data = _files(path.parent).get(path.name)
    if data is None:
        known = ", ".join(sorted(p.stem for p in path.parent.glob("*.tsv")))
        raise RuleError(f"there is no word list {name!r}", where=str(path), todo=f"Lists: {known}")
    found: dict[str, str] = {}
    for number, line in enumerate(data.decode("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        word, _, meaning = line.partition("\t")
        word = word.strip()
        if not word or word in found:
            raise RuleError(
                f"the word {word!r} is empty or stands here twice", where=f"{path}:{number}", todo="Remove the line"
            )
        found[word] = meaning.strip()
    return found


def all_bytes() -> bytes:
    """What tells the lists from what they were before, as a part of a key (kept.py)."""
    return digest(_files(_folder()))


def _folder() -> Path:
    return folder("extract") / "words"


@cache
def _files(place: Path) -> dict[str, bytes]:
    """The lists, all read at once: what is made of some of them is kept under what all of them hold."""
    return {path.name: path.read_bytes() for path in sorted(place.glob("*.tsv")) if path.is_file()}


@cache
def alternation(name: str) -> str:
    """The list as a regular expression, longest word first, spaces as \\s+ (safe in verbose patterns).

    It is written as a prefix tree: at each place a few letters are tried, not every word.
    """
    return "(?:" + re.sub(r"(?:\\ )+", r"\\s+", pattern(meanings(name))) + ")"
