"""What is kept of letters between builds: their digests, and the tables by which one change finds what depends on it.

A SQLite file beside the store. After digest.py, before update.py. Laws: what is in it follows from the letters and the
reference data alone; `put` and `drop` say what they touched, by which the later steps find what to do again; no more
than a row for each letter is held in memory.
"""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any
from zlib import crc32

from navograaf.links.digest import (
    Digest,
    counts,
    flat_item,
    flat_promise,
    flat_sentence,
    item_from,
    pack,
    promise_from,
    sentence_from,
    unpack,
)
from navograaf.links.gather import Facts
from navograaf.links.model import Item, LetterNode, Sentence
from navograaf.links.promise import Promise, matter
from navograaf.links.remembered import Remembered
from navograaf.links.renamed import Change
from navograaf.links.tables import TABLES
from navograaf.links.touched import Touched

SHIFT = 24
"""The number of a statement is that of its letter, moved by so many bits, and its place in the letter."""

_VERSION = crc32(repr((TABLES, SHIFT, LetterNode.__slots__, Sentence.__slots__, Item.__slots__)).encode()) >> 1
"""Of what the file holds; one of another version is made anew."""


def _opened(path: str | Path) -> sqlite3.Connection:
    """The database. Raises sqlite3.DatabaseError when it is none, is damaged, or is of another version."""
    db = sqlite3.connect(str(path), isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = OFF")  # the file counts only when its folder does
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -16000")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version != _VERSION and db.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise sqlite3.DatabaseError("the file is of another version")
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


class Kept:
    """The database. All that is read of a letter bears the node that `nodes` gives."""

    def __init__(self, path: str | Path) -> None:
        self.new = False
        """Whether the file was not there, so that nothing of what it tells can be compared with before."""
        try:
            self.db = _opened(path)
        except sqlite3.DatabaseError:  # damaged, or of a program that kept other things: all is found again
            Path(path).unlink(missing_ok=True)
            self.db = _opened(path)
        if not self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            self.db.executescript(TABLES)
            self.db.execute(f"PRAGMA user_version = {_VERSION}")
            self.new = True
        self.db.execute("BEGIN")
        self.nodes: dict[int, LetterNode] = {}
        self.numbers: dict[str, int] = {}
        for n, identifier, node in self.db.execute("SELECT n, id, node FROM letter"):
            self.numbers[identifier] = n
            self.nodes[n] = LetterNode(*marshal.loads(node))  # noqa: S302 - our own file
        self._next = max(self.nodes, default=0) + 1
        self._reserved: dict[str, int] = {}
        self.sentences = Remembered(self._sentences, 64)

    def close(self) -> None:
        """Write all and close the file."""
        self.db.execute("COMMIT")
        self.db.close()

    def clear(self) -> None:
        """Forget all letters but for their numbers, and what was found of them."""
        for (name,) in self.db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if name not in ("out", "ruled"):
                self.db.execute(f"DELETE FROM {name}")  # noqa: S608 - our own names
        self._reserved, self.nodes, self.numbers = self.numbers, {}, {}

    def meta(self, key: str) -> str:
        """A value that `set_meta` kept, "" when none."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Keep a value."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def column(self, question: str, *values: Any) -> list[Any]:
        """The first column of the rows that a question has."""
        return [row[0] for row in self.db.execute(question, values)]

    # Letters in and out

    def put(self, digest: Digest, touched: Touched) -> None:
        """Store a letter, in place of the one with its id."""
        n = self.numbers.get(digest.facts.id)
        if n is not None:
            self._take_out(n, touched)
        else:
            n = self._reserved.pop(digest.facts.id, 0) or self._next
            self._next = max(self._next, n + 1)
            self.numbers[digest.facts.id] = n
        touched.letters.add(n)
        self.nodes[n] = digest.facts.node({})
        rows, many = self.db.execute, self.db.executemany
        rows(
            "INSERT OR REPLACE INTO letter VALUES (?, ?, ?, ?, NULL)",
            (n, digest.facts.id, marshal.dumps(astuple(digest.facts)), marshal.dumps(astuple(self.nodes[n]))),
        )
        places = {item.iri: n << SHIFT | place for place, item in enumerate(digest.items)}
        decided = sorted({item.sentence for item in digest.decisions})
        others = [flat_item(item) for item in digest.items if item.kind in ("question",)]
        more = (sorted(digest.surfaces.items()), decided)
        rows(
            "INSERT INTO text VALUES (?, ?, ?, ?, ?)",
            (
                n,
                pack([flat_sentence(one) for one in digest.sentences]),
                pack(others),
                pack([flat_sentence(one) for one in digest.refers]),
                pack(more),
            ),
        )
        many(
            "INSERT INTO told VALUES (?, ?, ?)", [(m, n, marshal.dumps(f)) for m, f in sorted(digest.meetings.items())]
        )
        many("INSERT INTO about VALUES (?, ?)", [(m, n) for m in sorted(set(digest.facts.about))])
        papers = _papers(digest.sentences)
        many("INSERT INTO cites VALUES (?, ?)", [(paper, n) for paper in papers])
        touched.meetings.update(digest.meetings)
        touched.papers.update(papers)
        self._count(digest.counts(), 1, touched)
        self._call(digest.surfaces, 1, touched)
        many(
            "INSERT INTO decision VALUES (?, ?, NULL)",
            [(places[i.iri], marshal.dumps(flat_item(i))) for i in digest.decisions],
        )
        many(
            "INSERT INTO promise VALUES (?, ?, NULL)",
            [(places[one.item.iri], marshal.dumps(flat_promise(one))) for one in digest.promises],
        )
        weighed = [(f, places[i.iri]) for i in digest.decisions for f in sorted(weighed_of(i))]
        weighed += [(f, places[p.item.iri]) for p in digest.promises for f in sorted(p.own | p.back)]
        many("INSERT OR IGNORE INTO weighed VALUES (?, ?)", sorted(weighed))
        done = [(n << SHIFT | place, one) for place, one in enumerate(digest.done)]
        many("INSERT INTO done VALUES (?, ?)", [(place, marshal.dumps(flat_sentence(one))) for place, one in done])
        many(
            "INSERT INTO done_by VALUES (?, ?)",
            [(feature, place) for place, one in done for feature in sorted(matter(one.stems | one.named))],
        )
        touched.renamed |= bool(digest.changes)
        many(
            "INSERT INTO change VALUES (?, ?)",
            [(n << SHIFT | place, _flat_change(one)) for place, one in enumerate(digest.changes)],
        )
        named: dict[str, str] = {}
        for one in digest.sentences:
            for name in one.named:
                if name.startswith("document/"):
                    named.setdefault(name, one.iri)
        many("INSERT INTO document VALUES (?, ?, ?)", [(name, n, iri) for name, iri in sorted(named.items())])
        touched.documents.update(named)

    def drop(self, identifier: str, touched: Touched) -> None:
        """Take a letter out."""
        n = self.numbers.pop(identifier)
        self._take_out(n, touched)
        self.db.execute("DELETE FROM letter WHERE n = ?", (n,))
        del self.nodes[n]

    def _take_out(self, n: int, touched: Touched) -> None:
        """Remove all rows of a letter that stand by it alone; pairs, groups and links are left to the later steps."""
        touched.before.setdefault(n, self.nodes[n])
        touched.letters.discard(n)
        sentences, more = self.db.execute("SELECT sentences, more FROM text WHERE n = ?", (n,)).fetchone()
        own = [sentence_from(row, self.nodes[n]) for row in unpack(sentences)]
        self._count(counts(own), -1, touched)
        surfaces, _ = unpack(more)
        self._call(dict(surfaces), -1, touched)
        papers = _papers(own)
        touched.papers.update(papers)
        told = self.column("SELECT meeting FROM told WHERE n = ?", n)
        touched.meetings.update(told)
        low, high = n << SHIFT, (n + 1) << SHIFT
        for place, row in self.db.execute(
            "SELECT n, sentence FROM done WHERE n >= ? AND n < ?", (low, high)
        ).fetchall():
            sentence = sentence_from(marshal.loads(row), self.nodes[n])  # noqa: S302
            touched.done.append((place, sentence))
            features = sorted(matter(sentence.stems | sentence.named))
            self.db.executemany("DELETE FROM done_by WHERE feature = ? AND n = ?", [(f, place) for f in features])
        order = self.nodes[n].order
        for place, row, keys in self.db.execute(
            "SELECT n, item, keys FROM decision WHERE n >= ? AND n < ?", (low, high)
        ).fetchall():
            touched.left.append((place, order, keys))
            item = item_from(marshal.loads(row), self.nodes[n])  # noqa: S302
            self.db.executemany(
                "DELETE FROM weighed WHERE feature = ? AND n = ?", [(f, place) for f in weighed_of(item)]
            )
        for place, row in self.db.execute(
            "SELECT n, promise FROM promise WHERE n >= ? AND n < ?", (low, high)
        ).fetchall():
            one = promise_from(marshal.loads(row), self.nodes[n])  # noqa: S302
            self.db.executemany(
                "DELETE FROM weighed WHERE feature = ? AND n = ?", [(f, place) for f in one.own | one.back]
            )
        touched.renamed |= bool(self.column("SELECT 1 FROM change WHERE n >= ? AND n < ?", low, high))
        documents = {name for one in own for name in one.named if name.startswith("document/")}
        touched.documents.update(documents)
        self.db.executemany("DELETE FROM document WHERE name = ? AND n = ?", [(name, n) for name in documents])
        self.db.executemany("DELETE FROM cites WHERE paper = ? AND n = ?", [(paper, n) for paper in papers])
        self.db.executemany("DELETE FROM told WHERE meeting = ? AND n = ?", [(meeting, n) for meeting in told])
        about = self.facts(n).about
        self.db.executemany("DELETE FROM about WHERE meeting = ? AND n = ?", [(meeting, n) for meeting in about])
        for table in ("text", "opening"):
            self.db.execute(f"DELETE FROM {table} WHERE n = ?", (n,))  # noqa: S608
        for table in ("done", "decision", "promise", "change"):
            self.db.execute(f"DELETE FROM {table} WHERE n >= ? AND n < ?", (low, high))  # noqa: S608

    def _count(self, found: Mapping[str, int], sign: int, touched: Touched) -> None:
        for feature in found:
            if feature not in touched.counts:
                row = self.db.execute("SELECT count FROM count WHERE feature = ?", (feature,)).fetchone()
                touched.counts[feature] = row[0] if row else 0
        self.db.executemany(
            "INSERT INTO count VALUES (?, ?) ON CONFLICT (feature) DO UPDATE SET count = count + excluded.count",
            [(feature, sign * number) for feature, number in sorted(found.items())],
        )

    def _call(self, surfaces: Mapping[tuple[str, str], int], sign: int, touched: Touched) -> None:
        for name, _ in surfaces:
            if name not in touched.surfaces:
                touched.surfaces[name] = self.surface(name)
        self.db.executemany(
            "INSERT INTO surface VALUES (?, ?, ?)"
            " ON CONFLICT (name, words) DO UPDATE SET count = count + excluded.count",
            [(name, words, sign * number) for (name, words), number in sorted(surfaces.items())],
        )

    def set_node(self, n: int, node: LetterNode) -> None:
        """Give a letter the meeting that all letters together tell."""
        self.nodes[n] = node
        self.db.execute("UPDATE letter SET node = ? WHERE n = ?", (marshal.dumps(astuple(node)), n))

    def clean(self, touched: Touched) -> None:
        """Remove the rows of what is found nowhere any more."""
        self.db.executemany("DELETE FROM count WHERE feature = ? AND count = 0", [(one,) for one in touched.counts])
        self.db.executemany("DELETE FROM surface WHERE name = ? AND count = 0", [(one,) for one in touched.surfaces])

    # What is kept

    def facts(self, n: int) -> Facts:
        """What a letter says of itself."""
        return Facts(*marshal.loads(self.db.execute("SELECT facts FROM letter WHERE n = ?", (n,)).fetchone()[0]))  # noqa: S302

    def surface(self, name: str) -> str:
        """What letters call a document most often, the longest of equals, "" for one that none names."""
        rows = self.db.execute(
            "SELECT -count, -length(words), words FROM surface WHERE name = ? AND count > 0", (name,)
        )
        return str(min(rows, default=(0, 0, ""))[2])

    def citing(self) -> dict[str, frozenset[str]]:
        """IRI of a letter -> the numbers of the letters that it cites."""
        found: dict[int, list[str]] = {}
        own = {node.paper for node in self.nodes.values()}
        start = "kamerstuk/"
        rows = self.db.execute("SELECT paper, n FROM cites WHERE paper >= ? AND paper < 'kamerstuk0'", (start,))
        for paper, n in rows:
            if paper.removeprefix(start) in own:
                found.setdefault(n, []).append(paper.removeprefix(start))
        return {self.nodes[n].iri: frozenset(papers) for n, papers in found.items()}

    def questions(self, n: int) -> list[Item]:
        """The questions that a letter has."""
        row = self.db.execute("SELECT items FROM text WHERE n = ?", (n,)).fetchone()
        return [item_from(one, self.nodes[n]) for one in unpack(row[0])]

    def referring(self, n: int) -> list[Sentence]:
        """The sentences of a letter that may refer to another."""
        row = self.db.execute("SELECT refers FROM text WHERE n = ?", (n,)).fetchone()
        return [sentence_from(one, self.nodes[n]) for one in unpack(row[0])]

    def decided(self, n: int) -> frozenset[str]:
        """The sentences of a letter in which a decision begins."""
        row = self.db.execute("SELECT more FROM text WHERE n = ?", (n,)).fetchone()
        return frozenset(unpack(row[0])[1])

    def promise(self, number: int) -> Promise:
        """The promise with this number."""
        row = self.db.execute("SELECT promise FROM promise WHERE n = ?", (number,)).fetchone()
        return promise_from(marshal.loads(row[0]), self.nodes[number >> SHIFT])  # noqa: S302

    def done(self, number: int) -> Sentence:
        """The sentence that tells of something done, with this number."""
        row = self.db.execute("SELECT sentence FROM done WHERE n = ?", (number,)).fetchone()
        return sentence_from(marshal.loads(row[0]), self.nodes[number >> SHIFT])  # noqa: S302

    def change(self, number: int) -> Change:
        """The change of name with this number."""
        rule, document, old, new, sentence = marshal.loads(  # noqa: S302
            self.db.execute("SELECT change FROM change WHERE n = ?", (number,)).fetchone()[0]
        )
        return Change(sentence_from(sentence, self.nodes[number >> SHIFT]), rule, document, old, new)

    def of_letters(self, table: str, letters: Iterable[int]) -> Iterator[int]:
        """The numbers of a table that stand in these letters."""
        for n in letters:
            yield from self.column(
                f"SELECT n FROM {table} WHERE n >= ? AND n < ? ORDER BY n",  # noqa: S608
                n << SHIFT,
                (n + 1) << SHIFT,
            )

    def _sentences(self, n: int) -> list[Sentence]:
        row = self.db.execute("SELECT sentences FROM text WHERE n = ?", (n,)).fetchone()
        return [sentence_from(one, self.nodes[n]) for one in unpack(row[0])]

    def decision_row(self, number: int) -> tuple[Item, Any]:
        """The decision with this number, and what paired.py keeps of it, None when it has not yet looked at it."""
        item, keys = self.db.execute("SELECT item, keys FROM decision WHERE n = ?", (number,)).fetchone()
        own = item_from(marshal.loads(item), self.nodes[number >> SHIFT])  # noqa: S302
        return own, marshal.loads(keys) if keys else None  # noqa: S302


def weighed_of(item: Item) -> frozenset[str]:
    """The words and names of a decision whose weight, or whose name for a reader, tells with what it is linked."""
    return item.stems | item.named | item.about


def _papers(sentences: Iterable[Sentence]) -> list[str]:
    return sorted({name for one in sentences for name in one.named if name.startswith(("kamerstuk/", "kenmerk/"))})


def _flat_change(one: Change) -> bytes:
    return marshal.dumps((one.rule, one.document, one.old, one.new, flat_sentence(one.sentence)))
