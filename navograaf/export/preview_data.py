"""A network as the data of its page: JSON that may stand inside a script element, a head and then an element a line.

Between the network and preview.py. Laws: no character of a letter can end the script element or start another; control
characters and marks that turn the direction of reading become spaces; edges are read one by one, twice over.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass

from navograaf.answers.terminal import safe
from navograaf.export.time_axis import day_places
from navograaf.network.cells import Value
from navograaf.network.model import Column, Edge, Look, Network, Node
from navograaf.network.palette import edge_colours, hexadecimal
from navograaf.network.spells import Spell

# The end of a script, the start of a comment, and two line ends that were none in older JavaScript.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_EXACT = 2**53  # whole numbers above it are bent by JavaScript
_GREY = "#808080"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What has to be known of all elements before the first is written. The keys stand in the order of the legend."""

    days: dict[str, int]
    """Each day on which a spell begins or ends, with its number."""
    node_kinds: dict[str, int]
    edge_kinds: dict[str, int]
    edge_labels: dict[str, str]
    """The label of a kind of edges where all of that kind have the same, else ""."""


def data_pieces(network: Network) -> Iterator[str]:
    """The JSON in pieces. Every node must have a look with a position."""
    facts = _facts(network)
    numbers = {node.id: number for number, node in enumerate(network.nodes)}
    yield f'{{"head":{_encoded(_head(network, facts))},\n"nodes":['
    for number, node in enumerate(network.nodes):
        yield f"{',' if number else ''}\n{_encoded(_node(node, network.node_columns, facts))}"
    yield '],\n"edges":['
    for number, edge in enumerate(network.edges):
        ends = numbers[edge.source], numbers[edge.target]
        yield f"{',' if number else ''}\n{_encoded(_edge(edge, ends, network.edge_columns, facts))}"
    yield "]}\n"


def _facts(network: Network) -> _Facts:
    days = {day for node in network.nodes for spell in node.spells for day in spell}
    node_kinds = {node.kind for node in network.nodes}
    edge_kinds: set[str] = set()
    labels: dict[str, str] = {}
    for edge in network.edges:
        days.update(day for spell in edge.spells for day in spell)
        edge_kinds.add(edge.kind)
        if labels.setdefault(edge.kind, edge.label) != edge.label:
            labels[edge.kind] = ""
    order = [*(kind for kind in network.kinds if kind in node_kinds), *sorted(node_kinds - set(network.kinds))]
    kinds = sorted(edge_kinds, key=lambda kind: (_place(kind, network.edge_kinds), kind))
    return _Facts(_numbered(sorted(days)), _numbered(order), _numbered(kinds), labels)


def _place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


def _numbered(names: list[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _head(network: Network, facts: _Facts) -> dict[str, object]:
    colours: dict[str, str] = {}
    for node in network.nodes:
        colours.setdefault(node.kind, _colour(node.look))
    lines = edge_colours(network)
    return {
        "directed": network.directed,
        "layout": network.layout,
        "axis": _axis(network),
        "days": list(facts.days),
        "nodeColumns": [column.name for column in network.node_columns],
        "edgeColumns": [column.name for column in network.edge_columns],
        "nodeKinds": [[kind, colours[kind], network.kind_names.get(kind, "")] for kind in facts.node_kinds],
        "edgeKinds": [[kind, hexadecimal(lines[kind]), facts.edge_labels[kind]] for kind in facts.edge_kinds],
    }


def _axis(network: Network) -> list[tuple[float, str]]:
    """Where each day stands, in the units of the layout; empty where no two days stand apart."""
    if network.layout != "time":
        return []
    places = day_places((node, node.look.position[0]) for node in network.nodes if node.look and node.look.position)
    return [(round(x, 2), day.isoformat()) for day, x in places] if places and places[0][1] < places[-1][1] else []


def _colour(look: Look | None) -> str:
    return hexadecimal(look.colour) if look else _GREY


def _node(node: Node, columns: tuple[Column, ...], facts: _Facts) -> list[object]:
    assert node.look and node.look.position  # preview.py saw to it
    place = [round(part, 2) for part in node.look.position]
    own = [node.id, node.label, facts.node_kinds[node.kind], *place, node.look.size, _colour(node.look)]
    return [*own, _spells(node.spells, facts), _cells(node, columns)]


def _edge(edge: Edge, ends: tuple[int, int], columns: tuple[Column, ...], facts: _Facts) -> list[object]:
    own = [*ends, facts.edge_kinds[edge.kind], edge.label, _cell(edge.weight)]
    return [*own, _spells(edge.spells, facts), _cells(edge, columns)]


def _spells(spells: tuple[Spell, ...], facts: _Facts) -> list[list[int]]:
    return [[facts.days[start], facts.days[end]] for start, end in spells]


def _cells(element: Node | Edge, columns: tuple[Column, ...]) -> list[object]:
    """The cells in the order of the columns, None where there is none."""
    return [_cell(element.values.get(column.name)) for column in columns]


def _cell(value: Value | None) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _EXACT:
        return str(value)
    return value


def _encoded(value: object) -> str:
    text = json.dumps(_harmless(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPES)


def _harmless(value: object) -> object:
    """The same value, its texts made safe to show."""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, dict):
        return {name: _harmless(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_harmless(item) for item in value]
    return value
