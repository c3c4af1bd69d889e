"""Places in two columns: who on the left, about what on the right. The layout `sides`.

Used by layout.py. Laws: no two nodes overlap; a node stands on the side that its column `side` names,
any other than `left` on the right; labels find room on the outer side of their node; communities
stay together in a column, in the order that crosses fewest edges of those tried.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from navograaf.network.packing import Point
from navograaf.network.room import GAP, Room

if TYPE_CHECKING:
    import networkx as nx

ROWS = 60
"""Most nodes of a side that stand in one column; more stand in columns side by side, row by row."""
_ROUNDS = 12
_NARROWEST = 420.0  # between the two sides
_SLOPE = 0.55  # of the height is between the sides, so that edges do not run too steep

Neighbours = Mapping[int, Sequence[tuple[int, float]]]


def side_places(
    graph: nx.Graph[int], rooms: Sequence[Room], communities: Sequence[int] | None, sides: Sequence[str]
) -> list[Point]:
    """A place for each node; `sides` says where each belongs. y grows upwards."""
    left = [number for number, side in enumerate(sides) if side == "left"]
    right = [number for number, side in enumerate(sides) if side != "left"]
    neighbours = {
        number: [(other, graph[number][other]["pull"]) for other in sorted(graph[number])] for number in graph
    }
    groups = communities or [0] * len(sides)
    left, right = _ordered(left, right, neighbours, groups)
    columns = [_columns(left, rooms), _columns(right, rooms)]
    height = max(total for _, total, _ in columns)
    gap = max(_NARROWEST, _SLOPE * height)
    result: list[Point] = [(0.0, 0.0)] * len(sides)
    for numbers, (rows, total, across), sign in ((left, columns[0], -1), (right, columns[1], 1)):
        # The shorter side is spread over the height of the longer, so that edges run level.
        stretch = height / total if total else 1.0
        for number, row, column in zip(numbers, rows, across, strict=True):
            result[number] = (sign * (gap / 2 + column), -row * stretch)
    return result


def _columns(numbers: Sequence[int], rooms: Sequence[Room]) -> tuple[list[float], float, list[float]]:
    """How far down each node of a side stands, how far in all, and how far outwards."""
    if not numbers:
        return [], 0.0, []
    # A row takes a tenth of the space of a column: with more rows as the side grows, the picture stays as wide as high.
    count = -(-len(numbers) // max(ROWS, round(3 * math.sqrt(len(numbers)))))
    pitch = max(2 * rooms[number].radius + rooms[number].label for number in numbers) + 3 * GAP
    rows: list[float] = []
    down = 0.0
    for start in range(0, len(numbers), count):
        line = [rooms[number].height for number in numbers[start : start + count]]
        rows += [down + (max(line) + GAP) / 2] * len(line)
        down += max(line) + GAP
    return rows, down, [place % count * pitch for place in range(len(numbers))]


def _ordered(
    left: list[int], right: list[int], neighbours: Neighbours, groups: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Both sides from top to bottom: each in turn by the middle of its neighbours, the best round is kept."""
    left.sort(key=lambda number: (groups[number], number))
    best: tuple[float, list[int], list[int]] | None = None
    for _ in range(_ROUNDS):
        right = _by_middle(right, left, neighbours, groups)
        left = _by_middle(left, right, neighbours, groups)
        cost = _cost(left, right, neighbours)
        if best is None or cost < best[0]:
            best = (cost, left, right)
    assert best is not None
    return best[1], best[2]


def _heights(numbers: Sequence[int]) -> dict[int, float]:
    """Where each stands between top (0) and bottom (1)."""
    return {number: (place + 0.5) / len(numbers) for place, number in enumerate(numbers)}


def _by_middle(moving: list[int], fixed: list[int], neighbours: Neighbours, groups: Sequence[int]) -> list[int]:
    """`moving` sorted by the middle of its neighbours in `fixed`, group by group; who has none keeps its place."""
    where, own = _heights(fixed), _heights(moving)
    middles: dict[int, float] = {}
    for number in moving:
        pulls = [(where[other], weight) for other, weight in neighbours[number] if other in where]
        total = sum(weight for _, weight in pulls)
        middles[number] = sum(place * weight for place, weight in pulls) / total if pulls else own[number]
    members: dict[int, list[float]] = {}
    for number in moving:
        members.setdefault(groups[number], []).append(middles[number])
    group = {name: sum(found) / len(found) for name, found in members.items()}
    return sorted(moving, key=lambda n: (group[groups[n]], groups[n], middles[n], n))


def _cost(left: list[int], right: list[int], neighbours: Neighbours) -> float:
    """How steep the edges are, added up: level edges cross little."""
    where = _heights(right)
    return sum(
        abs(height - where[other]) * weight
        for number, height in _heights(left).items()
        for other, weight in neighbours[number]
        if other in where
    )
