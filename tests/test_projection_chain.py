"""queries/gephi/chain: agenda, consultation and report of a meeting, and the letters that they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projection_rows import drawn, engines_differ, joined, made

from navograaf.network.spells import Spell

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

# October has all three (the report by what other letters tell of it), December an agenda and a report; `los` has nothing.
GRAPH = r"""
graph:made {
    id:meeting\/oct a navo:Meeting ; rdfs:label "NAVO-ministers, oktober 2020"@nl , "ministers"@en ;
        navo:startDate "2020-10-22"^^xsd:date , "2020"^^xsd:gYear ; navo:endDate "2020-10-23"^^xsd:date .
    id:meeting\/dec a navo:Meeting ; navo:startDate "2020-12-01"^^xsd:date .
    id:meeting\/wrong a navo:Meeting ; rdfs:label "een andere"@nl .
    id:letter\/a navo:letterKind "agenda" ; navo:aboutMeeting id:meeting\/oct ; navo:knownBy "before" ;
        navo:knownFrom "2020-10-21"^^xsd:date ; navo:identifiedAs id:kamerstuk\/28676-1 .
    id:kamerstuk\/28676-1 dcterms:identifier "28676-1" .
    id:letter\/q navo:letterKind "questions" ; navo:aboutMeeting id:meeting\/oct ;
        navo:knownFrom "2020-10-21"^^xsd:date ; dcterms:title "Vragen\n en opmerkingen"@nl ;
        navo:officialAddress <https://zoek.officielebekendmakingen.nl/kst-28676-2> .
    id:letter\/r navo:letterKind "report" ; navo:aboutMeeting id:meeting\/wrong ; eli:date_document "2020-11-02"^^xsd:date .
    id:tie1 a navo:MeetingTie ; navo:linkFrom id:letter\/r ; navo:linkTo id:meeting\/oct .
    id:letter\/a2 navo:letterKind "agenda" ; navo:aboutMeeting id:meeting\/dec .
    id:letter\/r2 navo:letterKind "report" ; navo:aboutMeeting id:meeting\/dec ; navo:knownFrom "2020-12-20"^^xsd:date .
    id:letter\/los navo:letterKind "letter" .
    id:s1 navo:letter id:letter\/q ; navo:evidence id:e1 ; navo:cleanText "Zie de geannoteerde agenda." .
    id:e1 navo:start 10 ; navo:end 40 ; navo:exact "Zie de geanno-\nteerde agenda." .
    id:c1 a navo:LetterCitation ; navo:linkFrom id:s1 ; navo:linkTo id:letter\/a ; navo:confidence "medium" ;
        navo:reason "the only agenda"@en .
    id:k1 navo:primaryCited id:kamerstuk\/28676-1 ; navo:inSentence id:s1 .
    id:s2 navo:letter id:letter\/q ; navo:evidence id:e2 .
    id:e2 navo:start 50 ; navo:end 60 ; navo:exact "Nr.\n1 zegt" .
    id:k2 navo:primaryCited id:kamerstuk\/28676-1 ; navo:inSentence id:s2 .
    id:s3 navo:letter id:letter\/a ; navo:evidence id:e3 .
    id:e3 navo:start 1 ; navo:end 9 ; navo:exact "28 676" .
    id:k3 navo:primaryCited id:kamerstuk\/28676-1 ; navo:inSentence id:s3 ; navo:selfReference true .
}
"""
A, Q, R, A2, R2 = (f"letter/{name}" for name in ("a", "q", "r", "a2", "r2"))


def test_a_letter_is_called_after_its_kind_and_meeting() -> None:
    found = drawn("chain", made(GRAPH))
    assert found.layout == "time"
    assert {node.id: (node.kind, node.label) for node in found.nodes} == {
        A: ("agenda", "geannoteerde agenda NAVO-ministers, oktober 2020"),
        Q: ("questions", "schriftelijk overleg NAVO-ministers, oktober 2020"),
        R: ("report", "verslag NAVO-ministers, oktober 2020"),
        A2: ("agenda", "geannoteerde agenda a2"),
        R2: ("report", "verslag r2"),
        "letter/los": ("letter", "brief los"),
        "meeting/oct": ("meeting", "NAVO-ministers, oktober 2020"),
        "meeting/dec": ("meeting", "dec"),
    }, "what other letters tell of the report's meeting goes before what it says itself"


def test_when_each_was_known_and_what_is_missing() -> None:
    nodes = {node.id: node for node in drawn("chain", made(GRAPH)).nodes}
    assert nodes[A].spells == (Spell("2020-10-21", "2020-10-21"),)
    assert nodes[R].spells == (Spell("2020-11-02", "2020-11-02"),), "its own date, where no day is known"
    assert nodes[A2].spells == (Spell("2020-12-01", "2020-12-01"),), "else its meeting's"
    assert nodes["meeting/oct"].spells == (Spell("2020-10-22", "2020-10-23"),)
    assert nodes["letter/los"].spells == ()
    assert "missing" not in nodes["meeting/oct"].values
    assert nodes["meeting/dec"].values["missing"] == ("schriftelijk overleg",)
    assert (nodes[A].values["known"], nodes[A].values["paper"]) == ("before", "28676-1")
    assert nodes[Q].values["title"] == "Vragen en opmerkingen"
    assert nodes[Q].values["address"] == "https://zoek.officielebekendmakingen.nl/kst-28676-2"


def test_each_step_leads_to_the_next_that_there_is() -> None:
    edges = joined(drawn("chain", made(GRAPH)))
    assert sorted(edges) == sorted(
        [
            (A, Q, "follows"), (Q, R, "follows"), (A2, R2, "follows"),
            (A, "meeting/oct", "about"), (Q, "meeting/oct", "about"), (R, "meeting/oct", "about"),
            (A2, "meeting/dec", "about"), (R2, "meeting/dec", "about"), (Q, A, "cites"),
        ]
    )  # fmt: skip
    assert edges[Q, R, "follows"].spells == (Spell("2020-11-02", "2020-11-02"),)
    assert edges[A2, R2, "follows"].values["evidence"] == ("a2", "r2")


def test_a_reference_is_a_sentence_whoever_found_it() -> None:
    cites = joined(drawn("chain", made(GRAPH)))[Q, A, "cites"]
    assert cites.weight == 2, "a sentence that link and citation both know counts once"
    assert cites.values["evidence"] == ("q:10-40", "q:50-60")
    assert cites.values["quote"] == ("Nr. 1 zegt", "Zie de geannoteerde agenda.")
    assert cites.values["confidence"] == ("medium",)


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
def test_both_engines_give_the_same_rows() -> None:
    assert engines_differ("chain", made(GRAPH)) == []


def test_the_five_letters(seeds_graph: GraphFolder) -> None:
    found = drawn("chain", seeds_graph.store())
    agenda, report, asked = "letter/000_dbbd8ee8a492c335", "letter/001_7a350f4bd663867b", "letter/28676-346"
    edges = joined(found)
    assert (len(found.nodes), len(edges)) == (8, 9)
    assert [key for key in edges if key[2] == "follows"] == [(agenda, asked, "follows"), (asked, report, "follows")]
    assert edges[asked, agenda, "cites"].values["evidence"] == ("28676-346:12812-13006", "28676-346:83-232")
    assert edges[asked, report, "cites"].values["quote"] == (
        "De Kamer zal over de uitkomst daarvan in het verslag van de ministeriële bijeenkomst "
        "in meer detail worden geïnformeerd.",
    )
    missing = {node.id: node.values.get("missing") for node in found.nodes if node.kind == "meeting"}
    assert missing == {
        "meeting/nato-dmm-2020-02-12": ("schriftelijk overleg", "verslag"),
        "meeting/nato-dmm-2020-10-22": None,
        "meeting/nato-dmm-2021-10-21": ("schriftelijk overleg", "verslag"),
    }
