"""What Gephi Lite reads of our GEXF: its own parser, graphology-gexf, strict and as Gephi Lite calls it.

Runs where node is and tests/package.json is installed (npm install, in tests/), or where NAVOGRAAF_NODE_MODULES names
the folder; else it is skipped. In values, not only without an error: a column that turns into text is seen here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from nasty_words import SAMPLES, nasty_network
from network_samples import sample_network

from navograaf.export.gexf import write_gexf
from navograaf.network import projection as projections
from navograaf.network.assemble import network
from navograaf.network.layout import laid_out
from navograaf.network.model import Column, Edge, Network, Node
from navograaf.network.rows import run

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

HERE = Path(__file__).parent
MODULES = Path(os.environ.get("NAVOGRAAF_NODE_MODULES") or HERE / "node_modules")
pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (MODULES / "graphology-gexf").is_dir(),
    reason="node or graphology-gexf is not installed",
)
WAYS = ("strict", "lenient")


def read(made: Network, way: str, folder: Path) -> Any:
    """The network as graphology-gexf has it after reading our file."""
    path = folder / "out.gexf"
    with path.open("wb") as stream:
        write_gexf(made, stream)
    command = ["node", str(HERE / "read_gexf.js"), str(MODULES), str(path), way]
    done = subprocess.run(command, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert not done.stderr, "the parser of XML warns of something"
    return json.loads(done.stdout)


def values(element: Node | Edge, columns: tuple[Column, ...]) -> dict[str, Any]:
    """The columns of an element as JavaScript holds them."""
    texts = {column.name for column in columns if column.type == "string"}
    found: dict[str, Any] = {}
    for name, cell in element.values.items():
        # A list is on one line: see list_text.
        found[name] = [re.sub(r"[\t\r\n]+", " ", item) for item in cell] if isinstance(cell, tuple) else cell
        if name in texts and not isinstance(cell, str):
            found[name] = "true" if cell is True else "false" if cell is False else str(cell)
    return found


def check(made: Network, way: str, folder: Path) -> None:
    found = read(made, way, folder)
    assert found["type"] == ("directed" if made.directed else "undirected") or not len(made.edges)
    assert found["attributes"]["title"] == made.title
    assert [node["key"] for node in found["nodes"]] == [node.id for node in made.nodes]
    for node, seen in zip(made.nodes, found["nodes"], strict=True):
        own: dict[str, Any] = {"label": node.label, "kind": node.kind}
        if node.look:
            own |= {"size": node.look.size, "color": "rgb({},{},{})".format(*node.look.colour)}
            own |= dict(zip("xyz", (*node.look.position, 0), strict=True)) if node.look.position else {}
        assert seen["attributes"] == {**own, **values(node, made.node_columns)}, node.id
    edges = {edge["key"]: edge for edge in found["edges"]}
    assert len(edges) == len(found["edges"]) == len(made.edges)
    for edge in made.edges:
        seen = edges[edge.id]
        assert {seen["source"], seen["target"]} == {edge.source, edge.target}
        assert not made.directed or seen["source"] == edge.source
        own = {"label": edge.label, "kind": edge.kind, "weight": edge.weight}
        assert seen["attributes"] == {**own, **values(edge, made.edge_columns)}, edge.id


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("directed", [False, True])
def test_the_sample_network(directed: bool, way: str, tmp_path: Path) -> None:
    check(laid_out(sample_network(directed=directed)), way, tmp_path)


@pytest.mark.parametrize("way", WAYS)
def test_words_that_break_careless_writers(way: str, tmp_path: Path) -> None:
    made = nasty_network([(words, words, [words, "b, c"]) for words in SAMPLES])
    assert len(made.nodes) == len(SAMPLES)
    check(made, way, tmp_path)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", sorted(projections.projections()))
def test_every_projection_of_the_five_letters(seeds_graph: GraphFolder, name: str, way: str, tmp_path: Path) -> None:
    chosen, store = projections.projection(name), seeds_graph.store()
    made = laid_out(network(chosen, run(chosen.nodes, store), run(chosen.edges, store)))
    assert made.nodes
    check(made, way, tmp_path)
