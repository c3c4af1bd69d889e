"""queries/gephi/all: every resource and every property between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projection_rows import drawn, engines_differ, joined, made

from navograaf.network.spells import Spell

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

GRAPH = r"""
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix org: <http://www.w3.org/ns/org#> .
graph:reference {
    navo:Link rdfs:label "verband"@nl .
    navo:SameDecision rdfs:subClassOf navo:Link ; rdfs:label "hetzelfde besluit"@nl , "same decision"@en .
    navo:mentions rdfs:label "noemt"@nl , "mentions"@en ; rdfs:range xsd:string .
    id:mission\/NMI a navo:Mission ; skos:prefLabel "NAVO-missie in Irak"@nl , "A mission"@en ;
        navo:startDate "2018"^^xsd:gYear , "2018-10"^^xsd:gYearMonth ; navo:endDate "2030-01-01"^^xsd:date ;
        navo:leadOrganisation id:organisation\/nato .
    id:organisation\/nato a org:Organization ; skos:prefLabel "NATO"@en .
    id:mission\/OLD a navo:Mission .
}
graph:letter\/a {
    id:letter\/a navo:letterKind "agenda" ; a navo:AnnotatedAgenda ; navo:knownFrom "2020-10-21"^^xsd:date ;
        navo:aboutMeeting id:meeting\/oct ; navo:officialAddress <https://www.example.nl/kst-1/> .
    id:meeting\/oct a navo:Meeting ; rdfs:label "NAVO-ministers, oktober 2020"@nl .
    id:letter\/a\/mention\/1 a navo:Mention ; navo:mentions id:mission\/NMI ; navo:letter id:letter\/a ;
        navo:evidence id:letter\/a\/quote\/4-9 ; prov:wasGeneratedBy id:letter\/a\/run\/x .
    id:letter\/a\/quote\/4-9 a oa:SpecificResource ; navo:start 4 ; navo:end 9 ; navo:exact "NMI\n in Irak" ;
        oa:hasSelector id:letter\/a\/quote\/4-9\/words , id:letter\/a\/quote\/4-9\/page , id:letter\/a\/quote\/4-9\/element .
    id:letter\/a\/quote\/4-9\/page a oa:FragmentSelector ; rdf:value "page=2" ; oa:refinedBy id:letter\/a\/quote\/4-9\/position ;
        dcterms:conformsTo <http://tools.ietf.org/rfc/rfc8118> .
    id:letter\/a\/quote\/4-9\/element a oa:XPathSelector ; rdf:value "/p[1]" ; oa:refinedBy id:letter\/a\/quote\/4-9\/position .
    id:letter\/a\/quote\/4-9\/position a oa:TextPositionSelector ; oa:start 4 .
    id:letter\/a\/quote\/4-9\/words a oa:TextQuoteSelector ; oa:exact "NMI" .
    id:letter\/a\/sentence\/1 a navo:Sentence ; navo:letter id:letter\/a ; navo:cleanText "Een zin die lang genoeg is om af te breken, want hij gaat nog door." .
}
graph:letter\/b {
    id:letter\/b navo:letterKind "report" ; eli:date_document "2020-11-02"^^xsd:date .
    id:letter\/b\/mention\/1 a navo:Mention ; navo:mentions id:mission\/NMI ; navo:letter id:letter\/b .
}
graph:links {
    id:link\/decisions\/77 a navo:Link , navo:SameDecision ; navo:linkFrom id:letter\/a\/mention\/1 ;
        navo:linkTo id:letter\/b\/mention\/1 .
}
"""
OCTOBER, NOVEMBER = Spell("2020-10-21", "2020-10-21"), Spell("2020-11-02", "2020-11-02")


def test_every_resource_has_a_kind_and_a_name_to_read() -> None:
    found = drawn("all", made(GRAPH))
    assert {node.id: (node.kind, node.label) for node in found.nodes} == {
        "mission/NMI": ("Mission", "NAVO-missie in Irak"),
        "mission/OLD": ("Mission", "OLD"),
        "organisation/nato": ("Organization", "NATO"),
        "meeting/oct": ("Meeting", "NAVO-ministers, oktober 2020"),
        "letter/a": ("AnnotatedAgenda", "geannoteerde agenda NAVO-ministers, oktober 2020"),
        "letter/a/mention/1": ("Mention", "NMI in Irak"),
        "letter/a/quote/4-9": ("SpecificResource", "NMI in Irak"),
        "letter/a/sentence/1": ("Sentence", "Een zin die lang genoeg is om af te breken, want hij gaat…"),
        "letter/a/run/x": ("resource", "a/run/x"),
        "letter/b": ("resource", "b"),
        "letter/b/mention/1": ("Mention", "b/mention/1"),
        "link/decisions/77": ("SameDecision", "hetzelfde besluit 77"),
        "navo:Link": ("resource", "verband"),
        "navo:SameDecision": ("resource", "hetzelfde besluit"),
        "navo:mentions": ("resource", "noemt"),
        "https://www.example.nl/kst-1/": ("resource", "example.nl/kst-1"),
    }, "selectors, datatypes and what is only a class are no nodes"


def test_every_property_between_them_is_an_edge() -> None:
    edges = joined(drawn("all", made(GRAPH)))
    assert {key: edge.label for key, edge in edges.items()} == {
        ("mission/NMI", "organisation/nato", "leadOrganisation"): "leadOrganisation",
        ("letter/a", "meeting/oct", "aboutMeeting"): "aboutMeeting",
        ("letter/a", "https://www.example.nl/kst-1/", "officialAddress"): "officialAddress",
        ("letter/a/mention/1", "mission/NMI", "mentions"): "noemt",
        ("letter/a/mention/1", "letter/a", "letter"): "letter",
        ("letter/a/mention/1", "letter/a/quote/4-9", "evidence"): "evidence",
        ("letter/a/mention/1", "letter/a/run/x", "wasGeneratedBy"): "voortgebracht door",
        ("letter/a/sentence/1", "letter/a", "letter"): "letter",
        ("letter/b/mention/1", "mission/NMI", "mentions"): "noemt",
        ("letter/b/mention/1", "letter/b", "letter"): "letter",
        ("link/decisions/77", "letter/a/mention/1", "linkFrom"): "linkFrom",
        ("link/decisions/77", "letter/b/mention/1", "linkTo"): "linkTo",
        ("navo:SameDecision", "navo:Link", "subClassOf"): "is een soort",
    }
    assert edges["letter/a/mention/1", "mission/NMI", "mentions"].spells == (OCTOBER,)
    assert edges["link/decisions/77", "letter/b/mention/1", "linkTo"].spells == (NOVEMBER,)
    assert edges["mission/NMI", "organisation/nato", "leadOrganisation"].spells == ()


def test_time_is_when_letters_speak_of_it() -> None:
    nodes = {node.id: node for node in drawn("all", made(GRAPH)).nodes}
    assert nodes["mission/NMI"].spells == (OCTOBER, NOVEMBER)
    assert (nodes["mission/NMI"].values["begins"], nodes["mission/NMI"].values["ends"]) == ("2018-10", "2030-01-01")
    assert nodes["letter/a/quote/4-9"].spells == (OCTOBER,)
    assert nodes["letter/b/mention/1"].spells == (NOVEMBER,), "what stands in a letter has that letter's day alone"
    assert nodes["link/decisions/77"].spells == (OCTOBER, NOVEMBER)
    assert nodes["mission/OLD"].spells == ()
    assert nodes["letter/a/mention/1"].values["evidence"] == ("a:4-9",)
    assert nodes["letter/a/quote/4-9"].values["evidence"] == ("a:4-9",)
    assert nodes["letter/a"].values["address"] == "https://www.example.nl/kst-1/"


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
def test_both_engines_give_the_same_rows() -> None:
    assert engines_differ("all", made(GRAPH)) == []


def test_the_five_letters_lose_no_property(seeds_graph: GraphFolder) -> None:
    from pyoxigraph import NamedNode

    store = seeds_graph.store()
    rdf, oa = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/ns/oa#"
    xsd, left_out = "http://www.w3.org/2001/XMLSchema#", {f"{rdf}type", f"{oa}hasSelector"}
    triples = {
        (quad.subject, quad.predicate, quad.object)
        for quad in store.quads_for_pattern(None, None, None)
        if isinstance(quad.object, NamedNode) and quad.predicate.value not in left_out
    }
    wanted = [triple for triple in triples if not triple[2].value.startswith(xsd)]
    found = drawn("all", store)
    assert len(wanted) > 20_000
    assert len(found.edges) == len(wanted)
    assert all(node.label and len(node.label) <= 60 for node in found.nodes)
    assert {"letter/28676-346", "mission/NMI", "topic/iraq"} <= {node.id for node in found.nodes}
