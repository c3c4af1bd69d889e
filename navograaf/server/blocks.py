"""A block of triples written anew, each triple with a graph of its own; and copies taken out where they count.

Between across.py and pieces.py. Laws: a block gives the rows that it gives on the union of the graphs, in which a
triple stands once. What makes a row there are the variables of the block, its blank nodes, and what stands between
the steps of a path: the DISTINCT is over all of these. A path of any length goes from graph to graph: closure.py asks
for its ends, and nothing else is done with it than to take the pairs of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, NamedTuple

from navograaf.errors import QueryError
from navograaf.server.closure import Closure
from navograaf.server.paths import Block, Path, Pattern
from navograaf.server.pieces import Edge, Either, Pairs, Piece, can_begin, variable

_MOST = 64
"""So many ways a block may go, each with other paths of no length."""


class Values(NamedTuple):
    """A VALUES block of one variable."""

    name: str
    terms: str

    @property
    def text(self) -> str:
        return f"VALUES {self.name} {{ {self.terms} }}"


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to fulfil a pattern: its pieces, and the terms that are the same in it (paths of no length)."""

    pieces: tuple[Piece, ...] = ()
    same: tuple[tuple[str, str], ...] = ()


def rewritten(
    block: Block,
    values: Sequence[Values],
    fresh: Iterator[str],
    ask: Callable[[str], Any],
    *,
    free: bool,
    outside: frozenset[str] = frozenset(),
) -> str:
    """The block as SPARQL for a server that keeps its graphs apart.

    values: those of its group; fresh: unused variables; ask: sends a SELECT; free: whether copies of a row do not
    matter; outside: in an EXISTS, the variables that may have a value before it begins. Raises QueryError for what
    cannot be written so.
    """
    return _Writer(block, values, fresh, ask, free, outside).text()


