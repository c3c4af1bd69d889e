"""The writer of DOT, for pictures by Graphviz: `dot -Tsvg net.dot -o net.svg`.

A picture, not data: labels, kinds, colours, sizes, places and the width of lines; no columns and no
time. Laws: every name and text stands in quotes, with quotes and backslashes escaped and no line break
in it, so that no letter can end its own label; numbers have no exponent, which DOT does not know; the same
network gives the same bytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import IO

from navograaf.network.model import Edge, Network, Node

_POINTS = 72  # to the inch: places and sizes are points, Graphviz's widths are inches
_THIN, _THICK = 0.5, 5.0
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def write_dot(network: Network, stream: IO[bytes]) -> None:
    """Write `network` as UTF-8. Reads the edges twice: the heaviest has the widest line."""
    for line in _lines(network):
        stream.write(f"{line}\n".encode())


def quoted(text: str) -> str:
    """`text` as a DOT string. Backslashes are doubled in names too, for one at the end would take the quote along."""
    doubled = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _BREAKS.sub(r"\\n", doubled) + '"'


def label(text: str) -> str:
    """`text` as a DOT string that is shown: there Graphviz reads `&lt;` as a sign, which no letter meant."""
    return quoted(_ENTITY.sub("&amp;", text))


def numeral(number: float) -> str:
    """`number` as a DOT numeral, in plain decimals: after `1e-05` a reader of DOT would see the name `e`."""
    return f"{Decimal(repr(number)):f}"


def _lines(network: Network) -> Iterator[str]:
    placed = bool(network.nodes) and all(node.look and node.look.position for node in network.nodes)
    yield f"{'digraph' if network.directed else 'graph'} {quoted(network.name)} {{"
    # With places they are kept (neato, points); without, the layout is the one for large networks.
    layout = f"layout=neato, inputscale={_POINTS}" if placed else "layout=sfdp, overlap=prism"
    yield f"  graph [label={label(network.title)}, {layout}, outputorder=edgesfirst];"
    # fixedsize=shape: the circle has the node's size, however long its label.
    yield '  node [shape=circle, style=filled, fixedsize=shape, penwidth=0, fillcolor="#7f7f7f", fontname="sans"];'
    yield '  edge [color="#00000055"];'
    for node in network.nodes:
        yield _node(node)
    heaviest = max((edge.weight for edge in network.edges), default=1)
    joint = "->" if network.directed else "--"
    for edge in network.edges:
        yield _edge(edge, joint, heaviest)
    yield "}"


def _node(node: Node) -> str:
    cells = [f"label={label(node.label)}", f"class={quoted(node.kind)}"]
    if node.look:
        cells.append('fillcolor="#{:02x}{:02x}{:02x}"'.format(*node.look.colour))
        # A size is a radius, as in Gephi; a width goes from side to side.
        cells.append(f"width={2 * node.look.size / _POINTS:.3f}")
        if node.look.position:
            x, y = node.look.position
            cells.append(f'pos="{x},{y}!"')
    return f"  {quoted(node.id)} [{', '.join(cells)}];"


def _edge(edge: Edge, joint: str, heaviest: float) -> str:
    # The label as a tip under the pointer: written along every line it would hide the picture.
    width = _THIN + (_THICK - _THIN) * math.sqrt(edge.weight / heaviest)
    cells = [f"tooltip={label(edge.label)}", f"class={quoted(edge.kind)}", f"weight={numeral(edge.weight)}"]
    return f"  {quoted(edge.source)} {joint} {quoted(edge.target)} [{', '.join(cells)}, penwidth={width:.2f}];"
