"""The papers that letters cite, and which of them were there before a letter was written: looked up as they are needed.

Beside kept.py, for told_done.py: a paper that was there when a promise was made does not keep it. Laws: a paper is
known from the first letter that cites it, and the numbers of a dossier rise with the days; what was looked up is noted.
"""

from __future__ import annotations

import bisect
import re
from array import array
from collections.abc import Set
from itertools import accumulate

from navograaf.iris import thing
from navograaf.links.kept import Kept
from navograaf.links.model import LetterNode, Order, Sentence
from navograaf.links.reading import Reading

PAPERS = ("kamerstuk/", "kenmerk/")
"""What the names of papers begin with."""
NUMBER = re.compile(r"kamerstuk/(?P<dossier>.+)-(?P<number>\d{1,9})$", re.ASCII)
"""A paper of a dossier; a correction may name one with a longer number, which no dossier has and no array holds."""


class Papers:
    """The papers that letters cite."""

    def __init__(self, kept: Kept, reading: Reading) -> None:
        self._kept, self._rank, self._orders = kept, reading.rank, reading.orders
        self._known: dict[str, tuple[array[int], array[int]]] = {}
        self.asked: set[str] = set()
        """What was looked up: "paper kamerstuk/28676-347" or "dossier 28676"."""

    def new(self, sentence: Sentence, letter: LetterNode) -> tuple[str, ...] | None:
        """The papers that a sentence cites and that can be later than `letter`; None when all it cites were there."""
        cited = sorted(one for one in sentence.named if one.startswith(PAPERS))
        kept = [
            one for one in cited if self._first(one) > letter.order and self._number(one) > self._reached(one, letter)
        ]
        return None if cited and not kept else tuple(thing(*one.split("/", 1)) for one in kept)

    def _number(self, name: str) -> int:
        match = NUMBER.match(name)
        return int(match["number"]) if match else 1

    def _reached(self, name: str, letter: LetterNode) -> int:
        """The highest number of the same dossier that was cited by or before `letter`, or is its own."""
        match = NUMBER.match(name)
        if not match:
            return 0
        dossier, _, number = letter.paper.rpartition("-")
        own = int(number) if dossier == match["dossier"] and number.isdigit() else 0
        return max(own, self._most(match["dossier"], letter))

    def _first(self, name: str) -> Order:
        """The order of the first letter that cites a paper."""
        self.asked.add(f"paper {name}")
        return self._orders[min(self._rank[n] for n in self._kept.column("SELECT n FROM cites WHERE paper = ?", name))]

    def _most(self, dossier: str, letter: LetterNode) -> int:
        """The highest number of a dossier that was cited by or before `letter`."""
        self.asked.add(f"dossier {dossier}")
        if dossier not in self._known:
            self._known[dossier] = self.highest(dossier, frozenset())
        return reached(self._known[dossier], self._rank[self._kept.numbers[letter.id]])

    def highest(self, dossier: str, without: Set[int]) -> tuple[array[int], array[int]]:
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
