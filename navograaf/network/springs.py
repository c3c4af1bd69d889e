"""Places by the edges: what is joined lies together. The layout `network`.

Used by layout.py. Laws: no two nodes overlap, nor, in parts up to LABELLED_LIMIT nodes, a label below
its node; connected parts lie beside each other, the largest first, and nodes without edges in a
block; fixed seeds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from navograaf.network.apart import apart, seeds
from navograaf.network.crowd import crowd_places
from navograaf.network.measures import SEED
from navograaf.network.packing import Point, block, packed
from navograaf.network.room import GAP, LINE, Room

if TYPE_CHECKING:
    import networkx as nx

    from navograaf.network.packing import Points

SPRING_LIMIT = 500
"""From here on networkx's spring layout needs scipy, which navograaf does without: crowd.py then."""
LABELLED_LIMIT = 300
"""Most nodes of a part in which room is kept for labels; beyond it the discs would become dots."""
_BETWEEN = 0.25  # how strongly edges between communities pull, so that the groups come apart
_WIDE = 1.5  # pictures and screens are wider than high, and so are labels
_AIR = 2.0  # room of the picture for each room of its nodes, before what overlaps is moved


def spring_places(graph: nx.Graph[int], rooms: Sequence[Room], communities: Sequence[int] | None) -> list[Point]:
    """A place for each node; y grows upwards."""
    import networkx as nx

    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    joined = [part for part in parts if len(part) > 1]
    pieces = [_part(graph, part, rooms, communities) for part in joined]
    alone = [part[0] for part in parts if len(part) == 1]
    if alone:
        halves, shift = _boxes([rooms[number] for number in alone], labelled=len(alone) <= LABELLED_LIMIT)
        pieces.append((block(halves), halves, shift))
    result: list[Point] = [(0.0, 0.0)] * len(graph)
    groups = [*joined, *([alone] if alone else [])]
    moved = packed([(centres, halves) for centres, halves, _ in pieces])
    for numbers, (x, y), (centres, _, shift) in zip(groups, moved, pieces, strict=True):
        for number, centre in zip(numbers, centres, strict=True):
            result[number] = (float(centre[0]) + x, float(centre[1]) + y + shift)
    return result


def _boxes(rooms: Sequence[Room], *, labelled: bool) -> tuple[Points, float]:
    """Half width and half height of each node with its label below; how far the disc lies above the box's middle."""
    import numpy as np

    below = LINE + GAP / 2 if labelled else 0.0
    return np.array(
        [
            (max(2 * room.radius, room.label if labelled else 0.0) / 2 + GAP / 2, room.radius + (below + GAP) / 2)
            for room in rooms
        ]
    ), below / 2


def _part(
    graph: nx.Graph[int], part: list[int], rooms: Sequence[Room], communities: Sequence[int] | None
) -> tuple[Points, Points, float]:
    """The boxes of a connected part: their middles around (0, 0), their halves, and how far discs lie above."""
    import networkx as nx
    import numpy as np

    piece: nx.Graph[int] = nx.Graph()
    piece.add_nodes_from(part)
    for number in part:
        for other in sorted(graph[number]):
            inside = communities is None or communities[number] == communities[other]
            if number < other:
                piece.add_edge(number, other, weight=graph[number][other]["pull"] * (1.0 if inside else _BETWEEN))
    groups = [communities[number] for number in part] if communities is not None else [1] * len(part)
    places = _lying(_sprung(piece, part, groups))
    halves, shift = _boxes([rooms[number] for number in part], labelled=len(part) <= LABELLED_LIMIT)
    # As large as the boxes need, and wide: then little is left to move apart.
    area = float((4 * halves[:, 0] * halves[:, 1]).sum()) * _AIR
    width, height = np.maximum(np.ptp(places, axis=0), 1e-9)
    ratio = min(max(width / height, _WIDE), 4.0)
    places = places * (math.sqrt(area * ratio) / width, math.sqrt(area / ratio) / height)
    return apart(places, halves), halves, shift


def _sprung(piece: nx.Graph[int], part: list[int], groups: list[int]) -> Points:
    """Where springs bring the nodes of a part (and of these communities), in any unit."""
    import networkx as nx
    import numpy as np

    if len(part) == 2:  # there may be a thousand of these
        return np.array([[0.0, 0.0], [1.0, 0.0]])
    if len(part) < SPRING_LIMIT:
        near = nx.spring_layout(piece, iterations=min(200, 50 + 2 * len(part)), seed=SEED)
        return np.array([near[number] for number in part], dtype=float)
    # So few rounds do not sort a crowd: communities start apart.
    return crowd_places(piece, 10.0 * seeds(np.array(groups)) + 0.1 * seeds(np.arange(len(part))))


def _lying(places: Points) -> Points:
    """Turned so that the longest stretch lies from left to right, the middle at (0, 0)."""
    import numpy as np

    places = places - places.mean(axis=0)
    x, y = places[:, 0], places[:, 1]
    angle = 0.5 * math.atan2(2 * float((x * y).sum()), float((x * x).sum() - (y * y).sum()))
    cosine, sine = math.cos(angle), math.sin(angle)
    return np.column_stack((x * cosine + y * sine, y * cosine - x * sine))
