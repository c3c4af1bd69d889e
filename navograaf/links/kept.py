"""What is kept of letters between builds: their digests, and the tables by which one change finds what depends on it.

A SQLite file beside the store, read here; filing.py puts letters in and takes them out. Laws: what is in it follows
from the letters and the reference data alone; no more than a row for each letter is held in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any
from zlib import crc32

from navograaf.links import plain
from navograaf.links.digest import item_from, promise_from, sentence_from
from navograaf.links.facts import Facts
from navograaf.links.model import Item, LetterNode, Sentence
from navograaf.links.promise import Promise
from navograaf.links.remembered import Remembered
from navograaf.links.renamed import Change
from navograaf.links.tables import TABLES

SHIFT = 24
"""The number of a statement is that of its letter, moved by so many bits, and its place in the letter."""
_VERSION = (
    crc32(repr((plain.FORMAT, TABLES, SHIFT, LetterNode.__slots__, Sentence.__slots__, Item.__slots__)).encode()) >> 1
)
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
            self.nodes[n] = LetterNode(*plain.loads(node))
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

    def number(self, identifier: str) -> int:
        """The number of the letter with this id; one that was forgotten gets the number that it had."""
        n = self.numbers.get(identifier) or self._reserved.pop(identifier, 0) or self._next
        self._next = max(self._next, n + 1)
        self.numbers[identifier] = n
        return n

    def set_node(self, n: int, node: LetterNode) -> None:
        """Give a letter the meeting that all letters together tell."""
        self.nodes[n] = node
        self.db.execute("UPDATE letter SET node = ? WHERE n = ?", (plain.dumps(astuple(node)), n))

    def facts(self, n: int) -> Facts:
        """What a letter says of itself."""
        return Facts(*plain.loads(self.db.execute("SELECT facts FROM letter WHERE n = ?", (n,)).fetchone()[0]))

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
        return [item_from(one, self.nodes[n]) for one in plain.unpack(row[0])]

    def referring(self, n: int) -> list[Sentence]:
        """The sentences of a letter that may refer to another."""
        row = self.db.execute("SELECT refers FROM text WHERE n = ?", (n,)).fetchone()
        return [sentence_from(one, self.nodes[n]) for one in plain.unpack(row[0])]

    def decided(self, n: int) -> frozenset[str]:
        """The sentences of a letter in which a decision begins."""
        row = self.db.execute("SELECT more FROM text WHERE n = ?", (n,)).fetchone()
        return frozenset(plain.unpack(row[0])[1])

    def promise(self, number: int) -> Promise:
        """The promise with this number."""
        row = self.db.execute("SELECT promise FROM promise WHERE n = ?", (number,)).fetchone()
        return promise_from(plain.loads(row[0]), self.nodes[number >> SHIFT])

    def done(self, number: int) -> Sentence:
        """The sentence that tells of something done, with this number."""
        row = self.db.execute("SELECT sentence FROM done WHERE n = ?", (number,)).fetchone()
        return sentence_from(plain.loads(row[0]), self.nodes[number >> SHIFT])

    def change(self, number: int) -> Change:
        """The change of name with this number."""
        rule, document, old, new, sentence = plain.loads(
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
        return [sentence_from(one, self.nodes[n]) for one in plain.unpack(row[0])]

    def decision_row(self, number: int) -> tuple[Item, Any]:
        """The decision with this number, and what paired.py keeps of it, None when it has not yet looked at it."""
        item, keys = self.db.execute("SELECT item, keys FROM decision WHERE n = ?", (number,)).fetchone()
        own = item_from(plain.loads(item), self.nodes[number >> SHIFT])
        return own, plain.loads(keys) if keys else None
