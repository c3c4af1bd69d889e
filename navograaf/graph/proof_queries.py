"""The query of a shape: read far enough to know what of a letter it can look at, and asked of that alone.

Behind proof_rules.py and proof.py. Law: a query that is not of the simple kind below is not read (None), and its
shape is left to pyshacl; a node that lacks a predicate which a group of the query asks of it is no match of that
group, so its rows may be left out. The answer is only whether a node has a row at all; pyshacl tells what it says.

    SELECT $this ?value WHERE { $this p ?a ; q ?b . FILTER (...) FILTER NOT EXISTS { ... } OPTIONAL { ... } }
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from navograaf.graph.nodes import TYPE
from navograaf.graph.proof_terms import STEADY, of_datatype

_TOKEN = re.compile(
    r"""\s*(?:(?P<variable>[?$]\w+)|(?P<name>[a-z]+:[A-Za-z_]\w*)|(?P<word>[A-Za-z]+)|(?P<value>"[^"\\\n]*"|[0-9]+)
    |(?P<sign>[<>!]=|&&|\|\||[{}().;,/=<>!+*-]))""",
    re.VERBOSE,
)
_STEADY = re.compile(
    rf"<[^>]*> <[^>]*> (?:<.*>|\".*\"(?:@[a-z0-9-]*)?|{'|'.join(filter(None, map(of_datatype, STEADY)))}) \.\n"
).fullmatch
_FUNCTIONS = {"DATATYPE", "STR", "SUBSTR", "STRLEN", "IF", "BOUND"}
Tokens = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Query:
    """A query that is read."""

    text: str
    """With its prefixes."""
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
        groups = list(_Reader(select, prefixes).groups())
    except (IndexError, ValueError):
        return None
    top = groups[0]
    stars = {frozenset(star) for group in groups for star in group.values()}
    if not top.get("this") or any(TYPE in star for star in stars):
        return None
    declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(prefixes.items()))
    return Query(declared + select, frozenset(top["this"]), tuple(sorted(stars, key=sorted)))


Group = dict[str, set[str]]
"""Variable -> predicates that are asked of it; a step of a longer path stands alone."""


class _Reader:
    """Reads the one form; ValueError or IndexError for any other."""

    def __init__(self, select: str, prefixes: dict[str, str]) -> None:
        self.tokens: Tokens = []
        self.prefixes = prefixes
        at, end = 0, len(select.rstrip())
        while at < end:
            match = _TOKEN.match(select, at)
            if not match or not match.lastgroup:
                raise ValueError
            self.tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        self.at = 0

    def next(self, *expected: str) -> str:
        """The next token, which must be one of `expected` (kinds, or words and signs)."""
        kind, text = self.tokens[self.at]
        if kind not in expected and text.upper() not in expected:
            raise ValueError
        self.at += 1
        return text

    def sees(self, *expected: str) -> bool:
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        return kind in expected or text.upper() in expected

    def groups(self) -> Iterator[Group]:
        """The groups between braces, the outermost first."""
        self.next("SELECT")
        while self.sees("variable"):
            self.next("variable")
        self.next("WHERE")
        inner: list[Group] = []
        yield self.group(inner)
        yield from inner
        if self.at != len(self.tokens):
            raise ValueError

    def group(self, others: list[Group]) -> Group:
        found: Group = {}
        self.next("{")
        while not self.sees("}"):
            if self.sees("OPTIONAL"):
                self.next("OPTIONAL")
                others.append(self.group(others))
            elif self.sees("FILTER"):
                self.next("FILTER")
                self.filter(others)
            else:
                self.triples(found)
        self.next("}")
        return found

    def filter(self, others: list[Group]) -> None:
        if self.sees("("):
            self.parentheses()
            return
        if self.sees("NOT"):
            self.next("NOT")
        self.next("EXISTS")
        others.append(self.group(others))

    def parentheses(self) -> None:
        self.next("(")
        while not self.sees(")"):
            if self.sees("("):
                self.parentheses()
            elif self.sees("{", "}"):
                raise ValueError
            else:
                self.next("variable", "name", "value", "sign", *_FUNCTIONS)
        self.next(")")

    def triples(self, found: Group) -> None:
        """A node with its predicates and objects, up to the point or the end of the group."""
        star = found.setdefault(self.next("variable")[1:], set())
        while True:
            path = [self.name()]
            while self.sees("/"):
                self.next("/")
                path.append(self.name())
            if len(path) == 1:
                star.add(path[0])
            for step in path if len(path) > 1 else ():
                found.setdefault(f"/{step}", set()).add(step)
            self.next("variable", "value") if not self.sees("name") else self.name()
            if not self.sees(";"):
                break
            self.next(";")
        if self.sees("."):
            self.next(".")
        elif not self.sees("}", "FILTER", "OPTIONAL"):
            raise ValueError

    def name(self) -> str:
        prefix, _, local = self.next("name").partition(":")
        if prefix not in self.prefixes:
            raise ValueError
        return f"<{self.prefixes[prefix]}{local}>"


def answered(queries: Iterable[Query], lines: Collection[str]) -> list[set[str]] | None:
    """For each query the nodes (written) that have a row in N-Triples; the rows of one subject need not be complete.

    None where the engine would change what is written ("007"^^xsd:integer to "7"), or a date is none.
    """
    from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

    if not all(map(_STEADY, lines)):
        return None
    store = Store()
    store.load("".join(lines), format=RdfFormat.N_TRIPLES)
    found: list[set[str]] = []
    for one in queries:
        solutions = store.query(one.text)
        assert isinstance(solutions, QuerySolutions)
        nodes = [solution["this"] for solution in solutions]
        found.append({f"<{node.value}>" for node in nodes if isinstance(node, NamedNode)})
    return found
