"""Answers as data frames of pandas, for those who have it: `open_graph("graph").trace("NMI").frame()`.

Beside records.py and results.py; pandas is asked for only here. Laws: a frame has the rows and columns of the csv, in
their order; a column has one type, whatever its rows: text (dates too, with the precision they have), Int64, Float64 or
boolean, and what is not known is pandas.NA.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from navograaf.answers.terms import Result, Term
from navograaf.errors import NavograafError
from navograaf.iris import PREFIXES

if TYPE_CHECKING:
    from pandas import DataFrame

    from navograaf.answers.trace import Trace

_XSD = PREFIXES["xsd"]
_WHOLE = {f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger")}
_NUMBER = _WHOLE | {f"{_XSD}{name}" for name in ("decimal", "double", "float")}
_TRUTH = {f"{_XSD}boolean"}
_LARGEST = 2**63
_TYPES = {"start": "Int64", "end": "Int64", "page": "Int64", "paper_inferred": "boolean"}
"""The columns of a trace that are no text."""


def trace_frame(trace: Trace) -> DataFrame:
    """One row an entry, with the columns of the csv. Raises NavograafError where pandas is not installed."""
    from navograaf.answers.records import COLUMNS, records

    rows = records(trace)
    return _frame((name, [_plain(row[name]) for row in rows], _TYPES.get(name, "string")) for name in COLUMNS)


def result_frame(result: Result) -> DataFrame:
    """One row for each of a query's; of ASK one row `answer`. Raises NavograafError where pandas is not installed."""
    if result.truth is not None:
        return _frame([("answer", [result.truth], "boolean")])
    columns = [[row[i] for row in result.rows] for i in range(len(result.variables))]
    return _frame((name, *_typed(terms)) for name, terms in zip(result.variables, columns, strict=True))


def _frame(columns: Iterable[tuple[str, Sequence[object], str]]) -> DataFrame:
    try:
        import pandas
    except ImportError as error:
        raise NavograafError(
            "data frames need pandas, which is not installed", todo="Install it: pip install 'navograaf[frames]'"
        ) from error
    return pandas.DataFrame({name: pandas.array(list(values), dtype=type_) for name, values, type_ in columns})


def _plain(value: Any) -> Any:
    """A value of a trace as a cell: a list as the csv writes it, "" as not known."""
    if isinstance(value, list):
        value = " ".join(map(str, value))
    return None if value == "" else value


def _typed(terms: Sequence[Term | None]) -> tuple[list[object], str]:
    """The values of a column, and its type: that of its literals where they are all of one."""
    types = {term.datatype if term.kind == "literal" else "" for term in terms if term}
    if types and types <= _TRUTH:
        return [term and term.value in ("true", "1") for term in terms], "boolean"
    try:
        if types and types <= _WHOLE:
            whole = [None if term is None else int(term.value) for term in terms]
            if all(-_LARGEST <= one < _LARGEST for one in whole if one is not None):
                return list(whole), "Int64"
        elif types and types <= _NUMBER:
            return [None if term is None else float(term.value) for term in terms], "Float64"
    except ValueError:  # "abc"^^xsd:integer may stand in a graph that was not checked
        pass
    return [None if term is None else term.value for term in terms], "string"
