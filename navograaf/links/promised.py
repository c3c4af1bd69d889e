"""The outcomes of the promises of a store of letters, kept up to date.

After kept.py; commitments.py says what came of a promise. A promise is gone through again when its words weigh
otherwise, when a sentence came or went that may answer to it, when a letter came or went in which it may fall due, or
when a paper that counted is known from another day. Law: what stands under `out` is what all letters together tell.
"""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Callable, Iterable, Iterator

from navograaf.links.cited import NUMBER
from navograaf.links.commitments import Shelf, outcome, series
from navograaf.links.fulfilment import ROWS, Fulfilments, Sought
from navograaf.links.kept import SHIFT, Kept
from navograaf.links.link_quads import lines
from navograaf.links.model import LetterNode, Order, Sentence
from navograaf.links.promise import matter
from navograaf.links.rarity import Rarity
from navograaf.links.remembered import Remembered
from navograaf.links.told_done import StoredPapers, Told, reached
from navograaf.links.touched import Touched
from navograaf.links.written_out import Out

_DUE_IN = {"report itself": "report", "report": "report", "agenda": "agenda", "after": "report"}
Rank = Callable[[int], tuple[int, int]]


class Promised:
    """Goes through the promises that something changed for."""

    def __init__(self, kept: Kept, rarity: Rarity, called: Callable[[Iterable[str]], str], out: Out) -> None:
        self._kept, self._out, self._rarity = kept, out, rarity
        ranked = sorted((node.order, n) for n, node in kept.nodes.items())
        self._rank = {n: place for place, (_, n) in enumerate(ranked)}
        self._orders = [order for order, _ in ranked]
        self._papers = StoredPapers(kept, self._rank, self._orders)
        self._told = Told(kept, self._rank, self._papers)
        self._found = Fulfilments(self._told, rarity)
        self._decided = Remembered(kept.decided, 64)
        self._shelf = Shelf(kept.nodes.values(), rarity, called, self._text)

    @property
    def reach(self) -> str:
        """The last day that the letters reach."""
        return self._shelf.reach

    def all_anew(self) -> None:
        """Find the outcome of every promise."""
        self._kept.db.execute("DELETE FROM dep WHERE key >= 'p:' AND key < 'p;'")
        for number in self._kept.of_letters("promise", [n for _, n in sorted((r, n) for n, r in self._rank.items())]):
            self._anew(number)
        self._kept.set_meta("reach", self.reach)

    def change(self, touched: Touched, moved: set[int], features: Iterable[str]) -> None:
        """Bring the outcomes up to date. moved: letters that are placed otherwise than before (their nodes as they were
        in `touched.before`); features: words that weigh otherwise, and things that are called otherwise."""
        letters = touched.letters | moved
        again = set(self._kept.of_letters("promise", sorted(letters)))
        for feature in features:
            again.update(self._with(feature))
        again.update(self._answered(touched, letters))
        nodes = [*touched.before.values(), *(self._kept.nodes[n] for n in letters)]
        for node in nodes:
            again.update(self._depending(f"meeting {node.meeting} {node.kind}"))
        for key in sorted({f"series {series(node.meeting)} {node.kind}" for node in nodes if node.meeting}):
            again.update(number for number in self._depending(key) if self._due_elsewhere(number, letters))
        for key in self._papers_moved(touched, letters):
            again.update(self._depending(key))
        if self._kept.meta("reach") != self.reach:
            again.update(self._depending("reach"))
            self._kept.set_meta("reach", self.reach)
        for number in sorted(again):
            self._anew(number)

    def forget(self, letters: Iterable[int]) -> None:
        """Forget the outcomes of promises that letters do not make any more."""
        for n in letters:
            for number in self._out.numbers("commitments", n):
                if not self._kept.column("SELECT 1 FROM promise WHERE n = ?", number):
                    self._out.put("commitments", number, "")
                    self._forget(number)

    def _anew(self, number: int) -> None:
        promise = self._kept.promise(number)
        keys = self._found.keys(promise)
        self._papers.asked.clear()
        link = outcome(promise, self._found, keys, self._shelf)
        self._out.put("commitments", number, lines([link]))
        depends = {f"key {key}" for key in keys} | self._papers.asked
        kind = _DUE_IN.get(promise.due)
        due: LetterNode | None = None
        if kind:
            letter = promise.item.letter
            depends.add(f"meeting {promise.item.meeting or letter.meeting} {kind}")
            if letter.kind == kind:
                depends.add(f"series {series(letter.meeting)} {kind}")
            due = self._shelf.due_in(promise, kind)
        if promise.item.date:
            depends.add("reach")
        self._forget(number)
        self._kept.db.executemany("INSERT INTO dep VALUES (?, ?)", [(f"p:{one}", number) for one in sorted(depends)])
        self._kept.db.execute("UPDATE promise SET keys = ? WHERE n = ?", (due.iri if due else "", number))

    def _forget(self, number: int) -> None:
        self._kept.db.execute("DELETE FROM dep WHERE n = ? AND key >= 'p:' AND key < 'p;'", (number,))

    def _depending(self, key: str) -> list[int]:
        """The promises whose outcome hangs on something that was looked up."""
        return self._kept.column("SELECT dep.n FROM dep JOIN promise USING (n) WHERE key = ? ORDER BY 1", f"p:{key}")

    def _with(self, feature: str) -> list[int]:
        return self._kept.column("SELECT n FROM weighed JOIN promise USING (n) WHERE feature = ? ORDER BY n", feature)

    def _due_elsewhere(self, number: int, letters: set[int]) -> bool:
        promise = self._kept.promise(number)
        due = self._shelf.due_in(promise, _DUE_IN[promise.due])
        (before,) = self._kept.column("SELECT keys FROM promise WHERE n = ?", number)
        return (due.iri if due else "") != before or (due is not None and self._kept.numbers[due.id] in letters)

    def _text(self, letter: LetterNode) -> Iterator[tuple[Sentence, bool]]:
        n = self._kept.numbers[letter.id]
        decided = self._decided(n)
        return ((one, one.iri in decided) for one in self._kept.sentences(n) if one.kind == "text")

    # Sentences that came or went

    def _answered(self, touched: Touched, letters: set[int]) -> set[int]:
        """The promises to which a sentence that came or went may answer, or one that is now looked at, or no more."""
        came = [(number, *self._told.row(number)) for number in self._kept.of_letters("done", sorted(letters))]
        went = [(one, matter(one.stems | one.named)) for _, one in touched.done]
        for n in letters - touched.letters:  # moved: it stood elsewhere in the order of reading
            was = touched.before[n]
            went += [(_placed(one, was), has) for number, one, has in came if number >> SHIFT == n]
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
                found.update(self._with(feature))
            for number in self._depending(f"key {feature}"):
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

    def _papers_moved(self, touched: Touched, letters: set[int]) -> Iterator[str]:
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


def _placed(sentence: Sentence, letter: LetterNode) -> Sentence:
    return Sentence(
        sentence.iri,
        letter,
        sentence.start,
        sentence.end,
        sentence.kind,
        sentence.section,
        sentence.words,
        sentence.stems,
        sentence.named,
    )
