"""The tokens of a text, and the letters by which a rule is looked up among them.

A token is a run of word characters, or one other character that is no space.
"""

from __future__ import annotations

import re
from typing import NamedTuple

TOKEN = re.compile(r"\w+|[^\w\s]")
_I = {0x130: "i", 0x131: "i"}


class Anchor(NamedTuple):
    """Letters that stand in a token, at its start, at its end, or as the whole of it."""

    letters: str
    starts: bool
    ends: bool

    def fits(self, token: str) -> bool:
        """Whether a token, made plain, holds the letters where they must stand."""
        if self.starts:
            return token == self.letters if self.ends else token.startswith(self.letters)
        return token.endswith(self.letters) if self.ends else self.letters in token


def tokens(text: str) -> list[str]:
    """The tokens of a text in order."""
    return TOKEN.findall(text)


def plain(token: str) -> str:
    """Letters that a pattern takes for one another when case does not count, made equal, one by one."""
    return token.lower() if token.isascii() else token.translate(_I).casefold()
