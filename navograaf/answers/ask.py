"""Ready-made questions answered: a question of queries/, with values for what it takes.

    ask("graph", "topic-over-time", {"topic": ["Resilience Pledge"]}).values()

Between questions.py and query.py. Law: the same file that answers here is a query that runs as it stands in
any SPARQL program; only its VALUES blocks are filled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from navograaf.answers.binding import parameters
from navograaf.answers.query import ROWS, TIMEOUT, Engine
from navograaf.answers.questions import Param, Question, question
from navograaf.answers.terms import Result, Term
from navograaf.errors import QueryError, RuleError

if TYPE_CHECKING:
    from navograaf.answers.query import Source
    from navograaf.answers.values import Values


def ask(
    source: Source,
    asked: Question | str,
    params: Mapping[str, Sequence[str]] | None = None,
    *,
    timeout: float = TIMEOUT,
    rows: int = ROWS,
) -> Result:
    """The answer to a question (or the question of that name) about the graph at `source`, a folder or a server.

    params: for each parameter the values, any of which may hold; names, ids or dates as a person writes them.
    Raises QueryError for an unknown question or parameter, or one that is missing; SubjectError for a name
    that nothing has, a thing that no letter has, or a word that a parameter never takes; and what Engine.run raises.
    """
    from navograaf.answers.values import Values

    found = question(asked) if isinstance(asked, str) else asked
    given = _given(found, params or {})
    with Engine(source) as engine:
        engine.start()  # while it starts, the names are looked up here
        known = Values(source)
        values = _values(known, given)
        result = engine.run(found.text, params=values, timeout=timeout, rows=rows)
        if not result.rows:  # a thing of ontology/ that no letter has: an empty answer would hide that
            for param in found.params:
                absent = known.absent(param, values[param.name])
                if absent:
                    raise absent
        return result


def _given(asked: Question, params: Mapping[str, Sequence[str]]) -> dict[Param, tuple[str, ...]]:
    """The values for each parameter, defaults filled in."""
    known = {param.name: param for param in asked.params}
    for name in params:
        if name not in known:
            takes = f"It takes {', '.join(known)}" if known else "It takes none"
            raise QueryError(f"the question {asked.name!r} has no parameter {name!r}", todo=takes)
    missing = set(known) - set(parameters(asked.text))
    if missing:
        raise RuleError(f"no block VALUES ?{min(missing)} {{ }} in the query", where=f"{asked.name}.rq")
    given: dict[Param, tuple[str, ...]] = {}
    for name, param in known.items():
        values = tuple(params.get(name, ())) or ((param.default,) if param.default is not None else ())
        if param.required and not values:
            raise QueryError(
                f"the question {asked.name!r} needs {name} ({' or '.join(param.kinds)}): {param.what}",
                todo=f"Add --param {name}=...",
            )
        given[param] = values
    return given


def _values(known: Values, given: Mapping[Param, Sequence[str]]) -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = {}
    for param, values in given.items():
        terms = (term for value in values for term in known.terms(param, value))
        found[param.name] = list(dict.fromkeys(terms))
    return found
