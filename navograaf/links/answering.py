"""The promises that a change of letters may answer otherwise: by the sentences that came and went, and by their papers.

Between told_done.py and promised.py. Law: a promise that is not named here is answered as before; one that is named may
be as well.
"""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace

from navograaf.links.cited import NUMBER, Papers, reached
from navograaf.links.fulfilment import Sought
from navograaf.links.kept import SHIFT, Kept
from navograaf.links.model import Order
from navograaf.links.promise import matter
from navograaf.links.rarity import Rarity
from navograaf.links.reading import Reading
from navograaf.links.remembered import Remembered
from navograaf.links.told_done import ROWS, Told
from navograaf.links.touched import Touched


class Answering:
    """Finds promises by what was looked up to answer them."""

    def __init__(self, kept: Kept, reading: Reading, told: Told, papers: Papers, rarity: Rarity) -> None:
        self._kept, self._told, self._papers, self._rarity = kept, told, papers, rarity
        self._rank, self._orders = reading.rank, reading.orders

    def depending(self, key: str) -> list[int]:
        """The promises whose outcome hangs on something that was looked up."""
        return self._kept.column("SELECT dep.n FROM dep JOIN promise USING (n) WHERE key = ? ORDER BY 1", f"p:{key}")

    def having(self, feature: str) -> list[int]:
        """The promises that have a word or name."""
        return self._kept.column("SELECT n FROM weighed JOIN promise USING (n) WHERE feature = ? ORDER BY n", feature)

    def promises(self, touched: Touched, letters: set[int]) -> set[int]:
        """The promises to which a sentence that came or went may answer, or one that is now looked at, or no more."""
        came = [(number, *self._told.row(number)) for number in self._kept.of_letters("done", sorted(letters))]
        went = [(one, matter(one.stems | one.named)) for _, one in touched.done]
        for n in letters - touched.letters:  # moved: it stood elsewhere in the order of reading
            was = touched.before[n]
            went += [(replace(one, letter=was), has) for number, one, has in came if number >> SHIFT == n]
        rows: dict[str, list[tuple[Order, frozenset[str], int]]] = {}
        for _, one, has in came:
            for feature in has:
                rows.setdefault(feature, []).append((one.letter.order, has, 1))
        for one, has in went:
            for feature in has:
                rows.setdefault(feature, []).append((one.letter.order, has, -1))
        numbers = {number for number, *_ in came}

        def sought_by(number: int) -> Sought:
            return Sought(self._kept.promise(number), self._rarity)

        sought = Remembered(sought_by, 1000)
        found: set[int] = set()
        for feature in sorted(rows):
            group = self._told.group(feature)
            others = sum(number not in numbers for number in group)
            now, was_there = bool(group), bool(others) or any(sign < 0 for *_, sign in rows[feature])
            if now != was_there:
                found.update(self.having(feature))
            for number in self.depending(f"key {feature}"):
                if number not in found and self._may_answer(number, rows[feature], group, sought):
                    found.add(number)
        return found

    def _may_answer(
        self,
        number: int,
        rows: list[tuple[Order, frozenset[str], int]],
        group: array[int],
        sought: Callable[[int], Sought],
    ) -> bool:
        place = self._rank[number >> SHIFT]
        later = [has for order, has, _ in rows if order > self._orders[place]]
        if any(sought(number).likely(has) for has in later):
            return True
        begin = bisect.bisect_right(group, place, key=lambda one: self._told.place(one)[0])
        if not later or len(group) - begin + len(later) <= ROWS:
            return False
        edge = group[begin + max(0, ROWS - len(later)) : begin + ROWS + len(later)]
        return any(sought(number).likely(self._told.row(one)[1]) for one in edge)

    def looked_up(self, touched: Touched, letters: set[int]) -> Iterator[str]:
        """What was looked up of papers that may be answered otherwise now."""
        changed = {*letters, *touched.before}
        orders = {touched.before[n].order for n in touched.before} | {self._kept.nodes[n].order for n in letters}
        papers = set(touched.papers)
        for n in letters - touched.letters:
            papers.update(self._kept.column("SELECT paper FROM cites WHERE n = ?", n))
        dossiers: dict[str, int] = {}
        first = min(orders, default=None)
        if first is None:
            return
        place = bisect.bisect_left(self._orders, first)
        for paper in sorted(papers):
            citing = self._kept.column("SELECT n FROM cites WHERE paper = ?", paper)
            if not any(self._rank[n] < place for n in citing if n not in changed):
                yield f"paper {paper}"
            if match := NUMBER.match(paper):
                dossiers[match["dossier"]] = max(dossiers.get(match["dossier"], 0), int(match["number"]))
        for dossier, number in sorted(dossiers.items()):
            if reached(self._papers.highest(dossier, changed), place - 1) < number:
                yield f"dossier {dossier}"
