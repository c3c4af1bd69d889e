"""What one value must look like for a constraint to hold without doubt, as functions on written terms.

Behind proof_rules.py. Law: a function here says True only where pyshacl would find nothing; False says "ask", not
"wrong". So a date is one that every calendar has (29 February is asked about), an integer is one as machines write it.
All that can be is a method of a compiled pattern or of a set, which costs no call of Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from navograaf.iris import PREFIXES

Check = Callable[[str], Any]
"""A written term -> something true where the constraint holds without doubt."""
XSD, RDF, SH = (PREFIXES["xsd"], PREFIXES["rdf"], "http://www.w3.org/ns/shacl#")
_DAY = (
    r"(?!0000)[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_INTEGER = "(?:0|-?[1-9][0-9]{0,17})"
_TYPED = {
    "integer": _INTEGER,
    "decimal": rf"{_INTEGER}(?:\.[0-9]{{1,18}})?",
    "boolean": "(?:true|false)",
    "date": _DAY,
    "gYearMonth": "(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])",
    "gYear": "(?!0000)[0-9]{4}",
}
_DECIMAL = re.compile(rf'"({_TYPED["decimal"]})"\^\^<{re.escape(XSD)}decimal>')
_NUMBER = re.compile(rf'"({_INTEGER})"\^\^<{re.escape(XSD)}integer>')


def of_datatype(datatype: str) -> str | None:
    """The pattern of literals that are surely of a datatype (an IRI); None for one that is not provided for."""
    if datatype == XSD + "string":
        return '".*"'
    if datatype == RDF + "langString":
        return '".*"@[a-z0-9-]+'
    words = _TYPED.get(datatype.removeprefix(XSD))
    return words and rf'"{words}"\^\^<{re.escape(datatype)}>'


def matching(*patterns: str) -> Check:
    """The check that a term is like one of some patterns."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)).fullmatch


is_integer = matching(str(of_datatype(XSD + "integer")))
"""The check that `integer` knows the value of a term: that of sh:datatype, so that no term is looked at twice."""


def of_kind(kind: str) -> Check | None:
    """The check for sh:nodeKind (an IRI)."""
    return {SH + "IRI": matching("<.*>"), SH + "Literal": matching('".*')}.get(kind)


def not_empty() -> Check:
    """The check for sh:minLength 1."""
    return re.compile('"[^"]|<[^>]').match


def like(pattern: str) -> Check | None:
    """The check for sh:pattern on IRIs and on strings without an escape; None for what Python does not read alike."""
    try:
        search = re.compile(pattern).search
    except re.error:
        return None

    def holds(term: str) -> bool:
        inner = term[1:-1]
        simple = term.startswith("<") or (term.endswith('"') and "\\" not in inner)
        return simple and search(inner) is not None

    return holds


def at_least(least: int) -> Check:
    """The check for sh:minInclusive with an integer."""
    if least in (0, 1):
        pattern = "0|[1-9][0-9]{0,17}" if least == 0 else "[1-9][0-9]{0,17}"
        return re.compile(rf'"(?:{pattern})"\^\^<{re.escape(XSD)}integer>').fullmatch

    def holds(term: str) -> bool:
        value = integer(term)
        return value is not None and value >= least

    return holds


def in_language(languages: list[str]) -> Check:
    """The check for sh:languageIn."""
    return re.compile(f'".*"@(?:{"|".join(map(re.escape, languages))})').fullmatch


def integer(term: str) -> int | None:
    """The value of an xsd:integer; None for any other term."""
    match = _NUMBER.fullmatch(term)
    return int(match[1]) if match else None


def number(term: str) -> int | Decimal | None:
    """The value of an xsd:integer or xsd:decimal; None for any other term."""
    match = _DECIMAL.fullmatch(term)
    return Decimal(match[1]) if match else integer(term)


def integers(column: Iterable[str]) -> list[int]:
    """The values of terms that are integers."""
    end = -len(f'"^^<{XSD}integer>')
    return [int(term[1:end]) for term in column]
