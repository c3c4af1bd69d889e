"""The network in memory: rows of a projection merged into nodes and edges.

Stands between projection.py and the writers. Laws: one node an id, one edge a pair and kind; an
edge's ends exist; weights are above zero; spells are merged; every column has one type; no text
holds a character that XML forbids; nodes and edges are sorted by id. Broken rows are errors that
name file, element and remedy, for Gephi drops or bends them in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from navograaf.errors import ExportError
from navograaf.export.cells import Cleaner, Value, has_illegal
from navograaf.export.projection import Projection, Table
from navograaf.export.spells import Spell, merged, spell

ColumnType = Literal["string", "integer", "long", "double", "boolean", "liststring"]
RESERVED = frozenset(
    {"x", "y", "z", "r", "g", "b", "a", "size", "color", "colour", "viz", "timeset", "interval", "type"}
    | {"degree", "community", "first", "last", "spells"}
)
"""Names that Gephi, Gephi Lite or navograaf itself gives to columns; a query may not take them."""
_INTEGER_LIMIT = 2**31
_NODE_OWN = frozenset({"id", "label", "kind", "start", "end", "weight"})
_EDGE_OWN = _NODE_OWN | {"source", "target"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of free values; `name` is its id and its title in every format."""

    name: str
    type: ColumnType


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is drawn. Position in Gephi's units, None where no layout was made; colour as red, green, blue."""

    size: float
    colour: tuple[int, int, int]
    position: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `values` holds the columns that it has a value for."""

    id: str
    label: str
    kind: str
    spells: tuple[Spell, ...] = ()
    values: dict[str, Value] = field(default_factory=dict)
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge; in an undirected network source < target."""

    id: str
    source: str
    target: str
    kind: str
    label: str
    weight: int | float = 1
    spells: tuple[Spell, ...] = ()
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Network:
    """A network, ready to be written."""

    name: str
    title: str
    description: str
    directed: bool
    kinds: tuple[str, ...]
    node_columns: tuple[Column, ...]
    edge_columns: tuple[Column, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    modified: str | None = None
    """The latest day in the data, None when it has no dates."""
    removed: int = 0
    """Characters that XML cannot hold and that were taken out of texts."""

    @property
    def dynamic(self) -> bool:
        """Whether anything in it has a date."""
        return self.modified is not None


@dataclass(slots=True)
class _Gathered:
    """What the rows of one element have said so far."""

    numbers: dict[str, int | float] = field(default_factory=dict)
    lists: dict[str, set[str]] = field(default_factory=dict)
    single: dict[str, Value] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    spells: set[Spell] = field(default_factory=set)

    def values(self, clean: Cleaner, spells: tuple[Spell, ...], last_first: dict[str, Value]) -> dict[str, Value]:
        """The cells of the free columns, cleaned, with the first and the last day before them."""
        if spells:
            last_first = {"first": spells[0].start, "last": spells[-1].end, **last_first}
        lists = {name: tuple(sorted(items)) for name, items in self.lists.items() if items}
        found: dict[str, Value] = {**last_first, **self.single, **self.numbers, **lists}
        return {name: clean.value(value) for name, value in found.items()}


def network(
    projection: Projection,
    nodes: tuple[list[str], Iterable[dict[str, Value]]],
    edges: tuple[list[str], Iterable[dict[str, Value]]],
) -> Network:
    """Merge the rows of the two queries (columns and rows, as projection.run gives them).

    Raises ExportError for an empty result, an edge without its node, a reversed spell, a weight of
    zero or less, a column with two values where one is asked, or a reserved column name.
    """
    clean = Cleaner()
    node_free, edge_free = _free(projection.nodes, nodes[0], _NODE_OWN), _free(projection.edges, edges[0], _EDGE_OWN)
    made_nodes = sorted(_nodes(projection.nodes, node_free, "weight" in nodes[0], nodes[1], clean), key=_by_id)
    if not made_nodes:
        raise ExportError(
            f"the projection {projection.name!r} finds nothing in this graph",
            todo="Build the graph from letters that speak of it, or choose another projection",
        )
    known = {node.id for node in made_nodes}
    made_edges = sorted(_edges(projection, edge_free, edges[1], known, clean), key=_by_id)
    elements: list[Node | Edge] = [*made_nodes, *made_edges]
    days = [element.spells[-1].end for element in elements if element.spells]
    node_names = [*(("first", "last") if any(n.spells for n in made_nodes) else ()), *_mentions(nodes[0]), *node_free]
    edge_names = [*(("first", "last") if any(e.spells for e in made_edges) else ()), *edge_free]
    return Network(
        name=projection.name,
        title=clean.text(projection.title),
        description=clean.text(projection.description),
        directed=projection.directed,
        kinds=projection.kinds,
        node_columns=tuple(_column(name, projection.nodes, made_nodes) for name in node_names),
        edge_columns=tuple(_column(name, projection.edges, made_edges) for name in edge_names),
        nodes=tuple(made_nodes),
        edges=tuple(made_edges),
        modified=max(days, default=None),
        removed=clean.removed,
    )


def _by_id(element: Node | Edge) -> str:
    return element.id


def _mentions(columns: list[str]) -> list[str]:
    # A node's weight is how often it is spoken of; Gephi has no weight for nodes, so it is a column by that name.
    return ["mentions"] if "weight" in columns else []


def _free(table: Table, columns: list[str], own: frozenset[str]) -> list[str]:
    free = [column for column in columns if column not in own]
    for column in free:
        if column in RESERVED or (column == "mentions" and "weight" in columns):
            raise ExportError(f"the column name ?{column} is taken", where=table.where, todo="Call it otherwise")
    return free


def _nodes(
    table: Table, free: list[str], weighed: bool, rows: Iterable[dict[str, Value]], clean: Cleaner
) -> Iterator[Node]:
    found: dict[str, _Gathered] = {}
    for number, row in enumerate(rows, 1):
        gathered = found.setdefault(_name(table, number, row, "id"), _Gathered())
        _gather(table, number, row, ["kind", *free], gathered)
    for name, gathered in found.items():
        spells = merged(gathered.spells)
        kind = _kind(table, name, gathered)
        counted: dict[str, Value] = {"mentions": gathered.numbers.pop("weight", 0)} if weighed else {}
        # A label always: Gephi shows a node without one as nothing at all.
        label = clean.text(min(gathered.labels, default="")) or name.rpartition("/")[2]
        yield Node(name, label, clean.text(kind), spells, gathered.values(clean, spells, counted))


def _edges(
    projection: Projection, free: list[str], rows: Iterable[dict[str, Value]], known: set[str], clean: Cleaner
) -> Iterator[Edge]:
    table = projection.edges
    found: dict[tuple[str, str, str], _Gathered] = {}
    for number, row in enumerate(rows, 1):
        source, target = _name(table, number, row, "source"), _name(table, number, row, "target")
        for end in (source, target):
            if end not in known:
                raise ExportError(
                    f"row {number}: the edge between {source} and {target} needs a node {end} that nodes.rq lacks",
                    where=table.where,
                    todo="Let both queries choose the same things",
                )
        if not projection.directed and target < source:
            source, target = target, source
        kind = row.get("kind")
        if kind is None:
            raise ExportError(f"row {number}: ?kind is empty", where=table.where, todo="Bind it in every row")
        gathered = found.setdefault((source, target, clean.text(str(kind))), _Gathered())
        row.setdefault("weight", 1)
        _gather(table, number, row, free, gathered)
    for (source, target, kind), gathered in found.items():
        weight = gathered.numbers.pop("weight")
        if weight <= 0:
            raise ExportError(
                f"the edge between {source} and {target} has weight {weight}",
                where=table.where,
                todo="Gephi removes such edges: give a weight above zero or leave the row out",
            )
        spells = merged(gathered.spells)
        label = clean.text(min(gathered.labels, default="")) or kind
        values = gathered.values(clean, spells, {})
        yield Edge(f"{source} {kind} {target}", source, target, kind, label, weight, spells, values)


def _name(table: Table, number: int, row: dict[str, Value], column: str) -> str:
    name = str(row.get(column, ""))
    # No white space: an edge's id is its source, kind and target with spaces between, and must be unique.
    if not name or has_illegal(name) or any(character.isspace() for character in name):
        raise ExportError(
            f"row {number}: ?{column} is {name!r}, which cannot be an id",
            where=table.where,
            todo="Give the IRI of the thing",
        )
    return name


def _kind(table: Table, name: str, gathered: _Gathered) -> str:
    kind = gathered.single.pop("kind", None)
    if kind is None:
        raise ExportError(f"{name} has no ?kind", where=table.where, todo="Bind it in at least one row of each node")
    return str(kind)


def _gather(table: Table, number: int, row: dict[str, Value], free: list[str], into: _Gathered) -> None:
    """Add one row to what is known of its element."""
    try:
        when = spell(*(str(row[name]) if name in row else None for name in ("start", "end")))
    except ValueError as error:
        name = " ".join(str(row[end]) for end in ("id", "source", "target") if end in row)
        raise ExportError(
            f"row {number} ({name}): the time is wrong: {error}",
            where=table.where,
            todo="Mend the dates in the graph, or ?start and ?end in the query",
        ) from error
    if when:
        into.spells.add(when)
    if "label" in row:
        into.labels.add(str(row["label"]))
    for name in [*free, "weight"]:
        if name not in row:
            continue
        value = row[name]
        if name in table.sums:
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ExportError(
                    f"row {number}: ?{name} is {value!r}, which is no number", where=table.where, todo="Mend the query"
                )
            into.numbers[name] = into.numbers.get(name, 0) + value
        elif name in table.lists:
            into.lists.setdefault(name, set()).update(filter(None, str(value).split("\n")))
        elif into.single.setdefault(name, value) != value:
            raise ExportError(
                f"row {number}: ?{name} is {value!r} where another row of the same element says {into.single[name]!r}",
                where=table.where,
                todo=f'Name the column in "# lists: {name}" or "# sums: {name}", or let the query choose one value',
            )


def _column(name: str, table: Table, elements: Iterable[Node | Edge]) -> Column:
    """The type that holds all values of a column; text holds anything."""
    if name in table.lists:
        return Column(name, "liststring")
    values = [element.values[name] for element in elements if name in element.values]
    if not values:
        return Column(name, "string")
    if all(isinstance(value, bool) for value in values):
        return Column(name, "boolean")
    if any(isinstance(value, bool | str | tuple) for value in values):
        return Column(name, "string")
    if any(isinstance(value, float) for value in values):
        return Column(name, "double")
    large = any(isinstance(value, int) and abs(value) >= _INTEGER_LIMIT for value in values)
    return Column(name, "long" if large else "integer")
