"""Words without their endings, so that "bijeenkomst" and "bijeenkomsten" are one: for search and for links.

Beside folding.py. The stems are those of the Snowball project's Dutch stemmer. Law: a word keeps its place, so what
matches can be marked in the text as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from navograaf.words.folding import fold

WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
"""A word of a text that is folded."""
_KNOWN = 200_000
"""So many words are remembered; more make a second look-up, not another answer."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A word of a text: its stem, and where it stands (code points)."""

    stem: str
    start: int
    end: int


def stems(text: str) -> list[Stem]:
    """The words of `text` in order; a word in capitals with digits ("F-35") keeps all its letters."""
    folded = fold(text)
    return [Stem(stem(found[0]), found.start(), found.end()) for found in WORD.finditer(folded)]


@lru_cache(maxsize=_KNOWN)
def stem(word: str) -> str:
    """One word, folded, without its ending."""
    if any(c.isdigit() for c in word):
        return word
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("dutch")
