"""The parts of one state of a graph folder: its store, its lists, the pointer to it, its files put in place.

The steps of change.py, which says in what order they come. Law: `point` is the only step after which a
reader sees anything else than before, and `settle` can be done again at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from traceback import clear_frames
from typing import TYPE_CHECKING, Any

from navograaf.graph.folder import BESIDE, FORMAT, LETTERS, MARK, PENDING, POINTER, REFERENCE, STORE, STORES, TEXTS
from navograaf.graph.lock import unheld
from navograaf.graph.manifest import MANIFEST, as_json

if TYPE_CHECKING:
    from pyoxigraph import Store

GONE, LINKS = "gone.json", "links.nq"
BULK = 1 << 20
"""Bytes of N-Quads from which a bulk load (new files on disk) is faster than a load through the log."""
_BATCH = 1 << 26
Derive = Callable[["Store"], Mapping[str, str]]
"""Makes graphs of a store: IRI -> sorted N-Quads, "" for a graph that is empty."""
_UNSAFE = re.compile(r"[^\w\-. ()~,'+]|^\.|[. ]$")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120


def file_stem(identifier: str, taken: set[str]) -> str:
    """A file name for a letter's id, without extension, that every system accepts.

    taken: the stems in use, case folded; an id that would share one gets the start of its hash.
    """
    stem = _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8")), identifier)
    if _RESERVED.fullmatch(stem) or len(stem.encode("utf-8")) > _LONGEST or stem.casefold() in taken or not stem:
        digest = hashlib.sha256(identifier.encode("utf-8")).hexdigest()[:12]
        stem = f"{stem.encode('utf-8')[:_LONGEST].decode('utf-8', 'ignore')}~{digest}"
    return stem


def make_store(old: Path | None, new: Path, graphs: Iterable[str]) -> None:
    """The store of the state `new`: that of `old` without `graphs`, and with the files that are pending.

    old: the state that counts, or None for a first build; graphs: IRIs of the graphs that are replaced or gone.
    """
    from pyoxigraph import NamedNode, RdfFormat, Store

    if old:
        Store.read_only(str(old / STORE)).backup(str(new / STORE))
    store = Store(str(new / STORE))
    if old:
        for graph in graphs:
            store.remove_graph(NamedNode(graph))
    for data in _batches(new / PENDING):
        load = store.bulk_load if not old or len(data) >= BULK else store.load
        load(input=data, format=RdfFormat.N_QUADS)
    store.flush()
    del store  # closes it: the lock on the new store must not outlive this call


def derive_links(new: Path, derive: Derive) -> None:
    """Put what `derive` makes of the store of the state `new` into it, in place of what it held of these graphs."""
    from pyoxigraph import NamedNode, RdfFormat, Store

    store = Store(str(new / STORE))
    try:
        graphs = derive(store)
        for graph in sorted(graphs):
            store.remove_graph(NamedNode(graph))
        made = "".join(graphs[graph] for graph in sorted(graphs))
        path = new / PENDING / BESIDE / LINKS
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8", newline="")
        store.load(input=made.encode("utf-8"), format=RdfFormat.N_QUADS)
        store.flush()
    except Exception as error:
        clear_frames(error.__traceback__)  # they hold the store, and an error that is kept would keep it locked
        raise
    finally:
        del store


def _batches(pending: Path) -> Iterator[bytes]:
    """The pending N-Quads, in pieces that fit in memory."""
    waiting: list[bytes] = []
    size = 0
    for path in sorted(pending.rglob("*.nq")):
        waiting.append(path.read_bytes())
        size += len(waiting[-1])
        if size >= _BATCH:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def write_lists(new: Path, rows: list[dict[str, Any]], reference: str, gone: list[str]) -> None:
    """The manifest, and the stems of the files that `settle` has to take away."""
    _write(new / PENDING / GONE, json.dumps(gone))
    _write(new / MANIFEST, as_json({"letters": rows, "reference": reference}))


def point(folder: Path, new: Path) -> None:
    """Make `new` the state that counts."""
    if not (folder / MARK).exists():
        _replace(folder / MARK, as_json({"format": FORMAT, "made by": "navograaf"}))
    _replace(folder / POINTER, f"{new.name}\n")


def settle(folder: Path, state: Path) -> None:
    """Put the pending files of `state`, which counts, into place; remove the states that do not count.

    A state that a reader has open stays until a later change.
    """
    pending = state / PENDING
    for place, ending in ((LETTERS, ".nq"), (TEXTS, ".txt")):
        (folder / place).mkdir(exist_ok=True)
        if (pending / place).is_dir():
            for path in sorted((pending / place).iterdir()):
                path.replace(folder / place / path.name)
        if (pending / GONE).exists():
            for stem in json.loads((pending / GONE).read_text(encoding="utf-8")):
                (folder / place / f"{stem}{ending}").unlink(missing_ok=True)
    if (pending / REFERENCE).exists():
        (pending / REFERENCE).replace(folder / REFERENCE)
    if (pending / BESIDE).is_dir():
        _put_beside(pending / BESIDE, folder / BESIDE)
    shutil.rmtree(pending, ignore_errors=True)
    for other in sorted((folder / STORES).iterdir()):
        if other != state and other.name.partition(".")[0].isdecimal():
            with unheld(other / MANIFEST) as free:
                if free:
                    _remove(other)


def _put_beside(pending: Path, place: Path) -> None:
    """Move graphs into place; one that became empty is taken away, and so is a folder without any."""
    place.mkdir(exist_ok=True)
    for path in sorted(pending.iterdir()):
        path.replace(place / path.name)
    for path in sorted(place.glob("*.nq")):
        if not path.stat().st_size:
            path.unlink()
    if not any(place.iterdir()):
        place.rmdir()


def _remove(state: Path) -> None:
    if sys.platform == "win32":
        try:
            state = state.rename(state.with_name(f"{state.name}.gone"))
        except OSError:  # a reader has a file in it open
            return
    shutil.rmtree(state, ignore_errors=True)


def _write(path: Path, words: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(words)
        stream.flush()
        os.fsync(stream.fileno())


def _replace(path: Path, words: str) -> None:
    temporary = path.with_name(f".{path.name}.new")
    _write(temporary, words)
    temporary.replace(path)
