"""Rows and edges on disk, so that memory does not grow with their number.

For assemble.py. SQLite's temporary database holds them: a file that it makes when its cache (some megabytes) is full,
without a name, gone with the process. Law: what comes out is in order of key, then in the order in which it went in.
"""

from __future__ import annotations

import marshal
import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from navograaf.network.model import Edge
from navograaf.network.spells import Spell

_BATCH = 2_000
"""Records written at a time."""
_TOGETHER = 64
"""Edges in one record: reading them one by one takes twice as long."""


class Spool:
    """Records under keys: all put in first, then read in order."""

    def __init__(self) -> None:
        # "": a temporary database on disk, which stays in the cache until that is full (sqlite.org/inmemorydb.html).
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA temp_store = FILE")
        self._database.execute("CREATE TABLE record (key TEXT NOT NULL, content BLOB NOT NULL)")
        self.close = weakref.finalize(self, self._database.close)

    def fill(self, records: Iterable[tuple[str, Any]]) -> None:
        """Put in (key, record); a record is a tuple of texts, numbers, truths, None and such tuples."""
        rows = ((key, marshal.dumps(record)) for key, record in records)
        self._database.execute("BEGIN")
        while batch := list(islice(rows, _BATCH)):
            self._database.executemany("INSERT INTO record VALUES (?, ?)", batch)
        self._database.execute("COMMIT")

    def grouped(self) -> Iterator[tuple[str, list[Any]]]:
        """Each key, in order of code points, with its records."""
        found = self._database.execute("SELECT key, content FROM record ORDER BY key, rowid")
        for key, rows in groupby(found, itemgetter(0)):
            yield key, [_read(content) for _, content in rows]

    def stored(self) -> Iterator[Any]:
        """The records in the order in which they were put in."""
        for (content,) in self._database.execute("SELECT content FROM record ORDER BY rowid"):
            yield _read(content)


def _read(content: bytes) -> Any:
    return marshal.loads(content)  # noqa: S302  # marshal is unsafe with the bytes of others; these are our own


class StoredEdges:
    """Edges on disk, in the order given; read anew each time."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self._spool, self._count = Spool(), 0
        self._spool.fill(self._records(edges))

    def __iter__(self) -> Iterator[Edge]:
        for record in self._spool.stored():
            for name, source, target, kind, label, weight, spells, values, timed in record:
                days = tuple(Spell(*one) for one in spells)
                parts = {key: tuple((Spell(*one), number) for one, number in sums) for key, sums in timed.items()}
                yield Edge(name, source, target, kind, label, weight, days, values, parts)

    def __len__(self) -> int:
        return self._count

    def _records(self, edges: Iterable[Edge]) -> Iterator[tuple[str, Any]]:
        packed = map(_packed, edges)
        while record := tuple(islice(packed, _TOGETHER)):
            self._count += len(record)
            yield "", record


def _packed(edge: Edge) -> tuple[Any, ...]:
    """An edge as plain tuples and dicts, for marshal takes no others."""
    *own, spells, values, timed = edge
    parts = {name: tuple((tuple(one), number) for one, number in sums) for name, sums in timed.items()}
    return (*own, tuple(map(tuple, spells)), dict(values), parts)
