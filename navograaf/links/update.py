"""The links of a store of letters brought up to date after some letters came, went or changed.

The last step of links, between a change of letters and the store. Letters that changed are read and digested anew; what
hangs on them is found again, step by step: ties of letters to meetings, references, questions, names, promises, pairs
of decisions with their threads and outcomes. Law: what is kept afterwards is what all letters would give at once, byte
for byte, whatever came when. Memory is bounded: but for a row for each letter, no more than a part is held at a time.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from pathlib import Path

from navograaf.links import asked, meetings
from navograaf.links import letters as references
from navograaf.links.digest import Digest
from navograaf.links.gather import Meeting
from navograaf.links.kept import SHIFT, Kept
from navograaf.links.known_things import Reference, read_reference
from navograaf.links.link_change import LinkChange
from navograaf.links.link_quads import lines
from navograaf.links.meetings import Around as Meetings
from navograaf.links.model import Collection, LetterNode, Link, Order
from navograaf.links.opening import Told, told
from navograaf.links.outcomes import Around
from navograaf.links.paired import Everything, Pairing
from navograaf.links.promised import Promised
from navograaf.links.renames import Renames
from navograaf.links.threaded import Islands
from navograaf.links.touched import Touched
from navograaf.links.weights import EXACT, Weights
from navograaf.links.written_out import Out

Left = tuple[int, Order, bytes | None]
"""A decision as it was: number, order of its letter, what paired.py kept of it."""
Digests = Callable[[Sequence[str]], Iterable[Digest | None]]
"""Ids of letters -> the digest of each, in order."""


def update(
    reference: str,
    rules: str,
    database: str | Path,
    letters: Iterable[str],
    changed: Iterable[str],
    digests: Digests,
    *,
    exact: int = EXACT,
) -> LinkChange:
    """Bring the links in `database` (a file that may be new) up to date, and tell what changed.

    reference: the reference data as N-Quads; rules: a fingerprint of the rules and the program that make links, since
    with others all is found anew; letters: ids of all letters that there are; changed: those of them whose graph is
    new or another than when the database was last brought up to date; digests: gives those of some letters, in their
    order; exact: so many letters at most are few, of which words count exactly.
    """
    kept = Kept(database)
    try:
        return _Update(kept, read_reference(reference), rules, exact).run(set(letters), set(changed), digests)
    except BaseException:
        kept.db.close()
        raise


class _Update:
    def __init__(self, kept: Kept, reference: Reference, rules: str, exact: int) -> None:
        self._kept, self._reference, self._rules, self._exact = kept, reference, rules, exact
        self._out = Out(kept)
        self._touched = Touched()
        self._collection = Collection((), (), (), labels=reference.with_surfaces(kept.surface))

    def run(self, letters: set[str], changed: set[str], digests: Digests) -> LinkChange:
        kept, touched = self._kept, self._touched
        known = f"{self._reference.digest} {self._rules}"
        if kept.meta("known") != known:
            self._out.forget_all()
            kept.clear()
            kept.set_meta("known", known)
        weights_were = kept.meta("weights")
        self._take_in(letters, changed, digests)
        self._meetings()
        moved = self._tie()
        weights = Weights(kept, self._exact)
        kept.set_meta("weights", weights.name())
        named = {one for one, was in touched.surfaces.items() if kept.surface(one) != was}
        features = sorted({*weights.changed(touched.counts), *named} - {""})
        anew = weights.name() != weights_were
        self._forget_gone()
        self._refer(moved)
        self._ask(moved)
        names = Renames(kept, self._out)
        promised = Promised(kept, weights.rarity(), self._collection.called, self._out)
        pairing = Pairing(kept, weights.rarity(), self._collection.called)
        promised.forget(sorted({*touched.before, *touched.letters}))
        if anew:
            names.all_anew()
            promised.all_anew()
            pairing.all_anew()
        else:
            names.change(touched, moved)
            promised.change(touched, moved, features)
            pairing.change(*self._decisions(moved, features))
        self._thread(pairing, moved)
        kept.clean(touched)
        return LinkChange(kept, self._out)

    # Letters and their meetings

    def _take_in(self, letters: set[str], changed: set[str], digests: Digests) -> None:
        kept = self._kept
        for identifier in sorted(kept.numbers.keys() - letters):
            kept.drop(identifier, self._touched)
        again = sorted((changed & letters) | (letters - kept.numbers.keys()))
        for identifier, found in zip(again, digests(again), strict=True):
            if found:
                kept.put(found, self._touched)
            elif identifier in kept.numbers:
                kept.drop(identifier, self._touched)

    def _meetings(self) -> None:
        """Give letters the meetings that they name, as the letters together tell of them."""
        kept = self._kept
        letters = set(self._touched.letters)
        for meeting in sorted(self._touched.meetings):
            letters.update(kept.column("SELECT n FROM about WHERE meeting = ?", meeting))
        for n in sorted(letters):
            facts = kept.facts(n)
            node = facts.node({iri: found for iri in facts.about if (found := self._meeting(iri))})
            kept.db.execute("UPDATE letter SET base = ? WHERE n = ?", (marshal.dumps(astuple(node)), n))

    def _meeting(self, iri: str) -> Meeting | None:
        facts: dict[str, set[str]] = {}
        rows = self._kept.column("SELECT facts FROM told WHERE meeting = ?", iri)
        for row in rows:
            for name, values in marshal.loads(row).items():  # noqa: S302 - our own file
                facts.setdefault(name, set()).update(values)
        return Meeting(facts) if rows else None

    def _tie(self) -> set[int]:
        """Tie letters to meetings; the letters that are placed otherwise than before and did not change themselves."""
        kept = self._kept
        base = {
            n: LetterNode(*marshal.loads(row))  # noqa: S302
            for n, row in kept.db.execute("SELECT n, base FROM letter")
        }
        papers = kept.citing()
        ties = Meetings(base.values(), papers).ties(self._opening)
        full = meetings.filled(base.values(), ties)
        by_letter = {link.source: link for link in ties}
        moved: set[int] = set()
        for n, node in sorted(base.items()):
            whole = full.get(node.iri, node)
            if whole != kept.nodes[n]:
                if n not in self._touched.letters:
                    moved.add(n)
                    self._touched.before[n] = kept.nodes[n]
                kept.set_node(n, whole)
            place = n << SHIFT
            link = by_letter.get(node.iri)
            self._out.put("ties", place, lines([link]) if link else "")
            if n in moved or n in self._touched.letters:
                self._out.put("known", place, lines((), (), [whole]))
        kept.sentences.forget()
        return moved

    def _opening(self, letter: LetterNode) -> Told | None:
        n = self._kept.numbers[letter.id]
        row = self._kept.db.execute("SELECT told FROM opening WHERE n = ?", (n,)).fetchone()
        if row is None:
            found = told(letter, self._kept.sentences(n))
            value = marshal.dumps(astuple(found) if found else None)
            self._kept.db.execute("INSERT INTO opening VALUES (?, ?)", (n, value))
            return found
        value = marshal.loads(row[0])  # noqa: S302
        return Told(*value) if value else None

    def _forget_gone(self) -> None:
        for n in sorted(self._touched.before.keys() - self._kept.nodes.keys()):
            for kind in ("ties", "known", "letters", "questions"):
                self._out.forget(kind, n)
            self._kept.db.execute("DELETE FROM dep WHERE n = ? AND key < 'p:'", (n,))

    # Links of letters, each found from its own sentences

    def _refer(self, moved: set[int]) -> None:
        """References to letters: those of letters that changed, and those that looked where a letter came or went."""
        kept, touched = self._kept, self._touched
        named = set(kept.column("SELECT DISTINCT meeting FROM told"))
        shelf = references.Shelf(kept.nodes.values(), named)
        letters = touched.letters | moved
        nodes = [*touched.before.values(), *(kept.nodes[n] for n in letters)]
        keys = {key for node in nodes for key in references.shelved(node)}
        keys |= {references.series(meeting) for meeting in (*touched.meetings, *(node.meeting for node in nodes))}
        again = set(letters)
        for key in sorted(keys):
            again.update(kept.column("SELECT n FROM dep WHERE key = ?", f"l:{key}"))
        for n in sorted(again):
            shelf.asked.clear()
            links = [link for sentence in kept.referring(n) for link in shelf.links(sentence)]
            self._out.put("letters", n << SHIFT, lines(links))
            kept.db.execute("DELETE FROM dep WHERE n = ? AND key < 'p:'", (n,))
            kept.db.executemany("INSERT INTO dep VALUES (?, ?)", [(f"l:{key}", n) for key in sorted(shelf.asked)])

    def _ask(self, moved: set[int]) -> None:
        """Questions about an agenda: those of the meetings of which an agenda or a consultation changed."""
        kept, touched = self._kept, self._touched
        letters = touched.letters | moved
        nodes = [*touched.before.values(), *(kept.nodes[n] for n in letters)]
        kinds = ("agenda", "questions")
        again = {node.meeting for node in nodes if node.kind in kinds and node.meeting}
        groups: dict[str, list[int]] = {}
        for n, node in sorted(kept.nodes.items()):
            if node.kind in kinds and node.meeting in again:
                groups.setdefault(node.meeting, []).append(n)
        for n in sorted(letters):
            self._out.forget("questions", n)
        for meeting in sorted(groups):
            numbers = groups[meeting]
            sentences = [one for n in numbers for one in kept.sentences(n)]
            items = [one for n in numbers if kept.nodes[n].kind == "questions" for one in kept.questions(n)]
            found: dict[str, list[Link]] = {}
            for link in asked.find(Collection((), tuple(items), tuple(sentences))):
                found.setdefault(link.source, []).append(link)
            for n in numbers:
                own = [one.iri for one in items if one.letter.iri == kept.nodes[n].iri]
                links = [link for iri in own for link in found.get(iri, ())]
                self._out.put("questions", n << SHIFT, lines(links))

    # Decisions

    def _decisions(self, moved: set[int], features: Iterable[str]) -> tuple[list[Left], set[int]]:
        """The decisions that went or changed, as they were, and those that are new or changed."""
        kept, touched = self._kept, self._touched
        came = set(kept.of_letters("decision", sorted(touched.letters)))
        again = set(kept.of_letters("decision", sorted(moved)))
        for feature in features:
            again.update(kept.column("SELECT n FROM weighed JOIN decision USING (n) WHERE feature = ?", feature))
            again.update(kept.column("SELECT n FROM grouped JOIN decision USING (n) WHERE feature = ?", feature))
        left: list[Left] = list(touched.left)
        for number in sorted(again - came):
            (keys,) = kept.column("SELECT keys FROM decision WHERE n = ?", number)
            n = number >> SHIFT
            left.append((number, touched.before.get(n, kept.nodes[n]).order, keys))
        return left, came | again

    def _thread(self, pairing: Pairing, moved: set[int]) -> None:
        kept, touched = self._kept, self._touched
        reports: dict[str, list[LetterNode]] = {}
        for node in sorted(kept.nodes.values(), key=lambda one: one.order):
            if node.kind == "report" and node.meeting:
                reports.setdefault(node.meeting, []).append(node)
        around = Around(
            pairing.likeness.weights,
            self._collection.called,
            lambda meeting: reports.get(meeting, []),
            lambda letter: [one for one in kept.sentences(kept.numbers[letter.id]) if one.kind == "text"],
        )
        islands = Islands(kept, pairing, self._collection, around, self._out)
        if pairing.affected is None:
            for n in sorted(touched.before.keys() | kept.nodes.keys()):
                for kind in ("decisions", "threads", "outcomes"):
                    for number in self._out.numbers(kind, n):
                        if not kept.column("SELECT 1 FROM decision WHERE n = ?", number):
                            self._out.put(kind, number, "")
            kept.db.execute("DELETE FROM island")
            numbers = kept.db.execute("SELECT n FROM decision ORDER BY n").fetchall()
            islands.go((number for (number,) in numbers), Everything())
            return
        reported: set[int] = set()
        nodes = [*touched.before.values(), *(kept.nodes[n] for n in touched.letters | moved)]
        for meeting in sorted({node.meeting for node in nodes if node.kind == "report" and node.meeting}):
            reported.update(kept.column("SELECT n FROM due WHERE meeting = ?", meeting))
        islands.go(sorted(pairing.affected | reported), pairing.changed | reported)
