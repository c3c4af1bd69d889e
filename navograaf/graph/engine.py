"""The SHACL engine of reference, pyshacl: N-Quads and shapes in, raw results out.

Behind engines.py, and the judge of what proof.py cannot prove. Laws: literals are kept as they are written
(rdflib would turn "007"^^xsd:integer into "7" and hide it); reference data only lends its classes and terms of
office, it is never itself at fault in the graph of a letter. pyshacl works in place, without inference: each
node gets the classes above its own beforehand, as far as a shape asks for them, so nothing walks them for
every value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from navograaf.errors import NavograafError
from navograaf.graph.known import Known, quads
from navograaf.graph.shapes import Shapes
from navograaf.iris import PREFIXES
from navograaf.vocabularies import NAMESPACES

if TYPE_CHECKING:
    import logging

    from rdflib import Graph
    from rdflib.term import Node

SH = NAMESPACES["sh"]
TYPE = PREFIXES["rdf"] + "type"
STRING = PREFIXES["xsd"] + "string"


@dataclass(frozen=True, slots=True)
class Raw:
    """A result as the engine gives it: IRIs and written values."""

    severity: str
    focus: str
    value: str
    shape: str
    component: str
    path: str
    """IRI of the property; "" for a longer path."""


@dataclass(frozen=True, slots=True)
class Data:
    """A graph that is ready to be checked, and the nodes that it describes itself."""

    graph: Graph
    own: frozenset[str]
    name: str
    """IRI of the named graph of the last quad, or ""."""

    def describes(self, node: str) -> bool:
        return node in self.own

    def values(self, subject: str, predicate: str) -> list[str]:
        return list(map(str, self.graph.objects(_node(subject), _node(predicate))))

    def holders(self, predicate: str, item: str) -> list[str]:
        return list(map(str, self.graph.subjects(_node(predicate), _node(item))))


def prepare(texts: Iterable[str], about: Known | None, shapes: Shapes, also: Iterable[str] = ()) -> Data:
    """The graph of some N-Quads, with what `about` knows of the things they point to and of those in `also` (IRIs).

    Raises GraphError where a text is not N-Quads.
    """
    graph = _graph_class()(bind_namespaces="none")
    # The store's own method: Graph.add checks again what the parser has made sure of, for each of 10,000 triples.
    put, terms = graph.store.add, _Terms()
    own: set[str] = set()
    linked = set(also)
    name: Any = None
    for text in texts:
        for quad in quads(text):
            name = quad.graph_name
            predicate = quad.predicate.value
            if predicate != TYPE and predicate not in shapes.terms:
                continue
            row = terms.of(quad.subject), terms.of(quad.predicate), terms.of(quad.object)
            put(cast("Any", row), graph)
            own.add(str(row[0]))
            linked.add(str(row[2]))
            if predicate == TYPE:
                _lift(graph, row[0], str(row[2]), shapes)
    if about is not None:
        _lend(graph, about, linked, shapes)
    return Data(graph, frozenset(own), getattr(name, "value", ""))


def run(data: Data, shapes: Shapes) -> Iterator[Raw]:
    """The results of holding the shapes against the nodes that `data` describes itself, in no order.

    Raises NavograafError for shapes that cannot be used.
    """
    from pyshacl import validate
    from pyshacl.errors import ReportableRuntimeError, ValidationFailure
    from pyshacl.graph_abstraction import DataGraph
    from rdflib import Graph, Literal, URIRef

    try:
        _, report, text = validate(
            DataGraph.from_rdflib(data.graph),
            shacl_graph=shapes.graph,
            inplace=True,
            inference="none",
            logger=_quiet(),
            meta_shacl=False,
        )
    except ReportableRuntimeError as error:  # what pyshacl raises for shapes that it cannot use
        raise NavograafError(f"the shapes cannot be used: {error.message}", where="ontology/shapes.ttl") from error
    if isinstance(report, ValidationFailure) or not isinstance(report, Graph):
        raise NavograafError(f"the graph could not be checked: {text}")
    for result in report.objects(None, URIRef(SH + "result")):
        focus = report.value(result, URIRef(SH + "focusNode"))
        # A string that reads like the IRI of a node is not that node.
        if not isinstance(focus, Literal) and str(focus) in data.own:
            yield _raw(report, result)


class _Terms:
    """Terms of one library made into those of the other, each once."""

    def __init__(self) -> None:
        self._made: dict[Any, Node] = {}

    def of(self, term: Any) -> Node:
        made = self._made.get(term)
        if made is None:
            made = self._made[term] = rdflib_term(term)
        return made


def rdflib_term(term: Any) -> Node:
    """A term of pyoxigraph as one of rdflib, its literal as it is written."""
    from pyoxigraph import BlankNode, NamedNode
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language, normalize=False)
    if term.datatype.value == STRING:  # rdflib tells "a" and "a"^^xsd:string apart, and the shapes write "a"
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _lift(graph: Graph, node: Node, kind: str, shapes: Shapes) -> None:
    from rdflib import URIRef

    for above in shapes.above.get(kind, ()):
        graph.add((node, URIRef(TYPE), URIRef(above)))


def _lend(graph: Graph, about: Known, linked: set[str], shapes: Shapes) -> None:
    from rdflib import Literal, URIRef

    for thing in linked & about.types.keys():
        node = URIRef(thing)
        for kind in about.types[thing]:
            graph.add((node, URIRef(TYPE), URIRef(kind)))
            _lift(graph, node, kind, shapes)
    for subject, predicate, item, datatype in about.offices(linked):
        words = Literal(item, datatype=URIRef(datatype), normalize=False) if datatype else URIRef(item)
        graph.add((URIRef(subject), URIRef(predicate), words))


def _raw(report: Graph, result: Node) -> Raw:
    from rdflib import URIRef

    def one(name: str) -> str:
        return str(report.value(result, URIRef(SH + name)) or "")

    path = report.value(result, URIRef(SH + "resultPath"))
    component = one("sourceConstraintComponent").removeprefix(SH).removesuffix("ConstraintComponent")
    value = one("value")
    return Raw(
        one("resultSeverity").removeprefix(SH),
        one("focusNode"),
        value.replace("\\\\", "\\") if component == "SPARQL" else value,
        one("sourceShape"),
        component,
        str(path) if isinstance(path, URIRef) else "",
    )


def _node(iri: str) -> Node:
    from rdflib import URIRef

    return URIRef(iri)


@cache
def _graph_class() -> type[Graph]:
    """rdflib's graph, but a query is parsed once.

    pyshacl asks the same query for every focus node, and rdflib parses it anew each time: 25 ms, more than all other
    work on a letter together.
    """
    from rdflib import Graph, Literal
    from rdflib.plugins.sparql import prepareQuery

    prepared = cache(prepareQuery)

    class Parsed(Graph):
        def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
            query = prepared(query_object) if isinstance(query_object, str) else query_object
            result = super().query(query, *args, **kwargs)
            if result.type == "SELECT":
                result.bindings = [{name: doubled(value) for name, value in row.items()} for row in result.bindings]
            return result

    def doubled(value: Any) -> Any:
        # pyshacl takes a value for the template of a regular expression, where a backslash is an escape.
        # `_raw` takes the doubles away.
        if isinstance(value, Literal) and "\\" in value:
            return Literal(value.replace("\\", "\\\\"), value.language, value.datatype, normalize=False)
        return value

    return Parsed


@cache
def _quiet() -> logging.Logger:
    # pyshacl writes what it does to standard error, through a handler that it adds to a logger of its own.
    import logging

    logger = logging.Logger("navograaf.check")
    logger.addHandler(logging.NullHandler())
    return logger
