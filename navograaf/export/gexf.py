"""The writer of GEXF 1.3, for Gephi, Gephi Lite and whatever else reads it.

Written by hand, row by row: networkx damages lists, dates and kinds and keeps the whole tree in
memory. Laws, each measured with the importers (docs/gephi.md): `<attributes>` before `<nodes>`, one
static block a class; only the types string, integer, long, double, boolean and liststring, for a
column of another type is dropped whole; a time zone, or dates move with the reader's; spells, not
start and end; a label on every node; one direction a file; the same network gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from navograaf.export.cells import Value, cell_text
from navograaf.export.network import Column, Edge, Network, Node
from navograaf.export.spells import Spell

NAMESPACE = "http://gexf.net/1.3"
_ROWS = 4096  # elements a write: larger blocks gain nothing
# Line breaks and tabs in an attribute come back as spaces unless they are written as references.
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
_NEEDS_ESCAPE = frozenset('&<>"\n\r\t')


def write_gexf(network: Network, stream: IO[bytes]) -> None:
    """Write `network` as UTF-8. Memory: one block of rows beyond the network itself."""
    block: list[str] = []
    for piece in gexf_pieces(network):
        block.append(piece)
        if len(block) >= _ROWS:
            stream.write("".join(block).encode("utf-8"))
            block.clear()
    stream.write("".join(block).encode("utf-8"))


def gexf_pieces(network: Network) -> Iterator[str]:
    """The file in pieces: the head, each node, each edge, the foot."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<gexf xmlns="{NAMESPACE}" xmlns:viz="{NAMESPACE}/viz" version="1.3">\n'
    yield from _meta(network)
    direction = "directed" if network.directed else "undirected"
    time = ' timeformat="date" timerepresentation="interval" timezone="UTC"' if network.dynamic else ""
    mode = "dynamic" if network.dynamic else "static"
    yield f'  <graph mode="{mode}" defaultedgetype="{direction}" idtype="string"{time}>\n'
    yield from _declarations("node", (Column("kind", "string"), *network.node_columns))
    yield from _declarations("edge", network.edge_columns)
    yield "    <nodes>\n"
    opening = _openings((Column("kind", "string"), *network.node_columns))
    for node in network.nodes:
        yield _node(node, opening)
    yield "    </nodes>\n    <edges>\n"
    opening = _openings(network.edge_columns)
    for edge in network.edges:
        yield _edge(edge, opening)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def escaped(text: str) -> str:
    """`text` for an attribute or an element. The characters that XML forbids are gone by now (network.py)."""
    return text if _NEEDS_ESCAPE.isdisjoint(text) else text.translate(_ESCAPES)


def _meta(network: Network) -> Iterator[str]:
    modified = f' lastmodifieddate="{network.modified}"' if network.modified else ""
    yield f"  <meta{modified}>\n    <creator>navograaf</creator>\n    <title>{escaped(network.title)}</title>\n"
    yield f"    <description>{escaped(network.description or network.title)}</description>\n"
    words = ", ".join((network.name, *sorted({node.kind for node in network.nodes})))
    yield f"    <keywords>{escaped(words)}</keywords>\n  </meta>\n"


def _declarations(kind: str, columns: Iterable[Column]) -> Iterator[str]:
    yield f'    <attributes class="{kind}" mode="static">\n'
    for column in columns:
        name = escaped(column.name)
        yield f'      <attribute id="{name}" title="{name}" type="{column.type}"/>\n'
    yield "    </attributes>\n"


def _openings(columns: Iterable[Column]) -> list[tuple[str, str]]:
    """The columns in order, each with the beginning of its attvalue."""
    return [(column.name, f'<attvalue for="{escaped(column.name)}" value="') for column in columns]


def _values(values: dict[str, Value], openings: list[tuple[str, str]]) -> str:
    cells = [f'{opening}{escaped(cell_text(values[name]))}"/>' for name, opening in openings if name in values]
    return f"<attvalues>{''.join(cells)}</attvalues>" if cells else ""


def _spells(spells: tuple[Spell, ...]) -> str:
    if not spells:
        return ""
    rows = "".join(f'<spell start="{start}" end="{end}"/>' for start, end in spells)
    return f"<spells>{rows}</spells>"


def _node(node: Node, openings: list[tuple[str, str]]) -> str:
    body = _values({"kind": node.kind, **node.values}, openings) + _spells(node.spells)
    if node.look:
        red, green, blue = node.look.colour
        body += f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
        if node.look.position:
            x, y = node.look.position
            body += f'<viz:position x="{x}" y="{y}" z="0.0"/>'
        body += f'<viz:size value="{node.look.size}"/>'
    return f'      <node id="{escaped(node.id)}" label="{escaped(node.label)}">{body}</node>\n'


def _edge(edge: Edge, openings: list[tuple[str, str]]) -> str:
    return (
        f'      <edge id="{escaped(edge.id)}" source="{escaped(edge.source)}" target="{escaped(edge.target)}" '
        f'kind="{escaped(edge.kind)}" label="{escaped(edge.label)}" weight="{edge.weight!r}">'
        f"{_values(edge.values, openings)}{_spells(edge.spells)}</edge>\n"
    )
