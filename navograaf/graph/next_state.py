"""The store, the links and the names of the state that follows, from those of the state before.

The heavy step of a change (change.py), before it counts. Law: the links are found before the store is opened and put
into it after the letters, the names after both; what fails here leaves the state before as it was.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from navograaf.errors import GraphError, NavograafError
from navograaf.graph import folder as layout
from navograaf.graph import linking, loading, state
from navograaf.graph.difference import Replaced
from navograaf.graph.evidence import graph_iri
from navograaf.names.written import write_names

if TYPE_CHECKING:
    from pyoxigraph import Store

Result = TypeVar("Result")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NextState:
    """What changes between two states of the graph folder at `folder`; old: None for the first state."""

    folder: Path
    old: Path | None
    new: Path
    before: Sequence[Row]
    """The rows of the list of letters, as they were."""
    rows: Mapping[str, Row]
    """Id -> its row now."""
    changed: AbstractSet[str]
    """Ids of the letters that are new or others than before."""
    gone: AbstractSet[str]
    """Ids of those whose graph must leave the store."""
    others: Sequence[str]
    """IRIs of the graphs beside the letters that changed."""
    made_with: Mapping[str, str]
    link: linking.Link | None

    def make(self) -> None:
        """Make store, links and names. Raises GraphError when the links cannot be made, OSError for a full disk."""
        letters = {graph_iri(key): key for key in sorted(self.changed | self.gone)}
        replaced = list(self._replaced(letters))
        whole = [*(letters.keys() - {one.graph for one in replaced}), *self.others]
        with ExitStack() as stack:
            found = self._told(lambda: stack.enter_context(self._linked()))
            then = partial(self._after_letters, found, [*letters, *self.others])
            loading.make_store(self.old, self.new, sorted(whole), replaced, then)
        linking.to_disk(self.new / linking.DATABASE)

    def _linked(self) -> AbstractContextManager[linking.Found | None]:
        """The links of the changed letters."""
        if self.link is None:
            return nullcontext()
        job = linking.Job(
            linking.copy_database(self.old, self.new),
            state.place(self.folder, self.new, layout.REFERENCE),
            hashlib.sha256(repr(sorted(self.made_with.items())).encode("utf-8")).hexdigest(),
            frozenset(self.rows),
            frozenset(self.changed),
            lambda one: state.place(self.folder, self.new, f"{layout.LETTERS}/{self.rows[one]['stem']}.nq"),
        )
        return self.link(job)

    def _replaced(self, graphs: Mapping[str, str]) -> Iterator[Replaced]:
        """Those letters of `graphs` (IRI -> id) that were in the graph before and still are."""
        if self.old is None:
            return
        olds = {row["id"]: row for row in self.before}
        for graph, key in graphs.items():
            if key in self.changed and key in olds:
                earlier, later = (f"{layout.LETTERS}/{row['stem']}.nq" for row in (olds[key], self.rows[key]))
                there = state.place(self.folder, self.old, earlier)
                yield Replaced(graph, there, olds[key]["nquads_sha256"], self.new / layout.PENDING / later)

    def _after_letters(self, found: linking.Found | None, graphs: list[str], store: Store) -> None:
        """What follows the letters in the store: their links; then the names in the graphs that changed."""
        if found:
            stems = {identifier: str(row["stem"]) for identifier, row in self.rows.items()}
            # Not a lambda: a function that an error remembers keeps what it was made around.
            self._told(partial(linking.store_links, found, store, self.new, stems))
        write_names(self.old, self.new, store, graphs)

    def _told(self, work: Callable[[], Result]) -> Result:
        """What `work` gives; a defect in the links is an error that says what was not stored."""
        try:
            return work()
        except (NavograafError, OSError):
            raise
        except Exception as error:
            todo = "See where with --debug, and report it"
            if self.old and type(error) is sqlite3.DatabaseError:  # damaged where links/update.py does not read it
                todo = f"Remove {self.old / linking.DATABASE} and build again: all links are then found anew"
            raise GraphError(
                f"the links between the letters could not be made ({type(error).__name__}: {error})",
                where=str(self.folder),
                todo=f"The graph is as it was before. {todo}",
            ) from error
