"""What a query answers: terms, rows, and the whole result, as plain values.

Made by query.py, written by results.py. Law: a term is exactly what the store holds; short forms are for reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from navograaf.iris import PREFIXES, THINGS

if TYPE_CHECKING:
    from pandas import DataFrame

Kind = Literal["uri", "bnode", "literal", "triple"]
XSD_STRING = PREFIXES["xsd"] + "string"
_LOCAL = re.compile(r"[A-Za-z0-9_][\w-]*")
TRIPLE = ("subject", "predicate", "object")
"""The columns of a graph that a query makes."""


class Term(NamedTuple):
    """An IRI, a blank node, a literal, or a triple (its text)."""

    kind: Kind
    value: str
    language: str = ""
    datatype: str = ""
    """IRI of the datatype of a literal; "" counts as xsd:string."""

    @property
    def short(self) -> str:
        """As a table shows it: `topic/iraq` for our things, `prov:used` for known names, else its value."""
        if self.kind == "bnode":
            return f"_:{self.value}"
        if self.kind != "uri":
            return self.value
        if self.value.startswith(THINGS):
            return self.value.removeprefix(THINGS)
        for prefix, base in PREFIXES.items():
            if self.value.startswith(base) and _LOCAL.fullmatch(self.value, len(base)):
                return f"{prefix}:{self.value.removeprefix(base)}"
        return self.value


Row = tuple[Term | None, ...]
"""One term for each variable, None where it has no value."""


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    SELECT: `variables` and `rows`. CONSTRUCT and DESCRIBE: rows of three, and `graph` is true.
    ASK: `truth`, and no rows.
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    graph: bool = False
    truth: bool | None = None

    def values(self) -> list[dict[str, str]]:
        """The rows as dictionaries of plain text, a variable without a value left out."""
        return [{name: term.value for name, term in zip(self.variables, row, strict=True) if term} for row in self.rows]

    def frame(self) -> DataFrame:
        """The rows in a data frame. Raises NavograafError where pandas is not installed."""
        from navograaf.answers.frames import result_frame

        return result_frame(self)


def uri(value: str) -> Term:
    """The term of an IRI."""
    return Term("uri", value)


def literal(value: str, datatype: str = "") -> Term:
    """The term of a literal; datatype is an IRI."""
    return Term("literal", value, "", datatype or XSD_STRING)
