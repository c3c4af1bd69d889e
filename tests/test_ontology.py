"""ontology/navo.ttl: every term is labelled, explained and built on terms that the vocabularies have."""

from __future__ import annotations

import pytest
import rdflib.namespace
from conftest import ROOT
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from navograaf.errors import RuleError
from navograaf.iris import ONTOLOGY, PREFIXES, THINGS
from navograaf.vocabularies import CLOSED, NAMESPACES, SHIPPED, misspelt, shorten, term

FOLDER = ROOT / "ontology"
NAVO = Graph().parse(FOLDER / "navo.ttl")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
TERMS = sorted({str(s) for kind in KINDS for s in NAVO.subjects(RDF.type, kind)})
FILES = sorted(FOLDER.glob("*.ttl"))


def test_number_of_terms_and_files() -> None:
    assert len(TERMS) == 209
    assert {"navo.ttl", "shapes.ttl", "topics.ttl"} <= {path.name for path in FILES}


@pytest.mark.parametrize("iri", TERMS, ids=lambda iri: iri.removeprefix(ONTOLOGY))
def test_term_is_labelled_in_two_languages_and_explained(iri: str) -> None:
    labels = sorted(str(o.language) for o in NAVO.objects(URIRef(iri), RDFS.label) if isinstance(o, Literal))
    comments = [o for o in NAVO.objects(URIRef(iri), RDFS.comment) if isinstance(o, Literal) and o.language == "en"]
    assert iri.startswith(ONTOLOGY)
    assert labels == ["en", "nl"]
    assert len(comments) == 1


def test_every_class_is_below_a_borrowed_one() -> None:
    for iri in NAVO.subjects(RDF.type, OWL.Class):
        above = {str(one) for one in NAVO.transitive_objects(iri, RDFS.subClassOf)}
        assert any(not one.startswith(ONTOLOGY) for one in above), iri


def test_domains_and_ranges_are_classes() -> None:
    """A domain or range of our own is declared here; no property has two, which would mean both at once."""
    for predicate in (RDFS.domain, RDFS.range):
        for subject in NAVO.subjects(predicate, None, unique=True):
            found = [str(one) for one in NAVO.objects(subject, predicate)]
            assert len(found) == 1, subject
            assert not found[0].startswith(ONTOLOGY) or (URIRef(found[0]), RDF.type, OWL.Class) in NAVO, subject


def test_values_and_links_are_not_mixed_up() -> None:
    """The range of a datatype property is a datatype, that of an object property is not."""
    literal = (PREFIXES["xsd"], PREFIXES["rdfs"] + "Literal", PREFIXES["rdf"] + "langString")
    for kind, is_value in ((OWL.DatatypeProperty, True), (OWL.ObjectProperty, False)):
        for subject in NAVO.subjects(RDF.type, kind):
            for found in NAVO.objects(subject, RDFS.range):
                assert str(found).startswith(literal) == is_value, subject


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_borrowed_terms_exist(path: object) -> None:
    """Every IRI in the ontology folder that is not ours stands in the vocabulary that it claims."""
    graph = Graph().parse(str(path))
    found = {str(one) for row in graph for one in row if isinstance(one, URIRef)}
    foreign = {iri for iri in found if not iri.startswith((THINGS, ONTOLOGY))}
    pages = {iri for iri in foreign if shorten(iri) == iri}
    assert misspelt(foreign - pages) == []
    assert pages <= {ONTOLOGY.rstrip("#")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_own_terms_are_declared(path: object) -> None:
    """Reference data and shapes use no class or property that navo.ttl does not have."""
    graph = Graph().parse(str(path))
    shapes = {str(s) for s in graph.subjects(RDF.type, URIRef(NAMESPACES["sh"] + "NodeShape"))}
    used = {str(one) for row in graph for one in row if isinstance(one, URIRef) and str(one).startswith(ONTOLOGY)}
    assert used - shapes - set(TERMS) == set()


def test_graph_of_the_letters_uses_declared_terms(seeds_terms: set[str]) -> None:
    ours = {iri for iri in seeds_terms if iri.startswith(ONTOLOGY)}
    assert len(ours) > 40
    assert ours <= set(TERMS)
    assert misspelt(seeds_terms) == []


@pytest.fixture(scope="module")
def seeds_terms(seeds_graph: object) -> set[str]:
    """The predicates and classes in the graphs of the five letters."""
    from pyoxigraph import RdfFormat, parse

    from navograaf.graph.folder import GraphFolder

    assert isinstance(seeds_graph, GraphFolder)
    found: set[str] = set()
    for letter in seeds_graph.letters():
        for quad in parse(seeds_graph.nquads(letter), format=RdfFormat.N_QUADS):
            found.add(quad.predicate.value)
            if quad.predicate.value == PREFIXES["rdf"] + "type":
                found.add(getattr(quad.object, "value", ""))
    return found


# The page about it


def test_every_term_stands_on_the_page() -> None:
    page = {
        line.split("|")[1].strip(): line
        for line in (ROOT / "docs/ontology.md").read_text("utf-8").splitlines()
        if line.startswith("| `navo:")
    }
    assert sorted(page) == sorted(f"`{shorten(iri)}`" for iri in TERMS)
    for iri in TERMS:
        row = page[f"`{shorten(iri)}`"]
        for text in (*NAVO.objects(URIRef(iri), RDFS.label), *NAVO.objects(URIRef(iri), RDFS.comment)):
            if isinstance(text, Literal) and (text.language == "en" or (URIRef(iri), RDFS.label, text) in NAVO):
                assert str(text) in row, iri


# The closed sets


def test_shipped_namespaces_are_those_of_the_prefixes() -> None:
    for prefix, name in SHIPPED.items():
        assert str(getattr(rdflib.namespace, name)._NS) == NAMESPACES[prefix], prefix
    assert set(PREFIXES) - {"navo", "id", "graph"} == (set(CLOSED) | set(SHIPPED)) - {"sh", "vann"}


@pytest.mark.parametrize(
    "short",
    [
        "eli:Work",
        "eli-dl:ForeseenActivity",
        "oa:exact",
        "cito:Citation",
        "sem:subEventOf",
        "org:memberDuring",
        "schema:EventSeries",
        "sh:lessThan",
    ],
)
def test_a_known_term_has_its_iri(short: str) -> None:
    prefix, _, local = short.partition(":")
    assert term(short) == NAMESPACES[prefix] + local
    assert shorten(term(short)) == short


@pytest.mark.parametrize(
    "short", ["eli:Wrok", "eli-dl:ForseenActivity", "oa:exactly", "cito:cite", "org:Pots", "prov:", "nope:Work", "Work"]
)
def test_a_misspelt_term_raises(short: str) -> None:
    with pytest.raises(RuleError):
        term(short)


def test_misspelt_names_only_what_is_wrong() -> None:
    wrong = PREFIXES["org"] + "Pots"
    assert misspelt([wrong, PREFIXES["org"] + "Post", ONTOLOGY + "anything", THINGS + "mission/NMI"]) == [wrong]
    assert misspelt(["https://example.org/x"]) == ["https://example.org/x"]
