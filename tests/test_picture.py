"""navograaf.export.picture: what lies on top, which words stand for a node without any, and what labels keep off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from network_samples import Rows, made_network
from test_preview import placed

from navograaf.export.curves import along
from navograaf.export.picture import picture
from navograaf.network.model import Layout, Look, Network


def in_a_row(*edges: tuple[str, str], label: str = "een naam") -> Network:
    """Three nodes from left to right, and edges between them: the first is the lightest."""
    nodes: Rows = [{"id": name, "label": label, "kind": "topic"} for name in "abc"]
    rows: Rows = [
        {"source": one, "target": other, "kind": "k", "weight": 1 + number} for number, (one, other) in enumerate(edges)
    ]
    made = made_network(nodes, rows)
    looks = (Look(10.0, (0, 0, 0), (150.0 * number, 0.0)) for number in range(3))
    return replace(made, nodes=tuple(replace(node, look=look) for node, look in zip(made.nodes, looks, strict=True)))


def test_the_heaviest_edge_is_drawn_last() -> None:
    assert [line.edge.weight for line in picture(in_a_row(("b", "c"), ("a", "b"), ("a", "c"))).lines] == [1, 2, 3]


@pytest.mark.parametrize("layout", ["network", "sides", "time"])
@pytest.mark.parametrize("label", ["", " \n", "\u202e\u200f"])
def test_a_node_without_a_name_is_called_by_its_id(label: str, layout: Layout) -> None:
    network = placed(made_network([{"id": "topic/a", "label": "x", "kind": "topic"}], []))
    bare = replace(network, nodes=(replace(network.nodes[0], label=label),), layout=layout)
    assert [made.lines for made in picture(bare).labels] == [("topic/a",)]


def test_a_label_keeps_off_the_lines() -> None:
    free = {label.name: label for label in picture(in_a_row()).labels}
    made = picture(in_a_row(("b", "c")))
    (line,) = made.lines

    def crossed(box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        return any(left < x < right and top < y < bottom for x, y in along(line))

    assert crossed(free["b"].box), "where it would stand without the line"
    assert len(made.labels) == 3
    assert not any(crossed(label.box) for label in made.labels)
