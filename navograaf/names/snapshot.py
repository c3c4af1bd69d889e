"""A store with the file of names of the same state: what answers are read from.

Between graph/folder.py and answers/. It passes for the store, as a server does (server/remote.py). Law: both belong to
one state, whatever a writer does meanwhile.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.names.read import Names


class Snapshot:
    """The store of a state, opened read-only, and its names."""

    def __init__(self, store: Store, state: Path) -> None:
        self.store, self._state = store, state

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def __len__(self) -> int:
        return len(self.store)

    @cached_property
    def names(self) -> Names | None:
        """The names of the state; None where it was made without. Raises GraphError when they are damaged."""
        from navograaf.names.read import Names

        return Names.of(self._state)


def names_of(store: object) -> Names | None:
    """The file of names that belongs to what answers are read from; None for a store alone, and for a server."""
    return store.names if isinstance(store, Snapshot) else None
