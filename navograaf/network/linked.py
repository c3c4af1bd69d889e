"""The edges of a network as one graph of numbers, for measures.py and layout.py.

Law: nothing is built above LINKED_LIMIT; there the edges may lie on disk, and are never copied.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from navograaf.network.model import Network

if TYPE_CHECKING:
    import networkx as nx

LINKED_LIMIT = 50_000
"""Most nodes and edges, added up, that are held in memory for layout, communities and betweenness."""


def linked(network: Network) -> nx.Graph[int] | None:
    """Who is joined to whom: nodes are places in `network.nodes`, `weight` the weights of all edges of a pair.

    `share` is that weight times a power of two, so that the largest lies between 0.5 and 1: Louvain squares the sum of
    all, and the square of 1e-300 is nothing. Without direction, and without edges from a node to itself. None above
    LINKED_LIMIT.
    """
    if len(network.nodes) + len(network.edges) > LINKED_LIMIT:
        return None
    import networkx as nx

    numbers = {node.id: number for number, node in enumerate(network.nodes)}
    weights: dict[tuple[int, int], float] = {}
    for edge in network.edges:
        source, target = sorted((numbers[edge.source], numbers[edge.target]))
        if source != target:
            weights[source, target] = weights.get((source, target), 0) + edge.weight
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(numbers)))
    heaviest = max(weights.values(), default=1.0)
    power = -math.frexp(heaviest)[1]
    for (source, target), weight in sorted(weights.items()):
        # The logarithm for layouts: a pair met fifty times would otherwise lie on one spot. Springs that are all weak
        # would hold nothing together, so where all weights are below 1 they are told in parts of the heaviest.
        pull = math.log1p(weight / min(heaviest, 1.0))
        graph.add_edge(source, target, weight=weight, share=math.ldexp(weight, power), pull=pull)
    return graph


def too_many(network: Network) -> str:
    """Why `linked` gives None, for notes."""
    nodes, edges = len(network.nodes), len(network.edges)
    return f"{nodes:,} nodes and {edges:,} edges are more than {LINKED_LIMIT:,} together"
