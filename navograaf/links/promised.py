"""The outcomes of the promises of a store of letters, kept up to date.

After kept.py; commitments.py says what came of a promise. A promise is gone through again when its words weigh
otherwise, when a sentence came or went that may answer to it or a paper that counted is known from another day
(answering.py), or when a letter came or went in which it may fall due. Law: what stands under `out` is what all
letters together tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from navograaf.links.answering import Answering
from navograaf.links.cited import Papers
from navograaf.links.commitments import Shelf, outcome, series
from navograaf.links.fulfilment import Fulfilments
from navograaf.links.kept import Kept
from navograaf.links.known_things import Called
from navograaf.links.link_quads import lines
from navograaf.links.model import LetterNode, Sentence
from navograaf.links.rarity import Rarity
from navograaf.links.reading import Reading
from navograaf.links.remembered import Remembered
from navograaf.links.told_done import Told
from navograaf.links.touched import Touched
from navograaf.links.written_out import Out

_DUE_IN = {"report itself": "report", "report": "report", "agenda": "agenda", "after": "report"}


class Promised:
    """Goes through the promises that something changed for."""

    def __init__(self, kept: Kept, reading: Reading, rarity: Rarity, called: Called, out: Out) -> None:
        self._kept, self._reading, self._out = kept, reading, out
        self._papers = Papers(kept, reading)
        told = Told(kept, reading, self._papers)
        self._found = Fulfilments(told, rarity)
        self._answering = Answering(kept, reading, told, self._papers, rarity)
        self._decided = Remembered(kept.decided, 64)
        self._shelf = Shelf(kept.nodes.values(), rarity, called, self._text)

    @property
    def reach(self) -> str:
        """The last day that the letters reach."""
        return self._shelf.reach

    def all_anew(self) -> None:
        """Find the outcome of every promise."""
        self._kept.db.execute("DELETE FROM dep WHERE key >= 'p:' AND key < 'p;'")
        for number in self._kept.of_letters("promise", self._reading.letters):
            self._anew(number)
        self._kept.set_meta("reach", self.reach)

    def change(self, touched: Touched, moved: set[int], features: Iterable[str]) -> None:
        """Bring the outcomes up to date. moved: letters that are placed otherwise than before (their nodes as they were
        in `touched.before`); features: words that weigh otherwise, and things that are called otherwise."""
        letters = touched.letters | moved
        again = set(self._kept.of_letters("promise", sorted(letters)))
        for feature in features:
            again.update(self._answering.having(feature))
        again.update(self._answering.promises(touched, letters))
        nodes = [*touched.before.values(), *(self._kept.nodes[n] for n in letters)]
        for node in nodes:
            again.update(self._answering.depending(f"meeting {node.meeting} {node.kind}"))
        for key in sorted({f"series {series(node.meeting)} {node.kind}" for node in nodes if node.meeting}):
            again.update(number for number in self._answering.depending(key) if self._due_elsewhere(number, letters))
        for key in self._answering.looked_up(touched, letters):
            again.update(self._answering.depending(key))
        if self._kept.meta("reach") != self.reach:
            again.update(self._answering.depending("reach"))
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

    def _due_elsewhere(self, number: int, letters: set[int]) -> bool:
        promise = self._kept.promise(number)
        due = self._shelf.due_in(promise, _DUE_IN[promise.due])
        (before,) = self._kept.column("SELECT keys FROM promise WHERE n = ?", number)
        return (due.iri if due else "") != before or (due is not None and self._kept.numbers[due.id] in letters)

    def _text(self, letter: LetterNode) -> Iterator[tuple[Sentence, bool]]:
        n = self._kept.numbers[letter.id]
        decided = self._decided(n)
        return ((one, one.iri in decided) for one in self._kept.sentences(n) if one.kind == "text")
