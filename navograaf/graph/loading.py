"""The store of a state: a copy of the one before it, changed, with the N-Quads of the letters that are new.

A step of change.py. Laws: the copy is hard links, so it costs milliseconds whatever its size, and the store that counts
is not touched; memory does not grow with what is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from navograaf.graph.folder import PENDING, STORE

if TYPE_CHECKING:
    from pyoxigraph import Store

BULK = 1 << 20
"""Bytes of N-Quads from which a bulk load (new files on disk) is faster than a load through the log."""
BATCH = 1 << 26
"""Bytes of N-Quads in one bulk load. The engine holds the quads of a load in memory, up to a million of them: with
75 MB at a time as with 300 MB it took 13 microseconds a quad, but 0.5 GB of memory, not 1.7 GB (2.5 million quads)."""


def make_store(old: Path | None, new: Path, graphs: Iterable[str]) -> None:
    """The store of the state `new`: that of `old` without `graphs`, and with the files that are pending.

    old: the state that counts, or None for a first build; graphs: IRIs of the graphs that are replaced or gone.
    """
    from pyoxigraph import NamedNode, Store

    if old:
        Store.read_only(str(old / STORE)).backup(str(new / STORE))
    store = Store(str(new / STORE))
    if old:
        for graph in graphs:
            store.remove_graph(NamedNode(graph))
    _load(store, sorted((new / PENDING).rglob("*.nq")), is_new=not old)
    store.flush()
    del store  # closes it: the lock on the new store must not outlive this call


def _load(store: Store, paths: list[Path], *, is_new: bool) -> None:
    from pyoxigraph import RdfFormat

    for some in _batches(paths):
        if is_new or sum(path.stat().st_size for path in some) >= BULK:
            store.bulk_load(input=cast("IO[bytes]", _Joined(some)), format=RdfFormat.N_QUADS)
        else:
            store.load(input=b"".join(path.read_bytes() for path in some), format=RdfFormat.N_QUADS)


def _batches(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """The files in order, as many at a time as make a batch."""
    waiting: list[Path] = []
    size = 0
    for path in paths:
        waiting.append(path)
        size += path.stat().st_size
        if size >= BATCH:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


class _Joined(RawIOBase):
    """Files read as one, so that a load takes no memory for their text."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = iter(paths)
        self._stream: BinaryIO | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while True:
            if self._stream is None:
                path = next(self._paths, None)
                if path is None:
                    return b""
                self._stream = path.open("rb")
            data = self._stream.read(size)
            if data:
                return data
            self._stream.close()
            self._stream = None
