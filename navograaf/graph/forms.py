"""Forms: the lines that every node of a kind has, sorted once a process and filled once a node.

Between the terms (nquads.py) and the graph of a letter (evidence.py): most lines of a letter stand in a few fixed
bundles (a quote with its selectors, a mention), so their predicates are looked up, put in order and written out once,
with holes where the nodes differ. Law: a filled form is what the same lines would be when each was made by itself and
all were sorted; a form of which that cannot be told before it is filled is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise, zip_longest

from navograaf.errors import GraphError
from navograaf.graph.nquads import name

LETTER = "\x01"
"""Stands for the IRI of the letter, without its brackets."""
_GRAPH = "\x02"
A, B, C, D, E, F, G, H = HOLES = tuple("\x03\x04\x05\x06\x07\x08\x0e\x0f")
"""The holes of a form, by the place of their value; no character that a term can hold."""
_HOLE = re.compile(f"([{''.join(HOLES)}])")

Filler = Callable[..., str]
Row = tuple[str, str, str]
"""Subject, predicate and object: a term, with holes, or a prefixed name; the predicate is always a prefixed name."""


class Form:
    """Rows with holes. `lines`: a predicate of the first row's subject whose whole lines go in a hole, as they are."""

    def __init__(self, *rows: Row, lines: tuple[tuple[str, str], ...] = ()) -> None:
        """lines: predicate and hole; the hole takes none or more lines of that predicate, in order."""
        self.rows, self._lines = rows, lines

    @cached_property
    def _pieces(self) -> tuple[list[str], list[int]]:
        """The text between the holes, and for each hole the number of its value."""
        # Written as (what the line begins with, the line): only the beginning decides on the order.
        written = [(line, line) for line in (f"{s} {name(p)} {_term(o)} {_GRAPH} .\n" for s, p, o in self.rows)]
        written += [(f"{self.rows[0][0]} {name(predicate)} ", hole) for predicate, hole in self._lines]
        written.sort()
        for (one, _), (other, _) in pairwise(written):
            if not _differ(one, other):
                raise GraphError(f"the order of these lines depends on what fills them: {one!r}, {other!r}")
        pieces = _HOLE.split("".join(line for _, line in written))
        return pieces[::2], [HOLES.index(hole) for hole in pieces[1::2]]

    def of(self, letter: str, graph: str) -> Filler:
        """What fills the form for one letter: its IRI without brackets, and the term of its graph.

        The filler takes a value for each hole, in order, and gives the lines.
        """
        return self._maker(*self._fixed(letter, graph))

    def table(self, letter: str, graph: str, *values: Sequence[str]) -> list[str]:
        """The lines of many nodes at once, in pieces to be joined, `width` of them for each node.

        letter, graph: as for `of`; values: of each hole, in order, those of all nodes.
        """
        # A column at a time: one string for each node, to be joined with others later, would be written twice.
        pieces = [""] * (len(values[0]) * self.width)
        for place, piece in enumerate(self._fixed(letter, graph)):
            pieces[2 * place :: self.width] = [piece] * len(values[0])
        for place, hole in enumerate(self._pieces[1]):
            pieces[2 * place + 1 :: self.width] = values[hole]
        return pieces

    @property
    def width(self) -> int:
        """The number of pieces that a node has in a table."""
        fixed, holes = self._pieces
        return len(fixed) + len(holes)

    @cached_property
    def values(self) -> int:
        """The number of values that its filler takes: those up to the last hole that it has."""
        return max(self._pieces[1]) + 1

    def _fixed(self, letter: str, graph: str) -> list[str]:
        """The text between the holes, for one letter."""
        return [piece.replace(LETTER, letter).replace(_GRAPH, graph) for piece in self._pieces[0]]

    @cached_property
    def _maker(self) -> Callable[..., Filler]:
        """Makes a filler out of the pieces between the holes: one string of pieces and values, named one by one.

        Written as source and compiled, as namedtuple does: a loop over the holes takes twice the time.
        """
        fixed, holes = self._pieces
        pieces, values = [f"p{number}" for number in range(len(fixed))], [f"v{number}" for number in range(len(HOLES))]
        order = [word for pair in zip_longest(pieces, (values[hole] for hole in holes)) for word in pair if word]
        given = ", ".join(values[: self.values])
        words = "".join(f"{{{word}}}" for word in order)
        source = f"lambda {', '.join(pieces)}: lambda {given}: f'{words}'"
        maker: Callable[..., Filler] = eval(source, {})  # noqa: S307 - numbered names alone, nothing of a letter
        return maker


def _term(item: str) -> str:
    return item if item[0] in '<"' or item[0] < " " else name(item)


def _differ(one: str, other: str) -> bool:
    """Whether two beginnings differ first in characters that are no hole."""
    for a, b in zip(one, other, strict=False):
        if a != b:
            return a >= " " and b >= " "
    return False
