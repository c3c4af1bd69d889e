"""Rows of a projection's two queries, made into a network.

Between rows.py and layout.py; gathered.py merges the rows of one element, edges.py those of all edges. Laws: those of
model.py, and memory grows with the nodes alone. Broken rows are errors that name file, element and remedy, for Gephi
drops or bends them in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from navograaf.errors import ExportError
from navograaf.network.columns import Columns, timed_columns
from navograaf.network.components import largest_component
from navograaf.network.edges import around, kept, merged, noted, taken
from navograaf.network.found import Found, remedy
from navograaf.network.gathered import gathered
from navograaf.network.model import Network, Node
from navograaf.network.projection import Projection
from navograaf.network.reading import Packed, Reader
from navograaf.network.rows import Row
from navograaf.network.selection import Selection


def network(
    projection: Projection,
    nodes: tuple[list[str], Iterable[Row]],
    edges: tuple[list[str], Iterable[Row]],
    selection: Selection | None = None,
    *,
    dynamic: bool = False,
) -> Network:
    """Merge the rows of the two queries (columns and rows, as rows.run gives them); keep what is selected.

    dynamic: whether the sums are also kept by spell. Raises ExportError for an empty result, an edge without its
    node, a reversed spell, a weight of zero or less, a column with two values where one is asked, or a reserved
    column name.
    """
    selection = selection or Selection()
    read_node = Reader(projection.nodes, nodes[0], selection, dynamic=dynamic)
    read_edge = Reader(projection.edges, edges[0], selection, dynamic=dynamic)
    found = Found(selection, nodes_tell=read_node.has_about, edges_tell=read_edge.has_about)
    _take(read_node, nodes[1], found)
    if not found.nodes:
        raise ExportError(
            f"the projection {projection.name!r} finds nothing in this graph",
            todo="Build the graph from letters that speak of it, or choose another projection",
        )
    spool = taken(read_edge, edges[1], found, directed=projection.directed)
    edge_columns, node_columns = Columns(read_edge), Columns(read_node)
    heavy = merged(read_edge, spool, found)
    if selection.things and not found.edges_tell:
        heavy = around(kept(heavy), found)
    made_edges = kept(edge_columns.seen(noted(heavy, found)))
    spool.close()
    chosen = sorted(filter(found.wanted, found.nodes))
    if selection.largest:
        chosen, largest = largest_component(chosen, made_edges)
        edge_columns = Columns(read_edge)
        made_edges = kept(edge_columns.seen(largest))
    if not chosen:
        raise ExportError(
            f"nothing is left of the projection {projection.name!r} ({selection.told()})",
            todo=remedy(found, read_node, read_edge),
        )
    made_nodes = tuple(node_columns.seen(_nodes(read_node, chosen, found)))
    _check_sides(projection, made_nodes, read_node)
    clean = read_node.clean
    title, description = clean.text(projection.title), clean.text(_described(projection, selection))
    kind_names = {kind: clean.text(name) for kind, name in projection.kind_names.items()}
    return Network(
        name=projection.name,
        title=title,
        description=description,
        directed=projection.directed,
        kinds=projection.kinds,
        node_columns=node_columns.typed(),
        edge_columns=edge_columns.typed(),
        nodes=made_nodes,
        edges=made_edges,
        modified=max(filter(None, (node_columns.last, edge_columns.last)), default=None),
        removed=clean.removed + read_edge.clean.removed,
        layout=projection.layout,
        edge_kinds=projection.edge_kinds,
        kind_names=kind_names,
        notes=_notes(found),
        node_timed=timed_columns(read_node) if dynamic else (),
        edge_timed=timed_columns(read_edge) if dynamic else (),
    )


def _take(reader: Reader, rows: Iterable[Row], found: Found) -> None:
    """Take in the rows of the nodes."""
    for number, row in enumerate(rows, 1):
        name = str(row.get("id", ""))
        packed = found.nodes.get(name)
        if packed is None:
            packed = found.nodes[reader.checked_id(number, "id", name)] = []
        if "kind" in row:
            row["kind"] = reader.checked_kind(number, row)
        one, wanted = reader.pack(number, row, of_thing=name in found.selection.things)
        packed.append(one)
        if wanted:
            found.own.add(name)


def _nodes(reader: Reader, names: Sequence[str], found: Found) -> Iterator[Node]:
    """The nodes called so, each with its rows merged."""
    for name in names:
        yield _node(reader, name, found.nodes.pop(name))


def _node(reader: Reader, name: str, rows: Sequence[Packed]) -> Node:
    label, spells, values, timed = gathered(reader, rows, name)
    kind = values.pop("kind", None)
    if kind is None:
        raise reader.error(f"row {rows[0][0]}: {name} has no ?kind", "Bind it in at least one row of each node")
    if reader.weighed:
        # A node's weight is how often it is spoken of; Gephi has no weight for nodes, so it is a column by that name.
        values["mentions"] = values.pop("weight", 0)
        timed = {"mentions" if column == "weight" else column: parts for column, parts in timed.items()}
    # A label always: Gephi shows a node without one as nothing at all.
    return Node(name, label or name.rpartition("/")[2] or name, str(kind), spells, values, timed=timed)


def _check_sides(projection: Projection, nodes: Sequence[Node], reader: Reader) -> None:
    """Raises ExportError when two columns are asked for and a node stands in neither."""
    if projection.layout != "sides":
        return
    for node in nodes:
        if node.values.get("side") not in ("left", "right"):
            side = node.values.get("side", "")
            raise reader.error(f"{node.id} has ?side {side!r}", 'For "# layout: sides" each node is "left" or "right"')


def _described(projection: Projection, selection: Selection) -> str:
    """What the network is, and which part of it: a file that is passed on must say that it is a part."""
    told = selection.told()
    return f"{projection.description} [{told}]".lstrip() if told else projection.description


def _notes(found: Found) -> tuple[str, ...]:
    if not found.undated:
        return ()
    return (f"{found.undated} rows of edges have no date and were left out: no stretch of time holds them",)
