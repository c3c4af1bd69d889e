"""Decisions read from the database and held ready to be compared, so many at a time.

Between kept.py and paired.py. Law: a decision that is not held is read again, so how many are held changes no pair.
"""

from __future__ import annotations

from collections.abc import Iterator

from navograaf.links.kept import SHIFT, Kept
from navograaf.links.likeness import Likeness
from navograaf.links.matter import Matter
from navograaf.links.model import Order
from navograaf.links.reading import Reading

_MOST = 6000
"""So many decisions are held ready to be compared."""


class Held:
    """Decisions by number, with the order in which they are read."""

    def __init__(self, kept: Kept, reading: Reading, likeness: Likeness) -> None:
        self._kept, self._reading, self.likeness = kept, reading, likeness
        self._matters: dict[int, Matter] = {}

    def rank(self, number: int) -> tuple[int, int]:
        """Sorts decisions as they are read."""
        return self._reading.rank[number >> SHIFT], number

    def order(self, number: int) -> tuple[Order, int]:
        """Sorts them likewise, among decisions that went."""
        return self._reading.orders[self._reading.rank[number >> SHIFT]], number

    def all(self) -> Iterator[int]:
        """The numbers of all decisions in the order of reading."""
        return self._kept.of_letters("decision", self._reading.letters)

    def matter(self, number: int) -> Matter:
        """A decision ready to be compared."""
        found = self._matters.get(number)
        if found is None:
            item, row = self._kept.decision_row(number)
            if row:
                documents, missions, due, year = row[3:]
                found = Matter(item, frozenset(documents), frozenset(missions), due, year)
            else:
                found = Matter.of(item)
            self._matters[number] = found
            self.likeness.know(item)
        return found

    def forget(self, number: int) -> None:
        """Read a decision anew when it is next asked for."""
        if number in self._matters:
            self.likeness.forget(self._matters.pop(number).item)

    def trim(self) -> None:
        """Forget decisions where many are held: to be called when none is in use."""
        if len(self._matters) > _MOST:
            for number in list(self._matters)[: len(self._matters) - _MOST // 2]:
                self.forget(number)
