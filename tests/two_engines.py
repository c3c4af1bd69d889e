"""The same query in pyoxigraph and in rdflib, with rows that can be compared: value, datatype and language as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Dataset

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def dataset(store: Store) -> Dataset:
    """All named graphs of a store for rdflib, their union as the default graph."""
    from pyoxigraph import RdfFormat
    from rdflib import Dataset

    made = Dataset(default_union=True)
    made.parse(data=(store.dump(format=RdfFormat.N_QUADS) or b"").decode("utf-8"), format="nquads")
    return made


def in_oxigraph(store: Store, query: str) -> list[tuple[str, ...]]:
    """The rows, sorted; "" for a value that is not there."""
    from pyoxigraph import QuerySolutions

    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return sorted(tuple(_oxigraph(row[name]) for name in names) for row in answer)


def in_rdflib(made: Dataset, query: str) -> list[tuple[str, ...]]:
    """The rows, sorted; "" for a value that is not there."""
    return sorted(tuple(_rdflib(value) for value in row) for row in made.query(query))  # type: ignore[union-attr]


def _oxigraph(term: Any) -> str:
    from pyoxigraph import Literal

    if term is None:
        return ""
    if isinstance(term, Literal):
        return f"{term.value}^^{term.datatype.value}@{term.language or ''}"
    return f"<{term.value}>"


def _rdflib(term: Any) -> str:
    from rdflib import Literal

    if term is None:
        return ""
    if isinstance(term, Literal):
        return f"{term}^^{term.datatype or (_LANGUAGE if term.language else _STRING)}@{term.language or ''}"
    return f"<{term}>"
