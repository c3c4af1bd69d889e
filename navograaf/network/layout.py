"""Places, sizes, colours and measures, so that a network opens readable.

Stands between assemble.py and the writers. Laws: the same network gives the same picture; no two
nodes overlap; what is skipped for size is skipped by a stated limit and told in `Network.notes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from navograaf.network.cells import Value
from navograaf.network.linked import linked, too_many
from navograaf.network.measures import measured
from navograaf.network.model import Look, Network, Node
from navograaf.network.packing import Point
from navograaf.network.palette import colours_of
from navograaf.network.room import Room, rooms
from navograaf.network.sides import side_places
from navograaf.network.springs import spring_places
from navograaf.network.timeline import time_places

if TYPE_CHECKING:
    import networkx as nx

LAYOUT_LIMIT = 2_000
"""Most nodes that are given a place; above it Gephi's own layouts are faster."""


def laid_out(network: Network) -> Network:
    """The network with a look for each node, the columns of measures.py, and notes on what was left out."""
    graph = linked(network)
    measures = measured(network, graph)
    space = rooms(network, measures.degree)
    notes = [*network.notes, *measures.notes]
    places: Sequence[Point | None] = [None] * len(network.nodes)
    if graph is None or len(network.nodes) > LAYOUT_LIMIT:
        notes.append(_too_large(network))
    elif network.nodes:
        places, note = _places(network, graph, space, measures.community)
        notes += [note] if note else []
    colours = colours_of(network)
    nodes = tuple(
        replace(
            node,
            values={**node.values, **measures.values(number)},
            look=Look(room.radius, colours[node.kind], (round(place[0], 1), round(place[1], 1)) if place else None),
        )
        for number, (node, room, place) in enumerate(zip(network.nodes, space, places, strict=True))
    )
    columns = (*network.node_columns, *measures.columns())
    return replace(network, nodes=nodes, node_columns=columns, notes=tuple(notes))


def _too_large(network: Network) -> str:
    nodes = len(network.nodes)
    reason = f"{nodes:,} nodes are more than {LAYOUT_LIMIT:,}" if nodes > LAYOUT_LIMIT else too_many(network)
    return f"No positions: {reason}; run a layout in Gephi (OpenOrd, or ForceAtlas 2)."


def _places(
    network: Network, graph: nx.Graph[int], space: Sequence[Room], communities: Sequence[int] | None
) -> tuple[list[Point], str]:
    """Places as the network wishes; or by its edges, with a note, when its nodes lack what that needs."""
    note = ""
    if network.layout == "sides":
        sides = [str(node.values.get("side", "")) for node in network.nodes]
        if "left" in sides and len(set(sides)) > 1:
            return side_places(graph, space, communities, sides), ""
        reason = "all nodes stand" if "left" in sides else "no node stands"
        note = f"Laid out by edges, not in two columns: {reason} on the left."
    elif network.layout == "time":
        days = [_first_day(node) for node in network.nodes]
        if any(days):
            threads = [_texts(node.values.get("thread", ())) for node in network.nodes]
            return time_places(graph, space, communities, days, threads), ""
        note = "Laid out by edges, not by time: no node has a day."
    return spring_places(graph, space, communities), note


def _texts(value: Value) -> tuple[str, ...]:
    """The items of a list, without empty ones; any other value is an item."""
    return tuple(filter(None, value if isinstance(value, tuple) else (str(value),)))


def _first_day(node: Node) -> str | None:
    return node.spells[0].start if node.spells else None
