"""navograaf.export.graphml: what networkx reads back."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest
from network_samples import Rows, made_network, sample_network

from navograaf.export.graphml import write_graphml
from navograaf.export.layout import laid_out
from navograaf.export.network import Network


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
    assert sorted(graph.nodes) == [node.id for node in network.nodes]
    assert {(source, target, key) for source, target, key in graph.edges(keys=True)} == {
        (edge.source, edge.target, edge.id) for edge in network.edges
    }
    iraq = dict(graph.nodes["topic/iraq"])
    assert network.nodes[2].look is not None
    assert network.nodes[2].look.position == (iraq.pop("x"), iraq.pop("y"))
    assert iraq == {
        "label": "Irak", "kind": "topic", "first": "2020-02-01", "last": "2020-10-23", "mentions": 5, "meetings": 2,
        "share": 0.5, "degree": iraq["degree"], "community": 1, "spells": "2020-02-01/2020-02-29 2020-10-22/2020-10-23",
        "size": network.nodes[2].look.size, "r": 0, "g": 114, "b": 178,
    }  # fmt: skip
    assert graph.nodes["mission/NMI"]["evidence"] == '["28676-333", "28676-346"]'
    assert graph.nodes["mission/NMI"]["share"] == 2.0
    assert graph.nodes["mission/NMI"]["open"] is True


def test_a_column_of_mixed_values_is_text() -> None:
    rows: Rows = [
        {"id": f"n{number}", "label": "l", "kind": "k", "free": value} for number, value in enumerate((1, "x"))
    ]
    graph = read(made_network(rows, []))
    assert [graph.nodes[node]["free"] for node in ("n0", "n1")] == ["1", "x"]
