"""The page of a picture: how large it is, and where a place of the layout comes to stand on it.

For picture.py. Laws: every place is on the page, with room around it for words; a picture by edges keeps its shape,
one in columns or in time fills its page, since there across and down mean different things.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from navograaf.export.lettering import Box, Point
from navograaf.network.model import Network

ROW, TWO_ROWS = 21.0, 32.0
"""Pixels of a node with one line of words, and with two."""
_WIDTH, _NARROWEST, _WIDEST, _USUAL = 1200.0, 860.0, 2400.0, 80  # pixels; nodes on a page of 1200
_MARGIN, _TALLEST, _LEAST = 40.0, 2400.0, 320.0
_SIDE_ROOM, _ROOM = 330.0, 110.0  # for the words beside two columns; beside any other drawing


class Onto(NamedTuple):
    """From the units of the layout to pixels."""

    left: float
    top: float
    across: float
    down: float
    x: float
    y: float

    def __call__(self, place: Point) -> Point:
        return (
            round(self.left + (place[0] - self.x) * self.across, 1),
            round(self.top + (self.y - place[1]) * self.down, 1),
        )


def frame(network: Network, places: Mapping[str, Point]) -> tuple[Box, Onto, float]:
    """The page, the way onto it, and the pixels of a unit of size."""
    xs, ys = [place[0] for place in places.values()], [place[1] for place in places.values()]
    wide, tall = max(max(xs) - min(xs), 1e-9), max(max(ys) - min(ys), 1e-9)
    # More nodes, a wider page: a print of it is read at arm's length or enlarged, but the words stay apart.
    least = _NARROWEST if network.layout == "network" else _WIDTH
    width = min(_WIDEST, max(least, _WIDTH * math.sqrt(len(places) / _USUAL)))
    room = _SIDE_ROOM if network.layout == "sides" else _ROOM
    inner = width - 2 * room
    if network.layout == "network":
        height = min(max(inner * tall / wide, inner * 0.4), inner * 0.9)
        across = down = min(inner / wide, height / tall)
        height = min(height, down * tall)
    else:
        # Across and down mean different things, so each fills its own room.
        rows = max(Counter(round(x) for x in xs).values())
        height = min(max(rows * (TWO_ROWS if network.layout == "time" else ROW), _LEAST), _TALLEST)
        across, down = inner / wide, height / tall
    if len(places) == 1 or wide <= 1e-9:
        across = 0.0
    if len(places) == 1 or tall <= 1e-9:
        down = 0.0
    scale = min(across or down, down or across) or 1.0
    height = max(height, 120.0)
    spare_x, spare_y = inner - across * wide, height - down * tall
    onto = Onto(room + spare_x / 2, _MARGIN + spare_y / 2, across, down, min(xs), max(ys))
    return Box(0.0, 0.0, round(width, 1), round(height + 2 * _MARGIN, 1)), onto, scale
