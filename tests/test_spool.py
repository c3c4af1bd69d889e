"""navograaf.network.spool, edges and components: many edges on disk say the same as few in memory."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from network_samples import Rows, made_network

from navograaf.network import edges as edges_module
from navograaf.network.components import largest_component
from navograaf.network.edges import kept
from navograaf.network.model import Edge, Network
from navograaf.network.selection import Selection
from navograaf.network.spells import Spell
from navograaf.network.spool import Spool, StoredEdges

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
NAMES = st.sampled_from([f"n{number}" for number in range(9)])
VALUES = st.one_of(
    TEXTS, st.integers(), st.floats(allow_nan=False), st.booleans(), st.lists(TEXTS, max_size=3).map(tuple)
)
SPELLS = st.lists(st.tuples(TEXTS, TEXTS).map(lambda pair: Spell(*pair)), max_size=2).map(tuple)
EDGE = st.builds(
    Edge, TEXTS, NAMES, NAMES, TEXTS, TEXTS, st.integers(1, 9), SPELLS, st.dictionaries(TEXTS, VALUES, max_size=3),
    st.dictionaries(TEXTS, SPELLS.map(lambda spells: tuple((one, 2) for one in spells)), max_size=2),
)  # fmt: skip


@given(st.lists(st.tuples(TEXTS.filter(lambda text: "\0" not in text), st.integers()), max_size=40))
def test_records_leave_in_order_of_key_then_of_entry(records: list[tuple[str, int]]) -> None:
    spool = Spool()
    spool.fill((key, (number,)) for key, number in records)
    expected: dict[str, list[tuple[int]]] = {}
    for key, number in records:
        expected.setdefault(key, []).append((number,))
    assert list(spool.grouped()) == sorted(expected.items())
    assert list(spool.stored()) == [(number,) for _, number in records]


@given(st.lists(EDGE, max_size=12))
def test_edges_on_disk_are_the_same_edges(edges: list[Edge]) -> None:
    stored = StoredEdges(edges)
    assert list(stored) == edges
    assert list(stored) == edges, "and again"
    assert len(stored) == len(edges)
    assert all(isinstance(edge, Edge) and all(isinstance(one, Spell) for one in edge.spells) for edge in stored)


def test_few_stay_in_memory_and_many_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edges_module, "IN_MEMORY", 3)
    edges = [Edge(f"e{number}", "a", "b", "k", "l", 1, (), {}, {}) for number in range(5)]
    assert kept(edges[:3]) == tuple(edges[:3])
    many = kept(iter(edges))
    assert isinstance(many, StoredEdges)
    assert list(many) == edges


ROW = st.fixed_dictionaries(
    {"source": NAMES, "target": NAMES, "kind": st.sampled_from(["k", "m"]), "label": st.just("l")},
    optional={
        "weight": st.integers(1, 3),
        "start": st.sampled_from(["2020-02", "2020-02-12", "2021"]),
        "meetings": st.integers(0, 3),
        "evidence": st.sampled_from(["a", "a\nb", "c"]),
    },
)
NODES: Rows = [{"id": f"n{number}", "label": "n", "kind": "k"} for number in range(9)]


@given(rows=st.lists(ROW, max_size=30), least=st.integers(0, 4), largest=st.booleans())
def test_a_network_on_disk_equals_the_same_in_memory(rows: Rows, least: int, largest: bool) -> None:
    selection = Selection(min_weight=least, largest=largest)

    def made() -> Network | str:
        try:
            return made_network(NODES, [dict(row) for row in rows], selection=selection)
        except Exception as error:  # nothing left: said alike in both
            return str(error)

    small = made()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edges_module, "IN_MEMORY", 0)
        large = made()
    if isinstance(small, str) or isinstance(large, str):
        assert small == large
        return
    assert tuple(large.edges) == tuple(small.edges)
    assert (large.nodes, large.edge_columns, large.modified) == (small.nodes, small.edge_columns, small.modified)
    weights = {frozenset((e.source, e.target)) for e in small.edges}
    assert all(edge.weight >= least for edge in small.edges)
    if not largest and not least:
        assert weights == {frozenset((str(row["source"]), str(row["target"]))) for row in rows}
        assert sum(edge.weight for edge in small.edges) == sum(int(row.get("weight", 1)) for row in rows)


@given(st.lists(st.tuples(NAMES, NAMES), max_size=14))
def test_the_largest_part_as_networkx_finds_it(pairs: list[tuple[str, str]]) -> None:
    names = [f"n{number}" for number in range(9)]
    edges = tuple(Edge(f"{number}", *pair, "k", "l", 1, (), {}, {}) for number, pair in enumerate(pairs))
    graph = nx.MultiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from(pairs)
    parts = [sorted(part) for part in nx.connected_components(graph)]
    expected = min(parts, key=lambda part: (-len(part), part[0]))
    found, left = largest_component(names, edges)
    assert found == expected
    assert list(left) == [edge for edge in edges if edge.source in expected]
