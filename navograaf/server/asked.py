"""What is told of a query before it is sent: its form, its prefixes, its graphs.

Used by remote.py. Law: a query that goes to a server means there what it means here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from navograaf.answers.gate import PROLOGUE
from navograaf.server.asking import Params
from navograaf.server.tokens import tokens

_FORMS = ("select", "ask", "construct", "describe")


def form_of(query: str) -> str:
    """select, ask, construct or describe; "" for what is none."""
    found = PROLOGUE.match(query)
    form = found["first"].lower() if found else ""
    return form if form in _FORMS else ""


def dataset(query: str, graphs: Sequence[str]) -> Params:
    """The parameters of the protocol that say what FROM and FROM NAMED say. graphs: their IRIs, in order."""
    found = tokens(query)
    places = [place for place, token in enumerate(found) if token.says("FROM")]
    named = [found[place + 1].says("NAMED") for place in places]
    return tuple(
        ("named-graph-uri" if by_name else "default-graph-uri", graph)
        for by_name, graph in zip(named, graphs, strict=True)
    )


def declared(query: str, prefixes: Mapping[str, str]) -> str:
    """`query` with the prefixes that it uses and does not declare, on its first line."""
    front = PROLOGUE.match(query)
    # A comment or a string may speak of a prefix: only what stands before the form declares one.
    found = tokens(query[: front.start("first")]) if front else []
    declared = {name.text for word, name in pairwise(found) if word.says("PREFIX")}
    used = (name for name in prefixes if f"{name}:" not in declared and f"{name}:" in query)
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in used) + query
