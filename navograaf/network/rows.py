"""The rows of a projection's query, as Python values.

Between projection.py and selection.py. Laws: a row holds its bound cells alone; an IRI is shortened to its end
(`mission/NMI`), a number is a number that Gephi reads; a query that breaks the contract is named with its file, and
with the row and the column where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from navograaf.errors import ExportError, QueryError
from navograaf.network.cells import Value, short
from navograaf.network.front import Table

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

Row = dict[str, Value]
"""The bound cells of a row by column."""
Rows = tuple[list[str], Iterator[Row]]
"""The columns of a query, in its own order, and its rows."""
_INTEGERS = frozenset(
    {"integer", "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"}
    | {"nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"}
)
_LARGEST = 10**15
"""Larger numbers would lose digits in a double, and sums of them would overflow."""
_XSD = "http://www.w3.org/2001/XMLSchema#"


def run(table: Table, store: Store) -> Rows:
    """The columns of a query, in its own order, and its rows: bound cells alone, as Python values.

    The default graph of the query is the union of all named graphs. Raises ExportError when the
    query does not parse, is no SELECT, asks another server, chooses graphs or lacks a column.
    """
    from pyoxigraph import QuerySolutions

    from navograaf.answers.gate import admit, named_graphs

    try:
        # A projection may come from someone else's folder, so SERVICE is refused here as it is in `query`.
        query = admit(table.text)
        if named_graphs(query):
            raise ExportError("FROM chooses graphs, and a projection sees all", where=table.where, todo="Take it out")
        result = store.query(query, use_default_graph_as_union=True)
    except QueryError as error:
        raise ExportError(error.what, where=table.where, todo="Mend the query") from error
    except (SyntaxError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())[:200]  # the parser lists all that it would have taken
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
    table.check(columns)
    return columns, _rows(table, columns, result)


def _rows(table: Table, columns: list[str], result: QuerySolutions) -> Iterator[Row]:
    for number, solution in enumerate(result, 1):
        row: Row = {}
        for column in columns:
            term = solution[column]
            if term is not None:
                try:
                    row[column] = _value(term)
                except ValueError as error:
                    known = " ".join(str(row[end]) for end in ("id", "source", "target") if end in row)
                    what = f"row {number}{f' ({known})' if known else ''}, column ?{column}: {error}"
                    raise ExportError(what, where=table.where, todo="Mend the query") from error
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
        whole = int(text)
        if abs(whole) > _LARGEST:
            raise ValueError(f"{text[:30]} is too large a number")
        return whole
    if kind in ("decimal", "double", "float"):
        number = float(text)
        if not abs(number) <= _LARGEST:  # not a number and the infinities among them
            raise ValueError(f"{text[:30]} is no number that a network can add up")
        return number
    if kind == "boolean":
        return text in ("true", "1")
    return text
