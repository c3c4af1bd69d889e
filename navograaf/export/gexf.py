"""The writer of GEXF 1.3, for Gephi, Gephi Lite and whatever else reads it.

Written by hand: networkx damages lists, dates and kinds and keeps the whole tree in memory. A block
of elements is written column by column, for to escape a column at once costs little more than to
copy it. Laws, each measured with the importers (docs/gephi.md): `<attributes>` before `<nodes>`, one
static block a class and any dynamic block before it; only the types string, integer, long, double,
boolean and liststring, for a column of another type is dropped whole; a time zone, or dates move with
the reader's; spells, not start and end; a label on every node; one direction a file; the same network
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import IO, TypeVar

from navograaf.export.escaped import escaped
from navograaf.network.cells import Value, cell_text
from navograaf.network.model import Column, Edge, Look, Network, Node, Timed
from navograaf.network.spells import Spell

NAMESPACE = "http://gexf.net/1.3"
_ROWS = 256  # elements a write: fewer cost more calls, more fall out of the processor's cache
_NUMBERS = frozenset({"integer", "long", "double"})
_BETWEEN = "\0"  # XML forbids it, so no text of a network holds it
_Element = TypeVar("_Element", Node, Edge)


def write_gexf(network: Network, stream: IO[bytes]) -> None:
    """Write `network` as UTF-8. Memory: one block of elements beyond the network itself."""
    for piece in gexf_pieces(network):
        stream.write(piece.encode("utf-8"))


def gexf_pieces(network: Network) -> Iterator[str]:
    """The file in pieces: the head, blocks of nodes, blocks of edges, the foot."""
    node_columns = (Column("kind", "string"), *network.node_columns)
    node_timed = [(column, f"{column.name}_over_time") for column in network.node_timed]
    edge_timed = [(column, _edge_over_time(column)) for column in network.edge_timed]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<gexf xmlns="{NAMESPACE}" xmlns:viz="{NAMESPACE}/viz" version="1.3">\n'
    yield from _meta(network)
    direction = "directed" if network.directed else "undirected"
    time = ' timeformat="date" timerepresentation="interval" timezone="UTC"' if network.dynamic else ""
    mode = "dynamic" if network.dynamic else "static"
    yield f'  <graph mode="{mode}" defaultedgetype="{direction}" idtype="string"{time}>\n'
    for name, timed, columns in (("node", node_timed, node_columns), ("edge", edge_timed, network.edge_columns)):
        if timed:
            yield from _declarations(name, "dynamic", [(title, _timed_type(title, column)) for column, title in timed])
        yield from _declarations(name, "static", [(column.name, column.type) for column in columns])
    yield "    <nodes>\n"
    openings = [(column.name, _opening(title)) for column, title in node_timed]
    for nodes in _blocks(network.nodes):
        yield _nodes(nodes, node_columns, openings)
    yield "    </nodes>\n    <edges>\n"
    openings = [(column.name, _opening(title)) for column, title in edge_timed]
    for edges in _blocks(network.edges):
        yield _edges(edges, network.edge_columns, openings)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _all_escaped(texts: Sequence[str]) -> Sequence[str]:
    """The same for many texts at once: ten searches through a block cost less than one look at each text."""
    whole = _BETWEEN.join(texts)
    safe = escaped(whole)
    return texts if safe == whole else safe.split(_BETWEEN)


def _blocks(elements: Iterable[_Element]) -> Iterator[list[_Element]]:
    rest = iter(elements)
    while block := list(islice(rest, _ROWS)):
        yield block


def _meta(network: Network) -> Iterator[str]:
    modified = f' lastmodifieddate="{network.modified}"' if network.modified else ""
    yield f"  <meta{modified}>\n    <creator>navograaf</creator>\n    <title>{escaped(network.title)}</title>\n"
    yield f"    <description>{escaped(network.description or network.title)}</description>\n"
    words = ", ".join((network.name, *sorted({node.kind for node in network.nodes})))
    yield f"    <keywords>{escaped(words)}</keywords>\n  </meta>\n"


def _declarations(name: str, mode: str, columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f'    <attributes class="{name}" mode="{mode}">\n'
    for column, kind in columns:
        title = escaped(column)
        yield f'      <attribute id="{title}" title="{title}" type="{kind}"/>\n'
    yield "    </attributes>\n"


def _edge_over_time(column: Column) -> str:
    # By this name Gephi takes it for the weight of the edge itself, which its time line then follows.
    return "weight" if column.name == "weight" else f"{column.name}_over_time"


def _timed_type(title: str, column: Column) -> str:
    return "double" if title == "weight" else column.type  # Gephi's weights are no whole numbers


def _opening(name: str) -> str:
    return f'<attvalue for="{escaped(name)}" value="'


def _nodes(nodes: Sequence[Node], columns: Sequence[Column], timed: Sequence[tuple[str, str]]) -> str:
    ids, labels = (_all_escaped(texts) for texts in ([node.id for node in nodes], [node.label for node in nodes]))
    values: list[Mapping[str, Value]] = [{"kind": node.kind, **node.values} for node in nodes]
    cells = _attvalues(values, columns, [node.timed for node in nodes], timed)
    return "".join(
        [
            f'      <node id="{name}" label="{label}">{cell}{_spells(node.spells)}{_look(node.look)}</node>\n'
            for name, label, cell, node in zip(ids, labels, cells, nodes, strict=True)
        ]
    )


def _edges(edges: Sequence[Edge], columns: Sequence[Column], timed: Sequence[tuple[str, str]]) -> str:
    *texts, weights, spells, values, over_time = zip(*edges, strict=True)
    ids, sources, targets, kinds, labels = map(_all_escaped, texts)
    cells = _attvalues(values, columns, over_time, timed)
    rows = zip(ids, sources, targets, kinds, labels, weights, cells, map(_spells, spells), strict=True)
    return "".join(
        [
            f'      <edge id="{name}" source="{source}" target="{target}" kind="{kind}" label="{label}" '
            f'weight="{weight}">{cell}{spell}</edge>\n'
            for name, source, target, kind, label, weight, cell, spell in rows
        ]
    )


def _attvalues(
    values: Sequence[Mapping[str, Value]],
    columns: Sequence[Column],
    timed: Sequence[Timed],
    openings: Sequence[tuple[str, str]],
) -> list[str]:
    """For each element its cells, '' where it has none; those that change with time first."""
    cells = [_cells(values, column) for column in columns]
    if openings:
        cells.insert(0, [_timed_cells(one, openings) for one in timed])
    if not cells:
        return [""] * len(values)
    return [f"<attvalues>{row}</attvalues>" if row else "" for row in map("".join, zip(*cells, strict=True))]


def _cells(values: Sequence[Mapping[str, Value]], column: Column) -> list[str]:
    """One column of a block, '' where an element has no value."""
    name, opening = column.name, _opening(column.name)
    if column.type in _NUMBERS:
        return [f'{opening}{one[name]}"/>' if name in one else "" for one in values]
    found = [one.get(name, "") for one in values]
    texts = _all_escaped([cell if cell.__class__ is str else cell_text(cell) for cell in found])
    return [f'{opening}{text}"/>' if name in one else "" for text, one in zip(texts, values, strict=True)]


def _timed_cells(timed: Timed, openings: Sequence[tuple[str, str]]) -> str:
    return "".join(
        [
            f'{opening}{number}" start="{start}" end="{end}"/>'
            for name, opening in openings
            for (start, end), number in timed.get(name, ())
        ]
    )


@lru_cache(maxsize=4096)  # few meetings, many elements
def _spells(spells: tuple[Spell, ...]) -> str:
    if not spells:
        return ""
    rows = "".join([f'<spell start="{start}" end="{end}"/>' for start, end in spells])
    return f"<spells>{rows}</spells>"


def _look(look: Look | None) -> str:
    if look is None:
        return ""
    red, green, blue = look.colour
    place = f'<viz:position x="{look.position[0]}" y="{look.position[1]}" z="0.0"/>' if look.position else ""
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>{place}<viz:size value="{look.size}"/>'