class _Writer:
    def __init__(
        self,
        block: Block,
        values: Sequence[Values],
        fresh: Iterator[str],
        ask: Callable[[str], Any],
        free: bool,
        outside: frozenset[str],
    ) -> None:
        self._patterns, self._fresh, self._free, self._outside = block.patterns, fresh, free, outside
        named = dict.fromkeys(t for one in block.patterns for t in one if isinstance(t, str) and variable(t))
        self._named = [name for name in named if name not in block.hidden]
        self._counted = list(block.hidden)
        self._values = [one for one in values if one.name in named]
        self._closure = Closure(ask, fresh)

    def text(self) -> str:
        ways = [self._pattern(one) for one in self._patterns]
        _check_number(ways)
        written = [text for way in product(*ways) if (text := self._way(way)) is not None]
        if not written:
            return f"VALUES {next(self._fresh)} {{ }}"
        if self._free and len(written) == 1 and not any(one.same for way in ways for one in way):
            return written[0]
        body = " UNION ".join(f"{{ {text} }}" for text in written)
        if self._free:
            return f"{{ {body} }}"
        named = " ".join(self._named) or f"(1 AS {next(self._fresh)})"
        if not self._counted:
            return f"{{ SELECT DISTINCT {named} {{ {body} }} }}"
        inner = " ".join([*self._named, *self._counted])
        return f"{{ SELECT {named} {{ SELECT DISTINCT {inner} {{ {body} }} }} }}"

    def _way(self, chosen: Sequence[_Way], ends: tuple[str, ...] = ()) -> str | None:
        """One way through all patterns as the inside of a group; None when nothing can fit it.

        ends: of a path, when it is one step of it, from anywhere; else all variables that count are wanted.
        """
        pieces = [piece for one in chosen for piece in one.pieces]
        terms: dict[str, str] = {}
        tests: list[str] = []
        for pair in (pair for one in chosen for pair in one.same):
            a, b = (terms.get(term, term) for term in pair)
            if a == b:
                continue
            kept, left = (a, b) if variable(b) else (b, a)
            if not variable(left):
                tests.append(f"FILTER(sameTerm({a}, {b}))")
                continue
            terms = {name: kept if term == left else term for name, term in terms.items()} | {left: kept}
        parts = [piece.write(terms, self._fresh) for piece in pieces]
        if None in parts:
            return None
        there = {terms.get(end, end) for piece in pieces for end in piece.ends()}
        roots = dict.fromkeys(terms.get(term, term) for one in chosen for pair in one.same for term in pair)
        parts += [self._node(root) for root in roots if root not in there]
        wanted = ends or (*self._named, *self._counted)
        binds = [self._bound(name, kept) for name, kept in terms.items() if name in wanted]
        early = not ends and (not self._free or any(one.same for one in chosen))
        named = [Values(terms.get(one.name, one.name), one.terms) for one in self._values if early]
        inside = [one.text for one in named if variable(one.name)]
        return " ".join([*inside, *filter(None, parts), *binds, *tests])

    def _bound(self, name: str, kept: str) -> str:
        """That a variable has the value of the term that stood in its place."""
        if not variable(kept):
            return f"VALUES {name} {{ {kept} }}"
        if name in self._outside:
            return f"FILTER(!BOUND({name}) || sameTerm({name}, {kept}))"
        return f"BIND({kept} AS {name})"

    def _node(self, name: str) -> str:
        """That a term is a node of some graph: a path of no length has any of them at its end."""
        a, b, one, other = (next(self._fresh) for _ in range(4))
        begins = f"{{ GRAPH {one} {{ {name} {a} {b} }} }} UNION " if can_begin(name) else ""
        return f"{begins}{{ GRAPH {other} {{ {b} {a} {name} }} }}"

    def _pattern(self, pattern: Pattern) -> list[_Way]:
        subject, path, end = pattern
        if isinstance(path, str):
            return [_Way((Edge(subject, path, end),))]
        return self._path(subject, path, end, free=self._free)

    def _path(self, subject: str, path: Path, end: str, *, free: bool) -> list[_Way]:
        """The ways of a path. free: whether copies do not matter, as inside of `*`."""
        if path.kind == "iri":
            return [_Way((Edge(subject, path.text, end),))]
        if path.kind == "inverse":
            return self._path(end, path.parts[0], subject, free=free)
        if path.kind == "not":
            by = self._count(free)
            return [_Way((Edge(subject, by, end, after=f" FILTER({by} NOT IN ({path.text}))"),))]
        if path.kind == "sequence":
            ends = [subject, *(self._count(free) for _ in path.parts[1:]), end]
            steps = [self._path(a, p, b, free=free) for a, p, b in zip(ends, path.parts, ends[1:], strict=False)]
            _check_number(steps)
            return [_joined(way) for way in product(*steps)]
        if path.kind == "alternative":
            return self._alternative(subject, path, end, free=free)
        none = [_Way(same=((subject, end),))]
        once = self._path(subject, path.parts[0], end, free=True)
        if path.kind == "zero_or_one":
            return [*none, *(way for way in once if way.pieces)]
        if path.kind == "one_or_more" and all(way.pieces for way in once):
            none = []
        seeds = {one.name: one.terms for one in self._values}
        pairs = self._closure.pairs(subject, path.parts[0], end, seeds, self._steps)
        return [*none, *([_Way((Pairs(subject, end, pairs),))] if pairs else [])]

    def _alternative(self, subject: str, path: Path, end: str, *, free: bool) -> list[_Way]:
        names = [part.text for part in path.parts if part.kind == "iri"]
        if len(names) == len(path.parts) == len(set(names)):
            if free:
                return [_Way((Edge(subject, f"({'|'.join(names)})", end),))]
            by = self._count(free)
            return [_Way((Edge(subject, by, end, before=f"VALUES {by} {{ {' '.join(names)} }} "),))]
        ways = [self._path(subject, part, end, free=free) for part in path.parts]
        if all(len(way) == 1 and not way[0].same for way in ways):
            tag = "" if free else self._count(free)
            return [_Way((Either(tuple(way[0].pieces for way in ways), tag),))]
        if free:
            return [way for several in ways for way in several]
        raise QueryError(
            "a path with | around * cannot be counted on a server that keeps its graphs apart",
            todo="Write SELECT DISTINCT, or start the server with the union of its graphs as default graph",
        )

    def _steps(self, subject: str, path: Path, end: str) -> str:
        """One step of a path as the inside of a group, copies and all."""
        written = [self._way([way], (subject, end)) for way in self._path(subject, path, end, free=True) if way.pieces]
        return " UNION ".join(f"{{ {text} }}" for text in written if text is not None)

    def _count(self, free: bool) -> str:
        """A new variable; one that counts, unless copies do not matter."""
        name = next(self._fresh)
        if not free:
            self._counted.append(name)
        return name


def _check_number(ways: Sequence[Sequence[_Way]]) -> None:
    """Raise QueryError when the ways of all steps together are too many; each step of `?` doubles them."""
    if prod(map(len, ways)) > _MOST:
        raise QueryError(
            "the query has too many paths in one place for a server that keeps its graphs apart",
            todo="Start the server with the union of its graphs as default graph",
        )


def _joined(ways: Sequence[_Way]) -> _Way:
    return _Way(tuple(p for way in ways for p in way.pieces), tuple(s for way in ways for s in way.same))
