"""The writer of JSON in the node-link form, for networkx, D3 and programs of one's own.

`networkx.node_link_graph(json.load(file), edges="edges")` reads it. Laws: one node or edge a line, its
own keys first and then the columns in the network's order; numbers, truths, lists and spells stay
what they are; the same network gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from navograaf.errors import ExportError
from navograaf.network.model import Column, Edge, Network, Node, Timed
from navograaf.network.spells import Spell

# No NaN and no infinity: they are not JSON.
_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(", ", ": ")).encode


def write_node_link(network: Network, stream: IO[bytes]) -> None:
    """Write `network` as UTF-8, a line at a time. Colours are `#rrggbb`; spells lists of [first day, last day].

    Raises ExportError for a number that JSON does not know.
    """
    about = {"name": network.name, "title": network.title, "description": network.description}
    if network.modified:
        about["modified"] = network.modified
    head = f'{{"directed": {_ENCODE(network.directed)}, "multigraph": true, "graph": {_ENCODE(about)},\n"nodes": [\n'
    stream.write(head.encode("utf-8"))
    for line in _lines(_node(node, network.node_columns) for node in network.nodes):
        stream.write(line.encode("utf-8"))
    stream.write(b'],\n"edges": [\n')
    for line in _lines(_edge(edge, network.edge_columns) for edge in network.edges):
        stream.write(line.encode("utf-8"))
    stream.write(b"]}\n")


def _lines(elements: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Each element as a line, with a comma between it and the one before."""
    before = ""
    for element in elements:
        try:
            yield f"{before}{_ENCODE(element)}"
        except ValueError as error:
            raise ExportError(
                f"{element.get('key', element.get('id'))!r} has a number that JSON does not know (infinite or NaN)",
                todo="Mend it in the query of the projection",
            ) from error
        before = ",\n"
    if before:
        yield "\n"


def _node(node: Node, columns: tuple[Column, ...]) -> dict[str, Any]:
    written: dict[str, Any] = {"id": node.id, "label": node.label, "kind": node.kind}
    if node.look:
        written |= {"size": node.look.size, "color": "#{:02x}{:02x}{:02x}".format(*node.look.colour)}
        written |= dict(zip("xy", node.look.position, strict=True)) if node.look.position else {}
    return written | _cells(node, columns) | _in_time(node.spells, node.timed)


def _edge(edge: Edge, columns: tuple[Column, ...]) -> dict[str, Any]:
    # `key` is what networkx calls the id of one of several edges between the same nodes.
    written = {"source": edge.source, "target": edge.target, "key": edge.id, "label": edge.label, "kind": edge.kind}
    return {**written, "weight": edge.weight, **_cells(edge, columns), **_in_time(edge.spells, edge.timed)}


def _cells(element: Node | Edge, columns: tuple[Column, ...]) -> dict[str, Any]:
    return {column.name: element.values[column.name] for column in columns if column.name in element.values}


def _in_time(spells: tuple[Spell, ...], timed: Timed) -> dict[str, Any]:
    written: dict[str, Any] = {"spells": spells} if spells else {}
    for name in sorted(timed):
        written[f"{name}_over_time"] = [[number, *when] for when, number in timed[name]]
    return written
