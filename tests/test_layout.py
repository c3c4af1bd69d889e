"""navograaf.network.layout: the same picture every time, and nothing on top of another."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from network_samples import Rows, made_network, made_projection, sample_network

from navograaf.network import apart as apart_module
from navograaf.network import layout, linked, sides, springs
from navograaf.network.apart import LOOSEST, apart
from navograaf.network.cells import Value
from navograaf.network.crowd import crowd_places
from navograaf.network.layout import laid_out
from navograaf.network.measures import MEASURES
from navograaf.network.model import Layout, Network
from navograaf.network.packing import BETWEEN, Point, packed
from navograaf.network.room import GAP, LARGEST, LINE, SMALLEST, Room, label_width
from navograaf.network.sides import ROWS
from navograaf.network.timeline import _outwards, day_scale

if TYPE_CHECKING:
    from navograaf.network.packing import Points

LAYOUTS: tuple[Layout, ...] = get_args(Layout)


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


def made(way: Layout, nodes: Rows, pairs: Sequence[tuple[str, str]], *weights: float) -> Network:
    """A network that wishes to be laid out in a way; columns of nodes other than the id may be left out."""
    rows: Rows = [{"label": str(node["id"]), "kind": "k", **node} for node in nodes]
    edges: Rows = [
        {"source": a, "target": b, "kind": "k", "label": "l", "weight": weight}
        for (a, b), weight in zip(pairs, weights or [1] * len(pairs), strict=True)
    ]
    # The wish comes last: assemble.py refuses nodes without a side, layout.py takes any network.
    return replace(made_network(rows, edges, made_projection(lists="thread")), layout=way)


def places(network: Network) -> dict[str, Point]:
    """Where each node stands once the network is laid out."""
    found = {}
    for node in laid_out(network).nodes:
        assert node.look is not None
        assert node.look.position is not None
        found[node.id] = node.look.position
    return found


def touching(network: Network) -> list[tuple[str, str]]:
    """The pairs of nodes whose discs share a spot."""
    looks = [(node.id, node.look) for node in network.nodes]
    return [
        (one, other)
        for place, (one, look) in enumerate(looks)
        for other, second in looks[:place]
        if look and second and look.position and second.position
        and math.dist(look.position, second.position) < look.size + second.size
    ]  # fmt: skip


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Networks of all shapes: with and without sides, days, threads, mentions and edges."""
    names = [f"n{number}" for number in range(draw(st.integers(1, 14)))]
    optional: dict[str, st.SearchStrategy[Value]] = {
        "weight": st.integers(0, 1000),
        "side": st.sampled_from(["left", "right", "middle"]),
        "start": st.sampled_from(["2020-02-12", "2020-02-13", "2020-10", "2021", "1949-04-04"]),
        "thread": st.sampled_from(["one", "two", "two\nthree", "three\nfour"]),
        "label": st.text("ab ", min_size=1, max_size=60),
    }
    rows = [{"id": name, **draw(st.fixed_dictionaries({}, optional=optional))} for name in names]
    ends = st.sampled_from(names)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=25, unique_by=lambda pair: tuple(sorted(pair))))
    weights = draw(st.lists(st.sampled_from([1e-300, 0.5, 1, 7, 1e15]), min_size=len(pairs), max_size=len(pairs)))
    return made(draw(st.sampled_from(LAYOUTS)), rows, pairs, *weights)


@settings(max_examples=150, deadline=None)
@given(networks())
def test_law_no_two_nodes_touch(network: Network) -> None:
    done = laid_out(network)
    assert touching(done) == []
    assert all(node.look and node.look.position and all(map(math.isfinite, node.look.position)) for node in done.nodes)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 90), st.integers(1, 20)), min_size=1))
def test_law_boxes_come_apart_even_from_one_spot(boxes: list[tuple[int, int, int, int]]) -> None:
    import numpy as np

    centres = np.array([box[:2] for box in boxes], dtype=float)
    halves = np.array([box[2:] for box in boxes], dtype=float)
    moved = apart(centres, halves)
    assert not over_each_other(moved, halves)
    assert (sides_of(moved, halves) <= LOOSEST * np.maximum(sides_of(centres, halves), needed(halves)) + 1e-6).all()
    assert np.array_equal(moved, apart(centres, halves))


