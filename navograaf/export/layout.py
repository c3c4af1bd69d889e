"""Places, sizes, colours and communities, so that a network opens readable.

Stands between network.py and the writers. Laws: the same network gives the same picture (a fixed
seed, and nodes handed to networkx as numbers, since the order of a set of texts differs from run to
run); what is skipped for size is skipped by a stated limit.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from navograaf.export.network import Column, Look, Network

if TYPE_CHECKING:
    import networkx as nx

SEED = 28676
"""Seed of layout and communities: any fixed number would do; this is the dossier of the NATO letters."""
LAYOUT_LIMIT = 2_000
"""Most nodes that are given a place; above it Gephi's own layouts are faster."""
COMMUNITY_LIMIT = 50_000
"""Most edges in which communities are sought."""
_SPRING_LIMIT = 500  # from here on networkx's spring layout needs scipy, which navograaf does without

# Okabe and Ito's palette for colour-blind readers (jfly.uni-koeln.de/color), without black and yellow,
# which vanish on Gephi's dark and light backgrounds.
PALETTE = ((0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (86, 180, 233), (230, 159, 0))
OTHER = (127, 127, 127)
"""Grey, for kinds beyond the palette."""
_SMALLEST, _LARGEST, _SPACING = 8.0, 40.0, 60.0


def laid_out(network: Network) -> Network:
    """The network with a look for each node and the columns `degree` and `community`.

    Positions are left out above LAYOUT_LIMIT nodes, communities above COMMUNITY_LIMIT edges.
    """
    numbers = {node.id: number for number, node in enumerate(network.nodes)}
    degrees = [0] * len(numbers)
    for edge in network.edges:
        degrees[numbers[edge.source]] += 1
        degrees[numbers[edge.target]] += 1
    small = len(numbers) <= LAYOUT_LIMIT and len(network.edges) <= COMMUNITY_LIMIT
    graph = _graph(network, numbers) if small or len(network.edges) <= COMMUNITY_LIMIT else None
    communities = _communities(graph) if graph is not None else None
    positions = _positions(graph) if graph is not None and small else None
    colours = colours_of(network)
    counts = [float(node.values.get("mentions", degree)) for node, degree in zip(network.nodes, degrees, strict=True)]  # type: ignore[arg-type]
    largest = max(counts, default=0.0)
    nodes = []
    for number, node in enumerate(network.nodes):
        values = {**node.values, "degree": degrees[number]}
        if communities is not None:
            values["community"] = communities[number]
        # The area, not the width, follows the count: that is what the eye compares.
        size = _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(counts[number] / largest) if largest > 0 else _SMALLEST
        look = Look(round(size, 2), colours[node.kind], positions[number] if positions is not None else None)
        nodes.append(replace(node, values=values, look=look))
    added = (Column("degree", "integer"), *((Column("community", "integer"),) if communities is not None else ()))
    return replace(network, nodes=tuple(nodes), node_columns=(*network.node_columns, *added))


def colours_of(network: Network) -> dict[str, tuple[int, int, int]]:
    """A colour for each kind of node: first the projection's own order, then the alphabet."""
    others = sorted({node.kind for node in network.nodes} - set(network.kinds))
    kinds = [*network.kinds, *others]
    return {kind: PALETTE[place] if place < len(PALETTE) else OTHER for place, kind in enumerate(kinds)}


def _graph(network: Network, numbers: dict[str, int]) -> nx.Graph[int]:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(numbers)))
    for edge in network.edges:
        source, target = numbers[edge.source], numbers[edge.target]
        before: dict[str, Any] = graph.get_edge_data(source, target, {})
        graph.add_edge(source, target, weight=before.get("weight", 0) + edge.weight)
    return graph


def _communities(graph: nx.Graph[int]) -> list[int]:
    """The community of each node, numbered from 1, the largest first (Louvain by modularity)."""
    import networkx as nx

    groups = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    result = [0] * len(graph)
    for place, group in enumerate(sorted(groups, key=lambda group: (-len(group), min(group))), 1):
        for number in group:
            result[number] = place
    return result


def _positions(graph: nx.Graph[int]) -> list[tuple[float, float]]:
    """A place for each node: each connected part laid out by itself, the parts in rows, the largest first.

    In one piece, parts without edges between them push each other away until nothing can be read.
    """
    import networkx as nx

    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    widths = [_SPACING * 2 * math.sqrt(len(part)) for part in parts]
    page = max(widths[0], math.sqrt(sum(width * width for width in widths)) * 1.2)
    result = [(0.0, 0.0)] * len(graph)
    left = top = row = 0.0
    for part, width in zip(parts, widths, strict=True):
        if left and left + width > page:
            left, top, row = 0.0, top - row, 0.0
        for number, (x, y) in _part(graph, part, width / 2 * 0.85).items():
            result[number] = (round(left + width / 2 + x, 1), round(top - width / 2 + y, 1))
        left, row = left + width, max(row, width)
    return result


def _part(graph: nx.Graph[int], part: list[int], scale: float) -> dict[int, tuple[float, float]]:
    """Places of a connected part around (0, 0), no further off than `scale`."""
    import networkx as nx

    piece: nx.Graph[int] = nx.Graph()
    piece.add_nodes_from(part)
    for source, target, data in graph.subgraph(part).edges(data=True):
        # The logarithm: a pair met fifty times would otherwise lie on one spot.
        piece.add_edge(source, target, weight=math.log1p(data["weight"]))
    if len(part) < _SPRING_LIMIT:
        places = nx.spring_layout(piece, iterations=200, scale=scale, seed=SEED)
    else:
        places = nx.rescale_layout_dict(nx.forceatlas2_layout(piece, max_iter=60, seed=SEED), scale)
    return {number: (float(place[0]), float(place[1])) for number, place in places.items()}
