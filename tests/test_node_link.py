"""navograaf.export.node_link: what networkx reads back."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from nasty_words import ROWS, nasty_network
from network_samples import made_network, sample_network

from navograaf.errors import ExportError
from navograaf.export.node_link import write_node_link
from navograaf.network.layout import laid_out
from navograaf.network.model import Network
from navograaf.network.spells import Spell


def written(network: Network) -> bytes:
    stream = io.BytesIO()
    write_node_link(network, stream)
    return stream.getvalue()


def read(network: Network) -> Any:
    return nx.node_link_graph(json.loads(written(network)), edges="edges")


@pytest.mark.parametrize("directed", [False, True])
def test_networkx_reads_every_value_back(directed: bool) -> None:
    network = laid_out(sample_network(directed=directed))
    graph = read(network)
    assert graph.is_directed() is directed
    assert graph.graph == {
        "name": "made", "title": network.title, "description": network.description, "modified": "2020-10-23"
    }  # fmt: skip
    assert list(graph) == [node.id for node in network.nodes]
    for node in network.nodes:
        data = dict(graph.nodes[node.id])
        assert node.look is not None
        assert data.pop("color") == "#{:02x}{:02x}{:02x}".format(*node.look.colour)
        assert (data.pop("size"), data.pop("x"), data.pop("y")) == (node.look.size, *(node.look.position or ()))
        assert (data.pop("label"), data.pop("kind")) == (node.label, node.kind)
        assert [tuple(days) for days in data.pop("spells", [])] == list(node.spells)
        assert data == {name: list(cell) if isinstance(cell, tuple) else cell for name, cell in node.values.items()}
    found = {key: dict(data) for *_, key, data in graph.edges(keys=True, data=True)}
    assert list(found) == [edge.id for edge in network.edges]
    for edge in network.edges:
        data = found[edge.id]
        assert (data.pop("label"), data.pop("kind"), data.pop("weight")) == (edge.label, edge.kind, edge.weight)
        assert [tuple(days) for days in data.pop("spells", [])] == list(edge.spells)
        assert data == {name: list(cell) if isinstance(cell, tuple) else cell for name, cell in edge.values.items()}


def test_numbers_by_spell_are_lists_of_number_and_days() -> None:
    network = sample_network()
    node = replace(network.nodes[0], timed={"mentions": ((Spell("2020-02-12", "2020-02-12"), 7),)})
    graph = read(replace(network, nodes=(node, *network.nodes[1:])))
    assert graph.nodes[node.id]["mentions_over_time"] == [[7, "2020-02-12", "2020-02-12"]]


def test_a_network_without_edges_or_days() -> None:
    assert written(made_network([{"id": "a", "label": "A", "kind": "k"}], [])).decode() == (
        '{"directed": false, "multigraph": true, '
        '"graph": {"name": "made", "title": "Een \\"net\\" & meer", "description": "Over <niets>"},\n'
        '"nodes": [\n{"id": "a", "label": "A", "kind": "k"}\n],\n"edges": [\n]}\n'
    )


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
@pytest.mark.parametrize("place", ["node", "edge", "weight"])
def test_a_number_that_json_does_not_know_names_its_element(number: float, place: str) -> None:
    network = sample_network()
    node, edge = network.nodes[1], next(iter(network.edges))
    if place == "node":
        nodes = (network.nodes[0], replace(node, values={**node.values, "share": number}), *network.nodes[2:])
        network, name = replace(network, nodes=nodes), node.id
    else:
        changed = edge._replace(weight=number) if place == "weight" else edge._replace(values={"meetings": number})
        network, name = replace(network, edges=[changed]), edge.id
    with pytest.raises(ExportError) as caught:
        written(network)
    assert str(caught.value).startswith(f"{name!r} has a number that JSON does not know")


def test_the_same_network_gives_the_same_bytes() -> None:
    assert written(laid_out(sample_network())) == written(laid_out(sample_network()))


@settings(deadline=None)
@given(ROWS)
def test_any_words_come_back(rows: list[tuple[str, str, list[str]]]) -> None:
    network = nasty_network(rows)
    graph = read(network)
    assert len(graph) == len(rows)
    for node in network.nodes:
        data = graph.nodes[node.id]
        assert (data["label"], data["free"]) == (node.label, node.values["free"])
        assert data.get("evidence", []) == list(node.values.get("evidence", ()))  # type: ignore[arg-type]
    labels = {key: data["label"] for *_, key, data in graph.edges(keys=True, data=True)}
    assert labels == {edge.id: edge.label for edge in network.edges}
