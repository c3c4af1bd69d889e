"""A picture of a laid out network: what is drawn, where, how large, in which colour; no text format yet.

Stands between network/layout.py, which gives the places, and svg.py, which writes. Laws: every node is drawn; labels
overlap neither each other nor a node; whatever is left out is counted; y grows downwards, in pixels.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from navograaf.answers.terminal import safe
from navograaf.errors import ExportError
from navograaf.export.curves import Disc, Line, along, curves
from navograaf.export.lettering import ELLIPSIS, Box, Label, Wanted, placed, wrapped
from navograaf.export.limits import LESS
from navograaf.export.page import TWO_ROWS, frame
from navograaf.export.time_axis import Axis, time_axis
from navograaf.network.model import Network
from navograaf.network.palette import Stroke, edge_strokes

LINE_LIMIT = 10_000
"""Most edges that are drawn, the heaviest first: more of them are soot, and a file that no viewer opens."""
_RADII, _FONTS = (2.5, 24.0), (10.5, 16.0)
_LETTERS = 30  # of a line of a label in the picture; the tooltip has it whole
_SPARSE = 3  # edges a node; with more of them labels do not try to keep off the lines
_FEW = 60  # nodes; with no more of them a label may have three lines
_EVERYWHERE = ("above", "below", "right-above", "right-below", "left-above", "left-below")


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn of a network, in the order in which it is drawn."""

    network: Network
    page: Box
    """Of the drawing alone; svg.py puts title and legend around it."""
    discs: tuple[Disc, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    axis: Axis | None
    strokes: Mapping[str, Stroke]
    """Colour and dash of each kind of edge that there is, in the order of the palette."""
    edge_labels: Mapping[str, str]
    """What each kind of edge is called (the label that most of its edges bear)."""
    weights: tuple[float, float] | None
    """The smallest and the largest weight that is drawn, None without edges."""

    @property
    def unlabelled(self) -> int:
        """Nodes whose label found no place."""
        return len(self.discs) - len(self.labels)

    @property
    def undrawn(self) -> int:
        """Edges left out above LINE_LIMIT."""
        return len(self.network.edges) - len(self.lines)


def picture(network: Network) -> Picture:
    """Lay `network` out on a page. Raises ExportError when its nodes have no places or it has no nodes."""
    places: dict[str, tuple[float, float]] = {}
    for node in network.nodes:
        if node.look is None or node.look.position is None or not all(map(math.isfinite, node.look.position)):
            raise ExportError(
                f"a network of {len(network.nodes)} nodes and {len(network.edges)} edges has no places to draw them at",
                todo=LESS,
            )
        places[node.id] = node.look.position
    if not places:
        raise ExportError("the network has no nodes to draw", todo="Choose another projection or wider filters")
    page, onto, scale = frame(network, places)
    discs = _discs(network, {name: onto(place) for name, place in places.items()}, scale)
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for edge in network.edges:
        called[edge.kind][edge.label] += 1
    drawn = heapq.nlargest(LINE_LIMIT, network.edges, key=lambda edge: (edge.weight, edge.id))
    weights = (float(drawn[-1].weight), float(drawn[0].weight)) if drawn else None
    lines = tuple(curves(network, drawn[::-1], discs))
    return Picture(
        network=network,
        page=page,
        discs=tuple(sorted(discs.values(), key=lambda disc: (-disc.radius, disc.node.id))),
        lines=lines,
        labels=_labels(network, discs, lines, page),
        axis=time_axis([(disc.node, disc.x) for disc in discs.values()], page) if network.layout == "time" else None,
        strokes={kind: stroke for kind, stroke in edge_strokes(network).items() if kind in called},
        edge_labels={kind: min(found, key=lambda label: (-found[label], label)) for kind, found in called.items()},
        weights=weights,
    )


def _discs(network: Network, places: Mapping[str, tuple[float, float]], scale: float) -> dict[str, Disc]:
    sizes = [node.look.size for node in network.nodes if node.look]
    largest = max(max(sizes), 1e-9)
    # As large as in Gephi, but the largest neither fills the page nor vanishes from it.
    most = _RADII[1] if network.layout == "network" else 13.0
    factor = min(max(scale * 0.6, 11.0 / largest), most / largest)
    discs = {}
    for node in network.nodes:
        x, y = places[node.id]
        radius = max(node.look.size * factor if node.look else 0.0, _RADII[0])
        discs[node.id] = Disc(node, x, y, round(radius, 1))
    return discs


def _labels(network: Network, discs: Mapping[str, Disc], lines: tuple[Line, ...], page: Box) -> tuple[Label, ...]:
    largest = max(disc.radius for disc in discs.values())
    ordered = sorted(discs.values(), key=lambda disc: (-disc.radius, disc.node.id))
    middle = (page.left + page.right) / 2
    columns: defaultdict[str, list[float]] = defaultdict(list)
    for disc in sorted(discs.values(), key=lambda disc: disc.y):
        columns[_column(disc, middle)].append(disc.y)
    wanted = []
    for disc in ordered:
        name = safe(disc.node.label)
        font = round(_FONTS[0] + (_FONTS[1] - _FONTS[0]) * (disc.radius / largest) ** 2, 1)
        sides: tuple[str, ...]
        texts: tuple[tuple[str, ...], ...]
        outward = ("right", "left") if disc.x >= middle else ("left", "right")
        if network.layout == "sides":
            first = _column(disc, middle)
            sides, texts, font = (first,), _beside(disc, name, columns[first]), min(font, 12.5)
        else:
            sides, rows = (*outward, *_EVERYWHERE), 3 if len(discs) <= _FEW else 2
            shorter = [wrapped(name, _LETTERS, lines) for lines in range(rows, 0, -1)]
            texts = (*shorter, wrapped(name, 20, 1))
        if not any(texts[0]):
            texts = (wrapped(disc.node.id, _LETTERS, 1),)
        wanted.append(Wanted(disc.node.id, texts, font, disc.x, disc.y, disc.radius, sides))
    boxes = {
        disc.node.id: Box(disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius)
        for disc in ordered
    }
    # Where lines are everywhere, no place is free of them: then beside its node a label is clearest.
    avoided = lines if len(lines) <= _SPARSE * len(discs) else ()
    return placed(wanted, boxes, page, (point for line in avoided for point in along(line)))


def _column(disc: Disc, middle: float) -> str:
    side = disc.node.values.get("side")
    return str(side) if side in ("left", "right") else "right" if disc.x >= middle else "left"


def _beside(disc: Disc, name: str, column: list[float]) -> tuple[tuple[str, ...], ...]:
    """A label next to a column of nodes: whole, else in two lines where the nodes above and below leave room, else cut.

    column: the heights of the nodes on the same side, sorted.
    """
    place = bisect_left(column, disc.y)
    gap = min((abs(disc.y - y) for y in column[max(place - 1, 0) : place + 2] if y != disc.y), default=TWO_ROWS)
    whole, two = wrapped(name, 60, 1), wrapped(name, 36, 2)
    cuts = tuple(wrapped(name, limit, 1) for limit in (44, 36, 24))
    first = (whole,) if not whole[0].endswith(ELLIPSIS) else ()
    return (*first, two, *cuts) if gap >= TWO_ROWS - 2 else (*first, *cuts)
