"""The pairs of decisions of a store of letters, kept up to date: those of what changed are looked for again.

After kept.py and grouped.py, before threaded.py; pairs.py says which two are a pair. Two decisions are compared when
they share a telling word or name, or stand close by in one letter. Law: the pairs that are kept are those of all
letters compared at once.
"""

from __future__ import annotations

import bisect
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise

from navograaf.links import plain
from navograaf.links.grouped import Groups
from navograaf.links.held import Held
from navograaf.links.kept import SHIFT, Kept
from navograaf.links.known_things import Called
from navograaf.links.likeness import Likeness
from navograaf.links.model import Order
from navograaf.links.pairs import CROWD, Pair, close, judged, only
from navograaf.links.reading import Reading
from navograaf.links.remembered import Remembered
from navograaf.links.touched import Touched

_BESIDE = "SELECT a, b FROM pair WHERE a = ? UNION ALL SELECT a, b FROM pair WHERE b = ?"


class Everything:
    """The set of all decisions."""

    def __contains__(self, number: object) -> bool:
        return True


class Pairing:
    """The pairs that are kept, with what is looked up to find them."""

    def __init__(self, kept: Kept, reading: Reading, likeness: Likeness, called: Called) -> None:
        self._kept, self._called = kept, called
        self.held = Held(kept, reading, likeness)
        self._groups = Groups(kept, self.held)
        self._letter = Remembered(self._of_letter, 8)
        self.affected: set[int] | None = set()
        """Decisions that are new or changed, or whose pairs changed; None for all."""
        self.changed: set[int] = set()
        """Those of them that are new or changed themselves, or weigh otherwise."""

    def all_anew(self) -> None:
        """Find all pairs."""
        self.affected = None
        self._groups.clear()
        self._kept.db.execute("DELETE FROM pair")
        for number in self.held.all():
            self._groups.put_in(number)
        everything = Everything()
        for number in self.held.all():
            self._compare((number, other) for other in self._partners(number, everything))
        for (topic,) in self._kept.db.execute("SELECT DISTINCT key FROM topic ORDER BY key").fetchall():
            self._alone(topic)

    def change(self, touched: Touched, moved: set[int], features: Iterable[str]) -> None:
        """Bring the pairs up to date. moved: letters that are placed otherwise than before; features: words that weigh
        otherwise, and things that are called otherwise."""
        left, came = self._went_and_came(touched, moved, features)
        for number, order, row in left:
            if row is not None:
                self._groups.take_out(number, order, row)
                self._part(number)
        fresh = sorted(came, key=self.held.rank)
        for number in fresh:
            self._groups.put_in(number)
        self._affect(fresh)
        self.changed.update(fresh)
        dirty = set(fresh)
        for number in fresh:
            self._compare((number, other) for other in self._partners(number, dirty))
        again: set[tuple[int, int]] = set()
        for feature in sorted(self._groups.touched):
            again.update(self._groups.moved(feature, dirty))
        self._compare_again(sorted(again))
        for topic in sorted(self._groups.topics):
            self._alone(topic)

    def pair(self, a: int, b: int, data: str) -> Pair:
        """A pair that is kept."""
        return Pair(self.held.matter(a).item, self.held.matter(b).item, *plain.loads(data))

    # What changed

    def _went_and_came(
        self, touched: Touched, moved: set[int], features: Iterable[str]
    ) -> tuple[list[tuple[int, Order, str | None]], set[int]]:
        """The decisions that went or changed, with the order of their letter as it was and their keys, and those that
        are new or changed."""
        kept = self._kept
        came = set(kept.of_letters("decision", sorted(touched.letters)))
        again = set(kept.of_letters("decision", sorted(moved)))
        for feature in features:
            for table in ("weighed", "grouped"):
                asked = f"SELECT n FROM {table} JOIN decision USING (n) WHERE feature = ?"  # noqa: S608 - our own names
                again.update(kept.column(asked, feature))
        left = list(touched.left)
        for number in sorted(again - came):
            (row,) = kept.column("SELECT keys FROM decision WHERE n = ?", number)
            n = number >> SHIFT
            left.append((number, touched.before.get(n, kept.nodes[n]).order, row))
        return left, came | again

    def _affect(self, numbers: Iterable[int]) -> None:
        if self.affected is not None:
            self.affected.update(numbers)

    def _part(self, number: int) -> None:
        """Forget the pairs of a decision that went or changed; `_alone` sees to those on one topic."""
        self._affect((number,))
        for pair in self._kept.db.execute(_BESIDE, (number, number)):
            self._affect(pair)
        self._kept.db.execute("DELETE FROM pair WHERE source = '' AND (a = ? OR b = ?)", (number, number))

    # Comparing

    def _partners(self, number: int, dirty: Container[int]) -> list[int]:
        """The decisions with which one is compared; of two that both changed, the later is a partner of the earlier."""
        own = self.held.rank(number)
        found = self._groups.near(number)
        found.update(self._beside(number))
        found.discard(number)
        return [other for other in found if other not in dirty or self.held.rank(other) > own]

    def _beside(self, number: int) -> Iterator[int]:
        """The decisions of a letter just before and after, where the letter goes on about what it has told."""
        near = self._letter(number >> SHIFT)
        at = bisect.bisect_left(near, number)
        for first, second in pairwise(near[max(0, at - 1) : at + 2]):
            if close(self.held.matter(first), self.held.matter(second)):
                yield from (first, second)

    def _of_letter(self, n: int) -> list[int]:
        return list(self._kept.of_letters("decision", [n]))

    def _compare(self, candidates: Iterable[tuple[int, int]]) -> None:
        self.held.trim()
        found: list[tuple[int, int, str, str]] = []
        for x, y in candidates:
            a, b = (x, y) if self.held.rank(x) < self.held.rank(y) else (y, x)
            pair = judged(self.held.matter(a), self.held.matter(b), self.held.likeness, self._called)
            if pair:
                found.append((a, b, "", _flat(pair)))
        self._keep(found)

    def _compare_again(self, pairs: Iterable[tuple[int, int]]) -> None:
        for a, b in pairs:
            row = self._kept.db.execute("SELECT 1 FROM pair WHERE a = ? AND b = ? AND source = ''", (a, b)).fetchone()
            if b in self._beside(a) or self._groups.compares(a, b):
                if not row:
                    self._compare([(a, b)])
            elif row:
                self._kept.db.execute("DELETE FROM pair WHERE a = ? AND b = ? AND source = ''", (a, b))
                self._affect((a, b))

    def _alone(self, key: str) -> None:
        """Find anew what is alone on a topic at a meeting."""
        for pair in self._kept.db.execute("SELECT a, b FROM pair WHERE source = ? AND source != ''", (key,)):
            self._affect(pair)
        self._kept.db.execute("DELETE FROM pair WHERE source = ? AND source != ''", (key,))
        group = sorted(self._kept.column("SELECT n FROM topic WHERE key = ?", key), key=self.held.rank)
        self.held.trim()
        if 1 < len(group) <= CROWD:
            matters = [self.held.matter(number) for number in group]
            numbers = {one.item.iri: number for one, number in zip(matters, group, strict=True)}
            pairs = only(key.partition(" ")[2], matters, self.held.likeness, self._called)
            self._keep([(numbers[one.a.iri], numbers[one.b.iri], key, _flat(one)) for one in pairs])

    def _keep(self, found: list[tuple[int, int, str, str]]) -> None:
        self._kept.db.executemany("INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?)", found)
        for a, b, *_ in found:
            self._affect((a, b))


def _flat(pair: Pair) -> str:
    return plain.dumps((pair.rule, pair.likeness, pair.confidence, pair.reason))