def over_each_other(centres: Points, halves: Points) -> bool:
    """Whether any two boxes overlap by more than a thousandth."""
    import numpy as np

    over = halves[:, None] + halves - np.abs(centres[:, None] - centres)
    pairs = over.min(axis=2) > 1e-3
    np.fill_diagonal(pairs, val=False)
    return bool(pairs.any())


def sides_of(centres: Points, halves: Points) -> Points:
    """Width and height of the picture."""
    sides: Points = (centres + halves).max(axis=0) - (centres - halves).min(axis=0)
    return sides


def needed(halves: Points) -> Points:
    """Width and height that boxes need at least."""
    import numpy as np

    sides: Points = np.maximum(2 * halves.max(axis=0), math.sqrt((4 * halves[:, 0] * halves[:, 1]).sum()))
    return sides


@pytest.mark.parametrize("reach", [0.0, 1e-9, 1e-3])
@pytest.mark.parametrize("largest", [(40.0, 15.0), (3000.0, 3000.0), (2000.0, 5.0)])
def test_a_crowd_on_one_spot_becomes_a_picture_not_a_tower(reach: float, largest: tuple[float, float]) -> None:
    import numpy as np

    halves = np.full((400, 2), (40.0, 15.0))
    halves[7] = largest
    centres = reach * np.random.default_rng(1).uniform(-1, 1, (400, 2))
    moved = apart(centres, halves)
    assert not over_each_other(moved, halves)
    assert (sides_of(moved, halves) < 4 * needed(halves)).all()


