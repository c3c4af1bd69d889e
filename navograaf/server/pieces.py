"""What a triple pattern becomes: pieces of a group, each of which looks into any one graph.

Between paths.py and blocks.py. Law: a piece written with other terms in the place of its variables is the same piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

Terms = Mapping[str, str]
"""What stands in the place of variables."""


class Piece(Protocol):
    """A part of a group."""

    def ends(self) -> Iterator[str]:
        """The terms that are nodes of a graph where it holds."""

    def write(self, terms: Terms, fresh: Iterator[str]) -> str | None:
        """Its SPARQL; None when nothing can fit it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A triple of some graph; `path` needs no second triple. `before` and `after` stand around it."""

    subject: str
    path: str
    object: str
    before: str = ""
    after: str = ""

    def ends(self) -> Iterator[str]:
        yield from (self.subject, self.object)

    def write(self, terms: Terms, fresh: Iterator[str]) -> str | None:
        subject, end = terms.get(self.subject, self.subject), terms.get(self.object, self.object)
        if not can_begin(subject):
            return None
        path = terms.get(self.path, self.path)
        return f"{self.before}GRAPH {next(fresh)} {{ {subject} {path} {end} }}{self.after}"


@dataclass(frozen=True, slots=True)
class Pairs:
    """One of these pairs of terms: the ends of a path of any length."""

    subject: str
    object: str
    pairs: tuple[tuple[str, str], ...]

    def ends(self) -> Iterator[str]:
        yield from (self.subject, self.object)

    def write(self, terms: Terms, fresh: Iterator[str]) -> str | None:
        if not self.pairs:
            return None
        subject, end = terms.get(self.subject, self.subject), terms.get(self.object, self.object)
        one, other = (
            next(fresh) if not variable(term) or same else term
            for term, same in ((subject, False), (end, subject == end))
        )
        rows = " ".join(f"({a} {b})" for a, b in self.pairs)
        text = f"VALUES ({one} {other}) {{ {rows} }}"
        for name, term in ((one, subject), (other, end)):
            if name != term:
                text += f" FILTER(sameTerm({name}, {term}))"
        return text


@dataclass(frozen=True, slots=True)
class Either:
    """One of several ways, each with a number that tells it from the others in `tag`, where copies count."""

    ways: tuple[tuple[Piece, ...], ...]
    tag: str = ""

    def ends(self) -> Iterator[str]:
        found = [{end for piece in way for end in piece.ends()} for way in self.ways]
        yield from sorted(set.intersection(*found))

    def write(self, terms: Terms, fresh: Iterator[str]) -> str | None:
        written: list[str] = []
        for number, way in enumerate(self.ways):
            parts = [piece.write(terms, fresh) for piece in way]
            if None not in parts:
                tag = f" BIND({number} AS {self.tag})" if self.tag else ""
                written.append(f"{{ {' '.join(filter(None, parts))}{tag} }}")
        return " UNION ".join(written) or None


def variable(term: str) -> bool:
    """Whether a term is a variable."""
    return term.startswith("?")


def can_begin(term: str) -> bool:
    """Whether a term can be a subject: a variable, an IRI or a prefixed name."""
    return term[0] in "?<" or (":" in term and term[0] not in "\"'")
