"""The shapes of ontology/shapes.ttl, made ready for a fast check, with what a report needs to say of each.

Between the ontology folder and check.py; read once for each change of the files. Two laws keep the results
those of the file as it stands: a property shape gets the targets of its node shape instead of hanging below
it (same focus nodes, same constraints, an engine then takes all of them in one go), and a shape without a
name gets one from its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

from navograaf.errors import RuleError
from navograaf.files import folder
from navograaf.iris import ONTOLOGY
from navograaf.vocabularies import shorten

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib import Literal as Text
    from rdflib.term import Node

Scope = Literal["letter", "reference", "collection", "corrections", "links"]
"""What shapes are held against: each letter, the reference data, what all letters say together, what people
corrected, the links between letters."""
FILES = ("navo.ttl", "shapes.ttl")


@dataclass(frozen=True, slots=True)
class Words:
    """What to say when a shape is not met: the IRI of its node shape, a readable path, message and remedy by language.

    Messages are read here and not from the engine's results: pyshacl drops the language of those of a query.
    """

    shape: str
    path: str
    message: dict[str, str]
    remedy: dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """The shapes of one scope."""

    graph: Graph = field(repr=False)
    words: dict[str, Words] = field(repr=False)
    """IRI of a shape -> what to say of it."""
    above: dict[str, frozenset[str]] = field(repr=False)
    """A class -> the classes above it, itself included, as far as a shape asks for them."""
    terms: frozenset[str] = field(repr=False)
    """The IRIs that the shapes name; a predicate that is not among them is not looked at."""


def shapes(scope: Scope) -> Shapes:
    """The shapes that are checked in `scope`. Raises RuleError when a file of the ontology is broken."""
    place = folder("ontology")
    return _prepare(scope, tuple((place / name, (place / name).stat().st_mtime_ns) for name in FILES))


@lru_cache(maxsize=6)
def _prepare(scope: Scope, files: tuple[tuple[Path, int], ...]) -> Shapes:
    from rdflib import Graph, URIRef
    from rdflib import Literal as Value
    from rdflib.namespace import RDF, RDFS, SH

    model, source = (_read(path) for path, _ in files)
    checked, remedy = URIRef(ONTOLOGY + "checkedIn"), URIRef(ONTOLOGY + "remedy")
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
    for shape in (shape for p in targets for shape in source.subjects(p)):
        if not {str(o) for o in source.objects(shape, checked)} & set(get_args(Scope)):
            raise RuleError(
                f"the shape {shorten(str(shape))} does not say where it is checked",
                where="ontology/shapes.ttl",
                todo=f"Give it navo:checkedIn {' or '.join(get_args(Scope))}",
            )
    graph, words = Graph(), {}
    for node_shape in sorted(URIRef(str(found)) for found in source.subjects(checked, Value(scope))):
        own = _said(source, node_shape, remedy)
        query = source.value(node_shape, SH.sparql) or node_shape
        words[str(node_shape)] = Words(str(node_shape), "", _said(source, query, SH.message), own)
        aims = [(p, o) for p in targets for o in source.objects(node_shape, p)]
        names: dict[str, int] = {}
        for property_shape in sorted(source.objects(node_shape, SH.property), key=lambda n: _order(source, n)):
            path = _path(source, source.value(property_shape, SH.path))
            names[path] = names.get(path, 0) + 1
            end = "-".join(part.rpartition(":")[2] for part in re.split(r"[/|^]", path) if part)
            name = URIRef(f"{node_shape}-{end}{names[path] if names[path] > 1 else ''}")
            words[str(name)] = Words(
                str(node_shape),
                path,
                _said(source, property_shape, SH.message),
                own | _said(source, property_shape, remedy),
            )
            graph.add((name, RDF.type, SH.PropertyShape))
            for p, o in aims:
                graph.add((name, p, o))
            _copy(source, graph, property_shape, name)
        if set(source.predicates(node_shape, None)) - {*targets, SH.property, RDF.type, checked, remedy}:
            _copy(source, graph, node_shape, node_shape, leave_out={SH.property})
    for ontology, declared in source.subject_objects(SH.declare):
        graph.add((ontology, SH.declare, declared))
        _copy(source, graph, declared, declared)
    asked = {str(o) for p in (SH.targetClass, SH["class"]) for o in graph.objects(None, p)}
    above = {
        str(c): frozenset(str(a) for a in model.transitive_objects(c, RDFS.subClassOf) if str(a) in asked)
        for c in {*model.subjects(RDFS.subClassOf), *map(URIRef, asked)}
    }
    terms = {str(t) for triple in graph for t in triple if isinstance(t, URIRef)}
    return Shapes(graph, words, above, frozenset(terms))


@lru_cache(maxsize=64)
def part(shapes: Shapes, names: frozenset[str]) -> Shapes:
    """Of the shapes those of some IRIs, with all that they use."""
    from rdflib import Graph, URIRef

    graph = Graph(bind_namespaces="none")
    waiting: list[Node] = [URIRef(name) for name in names]
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            for triple in shapes.graph.triples((node, None, None)):
                graph.add(triple)
                waiting.append(triple[2])
    return replace(shapes, graph=graph)


def _read(path: Path) -> Graph:
    from rdflib import Graph

    try:
        return Graph().parse(path, format="turtle")
    except Exception as error:  # the parser has no error class of its own for all that may be wrong in a file
        line = " ".join(str(error).split())[:200]
        raise RuleError(f"the file is not Turtle: {line}", where=f"{path.parent.name}/{path.name}") from error


def _copy(source: Graph, to: Graph, old: Node, new: Node, leave_out: set[Node] | None = None) -> None:
    """Copy what is said of `old` to `new`, with all the nodes without a name below it."""
    from rdflib import BNode

    for p, o in source.predicate_objects(old):
        if p not in (leave_out or ()):
            to.add((new, p, o))
            if isinstance(o, BNode) and (o, None, None) not in to:
                _copy(source, to, o, o)


def _said(source: Graph, shape: Node, predicate: Node) -> dict[str, str]:
    texts = cast("Iterator[Text]", source.objects(shape, predicate))
    return {text.language or "en": str(text) for text in texts}


def _path(source: Graph, node: Node | None) -> str:
    """A path as SPARQL writes it, with prefixed names: "oa:hasSelector/oa:start"."""
    from rdflib import URIRef
    from rdflib.namespace import RDF, SH

    if isinstance(node, URIRef) or node is None:
        return shorten(str(node or ""))
    if inverse := source.value(node, SH.inversePath):
        return f"^{_path(source, inverse)}"
    if several := source.value(node, SH.alternativePath):
        return "|".join(_path(source, one) for one in source.items(several))
    if (node, RDF.first, None) in source:
        return "/".join(_path(source, one) for one in source.items(node))
    raise RuleError("a path of this kind is not provided for", where="ontology/shapes.ttl", todo="See graph/shapes.py")


def _order(source: Graph, property_shape: Node) -> tuple[str, str]:
    """Places of property shapes with one path: by their message, since the parser numbers them at random."""
    from rdflib.namespace import SH

    return _path(source, source.value(property_shape, SH.path)), min(
        (str(m) for m in source.objects(property_shape, SH.message)), default=""
    )
