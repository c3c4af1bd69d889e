"""The threads and outcomes of a store of letters, kept up to date: pairs hang together in islands, and those of which a
pair or a decision changed are gone through again.

After paired.py; decisions.py and outcomes.py say what an island makes. Law: an island's threads and outcomes hang on
its own pairs, and on the reports on the meetings at which its decisions fall due.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Container, Iterable

from navograaf.links.decisions import linked
from navograaf.links.kept import Kept
from navograaf.links.link_quads import lines
from navograaf.links.model import Collection, Link, Thread
from navograaf.links.outcomes import Around, Outcomes
from navograaf.links.paired import Pairing
from navograaf.links.pairs import surest
from navograaf.links.written_out import Out

LARGEST = 400
"""Decisions of an island at most: a larger one falls apart at its least sure pairs, so that a change stays small."""
_SURE = ("high", "medium", "low")
_KINDS = ("decisions", "threads", "outcomes")
_BESIDE = "SELECT b FROM pair WHERE a = ? UNION SELECT a FROM pair WHERE b = ?"


class Islands:
    """Goes through the islands that hold what changed."""

    def __init__(self, kept: Kept, pairing: Pairing, collection: Collection, around: Around, out: Out) -> None:
        """collection: what gives things their names."""
        self._kept, self._pairing, self._collection, self._around, self._out = kept, pairing, collection, around, out

    def go(self, numbers: Iterable[int], changed: Container[int]) -> None:
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
                _, likeness, confidence, _ = marshal.loads(data)  # noqa: S302 - our own file
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
        found = hashlib.sha256(marshal.dumps(part))
        for number in part:
            found.update(marshal.dumps([row for row in self._pairs(number) if row[0] in inside]))
        return found.digest()

    def _pairs(self, number: int) -> list[tuple[int, bytes]]:
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
        return sorted(found, key=self._pairing.rank)

    def _island_anew(self, island: list[int]) -> None:
        self._pairing.trim()
        matters = {number: self._pairing.matter(number) for number in island}
        found = [
            self._pairing.pair(number, b, data) for number in island for b, data in self._pairs(number) if b in matters
        ]
        self._kept.db.executemany("DELETE FROM island WHERE n = ?", [(number,) for number in island])
        by_iri = {one.item.iri: one for one in matters.values()}
        links: list[Link] = []
        threads: list[Thread] = []
        if found:
            links, threads = linked(surest(found), self._pairing.likeness, self._collection, by_iri)
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
