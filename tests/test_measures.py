"""navograaf.network.measures: what the edges say of each node, and what is left out of large networks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from network_samples import made_network, sample_network

from navograaf.network import linked as linked_module
from navograaf.network import measures
from navograaf.network.linked import linked
from navograaf.network.measures import MEASURES, Measures, degrees, measured
from navograaf.network.model import Column, Edge, Network


def joined(*pairs: str, weights: tuple[float, ...] = ()) -> Network:
    """A network of nodes with one-letter names; "ab" joins a and b."""
    names = sorted({name for pair in pairs for name in pair})
    return made_network(
        [{"id": name, "label": name, "kind": "k"} for name in names],
        [
            {"source": pair[0], "target": pair[1], "kind": f"k{number}", "label": "l", "weight": weight}
            for number, (pair, weight) in enumerate(
                zip(pairs, weights or [1] * len(pairs), strict=True),
            )
        ],
    )


def by_name(network: Network, column: str) -> dict[str, object]:
    found: Measures = measured(network, linked(network))
    return {node.id: found.values(number)[column] for number, node in enumerate(network.nodes)}


def test_all_four_are_columns_with_a_cell_for_each_node() -> None:
    network = joined("ab", "bc")
    found = measured(network, linked(network))
    assert found.columns() == (
        Column("degree", "integer"),
        Column("weighted_degree", "integer"),
        Column("betweenness", "double"),
        Column("community", "integer"),
    )
    assert tuple(column.name for column in found.columns()) == MEASURES
    assert all(tuple(found.values(number)) == MEASURES for number in range(3))
    assert found.notes == ()


def test_degree_counts_every_edge_and_an_edge_to_itself_twice() -> None:
    assert by_name(joined("ab", "ab", "aa", "bc"), "degree") == {"a": 4, "b": 3, "c": 1}


def test_weighted_degree_adds_up_and_is_rounded() -> None:
    assert by_name(joined("ab", "bc", weights=(2, 3)), "weighted_degree") == {"a": 2, "b": 5, "c": 3}
    network = joined("ab", "bc", weights=(0.1, 0.2))
    assert by_name(network, "weighted_degree") == {"a": 0.1, "b": 0.3, "c": 0.2}
    assert measured(network, linked(network)).columns()[1] == Column("weighted_degree", "double")


def test_numbers_beyond_an_integer_are_long() -> None:
    network = joined("ab", weights=(2**31,))
    assert measured(network, linked(network)).columns()[1] == Column("weighted_degree", "long")


def test_betweenness_is_of_those_that_lie_between() -> None:
    # Of the pairs of the four others, b lies between a and each of c, d and e: three of six.
    assert by_name(joined("ab", "bc", "cd", "ce"), "betweenness") == {
        "a": 0.0, "b": 0.5, "c": 0.833333, "d": 0.0, "e": 0.0,
    }  # fmt: skip


def test_communities_are_the_groups_the_largest_first() -> None:
    groups = ("ab", "bc", "ac", "de", "df", "dg", "ef", "eg", "fg", "cd")
    assert by_name(joined(*groups), "community") == {"a": 2, "b": 2, "c": 2, "d": 1, "e": 1, "f": 1, "g": 1}


def test_of_equal_groups_the_one_with_the_first_node_comes_first() -> None:
    assert by_name(joined("cd", "ab", "ef"), "community") == {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3, "f": 3}


def test_communities_follow_the_weights() -> None:
    # A ring of four: only the weights say which two belong together.
    ring = ("ab", "bc", "cd", "ad")
    assert by_name(joined(*ring, weights=(9, 1, 9, 1)), "community") == {"a": 1, "b": 1, "c": 2, "d": 2}
    assert by_name(joined(*ring, weights=(1, 9, 1, 9)), "community") == {"a": 1, "b": 2, "c": 2, "d": 1}


def test_edges_of_several_kinds_between_two_add_up() -> None:
    # Each of the light edges is lighter than those across; together they are heavier.
    network = joined("ab", "ab", "ab", "ab", "bc", "cd", "ad", weights=(2, 2, 2, 2, 3, 8, 3))
    graph = linked(network)
    assert graph is not None
    assert graph[0][1]["weight"] == 8
    assert by_name(network, "community") == {"a": 1, "b": 1, "c": 2, "d": 2}


@pytest.mark.parametrize("weight", [5e-324, 1e-300, 1e-160, 0.1, 1e15])
def test_communities_are_the_same_whatever_the_unit_of_the_weights(weight: float) -> None:
    groups = ("ab", "bc", "ac", "de", "df", "dg", "ef", "eg", "fg", "cd")
    network = joined(*groups, weights=(weight,) * len(groups))
    assert by_name(network, "community") == {"a": 2, "b": 2, "c": 2, "d": 1, "e": 1, "f": 1, "g": 1}
    assert by_name(network, "weighted_degree")["a"] == pytest.approx(2 * weight)


def test_light_and_heavy_edges_in_one_network_are_no_error() -> None:
    network = joined("ab", "bc", weights=(1e-300, 1e15))
    assert by_name(network, "weighted_degree") == {"a": 1e-300, "b": 1e15, "c": 1e15}
    assert by_name(network, "community") == {"a": 2, "b": 1, "c": 1}


def test_betweenness_of_a_part_is_a_share_of_all_pairs_of_the_network() -> None:
    # b lies between one pair, of the ten that four others and two strangers make.
    assert by_name(joined("ab", "bc", "de", "ff"), "betweenness") == {
        "a": 0.0, "b": 0.1, "c": 0.0, "d": 0.0, "e": 0.0, "f": 0.0,
    }  # fmt: skip


def test_above_its_limit_betweenness_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "BETWEENNESS_LIMIT", 5)
    network = joined("ab", "bc")
    found = measured(network, linked(network))
    assert [column.name for column in found.columns()] == ["degree", "weighted_degree", "community"]
    assert found.notes == (
        "No betweenness: 3 nodes times 2 edges is more than 5; Gephi's statistics can find it.",
    )  # fmt: skip
    monkeypatch.setattr(measures, "BETWEENNESS_LIMIT", 6)
    assert measured(network, linked(network)).notes == ()


def test_a_network_too_large_to_hold_has_degrees_alone_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    network = joined("ab", "bc")
    monkeypatch.setattr(linked_module, "LINKED_LIMIT", 5)
    assert linked(network) is not None
    monkeypatch.setattr(linked_module, "LINKED_LIMIT", 4)
    assert linked(network) is None
    found = measured(network, None)
    assert found.values(1) == {"degree": 2, "weighted_degree": 2}
    reason = "3 nodes and 2 edges are more than 4 together"
    assert found.notes == (
        f"No betweenness: {reason}; Gephi's statistics can find it.",
        f"No communities: {reason}; Gephi's statistics (modularity) can find them.",
    )


class OnDisk:
    """Edges that may be read one after the other, each pass counted."""

    def __init__(self, edges: list[Edge]) -> None:
        self.edges, self.passes = edges, 0

    def __iter__(self) -> Iterator[Edge]:
        self.passes += 1
        yield from self.edges

    def __len__(self) -> int:
        return 10_000_000


def test_degrees_of_a_large_network_take_one_pass() -> None:
    small = sample_network()
    edges = OnDisk(list(small.edges))
    network = replace(small, edges=edges)
    assert linked(network) is None
    assert degrees(network) == degrees(small)
    assert edges.passes == 1
    measured(network, None)
    assert edges.passes == 2
