"""What "deze Pledge" or "het rapport" points back to: a document that the letter has named by a longer name.

Used by letter_items.py. A name is meant by its head with an article or a demonstrative before it: the last word of
"Resilience Pledge", the first of "Report on the State of Civil Preparedness". Law: of several documents with one head
the one named last before the place is meant; a word that is no head of a name that went before means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from navograaf.words.lists import meanings
from navograaf.words.stems import Stem, stem, stems

_SHORTEST = 4
"""Letters of a head at least: "NAP" and "CoE" are names of their own."""


class Heads:
    """The heads of the documents that one letter names."""

    def __init__(self, surfaces: Iterable[tuple[int, str, str]]) -> None:
        """surfaces: place, id of the document, the words that name it, in any order."""
        self._named: dict[str, list[tuple[int, str]]] = {}
        for place, name, words in sorted(surfaces):
            found = stems(words)
            joints = [number for number, word in enumerate(found) if _text(words, word) in meanings("name-joint")]
            head = found[joints[0] - 1 if joints else -1].stem if len(found) > 1 else ""
            if len(head) >= _SHORTEST and not head.isdigit() and head not in _few():
                self._named.setdefault(head, []).append((place, name))

    def meant(self, words: str, start: int, named: frozenset[str]) -> Iterator[str]:
        """The documents that `words`, which begin at `start` in the letter, point back to; `named`: those it names."""
        if not self._named:
            return
        found = stems(words)
        pointers = meanings("points-back")
        for before, word in pairwise(found):
            if _text(words, before) in pointers and word.stem in self._named:
                earlier = [name for place, name in self._named[word.stem] if place < start]
                if earlier and not named.intersection(name for _, name in self._named[word.stem]):
                    yield earlier[-1]


@cache
def _few() -> frozenset[str]:
    return frozenset(stem(word) for word in meanings("says-little"))


def _text(words: str, at: Stem) -> str:
    return words[at.start : at.end].casefold()
