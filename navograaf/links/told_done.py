"""What is looked up to tell whether a promise was kept: sentences that tell of something done, and papers cited.

Between kept.py and promised.py. Law: what is looked up here is what fulfilment.py finds in a collection in memory.
"""

from __future__ import annotations

import bisect
from array import array
from itertools import accumulate

from navograaf.links import fulfilment
from navograaf.links.cited import NUMBER, Papers
from navograaf.links.kept import SHIFT, Kept
from navograaf.links.model import LetterNode, Order, Sentence
from navograaf.links.promise import matter
from navograaf.links.remembered import Remembered

_REMEMBERED = 4000
"""So many sentences are held ready to be compared."""


class StoredPapers(Papers):
    """The papers that letters cite, looked up as they are needed."""

    def __init__(self, kept: Kept, rank: dict[int, int], orders: list[Order]) -> None:
        """rank: number of a letter -> its place in the order of reading; orders: the order of the letter there."""
        self._kept, self._rank, self._orders = kept, rank, orders
        self._known: dict[str, tuple[array[int], array[int]]] = {}
        self.asked: set[str] = set()
        """What was looked up."""

    def first(self, name: str) -> Order:
        """The order of the first letter that cites a paper."""
        self.asked.add(f"paper {name}")
        return self._orders[min(self._rank[n] for n in self._kept.column("SELECT n FROM cites WHERE paper = ?", name))]

    def most(self, dossier: str, letter: LetterNode) -> int:
        """The highest number of a dossier that was cited by or before `letter`."""
        self.asked.add(f"dossier {dossier}")
        if dossier not in self._known:
            self._known[dossier] = self.highest(dossier, frozenset())
        return reached(self._known[dossier], self._rank[self._kept.numbers[letter.id]])

    def highest(self, dossier: str, without: frozenset[int] | set[int]) -> tuple[array[int], array[int]]:
        """Places of the letters that cite a dossier, and the highest number cited up to each."""
        begin = f"kamerstuk/{dossier}-"
        rows = self._kept.db.execute("SELECT paper, n FROM cites WHERE paper >= ? AND paper < ?", (begin, begin + "~"))
        found = sorted(
            (self._rank[n], int(match["number"]))
            for paper, n in rows
            if n not in without and (match := NUMBER.match(paper)) and match["dossier"] == dossier
        )
        return array("l", (place for place, _ in found)), array("l", accumulate((most for _, most in found), max))


def reached(highest: tuple[array[int], array[int]], place: int) -> int:
    """The highest number up to a place in the order of reading."""
    places, numbers = highest
    at = bisect.bisect_right(places, place) - 1
    return numbers[at] if at >= 0 else 0


class Told:
    """The sentences that tell of something done, looked up as they are needed; the Candidates of fulfilment.py."""

    def __init__(self, kept: Kept, rank: dict[int, int], papers: StoredPapers) -> None:
        self._kept, self._rank, self._papers = kept, rank, papers
        self._groups: dict[str, array[int]] = {}
        self.row = Remembered(self._row, _REMEMBERED)

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

    def begin(self, group: array[int], letter: LetterNode) -> int:
        """The place in a group of the first that stands in a letter after `letter`."""
        return bisect.bisect_right(group, self._rank[self._kept.numbers[letter.id]], key=lambda n: self.place(n)[0])

    def after(self, feature: str, letter: LetterNode) -> array[int]:
        """The first so many of a group that stand in letters after `letter`."""
        group = self.group(feature)
        begin = self.begin(group, letter)
        return group[begin : begin + fulfilment.ROWS]

    def place(self, number: int) -> tuple[int, int]:
        """Sorts sentences as they are read."""
        return self._rank[number >> SHIFT], number

    def new(self, sentence: Sentence, letter: LetterNode) -> tuple[str, ...] | None:
        """As Papers.new."""
        return self._papers.new(sentence, letter)

    def _row(self, number: int) -> tuple[Sentence, frozenset[str]]:
        sentence = self._kept.done(number)
        return sentence, matter(sentence.stems | sentence.named)
