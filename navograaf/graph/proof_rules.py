"""The shapes of one scope as rules that proof.py can hold against written nodes; read once for each change of the file.

Between shapes.py and proof.py. Law: what is not read here in full (a component, a path, a target or a value that is not
provided for) makes its shape a strange one, which pyshacl judges on the whole graph; no shape is ever passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from navograaf.graph.nodes import TYPE
from navograaf.graph.proof_queries import Query, query
from navograaf.graph.proof_shape import Shape, Strange, Target, Way, checks_of, name_of, path_of
from navograaf.graph.proof_terms import SH, Check
from navograaf.graph.shapes import Shapes

_TARGETS = {SH + name for name in ("targetClass", "targetSubjectsOf", "targetObjectsOf")}
_PAIRS = ("lessThan", "lessThanOrEquals", "equals", "disjoint")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A property shape."""

    name: str
    severity: str
    target: Target
    way: Way
    path: tuple[str, ...]
    least: int = 0
    most: int | None = None
    checks: tuple[Check, ...] = ()
    """What each value must stand."""
    kinds: tuple[str, ...] = ()
    """The classes that each value must be of."""
    pairs: tuple[tuple[str, str], ...] = ()
    """How the values stand to those of another predicate: ("lessThan", predicate)."""
    unique_languages: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A node shape with a query."""

    name: str
    target: Target
    query: Query


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """All shapes of a scope."""

    rules: tuple[Rule, ...]
    asked: tuple[Asked, ...]
    strange: tuple[str, ...]
    kept: frozenset[str] = field(repr=False)
    """The predicates that a check looks at, as written."""
    aims: frozenset[str] = field(repr=False)
    """Those of which a shape looks at what they lead to."""


@lru_cache(maxsize=8)
def rules(shapes: Shapes) -> Rules:
    """The rules of some shapes."""
    from rdflib import URIRef

    graph = shapes.graph
    targets = (*_TARGETS, SH + "targetNode", SH + "target")
    names = sorted({str(shape) for target in targets for shape in graph.subjects(URIRef(target))})
    found: list[Rule] = []
    asked: list[Asked] = []
    strange = sorted(set(shapes.words) & {str(s) for s in graph.subjects()} - set(names))
    for name in names:
        shape = Shape(graph, URIRef(name))
        try:
            if SH + "sparql" in shape.said:
                asked.append(_asked(name, shape))
            else:
                found.append(_rule(name, shape))
        except Strange:
            strange.append(name)
    kept = frozenset({TYPE, *(f"<{term}>" for term in shapes.terms)})
    aims = {
        aim for target in [*(one.target for one in found), *(one.target for one in asked)] for aim in target.objects_of
    }
    return Rules(tuple(found), tuple(asked), tuple(strange), kept, frozenset(aims))


def _rule(name: str, shape: Shape) -> Rule:
    way, path = path_of(shape)
    rule = Rule(
        name,
        _severity(shape),
        shape.target(),
        way,
        path,
        shape.number("minCount") or 0,
        shape.number("maxCount"),
        tuple(checks_of(shape)),
        tuple(sorted(map(name_of, shape.take("class")))),
        tuple((pair, name_of(other)) for pair in _PAIRS for other in shape.take(pair)),
        _flag(shape, "uniqueLang"),
    )
    shape.close("PropertyShape")
    of_values = rule.checks or rule.kinds or rule.unique_languages
    if way == "any" and (rule.least > 1 or rule.pairs or rule.unique_languages):
        raise Strange
    if way == "then" and (of_values or any(pair != "equals" for pair, _ in rule.pairs)):
        raise Strange
    if way == "then" and path[1] == TYPE and (rule.least > 1 or rule.most is not None or rule.pairs):
        raise Strange  # what a thing is may stand in the reference data
    if way == "back" and (of_values or rule.pairs):
        raise Strange
    return rule


def _asked(name: str, shape: Shape) -> Asked:
    from rdflib.namespace import SH as S

    _severity(shape)
    node = shape.one("sparql")
    if node is None:
        raise Strange
    constraint = Shape(shape.graph, node)
    select = constraint.one("select")
    prefixes = {
        str(shape.graph.value(one, S.prefix)): str(shape.graph.value(one, S.namespace))
        for ontology in constraint.take("prefixes")
        for one in shape.graph.objects(ontology, S.declare)
    }
    constraint.close("SPARQLConstraint")
    found = query(str(select or ""), prefixes)
    if found is None:
        raise Strange
    asked = Asked(name, shape.target(), found)
    shape.close("NodeShape")
    return asked


def _severity(shape: Shape) -> str:
    return str(shape.one("severity") or SH + "Violation").removeprefix(SH)


def _flag(shape: Shape, name: str) -> bool:
    found = shape.one(name)
    if found is not None and str(found) not in ("true", "false"):
        raise Strange
    return found is not None and str(found) == "true"
