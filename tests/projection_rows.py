"""A shipped projection over a small graph: its network, and its rows in both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network_samples import PREFIXES
from two_engines import dataset, in_oxigraph, in_rdflib

from navograaf.network.assemble import network
from navograaf.network.model import Edge, Network
from navograaf.network.projection import projection
from navograaf.network.rows import run

if TYPE_CHECKING:
    from pyoxigraph import Store


def made(turtle: str) -> Store:
    """A store with a graph in TriG, under the prefixes of network_samples."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.load((PREFIXES + turtle).encode(), RdfFormat.TRIG)
    return store


def drawn(name: str, store: Store) -> Network:
    """The network of a shipped projection."""
    chosen = projection(name)
    return network(chosen, run(chosen.nodes, store), run(chosen.edges, store))


def joined(found: Network) -> dict[tuple[str, str, str], Edge]:
    """Its edges by source, target and kind."""
    return {(edge.source, edge.target, edge.kind): edge for edge in found.edges}


def engines_differ(name: str, store: Store) -> list[str]:
    """The queries of which Oxigraph and rdflib give different rows, or none at all."""
    copy = dataset(store)
    wrong = []
    for table in (projection(name).nodes, projection(name).edges):
        ours, theirs = in_oxigraph(store, table.text), in_rdflib(copy, table.text)
        if not ours or sorted(map(_plain, ours)) != sorted(map(_plain, theirs)):
            wrong.append(table.where)
    return wrong


def in_order(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The order inside GROUP_CONCAT is the engine's own affair."""
    return sorted(tuple("\n".join(sorted(cell.replace("^^", "\n^^").split("\n"))) for cell in row) for row in rows)


def _plain(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without datatypes; the order inside GROUP_CONCAT is the engine's own affair."""
    return tuple("\n".join(sorted(cell.rsplit("^^", 1)[0].split("\n"))) for cell in row)
