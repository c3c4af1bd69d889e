"""The changes of name of documents in a store of letters, kept up to date.

After kept.py; renamed.py says what a change of name is. A name that no list has is looked up in the words of each
letter, which is remembered for each such name. Law: what stands under `out` is what all letters together tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from navograaf.links.kept import SHIFT, Kept
from navograaf.links.link_quads import lines
from navograaf.links.reading import Reading
from navograaf.links.renamed import MOST, RENAME, Change, has_new, link
from navograaf.links.touched import Touched
from navograaf.links.written_out import Out
from navograaf.words.folding import fold
from navograaf.words.stems import stems


class Renames:
    """Goes through the changes of name that something changed for."""

    def __init__(self, kept: Kept, reading: Reading, out: Out) -> None:
        self._kept, self._rank, self._out = kept, reading.rank, out

    def all_anew(self) -> None:
        """Find the places of all changes of name."""
        self._change(set(self._kept.nodes), None)

    def change(self, touched: Touched, moved: set[int]) -> None:
        """Bring the places of old names up to date; moved: letters that are placed otherwise than before."""
        self._change(touched.letters | moved | set(touched.before), touched)

    def _change(self, letters: set[int], touched: Touched | None) -> None:
        told = {number: self._kept.change(number) for number in self._kept.column("SELECT n FROM change ORDER BY n")}
        for number in self._kept.column("SELECT n FROM out WHERE kind = 'documents' ORDER BY n"):
            if number not in told:
                self._out.put("documents", number, "")
        unlisted = {one.old for one in told.values() if not one.document}
        words_moved = self._look_up(unlisted, letters, touched is None)
        for number, one in told.items():
            name = one.document
            named = name and bool(
                {n for n, _ in self._naming(one)} & letters or name in (touched.documents if touched else ())
            )
            if touched is None or number >> SHIFT in letters or named or (not name and one.old in words_moved):
                self._anew(number, one)

    def _anew(self, number: int, one: Change) -> None:
        found: list[str] = []
        for n, sentence in sorted(self._naming(one), key=lambda row: self._rank[row[0]]):
            if n != number >> SHIFT and not has_new((own.words for own in self._kept.sentences(n)), one):
                found.append(sentence)
            if len(found) == MOST:
                break
        made = link(one, self._source(number >> SHIFT, one), tuple(found))
        self._out.put("documents", number, lines([made]) if found else "")

    def _naming(self, one: Change) -> list[tuple[int, str]]:
        """The letters that have the old name, with the first sentence that has it."""
        table, key = ("document", one.document) if one.document else ("worded", one.old)
        return list(self._kept.db.execute(f"SELECT n, sentence FROM {table} WHERE name = ?", (key,)))  # noqa: S608

    def _source(self, n: int, one: Change) -> str:
        for number in self._kept.of_letters("decision", [n]):
            item, _ = self._kept.decision_row(number)
            if item.act == RENAME and item.sentence == one.sentence.iri:
                return item.iri
        return one.sentence.iri

    def _look_up(self, names: set[str], letters: set[int], anew: bool) -> set[str]:
        """Look up names that no list has in changed letters, new names in all; those whose places changed."""
        db = self._kept.db
        known = set() if anew else set(self._kept.column("SELECT name FROM unlisted"))
        for name in known - names:
            db.execute("DELETE FROM worded WHERE name = ?", (name,))
        moved = set(names) - known
        if anew:
            db.execute("DELETE FROM worded")
        for n in sorted(letters):
            moved.update(name for name in self._kept.column("SELECT name FROM worded WHERE n = ?", n) if name in names)
            db.execute("DELETE FROM worded WHERE n = ?", (n,))
        for n in sorted(self._kept.nodes) if names - known else sorted(letters & set(self._kept.nodes)):
            sought = names if n in letters else names - known
            for name, sentence in self._worded(n, sought):
                db.execute("INSERT OR IGNORE INTO worded VALUES (?, ?, ?)", (name, n, sentence))
                moved.add(name)
        db.execute("DELETE FROM unlisted")
        db.executemany("INSERT INTO unlisted VALUES (?)", [(name,) for name in sorted(names)])
        return moved

    def _worded(self, n: int, names: set[str]) -> Iterator[tuple[str, str]]:
        """The first sentence of a letter with each name: it has its words, and a word of it that says something."""
        parts = {name: (fold(name), {one.stem for one in stems(name)}) for name in sorted(names)}
        for sentence in self._kept.sentences(n) if names else ():
            words = fold(sentence.words)
            for name, (folded, known) in parts.items():
                if folded in words and known & sentence.stems:
                    yield name, sentence.iri
