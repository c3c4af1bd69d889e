"""What the edges say of a node: its degree, how often it lies between others, and its group.

Stands between assemble.py and layout.py. Laws: the same network gives the same numbers (a fixed
seed, and nodes handed to networkx as numbers, since the order of a set of texts differs from run to
run); degrees are counted at any size in one pass, in memory by the number of nodes; what is skipped
for size is skipped by a stated limit and told in a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navograaf.network.cells import Value
from navograaf.network.linked import too_many
from navograaf.network.model import INTEGER_LIMIT, Column, ColumnType, Network

if TYPE_CHECKING:
    import networkx as nx

SEED = 28676
"""Seed of layout and communities: any fixed number would do; this is the dossier of the NATO letters."""
BETWEENNESS_LIMIT = 2_500_000
"""Most nodes times edges for betweenness, whose work grows with that product: some seconds."""
MEASURES = ("degree", "weighted_degree", "betweenness", "community")
"""The columns that are added, in their order; a query may not take these names."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Numbers by place of the node in the network; None where the network is too large."""

    degree: Sequence[int]
    """Number of edges; one from a node to itself counts twice."""
    weighted_degree: Sequence[int | float]
    """The weights of those edges, added up."""
    betweenness: Sequence[float] | None
    """Share of the shortest paths between two others that pass here (Brandes), 0 to 1; an edge is a way to and fro."""
    community: Sequence[int] | None
    """Number of its group, 1 is the largest (Louvain by modularity, by weight)."""
    notes: tuple[str, ...]
    """What was left out, and why."""

    def columns(self) -> tuple[Column, ...]:
        """The columns of what was measured."""
        return tuple(Column(name, _type(cells)) for name, cells in self._measured())

    def values(self, number: int) -> dict[str, Value]:
        """The cells of one node."""
        return {name: cells[number] for name, cells in self._measured()}

    def _measured(self) -> Iterator[tuple[str, Sequence[int | float]]]:
        cells = (self.degree, self.weighted_degree, self.betweenness, self.community)
        return ((name, cell) for name, cell in zip(MEASURES, cells, strict=True) if cell is not None)


def measured(network: Network, graph: nx.Graph[int] | None) -> Measures:
    """Measure a network; `graph` holds its edges by number (linked.py), None when it is too large to hold."""
    degree, weighted = degrees(network)
    notes = []
    community = betweenness = None
    if graph is None:
        reason = too_many(network)
        notes = [
            f"No betweenness: {reason}; Gephi's statistics can find it.",
            f"No communities: {reason}; Gephi's statistics (modularity) can find them.",
        ]
    else:
        community = _communities(graph)
        nodes, edges = len(network.nodes), len(network.edges)
        if nodes * edges <= BETWEENNESS_LIMIT:
            betweenness = _betweenness(graph)
        else:
            reason = f"{nodes:,} nodes times {edges:,} edges is more than {BETWEENNESS_LIMIT:,}"
            notes = [f"No betweenness: {reason}; Gephi's statistics can find it."]
    return Measures(degree, weighted, betweenness, community, tuple(notes))


def degrees(network: Network) -> tuple[list[int], list[int | float]]:
    """Degree and weighted degree of each node, in one pass over the edges."""
    numbers = {node.id: number for number, node in enumerate(network.nodes)}
    degree = [0] * len(numbers)
    weighted: list[int | float] = [0] * len(numbers)
    for edge in network.edges:
        for end in (numbers[edge.source], numbers[edge.target]):
            degree[end] += 1
            weighted[end] += edge.weight
    # Twelve digits that tell: the rest is what adding up leaves; a fixed number of decimals would lose small weights.
    return degree, [float(f"{value:.12g}") if isinstance(value, float) else value for value in weighted]


def _betweenness(graph: nx.Graph[int]) -> list[float]:
    import networkx as nx

    pairs = max((len(graph) - 1) * (len(graph) - 2) / 2, 1.0)
    result = [0.0] * len(graph)
    # Part by part: each node of a part takes the time of the part, not of the whole network.
    for part in nx.connected_components(graph):
        if len(part) > 2:
            for number, count in nx.betweenness_centrality(graph.subgraph(part).copy(), normalized=False).items():
                # Adding 0.0 turns -0.0 into 0.0; six digits, for the last ones differ between machines.
                result[number] = round(float(count) / pairs, 6) + 0.0
    return result


def _communities(graph: nx.Graph[int]) -> list[int]:
    """The community of each node, numbered from 1: the largest first, then the one with the first node."""
    import networkx as nx

    groups = nx.community.louvain_communities(graph, weight="share", seed=SEED)
    result = [0] * len(graph)
    for place, group in enumerate(sorted(groups, key=lambda group: (-len(group), min(group))), 1):
        for number in group:
            result[number] = place
    return result


def _type(cells: Sequence[int | float]) -> ColumnType:
    if any(isinstance(cell, float) for cell in cells):
        return "double"
    return "long" if any(abs(cell) >= INTEGER_LIMIT for cell in cells) else "integer"
