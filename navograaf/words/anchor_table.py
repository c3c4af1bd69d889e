"""Which of many anchors fit a token: looked up by their letters, so that a new word costs what it is long.

Between the anchors of the rules (anchors.py) and what tokens raise (trials.py). Law: the bits of a token are those of
all anchors that fit it (tokens.py), in whatever order the anchors were added.
"""

from __future__ import annotations

from collections.abc import Iterable

from navograaf.words.tokens import Anchor

_KEY = 2
"""Anchors that stand inside a token are looked up by so many of their first letters: a token has places enough."""


class AnchorTable:
    """Bits by the letters of anchors, and by how these must stand in a token."""

    def __init__(self) -> None:
        self._whole: dict[str, int] = {}
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._inside: dict[str, dict[str, int]] = {}
        """First letters -> the anchors that begin with them."""
        self._short: dict[str, int] = {}
        """Anchors inside a token that have fewer letters than that."""
        self._sizes: tuple[list[int], list[int]] | None = None

    def add(self, anchors: Iterable[Anchor], bit: int) -> None:
        """Let tokens that fit any of these anchors raise a bit."""
        for letters, starts, ends in anchors:
            if starts or ends:
                held = (self._whole if ends else self._starts) if starts else self._ends
            else:
                held = self._short if len(letters) < _KEY else self._inside.setdefault(letters[:_KEY], {})
            held[letters] = held.get(letters, 0) | bit
        self._sizes = None

    def fitting(self, word: str) -> int:
        """The bits of the anchors that fit a plain token."""
        if self._sizes is None:
            self._sizes = sorted(set(map(len, self._starts))), sorted(set(map(len, self._ends)))
        size, bits = len(word), self._whole.get(word, 0)
        for n in self._sizes[0]:
            if n > size:
                break
            bits |= self._starts.get(word[:n], 0)
        for n in self._sizes[1]:
            if n > size:
                break
            bits |= self._ends.get(word[size - n :], 0)
        inside = self._inside
        for at in range(size - _KEY + 1):
            for letters, raised in inside.get(word[at : at + _KEY], _NONE).items():
                if word.startswith(letters, at):
                    bits |= raised
        for letters, raised in self._short.items():
            if letters in word:
                bits |= raised
        return bits


_NONE: dict[str, int] = {}
