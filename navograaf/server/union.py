"""How one server is asked about all its named graphs together, which SPARQL leaves to it.

Between remote.py and the server. The queries of navograaf are about the union of the graphs; to some servers that is
the default graph anyway, some have a word for it, and for the others across.py writes the query anew. Law: nothing is
taken on trust: a way counts when the server shows in it a triple that it has in a named graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from navograaf.errors import EndpointError, QueryError
from navograaf.iris import GRAPHS
from navograaf.server.asking import Asker, Params
from navograaf.server.pushed import PUSHED

REFERENCE = f"{GRAPHS}reference"
_ONE = "{{ SELECT (<{0}> AS ?g) ?s ?p ?o {{ GRAPH <{0}> {{ ?s ?p ?o }} FILTER(ISIRI(?s)) }} LIMIT 1 }}"
_WITNESS = f"SELECT ?g ?s ?p ?o {{ {_ONE.format(PUSHED)} UNION {_ONE.format(REFERENCE)} }}"
SWITCHES: tuple[tuple[str, str], ...] = (
    ("union-default-graph", "true"),  # Oxigraph
    ("default-graph-uri", "urn:x-arq:UnionGraph"),  # Jena, Fuseki
    ("default-graph-uri", "tag:stardog:api:context:all"),  # Stardog
)
"""Parameters by which servers make the union the default graph of one query."""


@dataclass(frozen=True, slots=True)
class Union:
    """The way of one server. `params` go with the query; `across`: write it anew; `empty`: it has no such graphs."""

    params: Params = ()
    across: bool = False
    empty: bool = False
    chooses: bool = False
    """Whether the parameters also choose the named graphs, so that a query that says GRAPH would find none."""


def union_of(asker: Asker, seconds: float, switches: Params = SWITCHES) -> Union:
    """The way of the server, tried out. switches: the parameters to try. Raises what Asker.ask raises."""
    rows: list[Any] = list(asker.ask(_WITNESS, seconds=seconds))  # type: ignore[arg-type]  # a SELECT gives rows
    if not rows:
        return Union(empty=True)
    # The list of what was pushed stands nowhere else; reference data might also have been put in the default graph.
    _, *triple = min(rows, key=lambda row: row["g"].value != PUSHED)
    seen = f"ASK {{ {' '.join(map(str, triple))} }}"
    if _true(asker, seen, (), seconds):
        return Union()
    for switch in switches:
        try:
            if _true(asker, seen, (switch,), seconds):
                return Union((switch,), chooses=switch[0] == "default-graph-uri")
        except (EndpointError, QueryError):  # it does not know the parameter and says so
            continue
    return Union(across=True)


def _true(asker: Asker, question: str, params: Params, seconds: float) -> bool:
    return bool(asker.ask(question, params, seconds=seconds))
