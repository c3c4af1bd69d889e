"""navograaf.network.selection and found: which part of a network is wanted, by time, thing and weight."""

from __future__ import annotations

import pytest
from network_samples import Rows, hand_made_store, made_network

from navograaf.errors import ExportError, QueryError, SubjectError
from navograaf.network.model import Network
from navograaf.network.selection import Selection, window
from navograaf.network.spells import Spell
from navograaf.network.things import things

# Two topics and a mission over three meetings: NMI and iraq in 2020-02 and 2020-10, cyber and iraq in 2021-10.
NODES: Rows = [
    {"id": "mission/NMI", "label": "NMI", "kind": "mission", "start": "2020-02", "weight": 2, "meetings": 1},
    {"id": "mission/NMI", "label": "NMI", "kind": "mission", "start": "2020-10-22", "weight": 3, "meetings": 1},
    {"id": "topic/iraq", "label": "Irak", "kind": "topic", "start": "2020-02", "weight": 1, "meetings": 1},
    {"id": "topic/iraq", "start": "2021-10-21", "end": "2021-10-22", "weight": 4, "meetings": 1},
    {"id": "topic/cyber", "label": "cyber", "kind": "topic", "start": "2021-10-21", "weight": 1, "meetings": 1},
    {"id": "topic/undated", "label": "zonder dag", "kind": "topic", "weight": 1, "meetings": 1},
]
EDGES: Rows = [
    {"source": "mission/NMI", "target": "topic/iraq", "kind": "together", "label": "samen", "start": "2020-02"},
    {"source": "mission/NMI", "target": "topic/iraq", "kind": "together", "label": "samen", "start": "2020-10-22"},
    {"source": "topic/cyber", "target": "topic/iraq", "kind": "together", "label": "samen", "start": "2021-10-21"},
    {"source": "topic/cyber", "target": "topic/undated", "kind": "together", "label": "samen"},
]
ABOUT: Rows = [
    {**row, "about": "https://w3id.org/navograaf/id/mission/NMI\nhttps://w3id.org/navograaf/id/topic/x"}
    for row in EDGES[2:3]
]


def chosen(selection: Selection, nodes: Rows = NODES, edges: Rows = EDGES) -> Network:
    return made_network(nodes, edges, selection=selection)


def drawn(network: Network) -> tuple[list[str], list[tuple[str, str, float]]]:
    return [node.id for node in network.nodes], [(e.source, e.target, e.weight) for e in network.edges]


def test_without_a_selection_all_is_there() -> None:
    nodes, edges = drawn(chosen(Selection()))
    assert nodes == ["mission/NMI", "topic/cyber", "topic/iraq", "topic/undated"]
    assert edges == [
        ("mission/NMI", "topic/iraq", 2),
        ("topic/cyber", "topic/iraq", 1),
        ("topic/cyber", "topic/undated", 1),
    ]


def test_a_stretch_of_time_counts_only_what_lies_in_it() -> None:
    network = chosen(Selection(window=window("2020-03", "2020")))
    assert drawn(network) == (["mission/NMI", "topic/iraq"], [("mission/NMI", "topic/iraq", 1)])
    nmi, iraq = network.nodes
    assert (nmi.values["mentions"], nmi.values["meetings"], nmi.spells) == (3, 1, (("2020-10-22", "2020-10-22"),))
    # Irak itself is not spoken of in that stretch; the edge brings it, with its name and nothing counted.
    assert (iraq.label, iraq.kind, iraq.values, iraq.spells) == ("Irak", "topic", {"mentions": 0}, ())
    assert network.notes == ("1 rows of edges have no date and were left out: no stretch of time holds them",)
    assert network.description.endswith("[--since 2020-03-01 --until 2020-12-31]")
    assert network.modified == "2020-10-22"


def test_an_element_that_lasts_into_the_stretch_is_in_it() -> None:
    assert drawn(chosen(Selection(window=window("2021-10-22", None))))[0] == ["topic/iraq"]
    assert drawn(chosen(Selection(window=window(None, "2020-02-01"))))[0] == ["mission/NMI", "topic/iraq"]


