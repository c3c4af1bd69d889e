"""The query of a shape, read far enough to be answered without an engine, and to know what of a letter it looks at.

Behind proof_rules.py; proof_answers.py answers it, and proof_expressions.py reads what stands in a FILTER. Law: a
query that is not of the simple kind below is not read (None), and its shape is left to pyshacl; a node that lacks a
predicate which a group of the query asks of it is no match of that group, so its rows may be left out.

    SELECT $this ?value WHERE { $this p ?a ; q ?b . OPTIONAL { ... } FILTER (...) FILTER NOT EXISTS { ... } }
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from navograaf.graph.nodes import TYPE
from navograaf.graph.proof_expressions import Expressions
from navograaf.graph.proof_filters import Expression
from navograaf.graph.proof_terms import XSD

Triple = tuple[str, tuple[str, ...], str]
"""Variable, the steps of the path (written), and a variable or a written term; variables have their sign."""


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between braces."""

    triples: tuple[Triple, ...]
    tests: tuple[Expression, ...]
    parts: tuple[tuple[Literal["OPTIONAL", "EXISTS", "NOT EXISTS"], Group], ...]

    def all(self) -> Iterator[Group]:
        """This one and those inside it."""
        yield self
        for _, part in self.parts:
            yield from part.all()

    def stars(self) -> Iterator[frozenset[str]]:
        """The predicates that one node must have together; a step of a longer path stands alone."""
        found: dict[str, set[str]] = {}
        for subject, path, _ in self.triples:
            if len(path) == 1:
                found.setdefault(subject, set()).add(path[0])
            else:
                yield from (frozenset({step}) for step in path)
        yield from map(frozenset, found.values())


@dataclass(frozen=True, slots=True)
class Query:
    """A query that is read."""

    group: Group = field(repr=False)
    this: frozenset[str]
    """The predicates that $this must have."""
    stars: tuple[frozenset[str], ...] = field(repr=False)
    """The predicates that one node must have together for a part of the query to look at it."""

    def looks_at(self, predicates: Iterable[str]) -> frozenset[str]:
        """Of the predicates of a node, those whose rows the query may need."""
        there = set(predicates)
        return frozenset().union(*(star for star in self.stars if star <= there))


def query(select: str, prefixes: dict[str, str]) -> Query | None:
    """Read a query; None when it is of another kind."""
    try:
        group = _Reader(select, prefixes).query()
    except (IndexError, ValueError):
        return None
    stars = {star for one in group.all() for star in one.stars()}
    this = frozenset(path[0] for subject, path, _ in group.triples if subject == "?this" and len(path) == 1)
    if not this or any(TYPE in star for star in stars):
        return None
    return Query(group, this, tuple(sorted(stars, key=sorted)))


class _Reader(Expressions):
    """Reads the one form; ValueError or IndexError for any other."""

    def query(self) -> Group:
        self.next("SELECT")
        while self.sees("variable"):
            self.next("variable")
        self.next("WHERE")
        group = self.group()
        if self.at != len(self.tokens):
            raise ValueError
        return group

    def group(self, inside: str = "") -> Group:
        """A group; what is optional stands behind all that must be there, and holds nothing optional itself."""
        triples: list[Triple] = []
        tests: list[Expression] = []
        parts: list[tuple[Literal["OPTIONAL", "EXISTS", "NOT EXISTS"], Group]] = []
        self.next("{")
        while not self.sees("}"):
            if self.sees("OPTIONAL"):
                self.next("OPTIONAL")
                if inside == "OPTIONAL":
                    raise ValueError
                parts.append(("OPTIONAL", self.group("OPTIONAL")))
            elif self.sees("FILTER"):
                self.next("FILTER")
                if self.sees("("):
                    tests.append(self.parentheses())
                else:
                    not_ = bool(self.sees("NOT") and self.next("NOT"))
                    self.next("EXISTS")
                    parts.append(("NOT EXISTS" if not_ else "EXISTS", self.group()))
            elif any(kind == "OPTIONAL" for kind, _ in parts):
                raise ValueError
            else:
                triples += self.triples()
        self.next("}")
        return Group(tuple(triples), tuple(tests), tuple(parts))

    def triples(self) -> Iterator[Triple]:
        """A node with its predicates and objects, up to the point or the end of the group."""
        subject = self.variable()
        while True:
            path = [self.name()]
            while self.sees("/"):
                self.next("/")
                path.append(self.name())
            yield subject, tuple(path), self.item()
            if not self.sees(";"):
                break
            self.next(";")
        if self.sees("."):
            self.next(".")
        elif not self.sees("}", "FILTER", "OPTIONAL"):
            raise ValueError

    def item(self) -> str:
        if self.sees("variable"):
            return self.variable()
        if self.sees("name"):
            return self.name()
        value = self.next("value")
        return value if value.startswith('"') else f'"{int(value)}"^^<{XSD}integer>'
