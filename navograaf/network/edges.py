"""The edges of a network: rows taken in, sorted on disk and merged.

For assemble.py. Laws: both ends of an edge are nodes; an undirected edge is one, whichever way its rows name it;
weights are above zero; edges leave in order of id, one for each pair and kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from navograaf.errors import ExportError
from navograaf.network.found import Found
from navograaf.network.gathered import gathered
from navograaf.network.model import Edge, Edges
from navograaf.network.reading import Packed, Reader
from navograaf.network.rows import Row
from navograaf.network.spool import Spool, StoredEdges

IN_MEMORY = 20_000
"""Most edges that are kept in memory; more are kept on disk."""


def taken(reader: Reader, rows: Iterable[Row], found: Found, *, directed: bool) -> Spool:
    """The rows that are asked for, packed, under the ids of their edges."""
    spool = Spool()
    spool.fill(_packed(reader, rows, found, directed))
    return spool


def merged(reader: Reader, spool: Spool, found: Found) -> Iterator[Edge]:
    """The edges of these rows that are heavy enough."""
    for name, records in spool.grouped():
        source, target, kind, _ = records[0]
        label, spells, values, timed = gathered(reader, [packed for *_, packed in records], name)
        del values["kind"]
        weight = values.pop("weight")
        assert isinstance(weight, int | float)
        if weight <= 0:
            raise reader.error(
                f"row {records[0][3][0]}: the edge between {source} and {target} has weight {weight}",
                "Gephi removes such edges: give a weight above zero or leave the row out",
            )
        found.heaviest = max(found.heaviest, weight)
        if weight >= found.selection.min_weight:
            yield Edge(name, source, target, kind, label or kind, weight, spells, values, timed)


def around(edges: Edges, found: Found) -> Iterator[Edge]:
    """The edges among the things asked for and their neighbours, where the rows of the edges do not tell."""
    things = found.selection.things
    for edge in edges:
        if edge.source in things or edge.target in things:
            found.near.update((edge.source, edge.target))
    return (edge for edge in edges if found.around(edge.source) and found.around(edge.target))


def noted(edges: Iterable[Edge], found: Found) -> Iterator[Edge]:
    """The edges as they are; their ends are noted as nodes that belong."""
    for edge in edges:
        found.touched.update((edge.source, edge.target))
        yield edge


def kept(edges: Iterable[Edge]) -> Edges:
    """Edges that can be read again and again: in memory when they are few, on disk when they are many."""
    first: list[Edge] = []
    rest = iter(edges)
    for edge in rest:
        first.append(edge)
        if len(first) > IN_MEMORY:
            return StoredEdges(_both(first, rest))
    return tuple(first)


def _both(first: list[Edge], rest: Iterator[Edge]) -> Iterator[Edge]:
    yield from first
    yield from rest


def _packed(
    reader: Reader, rows: Iterable[Row], found: Found, directed: bool
) -> Iterator[tuple[str, tuple[str, str, str, Packed]]]:
    known, things = found.nodes, found.selection.things
    windowed = found.selection.window is not None
    for number, row in enumerate(rows, 1):
        source, target = str(row.get("source", "")), str(row.get("target", ""))
        if source not in known or target not in known:
            raise _astray(reader, number, source if source not in known else target, (source, target))
        kind = row["kind"] = reader.checked_kind(number, row)
        if not directed and target < source:
            source, target = target, source
        of_thing = source in things or target in things
        row.setdefault("weight", 1)
        packed, wanted = reader.pack(number, row, of_thing=of_thing)
        if not wanted:
            found.undated += windowed and not things and "start" not in row and "end" not in row
            continue
        yield f"{source} {kind} {target}", (source, target, kind, packed)


def _astray(reader: Reader, number: int, end: str, ends: tuple[str, str]) -> ExportError:
    """An edge whose end is no node."""
    reader.checked_id(number, "target" if end == ends[1] else "source", end)
    return reader.error(
        f"row {number}: the edge between {ends[0]} and {ends[1]} needs a node {end} that nodes.rq lacks",
        "Let both queries choose the same things",
    )
