"""One function, two engines: shapes held against N-Quads by the fast one or by pyshacl, with the same results.

Between check.py and the engines. Law: the fast engine is used for what it can read, and pyshacl for all else; there is
no way to check less.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from navograaf.graph.engine import Raw, prepare, run
from navograaf.graph.known import Known
from navograaf.graph.nodes import read
from navograaf.graph.proof import prove
from navograaf.graph.shapes import Shapes

Engine = Literal["fast", "pyshacl"]
"""The fast one proves what it can and asks pyshacl about the rest; pyshacl alone is for comparison."""


class Facts(Protocol):
    """What a graph says, for the words of a report; nodes and predicates are IRIs."""

    @property
    def name(self) -> str: ...

    def describes(self, node: str) -> bool: ...

    def values(self, subject: str, predicate: str) -> list[str]: ...

    def holders(self, predicate: str, item: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A graph that was held against shapes."""

    facts: Facts
    results: list[Raw]
    is_empty: bool = False


def hold(nquads: str, about: Known | None, shapes: Shapes, engine: Engine = "fast") -> Held:
    """Hold the shapes against a graph, with what `about` knows of the things it points to; results in no order.

    Raises GraphError where the text is not N-Quads, NavograafError for shapes that cannot be used.
    """
    if engine == "fast":
        nodes = read(nquads)
        results = prove(nodes, about, shapes) if nodes else None
        if nodes and results is not None:
            return Held(nodes, results)
    data = prepare([nquads], about, shapes)
    if not data.own:
        return Held(data, [], is_empty=True)
    return Held(data, list(run(data, shapes)))
