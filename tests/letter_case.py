"""The letter of cases/letter.ttl as triples, to be damaged and checked, and the cases that say how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import Graph

from navograaf.graph.check import Result
from navograaf.iris import GRAPHS, PREFIXES, THINGS

CASES = Path(__file__).parent / "cases"
LETTER = f"{THINGS}letter/28676-346"
CASE = "urn:navograaf:case:"
SH = "http://www.w3.org/ns/shacl#"
Row = tuple[str, str, str, str]
"""Severity, focus, path and component of a result."""


@dataclass(frozen=True)
class Case:
    """What a case takes from a graph and adds to it, and the results that it expects."""

    scope: str
    takes: list[tuple[str, str, Any]]
    adds: set[ox.Triple]
    expects: Counter[Row]


def triples(path: Path) -> set[ox.Triple]:
    return {ox.Triple(*list(row)[:3]) for row in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}


def letter() -> set[ox.Triple]:
    return triples(CASES / "letter.ttl")


def reference() -> Graph:
    return Graph().parse(CASES / "reference.ttl")


def nquads(rows: Iterable[ox.Triple], name: str = "letter/28676-346") -> str:
    graph = ox.NamedNode(GRAPHS + name)
    quads = [ox.Quad(row.subject, row.predicate, row.object, graph) for row in rows]
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode()


def node(short: str) -> ox.NamedNode:
    """A prefixed name, or the end of one of our IRIs."""
    prefix, _, local = short.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else THINGS + short)


def without(rows: set[ox.Triple], subject: str, predicate: str, item: Any = None) -> set[ox.Triple]:
    """The triples but those of a subject and predicate (IRIs), and object where one is given; some must be there."""
    gone = {
        row
        for row in rows
        if (row.subject.value, row.predicate.value) == (subject, predicate) and item in (None, row.object)
    }
    assert gone, f"there is no {predicate} of {subject} to take away"
    return rows - gone


def case(path: Path) -> Case:
    rows = triples(path)
    described: dict[Any, dict[str, list[Any]]] = {}
    for row in rows:
        described.setdefault(row.subject, {}).setdefault(row.predicate.value, []).append(row.object)
    it = described[ox.NamedNode(CASE + "it")]
    rdf = PREFIXES["rdf"]

    def one(blank: Any, predicate: str) -> Any:
        return described[blank].get(predicate, [None])[0]

    takes = [
        (one(b, rdf + "subject").value, one(b, rdf + "predicate").value, one(b, rdf + "object"))
        for b in it.get(CASE + "takes", [])
    ]
    expects: Counter[Row] = Counter()
    for b in it.get(CASE + "expects", []):
        component = one(b, SH + "sourceConstraintComponent").value.removeprefix(SH)
        expects[
            one(b, SH + "resultSeverity").value.removeprefix(SH),
            one(b, SH + "focusNode").value,
            one(b, CASE + "path").value,
            component.removesuffix("ConstraintComponent"),
        ] += 1
    adds = {row for row in rows if isinstance(row.subject, ox.NamedNode) and row.subject.value != CASE + "it"}
    return Case(it[PREFIXES["navo"] + "checkedIn"][0].value, takes, adds, expects)


def apply(found: Case) -> set[ox.Triple]:
    """The graph of a case: the letter or the reference data, less what it takes, with what it adds."""
    rows = letter() if found.scope == "letter" else triples(CASES / "reference.ttl")
    for subject, predicate, item in found.takes:
        rows = without(rows, subject, predicate, item)
    return rows | found.adds


def rows(results: Iterable[Result]) -> Counter[Row]:
    return Counter((r.severity, r.focus, r.path, r.component) for r in results)


def case_paths() -> Iterator[Path]:
    yield from sorted((CASES / "shapes").glob("*.ttl"))
