"""Colours for kinds of nodes and of edges, which colour-blind readers can tell apart.

Used by layout.py, by the picture and by the page. Laws, kept by a test: seen with full colour sight, without the red
cones (protanopia) or without the green ones (deuteranopia), no two colours of PALETTE look alike, nor two of STROKES;
each stands out from a white and from a dark background. A kind that its projection names looks the same in every
network of that projection, whatever was left out.
"""

from __future__ import annotations

from typing import NamedTuple

from navograaf.network.model import Network

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

# Okabe and Ito, "Color Universal Design" (jfly.uni-koeln.de/color), without black and yellow, which
# vanish on a dark and on a light background; then those of Paul Tol's schemes (personal.sron.nl/~pault)
# that differ most from these and from each other.
PALETTE: tuple[Colour, ...] = (
    (0, 114, 178),  # blue, Okabe and Ito
    (213, 94, 0),  # vermillion, Okabe and Ito
    (0, 158, 115),  # bluish green, Okabe and Ito
    (204, 121, 167),  # reddish purple, Okabe and Ito
    (86, 180, 233),  # sky blue, Okabe and Ito
    (230, 159, 0),  # orange, Okabe and Ito
    (136, 34, 85),  # wine, Tol muted
    (221, 204, 119),  # sand, Tol muted
    (170, 51, 119),  # purple, Tol bright
    (136, 204, 238),  # cyan, Tol muted
)
"""In the order in which kinds take them: the first six differ most."""
OTHER: Colour = (127, 127, 127)
"""Grey, for kinds beyond the palette."""


def colours_of(network: Network) -> dict[str, Colour]:
    """A colour for each kind of node: first the projection's own order, then the alphabet."""
    others = sorted({node.kind for node in network.nodes} - set(network.kinds))
    kinds = [*network.kinds, *others]
    return {kind: PALETTE[place] if place < len(PALETTE) else OTHER for place, kind in enumerate(kinds)}


class Stroke(NamedTuple):
    """How a kind of edges is drawn: its colour, and lengths of strokes and gaps ("" for a whole line)."""

    colour: Colour
    dash: str


# Each with a dash of its own, so that a copy in black and white still tells them apart. Chosen by search from those of
# PALETTE, darkened, for a thin line of a light colour vanishes on paper: no two lie nearer than 0.11 (see the test).
STROKES: tuple[Stroke, ...] = (
    Stroke((0, 114, 178), ""),
    Stroke((177, 69, 7), "7 3"),
    Stroke((0, 164, 136), "2 3"),
    Stroke((122, 37, 114), "9 3 2 3"),
    Stroke((184, 134, 11), "12 4"),
    Stroke((63, 159, 216), "4 2"),
    Stroke((139, 24, 39), "14 3 2 3 2 3"),
)
"""In the order in which kinds of edges take them."""
PLAIN = Stroke((106, 106, 106), "")
"""Grey: for a kind that needs no telling apart, and for those beyond STROKES."""


def edge_strokes(network: Network) -> dict[str, Stroke]:
    """A stroke for each kind of edge: first the projection's own order, then the alphabet.

    Grey for the only kind: the one that the projection names, or, where it names none, the one that there is.
    """
    named = network.edge_kinds
    others = sorted({edge.kind for edge in network.edges} - set(named))
    if len(named) == 1:
        return {named[0]: PLAIN} | _stroked(others)
    return _stroked([*named, *others]) if len(named) + len(others) > 1 else dict.fromkeys(others, PLAIN)


def edge_colours(network: Network) -> dict[str, Colour]:
    """The colour of each kind of edge, as edge_strokes gives it."""
    return {kind: stroke.colour for kind, stroke in edge_strokes(network).items()}


def hexadecimal(colour: Colour) -> str:
    """A colour as style sheets and pictures write it: #0072b2."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _stroked(kinds: list[str]) -> dict[str, Stroke]:
    return {kind: STROKES[place] if place < len(STROKES) else PLAIN for place, kind in enumerate(kinds)}
