"""GraphML by networkx, for igraph, yEd, Cytoscape and Gephi without its time line.

GraphML knows neither spells nor lists: spells are one text (`2020-02-12/2020-02-13 ...`), lists the
same quoted form as in GEXF. Law: every column of the network is a key with one type.
"""

from __future__ import annotations

from typing import IO

from navograaf.network.cells import Value, cell_text
from navograaf.network.model import Column, Edge, Network, Node


def write_graphml(network: Network, stream: IO[bytes]) -> None:
    """Write `network` as GraphML, UTF-8, edges with their ids."""
    import networkx as nx

    graph: nx.MultiGraph[str] = nx.MultiDiGraph() if network.directed else nx.MultiGraph()
    for node in network.nodes:
        look = node.look
        drawn: dict[str, Value] = {}
        if look:
            # The names that Gephi's GraphML importer takes for colour, size and place.
            drawn |= {"size": look.size} | dict(zip("rgb", look.colour, strict=True))
            drawn |= dict(zip("xy", look.position, strict=True)) if look.position else {}
        cells = {"label": node.label, "kind": node.kind, **_cells(node, network.node_columns), **drawn}
        graph.add_nodes_from([(node.id, cells)])
    for edge in network.edges:
        cells = {"label": edge.label, "kind": edge.kind, "weight": float(edge.weight)}
        # As one dict: as keywords a column called `u_for_edge` would be taken for networkx's own.
        cells |= _cells(edge, network.edge_columns)
        graph.add_edges_from([(edge.source, edge.target, edge.id, cells)])  # type: ignore[list-item]  # the stubs know no keys
    nx.write_graphml(graph, stream, prettyprint=True)


def _cells(element: Node | Edge, columns: tuple[Column, ...]) -> dict[str, Value]:
    cells: dict[str, Value] = {}
    for column in columns:
        if column.name in element.values:
            value = element.values[column.name]
            cells[column.name] = cell_text(value) if column.type in ("string", "liststring") else value
            if column.type == "double":
                cells[column.name] = float(value)  # type: ignore[arg-type]
    if element.spells:
        cells["spells"] = " ".join(f"{start}/{end}" for start, end in element.spells)
    return cells
