"""What the rows of both queries have said so far: which nodes there are, and which of them are asked for.

Shared by edges.py, which adds what it meets, and assemble.py. Law: a node is there because of a row of its own that is
asked for, or because an edge that is kept ends in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from navograaf.network.reading import Packed, Reader
from navograaf.network.selection import Selection


@dataclass(slots=True)
class Found:
    """Filled while the rows pass."""

    selection: Selection
    nodes: dict[str, list[Packed]] = field(default_factory=dict)
    """The packed rows of each node by its id."""
    own: set[str] = field(default_factory=set)
    """Nodes with a row of their own that is in time and, where their query tells, about the things asked for."""
    nodes_tell: bool = False
    """Whether nodes.rq has ?about."""
    edges_tell: bool = False
    """Whether edges.rq has ?about."""
    near: set[str] = field(default_factory=set)
    """Nodes that share an edge with a thing that is asked for, and these things."""
    touched: set[str] = field(default_factory=set)
    """Ends of the edges that are kept."""
    heaviest: float = 0
    """The weight of the heaviest edge before any was left out for its weight."""
    undated: int = 0
    """Rows of edges that were left out since they have no date."""

    def around(self, node: str) -> bool:
        """Whether a node has to do with the things asked for, by itself or as a neighbour."""
        things = self.selection.things
        return not things or node in things or node in self.near or (self.nodes_tell and node in self.own)

    def wanted(self, node: str) -> bool:
        """Whether a node belongs in the network; all rows and edges must have passed."""
        if node in self.touched:
            return True
        # Who asks for heavy edges wants no cloud of nodes that lost theirs.
        return not self.selection.min_weight and node in self.own and self.around(node)


def remedy(found: Found, *readers: Reader) -> str:
    """What to ask for when nothing is left: where in the data the choice failed."""
    selection = found.selection
    if selection.min_weight > found.heaviest > 0:
        return f"Ask for less: the heaviest edge weighs {found.heaviest:g}"
    if selection.things and not (found.own & selection.things or found.nodes_tell or found.edges_tell):
        if not selection.things & found.nodes.keys():
            return "None of these is a node of it: another projection may speak of them"
    elif selection.things and selection.window is None:
        return "It says nothing about that: try another projection, or trace"
    days = [(one.first, one.last) for one in readers if one.last]
    if selection.window is not None and days:
        return f"Its dates run from {min(days)[0]} to {max(last for _, last in days)}"
    return "Ask for more: another topic or mission, less weight, or a longer stretch of time"
