"""The threads and outcomes of a store of letters, kept up to date: pairs hang together in islands, and those of which a
pair or a decision changed are gone through again.

After paired.py, the last step that finds links; decisions.py and outcomes.py say what an island makes. Law: an island's
threads and outcomes hang on its own pairs, and on the reports on the meetings at which its decisions fall due.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable

from navograaf.links import plain
from navograaf.links.decisions import linked
from navograaf.links.kept import Kept
from navograaf.links.known_things import Names
from navograaf.links.link_quads import lines
from navograaf.links.model import LetterNode, Link, Thread
from navograaf.links.outcomes import Around, Outcomes
from navograaf.links.paired import Everything, Pairing
from navograaf.links.pairs import surest
from navograaf.links.rarity import Rarity
from navograaf.links.touched import Touched
from navograaf.links.written_out import Out

LARGEST = 400
"""Decisions of an island at most: a larger one falls apart at its least sure pairs, so that a change stays small."""
_SURE = ("high", "medium", "low")
_KINDS = ("decisions", "threads", "outcomes")
_BESIDE = "SELECT b FROM pair WHERE a = ? UNION SELECT a FROM pair WHERE b = ?"
_GONE = "SELECT n FROM out WHERE kind = ? AND n NOT IN (SELECT n FROM decision) ORDER BY n"


def around(kept: Kept, rarity: Rarity, names: Names) -> Around:
    """What is looked up to tell outcomes."""
    reports: dict[str, list[LetterNode]] = {}
    for node in sorted(kept.nodes.values(), key=lambda one: one.order):
        if node.kind == "report" and node.meeting:
            reports.setdefault(node.meeting, []).append(node)
    return Around(
        rarity,
        names.called,
        lambda meeting: reports.get(meeting, []),
        lambda letter: [one for one in kept.sentences(kept.numbers[letter.id]) if one.kind == "text"],
    )


class Islands:
    """Goes through the islands that hold what changed."""

    def __init__(self, kept: Kept, pairing: Pairing, rarity: Rarity, names: Names, out: Out) -> None:
        """pairing: brought up to date before what is asked of it here."""
        self._kept, self._pairing, self._names, self._out = kept, pairing, names, out
        self._around = around(kept, rarity, names)

    def all_anew(self) -> None:
        """Find the threads and outcomes of all decisions."""
        for kind in _KINDS:
            for number in self._kept.column(_GONE, kind):
                self._out.put(kind, number, "")
        self._kept.db.execute("DELETE FROM island")
        numbers = self._kept.db.execute("SELECT n FROM decision ORDER BY n").fetchall()
        self._go((number for (number,) in numbers), Everything())

    def change(self, touched: Touched, moved: set[int]) -> None:
        """Bring threads and outcomes up to date. moved: letters that are placed otherwise than before."""
        assert self._pairing.affected is not None
        nodes = [*touched.before.values(), *(self._kept.nodes[n] for n in touched.letters | moved)]
        reported: set[int] = set()
        for meeting in sorted({node.meeting for node in nodes if node.kind == "report" and node.meeting}):
            reported.update(self._kept.column("SELECT n FROM due WHERE meeting = ?", meeting))
        self._go(sorted(self._pairing.affected | reported), self._pairing.changed | reported)

    def _go(self, numbers: Iterable[int], changed: Container[int]) -> None:
        """Find anew the threads and outcomes of islands that hold one of these decisions; of a large one, those of the
        parts with one of `changed` or with other pairs than before."""
        seen: set[int] = set()
        for number in numbers:
            if number in seen:
                continue
            island = self._island(number)
            seen.update(island)
            if len(island) <= LARGEST:
                self._island_anew(island)
                continue
            for part in self._parts(island):
                if any(one in changed for one in part) or self._is_new(part):
                    self._island_anew(part)
                    row = (part[0], self._signature(part))
                    self._kept.db.execute("INSERT INTO island VALUES (?, ?)", row)

    def _parts(self, island: list[int]) -> list[list[int]]:
        """The parts of an island that is too large, joined by the surest pairs first."""
        place = {number: at for at, number in enumerate(island)}
        sure: list[tuple[int, float, int, int]] = []
        for at, number in enumerate(island):
            for b, data in self._kept.db.execute("SELECT b, pair FROM pair WHERE a = ?", (number,)):
                _, likeness, confidence, _ = plain.loads(data)
                sure.append((_SURE.index(confidence), -likeness, at, place[b]))
        parts = [[at] for at in range(len(island))]
        for _, _, a, b in sorted(sure):
            first, second = sorted((parts[a], parts[b]), key=len)
            if first is not second and len(first) + len(second) <= LARGEST:
                second += first
                for at in first:
                    parts[at] = second
        return [[island[at] for at in sorted(part)] for at, part in enumerate(parts) if min(part) == at]

    def _is_new(self, part: list[int]) -> bool:
        found = self._kept.column("SELECT signature FROM island WHERE n = ?", part[0])
        return found != [self._signature(part)]

    def _signature(self, part: list[int]) -> bytes:
        """What a part hangs on, but for what its decisions say."""
        inside = set(part)
        found = hashlib.sha256(plain.dumps(part).encode())
        for number in part:
            found.update(plain.dumps([row for row in self._pairs(number) if row[0] in inside]).encode())
        return found.digest()

    def _pairs(self, number: int) -> list[tuple[int, str]]:
        asked = "SELECT b, pair FROM pair WHERE a = ? ORDER BY b, source"
        return self._kept.db.execute(asked, (number,)).fetchall()

    def _island(self, number: int) -> list[int]:
        """The decisions that hang together with one, in the order of reading; none when it is gone."""
        found, waiting = {number}, [number]
        while waiting:
            one = waiting.pop()
            for other in self._kept.column(_BESIDE, one, one):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        if len(found) == 1 and not self._kept.column("SELECT 1 FROM decision WHERE n = ?", number):
            for kind in _KINDS:
                self._out.put(kind, number, "")
            return []
        return sorted(found, key=self._pairing.held.rank)

    def _island_anew(self, island: list[int]) -> None:
        self._pairing.held.trim()
        matters = {number: self._pairing.held.matter(number) for number in island}
        found = [
            self._pairing.pair(number, b, data) for number in island for b, data in self._pairs(number) if b in matters
        ]
        self._kept.db.executemany("DELETE FROM island WHERE n = ?", [(number,) for number in island])
        by_iri = {one.item.iri: one for one in matters.values()}
        links: list[Link] = []
        threads: list[Thread] = []
        if found:
            links, threads = linked(surest(found), self._pairing.held.likeness, self._names, by_iri)
        items = {iri: one.item for iri, one in by_iri.items()}
        by_source: dict[str, list[Link]] = {}
        for link in links:
            by_source.setdefault(link.source, []).append(link)
        by_first: dict[str, list[Thread]] = {}
        for thread in threads:
            by_first.setdefault(thread.members[0], []).append(thread)
        outcomes = {link.source: link for link in Outcomes(items, threads, links, self._around).all()}
        for number, one in matters.items():
            iri = one.item.iri
            self._out.put("decisions", number, lines(by_source.get(iri, ())))
            self._out.put("threads", number, lines((), by_first.get(iri, ())))
            self._out.put("outcomes", number, lines([outcomes[iri]]) if iri in outcomes else "")
