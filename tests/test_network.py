"""navograaf.network.assemble: rows merged into nodes and edges, and what may not be merged."""

from __future__ import annotations

import random

import pytest
from network_samples import EDGES, NODES, Rows, made_network, made_projection, sample_network

from navograaf.errors import ExportError
from navograaf.network.model import Column
from navograaf.network.reading import RESERVED

ONE: Rows = [{"id": "a", "label": "A", "kind": "k"}, {"id": "b", "label": "B", "kind": "k"}]


def edge(**more: str | int | float) -> dict[str, str | int | float]:
    return {"source": "a", "target": "b", "kind": "k", "label": "l", **more}


def test_rows_of_one_node_add_up() -> None:
    alone, iraq = sample_network().nodes[1:]
    assert (alone.id, alone.values, alone.spells) == ("topic/alone", {"mentions": 0}, ())
    assert iraq.spells == (("2020-02-01", "2020-02-29"), ("2020-10-22", "2020-10-23"))
    assert iraq.values == {"first": "2020-02-01", "last": "2020-10-23", "mentions": 5, "meetings": 2, "share": 0.5}


def test_an_undirected_edge_is_the_same_both_ways() -> None:
    apart, together = sample_network().edges
    assert (apart.kind, apart.weight) == ("apart", 0.5)
    assert (together.id, together.weight) == ("mission/NMI together topic/iraq", 2)
    assert together.spells == (("2020-02-01", "2020-02-29"), ("2020-10-22", "2020-10-22"))
    assert together.values["evidence"] == ('een "a", [b]',)


def test_a_directed_edge_is_not() -> None:
    assert [(e.source, e.kind, e.weight) for e in sample_network(directed=True).edges] == [
        ("mission/NMI", "together", 1),
        ("topic/iraq", "apart", 0.5),
        ("topic/iraq", "together", 1),
    ]


def test_columns_have_one_type_and_a_fixed_order() -> None:
    assert sample_network().node_columns == (
        Column("first", "string"),
        Column("last", "string"),
        Column("mentions", "integer"),
        Column("meetings", "integer"),
        Column("share", "double"),
        Column("evidence", "liststring"),
        Column("open", "boolean"),
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2**31], "long"),
        ([1, "x"], "string"),
        ([True, 1], "string"),
        ([1, 0.5], "double"),
        ([False, True], "boolean"),
    ],
)
def test_the_type_of_a_column_holds_all_its_values(values: list[int | str | float], expected: str) -> None:
    rows: Rows = [{"id": f"n{i}", "kind": "k", "label": "l", "free": value} for i, value in enumerate(values)]
    assert made_network(rows, []).node_columns == (Column("free", expected),)  # type: ignore[arg-type]


def test_the_order_of_the_rows_does_not_matter() -> None:
    shuffler = random.Random(1)
    for _ in range(20):
        nodes, edges = [dict(row) for row in NODES], [dict(row) for row in EDGES]
        columns = [list(dict.fromkeys(key for row in rows for key in row)) for rows in (NODES, EDGES)]
        shuffler.shuffle(nodes)
        shuffler.shuffle(edges)
        from navograaf.network.assemble import network

        assert network(made_projection(), (columns[0], nodes), (columns[1], edges)) == sample_network()


def test_different_values_are_counted_once_each() -> None:
    rows: Rows = [{**ONE[0], "meetings": value} for value in ("m/1", "m/2", "m/1", "m/2\nm/3")]
    made = made_network(rows, [], made_projection(sums="", counts="meetings"))
    assert made.nodes[0].values == {"meetings": 3}
    assert made.node_columns == (Column("meetings", "integer"),)


def test_sums_by_spell_are_kept_only_when_asked_for() -> None:
    nodes: Rows = [
        {**ONE[0], "start": "2020-02-01", "end": "2020-02-10", "weight": 2, "meetings": 1},
        {"id": "a", "start": "2020-02-05", "end": "2020-02-20", "weight": 3, "meetings": 1},
        {"id": "a", "start": "2021", "weight": 0.5},
        {"id": "a", "weight": 100},
        ONE[1],
    ]
    edges: Rows = [edge(start="2020-02-12"), edge(start="2021-10"), edge(start="2021-10", weight=4), edge()]
    assert made_network(nodes, edges).nodes[0].timed == {}
    made = made_network(nodes, edges, dynamic=True)
    first, last = ("2020-02-01", "2020-02-20"), ("2021-01-01", "2021-12-31")
    assert made.nodes[0].timed == {"mentions": ((first, 5), (last, 0.5)), "meetings": ((first, 2), (last, 0))}
    assert made.nodes[0].values["mentions"] == 105.5
    (only,) = made.edges
    assert only.timed == {"weight": ((("2020-02-12", "2020-02-12"), 1), (("2021-10-01", "2021-10-31"), 5))}
    assert only.weight == 7
    assert made.node_timed == (Column("mentions", "double"), Column("meetings", "double"))
    assert made.edge_timed == (Column("weight", "double"),)
    assert made_network(nodes, edges).node_timed == ()
    assert made_network(ONE, edges, dynamic=True).node_timed == (), "nodes without a weight have no mentions"


def test_sums_of_fractions_do_not_depend_on_the_order_of_rows() -> None:
    weights = [0.1, 0.2, 0.3, 1e16, -1e16]
    sums = {
        made_network(ONE, [edge(weight=one) for one in order]).edges[0].weight for order in (weights, weights[::-1])
    }  # type: ignore[index]
    assert sums == {0.6}


