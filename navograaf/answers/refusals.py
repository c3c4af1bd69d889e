"""Errors of the query engine as sentences: where a query stops making sense, why it was refused or stopped.

Used by query.py. The engine says "error at 3:14: expected one of ..." with a list of forty things, which helps nobody.
"""

from __future__ import annotations

import re
import signal

from navograaf.errors import QueryError

_AT = re.compile(r"error at (\d+):(\d+)")
_PREFIX = re.compile(r"([\w.-]*):[^\s:]*$")
_SHOWN = 30


def syntax_error(message: str, query: str) -> QueryError:
    """The error for what the engine says of a query that does not parse."""
    found = _AT.search(message)
    if not found:
        return QueryError(f"the query does not parse: {' '.join(message.split())}")
    line, column = int(found[1]), int(found[2])
    lines = query.split("\n")
    here = lines[line - 1] if line <= len(lines) else ""
    where = f"query, line {line}, column {column}"
    before = _PREFIX.search(here[: column - 1])
    if "Prefix not found" in message and before:
        return QueryError(
            f"the prefix {before[1] + ':'!r} is not declared", where=where, todo="Add a line PREFIX at the top"
        )
    if "unbound" in message:
        return QueryError(
            "a variable in SELECT has no value there: it is neither grouped nor counted",
            where=where,
            todo="Add it to GROUP BY, or put it in COUNT(), MIN(), SAMPLE()",
        )
    rest = here[column - 1 :].strip()
    what = f"does not parse from {_cut(rest)!r} on" if rest else "ends too early, or a line is not finished"
    return QueryError(f"the query {what}", where=where)


def refused(kind: str, text: str, query: str) -> QueryError:
    """The error for a reply {"error": kind, "text": text} of worker.py."""
    if kind == "syntax":
        return syntax_error(text, query)
    if kind == "size":
        return QueryError(f"the answer has too many {text}", todo="Add a LIMIT, or ask for less")
    if kind == "graph":
        return QueryError(
            f"this graph has no part called <{text}>",
            todo="FROM names a graph of the store; nothing is read from files or the web",
        )
    if kind == "memory":
        return QueryError("the query needs more memory than it may have", todo="Ask for less")
    return QueryError(f"the query cannot be run ({text})")


def too_slow(seconds: float) -> QueryError:
    """The error for a query that was stopped when its time was up."""
    return QueryError(
        f"the query took more than {seconds:g} seconds and was stopped",
        todo="Ask for less, or give it more with --timeout",
    )


def engine_error(status: int | None, memory: int) -> QueryError:
    """The error for a child process that ended in the middle of a query with this exit status."""
    # Rust aborts when it gets no memory; the system kills what takes too much of it.
    if memory and status in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 0)):
        return QueryError(
            f"the query was stopped: it needed more than {memory / (1 << 30):.2g} GB of memory",
            todo="Ask for less, or put the most selective line first",
        )
    return QueryError(f"the query engine ended unexpectedly (status {status})")


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"
