"""Graphs that are broken in every way that the shapes know, from a fixed seed: small, so that pyshacl ends in time.

Each is the graph of a case of cases/shapes, or the good letter, with further damage at a node and a property that a
shape looks at. The shapes are taken in turn, so that a few hundred graphs break each of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pyoxigraph as ox
from letter_case import CASES, apply, case, case_paths, letter, nquads, reference, triples
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from navograaf.graph import check
from navograaf.graph.check import Result
from navograaf.graph.engines import Engine
from navograaf.graph.known import Known, known
from navograaf.graph.shapes import Scope, shapes
from navograaf.iris import ONTOLOGY, PREFIXES

SEED = 6
SCOPES: tuple[Scope, ...] = (
    *("letter", "letter", "letter", "letter", "letter", "letter", "letter"),
    *("reference", "reference", "corrections", "links", "collection"),
)
"""In turn; most of the shapes are those of letters."""
_XSD = PREFIXES["xsd"]
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
Rows = set[ox.Triple]


@dataclass(frozen=True)
class Broken:
    """A broken graph: its number, what it is held against, its N-Quads."""

    number: int
    scope: Scope
    nquads: str = field(repr=False)


@dataclass
class Compared:
    """What the two engines said of broken graphs."""

    results: int = 0
    broken: set[tuple[str, str, str]] = field(default_factory=set)
    """(scope, IRI of the shape, component) of all results."""
    differ: list[str] = field(default_factory=list)


def broken(count: int, seed: int = SEED) -> Iterator[Broken]:
    """So many broken graphs, the same for the same seed."""
    paths = list(case_paths())
    for number in range(count):
        scope = SCOPES[number % len(SCOPES)]
        dice = random.Random(f"{seed} {number}")
        at = number // len(SCOPES) * SCOPES.count(scope) + number % SCOPES.count(scope)
        rows = _good(scope)
        if scope in ("letter", "reference") and dice.random() < 0.5:
            found = case(dice.choice(paths))
            rows = apply(found) if found.scope == scope else rows
        constraints = _constraints(scope)
        for _ in range(dice.randint(0, 2)):
            some = dice.choice(constraints)
            rows = _damaged(rows, dice, dice.choice(_focus(rows, some.classes, scope)), dice.choice(some.along))
        rows = _aimed(rows, dice, constraints[at % len(constraints)], scope)
        text = nquads(sorted(rows, key=str), "letter/28676-346" if scope == "letter" else scope)
        lines = text.splitlines(keepends=True)
        if dice.random() < 0.2:
            dice.shuffle(lines)
        if dice.random() < 0.1:
            lines.append(dice.choice(lines))
        yield Broken(number, scope, "".join(lines))


def results(one: Broken, engine: Engine) -> list[Result]:
    """What an engine says of a broken graph."""
    if one.scope == "letter":
        return check._check(one.nquads, _known(), engine)
    if one.scope == "collection":
        return check.check_together([("28676-346", one.nquads)], engine=engine)
    hold: dict[str, Callable[..., list[Result]]] = {
        "reference": check.check_reference,
        "corrections": check.check_corrections,
        "links": check.check_links,
    }
    return hold[one.scope](one.nquads, engine=engine)


def compared(count: int, seed: int = SEED) -> Compared:
    """Both engines on so many broken graphs."""
    found = Compared()
    for one in broken(count, seed):
        fast, slow = results(one, "fast"), results(one, "pyshacl")
        found.results += len(slow)
        found.broken.update((one.scope, result.shape, result.component) for result in slow)
        if fast != slow:
            missing, more = set(slow) - set(fast), set(fast) - set(slow)
            found.differ.append(f"{one.number} ({one.scope}): fast lacks {missing or 'none'}, has {more or 'no'} more")
    return found


def components(scope: Scope) -> set[tuple[str, str, str]]:
    """(scope, IRI of the node shape, component) of every constraint of a scope."""
    return {(scope, shapes(scope).words[one.shape].shape, _COMPONENTS[one.name]) for one in _constraints(scope)}


_COMPONENTS = {
    name: name[0].upper() + name[1:]
    for name in (
        "minCount", "maxCount", "datatype", "nodeKind", "minLength", "pattern", "in", "class", "or", "minInclusive",
        "lessThan", "lessThanOrEquals", "equals", "disjoint", "uniqueLang", "languageIn",
    )
} | {"sparql": "SPARQL"}  # fmt: skip


@dataclass(frozen=True)
class _Constraint:
    shape: str
    classes: tuple[str, ...]
    """What the shape looks at."""
    name: str
    """As in the file: "minCount"."""
    value: str
    along: tuple[ox.NamedNode, ...]
    """The predicates of the path or the query."""
    way: str
    """"one", "any", "then" or "back"."""


@cache
def _known() -> Known:
    return known(reference())


def _good(scope: Scope) -> Rows:
    if scope in ("letter", "reference"):
        return letter() if scope == "letter" else triples(CASES / "reference.ttl")
    return triples(CASES / "others.ttl")


@cache
def _constraints(scope: Scope) -> list[_Constraint]:
    """Every constraint of a scope."""
    graph = shapes(scope).graph
    found = []
    for shape in sorted(map(URIRef, shapes(scope).words)):
        classes = tuple(sorted(str(c) for c in graph.objects(shape, SH.targetClass)))
        path = graph.value(shape, SH.path)
        way = "one"
        for name, pointer in (("any", SH.alternativePath), ("back", SH.inversePath), ("then", RDF.first)):
            way = name if path is not None and (path, pointer, None) in graph else way
        along = tuple(map(ox.NamedNode, dict.fromkeys(_along(graph, shape))))
        for predicate, value in sorted(graph.predicate_objects(shape), key=str):
            name = str(predicate).removeprefix(str(SH))
            if name in _COMPONENTS:
                found.append(_Constraint(str(shape), classes, name, str(value), along, way))
    return found


def _along(graph: Graph, shape: Any) -> Iterator[str]:
    for query in graph.objects(shape, SH.sparql):
        for prefix, local in re.findall(r"\b([a-z]+):(\w+)", str(graph.value(query, SH.select))):
            if prefix in ("navo", "eli", "dcterms"):
                yield PREFIXES[prefix] + local
    path: Any = graph.value(shape, SH.path)
    if isinstance(path, URIRef):
        yield str(path)
    elif path is not None:
        one: Any = graph.value(path, SH.inversePath)
        several: Any = graph.value(path, SH.alternativePath) or path
        yield from [str(one)] if one else map(str, graph.items(several))


def _focus(rows: Rows, classes: tuple[str, ...], scope: Scope) -> list[ox.NamedNode]:
    above = shapes(scope).above
    found = {
        row.subject
        for row in rows
        if row.predicate == _TYPE
        and isinstance(row.subject, ox.NamedNode)
        and isinstance(row.object, ox.NamedNode | ox.Literal)
        and {row.object.value, *above.get(row.object.value, ())} & set(classes)
    }
    return sorted(found, key=str) or [ox.NamedNode(ONTOLOGY + "nothing")]


def _typed(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + kind))


_VALUES: tuple[Any, ...] = (
    ox.Literal("?!"),
    ox.Literal(""),
    ox.Literal('a "b" \\ c\n'),
    ox.Literal("30 februari"),
    ox.Literal("900-Z"),
    ox.Literal("kop", language="nl"),
    ox.Literal("", language="nl"),
    ox.Literal("tête", language="fr"),
    ox.Literal(-1),
    ox.Literal(0),
    ox.Literal(7),
    ox.Literal(900_000),
    _typed("12x", "integer"),
    _typed("007", "integer"),
    _typed("1.50", "decimal"),
    _typed("2020-02-30", "date"),
    _typed("2020-02-29", "date"),
    _typed("2031-05-01", "date"),
    _typed("1950", "gYear"),
    _typed("yes", "boolean"),
    _typed("x", "token"),
    ox.NamedNode("https://example.org/nothing"),
    ox.NamedNode("https://example.org/n%C3%A9ant"),
    ox.NamedNode("urn:x:é"),
)


_WRONG: dict[str, Any] = {
    "datatype": _typed("x", "token"),
    "minLength": ox.Literal(""),
    "pattern": ox.Literal("?!"),
    "in": ox.Literal("?!"),
    "class": ox.NamedNode("https://example.org/nothing"),
    "or": ox.Literal("30 februari"),
    "minInclusive": ox.Literal(-1),
    "lessThan": ox.Literal(900_000),
    "lessThanOrEquals": ox.Literal(900_000),
    "languageIn": ox.Literal("tête", language="fr"),
    "sparql": ox.Literal("iets"),
}
"""A value that breaks a constraint."""


def _aimed(rows: Rows, dice: random.Random, aim: _Constraint, scope: Scope) -> Rows:
    """The rows with one constraint broken at one of the nodes that its shape looks at."""
    having = {row.subject for row in rows if row.predicate in aim.along}
    if aim.classes:
        found = _focus(rows, aim.classes, scope)
    else:  # the shape looks at what a predicate leads from or to
        ends = {n for row in rows if row.predicate in _aims(aim.shape, scope) for n in (row.subject, row.object)}
        found = sorted((n for n in ends if isinstance(n, ox.NamedNode)), key=str)
    focus = dice.choice([one for one in found if one in having] or found)
    first = aim.along[0]
    said = {row for row in rows if row.subject == focus and row.predicate in aim.along}

    def says(predicate: ox.NamedNode, *values: Any) -> Rows:
        return {ox.Triple(focus, predicate, value) for value in values}

    if aim.way == "back":
        return rows | {ox.Triple(ox.NamedNode(f"https://example.org/{n}"), first, focus) for n in range(3)}
    if aim.way == "then" and aim.name == "minCount":
        return (rows - said) | says(first, _WRONG["class"])
    if aim.way == "then" and aim.name == "maxCount":
        return rows | says(first, focus) | says(aim.along[-1], focus)
    if aim.name == "minCount":
        return rows - said
    if aim.name == "maxCount":
        return rows | says(first, *(ox.Literal(f"more {n}") for n in range(3)))
    if aim.name in ("equals", "disjoint"):
        other = ox.NamedNode(aim.value)
        if aim.name == "equals":
            return {row for row in rows if (row.subject, row.predicate) != (focus, other)} | says(
                other, ox.Literal(900_000)
            )
        return (
            rows | says(first, ox.Literal("Gelijk", language="nl")) | says(other, ox.Literal("Gelijk", language="nl"))
        )
    if aim.name == "uniqueLang":
        return rows | says(first, ox.Literal("Eén", language="nl"), ox.Literal("Twee", language="nl"))
    if aim.name == "nodeKind":
        is_name = aim.value == str(SH.IRI)
        return (rows - said) | says(first, ox.Literal("geen IRI") if is_name else _WRONG["class"])
    return (rows - said if aim.name != "sparql" else rows) | says(first, _WRONG[aim.name])


def _aims(shape: str, scope: Scope) -> set[ox.NamedNode]:
    graph = shapes(scope).graph
    found = [*graph.objects(URIRef(shape), SH.targetSubjectsOf), *graph.objects(URIRef(shape), SH.targetObjectsOf)]
    return {ox.NamedNode(str(one)) for one in found}


def _damaged(rows: Rows, dice: random.Random, focus: ox.NamedNode, predicate: ox.NamedNode) -> Rows:
    """The rows with one thing wrong at a node and a predicate."""
    there = sorted((row for row in rows if (row.subject, row.predicate) == (focus, predicate)), key=str)
    nodes = sorted({row.subject for row in rows if isinstance(row.subject, ox.NamedNode)}, key=str)
    way = dice.choice(("drop", "drop", "replace", "replace", "replace", "add", "more", "untype", "turn", "swap"))
    if way == "drop":
        return rows - set(there)
    if way == "replace":
        return (rows - set(there)) | {ox.Triple(focus, predicate, dice.choice([*_VALUES, dice.choice(nodes)]))}
    if way == "add":
        return rows | {ox.Triple(focus, predicate, dice.choice([*_VALUES, dice.choice(nodes)]))}
    if way == "more":
        return rows | {ox.Triple(focus, predicate, ox.Literal(f"more {n}")) for n in range(3)}
    if way == "untype":
        gone = {row.object for row in there} if dice.random() < 0.5 else {focus}
        return {row for row in rows if row.predicate != _TYPE or row.subject not in gone}
    if way == "turn":  # what was an IRI is a string, and the other way about
        turned: Rows = set()
        for row in there:
            name = ox.NamedNode(f"https://example.org/{len(turned)}")
            value = ox.Literal(row.object.value) if isinstance(row.object, ox.NamedNode) else name
            turned.add(ox.Triple(focus, predicate, value))
        return (rows - set(there)) | turned
    # The values of two predicates of the node change places: the start and the end of a quote, two dates.
    others = sorted((r for r in rows if r.subject == focus and r.predicate not in (predicate, _TYPE)), key=str)
    if not there or not others:
        return rows - set(there)
    one, beside = there[0], dice.choice(others)
    swapped = {ox.Triple(focus, predicate, beside.object), ox.Triple(focus, beside.predicate, one.object)}
    return (rows - {one, beside}) | swapped