def test_of_several_labels_the_first_in_the_alphabet() -> None:
    rows: Rows = [{**ONE[0], "label": label} for label in ("Irak", "\x0b", "Afghanistan", "Zwarte Zee")]
    assert made_network(rows, []).nodes[0].label == "Afghanistan"


def test_one_number_in_two_types_is_the_wider_whatever_the_order() -> None:
    for pair in ((1, 1.0), (1.0, 1)):
        made = made_network([{**ONE[0], "p": value} for value in pair], [])
        assert (made.nodes[0].values["p"], made.node_columns[0].type) == (1.0, "double")
    with pytest.raises(ExportError, match="is 1 where another row of the same element says True"):
        made_network([{**ONE[0], "p": value} for value in (True, 1)], [])


@pytest.mark.parametrize("name", [*sorted(RESERVED), "Weight", "SOURCE", "Id", "Label", "p_over_time"])
def test_a_taken_name_is_refused(name: str) -> None:
    for nodes, edges in (([{**ONE[0], name: 1}, ONE[1]], [edge()]), (ONE, [edge(**{name: 1})])):
        with pytest.raises(ExportError, match=rf"the column name \?{name} is taken"):
            made_network(nodes, edges)


def test_nodes_stand_at_one_of_two_sides_where_the_layout_asks_for_it() -> None:
    rows: Rows = [{**ONE[0], "side": "left"}, {**ONE[1], "side": "midden"}]
    with pytest.raises(ExportError, match=r"b has \?side 'midden'"):
        made_network(rows, [], made_projection(layout="sides"))
    with pytest.raises(ExportError, match=r"b has \?side ''"):
        made_network([rows[0], ONE[1]], [], made_projection(layout="sides"))
    assert made_network(rows, []).nodes[1].values["side"] == "midden"


def test_a_label_is_never_empty() -> None:
    made = made_network([{"id": "topic/iraq", "kind": "topic"}, {"id": "b", "kind": "k", "label": "\x0b"}], [])
    assert [node.label for node in made.nodes] == ["b", "iraq"]
    unlabelled = [{key: value for key, value in edge().items() if key != "label"}]
    assert made_network(ONE, unlabelled).edges[0].label == "k"  # type: ignore[arg-type]


def test_what_xml_cannot_hold_is_removed_and_counted() -> None:
    rows: Rows = [{"id": "a", "label": "A\x0c", "kind": "k\x00", "evidence": "x\ufffe\ny", "free": "\ud800z"}]
    made = made_network(rows, [])
    assert (made.nodes[0].label, made.nodes[0].kind) == ("A", "k")
    assert made.nodes[0].values == {"evidence": ("x", "y"), "free": "z"}
    assert made.removed == 4


def test_a_network_without_dates_is_static() -> None:
    made = made_network(ONE, [edge()])
    assert (made.modified, made.dynamic) == (None, False)
    assert Column("first", "string") not in made.node_columns


@pytest.mark.parametrize(
    ("nodes", "edges", "file", "message"),
    [
        ([], [], "", "finds nothing"),
        (ONE, [edge(target="c")], "edges.rq", r"row 1: the edge between a and c needs a node c"),
        (ONE, [edge(weight=0)], "edges.rq", "row 1: the edge between a and b has weight 0"),
        (ONE, [edge(weight=1), edge(weight=-2)], "edges.rq", "weight -1"),
        (ONE, [edge(weight="veel")], "edges.rq", r"row 1 \(a k b\): \?weight is 'veel', which is no number"),
        (ONE, [edge(start="2020-02-12", end="2020-02-11")], "edges.rq", r"row 1 \(a b\).*before it starts"),
        ([{**ONE[0], "start": "gisteren"}], [], "nodes.rq", r"row 1 \(a\).*'gisteren' is not a date"),
        ([{**ONE[0], "x": 1}], [], "nodes.rq", r"the column name \?x is taken"),
        ([{**ONE[0], "p_over_time": 1}], [], "nodes.rq", r"the column name \?p_over_time is taken"),
        (ONE, [edge(key=1)], "edges.rq", r"the column name \?key is taken"),
        ([{**ONE[0], "weight": 1, "mentions": 1}], [], "nodes.rq", r"the column name \?mentions is taken"),
        (
            [{**ONE[0], "p": 1}, {**ONE[0], "p": 2}],
            [],
            "nodes.rq",
            r"row 2 \(a\): \?p is 2 where another row .* says 1",
        ),
        ([ONE[0], {**ONE[0], "kind": "q"}], [], "nodes.rq", r"row 2 \(a\): \?kind is 'q'"),
        ([{"id": "a", "label": "A"}], [], "nodes.rq", r"a has no \?kind"),
        ([{**ONE[0], "id": "a b"}], [], "nodes.rq", r"row 1: \?id is 'a b', which cannot be an id"),
        ([{"label": "A", "kind": "k"}], [], "nodes.rq", r"row 1: \?id is ''"),
        (ONE, [{"source": "a", "target": "b", "label": "l"}], "edges.rq", r"row 1 \(a b\): \?kind is empty"),
    ],
)
def test_broken_rows_are_named_with_a_remedy(nodes: Rows, edges: Rows, file: str, message: str) -> None:
    with pytest.raises(ExportError, match=message) as caught:
        made_network(nodes, edges)
    assert caught.value.where == (f"queries/gephi/made/{file}" if file else "")
    assert caught.value.todo
