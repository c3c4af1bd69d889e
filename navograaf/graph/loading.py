"""The store of a state: a copy of the one before it, changed, with the N-Quads of the letters that are new.

A step of change.py; difference.py tells what of a letter changed. Laws: the copy is hard links, so it costs
milliseconds whatever its size, and the store that counts is not touched; the store is opened once for all that is done
to it; memory does not grow with what is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from navograaf.graph.difference import Replaced, difference
from navograaf.graph.folder import PENDING, STORE

if TYPE_CHECKING:
    from pyoxigraph import Store

BULK = 1 << 20
"""Bytes of N-Quads from which a bulk load (new files on disk) is faster than a load through the log."""
BATCH = 1 << 26
"""Bytes of N-Quads in one bulk load. The engine holds the quads of a load in memory, up to a million of them: with
75 MB at a time as with 300 MB it took 13 microseconds a quad, but 0.5 GB of memory, not 1.7 GB (2.5 million quads)."""
Piece = Path | bytes
"""N-Quads in a file, or as they are."""


def make_store(
    old: Path | None,
    new: Path,
    graphs: Iterable[str],
    replaced: Sequence[Replaced] = (),
    then: Callable[[Store], None] | None = None,
) -> None:
    """The store of the state `new`: that of `old` without `graphs`, and with the files that are pending.

    old: the state that counts, or None for a first build; graphs: IRIs of graphs that are new, gone or other than
    before; replaced: of the pending files those of which the store has an earlier version, whose graphs are not among
    `graphs`; then: what else is done to the store while it is open.
    """
    from pyoxigraph import NamedNode, Store

    if old:
        Store.read_only(str(old / STORE)).backup(str(new / STORE))
    store = Store(str(new / STORE))
    try:
        if old:
            for graph in graphs:
                store.remove_graph(NamedNode(graph))
        others = sorted({*(new / PENDING).rglob("*.nq")} - {one.after for one in replaced})
        sizes: dict[Replaced, int] = {}
        _load(store, _pieces(store, others, replaced, sizes), is_new=not old)
        anew = [one for one, size in sizes.items() if _size_of(store, one.graph) != size]
        if anew:
            for one in anew:
                store.remove_graph(NamedNode(one.graph))
            _load(store, [one.after for one in anew], is_new=False)
        if then:
            then(store)
        store.flush()
    except BaseException as error:
        _let_go(error)
        raise
    finally:
        del store  # closes it: the lock on the new store must not outlive this call


def _let_go(error: BaseException | None) -> None:
    """Clear what an error remembers: that holds the store, and an error that is kept would keep it locked."""
    from traceback import clear_frames

    while error:
        clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _pieces(
    store: Store, paths: Iterable[Path], replaced: Iterable[Replaced], sizes: dict[Replaced, int]
) -> Iterator[Piece]:
    """What is to be loaded; the quads that replaced graphs no longer have are taken out on the way.

    sizes: gets the number of quads that each graph must have then of which the others stay.
    """
    from pyoxigraph import NamedNode

    yield from paths
    for one in replaced:
        found = difference(one)
        if found is None:
            store.remove_graph(NamedNode(one.graph))
            yield one.after
            continue
        sizes[one] = found.size
        for quad in found.gone:
            store.remove(quad)
        if found.came:
            yield found.came


def _size_of(store: Store, graph: str) -> int:
    rows: Any = store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return int(next(rows)["n"].value)


def _load(store: Store, pieces: Iterable[Piece], *, is_new: bool) -> None:
    from pyoxigraph import RdfFormat

    for some in _batches(pieces):
        if is_new or sum(map(_size, some)) >= BULK:
            store.bulk_load(input=cast("IO[bytes]", _Joined(some)), format=RdfFormat.N_QUADS)
        else:
            store.load(input=_Joined(some).readall(), format=RdfFormat.N_QUADS)


def _size(piece: Piece) -> int:
    return len(piece) if isinstance(piece, bytes) else piece.stat().st_size


def _batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces in order, as many at a time as make a batch."""
    waiting: list[Piece] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += _size(piece)
        if size >= BATCH:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


class _Joined(RawIOBase):
    """Pieces read as one, so that a load takes no memory for the text of files."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = iter(pieces)
        self._stream: BinaryIO | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while True:
            if self._stream is None:
                piece = next(self._pieces, None)
                if piece is None:
                    return b""
                self._stream = BytesIO(piece) if isinstance(piece, bytes) else piece.open("rb")
            data = self._stream.read(size)
            if data:
                return data
            self._stream.close()
            self._stream = None