def test_a_crowd_within_a_picture_spreads_to_all_sides() -> None:
    import numpy as np

    halves = np.full((90, 2), (40.0, 15.0))
    centres = np.zeros((90, 2))
    # Sixty far apart, and thirty on one spot between them.
    centres[:60] = [(2000.0 * (1 + number % 10), 2000.0 * (number // 10)) for number in range(60)]
    moved = apart(centres, halves)
    assert not over_each_other(moved, halves)
    assert (sides_of(moved[60:], halves[60:]) < 2.5 * needed(halves[60:])).all()


def test_in_a_large_part_nodes_push_each_other_away() -> None:
    import networkx as nx
    import numpy as np

    star: nx.Graph[int] = nx.Graph()
    star.add_weighted_edges_from((0, number, 1.0) for number in range(1, 600))
    found = crowd_places(star, np.random.default_rng(1).normal(size=(600, 2)))
    apart_by = np.linalg.norm(found[:, None] - found, axis=2) + np.diag(np.full(600, np.inf))
    # If all were spread evenly, each would be about this far from the nearest other.
    even = math.sqrt(float(np.ptp(found, axis=0).prod()) / 600)
    assert float(np.median(apart_by.min(axis=1))) > even / 3
    assert np.linalg.norm(found[0] - found.mean(axis=0)) < float(np.ptp(found)) / 10


@pytest.mark.parametrize("rounds", [0, 1, 5])
def test_what_the_pushes_leave_falls_free(monkeypatch: pytest.MonkeyPatch, rounds: int) -> None:
    import numpy as np

    random = np.random.default_rng(3)
    centres, halves = random.uniform(-60, 60, (80, 2)), random.uniform(1, 12, (80, 2))
    monkeypatch.setattr(apart_module, "_ROUNDS", rounds)
    moved = apart(centres, halves)
    assert not over_each_other(moved, halves)
    assert (sides_of(moved, halves) <= LOOSEST * needed(halves)).all()


def test_what_falls_keeps_its_column_and_what_is_free_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    monkeypatch.setattr(apart_module, "_ROUNDS", 0)
    # The second and third lie over the first; the fourth is free until they fall on it; the others stay free.
    centres = np.array([[0.0, 0.0], [-1.0, -2.0], [1.0, -1.0], [0.0, -30.0], [0.0, -90.0], [100.0, -1.0]])
    moved = apart(centres, np.full((6, 2), 10.0))
    assert moved[:, 0].tolist() == centres[:, 0].tolist()
    assert moved[:, 1].tolist() == [0.0, -40.0, -20.0, -60.0, -90.0, -1.0]


def test_a_picture_that_would_become_too_large_is_set_in_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    monkeypatch.setattr(apart_module, "_ROUNDS", 0)
    # Without pushes all would fall into one tower of 200 boxes.
    centres, halves = np.zeros((200, 2)), np.full((200, 2), (40.0, 15.0))
    centres[:, 1] = np.arange(200) / 1e6
    moved = apart(centres, halves)
    assert not over_each_other(moved, halves)
    assert sides_of(moved, halves).prod() < 1.3 * 200 * 80 * 30
    assert len(set(moved[:, 1])) < 30


def test_parts_on_a_page_stand_in_rows_in_their_order() -> None:
    import numpy as np

    part = (np.zeros((1, 2)), np.array([[50.0, 20.0]]))
    moved = packed([part] * 9)
    rows = sorted({y for _, y in moved}, reverse=True)
    assert 1 < len(rows) < 9
    assert moved == sorted(moved, key=lambda place: (-place[1], place[0]))
    for one, other in pairwise(sorted({x for x, _ in moved})):
        assert other - one == pytest.approx(100 + BETWEEN)
    for one, other in pairwise(rows):
        assert one - other == pytest.approx(40 + BETWEEN)


def test_boxes_that_are_apart_stay_where_they_are() -> None:
    import numpy as np

    centres = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])
    assert np.array_equal(apart(centres, np.full((3, 2), 4.9)), centres)


def test_every_node_is_drawn_with_all_measures() -> None:
    done = laid_out(sample_network())
    assert tuple(column.name for column in done.node_columns[-4:]) == MEASURES
    assert {node.id: node.values["degree"] for node in done.nodes} == {
        "mission/NMI": 2, "topic/alone": 0, "topic/iraq": 2,
    }  # fmt: skip
    assert all(node.look and node.look.position for node in done.nodes)
    assert done.notes == ()


def test_the_area_follows_the_mentions_and_without_them_the_degree() -> None:
    def sizes(network: Network) -> list[float]:
        return [node.look.size for node in laid_out(network).nodes if node.look]

    said = sizes(made("network", [{"id": "a", "weight": 0}, {"id": "b", "weight": 50}, {"id": "c", "weight": 100}], []))
    assert (said[0], said[2]) == (SMALLEST, LARGEST)
    assert said[1] ** 2 == pytest.approx((SMALLEST**2 + LARGEST**2) / 2, rel=0.01)
    assert sizes(made("network", [{"id": name} for name in "abc"], [("a", "b"), ("a", "c")]))[0] == LARGEST
    assert sizes(made("network", [{"id": "a"}], [])) == [SMALLEST]


def test_separate_parts_do_not_lie_over_each_other() -> None:
    boxes = []
    found = places(cliques(7, 4, 4, 1, 1, 3))
    for group in range(6):
        xs, ys = ([place[axis] for name, place in found.items() if name.startswith(f"g{group}n")] for axis in (0, 1))
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    for one, box in enumerate(boxes):
        for other in boxes[:one]:
            assert box[0] > other[1] or box[1] < other[0] or box[2] > other[3] or box[3] < other[2]


def test_nodes_without_edges_stand_in_rows_and_columns_below_the_rest() -> None:
    found = places(made("network", [{"id": f"n{i:02}"} for i in range(24)], [("n00", "n01"), ("n01", "n02")]))
    alone = [place for name, place in found.items() if name > "n02"]
    columns, rows = ({place[axis] for place in alone} for axis in (0, 1))
    assert len(alone) == 21
    assert len(columns) * (len(rows) - 1) < 21 <= len(columns) * len(rows)
    assert max(rows) < min(found[name][1] for name in ("n00", "n01", "n02"))


def test_labels_below_their_nodes_have_room() -> None:
    words = "vrouwen, vrede en veiligheid"
    ring = [(f"n{i:02}", f"n{(i * 7 + 1) % 40:02}") for i in range(40)]
    done = laid_out(made("network", [{"id": f"n{i:02}", "label": words} for i in range(40)], ring))
    boxes = []
    for node in done.nodes:
        assert node.look is not None
        assert node.look.position is not None
        (x, y), half = node.look.position, label_width(node.label) / 2
        boxes.append((x - half, x + half, y - node.look.size - GAP / 2 - LINE, y + node.look.size))
    for one, box in enumerate(boxes):
        for other in boxes[:one]:
            assert box[0] > other[1] or box[1] < other[0] or box[2] > other[3] or box[3] < other[2]


@pytest.mark.parametrize("way", LAYOUTS)
@pytest.mark.parametrize("weights", [(1e-300, 1e-300), (1e-300, 1e15), (1e15, 1e15), (5e-324, 5e-324)])
def test_the_smallest_and_largest_weights_can_be_drawn(way: Layout, weights: tuple[float, float]) -> None:
    nodes: Rows = [
        {"id": name, "side": side, "start": "2020", "weight": weight}
        for name, side, weight in zip("abc", ("left", "right", "left"), (0, *weights), strict=True)
    ]
    done = laid_out(made(way, nodes, [("a", "b"), ("b", "c")], *weights))
    assert touching(done) == []
    for node in done.nodes:
        assert node.look is not None
        assert node.look.position is not None
        assert all(map(math.isfinite, (node.look.size, *node.look.position)))
        assert SMALLEST <= node.look.size <= LARGEST
        degree = node.values["weighted_degree"]
        assert isinstance(degree, int | float)
        assert 0 < degree < math.inf


def test_springs_hold_by_the_share_of_weights_when_all_are_small() -> None:
    pairs = [(a, b) for a in "abcdefgh" for b in "abcdefgh" if a < b and (ord(a) + ord(b)) % 3]
    nodes: Rows = [{"id": name} for name in "abcdefgh"]
    whole, tiny = (places(made("network", nodes, pairs, *[weight] * len(pairs))) for weight in (1, 1e-12))
    assert whole == tiny


def test_the_largest_part_stands_first_and_a_part_lies_rather_than_stands() -> None:
    sizes = (3, 12, 5)
    chains = {group: [f"g{group}n{i:02}" for i in range(size)] for group, size in enumerate(sizes)}
    nodes: Rows = [{"id": name} for names in chains.values() for name in names]
    found = places(made("network", nodes, [pair for names in chains.values() for pair in pairwise(names)]))
    corner = {group: min(found[name][0] for name in names) for group, names in chains.items()}
    top = {group: max(found[name][1] for name in names) for group, names in chains.items()}
    reading = sorted(chains, key=lambda group: (-round(top[group] / 60), corner[group]))
    assert reading == [1, 2, 0]
    across, up = (max(p[axis] for p in found.values()) - min(p[axis] for p in found.values()) for axis in (0, 1))
    assert across > up
    longest = [found[name] for name in chains[1]]
    assert max(x for x, _ in longest) - min(x for x, _ in longest) > max(y for _, y in longest) - min(
        y for _, y in longest
    )


def test_groups_come_apart_further_than_their_edges_alone_would_bring_them() -> None:
    graph = linked.linked(two_sided(1))
    assert graph is not None
    space = [Room(SMALLEST, 0.0)] * 20
    groups = [number % 3 for number in range(20)]

    def between(found: list[Point]) -> float:
        """How far two of unlike groups are, in times the distance of two of one group."""
        far: dict[bool, list[float]] = {True: [], False: []}
        for one in range(20):
            for other in range(one):
                far[groups[one] == groups[other]].append(math.dist(found[one], found[other]))
        return sum(far[False]) / len(far[False]) / (sum(far[True]) / len(far[True]))

    told, untold = (between(springs.spring_places(graph, space, known)) for known in (groups, None))
    assert told > 1.05 * untold > 1.05


def test_two_sides_are_two_columns_and_who_has_no_side_stands_right() -> None:
    nodes: Rows = [{"id": "a", "side": "left"}, {"id": "b", "side": "left"}, {"id": "x", "side": "right"}, {"id": "y"}]
    found = places(made("sides", nodes, [("a", "x"), ("b", "y")]))
    assert found["a"][0] == found["b"][0] < 0 < found["x"][0] == found["y"][0]


def test_neighbours_on_two_sides_stand_level() -> None:
    # Joined crosswise: by name the three edges would all cross.
    nodes: Rows = [{"id": name, "side": "left" if name in "abc" else "right"} for name in "abcxyz"]
    found = places(made("sides", nodes, [("a", "z"), ("b", "y"), ("c", "x")]))
    for one, other in ("az", "by", "cx"):
        assert found[one][1] == pytest.approx(found[other][1], abs=0.2)


def test_heavy_edges_decide_who_stands_beside_whom() -> None:
    nodes: Rows = [{"id": name, "side": "left" if name in "ab" else "right"} for name in "abxy"]
    crossed = places(made("sides", nodes, [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")], 1, 90, 90, 1))
    assert crossed["a"][1] == pytest.approx(crossed["y"][1], abs=0.2)
    assert crossed["b"][1] == pytest.approx(crossed["x"][1], abs=0.2)


def test_communities_stay_together_on_a_side_and_the_shorter_side_is_as_high() -> None:
    # Two groups, joined by one edge; names alternate between them.
    left = {"a": "xz", "b": "yw", "c": "xz", "d": "yw", "e": "xz", "f": "yw"}
    nodes: Rows = [{"id": name, "side": "left"} for name in left]
    nodes += [{"id": name, "side": "right"} for name in "wxyz"]
    pairs = [(one, other) for one, others in left.items() for other in others]
    found = places(made("sides", nodes, [*pairs, ("a", "y")], *[5] * len(pairs), 1))
    top = sorted("abcdef", key=lambda name: -found[name][1])
    assert {"".join(sorted(top[:3])), "".join(sorted(top[3:]))} == {"ace", "bdf"}
    right = sorted("wxyz", key=lambda name: -found[name][1])
    assert {"".join(sorted(right[:2])), "".join(sorted(right[2:]))} == {"wy", "xz"}
    steps = [one - other for one, other in pairwise(sorted((found[name][1] for name in "wxyz"), reverse=True))]
    own = [one - other for one, other in pairwise(sorted((found[name][1] for name in left), reverse=True))]
    assert 4 * sum(steps) / 3 == pytest.approx(6 * sum(own) / 5, rel=0.1)


def two_sided(seed: int) -> Network:
    """Three groups with sides of eight and twelve, joined at random, more within a group than between."""
    import random

    chance = random.Random(seed)
    nodes: Rows = [{"id": f"n{number:02}", "side": "left" if number < 8 else "right"} for number in range(20)]
    pairs = [
        (f"n{one:02}", f"n{other:02}")
        for one in range(8)
        for other in range(8, 20)
        if chance.random() < (0.7 if one % 3 == other % 3 else 0.15)
    ]
    return made("sides", nodes, pairs)


@pytest.mark.parametrize("seed", range(12))
def test_a_community_stands_in_one_stretch_of_each_side(seed: int) -> None:
    done = laid_out(two_sided(seed)).nodes
    for side in ("left", "right"):
        own = [node for node in done if node.values["side"] == side]
        own.sort(key=lambda node: -node.look.position[1] if node.look and node.look.position else 0.0)
        stretches = [name for name, _ in groupby(own, key=lambda node: node.values["community"])]
        assert len(own) in (8, 12)
        assert len(stretches) == len(set(stretches))


def test_of_all_rounds_the_best_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    better = 0
    for seed in range(40):
        graph = linked.linked(two_sided(seed))
        assert graph is not None
        neighbours = {number: [(other, graph[number][other]["pull"]) for other in graph[number]] for number in graph}
        costs = []
        for rounds in range(1, 8):
            monkeypatch.setattr(sides, "_ROUNDS", rounds)
            order = sides._ordered(list(range(8)), list(range(8, 20)), neighbours, [0] * 20)
            costs.append(sides._cost(*order, neighbours))
        assert costs == sorted(costs, reverse=True)
        better += costs[0] > costs[-1]
    assert better > 10


@pytest.mark.parametrize("way", LAYOUTS)
def test_places_are_told_to_a_tenth(way: Layout) -> None:
    nodes: Rows = [
        {"id": f"n{number}", "side": "left" if number % 2 else "right", "start": f"202{number}", "weight": number}
        for number in range(9)
    ]
    found = places(made(way, nodes, [(f"n{number}", f"n{number // 2}") for number in range(1, 9)]))
    for axis in (0, 1):
        assert all(place[axis] == round(place[axis], 1) for place in found.values())
    assert any(place[1] != round(place[1]) for place in found.values())


def test_a_long_side_gets_more_columns_with_room_for_labels() -> None:
    words = "een onderwerp met een lange naam"
    many: Rows = [{"id": f"n{i:03}", "side": "right", "label": words} for i in range(ROWS + 20)]
    found = places(made("sides", [{"id": "a", "side": "left"}, *many], [("a", str(node["id"])) for node in many]))
    columns = sorted({place[0] for name, place in found.items() if name != "a"})
    assert len(columns) == 2
    assert columns[1] - columns[0] > label_width(words)
    assert found["n000"][1] == found["n001"][1] != found["n002"][1]


def test_equal_days_stand_at_equal_x_and_those_without_a_day_left_of_all() -> None:
    days = {"a": "2020-02-12", "b": "2021-10-21", "c": "2020-02-12", "d": "2020-10-22"}
    nodes: Rows = [{"id": name, "start": day} for name, day in days.items()]
    found = places(made("time", [*nodes, {"id": "e"}], [("a", "b"), ("e", "d")]))
    assert found["e"][0] < found["a"][0] == found["c"][0] < found["d"][0] < found["b"][0]
    assert len(set(found.values())) == 5


def test_long_gaps_are_pressed_together_but_stay_longer() -> None:
    dot = [Room(SMALLEST, 0.0)]
    scale = day_scale(dict.fromkeys(["2020-01-01", "2020-01-08", "2020-01-15", "2021-01-14"], dot))
    week, other, year = (scale[b] - scale[a] for a, b in pairwise(sorted(scale)))
    assert week == pytest.approx(other)
    assert week < year < 5 * week


def test_edges_of_one_thread_run_level() -> None:
    nodes: Rows = [
        {"id": f"{thread}{step}", "thread": thread, "start": f"202{step}-01-01"} for thread in "ab" for step in range(3)
    ]
    found = places(made("time", nodes, [(f"{t}{s}", f"{t}{s + 1}") for t in "ab" for s in range(2)]))
    heights = {thread: {found[f"{thread}{step}"][1] for step in range(3)} for thread in "ab"}
    assert [len(heights[thread]) for thread in "ab"] == [1, 1]
    assert heights["a"] != heights["b"]


def test_threads_that_share_a_node_share_a_band() -> None:
    threads = {"a": "one", "b": "one\ntwo", "c": "two", "d": "three", "e": "four\nthree", "f": "five", "g": "two\nsix"}
    days = dict(zip(threads, ("1", "2", "3", "1", "2", "2", "4"), strict=True))
    nodes: Rows = [{"id": name, "thread": found, "start": f"202{days[name]}"} for name, found in threads.items()]
    found = places(made("time", nodes, []))
    heights = {band: {found[name][1] for name in band} for band in ("abcg", "de", "f")}
    # Without edges each of a band takes the first lane that is free: one height a band.
    assert [len(band) for band in heights.values()] == [1, 1, 1]
    assert len(set.union(*heights.values())) == 3


def test_a_value_of_thread_that_is_no_list_is_one_thread() -> None:
    nodes: Rows = [{"id": name, "thread": number, "start": f"20{10 + place}"}
                   for place, (name, number) in enumerate(zip("abc", (1, 2, 1), strict=True))]  # fmt: skip
    network = made_network([{"label": "l", "kind": "k", **node} for node in nodes], [])
    found = places(replace(network, layout="time"))
    assert found["a"][1] == found["c"][1] != found["b"][1]


def test_a_short_band_takes_the_room_that_is_free_beside_others() -> None:
    days = {"a": ("x", 2020), "b": ("x", 2020), "c": ("y", 2021), "d": ("z", 2020)}
    nodes: Rows = [{"id": name, "thread": thread, "start": f"{year}"} for name, (thread, year) in days.items()]
    found = places(made("time", nodes, []))
    # y stands beside x, at the top; z, of the same day as x, below it.
    assert found["a"][1] == found["c"][1] > found["b"][1] > found["d"][1]


def test_a_band_goes_up_into_a_gap_above_a_longer_one() -> None:
    days = {"a": ("x", 2020), "b": ("y", 2020), "c": ("y", 2030), "d": ("z", 2030)}
    nodes: Rows = [{"id": name, "thread": thread, "start": f"{year}"} for name, (thread, year) in days.items()]
    found = places(made("time", nodes, []))
    assert found["d"][1] == found["a"][1] > found["b"][1] == found["c"][1]


def test_a_later_one_stands_level_with_its_only_neighbour() -> None:
    # All equally large: else the one with an edge would stand first.
    nodes: Rows = [{"id": name, "thread": "one", "start": "2020", "weight": 1} for name in "abcde"]
    nodes.append({"id": "f", "thread": "one", "start": "2030", "weight": 1})
    for name in "abcde":
        found = places(made("time", nodes, [(name, "f")]))
        assert found["f"][1] == found[name][1]


def test_the_largest_of_a_day_stand_where_the_band_wishes_and_a_later_one_between_its_neighbours() -> None:
    first: Rows = [
        {"id": name, "start": "2020-01-01", "weight": weight} for name, weight in zip("abc", (1, 9, 3), strict=True)
    ]
    later: Rows = [{"id": "d", "start": "2021-01-01", "weight": 2}]
    found = places(
        made("time", [*first, *later], [("a", "b"), ("b", "c"), ("c", "a"), ("a", "d"), ("b", "d"), ("c", "d")])
    )
    heights = sorted(found[name][1] for name in "abc")
    assert found["b"][1] == heights[1]
    assert found["d"][1] == heights[1]


@given(st.lists(st.tuples(st.floats(-9, 9), st.booleans()), max_size=40))
def test_law_lanes_come_nearest_first_past_those_that_are_taken(wishes: list[tuple[float, bool]]) -> None:
    up: dict[int, int] = {}
    down: dict[int, int] = {}
    taken: set[int] = set()
    for wish, second in wishes:
        middle = round(wish)
        side = 1 if wish >= middle else -1
        every = [middle, *(middle + way * step for step in range(1, 100) for way in (side, -side))]
        expected = [lane for lane in every if lane not in taken][:5]
        lanes = list(islice(_outwards(wish, up, down), 5))
        assert lanes == expected
        lane = lanes[1 if second else 0]
        taken.add(lane)
        up[lane], down[lane] = lane + 1, lane - 1


def test_a_high_picture_is_drawn_wider() -> None:
    nodes: Rows = [{"id": f"n{i:02}", "start": f"202{i % 2}", "thread": f"t{i}"} for i in range(60)]
    found = places(made("time", nodes, []))
    across, up = (max(p[axis] for p in found.values()) - min(p[axis] for p in found.values()) for axis in (0, 1))
    assert across == pytest.approx(0.9 * up, rel=0.05)
    assert len({x for x, _ in found.values()}) == 2


def test_after_a_day_of_many_there_is_room_for_their_labels_and_after_one_of_few_for_a_part() -> None:
    long = Room(SMALLEST, 200.0)
    gaps = []
    for many in (1, 2, 4, 8):
        scale = day_scale({"2020-01-01": [long] * many, "2020-01-02": [long]})
        gaps.append(scale["2020-01-02"])
    assert gaps[0] < gaps[1] < gaps[2] == gaps[3]
    assert gaps[2] > 2 * SMALLEST + 200


def test_labels_right_of_their_nodes_have_room_in_time() -> None:
    nodes: Rows = [
        {"id": f"n{i:02}", "label": "een lange naam voor een besluit", "start": f"2020-02-{1 + i % 9:02}"}
        for i in range(36)
    ]
    done = laid_out(made("time", nodes, [(f"n{i:02}", f"n{i * 5 % 36:02}") for i in range(1, 30)]))
    boxes = []
    for node in done.nodes:
        assert node.look is not None
        assert node.look.position is not None
        (x, y), size = node.look.position, node.look.size
        high = max(size, LINE / 2)
        boxes.append((x - size, x + size + GAP + label_width(node.label), y - high, y + high))
    for one, box in enumerate(boxes):
        for other in boxes[:one]:
            assert box[0] > other[1] or box[1] < other[0] or box[2] > other[3] or box[3] < other[2]


@pytest.mark.parametrize(
    ("way", "column", "note"),
    [
        ("sides", ["left"] * 3, "Laid out by edges, not in two columns: all nodes stand on the left."),
        ("sides", ["right"] * 3, "Laid out by edges, not in two columns: no node stands on the left."),
        ("sides", ["middle", "right", ""], "Laid out by edges, not in two columns: no node stands on the left."),
        ("time", ["left"] * 3, "Laid out by edges, not by time: no node has a day."),
    ],
)
def test_what_lacks_sides_or_days_is_laid_out_by_its_edges_and_says_so(
    way: Layout, column: list[str], note: str
) -> None:
    nodes: Rows = [{"id": name, "side": side} for name, side in zip("abc", column, strict=True)]
    done = laid_out(made(way, nodes, [("a", "b")]))
    plain = laid_out(made("network", nodes, [("a", "b")]))
    assert done.notes == (note,)
    assert [node.look for node in done.nodes] == [node.look for node in plain.nodes]


def test_above_its_limit_a_network_has_no_positions_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    network = replace(sample_network(), notes=("Said before.",))
    monkeypatch.setattr(layout, "LAYOUT_LIMIT", 3)
    assert laid_out(network).notes == ("Said before.",)
    monkeypatch.setattr(layout, "LAYOUT_LIMIT", 2)
    done = laid_out(network)
    assert all(node.look and node.look.position is None for node in done.nodes)
    assert done.notes == (
        "Said before.",
        "No positions: 3 nodes are more than 2; run a layout in Gephi (OpenOrd, or ForceAtlas 2).",
    )
    assert "community" in done.nodes[0].values


def test_too_many_edges_to_hold_leave_sizes_and_degrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked, "LINKED_LIMIT", 4)
    done = laid_out(sample_network())
    reason = "3 nodes and 2 edges are more than 4 together"
    assert done.notes == (
        f"No betweenness: {reason}; Gephi's statistics can find it.",
        f"No communities: {reason}; Gephi's statistics (modularity) can find them.",
        f"No positions: {reason}; run a layout in Gephi (OpenOrd, or ForceAtlas 2).",
    )
    assert all(node.look and node.look.size >= SMALLEST and "degree" in node.values for node in done.nodes)


def test_a_large_part_needs_no_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setattr(springs, "SPRING_LIMIT", 5)
    assert touching(laid_out(cliques(8))) == []
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "scipy", None)
    ring = [(f"n{i:03}", f"n{(i + 1) % 520:03}") for i in range(520)]
    done = laid_out(made("network", [{"id": f"n{i:03}"} for i in range(520)], ring))
    assert touching(done) == []
    assert len({node.look.position for node in done.nodes if node.look}) == 520


def test_in_a_large_part_what_is_joined_lies_together() -> None:
    # Thirty groups of twenty in a ring: two of one group are much nearer than two of any groups.
    names = [[f"g{group:02}n{i:02}" for i in range(20)] for group in range(30)]
    pairs = [(one, other) for group in names for one in group for other in group if one < other]
    pairs += [(names[group][0], names[(group + 1) % 30][1]) for group in range(30)]
    found = places(made("network", [{"id": name} for group in names for name in group], pairs))
    inside = [math.dist(found[group[0]], found[name]) for group in names for name in group[1:]]
    across = [math.dist(found[one[2]], found[other[2]]) for one in names for other in names if one < other]
    assert len(found) >= springs.SPRING_LIMIT
    assert sum(inside) / len(inside) < sum(across) / len(across) / 4


def test_a_network_without_nodes_is_no_error() -> None:
    empty = replace(sample_network(), nodes=(), edges=())
    assert laid_out(empty).nodes == ()


def test_the_same_network_gives_the_same_bytes_in_every_process() -> None:
    # Louvain goes through sets: with names as nodes its answer would follow the hash seed of the process.
    script = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from test_layout import LAYOUTS, cliques, made; from navograaf.network.layout import laid_out\n"
        "rows = [{'id': f'n{i}', 'side': 'left' if i % 3 else 'right', 'start': f'2020-0{1 + i % 7}'} for i in range(30)]\n"
        "pairs = [(f'n{i}', f'n{i * 7 % 30}') for i in range(1, 28)]\n"
        "every = [cliques(9, 6, 1), *(made(way, rows, pairs) for way in LAYOUTS)]\n"
        "print(hashlib.sha256(repr([laid_out(network).nodes for network in every]).encode()).hexdigest())"
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
