"""Spellings made equal without moving an offset: one character in, one character out.

Case, accents, kinds of quote, dash and space differ between letters (Oekraïne, OEKRAINE,
SACEUR’s, SACEUR's), so names are compared folded. Law: len(fold(text)) == len(text).
"""

from __future__ import annotations

import re
import unicodedata

_SAME = {"’": "'", "‘": "'", "´": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "­": "-", "ß": "s", "ø": "o", "ł": "l"}


class _Folding(dict[int, str]):
    """str.translate table that works out a character when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char == "\n":  # a paragraph ends: no name goes on beyond it
            folded = char
        elif char.isspace():
            folded = " "
        elif char.lower() in _SAME:
            folded = _SAME[char.lower()]
        else:
            base = unicodedata.normalize("NFD", char)[0]
            folded = base.lower() if len(base.lower()) == 1 else base
        self[code] = folded
        return folded


_TABLE = _Folding()
_ODD = re.compile(r"[^\n -_a-~]")
"""Characters of which more than the case is made equal: those outside ASCII, the backtick and odd spaces."""


def fold(text: str) -> str:
    """`text` in lower case without accents, with plain quotes, hyphens and spaces; the length is kept."""
    # most characters ask for lower case alone, which one call gives them all; only the odd ones are looked up
    return _ODD.sub(_folded, text).lower()


_MARKS = re.compile(r"[\W_]+")


def key(text: str) -> str:
    """A name as it is compared: case, accents, spaces, hyphens and other marks left out."""
    return _MARKS.sub("", fold(text))


def _folded(odd: re.Match[str]) -> str:
    return _TABLE[ord(odd[0])]
