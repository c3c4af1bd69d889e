"""queries/gephi/decisions: the decisions on one matter from letter to letter, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projection_rows import drawn, engines_differ, joined, made

from navograaf.network.spells import Spell

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

# d1 is expected and told in d2; d3 is proposed, of which d2 says that it is still open, and in no thread; d4 stands alone.
GRAPH = r"""
graph:made {
    id:act\/adopt skos:prefLabel "vaststellen"@nl , "adopt"@en .
    id:mission\/NMI a navo:Mission ; skos:prefLabel "NAVO-missie in Irak"@nl .
    id:topic\/iraq skos:prefLabel "Irak"@nl , "Iraq"@en .
    id:organisation\/nato skos:prefLabel "NAVO"@nl , "NATO"@en .
    id:meeting\/feb rdfs:label "NAVO-ministers, februari 2021"@nl .
    id:letter\/a navo:letterKind "agenda" ; navo:knownFrom "2020-10-21"^^xsd:date ; navo:knownBy "before" .
    id:letter\/r navo:letterKind "report" ; eli:date_document "2020-11-02"^^xsd:date .
    id:d1 a navo:Decision ; navo:status "expected" ; navo:act id:act\/adopt ; navo:letter id:letter\/a ;
        navo:object "het\n plan" ; navo:decider id:organisation\/nato ; navo:deciderName "NATO" ; navo:evidence id:p1 ;
        navo:inSentence id:s1 ; navo:about id:topic\/iraq , id:mission\/NMI ; navo:atMeeting id:meeting\/feb ;
        navo:onDate "2021-02"^^xsd:gYearMonth .
    id:p1 navo:start 12 ; navo:end 30 ; navo:exact "stelt het plan vast" .
    id:s1 navo:evidence id:q1 ; navo:cleanText "De NAVO stelt het plan vast." .
    id:q1 navo:start 10 ; navo:end 40 ; navo:exact "De NA-\nVO stelt het plan vast." .
    id:d2 a navo:Decision ; navo:status "taken" ; navo:act id:act\/adopt ; navo:letter id:letter\/r ;
        navo:object "het herziene plan met alles wat daar verder nog bij hoort en meer" ; navo:evidence id:p2 .
    id:p2 navo:start 5 ; navo:end 60 ; navo:exact "Het plan\nis vastgesteld" .
    id:d3 a navo:Decision ; navo:status "proposed" ; navo:letter id:letter\/a ; navo:deciderName "allies" ;
        navo:evidence id:p3 .
    id:p3 navo:start 70 ; navo:end 90 ; navo:exact "Nog te besluiten" .
    id:d4 a navo:Decision ; navo:status "taken" ; navo:letter id:letter\/a ; navo:evidence id:p3 .
    id:thread\/t a navo:Thread ; rdfs:label "het plan"@nl ; navo:member id:d1 , id:d2 .
    id:l1 a navo:Link , navo:SameDecision ; navo:linkFrom id:d1 ; navo:linkTo id:d2 ; navo:confidence "high" ;
        navo:reason "nearly the same words"@en .
    id:l2 a navo:Link , navo:ExpectationOutcome ; navo:linkFrom id:d1 ; navo:linkTo id:d2 ; navo:outcome "fulfilled" .
    id:l3 a navo:Link , navo:ExpectationOutcome ; navo:linkFrom id:d3 ; navo:linkTo id:d2 ; navo:outcome "no report" .
    id:l4 a navo:Link , navo:ExpectationOutcome ; navo:linkFrom id:d4 ; navo:linkTo id:s1 ; navo:outcome "silent" .
}
"""


def test_a_decision_with_its_words() -> None:
    found = drawn("decisions", made(GRAPH))
    nodes = {node.id: node for node in found.nodes}
    assert found.layout == "time"
    assert sorted(nodes) == ["d1", "d2", "d3"], "what belongs to nothing is left out"
    assert (nodes["d1"].label, nodes["d1"].kind) == ("vaststellen: het plan", "expected")
    assert nodes["d1"].spells == (Spell("2020-10-21", "2020-10-21"),)
    assert nodes["d1"].values == {
        "first": "2020-10-21",
        "last": "2020-10-21",
        "known": "before",
        "status": "expected",
        "act": "vaststellen",
        "object": "het plan",
        "decider": "NAVO",
        "outcome": "fulfilled",
        "thread": ("het plan",),
        "topic": "NAVO-missie in Irak",
        "topics": ("Irak", "NAVO-missie in Irak"),
        "onmeeting": "NAVO-ministers, februari 2021",
        "onday": "2021-02",
        "letter": "a",
        "quote": "De NAVO stelt het plan vast.",
        "evidence": ("a:10-40",),
    }


def test_labels_are_cut_and_never_empty() -> None:
    nodes = {node.id: node for node in drawn("decisions", made(GRAPH)).nodes}
    assert nodes["d2"].label == "vaststellen: het herziene plan met alles wat daar verder…"
    assert len(nodes["d2"].label) <= 60
    assert nodes["d3"].label == "Nog te besluiten", "without act and object the words themselves"
    assert nodes["d3"].values["decider"] == "bondgenoten"
    assert nodes["d2"].values["evidence"] == ("r:5-60",), "without a sentence its own place"
    assert nodes["d2"].spells == (Spell("2020-11-02", "2020-11-02"),)


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("NATO", "NAVO"),
        ("allies (several)", "enkele bondgenoten"),
        ("NATO and Russia", "NAVO en Rusland"),
        ("NATO, Russia and allies", "NAVO, Rusland en bondgenoten"),
        ("NATO with Russia and allies", "NATO with Russia and allies"),
        ("Mars", "Mars"),
        ("A, B, C and NATO", "A, B, C en NAVO"),
        ("A, B, C, D and NATO", "A, B, C, D and NATO"),
    ],
)
def test_a_decider_that_is_a_name_alone_is_in_dutch(written: str, shown: str) -> None:
    store = made(
        GRAPH.replace('"allies"', f'"{written}"')
        + r'graph:more { id:country\/RU skos:prefLabel "Rusland"@nl , "Russia"@en . }'
    )
    assert {node.id: node for node in drawn("decisions", store).nodes}["d3"].values["decider"] == shown
    assert engines_differ("decisions", store) == []


def test_links_run_from_the_earlier_to_the_later() -> None:
    edges = joined(drawn("decisions", made(GRAPH)))
    assert sorted(edges) == [("d1", "d2", "fulfilled"), ("d1", "d2", "same"), ("d3", "d2", "open")]
    same = edges["d1", "d2", "same"]
    assert (same.label, same.spells) == ("over hetzelfde", (Spell("2020-11-02", "2020-11-02"),))
    assert same.values["confidence"] == ("high",)
    assert same.values["reason"] == ("nearly the same words",)
    assert same.values["thread"] == ("het plan",)
    assert same.values["evidence"] == ("a:10-40", "r:5-60")
    assert "thread" not in edges["d3", "d2", "open"].values


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
def test_both_engines_give_the_same_rows() -> None:
    assert engines_differ("decisions", made(GRAPH)) == []


def test_the_five_letters(seeds_graph: GraphFolder) -> None:
    found = drawn("decisions", seeds_graph.store())
    edges = joined(found)
    agenda, asked, report = "letter/000_dbbd8ee8a492c335", "letter/28676-346", "letter/001_7a350f4bd663867b"
    agree, agreed = f"{agenda}/decision/8342-8643/agree", f"{report}/decision/5938-6009/agree"
    # "zullen ... naar verwachting instemmen met het verder concretiseren" -> "De Ministers stemden in met een herziening".
    assert edges[agree, agreed, "fulfilled"].values["evidence"] == (
        "000_dbbd8ee8a492c335:8342-8643",
        "001_7a350f4bd663867b:5938-6057",
    )
    assert (f"{asked}/decision/22749-22979/agree", agreed, "fulfilled") in edges
    # "in februari 2021 formeel af te kunnen ronden" -> "de verwachting dat ... een definitief besluit wordt genomen".
    assert (f"{agenda}/decision/8533-8643/finalise", f"{report}/decision/6058-6234/decide", "open") in edges
    # "tijdelijk opgeschort" -> "nog geen besluit genomen over een hervatting", in the letter of February.
    stop = "letter/004_0903ee5900ae3cce/decision/"
    assert (f"{stop}1209-1327/suspend", f"{stop}1414-1509/resume", "same") in edges
    days = {node.id: node.spells[0].start for node in found.nodes}
    assert edges and all(days[edge.source] <= days[edge.target] for edge in edges.values())
    assert all(edge.source != edge.target for edge in edges.values())
    ends = {end for edge in edges.values() for end in (edge.source, edge.target)}
    assert all(node.id in ends or node.values.get("thread") for node in found.nodes)
    assert all(len(node.label) <= 60 and "\n" not in str(node.values["quote"]) for node in found.nodes)
