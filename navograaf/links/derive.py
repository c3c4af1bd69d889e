"""All links of a change of letters, ready to be stored beside them.

The station between the letters' graphs and the answers. `link` finds those of what changed (update.py) and hands them
to the change that stores them. Law: what comes out depends on the letters that the graph holds, not on when or in which
order they were built, nor on who read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from navograaf.errors import GraphError
from navograaf.graph.crew import ALONE, Crew, side_by_side
from navograaf.links.digest import Digest, digest
from navograaf.links.known_things import Reference, read_reference
from navograaf.links.link_change import LinkChange
from navograaf.links.stored import put_into
from navograaf.links.update import update

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.graph.linking import Found, Job


class Read(NamedTuple):
    """A letter to be digested."""

    id: str
    nquads: Path
    reference: Path
    stamp: int
    """When the reference data was written: those who read letters for several builds read it again."""


class _Links:
    """The links of a change, as graph/linking.py asks for them."""

    def __init__(self, change: LinkChange) -> None:
        self._change = change
        self.files, self.rules, self.whole = change.files, change.rules, change.whole

    def put_into(self, store: Store) -> None:
        put_into(store, self._change)


_KILLED: Digest | str | None = "the process that read its graph for links was killed, perhaps for want of memory"


def digested(read: Read) -> Digest | str | None:
    """The digest of a letter, read from its file: what others do side by side."""
    return digest(read.id, read.nquads.read_text(encoding="utf-8"), _reference(read.reference, read.stamp))


@lru_cache(maxsize=1)
def _reference(path: Path, _stamp: int) -> Reference:
    return read_reference(_text(path))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


@contextmanager
def link(job: Job, crew: Crew = ALONE) -> Iterator[Found]:
    """Find the links of a change of letters. crew: who reads the letters that changed."""
    stamp = job.reference.stat().st_mtime_ns if job.reference.exists() else 0

    def digests(letters: Sequence[str]) -> Iterator[Digest | None]:
        reads = (Read(one, job.file(one).absolute(), job.reference.absolute(), stamp) for one in letters)
        for read, found in side_by_side(digested, reads, crew, killed=_KILLED):
            if isinstance(found, str):
                raise GraphError(found, where=read.id, todo="Build with fewer letters at a time, or more memory")
            yield found

    with update(_text(job.reference), job.rules, job.database, job.letters, job.changed, digests) as change:
        yield _Links(change)
