"""The pairs of decisions of a store of letters, kept up to date: those of what changed are looked for again.

After kept.py, before threaded.py; pairs.py says which two are a pair. Two decisions are compared when they share a
telling word or name: all of a small group of decisions that have it, each with the next few of a large one. Law: the
pairs that are kept are those of all letters compared at once.
"""

from __future__ import annotations

import bisect
import marshal
from array import array
from collections.abc import Container, Iterable, Iterator
from itertools import combinations, pairwise

from navograaf.links.kept import SHIFT, Kept
from navograaf.links.matter import OPEN, Matter
from navograaf.links.model import Order
from navograaf.links.pairs import CROWD, NEXT, Called, Pair, close, judged, keys, only, topics
from navograaf.links.rarity import Rarity
from navograaf.links.remembered import Remembered
from navograaf.links.stored_likeness import StoredLikeness

_REMEMBERED = 6000
"""So many decisions are held ready to be compared."""
_LOADED = 400_000
"""So many places in groups are held in memory."""


class Everything:
    """The set of all decisions."""

    def __contains__(self, number: object) -> bool:
        return True


class Pairing:
    """The pairs that are kept, with what is looked up to find them."""

    def __init__(self, kept: Kept, rarity: Rarity, called: Called) -> None:
        self._kept, self._called = kept, called
        self.likeness = StoredLikeness(rarity)
        self._orders = sorted((node.order, n) for n, node in kept.nodes.items())
        self._rank = {n: place for place, (_, n) in enumerate(self._orders)}
        self._matters: dict[int, Matter] = {}
        self._groups: dict[str, array[int]] = {}
        self._loaded = 0
        self._left: dict[str, list[tuple[Order, int]]] = {}  # feature -> decisions that left it, as they were ranked
        self._touched: set[str] = set()  # features whose group is another than before
        self._topics: set[str] = set()
        self._letter = Remembered(self._of_letter, 8)
        self.affected: set[int] | None = set()
        """Decisions that are new or changed, or whose pairs changed; None for all."""
        self.changed: set[int] = set()
        """Those of them that are new or changed themselves, or weigh otherwise."""

    def rank(self, number: int) -> tuple[int, int]:
        """Sorts decisions as they are read."""
        return self._rank[number >> SHIFT], number

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

    def trim(self) -> None:
        """Forget decisions where many are held: to be called when none is in use."""
        if len(self._matters) > _REMEMBERED:
            for number in list(self._matters)[: len(self._matters) - _REMEMBERED // 2]:
                self.likeness.forget(self._matters.pop(number).item)

    def all_anew(self) -> None:
        """Find all pairs."""
        for table in ("grouped", "topic", "due", "pair"):
            self._kept.db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        self._kept.db.execute("UPDATE decision SET keys = NULL")
        self.affected = None
        letters = [n for _, n in self._orders]
        for number in self._kept.of_letters("decision", letters):
            self._put_in(number)
        self._touched.clear()
        everything = Everything()
        for number in self._kept.of_letters("decision", letters):
            self._compare((number, other) for other in self._partners(number, everything))
        topics = self._kept.db.execute("SELECT DISTINCT key FROM topic ORDER BY key").fetchall()
        for (key,) in topics:
            self._alone(key)

    def change(self, left: Iterable[tuple[int, Order, bytes | None]], came: Iterable[int]) -> None:
        """Bring the pairs up to date. left: numbers of decisions that went or changed, with the order of their letter
        as it was and their `keys`; came: those that are new or changed."""
        assert self.affected is not None
        for number, order, row in left:
            self._take_out(number, order, row)
        fresh = sorted(came, key=self.rank)
        for number in fresh:
            self._put_in(number)
        self.affected.update(fresh)
        self.changed.update(fresh)
        dirty = set(fresh)
        for number in fresh:
            self._compare((number, other) for other in self._partners(number, dirty))
        again: set[tuple[int, int]] = set()
        for feature in sorted(self._touched):
            again.update(self._moved(feature, dirty))
        self._compare_again(sorted(again))
        for key in sorted(self._topics):
            self._alone(key)

    # Decisions in and out of the groups

    def _take_out(self, number: int, order: Order, row: bytes | None) -> None:
        if row is None:
            return
        db = self._kept.db
        features, topics_, due = marshal.loads(row)[:3]  # noqa: S302 - our own file
        for feature in features:
            self._left.setdefault(feature, []).append((order, number))
        self._touched.update(features)
        self._topics.update(topics_)
        db.executemany("DELETE FROM grouped WHERE feature = ? AND n = ?", [(one, number) for one in features])
        db.executemany("DELETE FROM topic WHERE key = ? AND n = ?", [(one, number) for one in topics_])
        db.execute("DELETE FROM due WHERE meeting = ? AND n = ?", (due, number))
        assert self.affected is not None
        self.affected.add(number)
        for a, b in db.execute(
            "SELECT a, b FROM pair WHERE a = ? UNION ALL SELECT a, b FROM pair WHERE b = ?", (number, number)
        ):
            self.affected.update((a, b))
        db.execute("DELETE FROM pair WHERE source = '' AND (a = ? OR b = ?)", (number, number))

    def _put_in(self, number: int) -> None:
        self.trim()
        self._matters.pop(number, None)
        self._kept.db.execute("UPDATE decision SET keys = NULL WHERE n = ?", (number,))
        one = self.matter(number)
        features = sorted(keys(one, self.likeness))
        found = [" ".join(key) for key in topics(one)]
        db = self._kept.db
        db.executemany("INSERT INTO grouped VALUES (?, ?)", [(feature, number) for feature in features])
        db.executemany("INSERT INTO topic VALUES (?, ?)", [(key, number) for key in found])
        due = one.due if one.item.status in OPEN else ""
        if due:
            db.execute("INSERT INTO due VALUES (?, ?)", (due, number))
        row = features, found, due, sorted(one.documents), sorted(one.missions), one.due, one.year
        db.execute("UPDATE decision SET keys = ? WHERE n = ?", (marshal.dumps(row), number))
        self._topics.update(found)
        self._touched.update(features)

    def _features(self, number: int) -> list[str]:
        row = self._kept.db.execute("SELECT keys FROM decision WHERE n = ?", (number,)).fetchone()
        return list(marshal.loads(row[0])[0])  # noqa: S302

    def _group(self, feature: str) -> array[int]:
        """The decisions that have a word or name, in the order of reading."""
        found = self._groups.get(feature)
        if found is None:
            if self._loaded > _LOADED:
                self._groups.clear()
                self._loaded = 0
            numbers = self._kept.column("SELECT n FROM grouped WHERE feature = ?", feature)
            found = self._groups[feature] = array("q", sorted(numbers, key=self.rank))
            self._loaded += len(found)
        return found

    def _of_letter(self, n: int) -> list[int]:
        return list(self._kept.of_letters("decision", [n]))

    # Comparing

    def _partners(self, number: int, dirty: Container[int]) -> list[int]:
        """The decisions with which one is compared; of two that both changed, the later is a partner of the earlier."""
        found: set[int] = set()
        own = self.rank(number)
        for feature in self._features(number):
            group = self._group(feature)
            if len(group) <= CROWD:
                found.update(group)
            else:
                at = bisect.bisect_left(group, own, key=self.rank)
                found.update(group[max(0, at - NEXT) : at + 1 + NEXT])
        found.update(self._beside(number))
        found.discard(number)
        return [other for other in found if other not in dirty or self.rank(other) > own]

    def _beside(self, number: int) -> Iterator[int]:
        """The decisions of a letter just before and after, where the letter goes on about what it has told."""
        near = self._letter(number >> SHIFT)
        at = bisect.bisect_left(near, number)
        for first, second in pairwise(near[max(0, at - 1) : at + 2]):
            if close(self.matter(first), self.matter(second)):
                yield from (first, second)

    def _moved(self, feature: str, dirty: set[int]) -> Iterator[tuple[int, int]]:
        """Pairs of decisions that did not change, of which a group now says otherwise whether to compare them."""
        group = self._group(feature)
        stayed = [number for number in group if number not in dirty]
        came = [self.rank(number) for number in group if number in dirty]
        left = sorted(self._left.get(feature, ()))
        small, was_small = len(group) <= CROWD, len(stayed) + len(left) <= CROWD
        if small and was_small:
            return
        if small or was_small:
            yield from combinations(stayed, 2)
            return

        def order(number: int) -> tuple[Order, int]:
            return self._orders[self._rank[number >> SHIFT]][0], number

        places = {bisect.bisect_left(stayed, one, key=self.rank) for one in came}
        places |= {bisect.bisect_left(stayed, one, key=order) for one in left}
        for place in sorted(places):
            for i in range(max(0, place - NEXT), place):
                for j in range(place, min(i + NEXT + 1, len(stayed))):
                    a, b = stayed[i], stayed[j]
                    now = j - i + bisect.bisect_left(came, self.rank(b)) - bisect.bisect_left(came, self.rank(a))
                    was = j - i + bisect.bisect_left(left, order(b)) - bisect.bisect_left(left, order(a))
                    if (now <= NEXT) != (was <= NEXT):
                        yield a, b

    def _compare_again(self, pairs: Iterable[tuple[int, int]]) -> None:
        for a, b in pairs:
            row = self._kept.db.execute("SELECT 1 FROM pair WHERE a = ? AND b = ? AND source = ''", (a, b)).fetchone()
            if self._is_candidate(a, b):
                if not row:
                    self._compare([(a, b)])
            elif row:
                self._kept.db.execute("DELETE FROM pair WHERE a = ? AND b = ? AND source = ''", (a, b))
                assert self.affected is not None
                self.affected.update((a, b))

    def _is_candidate(self, a: int, b: int) -> bool:
        if b in self._beside(a):
            return True
        for feature in set(self._features(a)).intersection(self._features(b)):
            group = self._group(feature)
            if len(group) <= CROWD:
                return True
            first, second = (bisect.bisect_left(group, self.rank(one), key=self.rank) for one in (a, b))
            if abs(first - second) <= NEXT:
                return True
        return False

    def _compare(self, candidates: Iterable[tuple[int, int]]) -> None:
        self.trim()
        found: list[tuple[int, int, str, bytes]] = []
        for x, y in candidates:
            a, b = (x, y) if self.rank(x) < self.rank(y) else (y, x)
            pair = judged(self.matter(a), self.matter(b), self.likeness, self._called)
            if pair:
                found.append((a, b, "", _flat(pair)))
        self._keep(found)

    def _alone(self, key: str) -> None:
        """Find anew what is alone on a topic at a meeting."""
        if self.affected is not None:
            for a, b in self._kept.db.execute("SELECT a, b FROM pair WHERE source = ?", (key,)):
                self.affected.update((a, b))
        self._kept.db.execute("DELETE FROM pair WHERE source = ?", (key,))
        group = sorted(self._kept.column("SELECT n FROM topic WHERE key = ?", key), key=self.rank)
        self.trim()
        if 1 < len(group) <= CROWD:
            matters = [self.matter(number) for number in group]
            numbers = {one.item.iri: number for one, number in zip(matters, group, strict=True)}
            pairs = only(key.partition(" ")[2], matters, self.likeness, self._called)
            self._keep([(numbers[one.a.iri], numbers[one.b.iri], key, _flat(one)) for one in pairs])

    def _keep(self, found: list[tuple[int, int, str, bytes]]) -> None:
        self._kept.db.executemany("INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?)", found)
        if self.affected is not None:
            for a, b, *_ in found:
                self.affected.update((a, b))

    def pair(self, a: int, b: int, data: bytes) -> Pair:
        """A pair that is kept."""
        return Pair(self.matter(a).item, self.matter(b).item, *marshal.loads(data))  # noqa: S302


def _flat(pair: Pair) -> bytes:
    return marshal.dumps((pair.rule, pair.likeness, pair.confidence, pair.reason))
