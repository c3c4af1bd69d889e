"""The borrowed vocabularies, as closed sets of terms: a misspelt term is an error and mints nothing.

Beside iris.py, for the ontology, the shapes and the tests that hold both against the vocabularies' own
files. Law: a set holds only terms that were seen in the file named beside it. rdflib ships PROV, ORG,
SKOS, FOAF, schema.org, OWL-Time and Dublin Core as closed namespaces of its own; those are used as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from navograaf.errors import RuleError
from navograaf.iris import ONTOLOGY, PREFIXES, THINGS

CLOSED: dict[str, frozenset[str]] = {
    # ELI: seen in github.com/europarl/eli-ep, 2.1.0/eli-ep.shacl.ttl, as targets, classes and paths of its shapes
    # (is_member_of in the description of eli:is_part_of there).
    "eli": frozenset(
        {
            "ComplexWork",
            "Expression",
            "Manifestation",
            "Work",
            "WorkSubdivision",
            "date_document",
            "has_member",
            "is_embodied_by",
            "is_member_of",
            "is_part_of",
            "is_realized_by",
            "refers_to",
        }
    ),
    # ELI for draft legislation: the same file.
    "eli-dl": frozenset({"Activity", "Decision", "ForeseenActivity", "answers_to", "executed", "forms_part_of"}),
    # Web Annotation: github.com/w3c/web-annotation, ns/oa.ttl of 2016-10-07.
    "oa": frozenset(
        {
            "FragmentSelector",
            "ResourceSelection",
            "Selector",
            "SpecificResource",
            "TextPositionSelector",
            "TextQuoteSelector",
            "XPathSelector",
            "end",
            "exact",
            "hasSelector",
            "hasSource",
            "prefix",
            "refinedBy",
            "start",
            "suffix",
        }
    ),
    # CiTO: github.com/SPAROntologies/cito, docs/2018-02-16/cito.ttl (version 2.8.1).
    "cito": frozenset({"Citation", "cites", "hasCitedEntity", "hasCitingEntity"}),
    # Simple Event Model: its terms with their definitions as published in DoxAletheia's rendering of the ontology,
    # sem.fs; the ontology's own file was not at hand.
    "sem": frozenset(
        {
            "Event",
            "hasEarliestBeginTimeStamp",
            "hasEarliestEndTimeStamp",
            "hasLatestBeginTimeStamp",
            "hasLatestEndTimeStamp",
            "hasSubEvent",
            "subEventOf",
        }
    ),
}
"""Prefix -> the local names that may be used."""

SHIPPED = {
    "prov": "PROV",
    "org": "ORG",
    "skos": "SKOS",
    "foaf": "FOAF",
    "schema": "SDO",
    "time": "TIME",
    "dcterms": "DCTERMS",
    "rdf": "RDF",
    "rdfs": "RDFS",
    "owl": "OWL",
    "xsd": "XSD",
    "sh": "SH",
    "vann": "VANN",
}
"""Prefix -> the name of the closed namespace in rdflib.namespace."""

NAMESPACES = {
    **{prefix: iri for prefix, iri in PREFIXES.items() if prefix in CLOSED or prefix in SHIPPED},
    "sh": "http://www.w3.org/ns/shacl#",
    "vann": "http://purl.org/vocab/vann/",
}
"""Prefix -> namespace IRI of every borrowed vocabulary; sh and vann stand in the ontology's own files alone."""


def term(short: str) -> str:
    """The IRI of a borrowed term: term("eli:Work"). Raises RuleError for a prefix or a term that is not known."""
    prefix, _, local = short.partition(":")
    if prefix not in NAMESPACES:
        raise RuleError(f"no borrowed vocabulary has the prefix {prefix!r}", where=short)
    if local not in CLOSED.get(prefix, ()) and not _shipped(prefix, local):
        raise RuleError(f"the vocabulary {prefix} has no term {local!r}", where=short, todo="Look for a misspelling")
    return NAMESPACES[prefix] + local


def shorten(iri: str) -> str:
    """The prefixed name of an IRI of our ontology or of a borrowed vocabulary; other IRIs as they are."""
    for prefix, namespace in (("navo", ONTOLOGY), *NAMESPACES.items()):
        local = iri.removeprefix(namespace)
        if local != iri and local and not set(local) & set("/#"):
            return f"{prefix}:{local}"
    return iri


def misspelt(iris: Iterable[str]) -> list[str]:
    """Those of `iris` that no vocabulary knows, sorted. Our own ontology and things are not looked at."""
    wrong = []
    for iri in set(iris):
        if iri.startswith((ONTOLOGY, THINGS)) or iri == ONTOLOGY.rstrip("#"):
            continue
        try:
            term(shorten(iri))
        except RuleError:
            wrong.append(iri)
    return sorted(wrong)


def _shipped(prefix: str, local: str) -> bool:
    if prefix not in SHIPPED:
        return False
    import rdflib.namespace

    return bool(local) and local in getattr(rdflib.namespace, SHIPPED[prefix])