def test_around_a_thing_where_the_queries_do_not_tell() -> None:
    """The thing, its neighbours and the edges among them."""
    nodes, edges = drawn(chosen(Selection(things=frozenset({"topic/iraq"}))))
    assert nodes == ["mission/NMI", "topic/cyber", "topic/iraq"]
    assert edges == [("mission/NMI", "topic/iraq", 2), ("topic/cyber", "topic/iraq", 1)]
    triangle: Rows = [*EDGES, {"source": "mission/NMI", "target": "topic/cyber", "kind": "together", "label": "samen"}]
    assert len(chosen(Selection(things=frozenset({"topic/iraq"})), edges=triangle).edges) == 3


def test_about_a_thing_where_the_edges_tell() -> None:
    rows: Rows = [*EDGES[:2], *ABOUT, EDGES[3]]
    nodes, edges = drawn(chosen(Selection(things=frozenset({"mission/NMI"})), edges=rows))
    assert nodes == ["mission/NMI", "topic/cyber", "topic/iraq"]
    # NMI's own edge, and the one that says it is about NMI though neither end is.
    assert edges == [("mission/NMI", "topic/iraq", 2), ("topic/cyber", "topic/iraq", 1)]
    assert "about" not in {column.name for column in chosen(Selection(), edges=rows).edge_columns}
    both = Selection(things=frozenset({"mission/NMI"}), window=window("2021", None))
    assert drawn(chosen(both, edges=rows)) == (["topic/cyber", "topic/iraq"], [("topic/cyber", "topic/iraq", 1)])


def test_nodes_that_tell_what_they_are_about() -> None:
    """As in the decisions: each node says what it is about, and edges lie between such nodes."""
    nodes: Rows = [
        {"id": f"d{number}", "label": "d", "kind": "taken", "about": about}
        for number, about in enumerate(["mission/NMI", "mission/NMI\ntopic/iraq", "topic/cyber", ""])
    ]
    edges: Rows = [
        {"source": "d0", "target": "d1", "kind": "same", "label": "zelfde"},
        {"source": "d1", "target": "d2", "kind": "same", "label": "zelfde"},
    ]
    assert drawn(chosen(Selection(things=frozenset({"mission/NMI"})), nodes, edges)) == (
        ["d0", "d1"],
        [("d0", "d1", 1)],
    )
    assert drawn(chosen(Selection(things=frozenset({"topic/iraq"})), nodes, edges)) == (["d1"], [])


def test_a_row_about_nothing_tells_of_the_element_itself() -> None:
    """As the date of a letter: it holds whatever is asked for, but makes no node belong."""
    nodes: Rows = [
        {"id": "letter", "label": "brief", "kind": "letter", "start": "2020-02-03"},
        {"id": "other", "label": "brief", "kind": "letter", "start": "2020-02-04"},
        {"id": "paper", "label": "stuk", "kind": "paper", "weight": 1, "start": "2020-02-03", "about": "mission/NMI"},
        {"id": "paper", "weight": 7, "start": "2021", "about": "topic/x"},
    ]
    edges: Rows = [{"source": "letter", "target": "paper", "kind": "k", "label": "l", "about": "mission/NMI"}]
    letter, paper = chosen(Selection(things=frozenset({"mission/NMI"})), nodes, edges).nodes
    assert (letter.id, letter.spells) == ("letter", (("2020-02-03", "2020-02-03"),))
    assert (paper.id, paper.values["mentions"], paper.values["last"]) == ("paper", 1, "2020-02-03")


def test_neighbours_are_those_of_the_edges_that_are_heavy_enough() -> None:
    nodes: Rows = [{"id": name, "label": name, "kind": "topic"} for name in ("topic/a", "topic/b", "topic/x")]
    edges: Rows = [
        {"source": "topic/x", "target": "topic/a", "kind": "k", "label": "l", "weight": 1},
        {"source": "topic/x", "target": "topic/b", "kind": "k", "label": "l", "weight": 2},
        {"source": "topic/a", "target": "topic/b", "kind": "k", "label": "l", "weight": 5},
    ]
    selection = Selection(things=frozenset({"topic/x"}), min_weight=2)
    assert drawn(chosen(selection, nodes, edges)) == (["topic/b", "topic/x"], [("topic/b", "topic/x", 2)])


