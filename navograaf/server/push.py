"""A graph folder brought to a server: every graph that is new or has changed, and those that are gone taken away.

The last station on the way out; the command calls it. Laws: what the list on the server says is there, is there
(pushed.py): a graph is marked before it changes and its hash put down after; a push that ends at any moment is
gone on with by the next, from this machine or another; a graph that navograaf did not push is never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from navograaf.errors import EndpointError, NavograafError
from navograaf.graph.folder import GraphFolder
from navograaf.iris import GRAPHS
from navograaf.server import pushed
from navograaf.server.graph_store import GraphStore
from navograaf.server.parts import parts

BATCH = 100
"""After so many graphs the list on the server is brought up to date."""
_LETTERS = f"{GRAPHS}letter/"
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push has to do."""

    new: tuple[str, ...]
    """IRIs of graphs that the server does not have; sorted, as all of these."""
    changed: tuple[str, ...]
    """Those that it has otherwise."""
    gone: tuple[str, ...]
    """Those that the server has from an earlier push and the folder does not have."""
    same: int
    """How many it has already."""
    listed: dict[str, str]
    """IRI -> hash, as the server lists them now."""
    unsure: tuple[str, ...] = ()
    """Those that a push which broke off was about to change: it may have them, before or after, or not."""
    again: tuple[str, ...] = ()
    """Those that it has as they are, to be stored all the same."""

    @property
    def to_store(self) -> frozenset[str]:
        """The graphs to store."""
        return frozenset((*self.new, *self.changed, *self.unsure, *self.again))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.to_store or self.gone)


def plan(folder: GraphFolder, store: GraphStore, *, everything: bool = False, tell: Tell = lambda _: None) -> Plan:
    """What has to be done to bring the folder to the server.

    everything: store all, whatever the list on the server says. tell: called with 1 for each graph that was read.
    Raises GraphError for a damaged folder, EndpointError as GraphStore does.
    """
    listed = pushed.read(store)
    found: dict[str, list[str]] = {"new": [], "changed": [], "unsure": [], "again": []}
    same, own = 0, set()
    for part in parts(folder):
        own.add(part.graph)
        tell(1)
        there = listed.get(part.graph)
        if there == part.sha256 and not everything:
            same += 1
        elif there == part.sha256:
            found["again"].append(part.graph)
        else:
            kind = "new" if there is None else "unsure" if there == pushed.UNDERWAY else "changed"
            found[kind].append(part.graph)
    new, changed, unsure, again = (tuple(sorted(graphs)) for graphs in found.values())
    return Plan(new, changed, tuple(sorted(set(listed) - own)), same, listed, unsure, again)


def check_deletions(found: Plan, *, allowed: bool, where: str) -> None:
    """Raise EndpointError when more than half of the letters on the server would go, unless that is `allowed`.

    The usual cause is the wrong folder.
    """
    there = sum(graph.startswith(_LETTERS) for graph in found.listed)
    going = sum(graph.startswith(_LETTERS) for graph in found.gone)
    if going > 1 and going * 2 > there and not allowed:
        raise EndpointError(
            f"{going} of the {there} letters on the server are not in this graph, and would be deleted",
            where=where,
            todo="Is it the right folder? Add --delete when it is",
        )


def push(folder: GraphFolder, store: GraphStore, found: Plan, *, tell: Tell = lambda _: None) -> None:
    """Do what `plan` found. tell: called with 1 for each graph that was stored or deleted.

    Whatever ends it, Ctrl-C too, the graphs that were stored are on the list, if the server still answers.
    """
    if found.empty:
        return
    listed = {**found.listed, **dict.fromkeys((*found.to_store, *found.gone), pushed.UNDERWAY)}
    pushed.write(store, listed)
    waiting: dict[str, str] = {}
    try:
        for part in parts(folder, found.to_store):
            store.put(part.graph, part.read())
            waiting[part.graph] = listed[part.graph] = part.sha256
            tell(1)
            if len(waiting) >= BATCH:
                pushed.add(store, waiting)
                waiting.clear()
        for graph in found.gone:
            store.delete(graph)
            del listed[graph]
            tell(1)
    except BaseException:
        with suppress(NavograafError):  # what ended it is told, not that this did not work either
            pushed.add(store, waiting, once=True)
        raise
    pushed.write(store, listed)
