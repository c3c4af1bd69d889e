"""navograaf.export.legend: what is said below a picture, in which order, and how much is not said one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from network_samples import Rows, made_network, sample_network
from test_preview import placed

from navograaf.export.legend import legend, marked_up, size_means
from navograaf.export.picture import picture
from navograaf.network.cells import Value
from navograaf.network.model import Network
from navograaf.network.room import rooms


def told(network: Network) -> list[str]:
    """The words of the legend, piece by piece."""
    pieces, _ = legend(picture(network), 0.0)
    return [piece.rpartition("</text>")[0].rpartition(">")[2] for piece in pieces if "</text>" in piece]


def test_kinds_stand_in_the_order_of_the_projection_and_others_after_them() -> None:
    nodes: Rows = [{"id": kind, "label": kind, "kind": kind} for kind in ("beta", "alpha", "mission", "topic")]
    assert told(placed(made_network(nodes, [])))[:4] == ["topic (1)", "mission (1)", "alpha (1)", "beta (1)"]


@pytest.mark.parametrize(("count", "rest"), [(24, []), (25, ["en nog 1 soort"]), (30, ["en nog 6 soorten"])])
def test_kinds_beyond_the_first_are_counted(count: int, rest: list[str]) -> None:
    nodes: Rows = [{"id": f"n{n:02}", "label": "x", "kind": f"k{n:02}"} for n in range(count)]
    edges: Rows = [{"source": "n00", "target": "n01", "kind": f"e{n:02}"} for n in range(count)]
    words = told(placed(made_network(nodes, edges)))
    assert [word for word in words if word.startswith("en nog")] == rest * 2  # of the nodes, and of the edges
    assert (
        sum(word.startswith("k") for word in words)
        == sum(word.startswith("e") and word[1:].isdigit() for word in words)
        == 24
    )


@pytest.mark.parametrize(
    ("mentions", "words"),
    [(3, "vermeldingen"), (0.5, "vermeldingen"), (0, "verbindingen"), (-1, "verbindingen"), ("veel", "verbindingen")],
)
def test_it_says_what_the_sizes_follow(mentions: Value, words: str) -> None:
    network = sample_network()
    bare = replace(network, nodes=tuple(replace(node, values={}) for node in network.nodes))
    spoken = replace(bare, nodes=(replace(bare.nodes[0], values={"mentions": mentions}), *bare.nodes[1:]))
    assert size_means(spoken) == f"grootte: aantal {words}"
    # The sizes themselves: as by degree exactly where it says so.
    by_degree = [room.radius for room in rooms(bare, (2, 0, 2))]
    assert ([room.radius for room in rooms(spoken, (2, 0, 2))] == by_degree) == (words == "verbindingen")


def test_weights_are_told_in_digits_however_large() -> None:
    nodes: Rows = [{"id": name, "label": name, "kind": "topic"} for name in "abc"]
    edges: Rows = [
        {"source": "a", "target": "b", "kind": "k", "weight": 0.25},
        {"source": "b", "target": "c", "kind": "k", "weight": 1234567.5},
    ]
    assert "dikte: gewicht, 0,25 tot 1234567,5" in told(placed(made_network(nodes, edges)))


def test_words_cannot_turn_those_around_them_or_be_markup() -> None:
    assert marked_up('a\u202eb\x9b<i>"&') == "a b &lt;i&gt;&quot;&amp;"
