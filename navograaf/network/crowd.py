"""Places by the edges for parts of many nodes.

Used by springs.py, where the layouts of networkx would take too long, need scipy, or hold each pair of nodes
in memory many times over. Laws: memory grows with the nodes, the work with their square; the same part
gives the same places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt

    from navograaf.network.packing import Points

_ROUNDS, _WORK = 120, 120_000  # at most, and rounds times nodes: some two seconds
_AT_ONCE = 100_000  # pairs of nodes worked out together: what a processor holds near
_WARMEST = 0.15  # of the picture that a node may move in the first round; in the last one it hardly moves


def crowd_places(piece: nx.Graph[int], start: Points) -> Points:
    """Where springs bring the nodes of `piece` (in its order) from `start`, in any unit.

    Everything repels everything, edges attract by `weight`, and moves get shorter: Fruchterman and Reingold,
    "Graph Drawing by Force-directed Placement" (1991), https://doi.org/10.1002/spe.4380211102
    """
    import numpy as np

    numbers = {node: number for number, node in enumerate(piece)}
    ends = np.array([(numbers[one], numbers[other]) for one, other in piece.edges], dtype=np.intp).T
    pulls = np.array([piece[one][other]["weight"] for one, other in piece.edges], dtype=np.float64)
    count = len(numbers)
    # With 1 as the distance at which a pull and a push are equal, a picture of n nodes is about this wide.
    wide = float(np.sqrt(count))
    places: Points = (start - start.mean(axis=0)) * (wide / max(float(np.ptp(start, axis=0).max()), 1e-9))
    rounds = max(1, min(_ROUNDS, _WORK // count))
    for number in range(rounds):
        force = _pushed(places) + _pulled(places, ends, pulls)
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        warm = _WARMEST * wide * (1 - number / rounds)
        places += force * (np.minimum(length, warm) / length)[:, None]
    return places


def _pushed(places: Points) -> Points:
    """How each node is pushed by all others: by 1 divided by the distance."""
    import numpy as np

    count = len(places)
    force = np.empty_like(places)
    step = max(1, _AT_ONCE // count)
    x, y = places[:, 0], places[:, 1]
    for first in range(0, count, step):
        across = x[first : first + step, None] - x
        up = y[first : first + step, None] - y
        # A little more than zero: a node does not push itself, nor another on its spot, without end.
        near = 1 / (across * across + up * up + 1e-6)
        force[first : first + step, 0] = (across * near).sum(axis=1)
        force[first : first + step, 1] = (up * near).sum(axis=1)
    return force


def _pulled(places: Points, ends: npt.NDArray[np.intp], pulls: npt.NDArray[np.float64]) -> Points:
    """How each node is pulled by its edges: by the square of their length."""
    import numpy as np

    way = places[ends[1]] - places[ends[0]]
    pull = way * (np.hypot(way[:, 0], way[:, 1]) * pulls)[:, None]
    return np.column_stack(
        [
            np.bincount(ends[0], pull[:, axis], len(places)) - np.bincount(ends[1], pull[:, axis], len(places))
            for axis in (0, 1)
        ]
    )
