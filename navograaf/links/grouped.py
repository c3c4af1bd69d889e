"""The groups of decisions that share a telling word or name: which two of them are compared.

Between held.py and paired.py. All of a small group are compared with each other, each of a large one with the next few
in the order of reading. Law: what a change makes comparable, or no longer so, is told exactly, also of decisions that
did not change themselves.
"""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Iterator
from itertools import combinations

from navograaf.links import plain
from navograaf.links.held import Held
from navograaf.links.kept import Kept
from navograaf.links.matter import OPEN
from navograaf.links.model import Order
from navograaf.links.pairs import CROWD, keys, topics

NEXT = 8
"""In a crowd each decision is compared with so many before and after it."""
_LOADED = 400_000
"""So many places in small groups are held in memory. Large ones stay, eight bytes a place: they are few, every decision
asks for some, and each would have to be read and sorted again."""


class Groups:
    """Decisions by the words and names by which they are looked up."""

    def __init__(self, kept: Kept, held: Held) -> None:
        self._kept, self._held = kept, held
        self._groups: dict[str, array[int]] = {}
        self._crowds: dict[str, array[int]] = {}
        self._loaded = 0
        self._left: dict[str, list[tuple[Order, int]]] = {}  # feature -> decisions that left it, as they were ranked
        self.touched: set[str] = set()
        """Features whose group is another than before."""
        self.topics: set[str] = set()
        """Topics at a meeting, as pairs.py gives them joined by a space, of which decisions came or went."""

    def clear(self) -> None:
        """Take out all decisions."""
        for table in ("grouped", "topic", "due"):
            self._kept.db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        self._kept.db.execute("UPDATE decision SET keys = NULL")

    def take_out(self, number: int, order: Order, row: str) -> None:
        """Take out a decision that went or changed. order: of its letter as it was; row: its keys."""
        db = self._kept.db
        features, found, due = plain.loads(row)[:3]
        for feature in features:
            self._left.setdefault(feature, []).append((order, number))
        self.touched.update(features)
        self.topics.update(found)
        db.executemany("DELETE FROM grouped WHERE feature = ? AND n = ?", [(one, number) for one in features])
        db.executemany("DELETE FROM topic WHERE key = ? AND n = ?", [(one, number) for one in found])
        db.execute("DELETE FROM due WHERE meeting = ? AND n = ?", (due, number))

    def put_in(self, number: int) -> None:
        """Put in a decision that is new or changed, once all that went are out."""
        db = self._kept.db
        self._held.trim()
        self._held.forget(number)
        db.execute("UPDATE decision SET keys = NULL WHERE n = ?", (number,))
        one = self._held.matter(number)
        features = sorted(keys(one, self._held.likeness))
        found = [" ".join(key) for key in topics(one)]
        db.executemany("INSERT INTO grouped VALUES (?, ?)", [(feature, number) for feature in features])
        db.executemany("INSERT INTO topic VALUES (?, ?)", [(key, number) for key in found])
        due = one.due if one.item.status in OPEN else ""
        if due:
            db.execute("INSERT INTO due VALUES (?, ?)", (due, number))
        row = features, found, due, sorted(one.documents), sorted(one.missions), one.due, one.year
        db.execute("UPDATE decision SET keys = ? WHERE n = ?", (plain.dumps(row), number))
        self.topics.update(found)
        self.touched.update(features)

    def near(self, number: int) -> set[int]:
        """The decisions with which one is compared, and itself."""
        found: set[int] = set()
        own = self._held.rank(number)
        for feature in self._features(number):
            group = self._group(feature)
            if len(group) <= CROWD:
                found.update(group)
            else:
                at = bisect.bisect_left(group, own, key=self._held.rank)
                found.update(group[max(0, at - NEXT) : at + 1 + NEXT])
        return found

    def compares(self, a: int, b: int) -> bool:
        """Whether two decisions are compared."""
        for feature in set(self._features(a)).intersection(self._features(b)):
            group = self._group(feature)
            if len(group) <= CROWD:
                return True
            first, second = (bisect.bisect_left(group, self._held.rank(one), key=self._held.rank) for one in (a, b))
            if abs(first - second) <= NEXT:
                return True
        return False

    def moved(self, feature: str, dirty: set[int]) -> Iterator[tuple[int, int]]:
        """Pairs of decisions that did not change, of which a group now says otherwise whether to compare them.

        dirty: decisions that are new or changed.
        """
        group = self._group(feature)
        rank, order = self._held.rank, self._held.order
        stayed = [number for number in group if number not in dirty]
        came = [rank(number) for number in group if number in dirty]
        left = sorted(self._left.get(feature, ()))
        small, was_small = len(group) <= CROWD, len(stayed) + len(left) <= CROWD
        if small and was_small:
            return
        if small or was_small:
            yield from combinations(stayed, 2)
            return
        places = {bisect.bisect_left(stayed, one, key=rank) for one in came}
        places |= {bisect.bisect_left(stayed, one, key=order) for one in left}
        for place in sorted(places):
            for i in range(max(0, place - NEXT), place):
                for j in range(place, min(i + NEXT + 1, len(stayed))):
                    a, b = stayed[i], stayed[j]
                    now = j - i + bisect.bisect_left(came, rank(b)) - bisect.bisect_left(came, rank(a))
                    was = j - i + bisect.bisect_left(left, order(b)) - bisect.bisect_left(left, order(a))
                    if (now <= NEXT) != (was <= NEXT):
                        yield a, b

    def _features(self, number: int) -> list[str]:
        row = self._kept.db.execute("SELECT keys FROM decision WHERE n = ?", (number,)).fetchone()
        return list(plain.loads(row[0])[0])

    def _group(self, feature: str) -> array[int]:
        """The decisions that have a word or name, in the order of reading."""
        found = self._crowds.get(feature) or self._groups.get(feature)
        if found is None:
            numbers = self._kept.column("SELECT n FROM grouped WHERE feature = ?", feature)
            found = array("q", sorted(numbers, key=self._held.rank))
            if len(found) > CROWD:
                self._crowds[feature] = found
                return found
            if self._loaded > _LOADED:
                self._groups.clear()
                self._loaded = 0
            self._groups[feature] = found
            self._loaded += len(found)
        return found
