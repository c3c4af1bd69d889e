"""The lines of a picture: where each edge runs, how wide and how plain it is, and where its arrow points.

For picture.py. Laws: edges between the same two nodes, or from a node to itself, are bent apart; heavier edges are
wider, plainer and on top.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from navograaf.export.lettering import Point
from navograaf.network.model import Edge, Network, Node

_THIN, _THICK = 0.8, 6.0
_FAN = 0.9  # radians from one edge of a node to itself to the next


class Disc(NamedTuple):
    """A node."""

    node: Node
    x: float
    y: float
    radius: float


class Line(NamedTuple):
    """An edge: a curve from `start` by `bend` to `end`; arrow: three corners, where it has a direction."""

    edge: Edge
    start: Point
    bend: Point
    end: Point
    width: float
    opacity: float
    arrow: tuple[Point, ...]


def curves(network: Network, edges: Sequence[Edge], discs: Mapping[str, Disc]) -> list[Line]:
    """A line for each of `edges`, in their order; discs: those of their nodes, by id."""
    between: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for edge in edges:
        between[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge.id)
    lanes = {
        name: (place - (len(ids) - 1) / 2, len(ids))
        for ids in between.values()
        for place, name in enumerate(sorted(ids))
    }
    weights = [edge.weight for edge in edges] or [1]
    heaviest, differ = max(weights), min(weights) < max(weights)
    # Where many lines cross, each of them is fainter; where they are few, each is plain.
    faint = min(0.65, max(0.12, 1.6 * len(discs) / max(len(edges), 1)))
    result = []
    for edge in edges:
        lane, many = lanes[edge.id]
        one, other = discs[edge.source], discs[edge.target]
        share = edge.weight / heaviest
        width = round(_THIN + (_THICK - _THIN) * share if differ else 1.5, 2)
        opacity = round(faint + (0.85 - faint) * share * share if differ else faint, 2)
        if math.hypot(other.x - one.x, other.y - one.y) < 1e-6:  # to itself, or between two nodes on one spot
            result.append(_loop(edge, one, lane * min(_FAN, math.tau / many), width, opacity))
            continue
        if edge.source > edge.target:
            lane = -lane
        if network.layout == "time" and many == 1:
            lane = 0.7  # nodes on one line would hide the edges that pass behind them
        result.append(_line(edge, one, other, lane, width, opacity, network.directed))
    return result


def along(line: Line) -> list[Point]:
    """Points on a curve, some pixels apart."""
    (x, y), (bend_x, bend_y), (end_x, end_y) = line.start, line.bend, line.end
    long = math.dist(line.start, line.bend) + math.dist(line.bend, line.end)
    steps = min(int(long / 6) + 1, 400)
    points = []
    for step in range(steps + 1):
        share = step / steps
        one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
        points.append((one * x + two * bend_x + three * end_x, one * y + two * bend_y + three * end_y))
    return points


def _loop(edge: Edge, disc: Disc, turn: float, width: float, opacity: float) -> Line:
    """A loop at the rim of a node; turn: radians from straight above it, to the right."""
    sine, cosine = math.sin(turn), math.cos(turn)

    def at(beside: float, away: float) -> Point:
        return _rounded((disc.x + cosine * beside + sine * away, disc.y + sine * beside - cosine * away))

    return Line(edge, at(-4, disc.radius), at(0, disc.radius + 26), at(4, disc.radius), width, opacity, ())


def _line(edge: Edge, one: Disc, other: Disc, lane: float, width: float, opacity: float, directed: bool) -> Line:
    dx, dy = other.x - one.x, other.y - one.y
    length = math.hypot(dx, dy)
    away = lane * min(length * 0.22, 60.0)
    bend = ((one.x + other.x) / 2 - dy / length * away, (one.y + other.y) / 2 + dx / length * away)
    head = 5.0 + 1.7 * width if directed else 0.0
    start = _towards((one.x, one.y), bend, one.radius)
    tip = _towards((other.x, other.y), bend, other.radius + 1.0)
    end = _towards(tip, bend, min(head * 0.8, length / 3)) if directed else tip
    arrow: tuple[Point, ...] = ()
    if directed:
        angle = math.atan2(bend[1] - tip[1], bend[0] - tip[0])
        reach = min(head, length / 2)
        corners = [
            (tip[0] + reach * math.cos(angle + turn), tip[1] + reach * math.sin(angle + turn)) for turn in (0.42, -0.42)
        ]
        arrow = (_rounded(tip), *map(_rounded, corners))
    return Line(edge, _rounded(start), _rounded(bend), _rounded(end), width, opacity, arrow)


def _towards(origin: Point, goal: Point, steps: float) -> Point:
    dx, dy = goal[0] - origin[0], goal[1] - origin[1]
    length = math.hypot(dx, dy) or 1.0
    return origin[0] + dx / length * min(steps, length), origin[1] + dy / length * min(steps, length)


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)
