"""navograaf.export.layout: the same picture every time, and nothing on top of another."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from network_samples import Rows, made_network, made_projection, sample_network

from navograaf.export import layout
from navograaf.export.layout import OTHER, PALETTE, colours_of, laid_out
from navograaf.export.network import Column, Network


def cliques(*sizes: int) -> Network:
    """A network of separate groups in which everything is joined."""
    nodes: Rows = []
    edges: Rows = []
    for group, size in enumerate(sizes):
        names = [f"g{group}n{number}" for number in range(size)]
        nodes += [{"id": name, "label": name, "kind": "topic"} for name in names]
        edges += [
            {"source": a, "target": b, "kind": "k", "label": "l"} for a in names for b in names if a < b
        ]  # fmt: skip
    return made_network(nodes, edges)


def test_every_node_is_drawn_with_degree_and_community() -> None:
    made = laid_out(sample_network())
    assert made.node_columns[-2:] == (Column("degree", "integer"), Column("community", "integer"))
    assert {node.id: node.values["degree"] for node in made.nodes} == {
        "mission/NMI": 2, "topic/alone": 0, "topic/iraq": 2,
    }  # fmt: skip
    looks = {node.id: node.look for node in made.nodes}
    assert all(look and look.position for look in looks.values())
    assert looks["mission/NMI"].size == 40  # type: ignore[union-attr]
    assert looks["topic/alone"].size == 8  # type: ignore[union-attr]


def test_communities_are_the_groups_the_largest_first() -> None:
    made = laid_out(cliques(3, 5))
    assert {node.id[:2]: node.values["community"] for node in made.nodes} == {"g0": 2, "g1": 1}


def test_separate_parts_do_not_lie_over_each_other() -> None:
    boxes = []
    made = laid_out(cliques(7, 4, 4, 1, 1, 3))
    for group in range(6):
        places = [node.look.position for node in made.nodes if node.look and node.id.startswith(f"g{group}n")]
        xs, ys = ([place[axis] for place in places if place] for axis in (0, 1))
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    for one, box in enumerate(boxes):
        for other in boxes[:one]:
            assert box[0] > other[1] or box[1] < other[0] or box[2] > other[3] or box[3] < other[2]
    assert all(math.isfinite(edge) for box in boxes for edge in box)


def test_no_two_nodes_share_a_place() -> None:
    made = laid_out(cliques(12, 2, 1))
    places = {node.look.position for node in made.nodes if node.look}
    assert len(places) == 15


def test_colours_follow_the_projection_then_the_alphabet() -> None:
    rows: Rows = [{"id": kind, "label": kind, "kind": kind} for kind in "zyxwvut"]
    colours = colours_of(made_network(rows, [], made_projection()))
    assert (colours["topic"], colours["mission"]) == PALETTE[:2]
    assert colours["t"] == PALETTE[2]
    assert colours["z"] == OTHER
    assert len(set(PALETTE)) == len(PALETTE)


def test_above_the_limits_positions_and_communities_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LAYOUT_LIMIT", 2)
    made = laid_out(sample_network())
    assert all(node.look and node.look.position is None for node in made.nodes)
    assert made.node_columns[-1] == Column("community", "integer")
    monkeypatch.setattr(layout, "COMMUNITY_LIMIT", 1)
    assert laid_out(sample_network()).node_columns[-1] == Column("degree", "integer")


def test_a_large_part_needs_no_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setattr(layout, "_SPRING_LIMIT", 5)
    made = laid_out(cliques(8))
    assert len({node.look.position for node in made.nodes if node.look}) == 8
    ring: Rows = [{"id": f"n{i}", "label": "l", "kind": "k"} for i in range(520)]
    rows: Rows = [{"source": f"n{i}", "target": f"n{(i + 1) % 520}", "kind": "k", "label": "l"} for i in range(520)]
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "scipy", None)
    assert all(node.look and node.look.position for node in laid_out(made_network(ring, rows)).nodes)


def test_the_same_network_gives_the_same_bytes_in_every_process() -> None:
    # Louvain goes through sets: with names as nodes its answer would follow the hash seed of the process.
    script = (
        "import sys, hashlib, io; sys.path.insert(0, sys.argv[1])\n"
        "from test_layout import cliques; from navograaf.export.layout import laid_out\n"
        "from navograaf.export.gexf import write_gexf\n"
        "stream = io.BytesIO(); write_gexf(laid_out(cliques(9, 6, 1)), stream)\n"
        "print(hashlib.sha256(stream.getvalue()).hexdigest())"
    )
    tests = str(Path(__file__).resolve().parent)
    digests = {
        subprocess.run(
            [sys.executable, "-c", script, tests],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1
