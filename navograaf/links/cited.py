"""The papers that letters cite, and which of them were there before a letter was written.

Used by fulfilment.py: a paper that was there when a promise was made does not keep it. Law: a paper is known from the
first letter that cites it, and the numbers of a dossier rise with the days.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable

from navograaf.iris import thing
from navograaf.links.model import LetterNode, Order, Sentence

PAPERS = ("kamerstuk/", "kenmerk/")
"""What the names of papers begin with."""
NUMBER = re.compile(r"kamerstuk/(?P<dossier>.+)-(?P<number>\d+)$")


class Papers:
    """The papers that letters cite, and which of them were there already."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._first: dict[str, Order] = {}
        self._numbers: dict[str, list[tuple[Order, int]]] = defaultdict(list)
        for sentence in sentences:
            for name in sentence.named:
                if name.startswith(PAPERS):
                    order = sentence.letter.order
                    self._first[name] = min(order, self._first.get(name, order))
        for name, order in self._first.items():
            if match := NUMBER.match(name):
                self._numbers[match["dossier"]].append((order, int(match["number"])))
        for rows in self._numbers.values():
            rows.sort()
            most = 0
            for place, (order, number) in enumerate(rows):
                most = max(most, number)
                rows[place] = (order, most)

    def first(self, name: str) -> Order:
        """The order of the first letter that cites a paper."""
        return self._first[name]

    def most(self, dossier: str, letter: LetterNode) -> int:
        """The highest number of a dossier that was cited by or before `letter`."""
        rows = self._numbers[dossier]
        at = bisect.bisect_right(rows, letter.order, key=lambda row: row[0]) - 1
        return rows[at][1] if at >= 0 else 0

    def new(self, sentence: Sentence, letter: LetterNode) -> tuple[str, ...] | None:
        """The papers that a sentence cites and that can be later than `letter`; None when all it cites were there."""
        cited = sorted(one for one in sentence.named if one.startswith(PAPERS))
        kept = [
            one for one in cited if self.first(one) > letter.order and self._number(one) > self._reached(one, letter)
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
        return max(own, self.most(match["dossier"], letter))
