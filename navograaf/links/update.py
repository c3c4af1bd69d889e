"""The links of a store of letters brought up to date after some letters came, went or changed.

The last step of links, between a change of letters and the store. Letters that changed are read and digested anew; what
hangs on them is found again, step by step: ties of letters to meetings, references, questions, names, promises, pairs
of decisions with their threads and outcomes. Law: what is kept afterwards is what all letters would give at once, byte
for byte, whatever came when. Memory is bounded: but for a row for each letter, no more than a part is held at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from navograaf.links.digest import Digest
from navograaf.links.filing import Filing
from navograaf.links.kept import Kept
from navograaf.links.known_things import Reference, read_reference
from navograaf.links.likeness import Likeness
from navograaf.links.link_change import LinkChange
from navograaf.links.own_sentences import ask, refer
from navograaf.links.paired import Pairing
from navograaf.links.placed import place
from navograaf.links.promised import Promised
from navograaf.links.reading import Reading
from navograaf.links.renames import Renames
from navograaf.links.tally import Tally
from navograaf.links.threaded import Islands
from navograaf.links.touched import Touched
from navograaf.links.weights import EXACT, Weights
from navograaf.links.written_out import Out

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
    """Bring the links in `database` (a file that may be new, or damaged) up to date, and tell what changed.

    reference: the reference data as N-Quads; rules: a fingerprint of the rules and the program that make links, since
    with others all is found anew; letters: ids of all letters that there are; changed: those of them whose graph is
    new or another than when the database was last brought up to date; digests: gives those of some letters, in their
    order; exact: so many letters at most are few, of which words count exactly.
    """
    known, ids, others = read_reference(reference), set(letters), set(changed)

    def found() -> LinkChange:
        kept = Kept(database)
        try:
            return _Update(kept, known, rules, exact).run(ids, others, digests)
        except BaseException:
            kept.db.close()
            raise

    try:
        return found()
    except (sqlite3.DatabaseError, ValueError):
        if not Path(database).exists():  # in memory
            raise
        # Damaged where it is only now read: without it all is found again. What fails then is no damage.
        Path(database).unlink()
        return found()


class _Update:
    def __init__(self, kept: Kept, reference: Reference, rules: str, exact: int) -> None:
        self._kept, self._reference, self._rules, self._exact = kept, reference, rules, exact
        self._out = Out(kept)
        self._touched = Touched()
        self._names = reference.names(kept.surface)

    def run(self, letters: set[str], changed: set[str], digests: Digests) -> LinkChange:
        kept, touched, out = self._kept, self._touched, self._out
        known = f"{self._reference.digest} {self._rules}"
        if kept.meta("known") != known:
            out.forget_all()
            kept.clear()
            kept.set_meta("known", known)
        tally = Tally(kept, touched)
        self._take_in(letters, changed, digests, Filing(kept, touched, tally))
        moved = place(kept, touched, out)
        self._forget_gone()
        refer(kept, touched, moved, out)
        ask(kept, touched, moved, out)
        self._weigh_and_compare(moved)
        tally.clean()
        return LinkChange(kept, out)

    def _take_in(self, letters: set[str], changed: set[str], digests: Digests, filing: Filing) -> None:
        kept = self._kept
        for identifier in sorted(kept.numbers.keys() - letters):
            filing.drop(identifier)
        again = sorted((changed & letters) | (letters - kept.numbers.keys()))
        for identifier, found in zip(again, digests(again), strict=True):
            if found:
                filing.put(found)
            elif identifier in kept.numbers:
                filing.drop(identifier)

    def _forget_gone(self) -> None:
        """Forget what was found of letters that went by their own sentences."""
        for n in sorted(self._touched.before.keys() - self._kept.nodes.keys()):
            for kind in ("ties", "known", "letters", "questions"):
                self._out.forget(kind, n)
            self._kept.db.execute("DELETE FROM dep WHERE n = ? AND key < 'p:'", (n,))

    def _weigh_and_compare(self, moved: set[int]) -> None:
        """The links that hang on the words of all letters: of names, promises and decisions."""
        kept, touched, out = self._kept, self._touched, self._out
        weights = Weights(kept, self._exact)
        anew = weights.name() != kept.meta("weights")
        kept.set_meta("weights", weights.name())
        named = {one for one, was in touched.surfaces.items() if kept.surface(one) != was}
        features = sorted({*weights.changed(touched.counts), *named} - {""})
        rarity, called, reading = weights.rarity(), self._names.called, Reading(kept.nodes)
        renames = Renames(kept, reading, out)
        promised = Promised(kept, reading, rarity, called, out)
        promised.forget(sorted({*touched.before, *touched.letters}))
        pairing = Pairing(kept, reading, Likeness(rarity), called)
        islands = Islands(kept, pairing, rarity, self._names, out)
        if anew:
            for step in (renames, promised, pairing, islands):
                step.all_anew()
            return
        renames.change(touched, moved)
        promised.change(touched, moved, features)
        pairing.change(touched, moved, features)
        islands.change(touched, moved)
