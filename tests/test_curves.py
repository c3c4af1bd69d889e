"""navograaf.export.curves: where the lines of a picture run, how wide they are, and where they end."""

from __future__ import annotations

import itertools
import math

import pytest
from network_samples import Rows, made_network, made_projection

from navograaf.export.curves import Disc, Line, along, curves
from navograaf.export.lettering import Point
from navograaf.network.model import Layout, Node

PLACES = {"a": (100.0, 100.0), "b": (400.0, 160.0), "c": (400.0, 160.0)}  # b and c on one spot
RADIUS = 12.0


def lines_of(*edges: tuple[str, str, float], directed: bool = False, layout: Layout = "network") -> list[Line]:
    """The lines of edges (source, target, weight), each of a kind of its own."""
    nodes: Rows = [{"id": name, "label": name, "kind": "topic"} for name in PLACES]
    rows: Rows = [
        {"source": source, "target": target, "kind": f"k{number}", "weight": weight}
        for number, (source, target, weight) in enumerate(edges)
    ]
    network = made_network(nodes, rows, made_projection(directed=directed, layout=layout))
    discs = {name: Disc(Node(name, name, "topic"), x, y, RADIUS) for name, (x, y) in PLACES.items()}
    return sorted(curves(network, list(network.edges), discs), key=lambda line: line.edge.kind)


def away(line: Line) -> float:
    """How far the bend lies from the straight line between a and b, to its one side or (below zero) to the other."""
    (x, y), (end_x, end_y) = PLACES["a"], PLACES["b"]
    across = (end_x - x) * (line.bend[1] - y) - (end_y - y) * (line.bend[0] - x)
    return across / math.hypot(end_x - x, end_y - y)


def far(point: Point, name: str) -> float:
    return math.dist(point, PLACES[name])


def test_there_and_back_are_two_lines_on_two_sides() -> None:
    there, back = lines_of(("a", "b", 1), ("b", "a", 1), directed=True)
    assert (there.edge.source, back.edge.source) == ("a", "b")
    assert abs(away(there)) > 10
    assert away(there) == pytest.approx(-away(back), abs=0.2)


def test_one_edge_is_straight_but_in_time_it_bends_around_what_is_between() -> None:
    (straight,) = lines_of(("a", "b", 1))
    (bent,) = lines_of(("a", "b", 1), layout="time")
    assert abs(away(straight)) < 0.2
    assert abs(away(bent)) > 20


def test_a_line_goes_from_rim_to_rim_and_an_arrow_points_at_the_rim() -> None:
    (line,) = lines_of(("a", "b", 1))
    assert far(line.start, "a") == pytest.approx(RADIUS, abs=0.2)
    assert far(line.end, "b") == pytest.approx(RADIUS + 1, abs=0.2)
    (arrow,) = lines_of(("a", "b", 1), directed=True)
    assert far(arrow.arrow[0], "b") == pytest.approx(RADIUS + 1, abs=0.2)
    assert far(arrow.end, "b") > RADIUS + 3  # the line stops inside the head, not at its tip
    assert all(far(corner, "b") > far(arrow.arrow[0], "b") for corner in arrow.arrow[1:])


def test_width_follows_weight_and_is_plain_where_all_weigh_the_same() -> None:
    assert [line.width for line in lines_of(("a", "b", 3), ("a", "c", 3))] == [1.5, 1.5]
    light, middle, heavy = lines_of(("a", "b", 1), ("a", "b", 5), ("a", "b", 10))
    assert 0.8 < light.width < middle.width < heavy.width == 6.0
    assert light.opacity < middle.opacity < heavy.opacity


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_loops_of_several_kinds_stand_around_their_node(count: int, directed: bool) -> None:
    made = lines_of(*[("a", "a", 1.0)] * count, directed=directed)
    assert len({line.bend for line in made}) == len({line.start for line in made}) == count
    assert all(math.dist(one.bend, other.bend) > 20 for one, other in itertools.combinations(made, 2))
    for line in made:
        assert far(line.bend, "a") == pytest.approx(RADIUS + 26, abs=0.2)
        assert far(line.start, "a") == pytest.approx(far(line.end, "a"), abs=0.2)
        assert RADIUS <= far(line.start, "a") < RADIUS + 2
    if count == 1:
        assert made[0].bend == (100.0, 100.0 - RADIUS - 26)


def test_edges_between_two_nodes_on_one_spot_lie_apart_too() -> None:
    made = lines_of(("b", "c", 1), ("c", "b", 1), ("b", "c", 1), directed=True)
    assert len({line.bend for line in made}) == 3


def test_a_loop_in_time_stands_straight_above_its_node() -> None:
    (loop,) = lines_of(("a", "a", 1), layout="time")
    assert loop.bend[0] == 100.0


@pytest.mark.parametrize("ends", ["aa", "ab"])
def test_points_along_a_line_leave_no_room_for_a_word_between_them(ends: str) -> None:
    (line,) = lines_of((ends[0], ends[1], 1), layout="time")
    points = along(line)
    assert (points[0], points[-1]) == (line.start, line.end)
    assert all(math.dist(one, other) < 12 for one, other in itertools.pairwise(points))