def test_what_the_largest_part_leaves_out_leaves_no_trace() -> None:
    nodes: Rows = [{"id": name, "label": name, "kind": "k"} for name in "abcyz"]
    edges: Rows = [{"source": s, "target": t, "kind": "k", "label": "l"} for s, t in ("ab", "bc")]
    edges.append({"source": "y", "target": "z", "kind": "k", "label": "l", "start": "2020", "free": "text"})
    network = chosen(Selection(largest=True), nodes, edges)
    assert (network.modified, network.dynamic) == (None, False)
    assert "first" not in {column.name for column in network.edge_columns}


def test_heavy_edges_alone_and_the_nodes_they_join() -> None:
    assert drawn(chosen(Selection(min_weight=2))) == (["mission/NMI", "topic/iraq"], [("mission/NMI", "topic/iraq", 2)])


def test_the_largest_part() -> None:
    apart: Rows = [*NODES, *({"id": f"z/{n}", "label": "z", "kind": "z"} for n in "ab")]
    edges: Rows = [*EDGES, {"source": "z/a", "target": "z/b", "kind": "together", "label": "samen"}]
    nodes, lines = drawn(chosen(Selection(largest=True), apart, edges))
    assert nodes == ["mission/NMI", "topic/cyber", "topic/iraq", "topic/undated"]
    assert len(lines) == 3


def test_nothing_left_says_what_there_is() -> None:
    with pytest.raises(ExportError, match=r"nothing is left of the projection 'made' \(--since 2030-01-01\)") as caught:
        chosen(Selection(window=window("2030", None)))
    assert caught.value.todo == "Its dates run from 2020-02-01 to 2021-10-22"
    for selection, told, todo in (
        (Selection(min_weight=9), "--min-weight 9", "Ask for less: the heaviest edge weighs 2"),
        (
            Selection(things=frozenset({"mission/X"})),
            "mission/X",
            "None of these is a node of it: another projection may",
        ),
        (Selection(min_weight=1000001.5, largest=True), "--min-weight 1000001.5 --largest-component", "Ask for less"),
    ):
        with pytest.raises(ExportError) as caught:
            chosen(selection)
        assert f"({told})" in caught.value.what
        assert caught.value.todo.startswith(todo)


def test_a_selection_is_told_in_full() -> None:
    days = Spell("0001-01-01", "2020-12-31")
    ids = frozenset({"topic/b", "mission/NMI", "topic/a"})
    whole = Selection(days, ids, min_weight=2, largest=True)
    assert whole.told() == "--until 2020-12-31 mission/NMI topic/a topic/b --min-weight 2 --largest-component"
    assert Selection(things=ids, named=("--mission NMI", "--topic A")).told() == "--mission NMI --topic A"
    assert Selection().told() == ""


def test_windows() -> None:
    assert window(None, None) is None
    assert window("2020-02", "2021") == Spell("2020-02-01", "2021-12-31")
    with pytest.raises(QueryError, match="ends before it begins"):
        window("2021", "2020")
    with pytest.raises(QueryError, match="'morgen' is no date"):
        window("morgen", None)
    with pytest.raises(QueryError, match="'' is no date"):
        window("", None)


def test_names_of_topics_and_missions() -> None:
    store = hand_made_store()
    assert things(store, "mission", ["NATO Mission Iraq"]) == {"mission/NMI"}
    assert things(store, "topic", ["Irak", "cyber defence"]) == {"topic/iraq", "topic/cyber"}
    assert things(store, "topic", ["operaties en missies"]) == {"topic/missions", "topic/iraq"}, "and what is narrower"
    assert things(store, "topic", []) == frozenset()
    with pytest.raises(SubjectError, match=r"is no topic, but .*mission/NMI") as caught:
        things(store, "topic", ["mission/NMI"])
    assert (caught.value.where, caught.value.todo) == ("--topic", "Use --mission")
    with pytest.raises(SubjectError, match="nothing in this graph is called 'Atlantis'"):
        things(store, "mission", ["Atlantis"])
