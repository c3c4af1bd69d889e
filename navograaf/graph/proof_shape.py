"""One shape of the file, read statement by statement: its target, its path and what it asks of each value.

Behind proof_rules.py. Laws: what is left over at the end was not understood; a value that is not of the plain kind, or
stands there twice, raises Strange.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from navograaf.graph import proof_terms as terms
from navograaf.graph.known import IN_OFFICE
from navograaf.graph.proof_terms import RDF as _RDF
from navograaf.graph.proof_terms import SH, Check
from navograaf.iris import ONTOLOGY

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib import Literal as Value
    from rdflib.term import Node

Way = Literal["one", "any", "then", "back"]
"""A path: one predicate, any of some, one after another, one backwards."""
_BESIDE = {SH + name for name in ("severity", "message", "path", "name", "description", "order", "group")}


class Strange(Exception):
    """A shape that is not read here."""


@dataclass(frozen=True, slots=True)
class Target:
    """The nodes that a shape looks at, in written terms."""

    classes: frozenset[str]
    subjects_of: frozenset[str]
    objects_of: frozenset[str]


class Shape:
    """What is said of one shape; each thing that is read is crossed off."""

    def __init__(self, graph: Graph, node: Node) -> None:
        self.graph = graph
        self.said: dict[str, list[Node]] = {}
        for predicate, item in graph.predicate_objects(node):
            self.said.setdefault(str(predicate), []).append(item)

    def take(self, name: str) -> list[Node]:
        return self.said.pop(SH + name, [])

    def one(self, name: str) -> Node | None:
        found = self.take(name)
        if len(found) > 1:
            raise Strange
        return found[0] if found else None

    def number(self, name: str) -> int | None:
        from rdflib import Literal as Value

        found = self.one(name)
        if found is None:
            return None
        if not isinstance(found, Value) or type(found.value) is not int or found.value < 0:
            raise Strange
        return found.value

    def several(self, node: Node) -> list[Node]:
        """The members of an RDF list."""
        from rdflib.namespace import RDF

        if node != RDF.nil and (node, RDF.first, None) not in self.graph:
            raise Strange
        return list(self.graph.items(node))

    def target(self) -> Target:
        classes, subjects, objects = (
            frozenset(map(name_of, self.said.pop(SH + name, [])))
            for name in ("targetClass", "targetSubjectsOf", "targetObjectsOf")
        )
        return Target(classes, subjects, objects)

    def close(self, kind: str) -> None:
        """Nothing is left but what says nothing of the data."""
        kinds = {str(one) for one in self.said.pop(_RDF + "type", [])}
        left = {name for name in self.said if not name.startswith(ONTOLOGY)}
        if kinds - {SH + kind} or left - _BESIDE:
            raise Strange


def name_of(node: Node) -> str:
    from rdflib import URIRef

    if not isinstance(node, URIRef):
        raise Strange
    return f"<{node}>"


def path_of(shape: Shape) -> tuple[Way, tuple[str, ...]]:
    """The path of a property shape, its predicates as written."""
    from rdflib import URIRef
    from rdflib.namespace import RDF
    from rdflib.namespace import SH as S

    nodes = shape.said.get(SH + "path", [])
    if len(nodes) != 1:
        raise Strange
    node, graph = nodes[0], shape.graph
    way: Way
    if isinstance(node, URIRef):
        way, path = "one", [node]
    elif inverse := graph.value(node, S.inversePath):
        way, path = "back", [cast("URIRef", inverse)]
    elif several := graph.value(node, S.alternativePath):
        way, path = "any", cast("list[URIRef]", shape.several(several))
    elif (node, RDF.first, None) in graph:
        way, path = "then", cast("list[URIRef]", shape.several(node))
    else:
        raise Strange
    steps = tuple(map(name_of, path))
    # What the reference data lends of terms of office hangs on nodes that are not the letter's own.
    if (way == "then" and len(steps) != 2) or (way in ("then", "back") and set(steps) & IN_OFFICE):
        raise Strange
    return way, steps


def checks_of(shape: Shape) -> Iterator[Check]:
    """What a property shape asks of each value by itself."""
    from rdflib import Literal as Value

    for datatype in shape.take("datatype"):
        yield terms.matching(_datatype(datatype))
    for members in shape.take("or"):
        yield terms.matching(*(_only_datatype(shape.graph, member) for member in shape.several(members)))
    for kind in shape.take("nodeKind"):
        yield _sure(terms.of_kind(str(kind)))
    if (length := shape.number("minLength")) is not None:
        yield _sure(terms.not_empty() if length == 1 else None)
    for pattern in shape.take("pattern"):
        yield _sure(terms.like(str(pattern)))
    if (least := shape.number("minInclusive")) is not None:
        yield terms.at_least(least)
    for members in shape.take("in"):
        words = [str(one) for one in shape.several(members) if isinstance(one, Value) and _is_simple(one)]
        if len(words) != len(shape.several(members)):
            raise Strange
        yield frozenset(f'"{word}"' for word in words).__contains__
    for members in shape.take("languageIn"):
        yield terms.in_language([str(one) for one in shape.several(members)])


def _datatype(datatype: Node) -> str:
    pattern = terms.of_datatype(str(datatype))
    if pattern is None:
        raise Strange
    return pattern


def _only_datatype(graph: Graph, member: Node) -> str:
    """The pattern of a member of sh:or that gives a datatype and nothing else."""
    said = list(graph.predicate_objects(member))
    if [str(predicate) for predicate, _ in said] != [SH + "datatype"]:
        raise Strange
    return _datatype(said[0][1])


def _sure(check: Check | None) -> Check:
    if check is None:
        raise Strange
    return check


def _is_simple(value: Value) -> bool:
    """True for a plain string that is written as it is."""
    return value.datatype is None and value.language is None and value.isprintable() and not set(value) & set('"\\')
