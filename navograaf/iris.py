"""The one door to names: our IRIs and the borrowed vocabularies, as closed sets.

A misspelt term raises AttributeError here instead of minting a new predicate in silence.
Sources: rdflib ships PROV, ORG, SKOS, FOAF, SDO, TIME and DCTERMS; ELI, ELI-DL, OA, CiTO and
SEM are listed here from their own ontology files.
"""

from __future__ import annotations

from urllib.parse import quote

ONTOLOGY = "https://w3id.org/navograaf/ontology#"
"""Namespace of classes and properties (prefix navo). Not registered yet: see docs/decisions."""
THINGS = "https://w3id.org/navograaf/id/"
"""Namespace of letters, meetings, missions, topics, people and all else that is spoken of."""
GRAPHS = "https://w3id.org/navograaf/graph/"
"""Namespace of named graphs: `letter/<id>` one a letter, `reference` for ontology/."""

PREFIXES: dict[str, str] = {
    "navo": ONTOLOGY,
    "id": THINGS,
    "graph": GRAPHS,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "time": "http://www.w3.org/2006/time#",
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "cito": "http://purl.org/spar/cito/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
}


def thing(kind: str, name: str) -> str:
    """The IRI of a thing: thing("mission", "NMI") -> <THINGS>mission/NMI.

    `name` is percent-encoded but for the characters that ids use, so the IRI is valid whatever the name.
    """
    return f"{THINGS}{kind}/{quote(name, safe='-._~/')}"


def local(iri: str) -> str:
    """The end of one of our IRIs ("letter/28676-346/quote/1-2"); others as they are."""
    return iri.removeprefix(THINGS)
