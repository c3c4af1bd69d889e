"""The projections actors and positions: who says what about which topic or mission."""

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

LISTS = ("about",)


@pytest.fixture(scope="module")
def actors() -> Network:
    return drawn("actors", statements_store())


@pytest.fixture(scope="module")
def positions() -> Network:
    return drawn("positions", statements_store())


@pytest.fixture(scope="module")
def letters(seeds_graph: GraphFolder) -> dict[str, Network]:
    """Both networks of the five letters."""
    store = seeds_graph.store()
    return {name: drawn(name, store) for name in ("actors", "positions")}


def test_each_kind_of_statement_joins_its_holder_to_what_it_is_about(actors: Network) -> None:
    assert actors.directed and actors.layout == "sides"
    assert pairs(actors) == {
        ("organisation/nato", "position", "topic/space"): 2,
        ("organisation/nato", "position", "topic/iraq"): 1,
        ("organisation/afghan-government", "position", "mission/NMI"): 1,
        ("country/DE", "position", "topic/space"): 1,
        ("country/DE", "position", "topic/iraq"): 1,
        ("country/FR", "position", "topic/space"): 1,
        ("country/FR", "position", "topic/iraq"): 1,
        ("holder/allies-%28many%29", "position", "topic/space"): 1,
        ("holder/allies-%28many%29", "position", "topic/iraq"): 1,
        ("series/nato-dmm", "decision", "mission/NMI"): 1,
        ("organisation/nato", "plan", "mission/NMI"): 1,
        ("post/nl-defence-minister", "commitment", "mission/NMI"): 1,
        ("post/nl-defence-minister", "commitment", "topic/iraq"): 1,
        ("organisation/sp", "question", "topic/space"): 2,
        ("organisation/sp", "question", "mission/NMI"): 1,
        ("organisation/dutch-government", "answer", "topic/space"): 1,
        ("organisation/dutch-government", "answer", "mission/NMI"): 1,
    }, (
        "no edge of the decision without a decider; one sentence, or an answer to two questions on one topic, counts once"
    )


def test_a_name_alone_becomes_what_the_graph_calls_so_or_a_group(actors: Network) -> None:
    assert {node.id: (node.label, node.kind, node.values["side"]) for node in actors.nodes} == {
        "country/DE": ("Duitsland", "country", "left"),
        "country/FR": ("Frankrijk", "country", "left"),
        "organisation/afghan-government": ("Afghaanse regering", "organisation", "left"),
        "holder/allies-%28many%29": ("veel bondgenoten", "group", "left"),
        "organisation/nato": ("NAVO", "organisation", "left"),
        "organisation/sp": ("SP", "party", "left"),
        "organisation/dutch-government": ("kabinet", "organisation", "left"),
        "post/nl-defence-minister": ("minister van Defensie", "person", "left"),
        "series/nato-dmm": ("NAVO-ministers van Defensie", "group", "left"),
        "mission/NMI": ("NAVO-missie in Irak", "mission", "right"),
        "topic/iraq": ("Irak", "topic", "right"),
        "topic/space": ("ruimte", "topic", "right"),
    }


def test_days_meetings_and_places_come_with_an_edge(actors: Network) -> None:
    edges = {(edge.source, edge.kind, edge.target): edge for edge in actors.edges}
    nato = edges["organisation/nato", "position", "topic/space"]
    assert nato.spells == (("2020-10-22", "2020-10-23"), ("2021-03-01", "2021-03-01")), "the meeting, else the letter"
    assert nato.label == "neemt standpunt in over"
    assert (nato.values["meetings"], nato.values["how"]) == (1, ("opposes", "stresses"))
    assert nato.values["evidence"] == ("agenda:0-12", "dated:5-14"), "the sentence, of three statements"
    answered = edges["organisation/dutch-government", "answer", "topic/space"]
    assert (answered.label, answered.values["evidence"]) == ("antwoordt op een vraag over", ("consultation:200-300",))
    asked = edges["organisation/sp", "question", "topic/space"]
    assert asked.values["evidence"] == ("consultation:0-100", "consultation:100-200"), "all of the question"
    nodes = {node.id: node for node in actors.nodes}
    assert nodes["organisation/nato"].values["mentions"] == 5
    assert nodes["organisation/nato"].values["evidence"] == ("agenda", "dated")
    assert nodes["topic/space"].values["mentions"] == 8, "a statement counts once, whoever makes it"


def test_the_signer_answers() -> None:
    from pyoxigraph import NamedNode, Quad

    store, base = statements_store(), "https://w3id.org/navograaf/"
    letter, sign = NamedNode(f"{base}id/letter/consultation"), NamedNode(f"{base}id/sign2")
    minister = NamedNode(f"{base}id/post/nl-defence-minister")
    for subject, name, value in ((sign, "letter", letter), (sign, "inRole", minister), (letter, "signature", sign)):
        graph = NamedNode(f"{base}graph/letter/consultation")
        store.add(Quad(subject, NamedNode(f"{base}ontology#{name}"), value, graph))
    found = pairs(drawn("actors", store))
    assert ("post/nl-defence-minister", "answer", "topic/space") in found
    assert not [edge for edge in found if edge[:2] == ("organisation/dutch-government", "answer")]


