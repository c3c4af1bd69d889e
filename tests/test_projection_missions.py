"""The projection missions: which meeting speaks of which mission, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projection_rows import in_order
from statement_samples import drawn, pairs, statements_store
from two_engines import dataset, in_oxigraph, in_rdflib

from navograaf.network.model import Network
from navograaf.network.projection import projection

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder


@pytest.fixture(scope="module")
def missions() -> Network:
    return drawn("missions", statements_store())


@pytest.fixture(scope="module")
def letters(seeds_graph: GraphFolder) -> Network:
    store = seeds_graph.store()
    return drawn("missions", store)


def test_an_edge_for_each_kind_of_statement(missions: Network) -> None:
    assert missions.directed
    assert pairs(missions) == {
        ("mission/NMI", kind, "meeting/october"): weight
        for kind, weight in (
            ("mention", 2), ("decision", 1), ("plan", 2), ("commitment", 1), ("quantity", 1), ("question", 1), ("answer", 1), ("position", 1),
        )
    }, "two of the three names stand in one sentence; RSM is named in a letter about no meeting"  # fmt: skip


def test_days_labels_and_places(missions: Network) -> None:
    nodes = {node.id: node for node in missions.nodes}
    assert {name: (node.label, node.kind) for name, node in nodes.items()} == {
        "mission/NMI": ("NAVO-missie in Irak", "mission"),
        "meeting/october": ("NAVO-ministers, oktober 2020", "meeting"),
    }
    mission, meeting = nodes["mission/NMI"].values, nodes["meeting/october"].values
    assert (mission["side"], mission["meetings"], mission["mentions"]) == ("left", 1, 11)
    assert (meeting["side"], meeting["missions"], meeting["mentions"]) == ("right", 1, 11)
    assert "missions" not in mission and "meetings" not in meeting
    edges = {edge.kind: edge for edge in missions.edges}
    assert edges["mention"].values["evidence"] == ("agenda:3-8", "agenda:7-11"), "the sentences"
    assert edges["quantity"].values["evidence"] == ("agenda:100-112",)
    assert edges["answer"].values["evidence"] == ("consultation:200-300",)
    assert all(edge.spells == (("2020-10-22", "2020-10-23"),) for edge in missions.edges)


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
def test_both_engines_give_the_same_rows() -> None:
    store = statements_store()
    other = dataset(store)
    for table, rows in ((projection("missions").nodes, 22), (projection("missions").edges, 10)):
        ours, theirs = in_oxigraph(store, table.text), in_rdflib(other, table.text)
        assert len(ours) == rows
        assert in_order(ours) == in_order(theirs)


@pytest.mark.parametrize(
    ("mission", "kind", "meeting", "weight", "place"),
    [
        # "Nederland draagt hieraan bij met een diplomaat, drie civiele experts en twee militairen."
        ("NMI", "quantity", "nato-dmm-2020-02-12", 1, "004_0903ee5900ae3cce:1119-1208"),
        # That sentence, the commander who suspends, and NATO that has not yet decided to resume
        ("NMI", "plan", "nato-dmm-2020-02-12", 1, "004_0903ee5900ae3cce:1414-1509"),
        ("NMI", "decision", "nato-dmm-2020-02-12", 2, "004_0903ee5900ae3cce:1209-1413"),
        # "De Ministers stemden in met een herziening van het operatieplan van NMI"; what is not yet decided is a plan,
        # and "zullen ... instemmen ... om die ... formeel af te kunnen ronden" is one sentence
        ("NMI", "decision", "nato-dmm-2020-10-22", 3, "001_7a350f4bd663867b:5938-6057"),
        ("NMI", "plan", "nato-dmm-2020-10-22", 6, "28676-346:22749-22979"),
        # "de NAVO-missie in Irak (NMI)" is two names in one sentence; before it "missies in Afghanistan en Irak"
        ("NMI", "mention", "nato-dmm-2020-02-12", 2, "004_0903ee5900ae3cce:1003-1118"),
        # "Mocht hierover een besluit vallen, dan ..."
        ("RSM", "commitment", "nato-dmm-2020-10-22", 1, "000_dbbd8ee8a492c335:10489-10558"),
    ],
)
def test_the_five_letters(letters: Network, mission: str, kind: str, meeting: str, weight: int, place: str) -> None:
    edges = {(edge.source, edge.kind, edge.target): edge for edge in letters.edges}
    found = edges[f"mission/{mission}", kind, f"meeting/{meeting}"]
    evidence = found.values["evidence"]
    assert found.weight == weight
    assert isinstance(evidence, tuple) and place in evidence


def test_every_weight_is_the_number_of_places(letters: Network) -> None:
    assert len(letters.edges) > 60
    assert all(edge.weight == len(edge.values["evidence"]) for edge in letters.edges)  # type: ignore[arg-type]


def test_a_name_outside_a_sentence_has_its_own_place() -> None:
    from pyoxigraph import NamedNode

    store = statements_store()
    base = "https://w3id.org/navograaf/"
    for quad in list(store.quads_for_pattern(NamedNode(f"{base}id/a9"), NamedNode(f"{base}ontology#inSentence"), None)):
        store.remove(quad)
    mention = next(edge for edge in drawn("missions", store).edges if edge.kind == "mention")
    assert mention.values["evidence"] == ("agenda:3-8", "agenda:7-9")


def test_meetings_have_their_dutch_names(letters: Network) -> None:
    labels = [node.label for node in letters.nodes if node.kind == "meeting"]
    assert len(labels) == 3
    assert "NAVO-ministers van Defensie, 22 en 23 oktober 2020" in labels
