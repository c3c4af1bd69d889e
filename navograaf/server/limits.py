"""How much a query may ask of across.py: how deep it is nested, and how many questions go to the server for it.

Law: what a query can make grow without end, it is refused for before that happens, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from navograaf.errors import QueryError
from navograaf.server.tokens import Token

DEEPEST = 60
"""Braces, parentheses and brackets in one another: each is read by a call within a call."""
QUESTIONS = 1_000
"""Questions that may be asked for one query; each * within a * doubles them."""
Ask = Callable[[str], Any]


def check_depth(found: Sequence[Token]) -> None:
    """Raise QueryError for a query that is nested deeper than any that a person writes."""
    depth = 0
    for token in found:
        depth += token.says("{", "(", "[") - token.says("}", ")", "]")
        if depth > DEEPEST:
            raise QueryError(
                f"braces and parentheses stand more than {DEEPEST} deep in one another",
                where="query",
                todo="Write it flatter, or start the server with the union of its graphs as default graph",
            )


def limited(ask: Ask) -> Ask:
    """`ask`, which may be called so many times. It then raises QueryError."""
    questions = count(1)

    def asked(text: str) -> Any:
        if next(questions) > QUESTIONS:
            raise QueryError(
                f"the paths of the query take more than {QUESTIONS:,} questions to this server",
                where="query",
                todo="Repeat less within what is repeated, or start it with the union of its graphs as default graph",
            )
        return ask(text)

    return asked
