"""Word lists: extract/words/NAME.tsv, one word a line, optionally with its meaning behind a tab.

Lines that begin with # are remarks. A rule refers to a list as {NAME}.
"""

from __future__ import annotations

import re
from functools import cache

from navograaf.errors import RuleError
from navograaf.files import folder


@cache
def meanings(name: str) -> dict[str, str]:
    """The words of a list with their meanings ("" where none is given), in file order.

    Raises RuleError, with file and line, for a missing list, an empty word or a word given twice.
    """
    path = folder("extract") / "words" / f"{name}.tsv"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in path.parent.glob("*.tsv")))
        raise RuleError(f"there is no word list {name!r}", where=str(path), todo=f"Lists: {known}")
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
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


@cache
def alternation(name: str) -> str:
    """The list as a regular expression, longest word first, spaces as \\s+ (safe in verbose patterns)."""
    words = sorted(meanings(name), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.sub(r"(?:\\ )+", r"\\s+", re.escape(w)) for w in words) + ")"
