"""navograaf.export.graphml: what networkx reads back."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest
from hypothesis import example, given, settings
from nasty_words import ROWS, SAMPLES, nasty_network
from network_samples import Rows, made_network, sample_network

from navograaf.export.graphml import write_graphml
from navograaf.network.cells import cell_text
from navograaf.network.layout import laid_out
from navograaf.network.model import Edge, Network, Node


def read(network: Network) -> Any:
    stream = io.BytesIO()
    write_graphml(network, stream)
    again = io.BytesIO()
    write_graphml(network, again)
    assert stream.getvalue() == again.getvalue()
    stream.seek(0)
    return nx.read_graphml(stream, force_multigraph=True)


@pytest.mark.parametrize("directed", [False, True])
def test_nodes_and_edges_come_back(directed: bool) -> None:
    network = laid_out(sample_network(directed=directed))
    graph = read(network)
    assert graph.is_directed() is directed
    assert list(graph.nodes) == [node.id for node in network.nodes]
    for node in network.nodes:
        assert node.look is not None
        red, green, blue = node.look.colour
        x, y = node.look.position or (0.0, 0.0)
        drawn = {"size": node.look.size, "r": red, "g": green, "b": blue, "x": x, "y": y}
        assert graph.nodes[node.id] == {"label": node.label, "kind": node.kind, **cells(node), **drawn}
    found = {key: (source, target, data) for source, target, key, data in graph.edges(keys=True, data=True)}
    assert list(found) == [edge.id for edge in network.edges]
    for edge in network.edges:
        own = {"label": edge.label, "kind": edge.kind, "weight": float(edge.weight)}
        assert found[edge.id] == (edge.source, edge.target, {**own, **cells(edge)})
    assert graph.nodes["topic/iraq"]["spells"] == "2020-02-01/2020-02-29 2020-10-22/2020-10-23"
    assert graph.nodes["mission/NMI"]["evidence"] == '["28676-333", "28676-346"]'
    assert type(graph.nodes["mission/NMI"]["share"]) is float, "2 in a column with 0.5"
    assert graph.nodes["mission/NMI"]["open"] is True


def cells(element: Node | Edge) -> dict[str, Any]:
    """What GraphML holds of an element's columns: lists and spells as text."""
    found = {name: cell_text(cell) if isinstance(cell, tuple) else cell for name, cell in element.values.items()}
    spells = " ".join("/".join(days) for days in element.spells)
    return {**found, "spells": spells} if spells else found


def test_a_column_may_have_the_name_of_an_argument() -> None:
    # Of networkx's own functions, that is.
    rows: Rows = [{"id": "a", "label": "A", "kind": "k", "node_for_adding": 1}]
    edges: Rows = [{"source": "a", "target": "a", "kind": "k", "label": "l", "u_for_edge": "y"}]
    stream = io.BytesIO()
    write_graphml(made_network(rows, edges), stream)
    text = stream.getvalue().decode()
    assert [text.count(f'attr.name="{name}"') for name in ("node_for_adding", "u_for_edge")] == [1, 1]
    assert [text.count(f">{value}</data>") for value in ("1", "y")] == [1, 1]


@settings(deadline=None)
@given(ROWS)
@example([(words, words, [words]) for words in SAMPLES])
def test_any_words_come_back(rows: list[tuple[str, str, list[str]]]) -> None:
    network = nasty_network(rows)
    graph = read(network)
    assert len(graph) == len(rows)
    for node in network.nodes:
        assert graph.nodes[node.id] == {"label": node.label, "kind": "k", **cells(node)}
    labels = {key: data["label"] for *_, key, data in graph.edges(keys=True, data=True)}
    assert labels == {edge.id: edge.label for edge in network.edges}


def test_weights_are_of_one_type_though_some_are_whole() -> None:
    network = sample_network()
    assert [type(edge.weight) for edge in network.edges] == [float, int]
    stream = io.BytesIO()
    write_graphml(network, stream)
    text = stream.getvalue().decode()
    assert text.count('attr.name="weight"') == 1, "two types would be two keys"
    assert [type(data["weight"]) for *_, data in read(network).edges(data=True)] == [float, float]


def test_a_column_of_mixed_values_is_text() -> None:
    rows: Rows = [
        {"id": f"n{number}", "label": "l", "kind": "k", "free": value} for number, value in enumerate((1, "x"))
    ]
    graph = read(made_network(rows, []))
    assert [graph.nodes[node]["free"] for node in ("n0", "n1")] == ["1", "x"]
