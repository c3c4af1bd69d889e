"""The graph's own questions: queries/internal/*.rq run on a store, their rows as plain text.

Every other station of answers/ reads the graph through here, so the SPARQL stands in files. Laws: what
goes into a query is an IRI that the engine has read as one, never a text; what stands in one letter is
asked of that letter's graph, for the engine would search those of all letters (marks: 70 s against 0.06).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from navograaf.errors import QueryError
from navograaf.files import folder
from navograaf.iris import GRAPHS, PREFIXES, THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.graph.folder import GraphFolder

_PARAMETER = re.compile(r"\$(\w+)")
Row = tuple[str, ...]
"""The values of one row in the order of SELECT: IRIs and literals as text, "" where unbound."""


def open_store(source: GraphFolder | Store | Path | str) -> Store:
    """The store to ask: that of a graph folder (or of the folder at a path), or `source` itself.

    Raises GraphError when a path holds no graph.
    """
    from pyoxigraph import Store

    if isinstance(source, Store):
        return source
    if isinstance(source, (Path, str)):
        from navograaf.graph.folder import GraphFolder

        source = GraphFolder.open(Path(source))
    return source.store()


def rows(store: Store, name: str, *, graph: str | None = None, **given: str) -> list[Row]:
    """The rows of queries/internal/<name>.rq, where `$key` stands for the IRI given as `key`.

    graph: the IRI of the one named graph to ask, such as a letter's own; None asks all of them.
    """
    from pyoxigraph import NamedNode, QuerySolutions

    terms = {key: str(NamedNode(value)) for key, value in given.items()}  # refuses what is no IRI
    answer = store.query(
        _PARAMETER.sub(lambda found: terms[found[1]], _text(folder("queries"), name)),
        prefixes=PREFIXES,
        use_default_graph_as_union=graph is None,
        default_graph=None if graph is None else NamedNode(graph),
    )
    if not isinstance(answer, QuerySolutions):
        raise QueryError("an internal query must be a SELECT", where=f"internal/{name}.rq")
    return [tuple("" if term is None else getattr(term, "value", str(term)) for term in row) for row in answer]


def letter_graph(letter: str) -> str:
    """The IRI of the named graph of the letter with this IRI."""
    return GRAPHS + letter.removeprefix(THINGS)


@cache
def _text(queries: Path, name: str) -> str:
    text = (queries / "internal" / f"{name}.rq").read_text(encoding="utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
