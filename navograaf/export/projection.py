"""Projections: two queries that turn a graph into the nodes and the edges of a network.

A projection is a folder queries/gephi/NAME/ with nodes.rq and edges.rq, so that an analyst adds one
without Python; queries/gephi/README.md is the contract of their columns and front comments. This
module reads the folder and runs the queries; network.py merges the rows. Law: a query that breaks
the contract is named with its file, and with the row and the column where there is one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from navograaf.errors import ExportError, QueryError
from navograaf.export.cells import Value, short
from navograaf.files import folder

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

NODE_COLUMNS = ("id", "label", "kind")
EDGE_COLUMNS = ("source", "target", "kind", "label")
"""The columns that a query must have; start, end, weight, evidence and any others are free."""

_FRONT = re.compile(r"#\s*(title|description|direction|kinds|sums|lists):\s*(.*\S)\s*")
_INTEGERS = frozenset(
    {"integer", "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"}
    | {"nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"}
)
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Table:
    """One of the two queries: where it stands, what it says and how its rows of one element add up."""

    path: Path
    text: str
    required: tuple[str, ...]
    sums: frozenset[str]
    """Columns whose numbers are added over the rows of one element."""
    lists: frozenset[str]
    """Columns whose values are gathered into a list; a cell may hold several, one a line."""

    @property
    def where(self) -> str:
        """The query's place as a user knows it: queries/gephi/topics/nodes.rq."""
        return "/".join(("queries", *self.path.parts[-3:]))


@dataclass(frozen=True, slots=True)
class Projection:
    """A network as its folder describes it."""

    name: str
    title: str
    description: str
    directed: bool
    kinds: tuple[str, ...]
    """Kinds of nodes in the order of the palette; others follow."""
    nodes: Table
    edges: Table


def projections() -> list[str]:
    """The names for --projection, sorted."""
    return sorted(path.parent.name for path in (folder("queries") / "gephi").glob("*/nodes.rq"))


def projection(name: str) -> Projection:
    """Read a projection by name. Raises ExportError for an unknown one (it lists the known) or a broken one."""
    known = projections()
    if name not in known:
        raise ExportError(f"there is no projection {name!r}", todo=f"Choose one of: {', '.join(known)}")
    place = folder("queries") / "gephi" / name
    nodes, front = _table(place / "nodes.rq", NODE_COLUMNS)
    edges, edge_front = _table(place / "edges.rq", EDGE_COLUMNS)
    if "title" not in front:
        raise ExportError("the title is missing", where=nodes.where, todo='Begin the file with "# title: ..."')
    direction = edge_front.get("direction")
    if direction not in ("directed", "undirected"):
        raise ExportError(
            "the direction is missing or unknown",
            where=edges.where,
            todo='Begin the file with "# direction: directed" or "# direction: undirected"',
        )
    return Projection(
        name=name,
        title=front["title"],
        description=front.get("description", ""),
        directed=direction == "directed",
        kinds=tuple(front.get("kinds", "").split()),
        nodes=nodes,
        edges=edges,
    )


def run(table: Table, store: Store) -> tuple[list[str], Iterator[dict[str, Value]]]:
    """The columns of a query, in its own order, and its rows: bound cells alone, as Python values.

    The default graph of the query is the union of all named graphs. Raises ExportError when the
    query does not parse, is no SELECT, asks another server or lacks a column.
    """
    from pyoxigraph import QuerySolutions

    from navograaf.answers.gate import admit

    try:
        # A projection may come from someone else's folder, so SERVICE is refused here as it is in `query`.
        result = store.query(admit(table.text), use_default_graph_as_union=True)
    except QueryError as error:
        raise ExportError(error.what, where=table.where, todo="Mend the query") from error
    except (SyntaxError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())
        raise ExportError(f"the query cannot be run ({reason})", where=table.where, todo="Mend the query") from error
    if not isinstance(result, QuerySolutions):
        raise ExportError("the query is no SELECT", where=table.where, todo="Make it one")
    columns = [variable.value for variable in result.variables]
    for column in table.required:
        if column not in columns:
            raise ExportError(
                f"the query has no column ?{column}",
                where=table.where,
                todo=f"Select ?{' ?'.join(table.required)} and what else is wanted",
            )
    return columns, _rows(table, columns, result)


def _rows(table: Table, columns: list[str], result: QuerySolutions) -> Iterator[dict[str, Value]]:
    for number, solution in enumerate(result, 1):
        row: dict[str, Value] = {}
        for column in columns:
            term = solution[column]
            if term is not None:
                try:
                    row[column] = _value(term)
                except ValueError as error:
                    raise ExportError(
                        f"row {number}, column ?{column}: {error}", where=table.where, todo="Mend the query"
                    ) from error
        yield row


def _value(term: NamedNode | BlankNode | Literal | Triple) -> Value:
    from pyoxigraph import Literal, NamedNode

    if isinstance(term, NamedNode):
        return short(term.value)
    if not isinstance(term, Literal):
        raise ValueError("a blank node or a triple is no value")
    text, datatype = term.value, term.datatype.value
    if not datatype.startswith(_XSD):
        return text
    kind = datatype[len(_XSD) :]
    if kind in _INTEGERS:
        return int(text)
    if kind in ("decimal", "double", "float"):
        number = float(text)
        if not math.isfinite(number):
            raise ValueError(f"{text} is no number that Gephi reads")
        return number
    if kind == "boolean":
        return text in ("true", "1")
    return text


def _table(path: Path, required: tuple[str, ...]) -> tuple[Table, dict[str, str]]:
    where = "/".join(("queries", *path.parts[-3:]))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(f"cannot be read ({error})", where=where, todo="A projection needs both files") from error
    front: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if match := _FRONT.fullmatch(line):
            front[match[1]] = match[2]
    sums, lists = (frozenset(front.get(key, "").split()) for key in ("sums", "lists"))
    return Table(path, text, required, sums | {"weight"}, lists | {"evidence"}), front
