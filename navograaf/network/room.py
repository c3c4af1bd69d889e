"""How much room a node takes in a picture: its disc and its label.

Used by the layouts, and by writers that draw labels. Law: what stands inside its room does not
touch what stands inside another's. Units are Gephi's; a node's size is the radius of its disc, as in
Gephi and Gephi Lite.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from navograaf.network.model import Network

SMALLEST, LARGEST = 6.0, 30.0
"""The radius of a node that is never spoken of, and of the one most spoken of."""
LINE = 14.0
"""Height of a line of label."""
CHARACTER = 6.5
"""Width of a character of label at that height, on average."""
LONGEST = 36
"""Most characters of a label that room is kept for; what is longer may run on or be cut."""
GAP = 6.0
"""Least space between the rooms of two nodes, and between a disc and its label."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a layout must know of a node."""

    radius: float
    label: float
    """Width of its label."""

    @property
    def height(self) -> float:
        """Height of the disc with the label beside it."""
        return max(2 * self.radius, LINE)


def label_width(label: str) -> float:
    """Room for a label on one line."""
    return min(len(label), LONGEST) * CHARACTER


def spoken_of(network: Network) -> bool:
    """Whether sizes follow `mentions`; else they follow the number of edges."""
    return any(_number(node.values.get("mentions")) for node in network.nodes)


def rooms(network: Network, degree: Sequence[int]) -> list[Room]:
    """The room of each node; the area of its disc follows `mentions`, or the degree where there are none."""
    if spoken_of(network):
        counts = [_number(node.values.get("mentions")) for node in network.nodes]
    else:
        counts = [float(count) for count in degree]
    largest = max(counts, default=0.0) or 1.0
    # The area, not the width, follows the count: that is what the eye compares.
    radii = [math.sqrt(SMALLEST**2 + (LARGEST**2 - SMALLEST**2) * (count / largest)) for count in counts]
    return [Room(round(r, 2), label_width(node.label)) for r, node in zip(radii, network.nodes, strict=True)]


def _number(value: object) -> float:
    return max(0.0, float(value)) if isinstance(value, int | float) else 0.0
