"""The sentences of a store of letters that tell of something done, looked up as they are needed.

Between kept.py and fulfilment.py. Law: what stands in later letters is found by any of its words and names, the first
in the order of reading first.
"""

from __future__ import annotations

import bisect
from array import array

from navograaf.links.cited import Papers
from navograaf.links.kept import SHIFT, Kept
from navograaf.links.model import LetterNode, Sentence
from navograaf.links.promise import matter
from navograaf.links.reading import Reading
from navograaf.links.remembered import Remembered

ROWS = 200
"""So many later sentences with a word or name are looked at, so that a common word costs little."""
_REMEMBERED = 4000
"""So many sentences are held ready to be compared."""


class Told:
    """The sentences that tell of something done, each with a number."""

    def __init__(self, kept: Kept, reading: Reading, papers: Papers) -> None:
        self._kept, self._rank, self._papers = kept, reading.rank, papers
        self._groups: dict[str, array[int]] = {}
        self.row = Remembered(self._row, _REMEMBERED)
        """A sentence, and the words and names that tell its matter."""

    def has(self, feature: str) -> bool:
        """Whether any of them has this word or name."""
        return bool(self.group(feature))

    def group(self, feature: str) -> array[int]:
        """Numbers of those that have a word or name, in the order of reading."""
        found = self._groups.get(feature)
        if found is None:
            numbers = self._kept.column("SELECT n FROM done_by WHERE feature = ?", feature)
            found = self._groups[feature] = array("q", sorted(numbers, key=self.place))
        return found

    def after(self, feature: str, letter: LetterNode) -> array[int]:
        """The first `ROWS` of those with a word or name that stand in letters after `letter`."""
        group = self.group(feature)
        begin = bisect.bisect_right(group, self._rank[self._kept.numbers[letter.id]], key=lambda n: self.place(n)[0])
        return group[begin : begin + ROWS]

    def place(self, number: int) -> tuple[int, int]:
        """Sorts sentences as they are read."""
        return self._rank[number >> SHIFT], number

    def new(self, sentence: Sentence, letter: LetterNode) -> tuple[str, ...] | None:
        """The papers that a sentence cites and that can be later than `letter`; None when all it cites were there."""
        return self._papers.new(sentence, letter)

    def _row(self, number: int) -> tuple[Sentence, frozenset[str]]:
        sentence = self._kept.done(number)
        return sentence, matter(sentence.stems | sentence.named)
