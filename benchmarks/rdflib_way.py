"""The same work with rdflib and pyshacl: a letter's triples put in a graph, and held against the shapes.

Two ways. Naive: Graph.add with terms made anew, validate() with its usual arguments and the shapes file as it stands.
Used well: each term made once, the store's own add, the shapes parsed once, validation in place, letter by letter, with
the classes above a node's own put beside it beforehand and each SPARQL query parsed once.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from navograaf.graph.engine import rdflib_term

Triple = tuple[Any, Any, Any]


def triples(nquads: str) -> list[Triple]:
    """Subject, predicate and object of each quad, as terms of pyoxigraph: the input of both ways."""
    from pyoxigraph import RdfFormat, parse

    return [(q.subject, q.predicate, q.object) for q in parse(nquads, format=RdfFormat.N_QUADS)]


def add_naively(letters: Sequence[Sequence[Triple]]) -> tuple[float, Any]:
    """Seconds of the processor to put all triples in one graph with Graph.add, and the graph."""
    from rdflib import Graph

    begin = time.process_time()
    graph = Graph()
    for letter in letters:
        for s, p, o in letter:
            graph.add((rdflib_term(s), rdflib_term(p), rdflib_term(o)))
    return time.process_time() - begin, graph


def add_well(letters: Sequence[Sequence[Triple]]) -> tuple[float, Any]:
    """Seconds to put all triples in one graph with cached terms and the store's own add, and the graph."""
    from rdflib import Graph

    begin = time.process_time()
    graph = Graph(bind_namespaces="none")
    _put(graph, letters)
    return time.process_time() - begin, graph


def validate_naively(letters: Sequence[Sequence[Triple]]) -> float:
    """Seconds to validate the letters as one graph: validate(data, shacl_graph=..., ont_graph=...)."""
    from pyshacl import validate
    from rdflib import Graph

    from navograaf.files import folder

    _, graph = add_naively(letters)
    ontology = Graph()
    for path in sorted(folder("ontology").glob("*.ttl")):
        if path.name != "shapes.ttl":
            ontology.parse(path, format="turtle")
    shapes = Graph().parse(folder("ontology") / "shapes.ttl", format="turtle")
    begin = time.process_time()
    validate(graph, shacl_graph=shapes, ont_graph=ontology)
    return time.process_time() - begin


def validate_well(letters: Sequence[Sequence[Triple]]) -> float:
    """Seconds to validate the letters one by one, in place, with prepared shapes; parsing those is not counted."""
    from pyshacl import validate
    from pyshacl.graph_abstraction import DataGraph
    from rdflib import RDF, URIRef

    from navograaf.graph.shapes import shapes

    found, types = shapes("letter"), _reference_types()
    seconds = 0.0
    for letter in letters:
        graph = _graph_class()(bind_namespaces="none")
        _put(graph, [letter])
        begin = time.process_time()
        linked = {str(o) for _, _, o in graph}
        for thing in linked & types.keys():
            for kind in types[thing]:
                graph.add((URIRef(thing), RDF.type, URIRef(kind)))
        for node, kind in list(graph.subject_objects(RDF.type)):
            for above in found.above.get(str(kind), ()):
                graph.add((node, RDF.type, URIRef(above)))
        validate(
            DataGraph.from_rdflib(graph), shacl_graph=found.graph, inplace=True, inference="none", meta_shacl=False
        )
        seconds += time.process_time() - begin
    return seconds


def _put(graph: Any, letters: Sequence[Sequence[Triple]]) -> None:
    add, made = graph.store.add, {}
    for letter in letters:
        for triple in letter:
            row = []
            for term in triple:
                known = made.get(term)
                if known is None:
                    known = made[term] = rdflib_term(term)
                row.append(known)
            add(tuple(row), graph)


@cache
def _reference_types() -> dict[str, set[str]]:
    """The classes of the things of the ontology, which shapes ask of what a letter points to."""
    from navograaf.graph.reference import reference

    found: dict[str, set[str]] = {}
    for s, p, o in triples(reference().nquads):
        if p.value.endswith("#type"):
            found.setdefault(s.value, set()).add(o.value)
    return found


@cache
def _graph_class() -> Any:
    from rdflib import Graph
    from rdflib.plugins.sparql import prepareQuery

    prepared = cache(prepareQuery)

    class Parsed(Graph):
        def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
            query = prepared(query_object) if isinstance(query_object, str) else query_object
            return super().query(query, *args, **kwargs)

    return Parsed


def bytes_a_triple(letters: Sequence[Sequence[Triple]]) -> float:
    """What a graph of rdflib holds of memory, a triple: by what the process grows while it is filled."""
    import gc

    gc.collect()
    before = _resident()
    _, graph = add_well(letters)
    gc.collect()
    return (_resident() - before) / len(graph)


def _resident() -> int:
    from pathlib import Path
    from resource import RUSAGE_SELF, getpagesize, getrusage

    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * getpagesize()
    except OSError:  # no /proc: the most that was ever held
        return getrusage(RUSAGE_SELF).ru_maxrss * 1024


def sample(count: int, step: int = 7) -> Iterator[list[Triple]]:
    """The triples of so many made-up letters, from all over the first thousand."""
    from make_letters import letter

    from navograaf.findings.extract import extract
    from navograaf.graph.quads import letter_quads
    from navograaf.letters.reading import from_bytes

    for k in range(count):
        read = from_bytes(letter(k * step % 1_000).encode(), f"{k}.txt")
        yield triples(letter_quads(extract(read), read.raw))
