"""What the filters of a query say of some terms, as far as every engine says the same.

Behind proof_queries.py, which reads them. Laws: a value is an integer in its canonical form, a plain string, or a term
as it is written; a test that is sure gives True or False, one that is an error in SPARQL raises Wrong (the row is no
match), and one on which engines may differ raises Unsure, so that pyshacl is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import ge, gt, le, lt
from typing import Any

from navograaf.graph.nodes import plain
from navograaf.graph.proof_terms import RDF, XSD, integer

Bindings = Mapping[str, str]
"""Variable -> term as it is written."""
Value = object
"""bool, int, Words or a written term."""
Expression = Callable[[Bindings], Value]
_INTEGER = re.compile("0|-?[1-9][0-9]{0,17}")
_TYPED = re.compile(r'".*"\^\^(<[^<>"]*>)', re.DOTALL)
_ORDER: dict[str, Callable[[Any, Any], Any]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


class Wrong(Exception):
    """An error in the sense of SPARQL."""


class Unsure(Exception):
    """Nothing that is sure."""


class Words(str):
    """A plain string, without quotes."""

    __slots__ = ()


def variable(name: str) -> Expression:
    """The term that a variable has."""

    def value(row: Bindings) -> Value:
        if name not in row:
            raise Wrong
        return row[name]

    return value


def is_bound(name: str) -> Expression:
    """BOUND."""
    return lambda row: name in row


def constant(value: Value) -> Expression:
    """A term, string or number of the query."""
    return lambda row: value


def either(one: Expression, other: Expression) -> Expression:
    """||, without the case that the first is an error."""
    return lambda row: _first(one, row) or truth(other(row))


def both(one: Expression, other: Expression) -> Expression:
    """&&, without the case that the first is an error."""
    return lambda row: _first(one, row) and truth(other(row))


def negated(one: Expression) -> Expression:
    """!"""
    return lambda row: not truth(one(row))


def compared(sign: str, one: Expression, other: Expression) -> Expression:
    """=, !=, <, <=, > or >= between two integers or two strings, the first two between two IRIs as well."""

    def value(row: Bindings) -> bool:
        low, high = _plain(one(row)), _plain(other(row))
        numbers = type(low) is int and type(high) is int
        if not numbers and not (isinstance(low, Words) and isinstance(high, Words)):
            iris = isinstance(low, str) and isinstance(high, str) and low[:1] == high[:1] == "<"
            if not iris or sign not in ("=", "!=") or isinstance(low, Words) or isinstance(high, Words):
                raise Unsure
        if sign in ("=", "!="):
            return (low == high) == (sign == "=")
        return bool(_ORDER[sign](low, high))

    return value


def cast(argument: Expression) -> Expression:
    """xsd:integer(...)"""

    def value(row: Bindings) -> int:
        given = _plain(argument(row))
        if type(given) is int:
            return given
        if not isinstance(given, Words):
            raise Unsure
        if _INTEGER.fullmatch(given):
            return int(given)
        raise Unsure if any(map(str.isnumeric, given)) else Wrong

    return value


def _string(row: Bindings, argument: Expression) -> Value:
    given = argument(row)
    return given if isinstance(given, Words) else Words(plain(_term(given)))


def _length(row: Bindings, argument: Expression) -> Value:
    return len(_words(argument(row)))


def _part(row: Bindings, of: Expression, start: Expression, size: Expression) -> Value:
    words, first, many = _words(of(row)), _number(start(row)), _number(size(row))
    if first < 1 or many < 0:
        raise Unsure
    return Words(words[first - 1 : first - 1 + many])


def _datatype(row: Bindings, argument: Expression) -> Value:
    term = _term(argument(row))
    if term.endswith('"'):
        return f"<{XSD}string>"
    if match := _TYPED.fullmatch(term):
        return match[1]
    if term.startswith("<"):
        raise Unsure
    return f"<{RDF}langString>"


def _choice(row: Bindings, asked: Expression, one: Expression, other: Expression) -> Value:
    return (one if _first(asked, row) else other)(row)


FUNCTIONS: dict[str, tuple[int, Callable[..., Value]]] = {
    "DATATYPE": (1, _datatype),
    "STR": (1, _string),
    "STRLEN": (1, _length),
    "SUBSTR": (3, _part),
    "IF": (3, _choice),
}
"""How many arguments a function takes, and what it is."""


def called(name: str, arguments: list[Expression]) -> Expression:
    """A function of some arguments. Raises ValueError for another number of them."""
    count, function = FUNCTIONS[name]
    if len(arguments) != count:
        raise ValueError(name)
    return lambda row: function(row, *arguments)


def truth(value: Value) -> bool:
    """Of what is true or false; anything else is not sure."""
    if isinstance(value, bool):
        return value
    raise Unsure


def _first(one: Expression, row: Bindings) -> bool:
    try:
        return truth(one(row))
    except Wrong as error:
        raise Unsure from error


def _plain(value: Value) -> Value:
    """Integers and strings out of terms."""
    if isinstance(value, str) and not isinstance(value, Words) and value.startswith('"'):
        if value.endswith('"'):
            return Words(plain(value))
        number = integer(value)
        return value if number is None else number
    return value


def _term(value: Value) -> str:
    if isinstance(value, str) and not isinstance(value, Words):
        return value
    raise Unsure


def _words(value: Value) -> str:
    value = _plain(value)
    if isinstance(value, Words):
        return value
    raise Unsure


def _number(value: Value) -> int:
    value = _plain(value)
    if type(value) is int:
        return value
    raise Unsure
