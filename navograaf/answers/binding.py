"""Values for the parameters of a query: they go into its VALUES blocks, as terms.

Between ask.py, which knows what a name stands for, and query.py. A query that takes ?topic has a block
`VALUES ?topic { <...> }` with an example, or UNDEF for "any"; so it runs as it stands in any SPARQL
program. Law: only whole terms, written by nquads.py, take the place of what stands between the braces;
nothing that a user typed becomes SPARQL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from navograaf.answers.terms import Term
from navograaf.errors import QueryError
from navograaf.graph.nquads import iri, text
from navograaf.iris import PREFIXES

_TOKEN = re.compile(
    r"""\#[^\n]* | <[^\x00-\x20<>"{}|^`\\]*> | \"\"\".*?\"\"\" | '''.*?'''
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
        | \b(?i:values) \s* \?(?P<name>\w+) \s* \{ (?P<values>[^{}]*) \}""",
    re.VERBOSE | re.DOTALL,
)


def parameters(query: str) -> dict[str, str]:
    """The variables that have a VALUES block of their own, with what stands in it (of the first block)."""
    found: dict[str, str] = {}
    for token in _TOKEN.finditer(query):
        if token["name"]:
            found.setdefault(token["name"], token["values"].strip())
    return found


def bind(query: str, values: Mapping[str, Sequence[Term]]) -> str:
    """`query` with the values in every VALUES block of each variable; none at all means any (UNDEF).

    Raises QueryError for a variable without such a block.
    """
    unknown = sorted(set(values) - set(parameters(query)))
    if unknown:
        raise QueryError(f"the query has no block VALUES ?{unknown[0]} {{ }}", todo="Write one where the value belongs")

    def put(token: re.Match[str]) -> str:
        name = token["name"]
        if name not in values:
            return token[0]
        terms = " ".join(map(written, values[name])) or "UNDEF"
        return f"VALUES ?{name} {{ {terms} }}"

    return _TOKEN.sub(put, query)


def written(term: Term) -> str:
    """A term as SPARQL writes it. Raises GraphError for an IRI that is none, QueryError for a blank node."""
    if term.kind == "uri":
        return iri(term.value)
    if term.kind != "literal":
        raise QueryError("only an IRI or a literal can be the value of a parameter")
    if term.language or term.datatype in ("", PREFIXES["xsd"] + "string"):
        return text(term.value, term.language)
    return f"{text(term.value)}^^{iri(term.datatype)}"