def test_positions_have_a_sign_and_can_be_quoted(positions: Network) -> None:
    edges = {(edge.source, edge.kind, edge.target): edge for edge in positions.edges}
    assert {key: (edge.weight, edge.values["sign"]) for key, edge in edges.items()} == {
        ("organisation/nato", "opposes", "topic/space"): (2, -1),
        ("organisation/nato", "opposes", "topic/iraq"): (1, -1),
        ("organisation/nato", "stresses", "topic/space"): (1, 0),
        ("organisation/afghan-government", "supports", "mission/NMI"): (1, 1),
        ("country/DE", "supports", "topic/space"): (1, 1),
        ("country/DE", "supports", "topic/iraq"): (1, 1),
        ("country/FR", "supports", "topic/space"): (1, 1),
        ("country/FR", "supports", "topic/iraq"): (1, 1),
        ("holder/allies-%28many%29", "supports", "topic/space"): (1, 1),
        ("holder/allies-%28many%29", "supports", "topic/iraq"): (1, 1),
    }
    quotes = edges["organisation/nato", "opposes", "topic/space"].values["quotes"]
    assert isinstance(quotes, tuple) and len(quotes) == 3, "both of one sentence can be read"
    place, _, words = quotes[0].partition(" ")
    assert place == "agenda:0-12"
    assert words.startswith("woorden van a1 xxx") and words.endswith("x…") and len(words) == 300


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
@pytest.mark.parametrize(
    ("name", "nodes", "edges"), [("actors", 31, 19), ("positions", 16, 11)]
)  # fmt: skip
def test_both_engines_give_the_same_rows(name: str, nodes: int, edges: int) -> None:
    store = statements_store()
    other = dataset(store)
    for table, rows in ((projection(name).nodes, nodes), (projection(name).edges, edges)):
        ours, theirs = in_oxigraph(store, table.text), in_rdflib(other, table.text)
        assert len(ours) == rows
        assert in_order(ours) == in_order(theirs)


@pytest.mark.parametrize(
    ("name", "source", "kind", "target", "place"),
    [
        # "Zoals bekend ziet Rusland de NAVO als een bedreiging."
        ("positions", "country/RU", "opposes", "topic/russia-relations", "28676-346:33953-34006"),
        # "Duitsland en Frankrijk zien het belang dat de ruimte speelt in (toekomstig) NAVO-optreden ..."
        ("positions", "country/DE", "stresses", "topic/space", "28676-346:21636-21848"),
        ("positions", "country/FR", "stresses", "topic/space", "28676-346:21636-21848"),
        # "... dat de Iraakse autoriteiten recentelijk nog hebben herbevestigd dat men de uitbreiding ... verwelkomt."
        ("positions", "organisation/iraqi-government", "supports", "mission/NMI", "001_7a350f4bd663867b:4543-4682"),
        # "De Ministers stemden in met een herziening van het operatieplan van NMI"
        ("actors", "series/nato-dmm", "decision", "mission/NMI", "001_7a350f4bd663867b:5938-6057"),
        # Question 10, of the SP, about the norm of 2% and the pandemic
        ("actors", "organisation/sp", "question", "topic/defence-spending", "28676-346:16640-17191"),
        # "In het kader van de operationele veiligheid kan ik uw Kamer geen inhoudelijke mededelingen doen ..."
        ("actors", "organisation/dutch-government", "answer", "topic/afghanistan", "28676-346:7460-8643"),
        # "Mocht hierover een besluit vallen, dan informeer ik uw Kamer"
        ("actors", "post/nl-defence-minister", "commitment", "mission/RSM", "000_dbbd8ee8a492c335:10489-10558"),
    ],
)
def test_the_five_letters(
    letters: dict[str, Network], name: str, source: str, kind: str, target: str, place: str
) -> None:
    edges = {(edge.source, edge.kind, edge.target): edge for edge in letters[name].edges}
    evidence = edges[source, kind, target].values["evidence"]
    assert isinstance(evidence, tuple) and place in evidence


def test_the_five_letters_as_a_whole(letters: dict[str, Network]) -> None:
    for name, found in letters.items():
        sides = {node.id: node.values["side"] for node in found.nodes}
        assert all((sides[edge.source], sides[edge.target]) == ("left", "right") for edge in found.edges), name
        assert all(edge.spells and edge.weight == len(edge.values["evidence"]) for edge in found.edges), name  # type: ignore[arg-type]
        assert not any("_" in node.label for node in found.nodes), name
