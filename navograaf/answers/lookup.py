"""The graph's own questions: queries/internal/*.rq run on a store, their rows as plain text.

Every other station of answers/ reads the graph through here, so the SPARQL stands in files. Laws: what
goes into a query is an IRI that the engine has read as one, never a text; what stands in one letter is
asked of that letter's graph, for the engine would search those of all letters (marks: 70 s against 0.06).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from navograaf.errors import QueryError
from navograaf.files import folder
from navograaf.iris import GRAPHS, PREFIXES, THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.graph.folder import GraphFolder
    from navograaf.server.remote import Endpoint

_PARAMETER = re.compile(r"\$(\w+)")
_TOGETHER = 500
"""So many IRIs are asked for in one query: it stays short for a server, and its start is paid once."""
Row = tuple[str, ...]
"""The values of one row in the order of SELECT: IRIs and literals as text, "" where unbound."""


def open_store(source: GraphFolder | Store | Endpoint | Path | str) -> Store:
    """The store to ask: that of a graph folder (or of the folder at a path), or `source` itself.

    A server answers what a store does (server/remote.py), and passes for one. Raises GraphError when a path holds no
    graph.
    """
    from navograaf.graph.folder import GraphFolder

    if isinstance(source, (Path, str)):
        source = GraphFolder.open(Path(source))
    return cast("Store", source.snapshot() if isinstance(source, GraphFolder) else source)


def rows(store: Store, name: str, *, graph: str | None = None, **given: str | Sequence[str]) -> list[Row]:
    """The rows of queries/internal/<name>.rq, where `$key` stands for the IRI, or the IRIs, given as `key`.

    graph: the IRI of the one named graph to ask, such as a letter's own; None asks all of them.
    """
    from pyoxigraph import NamedNode, QuerySolutions

    iris = {key: (value,) if isinstance(value, str) else value for key, value in given.items()}
    terms = {key: " ".join(str(NamedNode(one)) for one in value) for key, value in iris.items()}  # refuses no IRI
    answer = store.query(
        _PARAMETER.sub(lambda found: terms[found[1]], _text(folder("queries"), name)),
        prefixes=PREFIXES,
        use_default_graph_as_union=graph is None,
        default_graph=None if graph is None else NamedNode(graph),
    )
    if not isinstance(answer, QuerySolutions):
        raise QueryError("an internal query must be a SELECT", where=f"internal/{name}.rq")
    return [tuple(["" if term is None else term.value for term in row]) for row in answer]


def rows_of(store: Store, name: str, key: str, iris: Sequence[str], *, graph: str | None = None) -> list[Row]:
    """The rows of an internal query for many IRIs, some hundreds at a time, from one graph or all together.

    In the order of `iris` as far as the groups go: each IRI has its rows in one group.
    """
    found: list[Row] = []
    for first in range(0, len(iris), _TOGETHER):
        group: dict[str, Any] = {key: iris[first : first + _TOGETHER]}
        found += rows(store, name, graph=graph, **group)
    return found


def letter_graph(letter: str) -> str:
    """The IRI of the named graph of the letter with this IRI."""
    return GRAPHS + letter.removeprefix(THINGS)


@cache
def _text(queries: Path, name: str) -> str:
    text = (queries / "internal" / f"{name}.rq").read_text(encoding="utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
