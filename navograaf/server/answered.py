"""What a server answers as the plain values of answers/, within the limits of a query of a user.

Between remote.py and answers/query.py. Law: the same terms as worker.py makes of the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navograaf.answers.refusals import refused
from navograaf.answers.terms import TRIPLE, Result, Row, Term


def result(found: Any, *, rows: int, characters: int) -> Result:
    """The whole answer. found: solutions, a truth or triples, as pyoxigraph has them.

    Raises QueryError for more than so many rows, or characters in all of them.
    """
    from pyoxigraph import QueryBoolean, QuerySolutions

    if isinstance(found, QueryBoolean):
        return Result((), truth=bool(found))
    if isinstance(found, QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        return Result(names, tuple(_rows(found, rows, characters)))
    made = _rows(found, rows, characters)
    return Result(TRIPLE, tuple(sorted(set(made))), graph=True)


def _rows(found: Iterable[Iterable[Any]], rows: int, characters: int) -> list[Row]:
    made: list[Row] = []
    length = 0
    for solution in found:
        row = tuple(None if term is None else _term(term) for term in solution)
        length += sum(len(term.value) for term in row if term)
        if len(made) >= rows:
            raise refused("size", "rows", "")
        if length > characters:
            raise refused("size", "characters", "")
        made.append(row)
    return made


def _term(term: Any) -> Term:
    name = type(term).__name__
    if name == "NamedNode":
        return Term("uri", term.value)
    if name == "BlankNode":
        return Term("bnode", term.value)
    if name == "Literal":
        return Term("literal", term.value, term.language or "", term.datatype.value)
    return Term("triple", str(term))
