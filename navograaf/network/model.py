"""A network as every writer receives it: nodes, edges, their columns and how they are drawn.

The station between assemble.py (and layout.py) and navograaf/export. Laws, kept by assemble.py: one
node an id, one edge a pair and kind; an edge's ends exist; weights are above zero; the spells of one
element are closed, sorted and disjoint; every column has one type; no text holds a character that
XML forbids; nodes and edges are sorted by id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from navograaf.network.cells import Value
from navograaf.network.spells import Spell

ColumnType = Literal["string", "integer", "long", "double", "boolean", "liststring"]
INTEGER_LIMIT = 2**31
"""From here on a whole number is a `long`."""
Layout = Literal["network", "sides", "time"]
"""How a projection wishes to be laid out: by its edges, in two columns by `side`, or from left to right in time."""
Timed = Mapping[str, tuple[tuple[Spell, int | float], ...]]
"""Numbers by spell: the sums of a column within each spell of its element."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of free values; `name` is its id and its title in every format."""

    name: str
    type: ColumnType


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is drawn. Position in Gephi's units (y grows upwards), None where no layout was made."""

    size: float
    colour: tuple[int, int, int]
    position: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `values` holds the columns that it has a value for, `timed` those that change with time."""

    id: str
    label: str
    kind: str
    spells: tuple[Spell, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)
    look: Look | None = None
    timed: Timed = field(default_factory=dict)


class Edge(NamedTuple):
    """An edge; in an undirected network source < target. A tuple, for there may be millions."""

    id: str
    source: str
    target: str
    kind: str
    label: str
    weight: int | float
    spells: tuple[Spell, ...]
    values: Mapping[str, Value]
    timed: Timed


class Edges(Protocol):
    """Edges in order of id; may be read again and again, and need not all be in memory."""

    def __iter__(self) -> Iterator[Edge]: ...

    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Network:
    """A network, ready to be laid out and written."""

    name: str
    title: str
    description: str
    directed: bool
    kinds: tuple[str, ...]
    """Kinds of nodes in the order of the palette; others follow."""
    node_columns: tuple[Column, ...]
    edge_columns: tuple[Column, ...]
    nodes: tuple[Node, ...]
    edges: Edges
    modified: str | None = None
    """The latest day in the data, None when it has no dates."""
    removed: int = 0
    """Characters that XML cannot hold and that were taken out of texts."""
    layout: Layout = "network"
    edge_kinds: tuple[str, ...] = ()
    """Kinds of edges in the order of their colours; others follow."""
    kind_names: Mapping[str, str] = field(default_factory=dict)
    """What a reader calls a kind of nodes, for legends; a kind without a name is called by its id."""
    node_timed: tuple[Column, ...] = ()
    """The columns that `timed` of the nodes may have; empty unless the user asked for dynamic columns."""
    edge_timed: tuple[Column, ...] = ()
    """The same of the edges; `weight` is the edge's weight."""
    notes: tuple[str, ...] = ()
    """What a user should be told beside the counts: what was left out, and why."""

    @property
    def dynamic(self) -> bool:
        """Whether anything in it has a date."""
        return self.modified is not None
